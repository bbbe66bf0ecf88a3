#!/usr/bin/env python3
# under-asan: no
# cost: 70
"""The printed reports, as other programs see them: qpdf, pdffonts, pdftotext, pdftoppm. Three samples in two languages."""
import hashlib
import html.parser
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _tap import BUILD, DATA, ENV, ROOT, done, ok, run                   # noqa: E402
sys.path.insert(0, os.path.join(ROOT, 'tests', 'scorer'))
from scorer import A                                                     # noqa: E402

SAMPLES = (('machining', 2), ('appliance', 3), ('provider', 4))
LEFT, RIGHT, TOP, BOTTOM = 56.14, 595.28 - 56.14, 30, 815       # report storyboard, 6.1: margins; eyebrow and foot in them
HEAD, FOOT = 66, 785                                            # the text between running head and foot
XHTML = '{http://www.w3.org/1999/xhtml}'


def bare(text):
    """Without white space, in one form: what is there, wherever the lines break."""
    return re.sub(r'[\s\u00ad\u200b]+', '', unicodedata.normalize('NFKC', text))


def notes_of(path):
    """Every note, comment on a second opinion and piece of evidence that has to be found in print."""
    root = ET.parse(path).getroot()
    notes = [n.text for n in root.iter(A + 'note') if n.text and n.text.strip()]
    return notes, [e.get('title') for e in root.iter(A + 'evidence')]


def body_text(pdf, pages):
    """The text of the pages in the order in which it was drawn, without running heads and feet."""
    r = subprocess.run(['pdftotext', '-raw', '-x', '0', '-y', str(HEAD), '-W', '596', '-H', str(FOOT - HEAD), pdf, '-'], capture_output=True, text=True)
    return r.stdout.split('\f')


def missing(wanted, text):
    """Which of @wanted are not in @text. What breaks across pages stands in two pieces, a repeated table head between."""
    lost = []
    for w in wanted:
        b = bare(w)
        if b in text:
            continue
        low, high = 0, len(b)
        while low < high:                       # the longest beginning that is there
            middle = (low + high + 1) // 2
            low, high = (middle, high) if b[:middle] in text else (low, middle - 1)
        at, found = text.find(b[:low]), False
        while low >= 4 and at >= 0 and not found:
            found = 0 <= text.find(b[low:], at + low) < at + low + 400
            at = text.find(b[:low], at + 1)
        if not found:
            lost.append(w)
    return lost


def outline(pdf):
    r = subprocess.run(['qpdf', '--json=1', '--json-key=outlines', pdf], capture_output=True, text=True)
    flat = []

    def walk(entries):
        for e in entries:
            flat.append((e['title'], e.get('destpageposfrom1')))
            walk(e['kids'])

    walk(json.loads(r.stdout)['outlines'])
    return flat


def words_of(pdf):
    """(x0, y0, x1, y1, text) of each word of each page."""
    r = subprocess.run(['pdftotext', '-bbox', pdf, '-'], capture_output=True, text=True)
    root = ET.fromstring(re.sub('[\x00-\x08\x0b\x0c\x0e-\x1f]', '', r.stdout))
    return [[tuple(float(w.get(k)) for k in ('xMin', 'yMin', 'xMax', 'yMax')) + (w.text or '',) for w in page.iter(XHTML + 'word')]
            for page in root.iter(XHTML + 'page')]


def pictures(pdf, folder):
    """Each page in grey at 40 dpi: (width, height, bytes)."""
    subprocess.run(['pdftoppm', '-r', '40', '-gray', pdf, os.path.join(folder, 'page')], check=True)
    out = []
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        with open(path, 'rb') as f:
            data = f.read()
        m = re.match(rb'P5\s+(\d+)\s+(\d+)\s+255\s', data)
        out.append((int(m.group(1)), int(m.group(2)), data[m.end():]))
        os.unlink(path)
    return out


def look_at(name, pdf, pages):
    """Blank pages, and what is drawn outside the margins."""
    with tempfile.TemporaryDirectory() as folder:
        sheets = pictures(pdf, folder)
    blank, outside = [], []
    edge = int(40 * 40 / 72)                    # 40 points from each side nothing is drawn, but on the cover
    for no, (w, h, grey) in enumerate(sheets, 1):
        dark = sum(1 for b in grey if b < 200)
        if dark < 60:
            blank.append(no)
        if no == 1:
            continue
        strip = b''.join(grey[y * w:y * w + edge] + grey[(y + 1) * w - edge:(y + 1) * w] for y in range(h)) + grey[:w * int(34 * 40 / 72)] + grey[-w * int(18 * 40 / 72):]
        if min(strip) < 250:
            outside.append(no)
    ok(len(sheets) == pages and not blank, name + ': no page is blank', 'blank: %s' % blank)
    ok(not outside, name + ': nothing is drawn in the margins', 'pages %s' % outside)


def punctuated(a, b):
    """Full-width punctuation is squeezed: its box, not its ink, may reach into the next word."""
    return any(unicodedata.category(c)[0] == 'P' for c in (a[4][-1:], a[4][:1], b[4][:1], b[4][-1:]) if c)


def text_inside(name, pdf):
    """Every word within the page's margins, and none upon another."""
    out, over = [], []
    for no, words in enumerate(words_of(pdf), 1):
        for w in words:
            x0, y0, x1, y1, text = w
            hangs = 0.6 * (y1 - y0) if unicodedata.category(text[-1:] or 'a')[0] == 'P' else 0
            if x0 < LEFT - 1.5 or x1 > RIGHT + 1.5 + hangs or y0 < TOP or y1 > BOTTOM:
                out.append('page %d: %r at %.0f–%.0f, %.0f–%.0f' % (no, text, x0, x1, y0, y1))
        rows = sorted(words, key=lambda w: w[1])
        for i, a in enumerate(rows):
            for b in rows[i + 1:]:
                if b[1] > a[3]:
                    break
                wide, high = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
                least = min(a[3] - a[1], b[3] - b[1])
                if wide > (0.6 * least if punctuated(a, b) else 2) and high > 0.5 * least:
                    over.append('page %d: %r and %r' % (no, a[4], b[4]))
    ok(not out, name + ': every word stands within the margins', '%d do not' % len(out), *out[:10])
    ok(not over, name + ': no word stands upon another', '%d pairs' % len(over), *over[:10])


def speaks_of(title, page):
    """Whether a page is about what a bookmark calls it: headings are sentences, so a part of the name will do."""
    title, top = bare(re.sub(r'^[0-9.]+ ', '', title)).lower(), bare(page).lower()
    n = min(len(title), 3 if re.search('[\u4e00-\u9fff]', title) else 7)
    return any(title[i:i + n] in top for i in range(len(title) - n + 1))


def contents_agree(name, pdf, pages):
    """What contents, bookmarks and page feet say of page numbers is what is there."""
    texts = subprocess.run(['pdftotext', '-raw', pdf, '-'], capture_output=True, text=True).stdout.split('\f')
    marks = outline(pdf)
    wrong = ['bookmark %s on page %s of %d' % (t, p, pages) for t, p in marks if not p or p > pages or not speaks_of(t, texts[p - 1])]
    ok(len(marks) >= 12 and not wrong, name + ': bookmarks lead to their headings', len(marks), *wrong[:10])
    wrong, seen = [], 0
    for title, page in marks:
        for line in texts[2].splitlines():
            m = re.fullmatch(r'\D*?(\d+)\D*', bare(line)[len(bare(title)):]) if bare(line).startswith(bare(title)) else None
            if m:
                seen += 1
                if int(m.group(1)) != page:
                    wrong.append('%s: contents say %s, the bookmark %d' % (title, m.group(1), page))
                break
    ok(seen >= 12 and not wrong, name + ': the contents name the right pages', '%d of %d bookmarks stand in the contents' % (seen, len(marks)), *wrong[:10])
    wrong = [no for no, words in enumerate(words_of(pdf)[1:], 2) if not any(w[4] == str(no) and w[1] > FOOT for w in words)]
    ok(not wrong, name + ': every page says its number', wrong)


def notes_in_print(name, pdf, answers):
    notes, evidence = notes_of(answers)
    pages = body_text(pdf, 0)
    text = bare(''.join(pages))
    lost = missing(notes, text)
    ok(len(notes) >= 80 and not lost, '%s: all %d notes are in print' % (name, len(notes)), '%d are not:' % len(lost), *lost[:6])
    lost = missing(sorted(set(evidence)), text)
    ok(not lost, '%s: all %d files of evidence are in print' % (name, len(set(evidence))), '%d are not:' % len(lost), *lost[:6])


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.text, self.links, self.ids, self.silent, self.open, self.lang, self.requests = [], [], set(), 0, [], None, []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == 'html':
            self.lang = attrs.get('lang')
        if tag in ('style', 'script'):
            self.silent += 1
        if attrs.get('id'):
            self.ids.add(attrs['id'])
        if tag == 'a' and attrs.get('href'):
            self.links.append(attrs['href'])
        for k in ('src', 'srcset', 'poster', 'data', 'xlink:href') + (('href',) if tag in ('link', 'image', 'use') else ()):
            if attrs.get(k) and not attrs[k].startswith(('data:', '#')):
                self.requests.append('%s %s=%s' % (tag, k, attrs[k]))

    def handle_endtag(self, tag):
        if tag in ('style', 'script'):
            self.silent -= 1

    def handle_data(self, data):
        if not self.silent:
            self.text.append(data)
        elif re.search(r'url\((?!["\']?(data:|#))|@import', data):
            self.requests.append('style: ' + re.search(r'.{0,20}(url\(|@import).{0,40}', data).group())


def web_page(name, path, answers, lang):
    page = Page()
    with open(path, encoding='utf-8') as f:
        source = f.read()
    page.feed(source)
    notes, _ = notes_of(answers)
    text = bare(''.join(page.text))
    lost = [n for n in notes if bare(n) not in text]
    ok(not lost, name + ': all notes are on the page', *lost[:4])
    ok(not page.requests, name + ': the page asks for nothing from elsewhere', *page.requests[:5])
    dead = [link for link in page.links if link.startswith('#') and link[1:] not in page.ids]
    ok(not dead, name + ': links within the page lead somewhere', *dead[:8])
    ok(source.startswith('<!DOCTYPE html>') and (page.lang or '').startswith(lang[:2]) and 'charset' in source[:600].lower(), name + ': doctype, language, charset', source[:300])


def digest(path):
    with open(path, 'rb') as f:
        return hashlib.sha256(f.read()).hexdigest()


def same_bytes(folder, sample, target):
    """Equal answers, equal bytes: whatever the locale, the time zone, the working directory and the cache."""
    other = os.path.join(folder, 'elsewhere')
    os.makedirs(other)
    copy = os.path.join(other, os.path.basename(sample))
    shutil.copy(sample, copy)
    for ext in ('pdf', 'html'):
        sums, argv = set(), ['report', 'gap', '--target', str(target), '--lang', 'zh_CN', '-o']
        for n, (env, cwd, path) in enumerate((({}, '/', sample), ({'TZ': 'America/New_York', 'LC_ALL': 'de_DE.UTF-8'}, other, copy), ({'TZ': 'Asia/Shanghai', 'LANG': 'C'}, folder, sample),
                                              ({'LC_ALL': 'tr_TR.UTF-8', 'HOME': other, 'XDG_CACHE_HOME': other}, '/', copy), ({}, '/', sample))):
            out = os.path.join(folder, 'same-%d.%s' % (n, ext))
            r = run(*argv, out, path, env=dict(env, SOURCE_DATE_EPOCH='1795132800'), cwd=cwd)
            if r.code:
                ok(False, 'equal bytes', r)
                return
            sums.add(digest(out))
        ok(len(sums) == 1, 'equal answers give equal bytes: ' + ext, sums)
    out = [os.path.join(folder, 'day-%d.pdf' % n) for n in range(2)]
    for path in out:                            # without SOURCE_DATE_EPOCH the document's own date counts, never the clock
        subprocess.run([os.path.join(BUILD, 'dcmm'), *argv, path, sample], env={k: v for k, v in ENV.items() if k != 'SOURCE_DATE_EPOCH'}, check=True)
    ok(digest(out[0]) == digest(out[1]), 'equal bytes without SOURCE_DATE_EPOCH')


with tempfile.TemporaryDirectory(prefix='dcmm-pdf-') as top:
    for sample, target in SAMPLES:
        answers = os.path.join(DATA, 'samples', sample + '-2018.xml')
        for lang in ('zh_CN', 'en'):
            name = '%s %s' % (sample, lang[:2])
            pdf, page = (os.path.join(top, '%s-%s.%s' % (sample, lang, ext)) for ext in ('pdf', 'html'))
            r = run('report', 'gap', answers, '--target', target, '--lang', lang, '-o', pdf)
            if not ok(r.code == 0 and not r.err and r.rss < 64 * 1024, name + ': made', r):
                continue
            r = subprocess.run(['qpdf', '--check', pdf], capture_output=True, text=True)
            ok(r.returncode == 0 and 'No syntax or stream encoding errors' in r.stdout, name + ': qpdf finds no fault', r.stdout, r.stderr)
            fonts = subprocess.run(['pdffonts', pdf], capture_output=True, text=True).stdout.splitlines()[2:]
            ok(fonts and all(re.search(r'\byes yes yes\b', f) for f in fonts), name + ': every font is embedded, subset, and has its characters', *fonts)
            info = subprocess.run(['pdfinfo', pdf], capture_output=True, text=True).stdout
            pages = int(re.search(r'^Pages:\s+(\d+)', info, re.M).group(1))
            ok(30 <= pages <= 75, '%s: %d pages' % (name, pages))
            ok(os.path.getsize(pdf) <= 400 * 1024, '%s: %d KiB of 400' % (name, os.path.getsize(pdf) // 1024))
            notes_in_print(name, pdf, answers)
            contents_agree(name, pdf, pages)
            text_inside(name, pdf)
            look_at(name, pdf, pages)
            r = run('report', 'gap', answers, '--target', target, '--lang', lang, '-o', page)
            if ok(r.code == 0 and not r.err, name + ': made as a page', r):
                web_page(name, page, answers, lang)
    same_bytes(top, os.path.join(DATA, 'samples', 'machining-2018.xml'), 2)
done()
