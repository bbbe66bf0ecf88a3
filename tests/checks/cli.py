#!/usr/bin/env python3
# cost: 8
"""The command line: exit codes, languages, help, wrong use; the rows of --help and the programs behind them."""
import json
import os
import pty
import re
import subprocess
import sys
import tempfile
import unicodedata

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _tap import BUILD, DATA, DCMM, ENV, ROOT, done, ok, run             # noqa: E402

HAN = re.compile('[\u4e00-\u9fff]')
SAMPLE = os.path.join(DATA, 'samples', 'machining-2018.xml')
OTHER = os.path.join(DATA, 'samples', 'provider-2018.xml')
top = tempfile.mkdtemp(prefix='dcmm-cli-')
NOTHING = os.path.join(top, 'nothing')


def use(name, *argv, code=2, says=None, env=None):
    """Wrong use: the exit code, one sentence in each language, nothing on standard output and nothing written."""
    wrong = []
    for lang in ('en', 'zh_CN'):
        r = run(*argv, '--lang', lang, env=env)
        if r.code != code or r.out or r.err.count('\n') != 1 or len(r.err) < 10:
            wrong.append(r)
        elif lang == 'zh_CN' and not HAN.search(r.err) or lang == 'en' and HAN.search(re.sub(r"'[^']*'", '', r.err)):
            wrong.append('not in its language: %s' % r)
        elif lang == 'en' and says and not re.search(says, r.err):
            wrong.append('does not say /%s/: %s' % (says, r))
    if os.path.exists(NOTHING):
        wrong.append('something was written')
        os.unlink(NOTHING)
    ok(not wrong, name, *wrong)


# ---- wrong use
use('no command', says='--help')
use('unknown command', 'scroe', SAMPLE, says="'scroe'.*--help")
use('an option in place of a command', '--frobnicate', says='frobnicate')
use('unknown option', 'score', SAMPLE, '--frobnicate', says='frobnicate.*--help')
use('unknown short option', 'score', SAMPLE, '-Z', says='Z')
use('an option without its value', 'score', SAMPLE, '--policy', says='policy')
use('no file', 'score', says='usage|score')
use('no file for check', 'check', says='usage|check')
use('too many', 'policies', SAMPLE, OTHER, says='usage|policies')
use('too many for eligible', 'eligible', SAMPLE, OTHER, '--target', '2')
use('too many for new', 'new', 'a', 'b', '-o', NOTHING)
use('unknown format', 'score', SAMPLE, '--format', 'yaml', '-o', NOTHING, says='yaml.*|text, json, xml')
use('a format of another command', 'eligible', SAMPLE, '--target', '2', '--format', 'xml')
use('unknown values', 'score', SAMPLE, '--values', 'mine', '-o', NOTHING, says='verified')
use('explain what is not there', 'score', SAMPLE, '--explain', '99.9', '-o', NOTHING, says=r'99\.9')
use('explain a criterion', 'score', SAMPLE, '--explain', '6.1-1.1', '-o', NOTHING)
for target in ('0', '6', '-1', '2.5', 'two', '', '03', '2 ', '9999999999999999999999'):
    use('target %r' % target, 'score', SAMPLE, '--target', target, '-o', NOTHING, says='1 to 5')
    use('eligible, target %r' % target, 'eligible', SAMPLE, '--target=' + target, '-o', NOTHING, says='1 to 5')
use('eligible without a target', 'eligible', SAMPLE, says='target')
use('report of an unknown kind', 'report', 'gossip', SAMPLE, '-o', NOTHING, says='gossip')
use('report without answers', 'report', 'gap', '-o', NOTHING)
use('report in an unknown format', 'report', 'gap', SAMPLE, '--format', 'rtf', '-o', NOTHING, says='rtf')
use('report with a wrong target', 'report', 'gap', SAMPLE, '--target', '6', '-o', NOTHING, says='1 to 5')
use('convert to an unknown extension', 'convert', SAMPLE, NOTHING + '.rtf', says=r'\.csv')
use('convert without a second file', 'convert', SAMPLE)

# ---- what is named is not there: 3
use('unknown policy', 'score', SAMPLE, '--policy', 'lenient', '-o', NOTHING, code=3, says='lenient.*practice')
use('unknown policy file', 'score', SAMPLE, '--policy', './lenient.xml', '-o', NOTHING, code=3, says=r'lenient\.xml')
use('an empty policy', 'score', SAMPLE, '--policy', '', '-o', NOTHING, code=3)
use('a policy from outside by its id', 'score', SAMPLE, '--policy', '../samples/machining-2018', '-o', NOTHING, code=3)
use('unknown model', 'models', 'dcmm-1999', code=3, says='dcmm-1999.*dcmm-2018')
use('new for an unknown model', 'new', '--model', 'dcmm-1999', '-o', NOTHING, code=3, says='dcmm-1999.*dcmm-2018')
use('new with a missing profile', 'new', '--profile', 'nobody.xml', '-o', NOTHING, code=3, says='nobody')
use('unknown rules', 'eligible', SAMPLE, '--target', '2', '--rules', '1999', code=3, says='1999.*2026')
use('missing overlay', 'score', SAMPLE, '--overlay', 'nothing.xml', '-o', NOTHING, code=3, says='nothing')
use('a data folder that is none', 'score', SAMPLE, '--data', top, '-o', NOTHING, code=3)
use('a data folder that is none, for models', 'models', 'dcmm-2018', '--data', os.path.join(top, 'not-there'), code=3)
use('a data folder that is none, by DCMM_DATADIR', 'score', SAMPLE, code=3, env={'DCMM_DATADIR': top})
r = run('score', SAMPLE, '--data', os.path.join(DATA, '..'), '--format', 'json', env={'DCMM_DATADIR': top})
ok(r.code == 0, '--data counts before DCMM_DATADIR', r)

# ---- languages
for wrong in ('fr', '', 'english', 'zhong'):
    r = run('score', SAMPLE, '--lang', wrong)
    ok(r.code == 2 and not r.out and r.err.count('\n') == 1 and 'zh_CN' in r.err, '--lang %r' % wrong, r)
r = run('score', SAMPLE, '--lang')
ok(r.code == 2 and '--lang' in r.err and not r.out, '--lang without a value', r)
wrong = []
for env, want in (({}, 'zh'), ({'LANG': 'C'}, 'zh'), ({'LANG': 'C.UTF-8'}, 'zh'), ({'LANG': 'POSIX'}, 'zh'), ({'LANG': 'zh_CN.UTF-8'}, 'zh'), ({'LANG': 'en_GB.UTF-8'}, 'en'),
                  ({'LANG': 'en_US'}, 'en'), ({'LANG': 'zh_CN', 'LC_ALL': 'en_US.UTF-8'}, 'en'), ({'LANG': 'en_US', 'LC_MESSAGES': 'zh_CN'}, 'zh'),
                  ({'LC_ALL': 'C', 'LANG': 'en_US'}, 'zh'), ({'LC_ALL': '', 'LANG': 'en_US'}, 'en'), ({'LANGUAGE': 'en'}, 'zh'), ({'LANG': 'en_US', 'LANGUAGE': 'zh_CN'}, 'en')):
    for argv in (['--help'], ['score', '--help'], ['score'], ['eligible', SAMPLE, '--target', '2']):
        r = run(*argv, env=env)
        if bool(HAN.search(re.sub('.*虚构.*', '', r.out + r.err))) != (want == 'zh'):
            wrong.append('%s: %s' % (env, r))
ok(not wrong, 'the language of the environment', *wrong[:2])
wrong = []
for argv in (['--lang', 'en', '--help'], ['--help', '--lang', 'en'], ['--help', '--lang=en'], ['score', '--help', '--lang', 'en'], ['--lang', 'en', 'score', '--help'],
             ['score', '--lang=en', '--help'], ['--lang', 'en', 'score', SAMPLE], ['score', '--lang', 'en', SAMPLE], ['score', SAMPLE, '--lang', 'en'],
             ['help', '--lang', 'en'], ['--lang', 'zh_CN', 'score', '--help', '--lang', 'en']):
    r = run(*argv)
    if r.code != 0 or HAN.search(re.sub(r'.*（虚构）.*', '', r.out)) or not r.out:
        wrong.append(r)
for argv in (['--lang', 'zh_CN', '--help'], ['score', '--help', '--lang', 'zh_CN'], ['--lang=zh', 'models']):
    r = run(*argv, env={'LANG': 'en_US.UTF-8'})
    if r.code != 0 or not HAN.search(r.out):
        wrong.append(r)
ok(not wrong, '--lang counts wherever it stands', *wrong[:3])
r = run('score', '--', '--lang')
ok(r.code == 3 and '--lang' in r.err, 'after -- everything is a file', r)

# ---- help
r = run('--help', '--lang', 'en')
commands = re.findall(r'^  ([a-z]+) ', r.out, re.M)
ok(r.code == 0 and not r.err and {'demo', 'models', 'check', 'new', 'score', 'policies', 'eligible', 'report', 'convert'} <= set(commands), '--help lists every command', r)
wrong = []
CLI = os.path.join(ROOT, 'src', 'cli')
with open(os.path.join(CLI, 'commands.c'), encoding='utf-8') as f:
    rows = dict(re.findall(r'\{ "([a-z]+)",\s*"(dcmm[a-z-]*)"', f.read()))
# src/cli/dcmm*.c belong to dcmm, X*.c to dcmm-X (Makefile).
sources = {p: ''.join(open(os.path.join(CLI, f), encoding='utf-8').read() for f in sorted(os.listdir(CLI)) if f.endswith('.c') and f.startswith(p.split('-')[-1]))
           for p in set(rows.values())}
for command in commands:
    for lang in ('en', 'zh_CN'):
        r = run(command, '--help', '--lang', lang)
        if r.code != 0 or r.err or command not in r.out or bool(HAN.search(r.out)) != (lang == 'zh_CN') or '--lang' not in r.out:
            wrong.append(r)
    if command not in rows:
        wrong.append('%s is no row of commands.c' % command)
    # Each name is run by one program alone, the one that its row names.
    own = [p for p in sorted(sources) if re.search(r'\{ "%s",\s+\w+\s+\}' % command, sources[p])]
    if own != [rows.get(command)]:
        wrong.append('%s: commands.c says %s, the programs that have it are %s' % (command, rows.get(command), own))
ok(not wrong, 'each command has its help in both languages and one program', *wrong[:4])
r = run('--version')
ok(r.code == 0 and re.fullmatch(r'dcmm \d+\.\d+\.\d+\n', r.out), '--version', r)

# ---- off a terminal text is 80 columns wide, without colour
def columns(line):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in 'WF' else 1 for c in line)


for lang in ('en', 'zh_CN'):
    wrong = []
    for argv in (['score', SAMPLE], ['score', OTHER], ['score', SAMPLE, OTHER], ['policies'], ['policies', SAMPLE], ['eligible', SAMPLE, '--target', '2'], ['models'], ['models', 'dcmm-2018'],
                 ['--help'], ['score', '--help'], ['report', '--help'], ['score', SAMPLE, '--explain', '6']):
        r = run(*argv, '--lang', lang)
        wide = [line for line in r.out.splitlines() if columns(line) > 80]
        if wide or '\x1b' in r.out:
            wrong.append('%s: %d lines of %d columns and less, the first:\n%s' % (' '.join(argv).replace(ROOT, ''), len(wide), max(map(columns, wide), default=0), wide[0] if wide else 'colour'))
    ok(not wrong, 'text is 80 columns wide, in ' + lang, *wrong)


def on_a_terminal(*argv, env=None):
    """Standard output is a terminal."""
    master, slave = pty.openpty()
    child = subprocess.Popen([DCMM, *argv], stdin=subprocess.DEVNULL, stdout=slave, stderr=subprocess.PIPE, env={**ENV, 'TERM': 'xterm-256color', **(env or {})})
    os.close(slave)
    out = b''
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:
            break
        if not piece:
            break
        out += piece
    err = child.stderr.read().decode()
    os.close(master)
    return child.wait(), out.decode('utf-8', 'replace'), err


code, out, err = on_a_terminal('score', SAMPLE)
ok(code == 0 and '\x1b[' in out, 'colour on a terminal', out[:200])
for env in ({'NO_COLOR': '1'}, {'TERM': 'dumb'}):
    code, out, err = on_a_terminal('score', SAMPLE, env=env)
    ok(code == 0 and '\x1b' not in out, 'no colour with %s' % env, out[:200])
code, out, err = on_a_terminal('score', SAMPLE, env={'NO_COLOR': ''})
ok(code == 0 and '\x1b[' in out, 'an empty NO_COLOR does not count', out[:200])
code, out, err = on_a_terminal('report', 'gap', SAMPLE, '--format', 'pdf')
ok(code == 2 and not out and err.count('\n') == 1, 'a PDF to a terminal is wrong use', code, out[:200], err)

# ---- formats
for ext, begins in (('.json', '{'), ('.xml', '<?xml'), ('.JSON', '{')):
    path = os.path.join(top, 'by' + ext)
    r = run('score', SAMPLE, '-o', path)
    with open(path, encoding='utf-8') as f:
        ok(r.code == 0 and f.read().startswith(begins), 'the extension %s decides' % ext, r)
path = os.path.join(top, 'against.json')
run('score', SAMPLE, '-o', path, '--format', 'xml')
with open(path, encoding='utf-8') as f:
    ok(f.read().startswith('<?xml'), '--format counts before the extension')
r = run('score', SAMPLE)
ok(r.code == 0 and not r.out.startswith(('{', '<')), 'text where nothing is said')
r = run('score', '--format', 'json', SAMPLE, OTHER)
ok(r.code == 0 and [x['policy'] for x in json.loads(r.out)] == ['practice', 'practice'], 'several give an array', r)
r = run('score', SAMPLE, '--format', 'json', '-o', '-')
ok(r.code == 0 and json.loads(r.out)['schema'] == 'urn:dcmm:result:1', '-o - is standard output', r)
r = run('score', SAMPLE, '--quiet', '--format', 'json')
ok(r.code == 0 and not r.err, '--quiet', r)

# ---- found by the program, not by the working directory
for cwd in ('/', top):
    r = run('score', SAMPLE, '--format', 'json', cwd=cwd)
    ok(r.code == 0, 'from ' + cwd.replace(top, 'another folder'), r)
link = os.path.join(top, 'dcmm')
os.symlink(DCMM, link)
r = run(link, 'score', SAMPLE, '--format', 'json', cwd='/')
ok(r.code == 0, 'through a symbolic link', r)
r = run('check', SAMPLE, OTHER)
ok(r.code == 0 and r.out.count('\n') == 2 and not r.err, 'check of good files', r)
r = run('check', '--quiet', SAMPLE, OTHER)
ok(r.code == 0 and not r.out and not r.err, 'check --quiet of good files', r)
subprocess.run(['rm', '-rf', top])
done()
