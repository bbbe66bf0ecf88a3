#!/usr/bin/env python3
# under-asan: no
"""The rules of the house that a compiler does not hold: names, globals, headers, functions that are short."""
import glob
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _tap import BUILD, ROOT, done, ok                                   # noqa: E402

ROOMS = sorted({os.path.basename(d) for d in glob.glob(os.path.join(ROOT, 'src', '*')) if os.path.isdir(d)})
sources = sorted(glob.glob(os.path.join(ROOT, 'src', '*', '*.c')) + glob.glob(os.path.join(ROOT, 'src', '*', '*', '*.c')))

# ---- public names: dcmm_ in front, and nothing that can be written to but what a function keeps for itself
EXCEPTIONS = {
    'src/plan/solver.c: gettimeofday',          # stands in for the C library's: how a search of CBC is ended from outside
}
names, globals_, seen = [], [], 0
for source in sources:
    obj = os.path.join(BUILD, os.path.relpath(source, ROOT)[:-2] + '.o')
    if not os.path.exists(obj):
        continue
    for line in subprocess.run(['objdump', '-t', obj], capture_output=True, text=True).stdout.splitlines():
        m = re.match(r'[0-9a-f]+ ([ lgu!wCWIidDFfO]{7}) (\S+)\s+[0-9a-f]+\s+(?:\.\w+ )?(\S+)$', line)
        if not m or m.group(1)[0] not in 'gu' or m.group(2) == '*UND*':
            continue
        section, name = m.group(2), m.group(3)
        seen += 1
        where = '%s: %s' % (os.path.relpath(source, ROOT), name)
        if not name.startswith('dcmm_') and name != 'main' and where not in EXCEPTIONS:
            names.append(where)
        if re.match(r'\.(data|bss)(?!\.rel\.ro)|\*COM\*', section):
            globals_.append(where)
ok(seen > 100 and not names, 'public names start with dcmm_ (%d)' % seen, *names[:10])
ok(not globals_, 'nothing public can be written to', *globals_[:10])

# ---- the room's main header says what it is for, in its first lines
wrong = []
for room in ROOMS:
    header = os.path.join(ROOT, 'src', room, room + '.h')
    if not os.path.exists(header):
        wrong.append('src/%s has no %s.h' % (room, room))
        continue
    with open(header, encoding='utf-8') as f:
        comment = re.match(r'(?:/\* ?SPDX[^\n]*\n)?/\* (\w+)/: .*?\*/', f.read(), re.S)
    if not comment or comment.group(1) != room or comment.group().count('\n') < 4:
        wrong.append('src/%s/%s.h does not open with five lines on what the room is for' % (room, room))
ok(not wrong, 'each room\'s main header introduces it', *wrong)

# ---- what is left behind
MARKS = r'\b(%s)\b' % '|'.join(('TO' 'DO', 'FIX' 'ME', 'XX' 'X', 'HA' 'CK'))       # in two pieces: the rule is not a mark itself
wrong = []
for path in sources + glob.glob(os.path.join(ROOT, 'src', '*', '*.h')) + glob.glob(os.path.join(ROOT, 'templates', '*')) + glob.glob(os.path.join(ROOT, 'questionnaires', '**', '*.xml'), recursive=True):
    with open(path, encoding='utf-8') as f:
        for no, line in enumerate(f, 1):
            if re.search(MARKS, line) or re.match(r'(<<<<<<<|=======|>>>>>>>)( |$)', line) or line.rstrip('\n') != line.rstrip('\n').rstrip():
                wrong.append('%s:%d: %s' % (os.path.relpath(path, ROOT), no, line.strip()[:100]))
ok(not wrong, 'nothing is marked as left open, no conflict mark, no blank at the end of a line', *wrong[:10])
done()
