#!/usr/bin/env python3
# under-asan: no
# cost: 40
"""Whole plans against two programs that share nothing with ours: a second model of the whole problem, built from the XML in
JavaScript and solved by HiGHS (tests/plan/peer.js), must find the same number of days; and tests/scorer must give the plan,
carried out, the score that it promises. The samples of both editions under every policy, with targets of their own, with
fixed and forbidden actions; random enterprises with random actions, with weights, gates and conditions; budgets."""
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _tap import BUILD, DATA, ROOT, done, ok, run                       # noqa: E402
for folder in ('scorer', 'plan'):
    sys.path.insert(0, os.path.join(ROOT, 'tests', folder))
import random_data                                                      # noqa: E402
import random_plan                                                      # noqa: E402
import scorer                                                           # noqa: E402

PEER = os.path.join(ROOT, 'tests', 'plan', 'peer.js')
MODULES = os.path.join(BUILD, 'tests', 'plan')
POLICIES = ('practice', 'gated', 'strict')
questionnaires = {e: scorer.Questionnaire(os.path.join(DATA, e, 'questionnaire.xml')) for e in ('dcmm-2018', 'dcmm-2025')}


def path_of(kind, name):
    return os.path.join(DATA, kind, name + '.xml')


def policy_path(policy):
    return policy if '/' in policy else path_of('policies', policy)


class Job:
    def __init__(self, name, answers, policy, target=None, actions=None, targets=(), fix=(), forbid=(), budget=None):
        self.name, self.answers, self.policy, self.target, self.budget = name, answers, policy, target, budget
        self.edition = scorer.Answers(answers).questionnaire
        self.actions = actions or path_of('actions', self.edition)
        self.targets, self.fix, self.forbid = dict(targets), list(fix), list(forbid)

    def ours(self):
        argv = ['plan', self.answers, '--actions', self.actions, '--policy', self.policy, '--format', 'json', '--time', '120']
        argv += ['--target', str(self.target)] if self.target else []
        argv += ['--target=%s=%d' % t for t in self.targets.items()]
        argv += ['--fix=' + a for a in self.fix] + ['--forbid=' + a for a in self.forbid]
        argv += ['--budget', str(self.budget)] if self.budget is not None else []
        return run(*argv, timeout=300)

    def theirs(self):
        job = {'questionnaire': os.path.join(DATA, self.edition, 'questionnaire.xml'), 'policy': policy_path(self.policy),
               'answers': self.answers, 'actions': self.actions, 'targets': self.targets, 'fix': self.fix, 'forbid': self.forbid, 'seconds': 300}
        job.update({'target': self.target} if self.target else {}, **({'budget': self.budget} if self.budget is not None else {}))
        return job


def rescored(job, plan):
    """The answers with the plan carried out, scored by the second implementation."""
    answers = scorer.Answers(job.answers)
    for c in plan['criteria']:
        before = answers.own.get(c['ref'])
        if before != c['from']:
            return 'criterion %s is %s, not %s' % (c['ref'], before, c['from'])
        answers.own[c['ref']] = c['to']
    result = scorer.result(questionnaires[job.edition], scorer.Policy(policy_path(job.policy)), answers)
    overall = result['overall']
    got = (str(overall['score']), overall['level'])
    if got != (str(plan['score_after']), plan['level_after']):
        return 'promised %s, level %s; scored %s, level %s' % (plan['score_after'], plan['level_after'], *got)
    return None


def held(job, ran, theirs):
    """What is wrong, or None."""
    if ran.code not in (0, 1) or ran.err:
        return str(ran)
    plan = scorer.read_json(ran.out)
    if not plan['reachable']:
        return None if theirs['status'] == 'Infeasible' and ran.code == 1 else 'unreachable, says dcmm; the peer: %s' % theirs
    if not plan['optimal']:
        return 'no proof within 120 s'
    if theirs['status'] != 'Optimal':
        return 'the peer: %s; dcmm: %d days' % (theirs['status'], plan['effort_days'])
    if job.budget is not None:
        if str(plan['score_after']) != '%d.%02d' % divmod(theirs['score'], 100):
            return 'best score %s, the peer finds %d' % (plan['score_after'], theirs['score'])
        if plan['effort_days'] > job.budget:
            return '%d days of %d' % (plan['effort_days'], job.budget)
    elif plan['effort_days'] != theirs['days'] or plan['bound_days'] != theirs['days']:
        return '%d days (bound %d), the peer finds %d: %s' % (plan['effort_days'], plan['bound_days'], theirs['days'], theirs['actions'])
    return rescored(job, plan)


def policy(rnd, path, q):
    """The shipped scale, which the actions speak; all else random."""
    combine, gate = rnd.choice((('sum', ''), ('gated', '0.8'), ('gated', '0.7'), ('highest', '0.8')))
    refs = [('domain', d.id) for d in q.domains] + [('item', i.id) for i in q.items]
    out = ['<policy xmlns="urn:dcmm:policy:1" id="random"><scale>'
           '<value id="full" compliance="1"/><value id="large" compliance="0.8"/><value id="part" compliance="0.5"/><value id="none" compliance="0"/><value id="na"/></scale>',
           '<item combine="%s"%s/>' % (combine, gate and ' gate="%s"' % gate),
           '<weights>' + ''.join('<%s ref="%s" weight="%s"/>' % (k, r, rnd.choice(('2', '3', '0.5', '1.5'))) for k, r in refs if rnd.random() < 0.3) + '</weights>',
           '<bonus each="0.01" cap="0.03"/><levels>']
    for no in range(1, 6):
        condition = '<condition each="domain" from="%.2f"/>' % max(0, no - 1.3) if rnd.random() < 0.6 else ''
        out.append('<level no="%d" from="%.2f">%s</level>' % (no, no - 0.45, condition))
    random_data.write(path, out + ['</levels></policy>'])


def next_level(answers, policy, up):
    r = run('score', answers, '--policy', policy, '--format', 'json')
    return min(scorer.read_json(r.out)['overall']['level'] + up, 5)


def samples():
    jobs = []
    for edition in ('2018', '2025'):
        for name, target in (('machining', 2), ('appliance', 3), ('provider', 4)):
            answers = path_of('samples', '%s-%s' % (name, edition))
            for p in POLICIES:
                jobs.append(Job('%s-%s, %s, level %d' % (name, edition, p, target), answers, p, target))
            jobs.append(Job('%s-%s, domain 7 and item 11.2 to level 3' % (name, edition), answers, 'practice', targets={'7': 3, '11.2': 3}))
            jobs.append(Job('%s-%s, gated, fixed and forbidden' % (name, edition), answers, 'gated', target, fix=['gov-committee'], forbid=['std-dept-terms']))
            jobs.append(Job('%s-%s, strict, level 5' % (name, edition), answers, 'strict', 5))
            jobs.append(Job('%s-%s, 60 days' % (name, edition), answers, 'practice', budget=60))
    return jobs


def random_jobs(folder):
    rnd, jobs = random.Random(42129), []
    q = questionnaires['dcmm-2018']
    for n in range(8):
        answers, actions, own = (os.path.join(folder, '%s-%d.xml' % (kind, n)) for kind in ('enterprise', 'actions', 'policy'))
        random_plan.enterprise(rnd, q, answers)
        random_plan.actions(rnd, q, actions)
        policy(rnd, own, q)
        for p in POLICIES + (own,):
            up = 2 if p in ('practice', 'strict') and n % 2 else 1
            jobs.append(Job('random %d, its own actions, %s, %d up' % (n, os.path.basename(p), up), answers, p, next_level(answers, p, up), actions))
            jobs.append(Job('random %d, the shipped actions, %s, 1 up' % (n, os.path.basename(p)), answers, p, next_level(answers, p, 1)))
        jobs.append(Job('random %d, its own actions, practice, 150 days' % n, answers, 'practice', actions=actions, budget=150))
    return jobs


def promises():
    """Every sample, every policy, levels 2 to 4: carried out, the plan has the score that it promises, and the level."""
    for edition in ('2018', '2025'):
        for name in ('machining', 'appliance', 'provider'):
            wrong = []
            for p, target in itertools.product(POLICIES, (2, 3, 4)):
                job = Job('', path_of('samples', '%s-%s' % (name, edition)), p, target)
                ran = job.ours()
                plan = scorer.read_json(ran.out) if ran.code == 0 and not ran.err else None
                problem = str(ran) if not plan else 'level %s' % plan['level_after'] if plan['level_after'] < target else rescored(job, plan)
                wrong += ['%s, level %d: %s' % (p, target, problem)] if problem else []
            ok(not wrong, '%s-%s: plans keep their promise under every policy, to levels 2 to 4' % (name, edition), *wrong)


def main():
    promises()
    with tempfile.TemporaryDirectory(prefix='dcmm-peer-') as folder:
        jobs = samples() + random_jobs(folder)
        peer = subprocess.Popen(['node', PEER, MODULES], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        peer.stdin.write(json.dumps([j.theirs() for j in jobs]))
        peer.stdin.close()
        ours = [j.ours() for j in jobs]                                 # beside it
        out, err = peer.stdout.read(), peer.stderr.read()
        if not ok(peer.wait() == 0 and out, 'the peer ran', err[-2000:]):
            return
        for job, ran, theirs in zip(jobs, ours, json.loads(out)):
            wrong = held(job, ran, theirs)
            ok(wrong is None, job.name, wrong)


main()
done()
