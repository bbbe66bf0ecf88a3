#!/usr/bin/env python3
# cost: 4
"""The calendar of a plan, read by a small parser of this file's own, after RFC 5545, and by icalendar where it is: its days
against the plan document, what runs out against the answers, its lines by the octet."""
import datetime
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _tap import DATA, ROOT, done, ok, run, skip                                      # noqa: E402

TOP = tempfile.mkdtemp(prefix='dcmm-calendar-')
SAMPLE = os.path.join(DATA, 'samples', 'appliance-2025.xml')
P, N = '{urn:dcmm:plan:1}', '{urn:dcmm:answers:1}'


def path(name):
    return os.path.join(TOP, name)


def parse(data):
    """A tree of components, and what is wrong with the lines."""
    wrong = []
    if not data.endswith(b'\r\n') or b'\n' in data.replace(b'\r\n', b'') or b'\r' in data.replace(b'\r\n', b''):
        wrong.append('lines do not end in CR LF')
    for line in data.split(b'\r\n'):
        if len(line) > 75:
            wrong.append('%d octets: %r' % (len(line), line))
        try:
            line.decode()
        except UnicodeDecodeError:
            wrong.append('a character is cut in two: %r' % line)
    top, stack = {'name': 'top', 'parts': [], 'has': {}}, []
    stack.append(top)
    for line in data.decode().replace('\r\n ', '').split('\r\n')[:-1]:
        m = re.match(r'([A-Z-]+)((?:;[A-Z-]+=[^;:]*)*):(.*)$', line, re.S)
        if not m:
            wrong.append('no property: %r' % line)
            continue
        name, parameters, value = m.groups()
        if name == 'BEGIN':
            part = {'name': value, 'parts': [], 'has': {}}
            stack[-1]['parts'].append(part)
            stack.append(part)
        elif name == 'END':
            if stack.pop()['name'] != value:
                wrong.append('END:%s' % value)
        elif name in stack[-1]['has']:
            wrong.append('%s twice' % name)
        else:
            stack[-1]['has'][name] = (parameters, value)
    if len(stack) != 1 or len(top['parts']) != 1:
        wrong.append('not one calendar')
    return top['parts'][0] if top['parts'] else top, wrong


def plain(text):
    return re.sub(r'\\(.)', lambda m: '\n' if m.group(1) in 'nN' else m.group(1), text)


def events(file):
    """{uid without its end: (first day, last day, summary, description, alarms in days)}, and what is wrong."""
    with open(file, 'rb') as f:
        calendar, wrong = parse(f.read())
    got = {}
    for name, want in (('VERSION', '2.0'), ('METHOD', 'PUBLISH'), ('CALSCALE', 'GREGORIAN')):
        if calendar['has'].get(name, ('', ''))[1] != want:
            wrong.append(name)
    for event in calendar['parts']:
        has = {k: v for k, (_, v) in event['has'].items()}
        if event['name'] != 'VEVENT' or not all(event['has'][k][0] == ';VALUE=DATE' for k in ('DTSTART', 'DTEND')) or not re.fullmatch(r'\d{8}T\d{6}Z', has['DTSTAMP']):
            wrong.append(str(event))
        first, end = (datetime.datetime.strptime(has[k], '%Y%m%d').date() for k in ('DTSTART', 'DTEND'))
        alarms = []
        for alarm in event['parts']:
            told = alarm['has']
            trigger = re.fullmatch(r'-P(\d+)DT15H', told['TRIGGER'][1])
            if alarm['name'] != 'VALARM' or told['ACTION'][1] != 'DISPLAY' or told['DESCRIPTION'][1] != has['SUMMARY'] or not trigger:
                wrong.append(str(alarm))
            alarms.append(int(trigger.group(1)) + 1)
        uid = has['UID'].rpartition('@')[0]
        if uid in got or end <= first:
            wrong.append('%s twice, or ends before it begins' % uid)
        got[uid] = (first.isoformat(), (end - datetime.timedelta(1)).isoformat(), plain(has['SUMMARY']), plain(has.get('DESCRIPTION', '')), alarms, has['DTSTAMP'])
    return got, wrong


def answers(old, new, name='answers.xml'):
    with open(SAMPLE, encoding='utf-8') as f:
        text = f.read()
    assert old in text
    with open(path(name), 'w', encoding='utf-8') as f:
        f.write(text.replace(old, new, 1))
    return path(name)


def months_on(day, n):
    y, m, d = (int(x) for x in day.split('-'))
    y, m = y + (m - 1 + n) // 12, (m - 1 + n) % 12 + 1
    while True:
        try:
            return datetime.date(y, m, d).isoformat()
        except ValueError:
            d -= 1


# ---- the actions of a plan
for lang, code in (('en', 'en'), ('zh', 'zh_CN')):
    argv = ['plan', SAMPLE, '--target', '3', '--start', '2027-01-04', '--lang', code]
    r = [run(*argv, '-o', path('p-' + lang + ext)) for ext in ('.ics', '.xml')]
    got, wrong = events(path('p-%s.ics' % lang))
    root = ET.parse(path('p-%s.xml' % lang)).getroot()
    who = '.' + root.find(P + 'enterprise').get('uscc')
    for step in root.iter(P + 'action'):
        span, due, title = got.pop('action.' + step.get('id') + who, None), got.pop('due.' + step.get('id') + who, None), ' '.join(step.find(P + 'title').text.split())
        if not span or span[:3] != (step.get('start_date'), step.get('due_date'), title) or span[4]:
            wrong.append('%s: %s' % (step.attrib, span))
        if not due or due[:2] != (step.get('due_date'),) * 2 or title not in due[2] or due[4] != [7]:
            wrong.append('%s: %s' % (step.attrib, due))
        refs = [c.get('ref') for c in root.find(P + 'criteria') if c.get('action') == step.get('id')]
        if refs and ', '.join(refs) not in due[3]:
            wrong.append('%s: %s' % (step.get('id'), due[3]))
    last = root.find(P + 'milestones')[-1]
    again = got.pop('reassess' + who, None)
    if not again or again[0] != last.get('date') or last.get('score') not in again[3] or again[4] != [30, 7]:
        wrong.append('reassessment: %s' % (again,))
    if any(not re.match(r'evidence\.|old\.', uid) for uid in got) or {e[5] for e in got.values()} != {'20261120T000000Z'}:
        wrong.append(str(list(got)))
    ok(not wrong, 'the actions of a plan and their days, ' + lang, *wrong[:4])

# ---- evidence, as the answers have it
tree, runs_out, old = ET.parse(SAMPLE).getroot(), {}, {}
day = tree.get('date')
for answer in tree.iter(N + 'answer'):
    for e in answer.findall(N + 'evidence'):
        if e.get('valid-until'):
            if e.get('valid-until') >= day:
                runs_out.setdefault((e.get('valid-until'), e.get('title')), []).append(answer.get('ref'))
        elif e.get('date') and day >= e.get('date') and months_on(e.get('date'), 12) >= day:
            old.setdefault(months_on(e.get('date'), 12)[:7], {}).setdefault((e.get('title'), e.get('date')), months_on(e.get('date'), 12))
wrong = []
for uid, (first, last, summary, told, alarms, _) in got.items():
    if uid.startswith('evidence.'):
        title = next((t for d, t in runs_out if d == first and t in summary), None)
        refs = runs_out.pop((first, title), None)
        if refs is None or not all(ref in told for ref in refs) or alarms != [30, 7]:
            wrong.append('%s %s %s' % (first, summary, told))
    else:
        pieces = old.pop(uid.split('.')[1], {})
        if not pieces or first != min(pieces.values()) or str(len(pieces)) not in summary or (len(pieces) <= 20 and not all(t in told for t, _ in pieces)):
            wrong.append('%s %s %s %s' % (uid, first, summary, pieces))
ok(not wrong and not runs_out and not old, 'evidence that runs out and evidence that grows old', *wrong[:4], runs_out, list(old))

# ---- the certificate
SILENT = ('one day without a name', 'no day that is one')      # of these it says that they do not say
who = '.' + tree.find(N + 'enterprise').get('uscc')
for name, value, want in (
        ('its last day', 'level=2, number=X-1, edition=2018, issued_on=2024-06-01, expires_on=2027-05-31', '2027-05-31'),
        ('three years after it was issued', 'level=2, issued_on=2024-06-01', '2027-05-31'),
        ('issued on a leap day', 'issued_on=2024-02-29', '2027-02-27'),
        ('two days without names', '2级 2024-06-01至2027-05-31', '2027-05-31'),
        ('one day without a name', '2级 2024-06-01', None),
        ('one that has run out', 'expires_on=2025-05-31', None),
        ('no day that is one', 'expires_on=2027-02-30', None)):
    file = answers('<attribute ', '<attribute key="certificate">%s</attribute>\n    <attribute ' % value)
    r = run('convert', file, path('c.ics'), '--lang', 'en')
    got, wrong = events(path('c.ics')) if r.code == 0 else ({}, [r])
    event = got.get('certificate' + who)
    ok(not wrong and (event is None if want is None else event and event[:2] == (want, want) and event[4] == [180, 90, 30]) and ('expires_on=2028' in r.err) == (name in SILENT), 'certificate: ' + name, r, event, *wrong)

# ---- answers alone, a plan alone
r = run('convert', SAMPLE, path('a.ics'), '--lang', 'en')
got, wrong = events(path('a.ics'))
ok(r.code == 0 and not wrong and got['reassess' + who][0] == months_on(day, 12) and not any(u.startswith('due') for u in got), 'of answers alone', r, *wrong)
r = run('convert', path('p-en.xml'), path('b.ics'), '--lang', 'en')
got, wrong = events(path('b.ics'))
ok(r.code == 0 and not wrong and not any(u.startswith(('evidence', 'old')) for u in got) and sum(u.startswith('due') for u in got) == len(list(ET.parse(path('p-en.xml')).getroot().iter(P + 'action'))), 'of a plan document alone', r, *wrong)
run('plan', SAMPLE, '--target', '3', '-o', path('days.xml'))
r = run('convert', path('days.xml'), path('d.ics'), '--lang', 'en')
ok(r.code == 3 and '--start' in r.err and not os.path.exists(path('d.ics')), 'a plan document without dates', r)
r = run('plan', SAMPLE, '--target', '3', '--format', 'ics', '--lang', 'en')
ok(r.code == 2 and '--start' in r.err and not r.out, 'no first day is wrong use', r)
r = [run('plan', SAMPLE, '--target', '3', '--start', '2027-01-04', '--format', 'ics', '--lang', 'en', env={'TZ': zone}) for zone in ('Asia/Shanghai', 'America/New_York')]
with open(path('p-en.ics'), 'rb') as f:
    ok(r[0].raw == r[1].raw == f.read(), 'the same bytes whatever the zone')

# ---- characters that mean something, and long lines of them
hard = 'a\\b;c,d:"e" 长' * 30 + '🐟' * 40
file = answers('title="', 'title="%s" valid-until="2027-01-01" data-was="' % hard.replace('"', '&quot;'))
with open(file, encoding='utf-8') as f:
    text = re.sub(r' data-was="[^"]*"', '', f.read())
first = re.search(r'<evidence title="%s"[^>]*>' % re.escape(hard.replace('"', '&quot;')), text).group()
text = text.replace(first, re.sub(r'( valid-until="[^"]*")(.*) valid-until="[^"]*"', r'\1\2', first))
with open(file, 'w', encoding='utf-8') as f:
    f.write(text)
r = run('convert', file, path('hard.ics'), '--lang', 'en')
got, wrong = events(path('hard.ics')) if r.code == 0 else ({}, [])
ok(r.code == 0 and not wrong and any(e[2].endswith(hard) for e in got.values()), 'backslashes, semicolons, commas and long lines', r, *wrong[:3])

# ---- an id of an action is what its file says, and the year 9999 has an end
two = os.path.join(ROOT, 'tests', 'data', 'plan')
small = os.path.join(ROOT, 'tests', 'golden', 'plan-continue', 'answers.xml')
with open(os.path.join(two, 'questionnaires', 'actions', 'two.xml'), encoding='utf-8') as f, open(path('own.xml'), 'w', encoding='utf-8') as g:
    g.write(f.read().replace('"committee"', '"a&#13;&#10;BEGIN:VALARM&#10;x"'))
r = run('plan', small, '--data', two, '--actions', path('own.xml'), '--target', '4', '--start', '2027-01-04', '-o', path('own.ics'), '--lang', 'en')
got, wrong = events(path('own.ics')) if r.code == 0 else ({}, [])
lines = []
if r.code == 0:
    with open(path('own.ics'), 'rb') as f:
        lines = f.read().split(b'\r\n')
ok(r.code == 3 or (not wrong and sum(line == b'BEGIN:VALARM' for line in lines) == sum(len(e[4]) for e in got.values()) and not any(b'\n' in line for line in lines)),
   'an id of several lines', r, *wrong)
for name, old, new in (('answers', 'date="2026-11-20"', 'date="9999-12-01"'), ('a certificate', '<attribute ', '<attribute key="certificate">issued_on=9998-01-01</attribute>\n    <attribute ')):
    r = run('convert', answers(old, new), path('late.ics'), '--lang', 'en')
    with open(path('late.ics'), encoding='utf-8') as f:
        ok(r.code == 0 and 'CRITICAL' not in r.err and not re.search('DT(START|END);VALUE=DATE:(0|.{9})', f.read()), 'the year 9999: ' + name, r)

python = next((p for p in ('/usr/bin/python3', sys.executable) if os.access(p, os.X_OK) and subprocess.run([p, '-c', 'import icalendar'], capture_output=True).returncode == 0), None)
if not python:
    skip('read by icalendar', 'there is none')
else:
    code = 'import sys, icalendar\nc = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())\nprint(sum(1 for e in c.walk("VEVENT") if e.decoded("dtstart") < e.decoded("dtend")), sum(1 for _ in c.walk("VALARM")), c.errors)'
    r = subprocess.run([python, '-c', code, path('p-zh.ics')], capture_output=True, text=True)
    got, _ = events(path('p-zh.ics'))
    ok(r.stdout.split() == [str(len(got)), str(sum(len(e[4]) for e in got.values())), '[]'], 'read by icalendar', r.stdout, r.stderr)
# ---- a plan that goes on: what is done or dropped is taken back from a calendar that reminds of it already
first, marked = path('first.xml'), path('marked.xml')
run('plan', SAMPLE, '--target', '3', '--start', '2027-01-04', '-o', first)
tree = ET.parse(first)
ET.register_namespace('', P[1:-1])
steps = list(tree.getroot().iter(P + 'action'))
for step, (state, on) in zip(steps, (('done', '2027-01-20'), ('dropped', '2027-02-03'), ('started', '2027-01-25'))):
    step.set('state', state)
    step.set('on', on)
tree.write(marked, encoding='utf-8', xml_declaration=True)
r = [run('plan', SAMPLE, '--target', '3', '--start', '2027-02-08', '--continue', marked, '-o', path(name), '--lang', 'en') for name in ('next.ics', 'again.ics')]
run('convert', first, path('first.ics'), '--lang', 'en')
raw = [open(path(name), 'rb').read().decode('utf-8').replace('\r\n ', '') for name in ('first.ics', 'next.ics')]


def kept(text):
    return {re.search('UID:(.*?)\\.[^.]*@', e).group(1): {m.group(1): m.group(2) for m in re.finditer(r'^(STATUS|SEQUENCE|SUMMARY|DTSTART)[^:\r]*:([^\r]*)', e, re.M)} | {'alarms': e.count('BEGIN:VALARM')}
            for e in text.split('BEGIN:VEVENT')[1:]}


old, new = kept(raw[0]), kept(raw[1])
wrong = [kind + s.get('id') for s in steps[:3] for kind in ('action.', 'due.') if kind + s.get('id') not in old or kind + s.get('id') not in new]
ok(all(x.code == 0 for x in r) and not wrong, 'what is marked is spoken of in both calendars', r, wrong)
ok(int(min(e['SEQUENCE'] for e in new.values())) > int(max(e['SEQUENCE'] for e in old.values())), 'a later calendar counts as later', old, new)
ids = [s.get('id') for s in steps]
ok(new['action.' + ids[0]].get('STATUS') == 'CONFIRMED' and new['action.' + ids[0]]['SUMMARY'].startswith('Done: ') and new['action.' + ids[0]]['DTSTART'] == '20270120', 'what is done stays, on its day', new['action.' + ids[0]])
ok(new['action.' + ids[1]].get('STATUS') == 'CANCELLED' and all(new['due.' + i].get('STATUS') == 'CANCELLED' and not new['due.' + i]['alarms'] for i in ids[:2]), 'what was dropped, and what need not be reminded of, is cancelled', new)
ok(open(path('next.ics'), 'rb').read() == open(path('again.ics'), 'rb').read(), 'the same bytes')
shutil.rmtree(TOP)
done()
