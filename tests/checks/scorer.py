#!/usr/bin/env python3
# cost: 60
"""Two implementations of the scoring, digit for digit: dcmm and tests/scorer/scorer.py, over random answers."""
import os
import random
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _tap import ASAN, DATA, ROOT, done, ok, run, say                    # noqa: E402
sys.path.insert(0, os.path.join(ROOT, 'tests', 'scorer'))
import random_data                                                       # noqa: E402
import scorer                                                            # noqa: E402

SHIPPED = ('practice', 'gated', 'strict')
WHOLE = 100 if ASAN else 3000           # answer sets of the shipped questionnaire, each under one policy after another
SMALL = 12 if ASAN else 150             # random questionnaires, each with three policies and twelve sets of answers
SETS = 12


def first_difference(a, b, path=''):
    if type(a) is not type(b) and not (isinstance(a, (int, str)) and isinstance(b, (int, str))):
        return '%s: %r, not %r' % (path, b, a)
    if isinstance(a, dict):
        if list(a) != list(b):
            return '%s: keys %r, not %r' % (path, list(b), list(a))
        for k in a:
            if a[k] != b[k]:
                return first_difference(a[k], b[k], path + '/' + k)
    elif isinstance(a, list):
        if len(a) != len(b):
            return '%s: %d entries, not %d' % (path, len(b), len(a))
        for i, (x, y) in enumerate(zip(a, b)):
            if x != y:
                return first_difference(x, y, '%s[%d]' % (path, i))
    return '%s: %r, not %r' % (path, b, a)


def compare(questionnaire_of, policy, policy_name, paths, which, data=None):
    """The number of results, and what is wrong with the first wrong one."""
    where = ['--data', data] if data else []
    r = run('score', '--format', 'json', '--lang', 'en', '--policy', policy_name, '--values', which, *where, *paths, timeout=300)
    if r.code != 0:
        return 0, str(r)
    got = scorer.read_json(r.out)
    got = got if isinstance(got, list) else [got]
    if len(got) != len(paths):
        return 0, '%d results of %d answers' % (len(got), len(paths))
    for path, theirs in zip(paths, got):
        answers = scorer.Answers(path)
        ours = scorer.result(questionnaire_of[answers.questionnaire], policy, answers, which, 'en')
        if ours != theirs:
            keep = os.path.join(tempfile.gettempdir(), 'dcmm-scorer-' + os.path.basename(path))
            with open(path) as f, open(keep, 'w') as g:
                g.write(f.read())
            return 0, '%s under %s, %s: %s' % (keep, policy_name, which, first_difference(ours, theirs))
    return len(paths), None


def whole(folder):
    q = scorer.Questionnaire(os.path.join(DATA, 'dcmm-2018', 'questionnaire.xml'))
    rnd = random.Random(36073)
    policies = [(p, scorer.Policy(os.path.join(DATA, 'policies', p + '.xml'))) for p in SHIPPED]
    for n in range(6):
        path = os.path.join(folder, 'policy-%d.xml' % n)
        random_data.policy(rnd, 'random-%d' % n, path, q)
        policies.append((path, scorer.Policy(path)))
    results, wrong, levels = 0, None, set()
    for name, p in policies:
        shipped = name in SHIPPED
        paths = []
        for i in range(WHOLE // 3 if shipped else WHOLE // 30):
            paths.append(os.path.join(folder, 'answers-%d.xml' % i))
            random_data.answers(rnd, q, p.values, paths[-1])
        for at in range(0, len(paths), 250):
            batch = paths[at:at + 250]
            n, wrong = compare({q.id: q}, p, name, batch, 'verified' if at % 500 else 'self')
            results += n
            if wrong:
                break
        ok(wrong is None, 'dcmm-2018 under ' + os.path.basename(name), wrong)
    say('%d results compared' % results)
    return results


def small(folder):
    rnd = random.Random(42129)
    results, wrongs = 0, []
    data = os.path.join(folder, 'data')
    os.makedirs(os.path.join(data, 'questionnaires'))
    os.symlink(os.path.join(DATA, 'policies'), os.path.join(data, 'questionnaires', 'policies'))
    for n in range(SMALL):
        ident = 'own-%d' % n
        path = os.path.join(data, 'questionnaires', ident, 'questionnaire.xml')
        random_data.questionnaire(rnd, ident, path)
        q = scorer.Questionnaire(path)
        for k in range(3):
            name = os.path.join(folder, 'small-%d-%d.xml' % (n, k))
            random_data.policy(rnd, 'small-%d-%d' % (n, k), name, q)
            p = scorer.Policy(name)
            paths = [os.path.join(folder, 'small-%d-%d-%d.xml' % (n, k, i)) for i in range(SETS)]
            for path in paths:
                random_data.answers(rnd, q, p.values, path)
            done_here, wrong = compare({q.id: q}, p, name, paths, 'verified' if k == 2 else 'self', data)
            results += done_here
            if wrong:
                with open(name) as f:
                    wrongs.append(wrong + '\n' + f.read())
    ok(not wrongs, '%d small questionnaires under three random policies each' % SMALL, '%d batches differ; the first:' % len(wrongs), *wrongs[:1])
    return results


def several_at_once(folder):
    """Answers to different questionnaires in one call, one policy: the scorer behind each must be the right one."""
    rnd = random.Random(7)
    data = os.path.join(folder, 'data')
    p = scorer.Policy(os.path.join(DATA, 'policies', 'gated.xml'))
    questionnaires, paths = {}, []
    for i in range(60):
        ident = 'own-%d' % (i % 10)
        if ident not in questionnaires:
            questionnaires[ident] = scorer.Questionnaire(os.path.join(data, 'questionnaires', ident, 'questionnaire.xml'))
        paths.append(os.path.join(folder, 'mixed-%d.xml' % i))
        random_data.answers(rnd, questionnaires[ident], p.values, paths[-1])
    n, wrong = compare(questionnaires, p, 'gated', paths, 'self', data)
    ok(wrong is None, 'ten questionnaires in one call', wrong)
    return n


with tempfile.TemporaryDirectory(prefix='dcmm-scorer-') as top:
    total = whole(top) + small(top) + several_at_once(top)
    ok(total >= (0 if ASAN else 3000), 'at least 3,000 results compared (%d)' % total)
done()
