#!/usr/bin/env python3
"""`dcmm report plan` of the samples: made in both languages and forms, and every action of the plan stands in it by its
title; of a plan document as of answers."""
import html
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _tap import DATA, done, ok, run                                    # noqa: E402

NS = '{urn:dcmm:plan:1}'
SAMPLES = (('appliance-2025', 3), ('machining-2025', 2))


def squeezed(text):
    """Without blanks and hyphens: a title may be broken anywhere."""
    return re.sub(r'[\s\u00ad\u2010-]', '', text)


def text_of(path):
    if path.endswith('.pdf'):
        return subprocess.run(['pdftotext', path, '-'], capture_output=True, check=True).stdout.decode('utf-8')
    with open(path, encoding='utf-8') as f:
        return html.unescape(re.sub(r'<[^>]*>', '', f.read()))


def missing(titles, path):
    text = squeezed(text_of(path))
    return [t for t in titles if squeezed(t) not in text]


with tempfile.TemporaryDirectory() as folder:
    for sample, target in SAMPLES:
        answers = os.path.join(DATA, 'samples', sample + '.xml')
        for lang in ('zh_CN', 'en'):
            name = '%s, %s' % (sample, lang)
            plan = os.path.join(folder, 'plan.xml')
            r = run('plan', answers, '--target', target, '--alternatives', '--format', 'xml', '-o', plan, '--lang', lang)
            ok(r.code == 0, name + ': a plan document', r)
            titles = [t.text for t in ET.parse(plan).getroot().iter(NS + 'title')]
            ok(len(titles) > 3, name + ': with actions')
            for source, form in ((answers, 'pdf'), (answers, 'html'), (plan, 'pdf')):
                path = os.path.join(folder, 'report.' + form)
                what = '%s: %s from %s' % (name, form, 'answers' if source == answers else 'the document')
                r = run('report', 'plan', source, '--target', target, '-o', path, '--lang', lang)
                ok(r.code == 0 and not r.err, what, r)
                gone = missing(titles, path) if r.code == 0 else titles
                ok(not gone, what + ': every title is in it', *gone)
                os.unlink(path)
            again = [os.path.join(folder, n) for n in ('1.pdf', '2.pdf')]
            for path in again:
                run('report', 'plan', plan, '-o', path, '--lang', lang)
            ok(open(again[0], 'rb').read() == open(again[1], 'rb').read(), name + ': equal bytes twice')
    broken = os.path.join(folder, 'broken.xml')
    with open(plan, encoding='utf-8') as f:
        text = f.read()
    for name, old, new in (('unknown action', 'action id="', 'action id="x-'), ('no number', 'effort_days="', 'effort_days="x'), ('cut short', '</plan>', '')):
        with open(broken, 'w', encoding='utf-8') as f:
            f.write(text.replace(old, new, 1))
        r = run('report', 'plan', broken, '-o', os.path.join(folder, 'no.pdf'), '--lang', 'en')
        ok(r.code == 3 and 'broken.xml' in r.err and not os.path.exists(os.path.join(folder, 'no.pdf')), 'refused: ' + name, r)
done()
