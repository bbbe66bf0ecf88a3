#!/usr/bin/env python3
# cost: 6
"""May this enterprise apply: `dcmm eligible` against the figures of domain/eligibility.md, sections 2, 3 and 11, each
condition at its edge: met at the figure, missing just below it with the distance, unknown where the profile is silent."""
import csv
import io
import json
import os
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _tap import done, ok, run                                           # noqa: E402

OWNER = """rule_set,role,level,min_years,min_revenue_cny,min_staff,min_data_gb,min_data_staff,certified_staff,min_systems,min_tools,min_policy_domains
2022,owner,2,1,1000000,50,,2,0,,,4
2022,owner,3,2,5000000,100,,2,0,,,4
2022,owner,4,3,10000000,1000,,2,0,,,4
2022,owner,5,5,10000000,5000,,2,0,,,4
2023,owner,2,,,,,2,0,,2,4
2023,owner,3,,,,,2,2,,2,4
2023,owner,4,,,,,2,2,,2,4
2023,owner,5,,,,,2,2,,2,4
2026,owner,2,1,1000000,50,100,2,0,2,2,4
2026,owner,3,3,10000000,100,1000,5,1,3,2,4
2026,owner,4,4,50000000,1000,5000,5,1,3,2,4
2026,owner,5,5,100000000,5000,10000,5,1,3,2,4
"""
# Column of the table: attribute of the profile, and how a figure is written there.
ATTRIBUTE = {
    'min_years': ('established_on', lambda n: '%d-11-20' % (2026 - n)), 'min_revenue_cny': ('revenue_wan', lambda n: ('%.4f' % (n / 10000)).rstrip('0').rstrip('.')),
    'min_staff': ('insured_staff', str), 'min_data_gb': ('data_gb', str), 'min_data_staff': ('data_staff', str), 'certified_staff': ('certified_staff', str),
    'min_systems': ('systems', lambda n: ','.join('S%d' % i for i in range(n))), 'min_tools': ('tools', lambda n: ','.join('工具%d' % i for i in range(n))),
    'min_policy_domains': ('policy_domains', lambda n: ','.join(str(i + 7) for i in range(n))),
}
PROVIDER = {        # section 3: the table, contracts per level
    2: {'min_years': 1, 'min_revenue_cny': 1000000, 'min_staff': 50, 'min_service_domains': 4, 'min_contracts': 3, 'min_total_contracts_cny': 1500000, 'min_single_contract_cny': 500000, 'min_data_staff': 2, 'min_ip': 1},
    3: {'min_years': 2, 'min_revenue_cny': 5000000, 'min_staff': 100, 'min_contracts': 5, 'min_total_contracts_cny': 5000000, 'min_single_contract_cny': 600000, 'min_data_staff': 2, 'min_ip': 1},
    4: {'min_years': 3, 'min_revenue_cny': 10000000, 'min_staff': 1000, 'min_contracts': 10, 'min_total_contracts_cny': 15000000, 'min_single_contract_cny': 700000, 'min_data_staff': 2, 'min_ip': 1},
}
top = tempfile.mkdtemp(prefix='dcmm-eligible-')


def ask(attributes, target, rules='2026', date=' date="2026-11-20"', lang='en'):
    path = os.path.join(top, 'a.xml')
    with open(path, 'w', encoding='utf-8') as f:
        f.write('<answers xmlns="urn:dcmm:answers:1" questionnaire="dcmm-2018"%s><enterprise>%s</enterprise></answers>'
                % (date, ''.join('<attribute key="%s">%s</attribute>' % kv for kv in attributes.items())))
    r = run('eligible', path, '--target', target, '--rules', rules, '--format', 'json', '--lang', lang)
    return r.code, json.loads(r.out) if r.out else None, r


def states(document):
    return {c['key']: c['state'] for c in document['conditions']}


def at(figures, role='owner', changes=()):
    profile = {'role': role}
    for column, figure in figures.items():
        attribute, form = ATTRIBUTE[column]
        profile[attribute] = form(figure)
    profile.update(changes)
    return {k: v for k, v in profile.items() if v is not None}


ladder = {}
for row in csv.DictReader(io.StringIO(OWNER)):
    figures = {k: int(v) for k, v in row.items() if k in ATTRIBUTE and v}
    ladder.setdefault(row['rule_set'], {})[int(row['level'])] = figures
    wrong = []
    code, document, r = ask(at(figures), row['level'], row['rule_set'])
    if code != 0 or document['verdict'] != 'eligible' or set(states(document)) != set(figures) or set(states(document).values()) != {'met'} or document['highest'] < int(row['level']):
        wrong.append('at the figures: %s' % r)
    for column, figure in figures.items():
        attribute, form = ATTRIBUTE[column]
        # Just below: a day too young, 0.01 of 10,000 CNY short, one fewer.
        below = {'min_years': '%d-11-21' % (2026 - figure), 'min_revenue_cny': '%.2f' % (figure / 10000 - 0.01)}.get(column) or (form(figure - 1) if figure else None)
        if below is not None and (below != '' or column.startswith('min_') and figure == 1):
            code, document, r = ask(at(figures, changes={attribute: below}), row['level'], row['rule_set'])
            mine = [c for c in document['conditions'] if c['key'] == column][0]
            if code != 1 or document['verdict'] != 'not eligible' or mine['state'] != 'missing' or not mine.get('distance') or sum(s != 'met' for s in states(document).values()) != 1:
                wrong.append('%s below: %s' % (column, r))
            if column not in ('min_years', 'min_revenue_cny') and mine.get('missing') != '1':
                wrong.append('%s: one is missing, not %s' % (column, mine.get('missing')))
            if column == 'min_revenue_cny' and mine.get('missing') != '0.01':
                wrong.append('%s: 0.01 is missing, not %s' % (column, mine.get('missing')))
        code, document, r = ask(at(figures, changes={attribute: None}), row['level'], row['rule_set'])
        want = ('met', 0, 'eligible') if figure == 0 else ('unknown', 1, 'open')
        if (states(document)[column], code, document['verdict']) != want:
            wrong.append('%s not in the profile: %s' % (column, r))
    ok(not wrong, 'rules of %(rule_set)s, %(role)s, level %(level)s' % row, *wrong[:3])

# Every row of data has source and confidence; nothing is promised that is not sourced.
wrong = []
for rules in ladder:
    for role in ('owner', 'provider'):
        for target in (2, 3, 4, 5):
            _, document, r = ask({'role': role}, target, rules)
            wrong += ['%s %s %d %s' % (rules, role, target, c['key']) for c in document['conditions'] if not c.get('source') or c.get('confidence') not in ('high', 'medium', 'low')]
ok(not wrong, 'every condition has a source and a confidence', *wrong[:8])

# ---- section 2, last paragraph: the staff line decides
wrong = []
for staff, highest in ((49, 0), (50, 2), (99, 2), (100, 3), (999, 3), (1000, 4), (4999, 4), (5000, 5)):
    rich = at(dict(ladder['2026'][5], min_staff=staff))
    _, document, r = ask(rich, 5)
    if document['highest'] != highest:
        wrong.append('%d staff: %s' % (staff, r))
ok(not wrong, 'fewer than 50 insured: none; 50–99: at most 2; 100–999: at most 3', *wrong)
_, document, r = ask(at(ladder['2026'][2], changes={'staff': '5000', 'insured_staff': '49'}), 2)
ok(states(document)['min_staff'] == 'missing', 'insured staff count, never staff', r)
_, document, r = ask(at(ladder['2026'][2], changes={'staff': '5000', 'insured_staff': None}), 2)
ok(states(document)['min_staff'] == 'unknown' and document['information'].get('staff') == '5000', 'staff is information alone', r)

# ---- years are counted to the answers' date
wrong = []
for born, date, level, state in (('2023-11-20', '2026-11-20', 3, 'met'), ('2023-11-21', '2026-11-20', 3, 'missing'), ('2024-02-29', '2025-02-28', 2, 'missing'), ('2024-02-29', '2025-03-01', 2, 'met'),
                                 ('2025-12-31', '2026-12-30', 2, 'missing'), ('2025-12-31', '2026-12-31', 2, 'met'), ('2027-01-01', '2026-11-20', 2, 'unknown'), ('never', '2026-11-20', 2, 'unknown'),
                                 ('2020', '2026-11-20', 2, 'unknown')):
    _, document, r = ask(at(ladder['2026'][level], changes={'established_on': born}), level, date=' date="%s"' % date)
    if states(document)['min_years'] != state:
        wrong.append('%s to %s: %s' % (born, date, r))
_, document, r = ask(at(ladder['2026'][2]), 2, date='')
if states(document)['min_years'] != 'unknown':
    wrong.append('without a date: %s' % r)
_, document, r = ask(at(ladder['2026'][3], changes={'established_on': '2024-06-18'}), 3)
if '2027' not in [c for c in document['conditions'] if c['key'] == 'min_years'][0]['distance']:
    wrong.append('a date beats a duration: %s' % r)
ok(not wrong, 'full years between establishment and the answers\' date', *wrong[:4])

# ---- values that are no numbers, lists with Chinese commas, blanks and repetitions
wrong = []
for attribute, key, value, state in (('insured_staff', 'min_staff', 'about 60', 'unknown'), ('insured_staff', 'min_staff', '60人', 'unknown'), ('insured_staff', 'min_staff', '-60', 'unknown'),
                                     ('insured_staff', 'min_staff', '60.0', 'met'), ('insured_staff', 'min_staff', ' 60 ', 'met'), ('systems', 'min_systems', 'ERP、MES', 'met'), ('systems', 'min_systems', 'ERP，MES', 'met'),
                                     ('systems', 'min_systems', 'ERP,ERP, ERP', 'missing'), ('systems', 'min_systems', 'ERP,', 'missing'), ('systems', 'min_systems', ' , ,', 'missing')):
    _, document, r = ask(at(ladder['2026'][2], changes={attribute: value}), 2)
    if states(document)[key] != state:
        wrong.append('%s=%r: %s' % (attribute, value, r))
ok(not wrong, 'odd values', *wrong[:4])

# ---- verdict: missing before unknown, target 1, a role that is not known
code, document, r = ask({'role': 'owner', 'insured_staff': '10'}, 2)
ok(code == 1 and document['verdict'] == 'not eligible' and document['highest'] == 0, 'one missing and others unknown: not eligible', r)
code, document, r = ask({}, 2)
ok(code == 1 and document['verdict'] == 'open' and document['role'] == 'owner', 'an empty profile: open, as owner', r)
code, document, r = ask(at(ladder['2026'][5]), 1)
ok(code == 1 and document['conditions'] == [], 'level 1 has no certificate and no figures', r)

# ---- providers, by the figures that are known
ATTRIBUTE.update({'min_service_domains': ('service_domains', lambda n: ','.join(str(i + 7) for i in range(n))), 'min_contracts': ('contract_count', str), 'min_ip': ('ip', str),
                  'min_total_contracts_cny': ('contract_total_wan', lambda n: str(n // 10000)), 'min_single_contract_cny': ('contract_single_wan', lambda n: str(n // 10000))})
for level, figures in PROVIDER.items():
    wrong = []
    profile = at(figures, 'provider', {'service_domains': '7,8,9,10,11,12,13'})
    code, document, r = ask(profile, level)
    if code != 0 or document['role'] != 'provider' or not set(figures) <= set(states(document)):
        wrong.append(r)
    for column, figure in figures.items():
        attribute, form = ATTRIBUTE[column]
        below = '%d-11-21' % (2026 - figure) if column == 'min_years' else form(figure - (10000 if column.endswith('_cny') else 1))
        code, document, r = ask(dict(profile, **{attribute: below}), level)
        if code != 1 or states(document)[column] != 'missing':
            wrong.append('%s below: %s' % (column, r))
    ok(not wrong, 'provider, level %d' % level, *wrong[:3])

# ---- how a distance is said (storyboard, 2.5)
profile = at(ladder['2026'][3], changes={'insured_staff': '88', 'revenue_wan': '880', 'data_gb': '600', 'systems': 'ERP,MES'})
said = {}
for lang in ('zh_CN', 'en'):
    _, document, r = ask(profile, 3, lang=lang)
    said[lang] = {c['key']: c.get('distance', '').replace(' ', '') for c in document['conditions'] if c['state'] == 'missing'}
ok(said['zh_CN'].get('min_staff') == '还需增加12名参保人员（现有88，要求100）' and said['en'].get('min_staff') == '12moreinsuredstaff(88now,100required)', 'distance in people', said)
ok(said['zh_CN'].get('min_revenue_cny') == '营业收入还差120万元（上年880，要求1000）', 'distance in money', said)
ok('1' in said['zh_CN'].get('min_systems', '') and '现有2，要求3' in said['zh_CN'].get('min_systems', ''), 'distance in counted things', said)
ok(set(said['en']) == {'min_staff', 'min_revenue_cny', 'min_data_gb', 'min_systems'}, 'nothing else is missing', said)
__import__('shutil').rmtree(top)
done()
