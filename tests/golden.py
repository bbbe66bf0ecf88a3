"""One golden test: a folder named for its promise.

cmd         a line for the shell, run in a temporary copy of the folder; dcmm is on PATH, no language is set (unless the
            line sets one), SOURCE_DATE_EPOCH is 2026-11-20, $SHIPPED the folder questionnaires/, $DATA tests/data
want.out    standard output           want.err    standard error, where something is said
want.exit   the exit code, where it is not 0
why         who says that this is right: a hand calculation, the standard, a second implementation, another program

A folder of a name that ends in -snapshot has no authority: it only shows what changed.
"""
import difflib
import os
import re
import shutil
import subprocess
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
KEPT = ('cmd', 'why', 'want.out', 'want.err', 'want.exit')


def normal(text, folder):
    """What may differ is made equal here, and nowhere else."""
    text = text.replace(folder, 'FOLDER')
    text = re.sub(r'\b[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b', 'UUID', text)
    return text


def read(folder, name, default=''):
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        return default
    with open(path, encoding='utf-8', newline='') as f:
        return f.read()


def environment(build, folder):
    env = {k: v for k, v in os.environ.items() if k in ('ASAN_OPTIONS', 'UBSAN_OPTIONS')}
    env.setdefault('ASAN_OPTIONS', 'detect_leaks=1')
    env.update(PATH=build + ':/usr/local/bin:/usr/bin:/bin', HOME=folder, SOURCE_DATE_EPOCH='1795132800', TERM='dumb',
               SHIPPED=os.path.join(ROOT, 'questionnaires'), DATA=os.path.join(ROOT, 'tests', 'data'))
    return env


def run_golden(source, build, update):
    why = read(source, 'why').strip()
    if not why:
        return False, ['no why: name the authority']
    with tempfile.TemporaryDirectory(prefix='dcmm-golden-') as top:
        folder = os.path.join(top, 'work')
        shutil.copytree(source, folder, ignore=shutil.ignore_patterns(*KEPT))
        try:
            done = subprocess.run(['/bin/sh', '-c', read(source, 'cmd')], cwd=folder, env=environment(build, folder), stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
        except subprocess.TimeoutExpired:
            return False, ['no end after 60 s']
        got = {'want.out': normal(done.stdout.decode('utf-8', 'backslashreplace'), folder),
               'want.err': normal(done.stderr.decode('utf-8', 'backslashreplace'), folder),
               'want.exit': '%d\n' % done.returncode}
    if update:
        for name, text in got.items():
            path = os.path.join(source, name)
            if text and not (name == 'want.exit' and text == '0\n'):
                with open(path, 'w', encoding='utf-8', newline='') as f:
                    f.write(text)
            elif os.path.exists(path):
                os.unlink(path)
        return True, []
    said = []
    for name, text in got.items():
        want = read(source, name, '0\n' if name == 'want.exit' else '')
        if text != want:
            said += list(difflib.unified_diff(want.splitlines(), text.splitlines(), name, 'got', lineterm='', n=2))[:60]
            if text.splitlines() == want.splitlines():
                said.append(name + ': line ends differ')
    return not said, said + (['why: ' + why] if said else [])
