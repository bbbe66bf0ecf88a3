#!/usr/bin/env python3
# under-asan: no
"""The guidance of both questionnaires: whole, in both languages, and written one by one. A reader who opens ten criteria in
a row never meets the same sentence twice; neither does one who reads a whole edition."""
import collections
import glob
import json
import os
import re
import sys
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _tap import DATA, done, ok, run                                     # noqa: E402

Q, C, LANG = '{urn:dcmm:questionnaire:1}', '{urn:dcmm:crosswalk:1}', '{http://www.w3.org/XML/1998/namespace}lang'
ROLES = {r.get('id') for r in ET.parse(os.path.join(DATA, 'roles.xml')).getroot()}
SAME = {m.get('to'): m.get('from') for m in ET.parse(os.path.join(DATA, 'crosswalk-2018-2025.xml')).getroot().iter(C + 'map') if m.get('relation') == 'same'}
LIMITS = {'start': ((35, 95), (20, 65)), 'degree': ((28, 100), (18, 72)), 'suffices': ((8, 60), (5, 40)), 'lacks': ((6, 55), (3, 38))}


def texts(element, name):
    return {e.get(LANG): e.text for e in element.findall(Q + name)}


def size(lang, text):
    return len(re.findall('[\u4e00-\u9fff]', text)) if lang == 'zh' else len(text.split())


said = {}
for year in ('2018', '2025'):
    criteria, items = [], []
    for path in sorted(glob.glob(os.path.join(DATA, 'dcmm-' + year, 'domain-*.xml'))):
        root = ET.parse(path).getroot()
        items += root.iter(Q + 'item')
        criteria += root.iter(Q + 'criterion')
    bare = [i.get('id') for i in items if set(texts(i, 'start')) != {'zh', 'en'}]
    ok(not bare, year + ': every item says where to start', *bare[:20])
    bare = [c.get('id') for c in criteria if any(set(texts(c, n)) != {'zh', 'en'} for n in ('degree', 'suffices', 'lacks'))]
    ok(not bare, year + ': every criterion tells part from large, and evidence that is enough from some that is not', *bare[:20])
    who = [c.find(Q + 'who') for c in criteria]
    ok(all(w is not None and w.get('ref') in ROLES for w in who) and len({w.get('ref') for w in who if w is not None}) >= 8,
       year + ': who usually knows is a role, and not always the same')
    ok(all((d.get('from'), d.get('to')) == ('part', 'large') for c in criteria for d in c.findall(Q + 'degree')), year + ': part and large')
    flat = [(e.get('id'), n, lang, text) for group, names in ((items, ('start',)), (criteria, ('degree', 'suffices', 'lacks')))
            for e in group for n in names for lang, text in texts(e, n).items()]
    odd = ['%s %s %s: %d' % (i, n, lang, size(lang, t)) for i, n, lang, t in flat if not LIMITS[n][lang == 'en'][0] <= size(lang, t) <= LIMITS[n][lang == 'en'][1]]
    ok(not odd, year + ': lengths', *odd[:10])
    odd = [i + ' ' + n for i, n, lang, t in flat if lang == 'zh' and re.search(r'[\u4e00-\u9fff] +[A-Za-z0-9]|[A-Za-z0-9] +[\u4e00-\u9fff]|[\u4e00-\u9fff][,.;:?()!]|！', t)]
    ok(not odd, year + ': Chinese punctuation', *odd[:10])
    odd = [i + ' ' + n for i, n, lang, t in flat if lang == 'en' and re.search('[\u4e00-\u9fff\u2014"\']', t)]
    ok(not odd, year + ': English punctuation', *odd[:10])
    where = collections.defaultdict(set)
    for i, n, lang, t in flat:
        for sentence in re.split('[。；？.;?]', t):
            if len(sentence.strip()) >= (6 if lang == 'zh' else 18):
                where[sentence.strip()].add(i + ' ' + n)
    twice = ['%s: %s' % (', '.join(sorted(w)), s) for s, w in where.items() if len(w) > 1]
    ok(not twice, year + ': no sentence stands twice', *twice[:10])
    # Ten in a row: not even the same beginning more than twice.
    dull = []
    for lang in ('zh', 'en'):
        begins = [(c.get('id'), texts(c, 'degree').get(lang, '')[:6 if lang == 'zh' else 24]) for c in criteria]
        for k in range(len(begins) - 9):
            most, n = collections.Counter(b for _, b in begins[k:k + 10]).most_common(1)[0]
            if n > 2:
                dull.append('%s: %d times “%s”' % (begins[k][0], n, most))
    ok(not dull, year + ': ten in a row do not begin alike', *dull[:10])
    said[year] = {e.get('id'): {n: texts(e, n) for n in ('degree', 'suffices', 'lacks')} for e in criteria}
moved = [t for t, f in SAME.items() if said['2025'][t] != said['2018'][f]]
ok(not moved, 'what stayed the same has the same guidance', *moved[:10])

# ---- it is shown where a criterion is answered
shown = said['2025']['9.1-2.1'] if '9.1-2.1' in said['2025'] else None
for lang, code in (('zh_CN', 'zh'), ('en', 'en')):
    words = [shown[n][code] for n in ('degree', 'suffices', 'lacks')]
    r = run('models', 'dcmm-2025', '9.1-2.1', '--lang', lang)
    ok(r.code == 0 and all(re.sub(r'\s', '', w) in re.sub(r'\s', '', r.out) for w in words), code + ': models, one criterion', r)
    r = run('models', 'dcmm-2025', '--format', 'json', '--lang', lang)
    found = [c for d in json.loads(r.out)['domains'] for i in d['items'] for c in i['criteria'] if c['id'] == '9.1-2.1'][0]
    ok([found[n] for n in ('degree', 'suffices', 'lacks')] == words and found['who'] in ROLES, code + ': models, as JSON', found)
    for name in ('a.xml', 'a.csv'):
        path = os.path.join('/tmp', 'dcmm-guidance-%d-%s' % (os.getpid(), name))
        r = run('new', '--model', 'dcmm-2025', '-o', path, '--lang', lang)
        with open(path, encoding='utf-8-sig') as f:
            text = f.read()
        os.unlink(path)
        ok(r.code == 0 and all(w.replace('--', '- -') in text for w in words), code + ': ' + name, r)
r = run('models', 'dcmm-2025', '99', '--lang', 'en')
ok(r.code == 2 and '99' in r.err, 'a part that is not there', r)
r = run('models', 'dcmm-2025', '9.1', '--format', 'json', '--lang', 'en')
ok(r.code == 2, 'a part is text', r)
done()
