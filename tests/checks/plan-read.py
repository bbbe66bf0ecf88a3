#!/usr/bin/env python3
# cost: 6
"""A plan document is read by three programs: to go on from it, to make lists of it, to print it. What one of them refuses
all refuse, with the same sentence; and a plan of somebody else, of another edition, or with odd days is told as such."""
import hashlib
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
ok(r.code == 3 and 'more than 400 quarters' in r.err, 'a hundred thousand quarters', r)
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
with open(GOLDEN, 'rb') as f:
    whole = hashlib.sha256(f.read()).hexdigest()
ok(r.code == 0 and whole in PLAN and set(re.findall('sha256="(.*?)"', r.out)) <= {whole}, 'answers by a pipe have no sum, or that of what was read', r)

# ---- whose plan it is, and of which edition: two enterprises of our samples, and both editions
SAMPLES = os.path.join(DATA, 'samples')
PLANS = {}
for edition in ('2018', '2025'):
    for form in ('xml', 'xlsx'):
        PLANS[edition, form] = path('machining-%s.%s' % (edition, form))
    plan(os.path.join(SAMPLES, 'machining-%s.xml' % edition), '--target', '2', '-o', PLANS[edition, 'xml'])
    run('convert', PLANS[edition, 'xml'], PLANS[edition, 'xlsx'], '--lang', 'en')


def name_of(sample):
    with open(os.path.join(SAMPLES, sample), encoding='utf-8') as f:
        text = f.read()
    return re.search('<name>(.*?)</name>', text).group(1), re.search('uscc="(.*?)"', text).group(1)


MACHINING, APPLIANCE = name_of('machining-2025.xml'), name_of('appliance-2025.xml')
for form in ('xml', 'xlsx'):
    file = PLANS['2025', form]
    r = plan(os.path.join(SAMPLES, 'appliance-2025.xml'), '--target', '3', '--continue', file)
    ok(r.code == 3 and not r.out and r.err.count('\n') == 1 and r.err.startswith(file + ': ') and all(t in r.err for t in MACHINING + APPLIANCE), 'the plan of another enterprise, ' + form, r)
    r = plan(os.path.join(SAMPLES, 'machining-2018.xml'), '--target', '2', '--continue', file)
    ok(r.code == 3 and not r.out and r.err.count('\n') == 1 and "this plan is for 'dcmm-2025', the answers are to dcmm-2018; go on with answers to that edition" in r.err,
       'the plan of another edition is one sentence, ' + form, r)
    r = plan(os.path.join(SAMPLES, 'machining-2025.xml'), '--target', '2', '--continue', file, '--format', 'json')
    ok(r.code == 0 and not r.err, 'its own plan, ' + form, r)


def named(answers=None, code=None, plan_name=None, plan_code=None):
    """Goes on from a plan; names and codes as given, nothing where they are not."""
    with open(GOLDEN, encoding='utf-8') as f:
        text = f.read()
    text = re.sub(r'(?s)<enterprise.*?(/>|</enterprise>)\s*', '', text)
    inside = '<enterprise%s>%s</enterprise>' % (' uscc="%s"' % code if code else '', '<name>%s</name>' % answers if answers else '')
    text = re.sub('(<answers [^>]*>)', lambda m: m.group() + inside, text, count=1)
    theirs = '<enterprise%s%s/>' % (' uscc="%s"' % plan_code if plan_code else '', ' name="%s"' % plan_name if plan_name else '')
    return plan(write('who.xml', text), *SMALL[1:], '--continue', write('whose.xml', re.sub('<enterprise[^>]*/>', lambda m: theirs, PLAN)), *AGAIN)


A, B = MACHINING[1], APPLIANCE[1]
for name, who, code in (
        ('a plan that names nobody', dict(answers='甲', code=A), 0),
        ('answers that name nobody', dict(plan_name='甲', plan_code=A), 0),
        ('the same code under a new name', dict(answers='甲', code=A, plan_name='乙', plan_code=A), 0),
        ('the same code with blanks', dict(answers='甲', code=A, plan_name='甲', plan_code=' '.join([A[:8], A[8:].lower()])), 0),
        ('another code under the same name', dict(answers='甲', code=A, plan_name='甲', plan_code=B), 3),
        ('no code on one side, the same name', dict(answers='甲', code=A, plan_name='甲'), 0),
        ('the same name in other widths', dict(answers='甲（宁波）Ltd', plan_name='甲(宁波) Ｌｔｄ'), 0),
        ('no code on one side, another name', dict(answers='甲', code=A, plan_name='乙'), 3),
        ('no code at all, another name', dict(answers='甲', plan_name='乙'), 3)):
    r = named(**who)
    ok(r.code == code and (code == 0 or 'go on with the plan of the same enterprise' in r.err), name, r)
r = named(code=A, plan_code='110101199003071233')
ok(r.code == 3 and '110101199003071233' not in r.err and '***' in r.err, "a citizen's number in place of a code is not shown", r)

# ---- its calendar, and days that are hardly meant
DONE = changed(r'(id="committee"[^>]* )state="open"', r'\1state="done" on="2027-01-15"')
for form in ('xml', 'xlsx'):
    file = write('done.xml', DONE)
    if form == 'xlsx':
        run('convert', file, path('done.xlsx'), *SMALL[1:], '--lang', 'en')
        file = path('done.xlsx')
    r = plan(*SMALL, '--continue', file)
    ok(r.code == 2 and not r.out and 'this plan begins on 2027-01-04' in r.err and '--start 2027-01-18, say' in r.err and r.err.count('\n') == 1,
       'a plan with a calendar wants a day to go on from, ' + form, r)
    r = plan(*SMALL, '--continue', file, *AGAIN)
    ok(r.code == 0 and not r.err, 'a day within the plan, ' + form, r)
    second = write('second.xml', r.out)
    r = plan(*SMALL, '--continue', second, '--start', '2027-06-01', '--format', 'xml')
    ok(r.code == 0 and not r.err, 'what was done before the second plan is no oddity, ' + form, r)
    for day, told in (('2099-01-01', "the day of 'committee', 2099-01-01, lies more than a year after the answers (2026-11-20); is it right?"),
                      ('2019-01-01', "the day of 'committee', 2019-01-01, lies before the first plan (2027-01-04); is it right?")):
        odd = write('odd.xml', DONE.replace(' on="2027-01-15"', ' on="%s"' % day))
        if form == 'xlsx':
            run('convert', odd, path('odd.xlsx'), *SMALL[1:], '--lang', 'en')
            odd = path('odd.xlsx')
        r = plan(*SMALL, '--continue', odd, *AGAIN)
        ok(r.code == 0 and r.out and r.err.count('\n') == 1 and r.err.startswith(odd + ': ') and told in r.err, 'done on %s, %s' % (day, form), r)

# ---- what was decided goes along, where nothing else is said now
BOUND = plan(*SMALL, '--target', '3', '--forbid', 'figures', '--capacity', 'it=30', '--keep', '1.1', '--format', 'xml')
wish = '<capacity role="it" days="30"/><keep ref="1.1"/><forbid action="figures"/>'
ok(wish in BOUND.out, 'a plan with limits', BOUND)
file = write('bound.xml', BOUND.out)
run('convert', file, path('bound.xlsx'), *SMALL[1:], '--lang', 'en')
both = [plan(*SMALL, '--continue', f, '--format', 'xml') for f in (file, path('bound.xlsx'))]
ok(both[0].out == both[1].out and wish in both[0].out and not both[0].err + both[1].err, 'limits go along, from document and workbook alike', *both)
r = plan(*SMALL, '--continue', file, '--capacity', 'it=60', '--keep', '2.1', '--format', 'xml')
ok('<capacity role="it" days="60"/><keep ref="2.1"/><forbid action="figures"/>' in r.out, 'what is said now holds', r)
r = plan(*SMALL, '--continue', write('loose.xml', BOUND.out.replace('<keep ref="1.1"/>', '')), '--fix', 'figures', '--format', 'xml')
ok('<capacity role="it" days="30"/><fix action="figures"/>' in r.out, 'what was forbidden may be fixed now', r)
r = plan(*SMALL, '--continue', write('other.xml', BOUND.out.replace('policy="practice"', 'policy="strict"')), '--format', 'xml')
ok(r.code == both[0].code and '<baseline' not in r.out and "was planned under the policy 'strict', this plan is under 'practice'" in r.err and r.err.count('\n') == 1,
   'scores of two policies are not compared', r)

# ---- the wrong file is told the right way
run('convert', path('plan.xml'), path('book.xlsx'), *SMALL[1:], '--lang', 'en')
for name, argv in (('check', ['check']), ('score', ['score']), ('report plan', ['report', 'plan', '-o', path('new.pdf')]), ('report gap', ['report', 'gap', '-o', path('new.pdf')])):
    r = run(*argv, path('book.xlsx'), *SMALL[1:], '--lang', 'en')
    ok(r.code == 3 and r.err.count('\n') == 1 and 'dcmm plan ANSWERS.xml --continue FILE.xlsx -o PLAN.xml' in r.err and not os.path.exists(path('new.pdf')), 'a workbook given to ' + name, r)
for name, text in (('report.pdf', '%PDF-1.7\n'), ('sheet.csv', 'ref,answer\n6.1-1.1,full\n'), ('sheet-with-mark.csv', '\ufeff编号,回答\n')):
    r = plan(*SMALL, '--continue', write(name, text))
    ok(r.code == 3 and r.err.count('\n') == 1 and 'is no plan; --continue takes a plan document' in r.err, '%s is no plan' % name, r)
r = run('score', path('report.pdf'), '--lang', 'en')
ok(r.code == 3 and 'is a PDF, not XML' in r.err, 'a PDF is no answers', r)

shutil.rmtree(TOP)
done()
