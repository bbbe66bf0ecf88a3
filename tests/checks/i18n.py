#!/usr/bin/env python3
# under-asan: no
"""Every message is translated: nothing untranslated, fuzzy, forgotten or left over, and placeholders agree."""
import glob
import html
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _tap import BUILD, ROOT, done, ok                                   # noqa: E402

PO = os.path.join(ROOT, 'po', 'zh_CN.po')


def sh(*argv, **more):
    return subprocess.run(argv, capture_output=True, text=True, cwd=ROOT, **more)


def entries(path, *options):
    """(msgctxt, msgid, [msgstr…]) of a catalogue, unwrapped."""
    text = sh('msgattrib', '--no-wrap', *options, path).stdout
    found = []
    for block in text.split('\n\n'):
        fields = re.findall(r'^(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) "(.*)"$', block, re.M)
        if not fields or block.startswith('#~'):
            continue
        get = [v for k, v in fields if k == 'msgid']
        if get and get[0]:
            found.append((next((v for k, v in fields if k == 'msgctxt'), None), get[0], [v for k, v in fields if k.startswith('msgstr')], [v for k, v in fields if k == 'msgid_plural']))
    return found


def joined(path):
    """A catalogue with each string on one line."""
    text = sh('msgcat', '--no-wrap', path).stdout
    out = os.path.join(top, os.path.basename(path) + '.joined')
    with open(out, 'w', encoding='utf-8') as f:
        f.write(re.sub(r'"\n"', '', text))
    return out


def plain(text):
    return ' '.join(html.unescape(text.replace('\\"', '"').replace('\\n', ' ')).split())


def parameters():
    """{sentence: [(file:line, names given)]} of all templates."""
    found = {}
    for path in sorted(glob.glob(os.path.join(ROOT, 'templates', '*.xsl'))):
        with open(path, encoding='utf-8') as f:
            source = f.read()
        for m in re.finditer(r'<t:(t|rich)\b((?:\s+[\w:.-]+="[^"]*")*)\s*>(.*?)</t:\1>', source, re.S):
            attributes = dict(re.findall(r'([\w:.-]+)="([^"]*)"', m.group(2)))
            place = '%s:%d' % (os.path.basename(path), source.count('\n', 0, m.start()) + 1)
            for sentence in (m.group(3), attributes.get('one')):
                if sentence:
                    found.setdefault(plain(sentence), []).append((place, set(attributes)))
    return found


with tempfile.TemporaryDirectory(prefix='dcmm-i18n-') as top:
    r = sh('msgfmt', '--check', '--check-accelerators=_', '--statistics', '-o', '/dev/null', PO)
    r2 = sh('msgfmt', '--check', '--statistics', '-o', '/dev/null', PO)
    ok(r2.returncode == 0 and 'untranslated' not in r2.stderr and 'fuzzy' not in r2.stderr, 'msgfmt: nothing untranslated or fuzzy', r2.stderr)
    for kind in ('untranslated', 'only-fuzzy', 'only-obsolete'):
        left = sh('msgattrib', '--no-wrap', '--' + kind, PO).stdout
        left = [line for line in left.splitlines() if re.match(r'(#~ )?msgid ".+"', line)]
        ok(not left, 'no string is ' + kind.replace('only-', ''), '%d:' % len(left), *left[:10])

    # What xgettext finds now, by the Makefile's own rule, into a folder of its own.
    build = os.path.join(top, 'build')
    os.makedirs(build)
    env = {k: v for k, v in os.environ.items() if k not in ('MAKEFLAGS', 'MFLAGS', 'MAKELEVEL')}
    r = sh('make', '-s', '--no-print-directory', 'BUILD=' + build, build + '/dcmm.pot', env=env)
    pot = os.path.join(build, 'dcmm.pot')
    if ok(r.returncode == 0 and os.path.exists(pot), 'xgettext finds the strings of program and templates', r.stdout, r.stderr):
        have = {(c, i) for c, i, s, p in entries(joined(PO))}
        want = {(c, i) for c, i, s, p in entries(joined(pot))}
        ok(len(want) > 150, 'there are %d strings' % len(want))
        ok(not want - have, 'no string of the sources is missing in the catalogue; run make po and translate', *(i for _, i in sorted(want - have, key=str)[:12]))
        ok(not have - want, 'no string of the catalogue is gone from the sources; run make po', *(i for _, i in sorted(have - want, key=str)[:12]))
        templates = sh('sh', '-c', 'grep -l "urn:dcmm:text:1" templates/*.xsl').stdout.split()
        ok(len(templates) >= 3, 'the templates take their words from the catalogue', templates)

    # C strings: the same conversions. Sentences of templates: a %{name} is one of the attributes of each place that says
    # them, so that Chinese may count what English lists.
    wrong, given = [], parameters()
    sources = ''.join(open(path, encoding='utf-8').read() for path in glob.glob(os.path.join(ROOT, 'src', 'report', '*.c')))
    program = set(re.findall(r'"%?\{?([a-z]+)\}?"', sources))
    for ctx, msgid, strings, plural in entries(joined(PO)):
        for text in strings:
            conversion = r'%(?:\d+\$)?[-+ 0#]*\d*(?:\.\d+)?(?:l|ll|z)?[sducxX]'
            a, b = [sorted(re.sub(r'\d+\$', '', x) for x in re.findall(conversion, t)) for t in (plural[0] if plural else msgid, text)]
            if a != b:
                wrong.append('%s → %s' % (msgid, text))
            names = set(re.findall(r'%\{([A-Za-z0-9_-]+)\}', msgid + text))
            for place, attributes in given.get(plain(msgid), [('the program', program)] if names else []):
                if names - attributes:
                    wrong.append('%s: %s is not given to: %s → %s' % (place, ', '.join(sorted(names - attributes)), msgid, text))
            if plain(msgid) in given and len(re.findall('<(?!br)[a-z]', text)) != len(re.findall('</', text)) + len(re.findall('<(?!br)[a-z][^>]*/>', text)):
                wrong.append('tags: %s → %s' % (msgid, text))
    ok(len(given) > 300 and not wrong, 'placeholders and markup agree', '%d do not:' % len(wrong), *wrong[:10])

    # Chinese is set with full-width punctuation: a half-width comma or colon between Han is a slip of the keyboard.
    wrong = [text for _, _, strings, _ in entries(joined(PO)) for text in strings if re.search(r'[\u4e00-\u9fff][,;:?!](?=[\u4e00-\u9fff ])', text)]
    ok(not wrong, 'no half-width punctuation between Han', *wrong[:10])
    forbidden = [text for _, _, strings, _ in entries(joined(PO)) for text in strings if re.search('获评|领先|保证达到|通过认证', text)]
    ok(not forbidden, 'no word that the report may not use (storyboard, 2.8)', *forbidden[:10])
    # A catalogue that is found and not only there: the program speaks Chinese without any locale installed.
    r = sh(os.path.join(BUILD, 'dcmm'), '--help', env={'PATH': '/usr/bin:/bin', 'LOCPATH': '/nonexistent'})
    ok('用法' in r.stdout, 'Chinese without an installed locale', r.stdout[:300])
done()
