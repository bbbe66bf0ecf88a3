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
from _pages import bare, look_at, text_inside, words_of                  # noqa: E402
from _tap import BUILD, DATA, ENV, ROOT, done, ok, run                   # noqa: E402
sys.path.insert(0, os.path.join(ROOT, 'tests', 'scorer'))
from scorer import A                                                     # noqa: E402

SAMPLES = (('machining', 2), ('appliance', 3), ('provider', 4))
HEAD, FOOT = 66, 785                                            # the text between running head and foot


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
