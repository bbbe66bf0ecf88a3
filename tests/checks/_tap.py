"""What the scripts of this folder share: test points, and running dcmm."""
import os
import resource
import subprocess
import sys
import tempfile

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
    """What a command did: code, out and err as text, seconds, processor time, peak memory in KiB."""

    def __str__(self):
        return '$ %s\nexit %s, %.2f s (%.2f of a processor), %d KiB\n%s%s' % (' '.join(self.argv), self.code, self.seconds, self.cpu, self.rss, self.out[:2000], self.err[:2000])


PEAK = os.path.join(BUILD, 'tests', 'peak')


def run(*argv, env=None, cwd=None, stdout=None, stderr=None, timeout=60, before=None):
    """Runs dcmm (or another program where argv[0] holds a slash); its memory is measured by tests/hostile/peak.c."""
    argv = [str(a) for a in argv]
    if '/' not in argv[0]:
        argv.insert(0, DCMM)
    r = Ran()
    r.argv = argv
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.NamedTemporaryFile('r') as figures:
        child = subprocess.Popen([PEAK, figures.name, *argv], stdin=subprocess.DEVNULL, stdout=stdout or out, stderr=stderr or err,
                                 env=dict(ENV, **(env or {})), cwd=cwd, preexec_fn=before)
        try:
            child.wait(timeout)
            told = figures.read().split()
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
            told = [-9, timeout, 0, timeout]
        r.code, r.seconds, r.rss, r.cpu = (int(told[0]), float(told[1]), int(told[2]), float(told[3])) if told else (None, 0, 0, 0)
        out.seek(0)
        err.seek(0)
        r.raw = out.read()
        r.out = r.raw.decode('utf-8', 'backslashreplace')
        r.err = err.read().decode('utf-8', 'backslashreplace')
    return r


def limit(what, value):
    """For @before of run()."""
    return lambda: resource.setrlimit(what, (value, value))
