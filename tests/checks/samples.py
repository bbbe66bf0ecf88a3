#!/usr/bin/env python3
# under-asan: no
"""The three enterprises and their answers to both editions: all answered, nothing left to look at again; where a
criterion stayed the same, so did its answer; and what was answered anew was written, not generated."""
import os
import re
import sys
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _tap import DATA, done, ok, run                                    # noqa: E402

A, C = '{urn:dcmm:answers:1}', '{urn:dcmm:crosswalk:1}'
MAPS = [(m.get('from'), m.get('to'), m.get('relation'))
        for m in ET.parse(os.path.join(DATA, 'crosswalk-2018-2025.xml')).getroot().iter(C + 'map')]
SAME = {t: f for f, t, r in MAPS if r == 'same'}


def note(a):
    n = a.find(A + 'note')
    return n.text if n is not None else None


def notes(root):
    return [n.text for n in root.iter(A + 'note')]


for name in ('machining', 'appliance', 'provider'):
    paths = [os.path.join(DATA, 'samples', '%s-%s.xml' % (name, year)) for year in (2018, 2025)]
    roots = [ET.parse(p).getroot() for p in paths]
    old, new = [{a.get('ref'): a for a in r.iter(A + 'answer')} for r in roots]
    r = run('check', '--strict', '--complete', '--lang', 'en', *paths)
    ok(r.code == 0 and not r.err, name + ': both editions are answered in full, without a remark', r)
    ok(not any(a.get('review') for a in new.values()), name + ': no mark of the migration is left')
    moved = [t for t, f in SAME.items() if ET.tostring(new[t]).strip().replace(b'"%s"' % t.encode(), b'') !=
             ET.tostring(old[f]).strip().replace(b'"%s"' % f.encode(), b'')]
    ok(not moved, name + ': what stayed the same is answered the same', *moved[:5])
    fresh = [a for ref, a in new.items() if ref not in SAME]
    bare = [a.get('ref') for a in fresh if a.get('value') in ('part', 'large', 'na') and not note(a)]
    ok(not bare, name + ': what is met in part says what is missing', *bare)
    before = set(notes(roots[0]))
    written = [note(a) for a in fresh if note(a) and note(a) not in before]
    ok(len(written) >= 25 and len(set(written)) == len(written), name + ': %d new notes, no two alike' % len(written))
    odd = [n for n in written if re.search(r'[\u4e00-\u9fff] [A-Za-z0-9]|[A-Za-z0-9] [\u4e00-\u9fff]|[,;:?!](?=[\u4e00-\u9fff])', n)]
    ok(not odd, name + ': Chinese punctuation, and no typed blank between Han and Latin', *odd[:5])
done()
