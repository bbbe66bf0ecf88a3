#!/usr/bin/env python3
# cost: 15
"""`dcmm plan` as a program: nothing on standard output but the document, the same bytes every time, Ctrl-C leaves the best
found so far, no time leaves a plan that says it is unproved, hostile actions end soon, and dcmm itself does not pay for the
solver."""
import glob
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _tap import ASAN, BUILD, DATA, DCMM, ENV, ROOT, done, limit, ok, run, skip     # noqa: E402
for folder in ('scorer', 'plan'):
    sys.path.insert(0, os.path.join(ROOT, 'tests', folder))
import random_plan                                                      # noqa: E402
import scorer                                                           # noqa: E402

SAMPLES = sorted(glob.glob(os.path.join(DATA, 'samples', '*.xml')))


def silence():
    """The solver prints to standard output what it does not understand: a document is the whole of it, or it is broken."""
    for sample in SAMPLES[:2] if ASAN else SAMPLES:
        for policy in ('practice', 'gated', 'strict'):
            for extra in ([], ['--capacity', 'it=30', '--capacity', 'cdo=30', '--quarters', '8'], ['--budget', '40']):
                r = run('plan', sample, '--policy', policy, '--target', '3', '--format', 'json', *extra, env={'LC_ALL': 'de_DE.UTF-8', 'LANG': 'de_DE.UTF-8'})
                good = r.code in (0, 1) and not r.err and r.out.startswith('{\n') and r.out.endswith('}\n')
                try:
                    json.loads(r.out)
                except ValueError:
                    good = False
                if not good:
                    return ok(False, 'a document and nothing else', r)
    ok(True, 'a document and nothing else')


def same_bytes():
    for form, sample in zip(('json', 'xml', 'text'), SAMPLES):
        argv = ['plan', sample, '--policy', 'gated', '--target', '3', '--alternatives', '--format', form]
        first, second = run(*argv), run(*argv)
        if first.out != second.out or not first.out:
            return ok(False, 'the same bytes twice', first, second)
    ok(True, 'the same bytes twice')


def hard_ones(folder):
    """Enterprises whose plan takes the solver a while."""
    rnd, q = random.Random(8), scorer.Questionnaire(os.path.join(DATA, 'dcmm-2018', 'questionnaire.xml'))
    for n in range(4):
        answers, actions = (os.path.join(folder, '%s-%d.xml' % (kind, n)) for kind in ('enterprise', 'actions'))
        random_plan.actions(rnd, q, actions)
        random_plan.enterprise(rnd, q, answers)
        yield ['plan', answers, '--actions', actions, '--policy', 'gated', '--target', '4', '--format', 'json', '--lang', 'en', '--time', '120']


def interrupt(argv, number, after):
    started = time.monotonic()
    child = subprocess.Popen([DCMM, *argv], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENV, text=True)
    time.sleep(after)
    asked = time.monotonic()
    child.send_signal(number)
    out, err = child.communicate(timeout=100)
    return child.returncode, out, err, time.monotonic() - asked, time.monotonic() - started


def stopped(folder):
    seen = 0
    for argv in hard_ones(folder):
        for number in (signal.SIGINT, signal.SIGTERM):
            code, out, err, took, _ = interrupt(argv, number, 3.0 if ASAN else 0.7)
            if code == 0 and not err and json.loads(out)['optimal']:
                continue                                                # was ready before
            plan = json.loads(out) if out else {}
            good = (code == 0 and 'best plan found so far' in err and plan['reachable'] and not plan['optimal'] and plan['level_after'] >= 4 and
                    plan['bound_days'] <= plan['effort_days'] and took < (40 if ASAN else 10))
            if not good:
                return ok(False, 'a signal leaves the best plan found so far', code, err, out[:500], '%.1f s' % took)
            seen += 1
    ok(seen > 0, 'a signal leaves the best plan found so far', 'no run was long enough to be stopped')


def stopped_at_alternatives(folder):
    """The plan stands, what else there would be is left out; the file is whole."""
    argv, path = next(hard_ones(folder)), os.path.join(folder, 'stopped.xml')
    for after in (2.0, 4.0) if ASAN else (0.7, 1.5, 3.0):
        code, out, err, took, _ = interrupt([*argv[:argv.index('--format')], '--lang', 'en', '--time', '120', '--alternatives', '-o', path], signal.SIGINT, after)
        well_formed = subprocess.run(['xmllint', '--noout', path], capture_output=True, text=True)
        if code != 0 or out or well_formed.returncode or took > (40 if ASAN else 10):
            return ok(False, 'a signal at the alternatives leaves a whole file', code, err, well_formed.stderr, '%.1f s' % took)
    ok(True, 'a signal at the alternatives leaves a whole file')


def little_time(folder):
    """Whatever the clock allows: a plan that holds, and a bound that the optimum keeps."""
    argv = next(hard_ones(folder))
    best = json.loads(run(*argv, timeout=150).out)
    for seconds in ('0.02', '0.1', '0.3', '1'):
        r = run(*argv[:-1], seconds)
        plan = json.loads(r.out or '{}')
        if r.code != 0 or r.err or plan['level_after'] < 4 or not plan['bound_days'] <= best['effort_days'] <= plan['effort_days']:
            return ok(False, 'little time leaves a plan and a bound that hold', r, best['effort_days'])
    ok(best['optimal'], 'little time leaves a plan and a bound that hold')


def faulty_solver(folder):
    """What a solver may do wrong, in its place: never a wrong plan, never half a document."""
    path = os.path.join(folder, 'faulty.json')
    for fault, words in (('infeasible', 'gave up'), ('gave-up', 'gave up'), ('nothing', 'gave up'), ('chatter', None)):
        argv = [os.path.join(BUILD, 'dcmm-plan'), 'plan', SAMPLES[0], '--policy', 'gated', '--target', '3', '--lang', 'en', '--format', 'json']
        env = {'LD_PRELOAD': os.path.join(BUILD, 'tests', 'solver.so'), 'FAULT': fault}
        r = run('/usr/bin/env', *('%s=%s' % e for e in env.items()), *argv)
        if not words:
            ok(r.code == 0 and not r.err and json.loads(r.out)['optimal'], 'a solver that talks: the document is whole', r)
            continue
        ok(r.code == 4 and not r.out and words in r.err and r.err.count('\n') == 1, 'a solver with a fault (%s) is exit 4' % fault, r)
        r = run('/usr/bin/env', *('%s=%s' % e for e in env.items()), *argv, '-o', path)
        ok(r.code == 4 and not os.path.exists(path), 'and leaves no file', r)


def no_time():
    for policy in ('practice', 'gated', 'strict'):
        r = run('plan', SAMPLES[0], '--policy', policy, '--target', '3', '--time', '0.0001', '--format', 'json')
        plan = json.loads(r.out or '{}')
        if r.code != 0 or plan['optimal'] or not plan['reachable'] or plan['level_after'] < 3 or plan['bound_days'] > plan['effort_days']:
            return ok(False, 'without time a plan that says it is unproved', r)
    ok(True, 'without time a plan that says it is unproved')


def hostile(folder):
    head = '<actions xmlns="urn:dcmm:actions:1" questionnaire="dcmm-2018">'
    body = '<title xml:lang="en">t</title><effort likely="1"/><raises ref="6.1-1.1" to="full"/>'
    chain = ''.join('<action id="a%d" role="it">%s%s</action>' % (i, body, '<requires ref="a%d"/>' % (i + 1) if i < 1999 else '') for i in range(2000))
    files = {
        'a chain of 2,000 actions': (head + chain + '</actions>', 0),
        'a circle of 2,000': (head + chain.replace('</action>', '<requires ref="a0"/></action>') + '</actions>', 3),
        'more than 2,000 actions': (head + ''.join('<action id="a%d" role="it">%s</action>' % (i, body) for i in range(100000)) + '</actions>', 3),
        'one action that requires 200,000 times': (head + '<action id="a" role="it">' + '<requires ref="b"/>' * 200000 + body + '</action></actions>', 3),
        'one action that raises 200,000 times': (head + '<action id="a" role="it">' + '<raises ref="6.1-1.1" to="full"/>' * 200000 + '</action></actions>', 3),
        'a document type': ('<!DOCTYPE a [<!ENTITY b "c">]>' + head + '</actions>', 3),
    }
    for name, (text, code) in files.items():
        path = os.path.join(folder, 'hostile.xml')
        with open(path, 'w', encoding='utf-8') as f:
            f.write(text)
        r = run('plan', SAMPLES[0], '--actions', path, '--target', '1', '--format', 'json', '--lang', 'en', timeout=60)
        good = r.code in (code, 1 if code == 0 else code) and r.seconds < (60 if ASAN else 10) and (code == 0 or r.err.startswith(path + ':'))
        ok(good, name, r)


def not_linked():
    needs = subprocess.run(['ldd', os.path.join(BUILD, 'dcmm')], capture_output=True, text=True).stdout
    ok('libxml2' in needs and 'Cbc' not in needs, 'dcmm does not link the solver', needs)
    needs = subprocess.run(['ldd', os.path.join(BUILD, 'dcmm-report')], capture_output=True, text=True).stdout
    ok('Cbc' not in needs, 'nor does dcmm-report', needs)


def outputs(folder):
    path = os.path.join(folder, 'p.xml')
    r = run('plan', SAMPLES[0], '--target', '2', '-o', path)
    ok(r.code == 0 and not r.out and os.path.getsize(path) > 1000, 'into a file, the form by its name', r)
    before = open(path, 'rb').read()
    if not ASAN:
        r = run('plan', SAMPLES[0], '--target', '3', '--alternatives', '-o', path, before=limit(resource.RLIMIT_FSIZE, 1024))
        ok(r.code == 4 and open(path, 'rb').read() == before, 'a disk that is full leaves the old file', r)
    with open('/dev/full', 'w') as full:
        r = run('plan', SAMPLES[0], '--target', '2', stdout=full)
    ok(r.code == 4 and r.err, 'a standard output that is full is exit 4', r)


def people():
    """A role with more days in a quarter than one person's 60: how many people that takes, and no word of the others."""
    for quarters, lang, said in ((1, 'en', 'in quarter 1, which takes %d people'), (1, 'zh_CN', '第1季度%d人日，要%d人'), (12, 'en', 'which takes %d people')):
        argv = ['plan', os.path.join(DATA, 'samples', 'machining-2025.xml'), '--target', '3', '--quarters', str(quarters)]
        plan, text = ET.fromstring(run(*argv, '--format', 'xml').out), ''.join(run(*argv, '--lang', lang).out.split())
        busiest = [max(int(quarter.get('days')) for quarter in role) for role in plan.find('{urn:dcmm:plan:1}workload')]
        wanted = [(days, -(-days // 60)) for days in busiest if days > 60]
        said = ''.join(said.split())
        lost = [w for w in wanted if said % (w if said.count('%d') == 2 else w[1]) not in text]
        ok(not lost and (wanted or said[:10] not in text), 'more than one person, %d quarters, %s' % (quarters, lang), wanted, text[:2000])


def main():
    with tempfile.TemporaryDirectory(prefix='dcmm-plan-') as folder:
        silence()
        same_bytes()
        stopped(folder)
        stopped_at_alternatives(folder)
        no_time()
        little_time(folder)
        if not ASAN:
            faulty_solver(folder)
        hostile(folder)
        not_linked()
        outputs(folder)
        people()


main()
done()
