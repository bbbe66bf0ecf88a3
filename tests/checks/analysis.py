#!/usr/bin/env python3
# cost: 40
"""The analysis that the reports print, against tests/scorer/analysis.py: gains, path, firm steps, ceiling, weak spots,
dimensions, evidence, rankings, over random answers."""
import os
import random
import sys
import tempfile
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _tap import ASAN, DATA, ROOT, done, ok, run                         # noqa: E402
sys.path.insert(0, os.path.join(ROOT, 'tests', 'scorer'))
import random_data                                                       # noqa: E402
import scorer                                                            # noqa: E402
from analysis import Analysis, thousandths                               # noqa: E402
from scorer import hundredths, printed                                   # noqa: E402

R = '{urn:dcmm:result:1}'
PARTS = ('head', 'gains and path', 'ceiling', 'weak spots', 'inverted and inherited', 'dimensions', 'evidence', 'how firm', 'rankings', 'quick wins')
wrong = {part: [] for part in PARTS}
counted = {part: 0 for part in PARTS}


def spots(element):
    return [(c.get('item'), int(level)) for c in element.findall(R + 'cell') for level in c.get('levels').split()]


def hold(part, case, want, got):
    counted[part] += 1
    if want != got:
        wrong[part].append('%s: %r, not %r' % (case, got, want))


def compare(case, a, e):
    hold('head', case, (str(a.target), str(hundredths(a.threshold)), str(hundredths(a.s.overall)), str(a.s.level)),
         (e.get('target'), e.get('threshold-h'), e.get('score-h'), e.get('level')))

    steps, reaches = a.path()
    path = e.find(R + 'path')
    theirs = [(g.get('item'), int(g.get('level')), [c.get('ref') for c in g], g.get('gain'), g.get('after'), g.get('on-path') == 'yes') for g in path]
    ours = [(i, no, refs, thousandths(gain), str(after), on) for i, no, refs, gain, after, on in steps]
    for n, (x, y) in enumerate(zip(ours, theirs)):
        if x != y:
            hold('gains and path', '%s, step %d' % (case, n + 1), x, y)
            break
    else:
        on = [s for s in steps if s[5]]
        hold('gains and path', case, (len(ours), reaches, str(len(on)), str(sum(len(s[2]) for s in on)), str(len({s[0] for s in on}))),
             (len(theirs), path.get('reaches') == 'yes', path.get('groups'), path.get('criteria'), path.get('items')))
    lifts = {c.get('ref'): c.get('lift') for g in path for c in g}
    hold('gains and path', case, {ref: thousandths(a.lift(a.by_id[ref])) for ref in lifts}, lifts)

    full = e.find(R + 'completeness')
    score, level = a.ceiling()
    hold('ceiling', case, (str(score), str(level)), (full.get('ceiling'), full.get('ceiling-level')))

    weak = e.find(R + 'weak-spots')
    hold('weak spots', case, (len(a.weak_spots()), set(a.weak_spots())),
         (int(weak.get('n')), {(i.get('id'), int(c.get('level'))) for i in e.find(R + 'items') for c in i if c.get('weak') == 'yes'}))
    of_domain = {d.get('id'): int(d.get('n')) for d in weak}
    ours = {}
    for item, _ in a.weak_spots():
        domain = a.s.domain_of[item].id
        ours[domain] = ours.get(domain, 0) + 1
    hold('weak spots', case, ours, of_domain)

    hold('inverted and inherited', case, a.inverted(), spots(e.find(R + 'inverted')))
    hold('inverted and inherited', case, a.inherited(), spots(e.find(R + 'inherited')))
    hold('dimensions', case, a.dimensions(), {d.get('id'): int(d.get('percent')) if d.get('percent') else None for d in e.find(R + 'dimensions')})
    ours = a.evidence()
    hold('evidence', case, ours, {k: int(e.find(R + 'evidence').get(k)) for k in ours})

    firm, ours = e.find(R + 'firm'), a.firm()
    if ours is None or firm is None:
        hold('how firm', case, ours is None, firm is None)
    else:
        hold('how firm', case, (str(len(ours)), str(ours[-1][2]), [(r, t, str(s)) for r, t, s in ours[:10]]),
             (firm.get('n'), firm.get('after'), [(s.get('ref'), s.get('to'), s.get('after')) for s in firm]))

    strong, weakest = a.rankings()
    hold('rankings', case, (strong, weakest), ([x.get('id') for x in e.find(R + 'strongest')], [x.get('id') for x in e.find(R + 'weakest')]))
    hold('quick wins', case, a.quick(), [x.get('ref') for x in e.find(R + 'quick')])


def several(q, policy, name, folder, n, seed, data=None, which='self', target=0):
    rnd = random.Random(seed)
    paths = []
    for i in range(n):
        paths.append(os.path.join(folder, '%s-%d-%d.xml' % (q.id, seed, i)))
        random_data.answers(rnd, q, policy.values, paths[-1], evidence=True)
    more = (['--data', data] if data else []) + (['--target', target] if target else [])
    r = run('score', '--format', 'xml', '--lang', 'en', '--policy', name, '--values', which, *more, *paths, timeout=200)
    if r.code != 0:
        ok(False, 'the XML of %s under %s' % (q.id, os.path.basename(name)), r)
        return
    root = ET.fromstring(r.raw)
    results = root.findall(R + 'result') if root.tag == R + 'results' else [root]
    for path, e in zip(paths, results):
        a = Analysis(q, policy, scorer.Answers(path), which, target)
        compare('%s %s %s' % (os.path.basename(path), os.path.basename(name), which), a, e.find(R + 'analysis'))


with tempfile.TemporaryDirectory(prefix='dcmm-analysis-') as top:
    q = scorer.Questionnaire(os.path.join(DATA, 'dcmm-2018', 'questionnaire.xml'))
    shipped = {p: scorer.Policy(os.path.join(DATA, 'policies', p + '.xml')) for p in ('practice', 'gated', 'strict')}
    several(q, shipped['practice'], 'practice', top, 10 if ASAN else 100, 1)
    several(q, shipped['practice'], 'practice', top, 2 if ASAN else 10, 2, which='verified')
    for target in (1, 3, 5):
        several(q, shipped['practice'], 'practice', top, 2 if ASAN else 8, 2 + target, target=target)
    data = os.path.join(top, 'data')
    os.makedirs(os.path.join(data, 'questionnaires'))
    os.symlink(os.path.join(DATA, 'policies'), os.path.join(data, 'questionnaires', 'policies'))
    rnd = random.Random(39117)
    for n in range(4 if ASAN else 30):
        path = os.path.join(data, 'questionnaires', 'own-%d' % n, 'questionnaire.xml')
        random_data.questionnaire(rnd, 'own-%d' % n, path)
        own = scorer.Questionnaire(path)
        for name in shipped:
            several(own, shipped[name], name, top, 4, 100 + n, data)
    for part in PARTS:
        ok(not wrong[part], '%s (%d compared)' % (part, counted[part]), '%d differ; the first:' % len(wrong[part]), *wrong[part][:4])
done()
