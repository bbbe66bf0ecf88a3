#!/usr/bin/env python3
"""`dcmm compare` in JSON, held against the independent scorer and against what changed, worked out here: random answers
to both editions at random dates, handed over in any order."""
import json
import os
import random
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _changes import EDITIONS, POLICY, Q, changes, scorer               # noqa: E402
from _tap import done, ok, run                                          # noqa: E402


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
