#!/usr/bin/env python3
# cost: 20
"""The reports as Word files: a whole package, every word of the answers, bookmarks and links that meet, the same bytes.

Where LibreOffice is installed (apt-get install --no-install-recommends libreoffice-writer, 300 MB, hence not asked for)
it opens each file and prints it; where DCMM_OOXML names a folder with the schemas of ECMA-376 (wml.xsd and what it
imports, transitional), each part is held against them.
"""
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ET
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _tap import ASAN, BUILD, DATA, DCMM, ENV, ROOT, done, ok, run, skip     # noqa: E402
sys.path.insert(0, os.path.join(ROOT, 'tests', 'scorer'))
from scorer import A                                                     # noqa: E402

W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
R = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}'
RELATIONS = '{http://schemas.openxmlformats.org/package/2006/relationships}'
TYPES = '{http://schemas.openxmlformats.org/package/2006/content-types}'
DRAWING = '{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}'
PAGE = '{urn:dcmm:page:1}'
top = tempfile.mkdtemp(prefix='dcmm-docx-')


def bare(text):
    return re.sub(r'[\s\u00ad\u200b\u2060]+', '', unicodedata.normalize('NFKC', text))


def words(node):
    return ''.join(t.text or '' for t in node.iter(W + 't'))


def faults_of_package(package):
    """Parts that are not well formed, relations that lead nowhere, parts without a type or that nothing leads to."""
    faults, trees, names = [], {}, package.namelist()
    if names[0] != '[Content_Types].xml' or len(set(names)) != len(names):
        faults.append('the types do not come first, or a part is there twice: %s' % names[:3])
    for name in names:
        if not name.endswith('.png'):
            try:
                trees[name] = ET.fromstring(package.read(name))
            except ET.ParseError as e:
                faults.append('%s: %s' % (name, e))
    if faults:
        return faults, trees
    types = trees['[Content_Types].xml']
    defaults = {d.get('Extension') for d in types.iter(TYPES + 'Default')}
    overrides = [o.get('PartName')[1:] for o in types.iter(TYPES + 'Override')]
    faults += ['no part %s' % o for o in overrides if o not in names]
    faults += ['%s has no type' % n for n in names if n not in overrides and n.rsplit('.', 1)[-1] not in defaults]
    faults += ['%s is plain XML' % n for n in names if n.endswith('.xml') and n not in overrides and n != '[Content_Types].xml']
    reached = set()
    for name in [n for n in names if n.endswith('.rels')]:
        owner = name.replace('_rels/', '')[:-5]
        ids = set()
        for relation in trees[name].iter(RELATIONS + 'Relationship'):
            if relation.get('Id') in ids:
                faults.append('%s: %s twice' % (name, relation.get('Id')))
            ids.add(relation.get('Id'))
            if relation.get('TargetMode') == 'External':
                if not re.match(r'(https?://|mailto:)', relation.get('Target')):
                    faults.append('%s leads to %s' % (name, relation.get('Target')))
                continue
            target = os.path.normpath(os.path.join(os.path.dirname(owner), relation.get('Target')))
            reached.add(target)
            if target not in names:
                faults.append('%s: no part %s' % (name, target))
        if owner in trees:
            used = {v for e in trees[owner].iter() for k, v in e.attrib.items() if k.startswith(R)}
            faults += ['%s: no relation %s' % (owner, u) for u in used - ids]
    faults += ['nothing leads to %s' % n for n in names if n not in reached and not n.endswith('.rels') and n != '[Content_Types].xml']
    return faults, trees


def faults_of_text(trees):
    """What Word calls a damaged file, or would not find."""
    faults, body = [], trees['word/document.xml'].find(W + 'body')
    marks = [b.get(W + 'name') for b in body.iter(W + 'bookmarkStart')]
    if len(set(marks)) != len(marks):
        faults.append('a bookmark is there twice')
    wanted = {h.get(W + 'anchor') for h in body.iter(W + 'hyperlink') if h.get(W + 'anchor')}
    wanted |= {m for i in body.iter(W + 'instrText') for m in re.findall(r'PAGEREF (\S+)', i.text)}
    faults += ['no bookmark %s' % m for m in wanted - set(marks)]
    faults += ['nothing leads to bookmark %s' % m for m in set(marks) - wanted]
    styles = {s.get(W + 'styleId') for s in trees['word/styles.xml'].iter(W + 'style')}
    used = {e.get(W + 'val') for e in body.iter() if e.tag in (W + 'pStyle', W + 'rStyle', W + 'tblStyle')}
    faults += ['no style %s' % s for s in used - styles]
    faults += ['style %s is based on nothing' % s.get(W + 'styleId') for s in trees['word/styles.xml'].iter(W + 'style')
               if s.find(W + 'basedOn') is not None and s.find(W + 'basedOn').get(W + 'val') not in styles]
    numbers = {n.get(W + 'numId') for n in trees['word/numbering.xml'].iter(W + 'num')}
    faults += ['no numbering %s' % n for n in {e.get(W + 'val') for e in body.iter(W + 'numId')} - numbers]
    for cell in body.iter(W + 'tc'):
        if cell[-1].tag != W + 'p':
            faults.append('a cell does not end in a paragraph: %s' % words(cell)[:40])
    for table in body.iter(W + 'tbl'):
        n = len(table.find(W + 'tblGrid'))
        for row in table.findall(W + 'tr'):
            spans = [c.find('%stcPr/%sgridSpan' % (W, W)) for c in row.findall(W + 'tc')]
            if sum(1 if s is None else int(s.get(W + 'val')) for s in spans) != n:
                faults.append('a row has not %d cells: %s' % (n, words(row)[:40]))
    for holder in [body, *body.iter(W + 'tc')]:
        faults += ['two tables touch' for a, b in zip(holder, list(holder)[1:]) if a.tag == b.tag == W + 'tbl']
    depth = 0
    for mark in body.iter(W + 'fldChar'):
        depth += {'begin': 1, 'separate': 0, 'end': -1}[mark.get(W + 'fldCharType')]
        if depth not in (0, 1, 2):
            faults.append('fields are not closed')
    if depth:
        faults.append('a field is not closed')
    pictures = [p for p in body.iter(DRAWING + 'docPr')]
    faults += ['picture %s says nothing' % p.get('id') for p in pictures if not p.get('descr')]
    if len({p.get('id') for p in pictures}) != len(pictures):
        faults.append('two pictures have one number')
    return faults


def faults_of_pictures(package):
    faults = []
    for name in package.namelist():
        data = package.read(name) if '/media/' in name else b''
        if name.endswith('.svg') and (b'var(' in data or b'paint-order' in data):
            faults.append('%s needs a browser' % name)
        if name.endswith('.png') and '/media/' in name:
            svg = package.read(name[:-3] + 'svg').decode('utf-8')
            size = struct.unpack('>II', data[16:24])
            asked = [float(x) for x in re.search(r'viewBox="\S+ \S+ (\S+) (\S+)"', svg).groups()]
            if any(abs(px - pt * 2.5) > 1.01 for px, pt in zip(size, asked)):
                faults.append('%s is %s pixels for %s points' % (name, size, asked))
    return faults


def schema_faults(path):
    folder = tempfile.mkdtemp(dir=top)
    with zipfile.ZipFile(path) as package:
        package.extractall(folder)
    parts = [os.path.join(folder, 'word', n) for n in sorted(os.listdir(os.path.join(folder, 'word'))) if n.endswith('.xml')]
    r = subprocess.run(['xmllint', '--noout', '--schema', os.path.join(os.environ['DCMM_OOXML'], 'wml.xsd'), *parts], capture_output=True, text=True)
    return [line for line in r.stderr.splitlines() if not line.endswith(' validates')]


def headings(html):
    with open(html, encoding='utf-8') as f:
        found = re.findall(r'<h([234])[^>]*>(.*?)<a class="anchor"', f.read(), re.S)
    return [bare(re.sub(r'<[^>]*>|&[a-z]+;|&#\d+;', '', h)) for _, h in found]


def look(name, path):
    """Everything that holds of each file; gives all its words."""
    with zipfile.ZipFile(path) as package:
        faults, trees = faults_of_package(package)
        ok(not faults, name + ': the package is whole', *faults[:8])
        if 'word/document.xml' not in trees or 'word/styles.xml' not in trees:
            return None
        faults = faults_of_text(trees)
        ok(not faults, name + ': what Word wants of it', *faults[:8])
        faults = faults_of_pictures(package)
        ok(not faults, name + ': pictures', *faults[:8])
    if os.environ.get('DCMM_OOXML'):
        faults = schema_faults(path)
        ok(not faults, name + ': the schemas', *faults[:8])
    return trees


def office(name, path, least):
    if not shutil.which('soffice') or ASAN:
        skip(name + ': LibreOffice prints it', 'it is not installed' if not ASAN else 'it is not ours')
        return
    subprocess.run(['soffice', '-env:UserInstallation=file://%s/office' % top, '--headless', '--convert-to', 'pdf', '--outdir', top, path], capture_output=True, timeout=120)
    pdf = path[:-4] + 'pdf'
    pages = subprocess.run(['pdfinfo', pdf], capture_output=True, text=True).stdout if os.path.exists(pdf) else ''
    pages = int((re.search(r'Pages:\s+(\d+)', pages) or [0, 0])[1])
    ok(pages >= least, name + ': LibreOffice prints it', '%d pages' % pages)


# ---- the reports
for sample, target in (('machining', 2), ('appliance', 3), ('provider', 4)):
    answers = os.path.join(DATA, 'samples', sample + '-2018.xml')
    root = ET.parse(answers).getroot()
    wanted = [n.text for n in root.iter(A + 'note') if n.text and n.text.strip()] + [e.get('title') for e in root.iter(A + 'evidence')]
    for lang in ('zh_CN', 'en'):
        name, path, html = '%s, %s' % (sample, lang[:2]), os.path.join(top, '%s-%s.docx' % (sample, lang)), os.path.join(top, 'x.html')
        r = run('report', 'gap', answers, '--target', str(target), '-o', path, '--lang', lang)
        if not ok(r.code == 0 and not r.err and os.path.exists(path), name, r):
            continue
        trees = look(name, path)
        if not trees:
            continue
        body = trees['word/document.xml'].find(W + 'body')
        text = bare(words(body))
        lost = [w for w in wanted if bare(w) not in text]
        ok(not lost and len(wanted) > 50, '%s: all %d notes and pieces of evidence' % (name, len(wanted)), *lost[:8])
        run('report', 'gap', answers, '--target', str(target), '-o', html, '--lang', lang)
        titles = [bare(words(p)) for p in body.iter(W + 'p') if p.find('%spPr/%spStyle' % (W, W)).get(W + 'val') in ('Heading1', 'Heading2', 'Heading3', 'CalloutTitle')]
        lost = [h for h in headings(html) if h not in titles]
        ok(not lost and len(titles) > 30, '%s: all %d headings are headings' % (name, len(titles)), *lost[:8])
        entries = [bare(i.text.split('"')[1]) for i in body.iter(W + 'instrText') if ' TC ' in i.text]
        listed = [bare(words(p)).rstrip('.') for p in body.iter(W + 'p') if p.find('%spPr/%spStyle' % (W, W)).get(W + 'val') in ('TOC1', 'TOC2')]
        ok(len(listed) > 10 and listed == entries, name + ': contents as at the headings', listed, entries)
        ok(body.find('.//%stblHeader' % W) is not None and not [t for t in body.iter(W + 'tbl') if len(t.findall(W + 'tr')) > 12 and t.find('%str/%strPr/%stblHeader' % (W, W, W)) is None],
           name + ': heads of long tables come again')
        office(name, path, 40)

# ---- the same bytes, in every time zone
path, again = os.path.join(top, 'a.docx'), os.path.join(top, 'b.docx')
answers = os.path.join(DATA, 'samples', 'machining-2018.xml')
run('report', 'gap', answers, '-o', path)
with open(path, 'rb') as f:
    first = f.read()
for zone in ('UTC', 'Asia/Shanghai', 'America/Los_Angeles'):
    run('report', 'gap', answers, '-o', again, env={'TZ': zone})
    with open(again, 'rb') as f:
        ok(f.read() == first, 'the same answers give the same bytes, ' + zone)
with zipfile.ZipFile(path) as package:
    core = package.read('docProps/core.xml').decode('utf-8')
    ok({i.date_time for i in package.infolist()} == {(1980, 1, 1, 0, 0, 0)} and re.findall(r'>(\d{4}-\d\d-\d\d)T', core) == [ET.parse(answers).getroot().get('date')] * 2,
       'the only date in it is that of the answers', core)

# ---- everything that the page language has
TOOL = os.path.join(BUILD, 'tests', 'page')
for specimen in ('specimen.xml', 'specimen-en.xml'):
    source, path = os.path.join(ROOT, 'tests', 'document', specimen), os.path.join(top, specimen[:-3] + 'docx')
    r = run(TOOL, source, path)
    if not ok(r.code == 0, specimen, r):
        continue
    trees = look(specimen, path)
    text = bare(words(trees['word/document.xml'])) if trees else ''
    lost = []
    for node in ET.parse(source).getroot().iter():
        if node.tag.replace(PAGE, '') in ('p', 'li', 'td', 'th', 'h1', 'h2', 'h3', 'strip', 'fact', 'pair'):
            lost += [t for t in node.itertext() if bare(t) and '#' not in t and bare(t) not in text]
    ok(not lost, specimen + ': all words', *lost[:8])
    office(specimen, path, 5)

# ---- what somebody may have written into an answer
nasty = '<b>&amp;粗 ]]> "\' \\ { PAGE } http://example.com/' + 'x' * 40
path, source = os.path.join(top, 'nasty.docx'), os.path.join(top, 'nasty.xml')
with open(source, 'w', encoding='utf-8') as f:
    f.write('<answers xmlns="urn:dcmm:answers:1" questionnaire="dcmm-2018" date="2026-11-20"><answer ref="6.1-1.1" value="full"><note>%s</note></answer></answers>'
            % nasty.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;'))
r = run('report', 'gap', source, '-o', path)
trees = look('markup in a note', path) if ok(r.code == 0, 'markup in a note', r) else None
ok(trees and bare(nasty) in bare(words(trees['word/document.xml'])), 'markup in a note is printed as it was written')

# ---- wrong use, and a machine that lacks something
master, slave = pty.openpty()
r = run('report', 'gap', answers, '--format', 'docx', '--lang', 'en', stdout=slave)
os.close(slave)
os.close(master)
ok(r.code == 2 and r.err.count('\n') == 1 and '-o FILE.docx' in r.err, 'not to a terminal', r)
lame = os.path.join(top, 'lib')
os.makedirs(lame)
open(os.path.join(lame, 'libarchive.so.13'), 'w').close()
path = os.path.join(top, 'none.docx')
r = run('report', 'gap', answers, '-o', path, '--lang', 'en', env={'LD_LIBRARY_PATH': lame})
ok(r.code == 4 and r.err.count('\n') == 1 and 'libarchive13' in r.err and not os.path.exists(path), 'no libarchive', r)
r = run('report', 'gap', answers, '-o', os.path.join(top, 'x.pdf'), '--lang', 'en', env={'LD_LIBRARY_PATH': lame})
ok(r.code == 0, 'no libarchive: a PDF needs none', r)
shutil.rmtree(top)
done()
