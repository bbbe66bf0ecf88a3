#!/usr/bin/env python3
# under-asan: no
# cost: 25
"""The published schemas, held by xmllint and by jing against everything that is shipped and everything that dcmm writes,
and against small files that they must refuse."""
import glob
import os
import random
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _tap import BUILD, DATA, ROOT, done, ok, run, skip                  # noqa: E402
sys.path.insert(0, os.path.join(ROOT, 'tests', 'scorer'))
import random_data                                                       # noqa: E402
import scorer                                                            # noqa: E402

SCHEMAS = os.path.join(DATA, 'schema')
ROOTS = ('answers', 'enterprise', 'questionnaire', 'policy', 'overlay', 'eligibility', 'programmes', 'crosswalk', 'actions', 'roles', 'plan', 'result', 'results')
JING = shutil.which('jing')


def validators(schema, paths):
    """What each validator has against each file: {name: {path: text}}; a file without an entry is valid."""
    rng = os.path.join(SCHEMAS, schema + '.rng')
    found = {'xmllint': {}}
    for path in paths:
        r = subprocess.run(['xmllint', '--noout', '--nonet', '--relaxng', rng, path], capture_output=True, text=True)
        if r.returncode:
            found['xmllint'][path] = r.stderr
    if JING and paths:
        found['jing'] = {}
        r = subprocess.run([JING, rng, *paths], capture_output=True, text=True)
        for line in r.stdout.splitlines():
            for path in paths:
                if line.startswith(path + ':') or path not in line and line.startswith(rng):
                    found['jing'].setdefault(path, line)
        if r.returncode and not found['jing']:
            found['jing'][paths[0]] = r.stdout + r.stderr
    return found


def valid(schema, paths, name):
    found = validators(schema, paths)
    bad = ['%s: %s' % (v, text[:400]) for v, files in found.items() for text in files.values()]
    ok(bool(paths) and not bad, '%s (%d)' % (name, len(paths)), *bad[:5])


def refused(schema, text, name, folder):
    """A file that is not valid: by both validators, and by `dcmm check --strict`."""
    path = os.path.join(folder, 'wrong.xml')
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)
    found = validators(schema, [path])
    r = run('check', '--strict', '--lang', 'en', path)
    ok(all(found.values()) and r.code in (1, 3) and r.err.startswith(path + ':'), '%s refuses %s' % (schema, name),
       ', '.join(v for v, files in found.items() if not files) + ' accept it' if not all(found.values()) else r)


def written(folder):
    """One of everything that dcmm writes, by the schema that must hold."""
    sample = sorted(glob.glob(os.path.join(DATA, 'samples', '*.xml')))
    out = {schema: [] for schema in ROOTS}

    def keep(schema, name, *argv, short=False):
        path = os.path.join(folder, name)
        r = run(*argv, '-o', path)
        if r.code and not (short and r.code == 1):
            ok(False, 'dcmm ' + argv[0], r)
        else:
            out[schema].append(path)

    profile = os.path.join(folder, 'profile.xml')
    with open(profile, 'w', encoding='utf-8') as f:
        f.write('<enterprise xmlns="urn:dcmm:answers:1" uscc="91330282M000001A9H"><name>A &amp; B</name><attribute key="staff">3</attribute></enterprise>')
    out['enterprise'].append(profile)
    keep('answers', 'new.zh.xml', 'new', '--lang', 'zh_CN')
    keep('answers', 'new.en.xml', 'new', '--lang', 'en', '--profile', profile)
    for lang in ('zh_CN', 'en'):
        keep('questionnaire', 'model.%s.xml' % lang, 'models', 'dcmm-2018', '--format', 'xml', '--lang', lang)
        for policy in ('practice', 'gated', 'strict'):
            for i, s in enumerate(sample):
                keep('result', 'r-%s-%s-%d.xml' % (lang, policy, i), 'score', s, '--format', 'xml', '--policy', policy, '--lang', lang, '--target', str(i % 3 + 3))
            keep('results', 'rs-%s-%s.xml' % (lang, policy), 'score', *sample, '--format', 'xml', '--policy', policy, '--lang', lang)
    keep('result', 'r-new.xml', 'score', os.path.join(folder, 'new.zh.xml'), '--format', 'xml')
    if os.access(os.path.join(BUILD, 'dcmm-exchange'), os.X_OK):
        for i, s in enumerate(sample):
            path = os.path.join(folder, 'again-%d.xml' % i)
            if run('convert', s, path[:-3] + 'csv').code == 0 and run('convert', path[:-3] + 'csv', path).code == 0:
                out['answers'].append(path)
            else:
                ok(False, 'convert ' + s)
    for i, s in enumerate(sorted(glob.glob(os.path.join(DATA, 'samples', '*-2018.xml')))):
        keep('answers', 'migrated-%d.xml' % i, 'migrate', '--to', 'dcmm-2025', s)
    for policy in ('practice', 'gated', 'strict'):
        for i, s in enumerate(sample):
            keep('plan', 'plan-%s-%d.xml' % (policy, i), 'plan', s, '--policy', policy, '--target', str(i % 3 + 2), '--alternatives', '--start', '2027-01-04',
                 '--capacity', 'it=300', '--target=7=2', '--keep', '6.3', '--fix', 'std-dept-terms', short=True)
            keep('plan', 'budget-%s-%d.xml' % (policy, i), 'plan', s, '--policy', policy, '--target', '5', '--budget', '30', short=True)
    keep('plan', 'continued.xml', 'plan', sample[0], '--target', '3', '--continue', out['plan'][0], '--start', '2027-03-01', short=True)
    # Answers at the edges: nothing applies, everything met, random ones, under random policies.
    rnd = random.Random(5)
    q = scorer.Questionnaire(os.path.join(DATA, 'dcmm-2018', 'questionnaire.xml'))
    for value in ('na', 'full', 'none'):
        path = os.path.join(folder, 'all-%s.xml' % value)
        random_data.write(path, ['<answers xmlns="urn:dcmm:answers:1" questionnaire="dcmm-2018">'] +
                          ['<answer ref="%s" value="%s"><note>n</note></answer>' % (c.id, value) for c in q.criteria] + ['</answers>'])
        out['answers'].append(path)
        keep('result', 'r-all-%s.xml' % value, 'score', path, '--format', 'xml')
    for n in range(12):
        policy, path = os.path.join(folder, 'p%d.xml' % n), os.path.join(folder, 'a%d.xml' % n)
        random_data.policy(rnd, 'p%d' % n, policy, q)
        random_data.answers(rnd, q, scorer.Policy(policy).values, path, evidence=True)
        out['policy'].append(policy)
        out['answers'].append(path)
        keep('result', 'r%d.xml' % n, 'score', path, '--policy', policy, '--format', 'xml', '--lang', 'en')
    overlay = os.path.join(folder, 'overlay.xml')
    with open(overlay, 'w', encoding='utf-8') as f:
        f.write('<overlay xmlns="urn:dcmm:overlay:1" questionnaire="dcmm-2018"><criterion id="6.1-1.1" level="1"><text xml:lang="en">Mine</text></criterion>'
                '<criterion id="6.1-5.9" level="5" dimension="policy" weight="2"><text xml:lang="zh">新</text><hint xml:lang="zh">提示</hint></criterion></overlay>')
    out['overlay'].append(overlay)
    keep('result', 'r-overlay.xml', 'score', sample[0], '--overlay', overlay, '--format', 'xml')
    keep('questionnaire', 'model-overlay.xml', 'models', 'dcmm-2018', '--overlay', overlay, '--format', 'xml')
    for n in range(10):
        path = os.path.join(folder, 'own-%d.xml' % n)
        random_data.questionnaire(rnd, 'own-%d' % n, path)
        out['questionnaire'].append(path)
    whole = os.path.join(folder, 'whole.xml')
    with open(whole, 'wb') as f:
        f.write(subprocess.run(['xmllint', '--xinclude', os.path.join(DATA, 'dcmm-2018', 'questionnaire.xml')], stdout=subprocess.PIPE).stdout)
    out['questionnaire'].append(whole)
    return out


LEVELS = ''.join('<level no="%d"><name xml:lang="en">%d</name></level>' % (n, n) for n in range(1, 6))
ITEM = ('<domain id="1"><name xml:lang="en">d</name><item id="1.1"><name xml:lang="en">i</name>%s</item></domain>'
        % '<criterion id="1.1-1.1" level="1" dimension="policy"><text xml:lang="en">t</text></criterion>')
Q = '<questionnaire xmlns="urn:dcmm:questionnaire:1" id="q">%s</questionnaire>'
P = ('<policy xmlns="urn:dcmm:policy:1" id="p"><scale><value id="full" compliance="1"/></scale>%s<levels>' +
     ''.join('<level no="%d" from="%d"/>' % (n, n) for n in range(1, 6)) + '</levels></policy>')
A = '<answers xmlns="urn:dcmm:answers:1" questionnaire="dcmm-2018"%s>%s</answers>'
C = '<crosswalk xmlns="urn:dcmm:crosswalk:1" from="dcmm-2018" to="dcmm-2025">%s</crosswalk>'
ACTIONS = '<actions xmlns="urn:dcmm:actions:1" questionnaire="dcmm-2018"><action id="a" role="it"><title xml:lang="en">t</title>%s</action></actions>'
R = '<result xmlns="urn:dcmm:result:1" questionnaire="q" policy="p" complete="true" answered="1" criteria="1">%s</result>'
WRONG = [
    ('answers', A % (' date="20.11.2026"', ''), 'a date in another order'),
    ('answers', A % ('', '<answer ref="6.1-1.1"/>'), 'an answer without value'),
    ('answers', A % ('', '<answer value="full"/>'), 'an answer without ref'),
    ('answers', A % ('', '<answer ref="6.1-1.1" value="full" confidence="very"/>'), 'an unknown confidence'),
    ('answers', A % ('', '<answer ref="6.1-1.1" value="full"><evidence href="a"/></answer>'), 'evidence without title'),
    ('answers', A % ('', '<answer ref="6.1-1.1" value="full"><evidence title="a" sha256="abc"/></answer>'), 'a short hash'),
    ('answers', A % ('', '<answer ref="6.1-1.1" value="full" colour="red"/>'), 'an unknown attribute'),
    ('answers', A % ('', '<remark/>'), 'an unknown element'),
    ('answers', A % ('', '<bonus kind="data_manager"/>'), 'a bonus without count'),
    ('answers', '<answers xmlns="urn:dcmm:answers:1"/>', 'answers to no questionnaire'),
    ('enterprise', '<enterprise xmlns="urn:dcmm:answers:1"><attribute>3</attribute></enterprise>', 'an attribute without key'),
    ('enterprise', '<enterprise xmlns="urn:dcmm:answers:1"><answer ref="a" value="b"/></enterprise>', 'an answer in a profile'),
    ('questionnaire', Q % ITEM, 'a questionnaire without levels'),
    ('questionnaire', Q % LEVELS, 'a questionnaire without domains'),
    ('questionnaire', Q % (LEVELS + ITEM.replace('dimension="policy"', 'dimension="colour"')), 'an unknown dimension'),
    ('questionnaire', Q % (LEVELS + ITEM.replace('1.1-1.1', '1.1-6.1')), 'a criterion of level 6'),
    ('questionnaire', Q % (LEVELS + ITEM.replace('<text xml:lang="en">', '<text>')), 'text without a language'),
    ('questionnaire', Q % (LEVELS + ITEM.replace('level="1" ', 'level="1" weight="-1" ')), 'a negative weight'),
    ('questionnaire', Q % (LEVELS + '<include xmlns="http://www.w3.org/2001/XInclude" href="../../etc/passwd"/>'), 'an include from elsewhere'),
    ('policy', P % '<item combine="gated"/>', 'a gated policy without gate'),
    ('policy', P % '<item combine="average"/>', 'an unknown combination'),
    ('policy', P % '', 'a policy that combines nothing'),
    ('policy', (P % '<item combine="sum"/>').replace('compliance="1"', 'compliance="1.2"'), 'a compliance above 1'),
    ('policy', (P % '<item combine="sum"/>').replace('<level no="5" from="5"/>', ''), 'four levels'),
    ('policy', (P % '<item combine="sum"/>').replace('from="5"/>', 'from="5"><condition from="1"/></level>'), 'a condition on nothing'),
    ('overlay', '<overlay xmlns="urn:dcmm:overlay:1"/>', 'an overlay over nothing'),
    ('overlay', '<overlay xmlns="urn:dcmm:overlay:1" questionnaire="dcmm-2018"><criterion id="x"/></overlay>', 'a criterion with another kind of id'),
    ('eligibility', '<eligibility xmlns="urn:dcmm:eligibility:1" id="e"/>', 'rules without a role'),
    ('eligibility', '<eligibility xmlns="urn:dcmm:eligibility:1" id="e"><column key="a" attribute="b" counting="guess"/><role id="owner"/></eligibility>', 'an unknown counting'),
    ('crosswalk', C % '', 'a crosswalk without a map'),
    ('crosswalk', C % '<map from="6.1-1.1" to="6.1-1.1" relation="equal"/>', 'an unknown relation'),
    ('crosswalk', C % '<map from="6.1-1.1" to="6.1-1.1"/>', 'a map without relation'),
    ('crosswalk', C % '<map from="6.1-1.1" to="6.1-1.1" relation="new"/>', 'a new criterion with a forebear'),
    ('crosswalk', C % '<map to="6.1-1.1" relation="withdrawn"/>', 'a withdrawn criterion with an heir'),
    ('crosswalk', C % '<map to="6.1-1.1" relation="same"/>', 'one that is the same as nothing'),
    ('actions', '<actions xmlns="urn:dcmm:actions:1"/>', 'actions for no edition'),
    ('actions', ACTIONS % '<effort low="1"/><raises ref="6.1-1.1" to="full"/>', 'an effort without the likely days'),
    ('actions', ACTIONS % '<effort likely="-1"/><raises ref="6.1-1.1" to="full"/>', 'a negative effort'),
    ('actions', ACTIONS % '<effort likely="1"/>', 'an action that raises nothing'),
    ('actions', ACTIONS % '<effort likely="1"/><raises ref="6.1-1.1"/>', 'a raise to nothing'),
    ('actions', ACTIONS % '<effort likely="1"/><duration days="0"/><raises ref="6.1-1.1" to="full"/>', 'a duration of no days'),
    ('roles', '<roles xmlns="urn:dcmm:roles:1"/>', 'no roles'),
    ('roles', '<roles xmlns="urn:dcmm:roles:1"><role><name xml:lang="en">r</name></role></roles>', 'a role without an id'),
    ('result', R % '<enterprise/><overall score="2.5" level="2"/>', 'a score with one decimal'),
    ('result', R % '<enterprise/><overall score="2.50" level="7"/>', 'a level of 7'),
    ('results', '<results xmlns="urn:dcmm:result:1"><answers/></results>', 'something else among results'),
]

for schema in ROOTS:
    path = os.path.join(SCHEMAS, schema + '.rng')
    with open(path, encoding='utf-8') as f:
        head = f.read().split('<include')[0]
    ok(' ns="urn:dcmm:' in head, schema + '.rng names its namespace on grammar')
if not JING:
    skip('jing', 'jing is not installed; xmllint alone has been asked')
valid('questionnaire', glob.glob(os.path.join(DATA, 'dcmm-*', '*.xml')), 'the shipped questionnaires, whole files and domains')
valid('policy', [p for p in glob.glob(os.path.join(DATA, 'policies', '*.xml')) if 'eligibility-' not in p], 'the shipped policies')
valid('actions', glob.glob(os.path.join(DATA, 'actions', '*.xml')), 'the shipped actions')
valid('roles', [os.path.join(DATA, 'roles.xml')], 'the shipped roles')
valid('programmes', [os.path.join(DATA, 'programmes.xml')], 'the shipped pilots and subsidies')
valid('eligibility', glob.glob(os.path.join(DATA, 'policies', 'eligibility-*.xml')), 'the shipped eligibility rules')
valid('crosswalk', glob.glob(os.path.join(DATA, 'crosswalk-*.xml')), 'the shipped crosswalk')
valid('answers', glob.glob(os.path.join(DATA, 'samples', '*.xml')), 'the samples')
valid('questionnaire', glob.glob(os.path.join(ROOT, 'tests', 'data', '*', 'questionnaires', '*', 'questionnaire.xml')), 'the questionnaires of the tests')
with tempfile.TemporaryDirectory(prefix='dcmm-schema-') as top:
    everything = written(top)
    for schema, paths in everything.items():
        if not paths:                                   # dcmm writes none of these
            continue
        valid(schema, paths, 'written: ' + schema)
        r = run('check', '--strict', '--quiet', '--lang', 'en', *paths)
        ok(r.code == 0 or (schema == 'answers' and r.code == 1), 'dcmm check --strict: written ' + schema, r)
    r = run('check', '--strict', '--quiet', *glob.glob(os.path.join(DATA, 'samples', '*.xml')), *glob.glob(os.path.join(DATA, 'policies', '*.xml')),
            *glob.glob(os.path.join(DATA, 'dcmm-*', 'questionnaire.xml')), *glob.glob(os.path.join(DATA, 'crosswalk-*.xml')))
    ok(r.code == 0 and not r.err and not r.out, 'dcmm check --strict: everything shipped', r)
    for schema, text, name in WRONG:
        refused(schema, text, name, top)
done()
