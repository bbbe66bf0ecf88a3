#!/usr/bin/env python3
"""Pilots and subsidies beside the eligibility verdict: which rows concern an enterprise, what is known of their conditions,
and that nothing is promised. The shipped table is held against domain/eligibility.md, sections 8 and 9."""
import json
import os
import sys
import tempfile
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _tap import DATA, done, ok, run                                     # noqa: E402

P = '{urn:dcmm:programmes:1}'
SHIPPED = os.path.join(DATA, 'programmes.xml')
top = tempfile.mkdtemp(prefix='dcmm-programmes-')


def put(name, text):
    path = os.path.join(top, name)
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)
    return path


def row(attributes='', inside='<title xml:lang="en">t</title>', **more):
    told = dict({'id': 'p', 'kind': 'reward', 'region': '330282', 'source': 's', 'date': '2026-01-01', 'confidence': 'high'}, **more)
    return '<programme %s%s>%s</programme>' % (' '.join('%s="%s"' % (k.replace('_', '-'), v) for k, v in told.items() if v is not None), attributes, inside)


def table(*rows):
    return put('table.xml', '<programmes xmlns="urn:dcmm:programmes:1" date="2026-11-20">\n%s\n</programmes>' % '\n'.join(rows))


def ask(attributes, programmes, target=2, lang='en', date=' date="2026-11-20"', form='json'):
    path = put('a.xml', '<answers xmlns="urn:dcmm:answers:1" questionnaire="dcmm-2018"%s><enterprise>%s</enterprise></answers>'
               % (date, ''.join('<attribute key="%s">%s</attribute>' % kv for kv in attributes.items())))
    r = run('eligible', path, '--target', target, '--format', form, '--lang', lang, *(['--programmes', programmes] if programmes else []))
    return (json.loads(r.out) if form == 'json' and r.out else None), r


# ---- the shipped table: every row sourced, no amount but those that a document was seen to name
rows = list(ET.parse(SHIPPED).getroot().iter(P + 'programme'))
ok(len(rows) >= 6 and all(p.get('source') and p.get('date') and p.get('confidence') for p in rows), 'every row has a source, a date and a confidence')
sums = {p.get('id'): (p.get('amount'), p.get('share'), p.get('cap')) for p in rows if p.get('amount') or p.get('share') or p.get('cap')}
ok(sums == {'zhenhai-first-certificate': (None, None, '400000'), 'shandong-voucher-2023': (None, '0.3', '100000')}, 'no amount beyond the two that are known', sums)
lame = [p.get('id') for p in rows for k in ('title', 'place', 'text')
        if {e.get('{http://www.w3.org/XML/1998/namespace}lang') for e in p.findall(P + k)} != {'zh', 'en'}]
ok(not lame, 'every text in both languages', *lame)
unsure = [p.get('id') for p in rows if p.get('confidence') == 'unknown' and (p.get('amount') or p.get('cap') or p.get('share'))]
ok(not unsure, 'what is not verified names no figure', *unsure)

# ---- the region: an own definition of what lies in what
CODES = ['000000', '330000', '330200', '330211', '330282', '370000', '350200']


def inside(region, code):
    return code == '000000' or region[:2] + '0000' == code or region[:4] + '00' == code or region == code


wrong = []
path = table(*(row(id='r' + c, region=c) for c in CODES))
for region in ('330282', '330211', '330200', '330000', '370100', '350203', '110000'):
    document, r = ask({'region': region}, path)
    got = [p['region'] for p in document['programmes']]
    want = sorted((c for c in CODES if inside(region, c)), key=lambda c: -len(c.rstrip('0')))
    if got != want:
        wrong.append('%s: %s, wanted %s' % (region, got, want))
ok(not wrong, 'a region lies in its city, its province and the country; the nearest comes first', *wrong)
document, r = ask({'township': '330282107'}, path)
ok([p['region'] for p in document['programmes']] == ['330282', '330200', '330000', '000000'], 'the township says the region, too', r)
document, r = ask({}, path)
text, t = ask({}, path, form='text')
ok([p['region'] for p in document['programmes']] == ['000000'] and "no 'region'" in t.out, 'without a region only the country’s, and that is said', t)

# ---- states: met only where something could be checked and was
NEED = '<title xml:lang="en">t</title><need attribute="established_on" counting="years" from="2"/><need attribute="size" one-of="micro, small,medium"/>'
for profile, state in (({'established_on': '2024-11-20', 'size': 'small'}, 'met'), ({'established_on': '2024-11-21', 'size': 'small'}, 'missing'),
                       ({'established_on': '2024-11-20', 'size': 'large'}, 'missing'), ({'established_on': '2024-11-20'}, 'unknown'), ({'size': 'small'}, 'unknown'),
                       ({'size': 'large'}, 'missing'), ({'established_on': 'long ago', 'size': 'small'}, 'unknown'), ({}, 'unknown')):
    document, r = ask(dict(profile, region='330282'), table(row(inside=NEED)))
    ok(document['programmes'][0]['state'] == state, '%s: %s' % (profile, state), r)
document, r = ask({'region': '330282'}, table(row()))
ok(document['programmes'][0]['state'] == 'unknown', 'a row without conditions is never met, it is to be checked', r)
# ---- level, role, time
document, r = ask({'region': '330282'}, table(row(id='a', level=3), row(id='b', level=2), row(id='c', role='provider'), row(id='d', to='2026-11-19'),
                                              row(id='e', to='2026-11-20'), row(id='f', **{'from': '2026-11-21'}), row(id='g', **{'from': '2026-11-20'})))
ok([p['id'] for p in document['programmes']] == ['b', 'e', 'g'], 'a higher level, another role, what has ended or not begun: left out', r)
document, r = ask({'region': '330282'}, table(row(id='a', date='2025-11-19'), row(id='b', date='2025-11-20'), row(id='c', date='2024'), row(id='d', date='2025'),
                                              row(id='e', date='2020', checked_on='2026-10-01')))
ok([p['old'] for p in document['programmes']] == [True, False, True, False, False], 'older than 12 months at the answers’ date, unless somebody has looked since', r)
# ---- amounts as the document has them
said = {}
for lang in ('zh_CN', 'en'):
    said[lang] = ask({'region': '330282'}, table(row(id='a', amount=200000), row(id='b', share='0.3', cap=100000), row(id='c', cap=12345)), lang=lang, form='text')[1].out
ok(all(s in said['en'] for s in ('CNY 200,000', '30% of the cost, up to CNY 100,000', 'up to CNY 12,345')), 'amounts in English', said['en'])
ok(all(s in said['zh_CN'] for s in ('20万元', '费用的30%，最高10万元', '最高12345元')), 'amounts in Chinese', said['zh_CN'])
# ---- the target: the lower of what may be applied for and what the work leads to
sample = os.path.join(DATA, 'samples', 'appliance-2025.xml')
document = json.loads(run('eligible', sample, '--target', 3, '--format', 'json').out)
ok(document['within_reach'] >= 3 and document['suggested_target'] == 2, 'appliance: 3 misses a condition, the target is 2', document)
none = json.loads(ask({'region': '330282', 'insured_staff': '10'}, None)[1].out)
ok(none['suggested_target'] is None, 'nothing may be applied for: no target', none)
# ---- wrong tables: file, line and what to do
for text, told in ((row(source=None), 'source'), (row(date=None), 'date'), (row(confidence=None), 'confidence'), (row(confidence='sure'), 'high, medium, low or unknown'),
                   (row(kind='gift'), 'pilot, reward, share, voucher or policy'), (row(region='3302'), 'six digits'), (row(amount='much'), 'whole yuan'), (row(amount='0'), 'whole yuan'),
                   (row(share='1.5'), 'part of the cost'), (row(level=6), '6'), (row(to='2026'), 'is not a date'), (row(date='2025-13-16'), 'a month or a year'), (row(date='whenever'), 'a month or a year'), (row(to='2026-01-01', **{'from': '2026-02-01'}), 'before it begins'), (row() + row(), 'stands twice'), (row(inside=''), 'has no <title>'),
                   (row(inside='<title xml:lang="en">t</title><need attribute="size"/>'), 'either from'), (row(inside='<title xml:lang="en">t</title><need attribute="x" from="many"/>'), 'not a number')):
    path = table(text)
    r = run('check', path, '--lang', 'en')
    ok(r.code in (1, 3) and 'table.xml:2: ' in r.err and told in r.err, 'refused: ' + told, r)
    r = run('eligible', sample, '--target', 2, '--programmes', path, '--lang', 'en')
    ok(r.code == 3 and not r.out and told in r.err, 'and not used: ' + told, r)
__import__('shutil').rmtree(top)
done()
