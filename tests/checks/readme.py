#!/usr/bin/env python3
# under-asan: no
# cost: 60
"""What README and docs tell a newcomer to type, typed: in a fresh copy of the tree, with nothing built; and what they
point to is there. `make check` itself is only asked for (it is what runs this)."""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _tap import ROOT, done, ok, say                                     # noqa: E402

PAGES = ['README.md', 'README.zh.md'] + sorted(os.path.relpath(p, ROOT) for p in glob.glob(os.path.join(ROOT, 'docs', '*.md')) + glob.glob(os.path.join(ROOT, 'CONTRIBUTING*.md')))
ENV = {k: v for k, v in os.environ.items() if k in ('HOME', 'USER', 'PATH', 'TMPDIR')}


def commands(page):
    """(line, command) of each block of sh."""
    out, inside = [], False
    with open(os.path.join(ROOT, page), encoding='utf-8') as f:
        for no, line in enumerate(f, 1):
            fence = re.match(r'\s*```(\w*)', line)
            if fence:
                inside = fence.group(1) in ('sh', 'bash', 'console') and not inside
                continue
            if inside and line.strip() and not line.strip().startswith('#'):
                out.append((no, re.sub(r'^\s*\$ ', '', line).strip()))
    return out


def sh(line, cwd, timeout=300):
    env = dict(ENV, PATH=os.path.join(cwd, 'build') + ':' + ENV['PATH'])
    return subprocess.run(['/bin/bash', '-c', line], cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, errors='replace', timeout=timeout)


def named_inputs(line):
    """The .xml files that a command reads: all but what follows -o, and the second of convert."""
    words = line.split()
    outputs = {words[i + 1] for i, w in enumerate(words[:-1]) if w in ('-o', '--report')}
    if 'convert' in words:
        outputs.add(words[-1])
    return [w for w in words if re.fullmatch(r'[\w.-]+\.xml', w) and w not in outputs]


def fresh(top):
    """The tree as a clone would have it: what is tracked or about to be, nothing that is built."""
    tree = os.path.join(top, 'dcmm')
    listed = subprocess.run(['git', '-C', ROOT, 'ls-files', '-co', '--exclude-standard', '-z'], capture_output=True, text=True)
    names = [n for n in listed.stdout.split('\0') if n]
    if listed.returncode or not names:
        shutil.copytree(ROOT, tree, symlinks=True, ignore=shutil.ignore_patterns('build', 'dcmm-demo', '.git'))
        return tree
    for name in names:
        source, to = os.path.join(ROOT, name), os.path.join(tree, name)
        if os.path.lexists(source):
            os.makedirs(os.path.dirname(to), exist_ok=True)
            shutil.copy2(source, to, follow_symlinks=False)
    return tree


# ---- links
wrong = []
for page in PAGES:
    with open(os.path.join(ROOT, page), encoding='utf-8') as f:
        text = f.read()
    for target in re.findall(r'\]\(([^)#\s]+)(?:#[^)]*)?\)', text):
        if not re.match(r'[a-z]+:', target) and not os.path.exists(os.path.join(ROOT, os.path.dirname(page), target)):
            wrong.append('%s points to %s' % (page, target))
    for path in re.findall(r'`((?:questionnaires|templates|src|tests|docs|po|tools)/[\w./-]*)`', text):
        if not re.search(r'NN|NAME|KIND|ROOM', path) and not os.path.exists(os.path.join(ROOT, path)):
            wrong.append('%s names %s' % (page, path))
ok(not wrong, 'what the pages point to is there', *wrong)

with tempfile.TemporaryDirectory(prefix='dcmm-readme-') as top:
    tree = fresh(top)
    r = sh('make -n check && make -n bench && make -n po', tree)
    ok(r.returncode == 0, 'check, bench and po are targets', r.stdout[-600:])
    r = sh('make demo', tree)
    ok(r.returncode == 0 and 'warning:' not in r.stdout, 'make demo in a fresh tree, without a warning', r.stdout[-3000:])
    demo = sorted(os.listdir(os.path.join(tree, 'dcmm-demo'))) if os.path.isdir(os.path.join(tree, 'dcmm-demo')) else []
    named = [f for f in demo if f not in r.stdout]
    pdfs = [f for f in demo if f.endswith('.pdf')]
    ok(len(pdfs) >= 6 and len([f for f in demo if f.endswith('.html')]) >= 6 and not named, 'the demo makes three enterprises and names each file', demo, named)
    wanted = ['%s-%s' % (name, what) for name in ('machining', 'appliance', 'provider')
              for what in ('migrated.xml', 'migration.txt', 'gap.zh.docx', 'gap.en.docx', 'plan.xml', 'plan.zh.pdf', 'plan.en.pdf', 'plan.xlsx', 'plan.ics', 'compare.zh.pdf')]
    ok(set(wanted) <= set(demo), 'with plan, migration, Word file and comparison for each', sorted(set(wanted) - set(demo)))
    r = sh('make demo', tree)
    ok(r.returncode == 0 and ' cc ' not in r.stdout and 'gcc' not in r.stdout, 'a second time nothing is built again', r.stdout[-800:])
    for page in PAGES:
        said = commands(page)
        wrong = []
        for no, line in said:
            words = re.sub(r'\s+#.*', '', line)
            if re.match(r'make (check|bench|demo|check-asan)\b', words):
                r = sh('make -n ' + words.split(None, 1)[1], tree)
            elif re.match(r'make install', words):
                r = sh('make install DESTDIR=%s %s' % (os.path.join(top, 'dest'), ' '.join(words.split()[2:])), tree)
            elif re.match(r'(git clone|cd |sudo |apt)', words):
                continue
            else:
                for name in named_inputs(words):        # what a reader has by then: answers of their own
                    if not os.path.exists(os.path.join(tree, name)):
                        shutil.copy(os.path.join(tree, 'questionnaires', 'samples', 'appliance-2018.xml'), os.path.join(tree, name))
                r = sh(words, tree)
            # Not eligible is an answer, not a failure.
            if r.returncode not in ((0, 1) if 'eligible' in words else (0,)):
                wrong.append('%s:%d: %s: exit %d\n%s' % (page, no, words, r.returncode, r.stdout[-500:]))
        if said:
            ok(not wrong, '%s: %d commands' % (page, len(said)), *wrong)
    ok(os.path.exists(os.path.join(tree, 'mine-gap.pdf')), 'README leads to a report of one\'s own')
    # Installed, it stands on its own: moved away from the tree, it finds data, catalogue and sibling programs.
    r = sh('make install DESTDIR=%s PREFIX=/usr/local' % os.path.join(top, 'dest'), tree)
    os.rename(tree, tree + '-away')
    dcmm = os.path.join(top, 'dest', 'usr', 'local', 'bin', 'dcmm')
    sample = os.path.join(top, 'dest', 'usr', 'local', 'share', 'dcmm', 'questionnaires', 'samples', 'machining-2018.xml')
    r = sh('%s score %s && %s report gap %s -o %s/out.pdf && %s convert %s %s/out.csv && %s demo %s/demo --quiet' % (dcmm, sample, dcmm, sample, top, dcmm, sample, top, dcmm, top), '/')
    ok(r.returncode == 0 and '级' in r.stdout and os.path.exists(os.path.join(top, 'out.pdf')) and os.path.exists(os.path.join(top, 'out.csv')), 'installed elsewhere it works', r.stdout[-800:])
    os.rename(tree + '-away', tree)
    r = sh('make clean && test ! -e build && test ! -e dcmm-demo', tree)
    ok(r.returncode == 0, 'make clean', r.stdout)
done()
