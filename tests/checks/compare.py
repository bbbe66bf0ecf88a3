#!/usr/bin/env python3
"""`dcmm compare` in JSON, held against the independent scorer and against what changed, worked out here: random answers
to both editions at random dates, handed over in any order."""
import json
import os
import random
import sys
import tempfile
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _tap import DATA, ROOT, done, ok, run                              # noqa: E402
sys.path.insert(0, os.path.join(ROOT, 'tests', 'scorer'))
import scorer                                                            # noqa: E402

EDITIONS = ('dcmm-2018', 'dcmm-2025')
Q = {e: scorer.Questionnaire(os.path.join(DATA, e, 'questionnaire.xml')) for e in EDITIONS}
POLICY = scorer.Policy(os.path.join(DATA, 'policies', 'practice.xml'))
MAPS = [(m.get('from'), m.get('to'), m.get('relation'))
        for m in ET.parse(os.path.join(DATA, 'crosswalk-2018-2025.xml')).getroot().iter('{urn:dcmm:crosswalk:1}map')]
ORIGIN = {c.id: [(f, r) for f, t, r in MAPS if t == c.id and f] for c in Q['dcmm-2025'].criteria}
COMPLIANCE = {'full': 1, 'large': 0.8, 'part': 0.5, 'none': 0, None: 0}


def random_set(rnd, folder, n):
    """A file of answers: (path, date, edition, values by self, values by second opinion)."""
    edition = rnd.choice(EDITIONS)
    date = '2026-%02d-01' % rnd.randint(1, 12)
    path = os.path.join(folder, 'set%d.xml' % n)
    own, second = {}, {}
    share = rnd.choice((0.5, 1))
    with open(path, 'w') as f:
        f.write('<answers xmlns="urn:dcmm:answers:1" questionnaire="%s" date="%s">\n' % (edition, date))
        for c in Q[edition].criteria:
            if rnd.random() > share:
                continue
            own[c.id] = second[c.id] = rnd.choice(('full', 'large', 'part', 'none', 'none', 'na'))
            verified = ''
            if rnd.random() < 0.2:
                second[c.id] = rnd.choice(('full', 'large', 'part', 'none', 'na'))
                verified = '<verified value="%s"/>' % second[c.id]
            f.write('<answer ref="%s" value="%s"><note>n</note>%s</answer>\n' % (c.id, own[c.id], verified))
        f.write('</answers>\n')
    return path, date, edition, own, second


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


def one_round(rnd, folder):
    sets = [random_set(rnd, folder, n) for n in range(rnd.randint(2, 5))]
    which = rnd.choice(('self', 'verified'))
    values = 3 if which == 'self' else 4
    r = run('compare', '--lang', 'en', '--format', 'json', '--values', which, *[s[0] for s in sets])
    if r.code:
        return str(r)
    got = json.loads(r.out, parse_float=str)
    order = [next(s for s in sets if s[0] == a['file']) for a in got['answers']]
    want = sorted(sets, key=lambda s: s[1:3])
    if [s[1:3] for s in order] != [s[1:3] for s in want]:
        return 'order: %s' % [s[1:3] for s in order]
    results = [scorer.result(Q[s[2]], POLICY, scorer.Answers(s[0]), which, 'en') for s in order]
    for a, result in zip(got['answers'], results):
        if a['score'] != str(result['overall']['score']) or a['level'] != result['overall']['level']:
            return '%s: %s, the scorer has %s' % (a['file'], a['score'], result['overall']['score'])
    for series in got['series']:
        mine = [results[i] for i in series['answers']]
        if [order[i][2] for i in series['answers']] != [series['questionnaire']] * len(mine):
            return 'a series of two editions'
        for d, domain in enumerate(series['domains']):
            for i, item in enumerate(domain['items']):
                theirs = [m['domains'][d]['items'][i]['score'] for m in mine]
                if item['scores'] != [None if s is None else str(s) for s in theirs]:
                    return '%s: %s, the scorer has %s' % (item['id'], item['scores'], theirs)
    for n, step in enumerate(got['steps']):
        expected, fresh = changes(order[n], order[n + 1], values)
        theirs = {c['ref']: (c['from'], c['to'], c['change'], c.get('origin'), c.get('marked')) for c in step['criteria']}
        if theirs != expected:
            return 'step %d: %s' % (n, [(k, expected.get(k), theirs.get(k)) for k in {**expected, **theirs} if expected.get(k) != theirs.get(k)][:3])
        counted = [sum(c[2] == m for c in expected.values()) for m in ('up', 'down', 'other')]
        if [step['up'], step['down'], step['other'], step['new']] != counted + [fresh]:
            return 'step %d: the numbers do not agree with the list' % n
        if (step['overall']['change'] is None) != (order[n][2] != order[n + 1][2]):
            return 'step %d: a difference between two editions' % n
    return None


with tempfile.TemporaryDirectory(prefix='dcmm-compare-') as top:
    rnd = random.Random(25)
    wrong = [w for w in (one_round(rnd, top) for _ in range(40)) if w]
    ok(not wrong, '40 comparisons of two to five random sets, of one edition and of both', *wrong[:3])
done()
