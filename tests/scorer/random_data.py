"""Random questionnaires, policies and answers, the same for the same seed, as files that dcmm reads."""
import os
import random
from xml.sax.saxutils import quoteattr

DIMENSIONS = ('organisation', 'policy', 'process', 'technology')
WEIGHTS = ('0.25', '0.5', '1', '1', '1.5', '2', '3', '0.333', '7', '0.01', '12.5')


def write(path, lines):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as f:
        f.write('\n'.join(lines) + '\n')


def questionnaire(rnd, ident, path):
    """One to four domains of one to four items; levels of none to four criteria; some weights. Every item has a criterion."""
    weighted = rnd.random() < 0.5
    out = ['<questionnaire xmlns="urn:dcmm:questionnaire:1" id="%s" version="1">' % ident, '  <title xml:lang="en">%s</title>' % ident]
    out += ['  <level no="%d"><name xml:lang="en">Level %d</name></level>' % (n, n) for n in range(1, 6)]
    for d in range(1, rnd.randint(1, 4) + 1):
        out.append('  <domain id="%d"><name xml:lang="en">Domain %d</name><name xml:lang="zh">域%d</name>' % (d, d, d))
        for i in range(1, rnd.randint(1, 4) + 1):
            out.append('    <item id="%d.%d"><name xml:lang="en">Item %d.%d</name>' % (d, i, d, i))
            counts = [rnd.choice((0, 1, 1, 2, 3, 4)) for _ in range(5)]
            if not any(counts):
                counts[rnd.randrange(5)] = 1
            for level, n in enumerate(counts, 1):
                for number in range(1, n + 1):
                    ident_c = '%d.%d-%d.%d' % (d, i, level, number)
                    weight = ' weight="%s"' % rnd.choice(WEIGHTS) if weighted and rnd.random() < 0.6 else ''
                    out.append('      <criterion id="%s" level="%d" dimension="%s"%s><text xml:lang="en">Statement %s</text></criterion>'
                               % (ident_c, level, rnd.choice(DIMENSIONS), weight, ident_c))
            out.append('    </item>')
        out.append('  </domain>')
    write(path, out + ['</questionnaire>'])


def decimal(rnd, low, high, places):
    return ('%.*f' % (places, rnd.uniform(low, high)))


def policy(rnd, ident, path, q=None):
    """@q: the questionnaire whose domains and items the weights and conditions may name."""
    scale = [('full', '1')]
    if rnd.random() < 0.5:
        scale = [('full', '1'), ('large', '0.8'), ('part', '0.5'), ('none', '0'), ('na', None)]
    else:
        scale += [('v%d' % i, rnd.choice((decimal(rnd, 0, 1, 1), decimal(rnd, 0, 1, 3), '0', '1', '0.333333'))) for i in range(rnd.randint(0, 4))]
        if rnd.random() < 0.8:
            scale += [('na', None)]
        if rnd.random() < 0.2:
            scale += [('unfit', None)]
        rnd.shuffle(scale)
    out = ['<policy xmlns="urn:dcmm:policy:1" id="%s" version="1">' % ident, '  <name xml:lang="en">%s</name>' % ident, '  <scale>']
    out += ['    <value id="%s"%s/>' % (v, '' if c is None else ' compliance="%s"' % c) for v, c in scale] + ['  </scale>']
    combine = rnd.choice(('sum', 'gated', 'highest'))
    gate = '' if combine == 'sum' and rnd.random() < 0.7 else ' gate="%s"' % rnd.choice(('0.8', '0.5', '1', '0.75', '0.333', '0', '0.6667'))
    out.append('  <item combine="%s"%s/>' % (combine, gate))
    refs = [('domain', d.id) for d in q.domains] + [('item', i.id) for i in q.items] if q else []
    weighted = [r for r in refs if rnd.random() < 0.4]
    if weighted:
        out.append('  <weights>' + ''.join('<%s ref="%s" weight="%s"/>' % (k, r, rnd.choice(WEIGHTS)) for k, r in weighted) + '</weights>')
    if rnd.random() < 0.5:
        out.append('  <bonus each="%s" cap="%s"%s/>' % (rnd.choice(('0.01', '0.005', '0.1', '0.0033')), rnd.choice(('0.03', '0.02', '0.5', '0')),
                                                     rnd.choice(('', ' max="5"', ' max="4.2"', ' max="2.345"'))))
    places = rnd.choice((1, 2, 2, 3))
    thresholds = sorted(decimal(rnd, 0.05, 5, places) for _ in range(5))
    if rnd.random() < 0.3:
        thresholds = ['0.5', '1.5', '2.5', '3.5', '4.5']
    out.append('  <levels>')
    for no, threshold in enumerate(thresholds, 1):
        conditions = ''
        while rnd.random() < 0.35:
            scope = rnd.choice(['each="domain"', 'each="item"'] + ['ref="%s"' % r for _, r in refs[:6]])
            conditions += '<condition %s from="%s"/>' % (scope, decimal(rnd, 0, no, rnd.choice((1, 2, 3))))
        out.append('    <level no="%d" from="%s">%s</level>' % (no, threshold, conditions))
    write(path, out + ['  </levels>', '</policy>'])


def answers(rnd, q, policy_values, path, bonus=True, evidence=False):
    """Of several temperaments: even, falling with the level, one value everywhere, hardly any, much not applicable."""
    counting = [v for v, c in policy_values.items() if c is not None]
    absent = [v for v, c in policy_values.items() if c is None]
    best = sorted(counting, key=lambda v: -policy_values[v])
    mood = rnd.choice(('even', 'falling', 'falling', 'steady', 'sparse', 'absent', 'high'))
    p_absent = {'absent': 0.5}.get(mood, rnd.choice((0, 0, 0.05, 0.2)))
    p_silent = {'sparse': 0.9}.get(mood, rnd.choice((0, 0, 0.02, 0.3)))
    reach = rnd.uniform(0.5, 5.5)
    out = ['<answers xmlns="urn:dcmm:answers:1" questionnaire="%s" date="2026-11-20">' % q.id]
    if rnd.random() < 0.7:
        out.append('  <enterprise uscc="91330282M000001A9H"><name>No %d</name><attribute key="staff">%d</attribute></enterprise>'
                   % (rnd.randrange(1000), rnd.randrange(5000)))
    if bonus and rnd.random() < 0.4:
        out += ['  <bonus kind="k%d" count="%d"/>' % (k, rnd.choice((0, 1, 2, 3, 9))) for k in range(rnd.randint(1, 4))]

    def value(c):
        if absent and rnd.random() < p_absent:
            return rnd.choice(absent)
        if mood == 'steady':
            return steady[c.level - 1]
        if mood == 'high':
            return best[0] if rnd.random() < 0.93 else rnd.choice(best)
        if mood in ('falling', 'sparse'):
            if c.level <= reach - 1:
                return best[0] if rnd.random() < 0.85 else rnd.choice(best)
            return rnd.choice(best) if c.level <= reach + 0.5 else best[-1]
        return rnd.choice(best)

    order = list(q.criteria)
    if rnd.random() < 0.2:
        rnd.shuffle(order)
    gone = {i.id for i in q.items if absent and rnd.random() < (0.15 if mood == 'absent' else 0.02)}
    for item in q.items:
        steady = [rnd.choice(best) for _ in range(5)]
        item.steady = steady
    home = {c.id: i for i in q.items for c in i.criteria}
    for c in order:
        steady = home[c.id].steady
        if rnd.random() < p_silent:
            continue
        v = rnd.choice(absent) if home[c.id].id in gone else value(c)
        inner = ''
        if evidence and rnd.random() < 0.4:
            for _ in range(rnd.randint(1, 3)):
                inner += '<evidence title="t"%s%s/>' % (rnd.choice(('', ' sha256="%s"' % ('ab' * 32))),
                                                        rnd.choice(('', ' date="2024-05-01"', ' date="2025-11-20"', ' date="2025-11-19"', ' date="2026-10-02"')))
        if rnd.random() < 0.06:
            inner += '<verified value=%s/>' % quoteattr(rnd.choice(list(policy_values)))
        out.append('  <answer ref="%s" value="%s"%s' % (c.id, v, '>%s</answer>' % inner if inner else '/>'))
    write(path, out + ['</answers>'])
