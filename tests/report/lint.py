#!/usr/bin/env python3
"""The templates and their catalogue, looked at from outside. Speaks TAP. under-asan: no

    walk       no XPath of a template walks with "//": with ten times the answers that would be a hundred times slower
    extracted  xgettext finds the sentences (a rule that it does not find only warns, and exits 0)
    complete   each sentence has its Chinese
    filled     a translation has no placeholder or tag that its original does not know
    plural     singular and plural of a sentence are one in Chinese
    typeset    no blank between Han and Latin letters or figures, no half-width mark beside Han
    honest     no word that report-storyboard.md, 2.8, forbids
"""
import glob
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TEMPLATES = sorted(glob.glob(os.path.join(ROOT, 'templates', '*.xsl')))
T = '{urn:dcmm:text:1}'
HAN = r'[\u4e00-\u9fff]'


def walks():
    for path in TEMPLATES:
        for element in ET.parse(path).iter():
            for name, value in element.attrib.items():
                parts = [value] if name in ('select', 'test', 'match', 'use') else re.findall(r'{([^}]*)}', value)
                for part in parts:
                    if '//' in re.sub(r"'[^']*'|\"[^\"]*\"", '', part) or 'descendant' in part:
                        yield '%s: %s="%s"' % (os.path.basename(path), name, value)


def collapsed(text):
    return ' '.join((text or '').split())


def message(element):
    """As text.c and xgettext take it: each element's words collapsed for themselves, tags without attributes."""
    out = element.text or ''
    for child in element:
        name, inside = child.tag.split('}')[-1], message(child)
        out += ('<%s>%s</%s>' % (name, inside, name) if inside else '<%s/>' % name) + (child.tail or '')
    return collapsed(out)


def sentences():
    """(text, singular, context, parameters) of each t:t and t:rich."""
    for path in TEMPLATES:
        for element in ET.parse(path).iter():
            if element.tag in (T + 't', T + 'rich'):
                a = element.attrib
                yield message(element), collapsed(a['one']) if 'one' in a else None, a.get('ctx'), set(a) - {'one', 'ctx', 'note', 'as'}


def unquote(line):
    return re.sub(r'\\(.)', lambda m: {'n': '\n', 't': '\t'}.get(m.group(1), m.group(1)), line[line.index('"') + 1:line.rindex('"')])


def catalogue(text):
    """{(context, msgid): msgstr}"""
    found, entry, field = {}, {}, None
    for line in text.splitlines() + ['']:
        m = re.match(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) ', line)
        if not line.strip():
            if 'msgid' in entry:
                found[(entry.get('msgctxt'), entry['msgid'])] = entry.get('msgstr', entry.get('msgstr[0]', ''))
            entry, field = {}, None
        elif m:
            field = m.group(1)
            entry[field] = unquote(line)
        elif line.startswith('"') and field:
            entry[field] += unquote(line)
    return found


def extracted():
    with tempfile.NamedTemporaryFile(suffix='.pot') as pot:
        subprocess.run(['xgettext', '--from-code=UTF-8', '-k_', '-o', pot.name] + TEMPLATES, check=True,
                       env=dict(os.environ, GETTEXTDATADIRS=os.path.join(ROOT, 'po')))
        with open(pot.name, encoding='utf-8') as f:
            return catalogue(f.read())


with open(os.path.join(ROOT, 'po', 'zh_CN.po'), encoding='utf-8') as f:
    ZH = catalogue(f.read())
ALL = list(sentences())
KEYS = {(context, text) for many, one, context, _ in ALL for text in (many, one) if text}


def not_extracted():
    pot = extracted()
    yield from ('"%s" is not what xgettext takes from the template' % text for context, text in KEYS - set(pot))


def untranslated():
    yield from ('"%s" has no Chinese' % text for context, text in sorted(KEYS, key=str) if not ZH.get((context, text)))


def unfilled():
    for many, one, context, parameters in ALL:
        for text in (many, one):
            zh = ZH.get((context, text), '') if text else ''
            for name in re.findall(r'%{(\w+)}', zh):
                if name not in parameters:
                    yield '"%s": %%{%s} is no attribute of the element' % (zh, name)
            if sorted(re.findall(r'</?\w+/?>', zh)) != sorted(re.findall(r'</?\w+/?>', text or '')):
                yield '"%s": other tags than "%s"' % (zh, text)


def unequal():
    for many, one, context, _ in ALL:
        a, b = (re.sub(r'%{\w+}', '1', ZH.get((context, text), '')) for text in (many, one or many))
        if a != b:
            yield '"%s" and "%s"' % (a, b)


# Between two words, one of them filled in.
BLANKS = {'（复核 %{word}）'}


def untypeset():
    for context, text in sorted(KEYS, key=str):
        zh = ZH.get((context, text), '')
        plain = re.sub(r'</?\w+/?>', '', re.sub(r'%{\w+}', '1', zh))
        if re.search(HAN + r' [A-Za-z0-9]|[A-Za-z0-9] ' + HAN, plain) and zh not in BLANKS:
            yield '"%s": a blank that the typesetter makes' % zh
        if re.search(HAN + r'[,;:!()]|[,;:!()]' + HAN, plain):
            yield '"%s": a half-width mark beside Han' % zh


FORBIDDEN = {
    'zh': r'通过|获评|认证|合格|领先|保证',
    'en': r'\b(?:certified|compliant|passed|best-in-class|guaranteed?|must|shall)\b',
}
ALLOWED = {'Self-assessment: an indication for internal use, not a certified result'}


def dishonest():
    for context, text in sorted(KEYS, key=str):
        for lang, words in (('en', text), ('zh', ZH.get((context, text), ''))):
            if text not in ALLOWED and re.search(FORBIDDEN[lang], words.replace('a reason must be given', '')):
                yield '"%s"' % words


TESTS = [('walk', walks), ('extracted', not_extracted), ('complete', untranslated), ('filled', unfilled), ('plural', unequal),
         ('typeset', untypeset), ('honest', dishonest)]

print('1..%d' % len(TESTS))
failed = False
for i, (name, test) in enumerate(TESTS, 1):
    wrong = list(test())
    failed = failed or bool(wrong)
    for line in wrong:
        print('# ' + line)
    print('%sok %d - %s' % ('not ' if wrong else '', i, name))
sys.exit(failed)
