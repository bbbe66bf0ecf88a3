#!/usr/bin/env python3
# cost: 6
"""A plan document is read by three programs: to go on from it, to make lists of it, to print it. What one of them refuses
all refuse, with the same sentence; and a plan of somebody else, of another edition, or with odd days is told as such."""
import os
import re
import shutil
import sys
import tempfile
import threading

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _tap import DATA, ROOT, done, ok, run                               # noqa: E402

TOP = tempfile.mkdtemp(prefix='dcmm-plan-read-')
GOLDEN = os.path.join(ROOT, 'tests', 'golden', 'plan-continue', 'answers.xml')
# Two small domains, where a plan takes no time, and what a report needs beside them.
HOUSE = os.path.join(TOP, 'data')
shutil.copytree(os.path.join(ROOT, 'tests', 'data', 'plan'), HOUSE)
shutil.copytree(os.path.join(ROOT, 'templates'), os.path.join(HOUSE, 'templates'))
shutil.copy(os.path.join(DATA, 'policies', 'eligibility-2026.xml'), os.path.join(HOUSE, 'questionnaires', 'policies'))
SMALL = [GOLDEN, '--data', HOUSE]


def path(name):
    return os.path.join(TOP, name)


def write(name, text):
    with open(path(name), 'w', encoding='utf-8') as f:
        f.write(text)
    return path(name)


def plan(*argv, lang='en', **more):
    return run('plan', *argv, '--lang', lang, **more)


PLAN = plan(*SMALL, '--target', '4', '--start', '2027-01-04', '--format', 'xml').out
AGAIN = ['--start', '2027-03-01', '--format', 'xml']


def changed(old, new, text=PLAN):
    assert re.search(old, text), old
    return re.sub(old, new, text, count=1)


def readers(file):
    return [plan(*SMALL, '--continue', file, *AGAIN), run('convert', file, path('list.xlsx'), *SMALL[1:], '--lang', 'en'),
            run('report', 'plan', file, '-o', path('plan.html'), *SMALL[1:], '--lang', 'en')]


ok(all(r.code == 0 for r in readers(write('plan.xml', PLAN))), 'the plan itself is read by all three', *readers(path('plan.xml')))

NUMBER = ' is not a whole number from 0 to '
for name, old, new, told in (
        ('a score of 18 digits', 'score_after="[^"]*"', 'score_after="999999999999999999"', "score_after='999999999999999999' is not a number such as 0.8"),
        ('a score of 15 digits', 'score_now="[^"]*"', 'score_now="100000000000000"', 'score_now='),
        ('a score in a milestone', '(<milestone [^>]*score=)"[^"]*"', r'\1"999999999999999999"', 'score='),
        ('a threshold of 18 digits', 'threshold="[^"]*"', 'threshold="999999999999999999"', 'threshold='),
        ('level 99', 'level_after="[^"]*"', 'level_after="99"', "level_after='99'" + NUMBER + '5'),
        ('a target of 7', 'target="[^"]*"', 'target="7"', "target='7' is not a level from 1 to 5"),
        ('the last day there is', '( quarter="1" )start="[^"]*"', r'\1start="2147483647"', "start='2147483647'" + NUMBER + '1000000'),
        ('an end before its start', '( quarter="1" )start="[^"]*" end="[^"]*"', r'\1start="9" end="3"', "end='3' lies before start='9'"),
        ('a day that is none', 'start_date="[^"]*"', 'start_date="soon"', "start_date='soon' is not a day such as 2027-01-04"),
        ('a last day before the first', 'due_date="[^"]*"', 'due_date="2026-01-05"', "due_date='2026-01-05' lies before start_date='2027-01-04'"),
        ('a first day in the year 9999', ' start="2027-01-04"', ' start="9999-12-31"', "start='9999-12-31' is not a day"),
        ('answers of no day', '(<basis [^>]*)date="[^"]*"', r'\1date="2025-13-16"', "date='2025-13-16' is not a day"),
        ('negative days', '(<action [^>]*)days="[^"]*"', r'\1days="-4"', "days='-4'" + NUMBER),
        ('days without end', 'effort_days="[^"]*"', 'effort_days="99999999999999999999"', "effort_days='99999999999999999999'" + NUMBER),
        ('an action twice', r'(?s)(<action .*?</action>)', r'\1\1', 'stands twice, first on line ')):
    file = write('wrong.xml', changed(old, new))
    results = readers(file)
    ok(all(r.code == 3 and not r.out and r.err.count('\n') == 1 and re.match(re.escape(file) + r':\d+: ', r.err) and told in r.err for r in results) and
       len({r.err for r in results}) == 1, name, *results)

milestone = re.search('<milestone .*?/>', PLAN).group()
r = run('report', 'plan', write('wrong.xml', PLAN.replace(milestone, milestone * 100000)), '-o', path('plan.html'), *SMALL[1:], '--lang', 'en')
ok(r.code == 3 and 'more than 1000 quarters' in r.err, 'a hundred thousand quarters', r)
basis, enterprise = re.search('<basis [^>]*>', PLAN).group(), re.search('<enterprise[^>]*>', PLAN).group()
r = run('report', 'plan', write('twice.xml', PLAN.replace(basis, basis + basis).replace(enterprise, enterprise * 2)), '-o', path('plan.html'), *SMALL[1:], '--lang', 'en')
ok(r.code == 0, 'what stands twice is not lost', r)

r = plan(*SMALL, '--start', '9999-12-31')
ok(r.code == 2 and '9999-12-31' in r.err, 'a first day in the year 9999 is wrong use', r)
pipe = path('pipe')
os.mkfifo(pipe)


def feed():
    with open(GOLDEN, 'rb') as a, open(pipe, 'wb') as b:
        b.write(a.read())


threading.Thread(target=feed, daemon=True).start()
r = plan(pipe, *SMALL[1:], '--format', 'xml')
ok(r.code == 0 and 'sha256' in PLAN and 'sha256' not in r.out, 'answers by a pipe have no sum that could be compared', r)

shutil.rmtree(TOP)
done()
