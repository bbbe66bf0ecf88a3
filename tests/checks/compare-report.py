#!/usr/bin/env python3
# cost: 60
"""`dcmm report compare`: of the samples and of sets made from them, in every variant of its headline. What changed and what it
makes of it, worked out here and by the second scorer, stands in the text of the PDF; the pages are looked at as those of the
gap analysis are."""
import hashlib
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile
from fractions import Fraction

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _changes import POLICY, Q, changes, scorer                          # noqa: E402
from _pages import bare, look_at, text_inside                            # noqa: E402
from _tap import ASAN, BUILD, DATA, ROOT, done, ok, run                               # noqa: E402

A = '{urn:dcmm:answers:1}'
WORDS = {
    'zh_CN': {'full': '完全符合', 'large': '大部分符合', 'part': '部分符合', 'none': '不符合', 'na': '不适用', None: '未答'},
    'en': {'full': 'Fully met', 'large': 'Largely met', 'part': 'Partly met', 'none': 'Not met', 'na': 'Not applicable', None: 'Unanswered'},
}
LANGS = {'zh_CN': 'zh', 'en': 'en'}
ORDER = ['none', 'part', 'large', 'full']
top = tempfile.mkdtemp(prefix='dcmm-compare-report-')


# ---- sets of answers

def sample(name):
    root = ET.parse(os.path.join(DATA, 'samples', name + '.xml')).getroot()
    return {a.get('ref'): a.get('value') for a in root.iter(A + 'answer')}


def write(name, edition, date, values, uscc='91330282M000002B3M', called='慈溪市炽岚电器有限公司（虚构）'):
    """(path, date, edition, values), as _changes.py takes it."""
    path = os.path.join(top, name + '.xml')
    with open(path, 'w', encoding='utf-8') as f:
        f.write('<answers xmlns="urn:dcmm:answers:1" questionnaire="%s"%s><enterprise uscc="%s"><name>%s</name></enterprise>\n'
                % (edition, ' date="%s"' % date if date else '', uscc, called))
        for ref, value in values.items():
            f.write('<answer ref="%s" value="%s"><note>说明%s</note><evidence title="%s %s.pdf"/></answer>\n' % (ref, value, ref, date, ref))
        f.write('</answers>\n')
    return path, date, edition, values


def moved(values, rnd, share, by):
    """A share of the values one step up or down."""
    out = dict(values)
    for ref, value in values.items():
        if value in ORDER and rnd.random() < share:
            out[ref] = ORDER[min(max(ORDER.index(value) + by, 0), 3)]
    return out


rnd = random.Random(8)
OLD, NEW = 'dcmm-2018', 'dcmm-2025'
base, young = sample('appliance-2018'), sample('appliance-2025')
less, least = moved(base, rnd, 0.15, -1), moved(base, rnd, 0.4, -1)
mixed = moved(moved(base, rnd, 0.1, 1), rnd, 0.1, -1)
mixed.update({'6.1-1.1': 'na', '13.4-5.1': 'na'})
few = {r: v for r, v in base.items() if rnd.random() < 0.9}
level3 = moved(base, rnd, 0.6, 1)
every = {c.id: 'full' for c in Q[OLD].criteria}
none_of_12 = {r: 'na' if r.startswith('12.') else v for r, v in base.items()}
FIRST, NEXT, LAST, LATER = '2025-06-13', '2026-02-27', '2026-06-26', '2027-06-18'
VARIANTS = {
    'two dates': [write('t1', OLD, FIRST, less), write('t2', OLD, LAST, base)],
    'three dates': [write('h1', OLD, FIRST, least), write('h2', OLD, NEXT, less), write('h3', OLD, LAST, base)],
    'up and down': [write('m1', OLD, FIRST, base), write('m2', OLD, LAST, mixed)],
    'all equal': [write('e1', OLD, FIRST, base), write('e2', OLD, LAST, base)],
    'all worse': [write('w1', OLD, FIRST, base), write('w2', OLD, LAST, moved(base, rnd, 1, -1))],
    'a level up': [write('u1', OLD, FIRST, base), write('u2', OLD, LAST, level3)],
    'a level down': [write('d1', OLD, FIRST, level3), write('d2', OLD, LAST, base)],
    'at the top': [write('f1', OLD, FIRST, every), write('f2', OLD, LAST, moved(every, rnd, 0.05, -1))],
    'incomplete at first': [write('i1', OLD, FIRST, few), write('i2', OLD, LAST, base)],
    'incomplete at last': [write('j1', OLD, FIRST, base), write('j2', OLD, LAST, few)],
    'a domain that applied': [write('n1', OLD, FIRST, base), write('n2', OLD, LAST, none_of_12)],
    'two editions': [write('o1', OLD, LAST, base), write('o2', NEW, LATER, young)],
    'two editions, backwards': [write('b1', NEW, FIRST, young), write('b2', OLD, LAST, base)],
    'four dates, two editions': [write('x1', OLD, FIRST, least), write('x2', OLD, NEXT, less), write('x3', NEW, LAST, moved(young, rnd, 0.2, -1)),
                                 write('x4', NEW, LATER, young)],
    'one date, then two of the newer edition': [write('q1', OLD, FIRST, moved(base, rnd, 0.3, 1)), write('q2', NEW, LAST, young),
                                                write('q3', NEW, LATER, moved(moved(young, rnd, 0.2, 1), rnd, 0.06, -1))],
    'another edition in between': [write('r1', NEW, FIRST, moved(young, rnd, 0.2, -1)), write('r2', OLD, NEXT, base), write('r3', NEW, LATER, young)],
    'half of it at first': [write('k1', OLD, FIRST, {r: v for r, v in base.items() if r < '12'}), write('k2', OLD, LAST, base)],
    'nothing applies at last': [write('z1', OLD, FIRST, base), write('z2', OLD, LAST, {r: 'na' for r in base})],
    'nothing is answered': [write('l1', OLD, FIRST, {}), write('l2', OLD, LAST, {})],
    'without dates': [write('y1', OLD, None, less), write('y2', OLD, None, base)],
}


# ---- what must be in print

def report(name, sets, lang, ext, *more):
    """The path of what was made, or None."""
    out = os.path.join(top, 'out.' + ext)
    if os.path.exists(out):
        os.unlink(out)
    r = run('report', 'compare', *[s[0] for s in sets], '-o', out, '--lang', lang, *more)
    return out if ok(r.code == 0 and not r.err and os.path.getsize(out) > 3000, '%s, %s: %s' % (name, LANGS[lang], ext), r) else None


def kind(before, now):
    if None in (before, now):
        return 'answered' if before is None else 'open'
    if 'na' in (before, now):
        return 'na' if now == 'na' else 'applies'
    return 'better' if ORDER.index(now) > ORDER.index(before) else 'worse'


def texts(edition, lang):
    path = os.path.join(DATA, edition, 'questionnaire.xml')
    folder, found = os.path.dirname(path), {}
    for name in sorted(os.listdir(folder)):
        for c in ET.parse(os.path.join(folder, name)).getroot().iter(scorer.Q + 'criterion'):
            found[c.get('id')] = next(t.text for t in c.findall(scorer.Q + 'text') if t.get('{http://www.w3.org/XML/1998/namespace}lang') == lang)
    return found


TEXTS = {(e, g): texts(e, g) for e in (OLD, NEW) for g in ('zh', 'en')}


def lost_changes(found, edition, lang, text):
    """Those of which no row says id, text, before and after. Where a criterion has forebears they stand after its text."""
    words, said = WORDS[lang], TEXTS[edition, LANGS[lang]]
    lost = []
    for ref, (before, now, *_) in found.items():
        row = re.escape(bare(ref)) + '(°|※|⋇)*' + re.escape(bare(said[ref])) + '.{0,400}?' + re.escape(bare(words[before])) + '.?' + re.escape(bare(words[now]))
        if not re.search(row, text):
            lost.append('%s %s → %s' % (ref, before, now))
    return lost


def signed(a, b):
    d = round((b - a) * 100)
    return ('−' if d < 0 else '+' if d > 0 else '') + '%d.%02d' % divmod(abs(d), 100)


def base_of(sets):
    """From which set on the report tells what changed: the first of the last one's edition, where that has more than one."""
    mine = [i for i, s in enumerate(sets) if s[2] == sets[-1][2]]
    return mine[0] if len(mine) > 1 else 0


def ranked(scored):
    """The five items that rose most and those that fell most from the first to the last: (id, difference), by the numbers in print."""
    ends = [[(i['id'], number(i['score'])) for d in s['domains'] for i in d['items']] for s in (scored[0], scored[-1])]
    moved_ = [(a[0], b[1] - a[1]) for a, b in zip(*ends) if None not in (a[1], b[1])]
    return sorted([m for m in moved_ if m[1] > 0], key=lambda m: -m[1]), sorted([m for m in moved_ if m[1] < 0], key=lambda m: m[1])


def look_at_summary(name, sets, scored, kinds, pdf):
    """Where sets of another edition stand beside: what the summary says is of the last one's edition alone."""
    base, page = base_of(sets), subprocess.run(['pdftotext', '-f', '2', '-l', '2', '-raw', pdf, '-'], capture_output=True, text=True).stdout
    text = bare(page)
    ends = [number(scored[i]['overall']['score']) for i in (base, -1)]
    older = [i for i, s in enumerate(sets) if s[2] != sets[-1][2]][-1]
    other = number(scored[older]['overall']['score'])
    wanted = [signed(*ends), '%.2f→%.2f' % tuple(ends), '%d/%d' % (kinds.count('better'), kinds.count('worse')), '%.2f※' % other, sets[older][1], sets[base][1], sets[-1][1]]
    for d in range(len(scored[-1]['domains'])):
        a, b = (number(scored[i]['domains'][d]['score']) for i in (base, -1))
        wanted.append('%.2f→%.2f%s' % (a, b, signed(a, b)))
    rises, falls = ranked(scored[base:])
    for found in (rises, falls):
        wanted += [signed(0, m[1]) for m in found[:5]]
    gone = [w for w in wanted if bare(w) not in text]
    ok(not gone, name + ': the summary tells what can be subtracted', *gone)
    named = re.findall(r'^(\d+\.\d+) [^→\n]*([+−]\d\.\d\d)$', page, re.M)
    true = {i: signed(0, d) for i, d in rises + falls}
    ok(len(named) == min(len(rises), 5) + min(len(falls), 5) and all(true.get(i) == d for i, d in named), name + ': its items rose and fell as the table of items says', *named)
    ok(not re.search(re.escape('%.2f→' % other) + '(?!%s)' % re.escape('%.2f' % ends[1]), text) or other in ends, name + ': nothing leads from the other edition', page)


def results(sets):
    return [scorer.result(Q[s[2]], POLICY, scorer.Answers(s[0]), 'self', 'en') for s in sets]


def number(score):
    return None if score is None else Fraction(str(score))


def lost_figures(sets, scored, text):
    """The rows of items and domains of each edition with more than one date: id, name …, scores, difference."""
    lost = []
    for edition in {s[2] for s in sets}:
        mine = [r for s, r in zip(sets, scored) if s[2] == edition]
        if len(mine) < 2:
            continue
        for d, domain in enumerate(mine[0]['domains']):
            for i, item in [(None, domain)] + list(enumerate(domain['items'])):
                of = [m['domains'][d] if i is None else m['domains'][d]['items'][i] for m in mine]
                figures = [number(o['score']) for o in of]
                shown = ''.join('—' if f is None else '%.2f' % f for f in figures)
                shown += signed(figures[0], figures[-1]) if None not in (figures[0], figures[-1]) else '—'
                if not re.search(re.escape(item['id']) + '[^0-9]{2,60}' + re.escape(bare(shown)), text):
                    lost.append('%s %s' % (item['id'], shown))
    return lost


def way(sets, scored, edition):
    """Percent of the way from the edition's first date to the level after the last one's: by the policy's thresholds."""
    mine = [r for s, r in zip(sets, scored) if s[2] == edition]
    first, last = (number(m['overall']['score']) for m in (mine[0], mine[-1]))
    target = min(mine[-1]['overall']['level'] + 1, 5)
    threshold = POLICY.levels[target - 1][0]
    if len(mine) < 2 or first >= threshold:
        return None
    if last >= threshold:
        return 100
    share = (last - first) / (threshold - first)
    return 0 if share <= 0 else min(max(int(share * 100 + Fraction(1, 2)), 1), 99)


def look(name, sets, lang):
    pdf = report(name, sets, lang, 'pdf')
    if not pdf:
        return
    name = '%s, %s' % (name, LANGS[lang])
    check = subprocess.run(['qpdf', '--check', pdf], capture_output=True, text=True)
    ok(check.returncode == 0 and 'WARNING' not in check.stdout + check.stderr, name + ': qpdf finds no fault', check.stdout + check.stderr)
    raw = subprocess.run(['pdftotext', '-raw', '-x', '0', '-y', '66', '-W', '596', '-H', '719', pdf, '-'], capture_output=True, text=True).stdout
    text, scored = bare(raw), results(sets)
    base = base_of(sets)
    edition = NEW if sets[base][2] != sets[-1][2] else sets[-1][2]
    found, _ = changes(sets[base], sets[-1], 3)
    fresh = len({s[2] for s in sets}) > 1
    lost = lost_changes(found, edition, lang, text)
    ok(not lost, '%s: all %d changes from the base to the last are in print' % (name, len(found)), *lost[:6])
    for a, b in zip(sets, sets[1:]):
        if len(sets) > 2:
            lost = lost_changes(changes(a, b, 3)[0], NEW if a[2] != b[2] else a[2], lang, text)
            ok(not lost, '%s: all that changed from %s to %s' % (name, a[1], b[1]), *lost[:6])
    third = subprocess.run(['pdftotext', '-f', '3', '-l', '3', '-raw', pdf, '-'], capture_output=True, text=True).stdout
    hashes = [hashlib.sha256(open(s[0], 'rb').read()).hexdigest()[:16] for s in sets]
    ok(all(h in third for h in hashes), name + ': the summary is one page, and the next one has the hashes', third[:300])
    lost = lost_figures(sets, scored, text)
    ok(not lost, name + ': every score and difference of items and domains', *lost[:6])
    kinds = [kind(*f[:2]) for f in found.values()]
    ends = [number(scored[i]['overall']['score']) for i in (base, -1)]
    wanted = ['%d/%d' % (kinds.count('better'), kinds.count('worse'))] + ['%.2f' % e for e in ends]
    if sets[base][2] == sets[-1][2] and set(sets[-1][3].values()) != {'na'}:
        wanted.append(signed(*ends))
    percent = way(sets, scored, sets[-1][2])
    if percent is not None:
        wanted.append('%d%%' % percent)
    if fresh:
        wanted += [bare(TEXTS[NEW, LANGS[lang]][r]) for r in ('9.1-1.1', '14.2-1.1')]
    gone = [w for w in wanted if bare(w) not in text]
    ok(not gone, name + ': counts, ends, difference, share of the way', *gone)
    crossed = len({s[2] for s in sets}) > 1
    if crossed and sets[base][2] == sets[-1][2]:
        look_at_summary(name, sets, scored, kinds, pdf)
    ok(('※' in raw) == crossed, name + ': the mark stands where two editions meet, and there alone')
    if not ASAN:
        pages = int(re.search(r'^Pages:\s+(\d+)', subprocess.run(['pdfinfo', pdf], capture_output=True, text=True).stdout, re.M).group(1))
        text_inside(name, pdf)
        look_at(name, pdf, pages)


def words_in(path):
    if path.endswith('.docx'):
        with zipfile.ZipFile(path) as z:
            ok(z.testzip() is None, 'a whole package')
            return ''.join(t.text or '' for t in ET.fromstring(z.read('word/document.xml')).iter('{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t'))
    import html
    with open(path, encoding='utf-8') as f:
        return html.unescape(re.sub(r'<style.*?</style>|<[^>]*>', '', f.read(), flags=re.S))


for name, sets in VARIANTS.items():
    for lang in ('zh_CN', 'en')[:1 if ASAN else 2]:
        look(name, sets, lang)
for name in ('three dates', 'four dates, two editions', 'up and down'):
    sets = VARIANTS[name]
    for ext in ('html', 'docx'):
        out = report(name, sets, 'en', ext)
        if out:
            text = bare(words_in(out))
            edition = sets[-1][2]
            lost = [r for r in changes(sets[base_of(sets)], sets[-1], 3)[0] if bare(TEXTS[edition, 'en'][r]) not in text]
            ok(not lost, '%s: every change is in the %s' % (name, ext), *lost[:5])

# ---- the charts by themselves, at their edges
for lang in () if ASAN else ('zh', 'en'):
    pdf = os.path.join(top, 'charts.pdf')
    r = subprocess.run([os.path.join(BUILD, 'tests', 'chart'), os.path.join(ROOT, 'tests', 'document', 'charts-compare-%s.xml' % lang), pdf], capture_output=True, text=True)
    if ok(r.returncode == 0, 'charts, ' + lang, r.stderr):
        text_inside('charts, ' + lang, pdf)

# ---- the samples, two editions each
for name in ('machining', 'appliance', 'provider'):
    paths = [os.path.join(DATA, 'samples', '%s-%d.xml' % (name, year)) for year in (2018, 2025)]
    r = run('report', 'compare', *paths, '-o', os.path.join(top, 'sample.pdf'), '--lang', 'zh_CN')
    ok(r.code == 0 and not r.err, 'the sample ' + name, r)

# ---- a questionnaire to which no crosswalk leads
data = os.path.join(top, 'data')
os.makedirs(os.path.join(data, 'questionnaires'))
for folder in ('dcmm-2018', 'policies', 'roles.xml'):
    os.symlink(os.path.join(DATA, folder), os.path.join(data, 'questionnaires', folder))
os.symlink(os.path.join(ROOT, 'templates'), os.path.join(data, 'templates'))
os.symlink(os.path.join(ROOT, 'tests', 'data', 'examples', 'questionnaires', 'three'), os.path.join(data, 'questionnaires', 'three'))
alone = os.path.join(top, 'alone.xml')
with open(alone, 'w', encoding='utf-8') as f:
    f.write('<answers xmlns="urn:dcmm:answers:1" questionnaire="three" date="2027-01-04"/>')
for ext in ('pdf', 'html', 'docx'):
    r = run('report', 'compare', alone, VARIANTS['two dates'][0][0], '--data', data, '-o', os.path.join(top, 'alone.' + ext), '--lang', 'en')
    ok(r.code == 0, 'without a crosswalk, side by side: ' + ext, r)
text = subprocess.run(['pdftotext', '-raw', os.path.join(top, 'alone.pdf'), '-'], capture_output=True, text=True).stdout
ok('No crosswalk' in text and 'criteria better' not in text, 'without a crosswalk nothing is said of criteria', text[:500])

# ---- the order of the files, equal bytes
sets = VARIANTS['four dates, two editions']
bytes_ = set()
for n, order in enumerate((sets, sets[::-1], [sets[2], sets[0], sets[3], sets[1]])):
    out = report('order %d' % n, order, 'zh_CN', 'pdf')
    with open(out, 'rb') as f:
        bytes_.add(f.read())
ok(len(bytes_) == 1, 'whatever the order of the files, the same bytes')
r = run('report', 'compare', sets[0][0], sets[1][0], '-o', os.path.join(top, 'folder') + '/', '--lang', 'en')
ok(r.code == 0 and os.listdir(os.path.join(top, 'folder')) == ['x2-compare.pdf'], 'a folder takes the last one\'s name', r)

# ---- what is refused, and what is said
nothing = os.path.join(top, 'nothing.pdf')
broken = os.path.join(top, 'broken.xml')
with open(sets[0][0], encoding='utf-8') as f, open(broken, 'w', encoding='utf-8') as g:
    g.write(f.read().replace('</answers>', '', 1))
own = os.path.join(top, 'own.xml')
with open(own, 'w', encoding='utf-8') as f:
    f.write('<answers xmlns="urn:dcmm:answers:1" questionnaire="dcmm-2018" date="2026-01-01"><answer ref="6.1-1.1" value="perhaps"/></answers>')
twin = write('twin', OLD, FIRST, least)[0]
for paths, says in (([sets[0][0]] * 2, sets[0][0] + ' is given twice: '), ([sets[0][0], twin], '%s and %s hold the same answers of the same date: ' % (sets[0][0], twin))):
    for command in (['report', 'compare', '-o', os.path.join(top, 'twice.pdf')], ['compare']):
        r = run(*command, *paths, '--lang', 'en')
        ok(r.code == 0 and r.err == says + 'nothing can differ between the two.\n', 'the same twice: %s says so' % command[0], r)
        r = run(*command, *paths, '--lang', 'en', '--quiet')
        ok(r.code == 0 and not r.err, 'the same twice: --quiet', r)
r = run('compare', sets[0][0], '--lang', 'en')
ok(r.code == 2 and r.err == "a comparison wants two sets of answers at least; one alone is 'dcmm score'\n", 'dcmm compare of one set says why', r)
other = write('stranger', OLD, NEXT, base, uscc='91330282M000001A9H', called='另一家')[0]
for why, code, word, argv in (
        ('one set of answers', 2, "'report gap'", [sets[0][0]]),
        ('a part of it', 2, '--only', [sets[0][0], sets[1][0], '--only', '6']),
        ('a file that ends early', 3, 'broken.xml:', [sets[0][0], broken]),
        ('a value that is none', 3, 'own.xml:1', [sets[0][0], own]),
        ('a file that is not there', 3, 'absent.xml', [os.path.join(top, 'absent.xml'), sets[0][0]]),
        ('a policy that is none', 3, 'gossip', [sets[0][0], sets[1][0], '--policy', 'gossip'])):
    r = run('report', 'compare', *argv, '-o', nothing, '--lang', 'en')
    ok(r.code == code and word in r.err and r.err.count('\n') == 1 and not os.path.exists(nothing), 'refused: ' + why, r)
r = run('report', 'compare', sets[0][0], other, '-o', nothing, '--lang', 'en')
ok(r.code == 0 and r.err == 'These are not all of one enterprise.\n', 'two enterprises: said as dcmm compare says it', r)
text = bare(subprocess.run(['pdftotext', '-raw', nothing, '-'], capture_output=True, text=True).stdout)
ok('另一家' in text and bare('These are not all of one enterprise') in text, 'two enterprises: and in print')
for policy in ('gated', 'strict'):
    for values in ('self', 'verified'):
        out = os.path.join(top, 'policy.pdf')
        paths = [os.path.join(DATA, 'samples', 'appliance-%d.xml' % year) for year in (2018, 2025)]
        r = run('report', 'compare', sets[0][0], sets[1][0], *paths, '--policy', policy, '--values', values, '--target', '4', '-o', out, '--lang', 'en')
        ok(r.code == 0 and not r.err, 'under %s, %s values' % (policy, values), r)
shutil.rmtree(top)
done()
