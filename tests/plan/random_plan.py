"""Random improvement actions and enterprises for a questionnaire, the same for the same seed, as files that dcmm reads.

Made like those of the experiments behind plan/: 150 actions, each raises two to eight criteria or a few more of one or two
neighbouring items, takes 3 to 60 days and waits for none to three others; enterprises of a maturity from 1 to 3 with some
spread, 3 % not applicable."""
import os
import random
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'scorer'))
import random_data                                                       # noqa: E402

ROLES = ('sponsor', 'cdo', 'it', 'business', 'quality', 'security', 'finance', 'hr', 'audit', 'architect')


def raised(rnd, q, at):
    """Criteria of one item, near one level, sometimes of the next item too."""
    item = q.items[at % len(q.items)]
    level = rnd.choice((1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5))
    near = [c for c in item.criteria if abs(c.level - level) <= rnd.choice((0, 0, 1))]
    chosen = rnd.sample(near, min(len(near), rnd.randint(2, 8)))
    if rnd.random() < 0.35:
        beside = [c for c in q.items[(at + 1) % len(q.items)].criteria if c.level == level]
        chosen += rnd.sample(beside, min(len(beside), rnd.randint(1, 3)))
    return level, chosen or [rnd.choice(item.criteria)]


def actions(rnd, q, path, n=150, durations=True):
    out = ['<actions xmlns="urn:dcmm:actions:1" questionnaire="%s">' % q.id]
    made = []
    for a in range(n):
        level, criteria = raised(rnd, q, a)
        days = rnd.randint(3, 60)
        before = [b for b, l in made if l <= level]
        made.append(('a%03d' % a, level))
        out.append('  <action id="a%03d" role="%s"><title xml:lang="zh">措施%03d</title><title xml:lang="en">Action %03d</title>' % (a, rnd.choice(ROLES), a, a))
        out.append('    <effort low="%d" likely="%d" high="%d"/>' % (days // 2, days, days * 2))
        if durations:
            out.append('    <duration days="%d"/>' % rnd.randint(5, 60))
        out += ['    <requires ref="%s"/>' % b for b in rnd.sample(before, min(len(before), rnd.choice((0, 0, 1, 1, 2, 3))))]
        out += ['    <raises ref="%s" to="%s"/>' % (c.id, rnd.choice(('full', 'full', 'full', 'large', 'part'))) for c in criteria]
        out.append('  </action>')
    # Whatever is left: every criterion of levels 1 to 4 can be met in full.
    left = [c for c in q.criteria if c.level < 5]
    done = {line.split('"')[1] for line in out if '<raises' in line and 'to="full"' in line}
    left = [c for c in left if c.id not in done]
    for i in range(0, len(left), 7):
        out.append('  <action id="r%03d" role="%s"><title xml:lang="en">Rest %d</title><effort likely="%d"/>' % (i, rnd.choice(ROLES), i, rnd.randint(10, 60)))
        out += ['    <raises ref="%s" to="full"/>' % c.id for c in left[i:i + 7]] + ['  </action>']
    random_data.write(path, out + ['</actions>'])


def enterprise(rnd, q, path):
    out = ['<answers xmlns="urn:dcmm:answers:1" questionnaire="%s" date="2026-11-20">' % q.id]
    maturity = rnd.uniform(1, 3)
    for item in q.items:
        reach = maturity + rnd.gauss(0, 0.6)
        for c in item.criteria:
            distance = reach - c.level + rnd.gauss(0, 0.5)
            value = 'full' if distance > 0.2 else 'large' if distance > -0.2 else 'part' if distance > -0.7 else 'none'
            if rnd.random() < 0.03:
                value = 'na'
            if rnd.random() < 0.98:
                out.append('  <answer ref="%s" value="%s"/>' % (c.id, value))
    random_data.write(path, out + ['</answers>'])
