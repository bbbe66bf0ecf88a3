#!/usr/bin/env python3
# cost: 12
"""The workbook of a plan, read without dcmm; and the marks that are made in it, read back: the plan that is made from them
must be, byte for byte, the one made from the same marks in XML. The workbooks come from dcmm itself, from openpyxl and
LibreOffice where they are, and from tests/plan/books.py, which builds them the ways in which others do."""
import json
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _tap import ASAN, DATA, DCMM, ENV, ROOT, done, ok, run, skip                     # noqa: E402
sys.path.insert(0, os.path.join(ROOT, 'tests', 'plan'))
import books                                                                          # noqa: E402

TOP = tempfile.mkdtemp(prefix='dcmm-plan-sheet-')
SAMPLE = os.path.join(DATA, 'samples', 'appliance-2025.xml')
SMALL = [os.path.join(ROOT, 'tests', 'golden', 'plan-continue', 'answers.xml'), '--data', os.path.join(ROOT, 'tests', 'data', 'plan')]
P = '{urn:dcmm:plan:1}'
A = '{urn:dcmm:actions:1}'
LANG = '{http://www.w3.org/XML/1998/namespace}lang'
HEADS = {'zh': ['编号', '措施', '能力域', '主责角色', '人日', '最少', '最多', '季度', '开始', '结束', '前置措施', '提升条款', '交付物', '状态', '日期', '负责人', '备注'],
         'en': ['ID', 'Action', 'Domain', 'Lead role', 'Days', 'Low', 'High', 'Quarter', 'Start', 'End', 'Requires', 'Criteria raised', 'Deliverable', 'State', 'Date', 'Owner', 'Note']}
STATES = {'zh': {'open': '未开始', 'started': '进行中', 'done': '已完成', 'dropped': '已放弃'}, 'en': {s: s for s in ('open', 'started', 'done', 'dropped')}}


def path(name):
    return os.path.join(TOP, name)


def plan(*argv, lang='en', **more):
    return run('plan', *argv, '--lang', lang, **more)


# ---- what is in it

def actions(lang):
    root = ET.parse(os.path.join(DATA, 'actions', 'dcmm-2025.xml')).getroot()
    pick = lambda a, tag: next((' '.join(t.text.split()) for t in a.findall(A + tag) if t.get(LANG) == lang), None)     # noqa: E731
    return {a.get('id'): {'title': pick(a, 'title'), 'deliverable': pick(a, 'deliverable'), 'requires': [r.get('ref') for r in a.findall(A + 'requires')]} for a in root.iter(A + 'action')}


def content(lang):
    """Every cell against the plan document and the actions."""
    code = {'zh': 'zh_CN', 'en': 'en'}[lang]
    book_path, xml_path = path('p-%s.xlsx' % lang), path('p-%s.xml' % lang)
    for to in (book_path, xml_path):
        r = plan(SAMPLE, '--target', '3', '--start', '2027-01-04', '-o', to, lang=code)
        if r.code:
            return ok(False, 'a workbook in ' + lang, r)
    book, root, known, wrong = books.Book(book_path), ET.parse(xml_path).getroot(), actions(lang), []
    names = list(book.sheets)
    rows = book.table(names[0], 4)
    steps, h = list(root.iter(P + 'action')), HEADS[lang]
    if book.row(names[0], 4) != h:
        wrong.append('headings: %s' % book.row(names[0], 4))
    if [row[h[0]] for row in rows] != [s.get('id') for s in steps]:
        wrong.append('ids or their order')
    raises = {}
    for c in root.find(P + 'criteria'):
        raises.setdefault(c.get('action'), []).append(c.get('ref'))
    for row, step in zip(rows, steps):
        about = known[step.get('id')]
        want = [step.get('id'), about['title'], None, None, float(step.get('days')), float(step.get('low')), float(step.get('high')), float(step.get('quarter')),
                float(books.serial(step.get('start_date'))), float(books.serial(step.get('due_date'))), '\n'.join(known[r]['title'] for r in about['requires']) or None,
                ', '.join(raises.get(step.get('id'), [])) or None, about['deliverable'], STATES[lang][step.get('state')], None, None, None]
        got = [row[n] for n in h]
        if [w for i, w in enumerate(want) if i not in (2, 3)] != [g for i, g in enumerate(got) if i not in (2, 3)] or not got[2].startswith(step.get('domain') + ' ') or not got[3]:
            wrong.append('%s\n%s' % (want, got))
    # By quarter and role: the figures, the sums as formulas, and what they come to.
    second = book.sheets[names[1]]
    loads = [[float(q.get('days')) for q in role] for role in root.find(P + 'workload')]
    n = len(loads[0])
    for i, load in enumerate(loads):
        if [second.get((2 + i, 1 + q)) for q in range(n + 1)] != load + [sum(load)] or (2 + i, 1 + n) not in book.formulas[names[1]]:
            wrong.append('role %d: %s' % (i, book.row(names[1], 2 + i)))
    total = 2 + len(loads)
    if [second.get((total, 1 + q)) for q in range(n + 1)] != [sum(load[q] for load in loads) for q in range(n)] + [float(root.get('effort_days'))]:
        wrong.append('sums: %s' % book.row(names[1], total))
    for at, formula in book.formulas[names[1]].items():
        m = re.fullmatch(r'SUM\(([A-Z]+)(\d+):([A-Z]+)(\d+)\)', formula)
        cells = [second.get((r, c), 0) for r in range(int(m.group(2)) - 1, int(m.group(4))) for c in range(books.number_of(m.group(1)), books.number_of(m.group(3)) + 1)]
        if sum(cells) != second[at]:
            wrong.append('%s is %s, not %s' % (formula, second[at], sum(cells)))
    scores = [float(m.get('score')) for m in root.find(P + 'milestones')]
    if [second.get((total + 3, 1 + q)) for q in range(n)] != scores:
        wrong.append('scores: %s' % book.row(names[1], total + 3))
    third = book.table(names[2], 1)
    if [list(row.values())[0] for row in third] != [c.get('ref') for c in root.find(P + 'criteria')] or [list(row.values())[7] for row in third] != [c.get('action') for c in root.find(P + 'criteria')]:
        wrong.append('criteria')
    ok(not wrong, 'what is in the workbook, in ' + lang, *wrong[:4])
    return book


def form(book, lang):
    """What a person meets: list, dates, filter, head, print."""
    first, wrong = list(book.roots)[0], []
    root = book.roots[first]
    find = lambda tag: root.find('.//%s%s' % (books.M, tag))             # noqa: E731
    rules = {v.get('type'): v for v in root.iter(books.M + 'dataValidation')}
    words = rules['list'].find(books.M + 'formula1').text.strip('"').split(',') if 'list' in rules else []
    if words != list(STATES[lang].values()) or 'date' not in rules:
        wrong.append('validation: %s' % words)
    last = 5 + len(book.table(first, 4))
    if find('pane').get('ySplit') != '5' or find('autoFilter').get('ref') != 'A5:Q%d' % last or not rules['list'].get('sqref') == 'N6:N%d' % last:
        wrong.append('%s %s' % (find('pane').attrib, find('autoFilter').attrib))
    if find('pageSetup').get('orientation') != 'landscape' or find('pageSetup').get('fitToHeight') != '0' or find('pageSetUpPr').get('fitToPage') != '1' or '&P' not in find('oddFooter').text:
        wrong.append('page')
    titles = [n.text for n in book.workbook.iter(books.M + 'definedName') if n.get('name') == '_xlnm.Print_Titles']
    if len(titles) != 3 or not any('$5:$5' in t for t in titles):
        wrong.append('print titles: %s' % titles)
    core = book.zip.read('docProps/core.xml').decode()
    if '2026-11-20T00:00:00Z' not in core or re.search(r'>20[0-9-]{8}T', core.replace('2026-11-20T', '')):
        wrong.append(core)
    if {i.date_time for i in book.zip.infolist()} != {(1980, 1, 1, 0, 0, 0)}:
        wrong.append('the clock is in the package')
    ok(not wrong, 'how the workbook is made, in ' + lang, *wrong)


for lang in ('zh', 'en'):
    book = content(lang)
    if isinstance(book, books.Book):
        form(book, lang)

r = [plan(SAMPLE, '--target', '3', '--start', '2027-01-04', '-o', path('again.xlsx'), env=e) for e in ({'TZ': 'Asia/Shanghai'}, {'TZ': 'America/New_York', 'LC_ALL': 'de_DE.UTF-8'})]
with open(path('again.xlsx'), 'rb') as a, open(path('p-en.xlsx'), 'rb') as b:
    ok(a.read() == b.read(), 'the same bytes whatever the zone and locale')
r = run('convert', path('p-en.xml'), path('made.xlsx'), '--lang', 'en')
with open(path('made.xlsx'), 'rb') as a, open(path('p-en.xlsx'), 'rb') as b:
    ok(r.code == 0 and a.read() == b.read(), 'convert makes the same workbook of the plan document', r)
r = plan(SAMPLE, '--target', '3', '-o', path('days.xlsx'))
days = books.Book(path('days.xlsx'))
ok([row['Start'] for row in days.table('Actions', 4)][:2] == [1.0, 1.0] and days.table('Actions', 4)[0]['End'] == 10.0, 'without a first day: working days from 1', r)
r = plan(os.path.join(DATA, 'samples', 'machining-2025.xml'), '--target', '5', '-o', path('short.xlsx'))
ok(r.code == 1 and 'cannot be reached' in books.Book(path('short.xlsx')).sheets['Actions'][1, 0], 'a plan that does not reach: exit 1, and the workbook says so', r)
pid, fd = pty.fork()
if pid == 0:
    os.execve(DCMM, [DCMM, 'plan', *SMALL, '--target', '4', '--format', 'xlsx', '--lang', 'en'], dict(os.environ, **ENV))
said = b''
try:
    while piece := os.read(fd, 4096):
        said += piece
except OSError:
    pass
ok(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 2 and b'not for a terminal' in said, 'not to a terminal', said)

# ---- marks, read back: over two small domains, where a plan takes no time
OLD, FIRST = path('old.xml'), path('first.xml')
plan(*SMALL, '--target', '4', '-o', FIRST)
MARKS = {'committee': ('done', '2027-01-15', '王芳', '=1+1; says "hello" & <bye>\nsecond line'), 'rules': ('started', '2027-02-01', 'Li', None), 'figures': ('dropped', None, None, None)}


def in_xml():
    """The same marks in the plan document: what comes of them is what must come of each workbook."""
    ET.register_namespace('', 'urn:dcmm:plan:1')
    tree = ET.parse(FIRST)
    for action in tree.getroot().iter(P + 'action'):
        for name, value in zip(('state', 'on', 'owner', 'note'), MARKS.get(action.get('id'), ())):
            if value:
                action.set(name, value)
    tree.write(OLD, encoding='utf-8', xml_declaration=True)
    r = plan(*SMALL, '--continue', OLD, '--format', 'xml')
    return r.out if r.code == 0 and r.out.count('state="done"') == 1 and 'owner="王芳"' in r.out and '<baseline effort_days="19"' in r.out else None


WANT = in_xml()
ok(WANT is not None, 'marks in the plan document', plan(*SMALL, '--continue', OLD, '--format', 'xml'))


with open(path('want.xml'), 'w', encoding='utf-8') as f:
    f.write(WANT or '')
r = run('/usr/bin/xmllint', '--noout', '--relaxng', os.path.join(DATA, 'schema', 'plan.rng'), path('want.xml')) if os.access('/usr/bin/xmllint', os.X_OK) else None
ok(r is None or (r.code == 0 and ' note="=1+1' in WANT), 'a plan with owners and notes keeps its schema', r)


def continued(book, name):
    r = plan(*SMALL, '--continue', book, '--format', 'xml')
    ok(r.code == 0 and r.out == WANT and not [line for line in r.err.splitlines() if 'remark' not in line], name, r)


def about(**more):
    rows = {'questionnaire': 'two', 'target': 4, 'effort': 19, 'score': 3.5, 'level': 4, 'quarters': 2, 'date': '2026-11-20'}
    rows.update(more)
    return [['About this plan'], []] + [[k, 'what it is', v] for k, v in rows.items() if v is not None]


def cells(lang, columns, date=str, blanks=0):
    """A row of headings and one for each action, in the order and language asked for; other columns are people's own."""
    rows = [['Whatever'] for _ in range(blanks)] + [[HEADS[lang][HEADS['en'].index(c)] if c in HEADS['en'] else c for c in columns]]
    for action, (state, on, owner, note) in MARKS.items():
        values = {'ID': action, 'State': STATES[lang][state], 'Date': date(on) if on else None, 'Owner': owner, 'Note': note, 'Action': 'a title', 'Days': 4}
        rows.append([values.get(c, 'own' if c not in HEADS['en'] else None) for c in columns])
    return rows


PLAIN = ['ID', 'Action', 'Days', 'State', 'Date', 'Owner', 'Note']
MIXED = ['Note', 'our cost centre', 'Owner', 'Date', 'State', 'our colour', 'ID']
sheets = lambda rows, last=None: {'措施': rows, '我们自己的': [['编号', '电话'], ['committee', 'x']], '计划信息': last or about()}       # noqa: E731
num = books.serial
for name, rows, how in (
        ('as Excel saves it: shared texts, dates as numbers', cells('zh', PLAIN, num, 4), {'shared': True}),
        ('texts in runs, read-aloud marks passed over', cells('zh', PLAIN, num), {'shared': True, 'runs': True}),
        ('texts in their cells, in runs', cells('en', PLAIN, num), {'runs': True}),
        ('columns in another order, between people\'s own', cells('en', MIXED, num, 2), {'shared': True}),
        ('days as text: 2027-01-15', cells('zh', PLAIN), {}),
        ('days as text: 2027/1/15', cells('zh', PLAIN, lambda d: d.replace('-0', '/').replace('-', '/')), {}),
        ('days as text: 2027年1月15日', cells('zh', PLAIN, lambda d: '%s年%d月%d日' % (d[:4], int(d[5:7]), int(d[8:]))), {}),
        ('days as text: 2027.01.15', cells('en', PLAIN, lambda d: d.replace('-', '.')), {}),
        ('days as digits: 20270115', cells('en', PLAIN, lambda d: int(d.replace('-', ''))), {}),
        ('days as numbers that are text', cells('en', PLAIN, lambda d: str(num(d))), {}),
        ('days with a time of day', cells('en', PLAIN, lambda d: num(d) + 0.75), {}),
        ('days as strict files have them', cells('en', PLAIN, lambda d: ('raw', '<v>%sT00:00:00</v>' % d, 't="d"')), {'ns': books.STRICT}),
        ('days of the Mac: from 1904', cells('en', PLAIN, lambda d: num(d, True)), {'date1904': True}),
        ('a prefix for every element', cells('en', PLAIN, num), {'prefix': 'x', 'shared': True}),
        ('cells without their names', cells('en', PLAIN, num, 3), {'refs': False}),
        ('other folders, targets from the root', cells('zh', PLAIN, num), {'folder': 'Workbook', 'absolute': True, 'shared': True}),
        ('states by formula', [[('raw', '<f>1</f><v>%s</v>' % c, 't="str"') if c in STATES['en'] else c for c in row] for row in cells('en', PLAIN, num)], {}),
        ('words in the other language, in capitals and of full width', [[{'done': 'ＤＯＮＥ', 'started': '进行中', 'dropped': ' Dropped '}.get(c, c) for c in row] for row in cells('en', PLAIN, num)], {}),
        ('sheets of drawings and filters behind the rows', cells('en', PLAIN, num), {'extra': '<autoFilter ref="A1:Q9"/><x14:ext xmlns:x14="urn:other"><x14:row r="999999999"/></x14:ext><drawing/>'})):
    book = sheets(rows)
    if 'date1904' in how:
        book['计划信息'] = about(date=num('2026-11-20', True))
    continued(books.build(path('variant.xlsx'), book, **how), name)
few = cells('en', PLAIN, num)
continued(books.build(path('variant.xlsm'), sheets(few + [[None, 'sum', 19], [], ['', 'a row of our own', None, None, None, 'Wu']])), 'rows of one\'s own without an id')
r = plan(*SMALL, '--target', '4', '--continue', books.build(path('bare.xlsx'), {'x': few}), '--format', 'json')
ok(r.code == 0 and 'no sheet about the plan' in r.err and 'baseline' not in json.loads(r.out), 'without the sheet about the plan: a remark, and the marks', r)
r = plan(*SMALL, '--continue', books.build(path('odd.xlsx'), sheets([PLAIN, ['committee', '', 4, 'done'], ['rules', '', 6, None, '2027-01-01']])), '--format', 'json')
ok(r.code == 0 and re.search(r'row 2, column Date: .*no day is given', r.err) and re.search(r'row 3, column State: .*forget', r.err), 'done without a day, a day without a state: remarks', r)

# ---- what other programs make of our own workbook
plan(*SMALL, '--target', '4', '-o', path('ours.xlsx'))
plan(*SMALL, '--target', '4', '-o', path('ours-zh.xlsx'), lang='zh_CN')
MARKER = '''
import sys, datetime, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book.worksheets[0]
marks = %r
words = %r
for row in sheet.iter_rows(min_row=6):
    if row[0].value in marks:
        state, on, owner, note = marks[row[0].value]
        row[13].value = words[state]
        row[14].value = datetime.date.fromisoformat(on) if on else None
        row[15].value = owner
        row[16].value = note
        if note:
            row[16].data_type = 's'
book.save(sys.argv[2])
'''
python = next((p for p in ('/usr/bin/python3', sys.executable) if os.access(p, os.X_OK) and subprocess.run([p, '-c', 'import openpyxl'], capture_output=True).returncode == 0), None)
office = shutil.which('soffice')
for lang, name in (('en', 'ours'), ('zh', 'ours-zh')):
    marked = path(name + '-marked.xlsx')
    if not python:
        skip('marked by openpyxl, ' + lang, 'there is none')
        continue
    r = subprocess.run([python, '-c', MARKER % (MARKS, STATES[lang]), path(name + '.xlsx'), marked], capture_output=True, text=True)
    if r.returncode:
        ok(False, 'marked by openpyxl, ' + lang, r.stderr)
        continue
    continued(marked, 'marked by openpyxl, ' + lang)
    if not office or ASAN:
        skip('saved by LibreOffice, ' + lang, 'there is none' if not office else 'not again under ASan')
        continue
    subprocess.run([office, '-env:UserInstallation=file://' + path('profile'), '--headless', '--convert-to', 'xlsx', '--outdir', path('office'), marked], capture_output=True, timeout=180)
    continued(os.path.join(path('office'), os.path.basename(marked)), 'saved by LibreOffice, ' + lang)

# ---- from plan to plan: what was written beside an action goes along, and the first plan stays the first
plan(*SMALL, '--continue', OLD, '-o', path('second.xlsx'))
r = plan(*SMALL, '--continue', path('second.xlsx'), '--format', 'xml')
ok(r.code == 0 and r.out == WANT, 'a workbook of a plan that continues another', r)
second = books.Book(path('second.xlsx'))
row = next(row for row in second.table('Actions', 4) if row['ID'] == 'committee')
note = next(at for at, v in second.sheets['Actions'].items() if v == MARKS['committee'][3])
ok(row['State'] == 'done' and row['Date'] == float(num('2027-01-15')) and row['Owner'] == '王芳' and note not in second.formulas['Actions'] and
   second.sheets['Actions'][3, 0] == 'Done: 1 of 3 actions, 4 of 30 person-days', 'marks stand in the next workbook, and text is text', row, second.sheets['Actions'].get((3, 0)))

# ---- a note that looks like an escape comes back as it was
with open(OLD, encoding='utf-8') as f:
    text = f.read()
odd = '_x000D_ a _x0041_x0042_ _x_ _x12_ __x0043__'
with open(path('escapes.xml'), 'w', encoding='utf-8') as f:
    f.write(text.replace('owner="Li"', 'owner="Li" note="%s"' % odd))
run('convert', path('escapes.xml'), path('escapes.xlsx'), *SMALL[1:], '--lang', 'en')
r = plan(*SMALL, '--continue', path('escapes.xlsx'), '--format', 'xml')
ok(r.code == 0 and 'note="%s"' % odd in r.out, 'a note that looks like an escape', r)

# ---- a name that begins with a digit is no size of letters; a text that no cell has room for is a fault of the input
with open(FIRST, encoding='utf-8') as f:
    text = f.read()
with open(path('digits.xml'), 'w', encoding='utf-8') as f:
    f.write(re.sub(r'(<enterprise [^>]*)name="[^"]*"', r'\1name="360 &amp; Co"', text))
r = run('convert', path('digits.xml'), path('digits.xlsx'), *SMALL[1:], '--lang', 'en')
footers = [root.find('.//%soddFooter' % books.M).text for root in books.Book(path('digits.xlsx')).roots.values()]
ok(r.code == 0 and all(f.startswith('&L&8 360 && Co&R') for f in footers), 'a name that begins with a digit', r, footers)
own = os.path.join(ROOT, 'tests', 'data', 'plan', 'questionnaires', 'actions', 'two.xml')
with open(own, encoding='utf-8') as f, open(path('long.xml'), 'w', encoding='utf-8') as g:
    g.write(f.read().replace('<title xml:lang="en">Set up', '<title xml:lang="en">%s Set up' % ('long ' * 7000)))
r = plan(*SMALL, '--target', '4', '--actions', path('long.xml'), '-o', path('long.xlsx'))
ok(r.code == 3 and "a text of action 'committee' is longer than the 32767 characters of a cell" in r.err and not os.path.exists(path('long.xlsx')), 'a title of 35,000 letters', r)

filled = shutil.copy(path('second.xlsx'), path('filled.xlsx'))
r = plan(*SMALL, '--continue', filled, '-o', filled)
with open(filled, 'rb') as a, open(path('second.xlsx'), 'rb') as b:
    ok(r.code == 2 and 'input itself' in r.err and a.read() == b.read(), 'a workbook that people fill in is not written over', r)

# ---- what is wrong in a cell: named by sheet, row and column, with what to do
ROW = {'ID': 'committee', 'State': 'done', 'Date': '2027-01-15'}


def one(**cell):
    row = dict(ROW, **cell)
    return [PLAIN, [row.get(c) for c in PLAIN]]


for name, rows, last, told in (
        ('an unknown id', one(ID='comittee'), None, "sheet 措施, row 2, column ID: there is no action 'comittee' for two"),
        ('an unknown state', one(State='nearly'), None, "sheet 措施, row 2, column State: 'nearly' is no state; use open, started, done or dropped"),
        ('a state that is an error', one(State=('raw', '<v>#N/A</v>', 't="e"')), None, "sheet 措施, row 2, column State: '#N/A' is no state"),
        ('a day that is not', one(Date='2027-02-30'), None, "sheet 措施, row 2, column Date: '2027-02-30' is not a day such as 2027-01-04"),
        ('a day in words', one(Date='soon'), None, "column Date: 'soon' is not a day"),
        ('a day of another century', one(Date=12), None, "column Date: '12' is not a day"),
        ('a negative day', one(Date=-46000.5), None, "column Date: '-46000.5' is not a day"),
        ('no number at all', one(Date=('raw', '<v>1e999</v>', 't="n"')), None, "column Date: '1e999' is not a day"),
        ('an action twice', one() + one()[1:], None, "sheet 措施, row 3, column ID: action 'committee' stands twice, first on sheet 措施 in row 2; keep one"),
        ('a state without an id', one(ID=None), None, 'sheet 措施, row 2, column State: is filled in, but the row has no id of an action'),
        ('a column twice', [PLAIN + ['状态']] + one()[1:], None, 'sheet 措施, row 1, column State: stands twice; remove one'),
        ('a long note', one(Note='长' * 20000), None, 'sheet 措施, row 2, column Note: is longer than 16 KiB'),
        ('no columns', [['a', 'b'], ['c', 'd']], None, "no sheet has the columns 'ID' and 'State'; 'dcmm plan -o PLAN.xlsx' makes such a workbook"),
        ('a citizen\'s number in place of an id', one(ID='110101199003071233'), None, "there is no action '***' for two"),
        ('another questionnaire', one(), about(questionnaire='dcmm-2025'), "this plan is for 'dcmm-2025', the answers are to two"),
        ('a target of 7', one(), about(target=7), "target='7' is not a level from 1 to 5"),
        ('half a target', one(), about(target=3.5), "sheet 计划信息, row 4, column C: '3.5' is not a whole number"),
        ('a score in words', one(), about(score='high'), "sheet 计划信息, row 6, column C: 'high' is not a number such as 0.8"),
        ('a long list of targets', one(), about(target=None, targets='1=2,' * 6000), '…' + "' is not such as 7=3"),
        ('a target of its own that is not', one(), about(target=None, targets='99=3'), "'99' is no item or domain of two")):
    file = books.build(path('wrong.xlsx'), sheets(rows, last))
    r = plan(*SMALL, '--continue', file, '--format', 'json')
    ok(r.code == 3 and not r.out and r.err.startswith(file + ': ') and told in r.err and r.err.count('\n') == 1, name, r)
file = books.build(path('wrong.xlsx'), sheets([PLAIN] + [['no-such-%d' % i, None, None, 'done'] for i in range(5000)]))
r = plan(*SMALL, '--continue', file, '--format', 'json')
ok(r.code == 3 and r.err.count('\n') < 30 and r.seconds < (20 if ASAN else 3), 'five thousand wrong rows are not five thousand lines', r)
r = plan(*SMALL, '--continue', books.build(path('none.xlsx'), sheets(cells('en', PLAIN, num))), '--format', 'ics')
ok(r.code == 2 and '--start' in r.err, 'a calendar without a first day is wrong use', r)

# ---- files that are no workbook, or mean no good
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
good = books.build(path('good.xlsx'), sheets(cells('en', PLAIN, num)), shared=True)
with zipfile.ZipFile(good) as z:
    PARTS = {n: z.read(n).decode() for n in z.namelist()}
with open(good, 'rb') as f:
    BYTES = f.read()
SHEET = 'xl/worksheets/sheet1.xml'
row_of = lambda inner: '<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (books.MAIN, inner)         # noqa: E731


def raw(name, data):
    with open(path(name), 'wb') as f:
        f.write(data)
    return path(name)


def parts(**changed):
    more = dict(PARTS)
    for name, text in changed.items():
        name = {'sheet': SHEET, 'strings': 'xl/sharedStrings.xml', 'book': 'xl/workbook.xml', 'links': 'xl/_rels/workbook.xml.rels'}[name]
        if text is None:
            del more[name]
        else:
            more[name] = text
    return books.write(path('hostile.xlsx'), more)


def same_name():
    import warnings
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        with zipfile.ZipFile(path('same.xlsx'), 'w') as z:
            for _ in range(5000):
                z.writestr('a', '')
    return path('same.xlsx')


def texts(piece, n):
    """One shared text in @n runs."""
    return '<sst xmlns="%s"><si>%s</si></sst>' % (books.MAIN, '<r><t>%s</t></r>' % piece * n)


def locked():
    """A compound file as Excel makes it of a workbook with a password: the name of its stream in UTF-16."""
    return raw('locked.xlsx', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(1016) + 'EncryptedPackage'.encode('utf-16-le') + bytes(2048))


def encrypted_part():
    data = bytearray(BYTES)
    for mark, at in ((b'PK\x03\x04', 6), (b'PK\x01\x02', 8)):
        i = -1
        while (i := data.find(mark, i + 1)) >= 0:
            data[i + at] |= 1
    return raw('part.xlsx', data)


for name, make, told in (
        ('an empty file', lambda: raw('empty.xlsx', b''), 'is empty'),
        ('text', lambda: raw('text.xlsx', b'ID,State\ncommittee,done\n'), 'is not a workbook; save the sheet as'),
        ('an old workbook', lambda: raw('old.xls', b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(4096)), 'of the old kind'),
        ('a workbook with a password', locked, 'has a password'),
        ('a package with a password', encrypted_part, 'has a password'),
        ('an OpenDocument sheet', lambda: books.write(path('a.ods'), {'mimetype': 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<a/>'}), '.ods'),
        ('a binary workbook', lambda: books.write(path('a.xlsb'), {'_rels/.rels': PARTS['_rels/.rels'].replace('workbook.xml', 'workbook.bin'), 'xl/workbook.bin': 'x'}), '.xlsb'),
        ('a document', lambda: books.write(path('a.xlsx'), {'_rels/.rels': PARTS['_rels/.rels'].replace('xl/workbook.xml', 'word/document.xml'), 'word/document.xml': '<a/>'}), 'another ZIP file'),
        ('another ZIP file', lambda: books.write(path('b.xlsx'), {'readme.txt': 'hello'}), 'another ZIP file'),
        ('half a file', lambda: raw('half.xlsx', BYTES[:len(BYTES) // 2]), 'is damaged'),
        ('a broken part', lambda: raw('broken.xlsx', BYTES.replace(BYTES[60:200], bytes(140))), ''),
        ('no sheet', lambda: parts(sheet=None), "its part '%s' is not there" % SHEET),
        ('no links', lambda: parts(links=None), 'is not named'),
        ('a sheet that is no XML', lambda: parts(sheet='garbage'), 'not well-formed'),
        ('a sheet cut off', lambda: parts(sheet=PARTS[SHEET][:200]), 'not well-formed'),
        ('another root', lambda: parts(sheet='<a xmlns="urn:b"/>'), 'is not the root element'),
        ('a document type', lambda: parts(sheet=HEAD + '<!DOCTYPE worksheet [<!ENTITY a "b">]>' + PARTS[SHEET]), 'DOCTYPE'),
        ('a document type in the texts', lambda: parts(strings='<!DOCTYPE a SYSTEM "file:///etc/passwd"><sst/>'), 'DOCTYPE'),
        ('a text that is not there', lambda: parts(sheet=row_of('<row r="1"><c r="A1" t="s"><v>999</v></c></row>')), "no shared text '999'"),
        ('a text of number -1', lambda: parts(sheet=row_of('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>')), "no shared text '-1'"),
        ('a cell twice', lambda: parts(sheet=row_of('<row r="7"><c r="B7"><v>1</v></c><c r="B7" t="s"><v>0</v></c></row>')), 'row 7 has column 2 twice'),
        ('one cell again and again', lambda: parts(strings=texts('x' * 60000, 100), sheet=row_of('<row r="1">%s</row>' % ('<c r="A1" t="s"><v>0</v></c>' * 20000))), 'twice'),
        ('a long text named by twenty thousand cells', lambda: parts(strings=texts('x' * 60000, 100), sheet=row_of(
            ''.join('<row r="%d">%s</row>' % (r, ''.join('<c t="s"><v>0</v></c>' for _ in range(200))) for r in range(1, 101)))), 'more than 64 MiB of text'),
        ('a text of escapes that are none', lambda: parts(strings=texts('_x' * 30000, 200), sheet=row_of('<row r="1"><c r="A1" t="s"><v>999</v></c></row>')), "no shared text '999'"),
        ('a row beyond the last', lambda: parts(sheet=row_of('<row r="4294967297"><c r="A1"><v>1</v></c></row>')), "no row '4294967297'"),
        ('deep nesting', lambda: parts(sheet='<worksheet xmlns="%s">' % books.MAIN + '<a>' * 5000 + '</a>' * 5000 + '</worksheet>'), 'nested deeper'),
        ('a cell of a mebibyte', lambda: parts(sheet=row_of('<row r="1"><c r="A1" t="str"><v>%s</v></c></row>' % ('x' * 1048576))), 'longer than'),
        ('a hundred sheets', lambda: parts(book=PARTS['xl/workbook.xml'].replace('</sheets>', '<sheet name="n" sheetId="9" r:id="rId1"/>' * 100 + '</sheets>')), 'more than 64 sheets'),
        ('a sheet of a gibibyte', lambda: parts(sheet=row_of(' ' * (1 << 26))), 'unpacked'),
        ('texts of 64 MiB', lambda: parts(strings='<sst xmlns="%s">%s</sst>' % (books.MAIN, '<si><t/></si>' * 5200000)), 'unpacked'),
        ('five thousand parts', lambda: books.write(path('many.xlsx'), dict(PARTS, **{'p%d' % i: '' for i in range(5000)})), 'more than 4096 parts'),
        ('a part of the same name, five thousand times', lambda: same_name(), 'more than 4096 parts'),
        ('a file of 17 MiB', lambda: raw('large.xlsx', BYTES + bytes(17 << 20)), 'is larger than 16 MiB'),
        ('links in a circle', lambda: parts(links=PARTS['xl/_rels/workbook.xml.rels'].replace('worksheets/sheet1.xml', 'workbook.xml')), 'is not the root element')):
    file = make()
    r = plan(*SMALL, '--continue', file, '--format', 'json', timeout=60)
    ok(r.code == 3 and not r.out and r.err.startswith(file) and told in r.err and r.err.count('\n') == 1 and r.seconds < (30 if ASAN else 3) and (ASAN or r.rss < 150 * 1024), name, r)
columns = parts(sheet=row_of('<row r="1"><c r="ZZZZ1"><v>1</v></c><c r="XFD1"><v>1</v></c><c r=""><v>2</v></c><c r="99999999999999999999"><v>2</v></c></row>' + PARTS[SHEET].partition('<sheetData>')[2].partition('</sheetData>')[0]))
continued(columns, 'cells beyond every column are passed over')
steps = lambda n: PARTS['xl/_rels/workbook.xml.rels'].replace('worksheets/sheet1.xml', '../' * n + 'xl/./worksheets/../worksheets/sheet1.xml')       # noqa: E731
continued(parts(links=steps(3)), 'a target with steps up')

# libxlsxwriter makes the parts in temporary files and does not look whether they could be written.
# The tree may itself lie in /tmp: it is seen elsewhere, too, before a small file system takes that place.
place = tempfile.mkdtemp(prefix='dcmm-room-', dir='/var/tmp')
small = 'mount --bind "$1" "$2" && mount -t tmpfs -o size=8k none /tmp && shift 2 && exec "$@"'
unshare = shutil.which('unshare')
if ASAN or not unshare or subprocess.run([unshare, '-m', 'sh', '-c', small, 'sh', ROOT, place, '/bin/true'], capture_output=True).returncode:
    skip('no room for temporary files', 'no file system may be mounted here')
else:
    to, seen = os.path.join(place, 'build', 'no-room.xlsx'), lambda path: os.path.join(place, os.path.relpath(path, ROOT))
    r = subprocess.run([unshare, '-m', 'sh', '-c', small, 'sh', ROOT, place, seen(DCMM), 'plan', seen(SAMPLE), '--target', '3', '--lang', 'en', '-o', to], capture_output=True, text=True, env=ENV)
    ok(r.returncode == 4 and r.stderr.startswith(to + ': ') and r.stderr.count('\n') == 1 and not os.path.exists(os.path.join(ROOT, 'build', 'no-room.xlsx')), 'no room for temporary files', r)
os.rmdir(place)

# Bytes flipped: an end with a message, or the same plan.
import random                                                           # noqa: E402
rnd, wrong = random.Random(36073), []
for _ in range(20 if ASAN else 60):
    data = bytearray(BYTES)
    for _ in range(rnd.choice((1, 3, 30))):
        data[rnd.randrange(len(data))] = rnd.randrange(256)
    r = plan(*SMALL, '--continue', raw('flipped.xlsx', data), '--target', '4', '--format', 'xml')
    if r.code not in (0, 3) or (r.code == 3 and (r.out or not r.err)) or r.seconds > 20:
        wrong.append(str(r))
ok(not wrong, 'flipped bytes', *wrong[:3])
shutil.rmtree(TOP)
done()
