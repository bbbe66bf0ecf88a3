#!/usr/bin/env python3
# cost: 25
"""The reports at their edges: nothing answered, everything met, rare characters, parts, batches, ten times the size, no font."""
import glob
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _tap import ASAN, BUILD, DATA, ROOT, done, ok, run                  # noqa: E402
sys.path.insert(0, os.path.join(ROOT, 'tests', 'scorer'))
import random_data                                                       # noqa: E402
import scorer                                                            # noqa: E402

SAMPLE = os.path.join(DATA, 'samples', 'machining-2018.xml')
top = tempfile.mkdtemp(prefix='dcmm-report-')
Q = scorer.Questionnaire(os.path.join(DATA, 'dcmm-2018', 'questionnaire.xml'))


def bare(text):
    return re.sub(r'\s+', '', unicodedata.normalize('NFC', text))


def text_of(pdf):
    return bare(subprocess.run(['pdftotext', '-raw', pdf, '-'], capture_output=True, text=True).stdout)


def write(name, body, head=''):
    path = os.path.join(top, name + '.xml')
    with open(path, 'w', encoding='utf-8') as f:
        f.write('<answers xmlns="urn:dcmm:answers:1" questionnaire="dcmm-2018" date="2026-11-20">%s%s</answers>' % (head, body))
    return path


def all_of(value, note=''):
    return ''.join('<answer ref="%s" value="%s">%s</answer>' % (c.id, value, note) for c in Q.criteria)


def made(name, answers, *more, lang='zh_CN', ext='pdf', quiet=True):
    out = os.path.join(top, name + '.' + ext)
    r = run('report', 'gap', answers, '-o', out, '--lang', lang, *more)
    good = r.code == 0 and os.path.exists(out) and os.path.getsize(out) > 3000 and (not r.err or not quiet)
    if good and ext == 'pdf':
        check = subprocess.run(['qpdf', '--check', out], capture_output=True, text=True)
        good = check.returncode == 0 and 'WARNING' not in check.stdout + check.stderr
    return out if ok(good, name, r) else None


# ---- edges of the answers, in both languages, both forms, all policies
EDGES = {
    'nothing answered': write('nothing', ''),
    'one answer': write('one', '<answer ref="6.1-1.1" value="full"><note>只有这一条</note></answer>'),
    'less than half': write('less', ''.join('<answer ref="%s" value="part"/>' % c.id for c in Q.criteria[:150])),
    'everything met': write('full', all_of('full')),
    'nothing met': write('none', all_of('none')),
    'everything in part': write('part', all_of('part')),
    'nothing applies': write('na', all_of('na', '<note>与本企业无关</note>')),
    'one domain applies': write('domain', ''.join('<answer ref="%s" value="%s"><note>n</note></answer>' % (c.id, 'large' if c.id.startswith('6.') else 'na') for c in Q.criteria)),
}
for name, path in EDGES.items():
    for lang in ('zh_CN', 'en'):
        made('%s, %s' % (name, lang[:2]), path, lang=lang)
    made(name + ', as a page', path, ext='html')
for policy in ('gated', 'strict'):
    for name in ('one answer', 'everything met', 'nothing applies'):
        made('%s under %s' % (name, policy), EDGES[name], '--policy', policy)
    for target in (1, 5):
        made('%s, target %d' % (policy, target), SAMPLE, '--policy', policy, '--target', target)
rnd = random.Random(3)
for n in range(2 if ASAN else 8):
    policy, answers = os.path.join(top, 'p%d.xml' % n), os.path.join(top, 'a%d.xml' % n)
    random_data.policy(rnd, 'random-%d' % n, policy, Q)
    random_data.answers(rnd, Q, scorer.Policy(policy).values, answers, evidence=True)
    made('random policy and answers %d' % n, answers, '--policy', policy, lang=('zh_CN', 'en')[n % 2])

# ---- names and notes that a font may not have, and text that tries to be markup
NAME = '宁波喆䶮𠮷㐂数据有限公司'
NASTY = '<b>粗</b> & "quoted" \'single\' %{name} %s %d {0} \\n </p> ]]> &lt; ＜全角＞ http://example.com/a/very/long/' + 'path/' * 30
escape = lambda s: s.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')          # noqa: E731
path = write('rare', '<answer ref="6.1-1.1" value="large" by="喆䶮𠮷㐂"><note>%s</note><evidence title="𠮷野家合同&lt;i&gt;.pdf" date="2026-01-02"/></answer>' % escape(NASTY),
             '<enterprise uscc="91330282M000001A9H"><name>%s</name></enterprise><respondent role="cdo" name="喆䶮"/>' % NAME)
pdf = made('rare characters and markup', path)
if pdf:
    text = text_of(pdf)
    ok(NAME in text, 'rare characters can be searched and copied', [c for c in NAME if c not in text])
    ok(bare(NASTY).split('http')[0] in text, 'markup in a note is printed as it was written', text[text.find('粗') - 40:][:300])
    ok(NAME in subprocess.run(['pdfinfo', pdf], capture_output=True, text=True).stdout, 'rare characters in the title')
page = made('rare characters and markup, as a page', path, ext='html')
if page:
    with open(page, encoding='utf-8') as f:
        source = f.read()
    ok(NAME in source and '<b>粗</b>' not in source and '&lt;b&gt;粗&lt;/b&gt;' in source and '<i>.pdf' not in source, 'markup in a note is escaped in the page')
path = write('unknown', '<answer ref="6.1-1.1" value="full"><note>\U0010fffd \ue000 \U000f0000 😀</note></answer>')
made('characters that no font has', path, quiet=False)
path = write('long', '<answer ref="6.1-1.1" value="full"><note>%s</note></answer><answer ref="6.1-2.1" value="full"><note>%s</note></answer>' % ('长' * 20000, 'x' * 20000))
pdf = made('a note of 20,000 characters', path)
if pdf:
    text = text_of(pdf)
    ok(text.count('长') >= 20000 and text.count('x') >= 20000, 'long notes are printed whole', text.count('长'), text.count('x'))

# ---- parts, batches, wrong use
pdf = made('--only', SAMPLE, '--only', '6,11.4')
if pdf:
    text = text_of(pdf)
    ok('6.1-1.1' in text and '11.4-' in text and '8.1-1.1' not in text and '11.1-1.1' not in text, '--only prints what was asked for')
r = run('report', 'gap', SAMPLE, '--only', '99', '-o', os.path.join(top, 'no.pdf'), '--lang', 'en')
ok(r.code == 2 and '99' in r.err and not os.path.exists(os.path.join(top, 'no.pdf')), '--only of what is not there', r)
folder = os.path.join(top, 'batch')
os.makedirs(folder)
samples = sorted(glob.glob(os.path.join(DATA, 'samples', '*.xml')))
r = run('report', 'gap', *samples, '-o', folder + '/')
ok(r.code == 0 and sorted(os.listdir(folder)) == sorted(os.path.basename(s)[:-4] + '-gap.pdf' for s in samples), 'a batch', r, os.listdir(folder))
single = os.path.join(top, 'single.pdf')
run('report', 'gap', samples[1], '-o', single)
with open(single, 'rb') as a, open(os.path.join(folder, os.path.basename(samples[1])[:-4] + '-gap.pdf'), 'rb') as b:
    ok(a.read() == b.read(), 'a report of a batch is that of a single call')
shutil.copy(samples[0], os.path.join(top, os.path.basename(samples[0])))
r = run('report', 'gap', samples[0], os.path.join(top, os.path.basename(samples[0])), '-o', folder + '/', '--lang', 'en')
ok(r.code == 2 and r.err.count('\n') == 1, 'two equal names in a batch', r)
r = run('report', 'gap', *samples, '-o', os.path.join(top, 'one.pdf'), '--lang', 'en')
ok(r.code == 2 and not os.path.exists(os.path.join(top, 'one.pdf')), 'many into one file', r)
bad = write('bad', '<answer ref="9.9-9.9" value="full"/>')
shutil.rmtree(folder)
os.makedirs(folder)
r = run('report', 'gap', samples[0], bad, samples[1], '-o', folder + '/', '--lang', 'en')
ok(r.code == 3 and bad + ':1: ' in r.err and not any(f.startswith('.') for f in os.listdir(folder)), 'a wrong one in a batch is named', r)

# ---- no font at all
config = os.path.join(top, 'fonts.conf')
with open(config, 'w') as f:
    f.write('<fontconfig><cachedir>%s</cachedir></fontconfig>' % os.path.join(top, 'cache'))
for lang in ('en', 'zh_CN'):
    r = run('report', 'gap', SAMPLE, '-o', os.path.join(top, 'no.pdf'), '--lang', lang, env={'FONTCONFIG_FILE': config})
    ok(r.code == 4 and r.err.count('\n') == 1 and bool(re.search('[\u4e00-\u9fff]', r.err)) == (lang == 'zh_CN') and 'noto' in r.err and not os.path.exists(os.path.join(top, 'no.pdf')),
       'no font, ' + lang, r)

# ---- a damaged or hostile template folder, a theme
data = os.path.join(top, 'data')
shutil.copytree(os.path.join(ROOT, 'templates'), os.path.join(data, 'templates'))
os.symlink(DATA, os.path.join(data, 'questionnaires'))
with open(os.path.join(data, 'templates', 'gap.xsl'), encoding='utf-8') as f:
    good = f.read()
for name, old, new in (('is no XML', '</xsl:stylesheet>', ''), ('reads a file', '</xsl:stylesheet>', '<xsl:variable name="theft" select="document(\'/etc/passwd\')"/><xsl:template match="/" priority="99"><xsl:value-of select="$theft"/></xsl:template></xsl:stylesheet>'),
                       ('loops', '</xsl:stylesheet>', '<xsl:template match="/" priority="99"><xsl:apply-templates select="/"/></xsl:template></xsl:stylesheet>'),
                       ('gives nothing', '</xsl:stylesheet>', '<xsl:template match="/" priority="99"/></xsl:stylesheet>')):
    with open(os.path.join(data, 'templates', 'gap.xsl'), 'w', encoding='utf-8') as f:
        f.write(good.replace(old, new) if new else good[:-30])
    r = run('report', 'gap', SAMPLE, '--data', data, '-o', os.path.join(top, 'no.pdf'), '--lang', 'en')
    ok(r.code in (3, 4) and 1 <= r.err.count('\n') <= 3 and 'root:' not in r.err and not os.path.exists(os.path.join(top, 'no.pdf')), 'a template that ' + name, r)
with open(os.path.join(data, 'templates', 'gap.xsl'), 'w', encoding='utf-8') as f:
    f.write(good)
r = run('report', 'gap', SAMPLE, '--theme', os.path.join(top, 'nothing.ini'), '-o', os.path.join(top, 'no.pdf'), '--lang', 'en')
ok(r.code == 3 and 'nothing.ini' in r.err and r.err.count('\n') == 1, 'a missing theme', r)
with open(os.path.join(top, 'bad.ini'), 'w') as f:
    f.write('[colours]\nblue = chartreuse-ish\nthis is no key file\n')
r = run('report', 'gap', SAMPLE, '--theme', os.path.join(top, 'bad.ini'), '-o', os.path.join(top, 'no.pdf'), '--lang', 'en')
ok(r.code == 3 and 'bad.ini' in r.err and r.err.count('\n') == 1, 'a damaged theme', r)

# ---- ten times the size: no limit of libxslt is met, and time grows with the size
big = os.path.join(top, 'big', 'questionnaires', 'big', 'questionnaire.xml')
out = ['<questionnaire xmlns="urn:dcmm:questionnaire:1" id="big"><title xml:lang="zh">大</title>'] + [
    '<level no="%d"><name xml:lang="zh">%d级</name><name xml:lang="en">Level %d</name></level>' % (n, n, n) for n in range(1, 6)]
body = []
for d in range(1, 81):
    out.append('<domain id="%d"><name xml:lang="zh">能力域%d</name><name xml:lang="en">Domain %d</name>' % (d, d, d))
    for i in range(1, 5):
        out.append('<item id="%d.%d"><name xml:lang="zh">能力项%d.%d</name><name xml:lang="en">Item %d.%d</name>' % (d, i, d, i, d, i))
        for level in range(1, 6):
            for n in range(1, 4):
                ref = '%d.%d-%d.%d' % (d, i, level, n)
                out.append('<criterion id="%s" level="%d" dimension="process"><text xml:lang="zh">条款%s的要求写在这里。</text><text xml:lang="en">What %s asks for.</text></criterion>' % (ref, level, ref, ref))
                body.append('<answer ref="%s" value="%s"><note>说明%s说明说明说明说明说明</note><evidence title="佐证%s.pdf" date="2026-01-02"/></answer>'
                            % (ref, ('full', 'large', 'part', 'none')[(d + level + n) % 4], ref, ref))
        out.append('</item>')
    out.append('</domain>')
random_data.write(big, out + ['</questionnaire>'])
os.symlink(os.path.join(DATA, 'policies'), os.path.join(top, 'big', 'questionnaires', 'policies'))
os.symlink(os.path.join(ROOT, 'templates'), os.path.join(top, 'big', 'templates'))
path = os.path.join(top, 'big.xml')
with open(path, 'w', encoding='utf-8') as f:
    f.write('<answers xmlns="urn:dcmm:answers:1" questionnaire="big" date="2026-11-20">%s</answers>' % ''.join(body))
for ext in ('html', 'pdf'):
    r = run('report', 'gap', path, '--data', os.path.join(top, 'big'), '-o', os.path.join(top, 'big.' + ext), timeout=120)
    ok(r.code == 0 and os.path.getsize(os.path.join(top, 'big.' + ext)) > 100000 and r.seconds < (60 if ASAN else 5), 'ten times the size: ' + ext, r)
    print('# 4,800 criteria, %s: %.2f s, %d MiB' % (ext, r.seconds, r.rss // 1024))
if os.path.exists(os.path.join(top, 'big.pdf')):
    text = text_of(os.path.join(top, 'big.pdf'))
    lost = [ref for ref in re.findall(r'<note>(说明[^<]*)</note>', ''.join(body)) if ref not in text]
    ok(len(lost) < 10, 'ten times the size: every note is there', '%d are not' % len(lost), lost[:5])          # a few break across pages
shutil.rmtree(top)
done()
