#!/usr/bin/env python3
# cost: 25
"""Nothing is ever half-written: full disks, limits, folders that cannot be written, kills in the middle, closed streams."""
import glob
import json
import os
import random
import re
import resource
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _tap import ASAN, BUILD, DATA, DCMM, ENV, PEAK, ROOT, done, limit, ok, run, skip     # noqa: E402

SAMPLES = sorted(glob.glob(os.path.join(DATA, 'samples', '*.xml')))
SAMPLE = SAMPLES[0]
EXCHANGE = os.access(os.path.join(BUILD, 'dcmm-exchange'), os.X_OK)
PLAN = os.access(os.path.join(BUILD, 'dcmm-plan'), os.X_OK)
PLANNED = os.path.join(DATA, 'samples', 'appliance-2025.xml')
REPORT = os.access(os.path.join(BUILD, 'dcmm-report'), os.X_OK)
top = tempfile.mkdtemp(prefix='dcmm-outputs-')
os.chmod(top, 0o755)

# Each command that writes a file; the file's name is put at the end.
WRITERS = {
    'score json': (['score', SAMPLE, '--format', 'json', '-o'], '.json'),
    'score xml': (['score', *SAMPLES, '--format', 'xml', '-o'], '.xml'),
    'score text': (['score', SAMPLE, '-o'], '.txt'),
    'new': (['new', '-o'], '.xml'),
    'models': (['models', 'dcmm-2018', '--format', 'xml', '-o'], '.xml'),
    'eligible': (['eligible', SAMPLE, '--target', '2', '--format', 'json', '-o'], '.json'),
}
if EXCHANGE:
    WRITERS['new csv'] = (['new', '-o'], '.csv')
    WRITERS['convert'] = (['convert', SAMPLE], '.csv')
if PLAN:
    WRITERS['plan xlsx'] = (['plan', PLANNED, '--target', '3', '-o'], '.xlsx')
    WRITERS['plan ics'] = (['plan', PLANNED, '--target', '3', '--start', '2027-01-04', '-o'], '.ics')
if REPORT:
    WRITERS['report pdf'] = (['report', 'gap', SAMPLE, '-o'], '.pdf')
    WRITERS['report docx'] = (['report', 'gap', SAMPLE, '-o'], '.docx')
    WRITERS['report html'] = (['report', 'gap', SAMPLE, '-o'], '.html')


def refused(name, path, folder, before=None, r=None, kept=None):
    """Exit 4, one sentence with the path, and the folder as it was."""
    argv, _ = WRITERS[name]
    there = sorted(os.listdir(folder)) if folder else None
    r = run(*argv, path, '--lang', 'en', before=before)
    good = r.code == 4 and r.err.count('\n') == 1 and (path in r.err or name == 'new csv') and not r.out      # that goes through a file in TMPDIR
    if folder and sorted(os.listdir(folder)) != there:
        return 'the folder holds %s\n%s' % (os.listdir(folder), r)
    if kept and open(path, 'rb').read() != kept:
        return 'the old file is changed\n%s' % r
    return None if good else str(r)


for name, (argv, ext) in WRITERS.items():
    folder = tempfile.mkdtemp(dir=top)
    wrong = []
    # What comes out when all is well, over an old file whose rights stay and through a link that stays.
    path = os.path.join(folder, 'good' + ext)
    with open(path, 'w') as f:
        f.write('old')
    os.chmod(path, 0o640)
    link = os.path.join(folder, 'link' + ext)
    os.symlink('good' + ext, link)
    r = run(*argv, link)
    with open(path, 'rb') as f:
        whole = f.read()
    if r.code not in (0, 1) or len(whole) < 100 or not os.path.islink(link) or stat.S_IMODE(os.stat(path).st_mode) != 0o640:
        wrong.append('over a link: %s' % r)
    os.unlink(link)
    # A device in place of a file. What goes by the extension is told the format.
    for device, code in (('/dev/full', 4), ('/dev/null', None)):
        form = {'.pdf': ['--format', 'pdf'], '.html': ['--format', 'html'], '.docx': ['--format', 'docx'], '.xlsx': ['--format', 'xlsx'], '.ics': ['--format', 'ics']}.get(ext, [])
        if name in ('new csv', 'convert'):
            device = os.path.join(folder, 'device' + ext)
            os.symlink('/dev/full' if code else '/dev/null', device)
        r = run(*argv, device, *form, '--lang', 'en')
        if (code == 4 and (r.code != 4 or r.err.count('\n') != 1 or 'full' not in r.err)) or (code is None and r.code not in (0, 1)) or r.out:
            wrong.append('%s: %s' % (device, r))
        if os.path.islink(device):
            os.unlink(device)
    ok(os.path.exists('/dev/full') and stat.S_ISCHR(os.stat('/dev/full').st_mode), name + ': /dev/full is still a device')
    # A path through a file, a folder that is not there, a folder in place of the file.
    for bad in (os.path.join(path, 'inside' + ext), os.path.join(folder, 'nowhere', 'out' + ext), folder):
        if bad == folder and name.split()[0] in ('convert', 'new', 'report') and name != 'new':
            continue                    # the extension decides, or it is a batch
        problem = refused(name, bad, folder)
        if problem:
            wrong.append('%s: %s' % (bad.replace(folder, 'FOLDER'), problem))
    # A limit on the size of files: dcmm must not die of it, and the old file stands.
    with open(path, 'w') as f:
        f.write('old')
    problem = refused(name, path, folder, limit(resource.RLIMIT_FSIZE, 512), kept=b'old')
    if problem:
        wrong.append('a file-size limit: %s' % problem)
    ok(not wrong, name + ': what cannot be written', *wrong[:3])

# ---- a folder without rights: as another user where the tests run as root
if os.geteuid() == 0:
    probe = subprocess.run([DCMM, '--version'], user=65534, group=65534, capture_output=True, env=ENV) if os.access(DCMM, os.X_OK) else None
    closed = os.path.join(top, 'closed')
    os.mkdir(closed, 0o755)
    if probe is None or probe.returncode:
        skip('an unwritable folder', 'the programs cannot be run by another user here')
    else:
        wrong = []
        for name, (argv, ext) in WRITERS.items():
            env = dict(ENV, HOME=top, TMPDIR='/tmp')
            env.pop('XDG_CACHE_HOME', None)
            r = subprocess.run([DCMM, *argv, os.path.join(closed, 'out' + ext), '--lang', 'en'], user=65534, group=65534, capture_output=True, text=True, env=env)
            if r.returncode != 4 or r.stderr.count('\n') != 1 or r.stdout or os.listdir(closed):
                wrong.append('%s: exit %d %s %s' % (name, r.returncode, r.stderr, os.listdir(closed)))
        ok(not wrong, 'an unwritable folder', *wrong)
        unreadable = os.path.join(top, 'unreadable.xml')
        shutil.copy(SAMPLE, unreadable)
        os.chmod(unreadable, 0)
        r = subprocess.run([DCMM, 'score', unreadable, '--lang', 'en'], user=65534, group=65534, capture_output=True, text=True, env=ENV)
        ok(r.returncode == 3 and r.stderr.startswith(unreadable + ': ') and r.stderr.count('\n') == 1, 'an unreadable file', r)

# ---- standard output: full, closed, cut off
wrong = []
for argv in (['score', SAMPLE, '--format', 'json'], ['score', SAMPLE], ['score', *SAMPLES, '--format', 'xml'], ['score', SAMPLE, '--explain', 'all'], ['models'], ['models', 'dcmm-2018'],
             ['policies'], ['policies', SAMPLE], ['eligible', SAMPLE, '--target', '2'], ['check', SAMPLE], ['--help'], ['score', '--help'], ['--version'], ['new']):
    with open('/dev/full', 'wb') as full:
        r = run(*argv, '--lang', 'en', stdout=full)
    if r.code != 4 or r.err.count('\n') != 1 or 'standard output' not in r.err:
        wrong.append('full: %s' % r)
    r = run('/bin/sh', '-c', 'exec "$@" >&-', 'sh', DCMM, *argv, '--lang', 'en')
    if r.code != 4 or r.err.count('\n') != 1:
        wrong.append('closed: %s' % r)
ok(not wrong, 'a full or closed standard output is exit 4', *wrong[:6])
wrong = []
for streams in ('>&-', '2>&-', '<&-', '>&- 2>&-', '<&- >&- 2>&-'):
    for name, (argv, ext) in WRITERS.items():
        path = os.path.join(top, 'streams' + ext)
        run('/bin/sh', '-c', 'exec "$@" ' + streams, 'sh', DCMM, *argv, path)
        good = os.path.join(top, 'plain' + ext)
        run(*argv, good, env={})
        with open(good, 'rb') as a:
            want = a.read()
        got = open(path, 'rb').read() if os.path.exists(path) else b''
        if name.startswith('new'):      # an id of its own each time
            want, got = (re.sub(rb'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', b'', x) for x in (want, got))
        if got != want:
            wrong.append('%s with %s: %d bytes, not %d' % (name, streams, len(got), len(want)))
        for p in (path, good):
            if os.path.exists(p):
                os.unlink(p)
ok(not wrong, 'closed streams leave the file as it should be', *wrong)
r = subprocess.run('"%s" score --format json %s | head -c 10' % (DCMM, ' '.join(SAMPLES * 40)), shell=True, capture_output=True, text=True, env=ENV)
ok('{' in r.stdout and 'Assert' not in r.stderr and r.stderr.count('\n') <= 1, 'a reader that goes away', r)

# ---- killed in the middle
def whole_json(path):
    with open(path, encoding='utf-8') as f:
        return len(json.load(f)) == 200 * len(SAMPLES)


def killed_at_random():
    folder = tempfile.mkdtemp(dir=top)
    path = os.path.join(folder, 'out.json')
    argv = [DCMM, 'score', '--format', 'json', *(SAMPLES * 200), '-o', path]
    with open(path, 'w') as f:
        f.write('old')
    started = time.monotonic()
    subprocess.run(argv, env=ENV, check=True)
    took = time.monotonic() - started
    if not whole_json(path):
        return ['not whole without a kill']
    rnd, wrong, torn = random.Random(1), [], 0
    for _ in range(10 if ASAN else 60):
        with open(path, 'w') as f:
            f.write('old')
        child = subprocess.Popen(argv, env=ENV, stderr=subprocess.DEVNULL)
        time.sleep(rnd.uniform(0, took * 1.1))
        child.send_signal(rnd.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT)))
        torn += child.wait() < 0
        with open(path) as f:
            text = f.read()
        if text != 'old' and not whole_json(path):
            wrong.append('%d bytes of something' % len(text))
    return wrong or ([] if torn > 5 else ['only %d of the kills came in time' % torn])


ok(not (w := killed_at_random()), 'killed at random moments: the old file or the whole new one', *w)

strace = shutil.which('strace')
if not strace or ASAN or subprocess.run([strace, '-o', '/dev/null', '/bin/true'], capture_output=True).returncode:
    skip('killed at each step of writing', 'no strace here, or not allowed')
else:
    wrong = []
    for name in ('score json', 'new', 'report pdf', 'convert'):
        if name not in WRITERS:
            continue
        argv, ext = WRITERS[name]
        folder = tempfile.mkdtemp(dir=top)
        path = os.path.join(folder, 'out' + ext)
        for call, fault in (('write', 'signal=KILL'), ('fsync', 'signal=KILL'), ('rename', 'signal=KILL'), ('fsync', 'error=EIO'), ('rename', 'error=EXDEV'), ('write', 'error=ENOSPC'),
                            ('fchmod', 'error=EPERM'), ('close', 'signal=KILL')):
            with open(path, 'w') as f:
                f.write('old')
            r = subprocess.run([strace, '-f', '-o', '/dev/null', '-e', 'inject=%s:%s' % (call, fault), DCMM, *argv, path, '--lang', 'en'], capture_output=True, text=True, env=ENV)
            with open(path, 'rb') as f:
                text = f.read()
            left = [f for f in os.listdir(folder) if f != 'out' + ext]
            if text != b'old' and fault.startswith('error'):
                wrong.append('%s, %s %s: the file is %d bytes' % (name, call, fault, len(text)))
            if text != b'old' and len(text) < 1000:
                wrong.append('%s, %s %s: half a file' % (name, call, fault))
            if fault.startswith('error') and (r.returncode != 4 or left):
                wrong.append('%s, %s %s: exit %d, left %s: %s' % (name, call, fault, r.returncode, left, r.stderr))
            for f in left:
                os.unlink(os.path.join(folder, f))
    ok(not wrong, 'killed, or failing, at each step of writing', *wrong)

# ---- a full disk in earnest, where a small file system may be mounted
disk = os.path.join(top, 'disk')
os.mkdir(disk)
if subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=16k', 'none', disk], capture_output=True).returncode:
    skip('a full disk', 'no file system may be mounted here')
else:
    try:
        wrong = []
        for name, (argv, ext) in WRITERS.items():
            path = os.path.join(disk, 'out' + ext)
            with open(path, 'w') as f:
                f.write('old')
            with open(os.path.join(disk, 'filler'), 'wb') as f:
                f.write(b'x' * 4096)
            r = run(*argv, path, '--lang', 'en')
            with open(path, 'rb') as f:
                text = f.read()
            if sorted(os.listdir(disk)) != ['filler', 'out' + ext] or not (r.code == 4 and text == b'old' and 'full' in r.err or r.code in (0, 1) and len(text) > 500):
                wrong.append('%s: %s %s' % (name, os.listdir(disk), r))
            os.unlink(path)
        ok(not wrong, 'a full disk', *wrong)
    finally:
        subprocess.run(['umount', disk])
# ---- what was read is never written over, whichever option named it; and an empty sheet never takes the place of a filled one
sample, plan = os.path.join(DATA, 'samples', 'machining-2025.xml'), os.path.join(top, 'plan.xml')
run('plan', sample, '-o', plan)
wrong = []
for argv in (['score', 'IN', '--format', 'json', '-o', 'IN'], ['plan', 'IN', '--format', 'xml', '-o', 'IN'], ['plan', 'IN', '-o', os.path.join(top, 'q.xml'), '--mps', 'IN'],
             ['migrate', '--to', 'dcmm-2025', 'IN', '-o', 'IN'], ['report', 'gap', 'IN', '--format', 'html', '-o', 'IN'], ['report', 'plan', 'IN', '--format', 'html', '-o', 'IN'],
             ['convert', 'IN', 'IN'], ['compare', 'IN', sample, '-o', 'IN'], ['report', 'compare', 'IN', sample, '--format', 'html', '-o', 'IN'], ['eligible', 'IN', '--target', '2', '-o', 'IN'],
             ['plan', sample, '--continue', 'PLAN', '-o', 'PLAN'], ['migrate', '--to', 'dcmm-2025', 'OLD', '-o', os.path.join(top, 'm.xml'), '--report', 'OLD']):
    files = {'IN': os.path.join(top, 'in.xml'), 'PLAN': os.path.join(top, 'in-plan.xml'), 'OLD': os.path.join(top, 'old.xml')}
    for name, source in (('IN', sample), ('PLAN', plan), ('OLD', os.path.join(DATA, 'samples', 'machining-2018.xml'))):
        shutil.copy(source, files[name])
    before = {name: open(path, 'rb').read() for name, path in files.items()}
    r = run(*[files.get(a, a) for a in argv], '--lang', 'en')
    if any(open(path, 'rb').read() != before[name] for name, path in files.items()) or (r.code != 2 and not (argv[0] == 'migrate' and argv[3] == 'IN' and r.code in (1, 2))):
        wrong.append('%s: %s' % (' '.join(argv), r))
ok(not wrong, 'no output is written over an input', *wrong)
wrong = []
for ext in ('.xml', '.csv'):
    path = os.path.join(top, 'mine' + ext)
    run('convert', sample, path) if ext == '.csv' else shutil.copy(sample, path)
    before = open(path, 'rb').read()
    r = run('new', '-o', path, '--lang', 'en')
    if r.code != 2 or open(path, 'rb').read() != before or 'answers' not in r.err:
        wrong.append('filled %s: %s' % (ext, r))
    os.unlink(path)
    for _ in range(2):
        r = run('new', '-o', path, '--lang', 'en')
        if r.code:
            wrong.append('empty %s: %s' % (ext, r))
ok(not wrong, 'a new sheet does not take the place of a filled one', *wrong)
shutil.rmtree(top)
done()
