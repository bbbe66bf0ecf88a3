#!/usr/bin/env python3
# under-asan: no
"""The three enterprises and their answers to both editions: all answered, nothing left to look at again. The 2018 answers
are the older ones: no evidence is younger than its answers, and where a criterion stayed the same its answer did too, but for
what has been introduced since, or let slip, with a note of its own. What was answered anew was written, not generated."""
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


def told(a):
    """All that an answer says but when it was given."""
    return [(e.tag, sorted((k, v) for k, v in e.attrib.items() if k not in ('ref', 'at')), (e.text or '').strip()) for e in a.iter()]


def too_young(root):
    """What is dated after the day to which the answers speak, or evidence after the answer that names it."""
    for a in root.iter(A + 'answer'):
        stamps = [e.get('at') for e in a.iter() if e.get('at')]
        dates = [e.get('date') for e in a.iter(A + 'evidence') if e.get('date')]
        if any(s[:10] > root.get('date') for s in stamps) or any(d > (a.get('at') or root.get('date'))[:10] for d in dates):
            yield a.get('ref')


ORDER = ('none', 'part', 'large', 'full')


for name in ('machining', 'appliance', 'provider'):
    paths = [os.path.join(DATA, 'samples', '%s-%s.xml' % (name, year)) for year in (2018, 2025)]
    roots = [ET.parse(p).getroot() for p in paths]
    old, new = [{a.get('ref'): a for a in r.iter(A + 'answer')} for r in roots]
    r = run('check', '--strict', '--complete', '--lang', 'en', *paths)
    ok(r.code == 0 and not r.err, name + ': both editions are answered in full, without a remark', r)
    ok(not any(a.get('review') for a in new.values()), name + ': no mark of the migration is left')
    ok(roots[0].get('date') < '2026-07-01' < roots[1].get('date'), name + ': the 2018 answers are older than the 2025 edition')
    late = [r for root in roots for r in too_young(root)]
    ok(not late, name + ': nothing is younger than the answers', *late[:5])
    other = [(t, f) for t, f in SAME.items() if told(new[t]) != told(old[f])]
    moved = [(t, ORDER.index(new[t].get('value')) - ORDER.index(old[f].get('value'))) for t, f in other if new[t].get('value') != old[f].get('value')]
    up, down = sum(m > 0 for _, m in moved), sum(m < 0 for _, m in moved)
    ok(len(other) < 0.2 * len(SAME) and up > 3 * down, name + ': of %d the same, %d are answered otherwise: %d better, %d worse' % (len(SAME), len(other), up, down))
    mute = [t for t, f in other if new[t].get('value') != old[f].get('value') and (not note(old[f]) or note(old[f]) == note(new[t]))]
    ok(not mute, name + ': an older value has a note of its own', *mute)
    fresh = [a for ref, a in new.items() if ref not in SAME]
    bare = [a.get('ref') for a in fresh if a.get('value') in ('part', 'large', 'na') and not note(a)]
    ok(not bare, name + ': what is met in part says what is missing', *bare)
    before = set(notes(roots[0]))
    written = [note(a) for a in fresh if note(a) and note(a) not in before]
    ok(len(written) >= 25 and len(set(written)) == len(written), name + ': %d new notes, no two alike' % len(written))
    odd = [n for n in written if re.search(r'[\u4e00-\u9fff] [A-Za-z0-9]|[A-Za-z0-9] [\u4e00-\u9fff]|[,;:?!](?=[\u4e00-\u9fff])', n)]
    ok(not odd, name + ': Chinese punctuation, and no typed blank between Han and Latin', *odd[:5])
done()
