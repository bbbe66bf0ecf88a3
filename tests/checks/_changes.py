"""What changed between two sets of answers, worked out from the data alone: the rules of docs/migrate-and-compare.md, a second
time. A set is a tuple (path, date, edition, values …); @values says which of its members counts."""
import os
import sys
import xml.etree.ElementTree as ET

from _tap import DATA, ROOT
sys.path.insert(0, os.path.join(ROOT, 'tests', 'scorer'))
import scorer                                                            # noqa: E402

EDITIONS = ('dcmm-2018', 'dcmm-2025')
Q = {e: scorer.Questionnaire(os.path.join(DATA, e, 'questionnaire.xml')) for e in EDITIONS}
POLICY = scorer.Policy(os.path.join(DATA, 'policies', 'practice.xml'))
MAPS = [(m.get('from'), m.get('to'), m.get('relation'))
        for m in ET.parse(os.path.join(DATA, 'crosswalk-2018-2025.xml')).getroot().iter('{urn:dcmm:crosswalk:1}map')]
ORIGIN = {c.id: [(f, r) for f, t, r in MAPS if t == c.id and f] for c in Q['dcmm-2025'].criteria}
COMPLIANCE = {'full': 1, 'large': 0.8, 'part': 0.5, 'none': 0, None: 0}


def carried(values):
    """2018's values as 2025's: of each heir the lowest, na only if all are."""
    found = {}
    for ref, origin in ORIGIN.items():
        old = [values[f] for f, _ in origin if f in values]
        counting = [v for v in old if v != 'na']
        if old:
            found[ref] = min(counting, key=COMPLIANCE.get) if counting else 'na'
    return found


def moves(before, now, refs):
    found = {}
    for ref in refs:
        a, b = before.get(ref), now.get(ref)
        if a != b:
            ups = None if 'na' in (a, b) else COMPLIANCE[b] - COMPLIANCE[a]
            found[ref] = (a, b, 'other' if not ups else 'up' if ups > 0 else 'down')
    return found


def changes(a, b, values):
    """What stands in a step's criteria, and how many are new."""
    if a[2] == b[2]:
        return {r: m + (None, None) for r, m in moves(a[values], b[values], [c.id for c in Q[a[2]].criteria]).items()}, 0
    before, now = (carried(s[values]) if s[2] == 'dcmm-2018' else s[values] for s in (a, b))
    refs = [r for r in ORIGIN if ORIGIN[r]]
    return {r: m + (', '.join('%s %s' % o for o in ORIGIN[r]), [k for _, k in ORIGIN[r]] != ['same'])
            for r, m in moves(before, now, refs).items()}, len(ORIGIN) - len(refs)
