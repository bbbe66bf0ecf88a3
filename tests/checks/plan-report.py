#!/usr/bin/env python3
# cost: 30
"""`dcmm report plan` of the samples, in both languages and all forms: 10 to 16 sheets, the summary on one, every action by its
title, every raised and every open criterion, and the numbers of the plan document. Then plans that are not reachable, not
needed, bound by a budget, continued; and documents that are wrong."""
import html
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile
from html.parser import HTMLParser

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _tap import DATA, done, ok, run                                    # noqa: E402

NS = '{urn:dcmm:plan:1}'
SAMPLES = (('appliance', 3), ('machining', 2), ('provider', 4))
LANGS = ('zh_CN', 'en')
BASIS = {'zh_CN': '依据GB/T', 'en': 'Basis:GB/T'}


def squeezed(text):
    """Without blanks and hyphens: a title may be broken anywhere."""
    return re.sub(r'[\s\u00ad\u2010-]', '', text)


def pdf_text(path, first=None, last=None):
    pages = (['-f', str(first)] if first else []) + (['-l', str(last)] if last else [])
    return squeezed(subprocess.run(['pdftotext', '-raw', *pages, path, '-'], capture_output=True, check=True).stdout.decode('utf-8'))


def pages_of(path):
    return int(re.search(r'Pages:\s+(\d+)', subprocess.run(['pdfinfo', path], capture_output=True, text=True).stdout)[1])


def read(path):
    with open(path, encoding='utf-8') as f:
        return f.read()


def html_text(path):
    return squeezed(html.unescape(re.sub(r'<[^>]*>', '', read(path))))


class Page(HTMLParser):
    """The tables of each part of a page: {id of the part: [rows of cells' words]}, and what figures show."""

    def __init__(self, path):
        super().__init__()
        self.rows, self.part, self.cell, self.ids, self.charts = {}, None, None, {}, []
        self.feed(read(path))

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == 'section':
            self.part = attrs.get('id')
        elif tag == 'tr':
            self.rows.setdefault(self.part, []).append([])
            self.ids[attrs.get('id')] = self.rows[self.part][-1]
        elif tag in ('td', 'th') and self.part:
            self.cell = []
        elif tag == 'figure':
            self.charts.append(self.part)
        elif tag == 'a' and attrs.get('class') == 'anchor' and self.cell is not None:
            self.cell.append(None)                      # the # after an id that can be linked to is no word of the cell

    def handle_endtag(self, tag):
        if tag in ('td', 'th') and self.cell is not None:
            self.rows[self.part][-1].append(' '.join(''.join(c for c in self.cell if c).split()))
            self.cell = None

    def handle_data(self, data):
        if self.cell is not None and (not self.cell or self.cell[-1] is not None):
            self.cell.append(data)

    def in_part(self, part, head):
        """The row of a part that begins with these words."""
        return next((r for r in self.rows.get(part, []) if r and r[0].startswith(head)), None)


def opened(rows):
    """The criteria that the rows "6.1 | name | 3 | 2.3 4.1–4.2*" name, and those whose number is not the one said."""
    refs, wrong = set(), []
    for row in rows:
        if len(row) != 4 or not re.fullmatch(r'\d+\.\d+', row[0]):
            continue
        own = set()
        for run_ in row[3].replace('*', '').split():
            first, _, last = run_.replace('～', '–').partition('–')
            level, no = first.split('.')
            own |= {'%s-%s.%d' % (row[0], level, n) for n in range(int(no), int((last or first).split('.')[1]) + 1)}
        if len(own) != int(row[2]):
            wrong.append(row)
        refs |= own
    return refs, wrong


def number(text):
    return int(text.replace(',', ''))


def look_at_page(name, plan, path):
    """What an HTML page prints, against the plan document."""
    page, root = Page(path), plan.attrib
    chosen = [a for a in plan.iter(NS + 'action') if a.get('state') != 'dropped']
    busy = [d for d in plan.find(NS + 'domains') if int(d.get('actions'))]
    wrong = [d.get('id') for d in busy if (r := page.in_part('takes', d.get('id') + ' ')) is None or r[1] != d.get('actions')
             or r[3] != ('%s → %s' % (d.get('score_now'), d.get('score_after')) if d.get('score_now') != d.get('score_after') else d.get('score_now'))]
    ok(busy and not wrong, name + ': actions and scores of each domain', *wrong)
    rows = [r for r in page.rows['milestones'] if len(r) == 5][1:]
    ok([r[2] for r in rows] == [m.get('score') for m in plan.find(NS + 'milestones')] and rows[-1][2] == root['score_after'],
       name + ': the score after each quarter', *rows)
    numbers = {i + 1: a for i, a in enumerate(plan.iter(NS + 'action'))}
    quarter = int(root['quarter_days'])
    for m, row in zip(plan.find(NS + 'milestones'), rows):
        listed = {int(n) for n in re.findall(r'\d+', row[4])}
        ends = {n for n, a in numbers.items() if a.get('end') and (max(int(a.get('end')), 1) - 1) // quarter + 1 == int(m.get('quarter'))}
        ok(listed == ends, '%s: actions that end in quarter %s' % (name, m.get('quarter')), listed, ends)
    raised = {c.get('ref'): c for c in plan.find(NS + 'criteria')}
    lost = [ref for ref in raised if 'a-' + ref not in page.ids or page.ids['a-' + ref][3] not in [str(n) for n, a in numbers.items() if a.get('id') == raised[ref].get('action')]]
    ok(raised and not lost, name + ': every raised criterion with its action', *lost)
    refs, off = opened(page.rows['left'])
    left = {c.get('ref') for c in plan.iter(NS + 'criterion') if c.get('reason')}
    ok(refs == left and not off, name + ': every criterion that stays open', sorted(refs ^ left)[:10], *off)
    others = [a for a in plan.iter(NS + 'alternative')]
    rows = [r for r in page.rows['alternatives'] if len(r) == len(others) + 2]
    want = [[root[k] for k in ('effort_days', 'last_quarter', 'score_after')]] + [[a.get(k, '—') for k in ('effort_days', 'quarters', 'score_after')] for a in others]
    ok([[number(r[c]) if '.' not in r[c] and r[c] != '—' else r[c] for r in (rows[1], rows[3], rows[4])] for c in range(1, len(others) + 2)] ==
       [[int(w[0]) if w[0] != '—' else '—', int(w[1]) if w[1] != '—' else '—', w[2]] for w in want] and rows[2][1] == str(len(chosen)),
       name + ': alternatives beside the plan', *rows)
    ok(page.charts == ['summary', 'summary', 'takes', 'roadmap', 'workload', 'milestones', 'governance'], name + ': a chart where each belongs', page.charts)
    return len(page.charts)


def look_at_docx(name, path, titles, charts):
    with zipfile.ZipFile(path) as package:
        body = package.read('word/document.xml').decode('utf-8')
        media = [n for n in package.namelist() if n.startswith('word/media/')]
    text = squeezed(html.unescape(re.sub(r'<[^>]*>', '', body)))
    lost = [t for t in titles if squeezed(t) not in text]
    ok(not lost, name + ': docx: every title', *lost)
    said = [d for d in re.findall(r'<wp:docPr [^>]*descr="([^"]*)"', body) if len(d) > 15]
    ok(len(said) >= charts and sum(n.endswith('.svg') for n in media) == sum(n.endswith('.png') for n in media) >= charts,
       name + ': docx: charts as SVG and PNG, with words for those who do not see them', len(said), *media)


def plan_of(path, *options):
    if os.path.exists(path):
        os.unlink(path)
    r = run('plan', *options, '--alternatives', '--format', 'xml', '-o', path)
    return r, ET.parse(path).getroot() if os.path.exists(path) else None


def printed(name, source, path, lang, *options):
    r = run('report', 'plan', source, '-o', path, '--lang', lang, *options)
    return ok(r.code == 0 and not r.err and os.path.exists(path), name, r)


with tempfile.TemporaryDirectory() as folder:
    document, made = os.path.join(folder, 'plan.xml'), {f: os.path.join(folder, 'report.' + f) for f in ('pdf', 'html', 'docx')}
    appliance = os.path.join(DATA, 'samples', 'appliance-2025.xml')

    # ---- the samples, at the next level
    for sample, target in SAMPLES:
        answers = os.path.join(DATA, 'samples', sample + '-2025.xml')
        for lang in LANGS:
            name = '%s, %s' % (sample, lang)
            r, plan = plan_of(document, answers, '--target', target, '--lang', lang)
            titles = [t.text for t in plan.iter(NS + 'title')]
            ok(r.code == 0 and len(titles) > 3, name + ': a plan document', r)
            for form, path in made.items():
                printed('%s: %s' % (name, form), answers, path, lang, '--target', target)
            n = pages_of(made['pdf'])
            ok(10 <= n <= 16, '%s: %d sheets' % (name, n))
            text = pdf_text(made['pdf'])
            lost = [t for t in titles if squeezed(t) not in text]
            ok(not lost, name + ': pdf: every title', *lost)
            lost = [c.get('ref') for c in plan.find(NS + 'criteria') if squeezed(c.get('ref')) not in pdf_text(made['pdf'], n - 1)]
            ok(not lost, name + ': pdf: every raised criterion in the appendix', *lost)
            second, third = pdf_text(made['pdf'], 2, 2), pdf_text(made['pdf'], 3, 3)
            ok(BASIS[lang] in second and BASIS[lang] not in third and str(plan.get('effort_days')) in second, name + ': pdf: the summary is one sheet', second[-200:], third[:200])
            charts = look_at_page(name, plan, made['html'])
            text = html_text(made['html'])
            ok(all(squeezed(t) in text for t in titles), name + ': html: every title')
            look_at_docx(name, made['docx'], titles, charts)
            printed(name + ': pdf of the document', document, made['pdf'], lang)
            first = open(made['pdf'], 'rb').read()
            run('report', 'plan', document, '-o', made['pdf'], '--lang', lang)
            ok(open(made['pdf'], 'rb').read() == first, name + ': equal bytes twice')

    # ---- with a start: the months are those of the calendar
    r, plan = plan_of(document, appliance, '--target', 3, '--start', '2027-10-04', '--lang', 'en')
    printed('a start', document, made['html'], 'en')
    text = read(made['html'])
    ok(all(w in text for w in ('Q1 (Oct–Dec 2027)', 'Q2 (Dec 2027–Mar 2028)')), 'a start: quarters with their months')
    ok(all(a.get('start_date') in text and a.get('due_date') in text for a in plan.iter(NS + 'action')), 'a start: the dates of each action')

    # ---- what is not the usual case
    for lang in LANGS:
        for what, options, code, sheets, words in (
                ('out of reach', ['--target', 5, '--forbid', 'gov-peer-exchange', '--keep', 6], 1, 2, {'zh_CN': ['现有措施最多到', '达不到5级'], 'en': ['at most', 'Level 5 starts at']}),
                ('already there', ['--target', 2], 0, 3, {'zh_CN': ['已达2级'], 'en': ['Level 2 is reached']}),
                ('too few people', ['--target', 3, '--policy', 'gated', '--capacity', 'cdo=1'], 1, 2, {'zh_CN': ['数据负责人', '个季度内人日不足'], 'en': ['Data lead', 'Too few person-days']}),
                ('a budget', ['--target', 3, '--budget', 40], 0, None, {'zh_CN': ['距3级还差', '预算40人日'], 'en': ['short of level 3', 'of a budget of 40']}),
                ('a budget without a target', ['--budget', 40], 0, None, {'zh_CN': ['预算40人日内的最高得分'], 'en': ['best score for a budget of 40 person-days']}),
                ('a budget of nothing', ['--budget', 0], 0, 3, {'zh_CN': ['得分仍为', '0人日内没有措施'], 'en': ['The score stays at', 'No action within 0 person-days']}),
                ('more than one person', ['--target', 3, '--policy', 'gated', '--quarters', 1], 0, None, {'zh_CN': [], 'en': []}),
                ('no target of the whole', ['--target', '7.1=4'], 0, None, {'zh_CN': [], 'en': []}),
                ('no time for a proof', ['--target', 3, '--policy', 'gated', '--time', '0.01'], 0, None, {'zh_CN': [], 'en': []})):
            r, plan = plan_of(document, appliance, *options, '--lang', lang)
            name = '%s, %s' % (what, lang)
            ok(r.code == code and plan is not None, name + ': a plan document', r)
            if not printed(name, document, made['pdf'], lang) or not printed(name + ': html', document, made['html'], lang) or not printed(name + ': docx', document, made['docx'], lang):
                continue
            second, text = pdf_text(made['pdf'], 2, 2), html_text(made['html'])
            ok(not sheets or pages_of(made['pdf']) == sheets, name + ': sheets', pages_of(made['pdf']))
            ok(BASIS[lang] in second and all(squeezed(w) in second for w in words[lang]), name + ': said on the summary', second[:400])
            ok(all(squeezed(t.text) in text for t in plan.iter(NS + 'title')), name + ': every title')
            most = max([int(q.get('days')) for q in plan.iterfind('.//%sworkload/%srole/%squarter' % (NS, NS, NS))] or [0])
            if most > 60:                               # more than one person has in a quarter
                people = {'zh_CN': r'%d人日，要%d人', 'en': r'%dpersondaysinQ\d,whichtakes%dpeople'}[lang] % (most, -(-most // 60))
                ok(re.search(people, second), name + ': how many people', people, second[-900:])
            ok(most > 60 or what != 'more than one person', name + ': more than one')
            bound, effort = int(plan.get('bound_days', 0)), int(plan.get('effort_days'))
            if plan.get('optimal') == 'false' and plan.get('reachable') == 'true':
                said = '%d%%' % -(-(effort - bound) * 100 // bound) if bound else {'zh_CN': '未证明最省', 'en': squeezed('not proved to be the least')}[lang]
                ok(said in second, name + ': how far from the bound', said, second[:300])

    # ---- a plan that is under way
    first, marked = os.path.join(folder, 'first.xml'), os.path.join(folder, 'marked.xml')
    for lang in LANGS:
        r, plan = plan_of(first, appliance, '--target', 3, '--lang', lang)
        ids = [a.get('id') for a in plan.iter(NS + 'action')]
        marks = {ids[0]: 'done" on="2027-01-15" owner="王磊', ids[2]: 'started" on="2027-02-22" owner="李娜', ids[-1]: 'dropped'}
        text = read(first)
        for id_, mark in marks.items():
            text = re.sub(r'(<action id="%s" [^>]*state=")open' % id_, lambda m: m.group(1) + mark, text)
        with open(marked, 'w', encoding='utf-8') as f:
            f.write(text)
        r, second = plan_of(document, appliance, '--target', 3, '--continue', marked, '--start', '2027-03-01', '--lang', lang)
        if not ok(r.code == 0, 'under way, %s: a plan document' % lang, r) or not printed('under way, %s' % lang, document, made['pdf'], lang) or not printed('under way, %s: html' % lang, document, made['html'], lang):
            continue
        change = int(second.get('effort_days')) - int(plan.get('effort_days'))
        signed = '%s%d' % ('−' if change < 0 else '+', abs(change))
        page, text = Page(made['html']), html_text(made['html'])
        row = next((r for r in page.rows['contents'] if len(r) == 4 and r[3] == signed), None)
        ok(row and [number(c) for c in row[1:3]] == [int(plan.get('effort_days')), int(second.get('effort_days'))], 'under way, %s: effort beside the first plan' % lang, page.rows['contents'])
        ok(signed in pdf_text(made['pdf'], 2, 2) and BASIS[lang] in pdf_text(made['pdf'], 2, 2), 'under way, %s: on the summary' % lang)
        ok(all(w in text for w in ('20270115', '20270222', '王磊', '李娜')), 'under way, %s: dates and owners on the cards' % lang)
        chart = read(made['html']).split('id="roadmap"')[1].split('</section>')[0]
        states = ('未开始', '进行中', '已完成', '已放弃') if lang == 'zh_CN' else ('Not yet begun', 'Under way', 'Done', 'Dropped')
        ok(all(s in chart for s in states), 'under way, %s: all states in the Gantt chart' % lang)
        # what is ahead and what is done, the same on every page
        finished = [a for a in second.iter(NS + 'action') if a.get('state') == 'done']
        ahead = [a for a in second.iter(NS + 'action') if a.get('quarter') and a.get('state') != 'dropped']
        left, spent = second.get('remaining_days'), sum(int(a.get('days')) for a in finished)
        words = {'zh_CN': ('投入%s人日' % left, '已完成%d人日' % spent, '抽出%s人日' % left, '待完成措施%d项' % len(ahead), '待完成%d项，已完成%d项' % (len(ahead), len(finished))),
                 'en': ('%s more person-days' % left, '%d person-day' % spent, 'Release %s more' % left, '%d actions still to be done' % len(ahead), '%d still to be done, %d done' % (len(ahead), len(finished)))}[lang]
        lost = [w for w in words if squeezed(w) not in text]
        ok(int(left) + spent == int(second.get('effort_days')) and not lost, 'under way, %s: days and actions ahead, with what is done beside them' % lang, *lost)
        same = {'zh_CN': '相同', 'en': 'the same'}[lang]
        row = page.in_part('contents', {'zh_CN': '预计得分', 'en': 'Expected score'}[lang])
        ok(row and (row[3] == same) == (row[1] == row[2]) and '0.00' not in row[3], 'under way, %s: a score that is the same' % lang, row)
        loads = {r.get('id'): int(r.get('days')) for r in second.find(NS + 'workload')}
        signs = [r for r in page.rows['governance'] if len(r) == 3][1:]
        ok(3 <= len(signs) <= 5 and len(signs) == 2 + min(3, len(set(loads) - {'sponsor', 'cdo'})), 'under way, %s: who signs' % lang, signs)

    # ---- the status stands in the document
    text = read(first)
    for status, word in (('', 'Draft'), (' status="draft"', 'Draft'), (' status="submitted"', 'For approval'), (' status="approved"', 'Approved')):
        with open(document, 'w', encoding='utf-8') as f:
            f.write(text.replace(' reachable=', status + ' reachable=', 1))
        printed('status:' + (status or ' none'), document, made['pdf'], 'en')
        ok(squeezed(word) in pdf_text(made['pdf'], 1, 1), 'status:%s: %s on the cover' % (status or ' none', word))

    # ---- documents that are wrong
    broken, nothing = os.path.join(folder, 'broken.xml'), os.path.join(folder, 'no.pdf')
    for name, old, new in (('unknown action', 'action id="', 'action id="x-'), ('no number', 'effort_days="', 'effort_days="x'), ('cut short', '</plan>', ''),
                           ('a sum changed by hand', ' effort_days="', ' effort_days="1'), ('a status that is none', ' reachable=', ' status="signed" reachable='), ('a start that is no day', ' reachable=', ' start="2027-02-30" reachable=')):
        with open(broken, 'w', encoding='utf-8') as f:
            f.write(text.replace(old, new, 1))
        r = run('report', 'plan', broken, '-o', nothing, '--lang', 'en')
        ok(r.code == 3 and 'broken.xml' in r.err and not os.path.exists(nothing), 'refused: ' + name, r)
    # ---- what a plan was made for and under is not for a printer to change; from answers its options go to the planner
    sound = os.path.join(folder, 'sound.xml')
    with open(sound, 'w', encoding='utf-8') as f:
        f.write(text)
    for more in (['--policy', 'strict'], ['--target', '5'], ['--budget', '10'], ['--start', '2027-01-04']):
        r = run('report', 'plan', sound, *more, '-o', nothing, '--lang', 'en')
        ok(r.code == 2 and not os.path.exists(nothing), 'refused: %s for a plan document' % ' '.join(more), r)
    sample = os.path.join(DATA, 'samples', 'machining-2025.xml')
    r = run('report', 'plan', sample, '--target', '2', '--start', '2027-01-04', '-o', made['html'], '--lang', 'en')
    ok(r.code == 0 and '2027-01-' in read(made['html']), 'of answers, --start gives dates', r)
    r = run('report', 'plan', sample, '--target', '2', '--start', '2027-02-30', '-o', nothing, '--lang', 'en')
    ok(r.code == 2 and '2027-02-30' in r.err and not os.path.exists(nothing), 'of answers, a wrong --start is said', r)
    r = run('report', 'gap', sample, '--start', '2027-01-04', '-o', nothing, '--lang', 'en')
    ok(r.code == 2 and '--start' in r.err, 'a gap analysis has no start', r)
done()
