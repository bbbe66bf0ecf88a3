"""Printed pages as other programs see them: what stands where, and whether anything stands where nothing should."""
import os
import re
import subprocess
import tempfile
import unicodedata
import xml.etree.ElementTree as ET

from _tap import ok

LEFT, RIGHT, TOP, BOTTOM = 56.14, 595.28 - 56.14, 30, 815       # report storyboard, 6.1: margins; eyebrow and foot in them
XHTML = '{http://www.w3.org/1999/xhtml}'


def bare(text):
    """Without white space, in one form: what is there, wherever the lines break."""
    return re.sub(r'[\s\u00ad\u200b]+', '', unicodedata.normalize('NFKC', text))


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
