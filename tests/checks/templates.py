#!/usr/bin/env python3
# under-asan: no
"""The templates, as text: none walks the whole document with // (a report must stay quick with ten times the data), none
calculates, none says a sentence past the catalogue."""
import glob
import os
import re
import sys
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _tap import ROOT, done, ok                                          # noqa: E402

XSL = '{http://www.w3.org/1999/XSL/Transform}'
TEXT = '{urn:dcmm:text:1}'
SCORES = 'score|gain|lift|after|gap|margin|threshold|ceiling|floor|percent'
EXPRESSIONS = ('select', 'test', 'match', 'use', 'count', 'from', 'value', 'group-by')
files = sorted(glob.glob(os.path.join(ROOT, 'templates', '*.xsl')))
ok(len(files) >= 5, 'there are templates', files)


def expressions(element):
    """Each XPath of an element: its own attributes, and what stands in braces in any other."""
    for name, value in element.attrib.items():
        if element.tag.startswith(XSL) and name in EXPRESSIONS:
            yield name, value
        else:
            for inner in re.findall(r'\{([^{}]*)\}', value):
                yield name, inner


def without_strings(xpath):
    return re.sub(r"'[^']*'|\"[^\"]*\"", "''", xpath)


walks, sums, han, broken, scripts = [], [], [], [], []
for path in files:
    name = os.path.basename(path)
    try:
        root = ET.parse(path).getroot()
    except ET.ParseError as error:
        broken.append('%s: %s' % (name, error))
        continue
    with open(path, encoding='utf-8') as f:
        source = f.read()
    for element in root.iter():
        for attribute, xpath in expressions(element):
            plain = without_strings(xpath)
            if '//' in plain or re.search(r'\b(descendant(-or-self)?|following|preceding)::', plain):
                walks.append('%s: %s="%s"' % (name, attribute, xpath))
            if re.search(r'\bdocument\s*\(', plain):
                scripts.append('%s: %s="%s"' % (name, attribute, xpath))
            # Scores are exact before they come here; arithmetic on them in XPath is floating point.
            if re.search(r'@(%s)\s*(\s[-+*]\s|\s(div|mod)\s)|(\s[-+*]\s|\s(div|mod)\s)\s*\S*@(%s)(?![\w-])|sum\(\S*@(%s)(?![\w-])' % (SCORES, SCORES, SCORES), plain):
                sums.append('%s: %s="%s"' % (name, attribute, xpath))
    for line, text in enumerate(re.sub(r'<!--.*?-->', lambda m: re.sub('[^\n]', ' ', m.group()), source, flags=re.S).splitlines(), 1):
        if re.search('[\u4e00-\u9fff]', re.sub(r' subtitle="[^"]*"', '', text)):         # the cover's second title is in the other language
            han.append('%s:%d: %s' % (name, line, text.strip()[:100]))
ok(not broken, 'templates are well-formed', *broken)
ok(not walks, 'no template walks with //, descendant or following', *walks[:20])
ok(not scripts, 'no template opens a document', *scripts)
ok(not sums, 'no template calculates with scores', *sums[:20])
ok(not han, 'no Chinese sentence stands in a template: it belongs in po/', *han[:20])
done()
