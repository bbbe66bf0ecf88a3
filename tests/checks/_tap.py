"""What the scripts of this folder share: test points, and running dcmm."""
import os
import resource
import subprocess
import sys
import tempfile
import time

ROOT = os.environ.get('DCMM_ROOT') or os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.path.join(ROOT, os.environ.get('DCMM_BUILD', 'build'))
ASAN = os.path.basename(BUILD) == 'asan'
DCMM = os.path.join(BUILD, 'dcmm')
DATA = os.path.join(ROOT, 'questionnaires')
ENV = {k: v for k, v in os.environ.items() if k in ('ASAN_OPTIONS', 'UBSAN_OPTIONS', 'HOME', 'TMPDIR')}
ENV.setdefault('ASAN_OPTIONS', 'detect_leaks=1:allocator_may_return_null=1')
ENV.update(PATH=BUILD + ':/usr/local/bin:/usr/bin:/bin', SOURCE_DATE_EPOCH='1795132800', TERM='dumb')

_count = [0]
_failed = [0]


def say(text):
    for line in str(text).splitlines():
        print('# ' + line)


def ok(good, name, *why):
    """One test point; what is said of a failure stands before it."""
    _count[0] += 1
    if not good:
        _failed[0] += 1
        for w in why:
            say(w)
    print('%s %d - %s' % ('ok' if good else 'not ok', _count[0], name))
    sys.stdout.flush()
    return good


def skip(name, reason):
    _count[0] += 1
    print('ok %d - %s # SKIP %s' % (_count[0], name, reason))


def done():
    print('1..%d' % _count[0])
    sys.exit(1 if _failed[0] else 0)


class Ran:
    """What a command did: code, out and err as text, seconds, peak memory in KiB."""

    def __str__(self):
        return '$ %s\nexit %s, %.2f s, %d KiB\n%s%s' % (' '.join(self.argv), self.code, self.seconds, self.rss, self.out[:2000], self.err[:2000])


def run(*argv, env=None, cwd=None, stdout=None, timeout=60, binary=False, before=None):
    """Runs dcmm (or another program where argv[0] holds a slash) as a child of its own, so that its peak memory is its own."""
    argv = [str(a) for a in argv]
    if '/' not in argv[0]:
        argv.insert(0, DCMM)
    r = Ran()
    r.argv = argv
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        started = time.monotonic()
        child = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=stdout or out, stderr=err, env=dict(ENV, **(env or {})), cwd=cwd,
                                 preexec_fn=before)
        limit = time.monotonic() + timeout
        status = usage = None
        while True:
            pid, status, usage = os.wait4(child.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() > limit:
                child.kill()
                pid, status, usage = os.wait4(child.pid, 0)
                break
            time.sleep(0.0005)
        r.seconds = time.monotonic() - started
        child.returncode = r.code = os.waitstatus_to_exitcode(status)
        r.rss = usage.ru_maxrss
        out.seek(0)
        err.seek(0)
        r.raw = out.read()
        r.out = r.raw.decode('utf-8', 'backslashreplace')
        r.err = err.read().decode('utf-8', 'backslashreplace')
    return r


def limit(what, value):
    """For @before of run()."""
    return lambda: resource.setrlimit(what, (value, value))
