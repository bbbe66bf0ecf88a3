#!/usr/bin/env python3
"""Migration, held against a second one written here from the contract (design, sections 3 and 4): values, marks, notes,
evidence and second opinions of the samples and of random answers; that nothing is lost; and that a criterion that is
said to be the same reads the same in both editions."""
import glob
import itertools
import os
import random
import re
import sys
import tempfile
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _tap import DATA, done, ok, run                                    # noqa: E402

A, Q, C, X = ('{urn:dcmm:answers:1}', '{urn:dcmm:questionnaire:1}', '{urn:dcmm:crosswalk:1}', '{http://www.w3.org/XML/1998/namespace}')
COMPLIANCE = {'full': 1, 'large': 0.8, 'part': 0.5, 'none': 0}


def questionnaire(name):
    """Criteria in order: id ► element."""
    found = {}
    for path in sorted(glob.glob(os.path.join(DATA, name, 'domain-*.xml'))):
        for criterion in ET.parse(path).getroot().iter(Q + 'criterion'):
            found[criterion.get('id')] = criterion
    return found


OLD, NEW = questionnaire('dcmm-2018'), questionnaire('dcmm-2025')
MAPS = [(m.get('from'), m.get('to'), m.get('relation'))
        for m in ET.parse(os.path.join(DATA, 'crosswalk-2018-2025.xml')).getroot().iter(C + 'map')]
WORDS = {'same': 'the same', 'narrower': 'asks for less', 'broader': 'asks for more', 'intersects': 'in part alike'}
TO = {ref: [(f, r) for f, t, r in MAPS if t == ref and f] for ref in NEW}


def answers(path):
    root = ET.parse(path).getroot()
    return root, {a.get('ref'): a for a in root.iter(A + 'answer')}


def lowest(values):
    counting = [v for v in values if v != 'na']
    return min(counting, key=COMPLIANCE.get) if counting else 'na'


def note(element):
    n = element.find(A + 'note')
    return n.text if n is not None and n.text else None


def once(things):
    return list(dict.fromkeys(t for t in things if t))


def evidence(answer):
    return [tuple(sorted(e.attrib.items())) for e in answer.iter(A + 'evidence')]


def expected(before):
    """ref ► (value, review, note, evidence, second opinion) after."""
    found = {}
    for ref in NEW:
        old = [before[f] for f, _ in TO[ref] if f in before]
        if not old:
            continue
        plain = len(TO[ref]) == 1 and TO[ref][0][1] == 'same'
        second = [a.find(A + 'verified') for a in old]
        verified = None
        if any(v is not None for v in second):
            verified = (lowest([(a if v is None else v).get('value') for a, v in zip(old, second)]),
                        '\n'.join(once(note(v) for v in second if v is not None)) or None)
        found[ref] = (lowest([a.get('value') for a in old]),
                      None if plain else ', '.join('%s %s' % m for m in TO[ref]),
                      '\n'.join(once(note(a) for a in old)) or None,
                      once(itertools.chain(*map(evidence, old))),
                      verified)
    return found


def written(answer):
    v = answer.find(A + 'verified')
    return (answer.get('value'), answer.get('review'), note(answer), evidence(answer), None if v is None else (v.get('value'), note(v)))


def holds(path, name, folder):
    out, report = os.path.join(folder, 'new.xml'), os.path.join(folder, 'report.txt')
    r = run('migrate', '--lang', 'en', '--to', 'dcmm-2025', path, '-o', out, '--report', report)
    if r.code:
        ok(False, name, r)
        return
    before_root, before = answers(path)
    root, after = answers(out)
    want = expected(before)
    got = {ref: written(a) for ref, a in after.items()}
    wrong = ['%s: want %s, got %s' % (ref, want.get(ref), got.get(ref)) for ref in NEW if want.get(ref) != got.get(ref)]
    ok(not wrong and list(after) == [ref for ref in NEW if ref in want], name + ': each answer as worked out here, in order', *wrong[:5])

    texts = set(itertools.chain(*(n.text.split('\n') for n in root.iter(A + 'note') if n.text)))
    lost = [n.text for n in before_root.iter(A + 'note') if n.text and not all(line in texts for line in n.text.split('\n'))]
    titles = {e.get('title') for e in root.iter(A + 'evidence')}
    lost += [e.get('title') for e in before_root.iter(A + 'evidence') if e.get('title') not in titles]
    ok(not lost, name + ': no note and no evidence is lost', *lost[:5])

    lines = dict(line.split(': ', 1) for line in r.err.splitlines() if ': ' in line)
    odd = {ref: 'from ' + ', '.join('%s (%s)' % (f, WORDS[r]) for f, r in TO[ref]) if TO[ref] else 'new, to be answered' for ref in NEW if [r for _, r in TO[ref]] != ['same']}
    wrong = ['%s: %s, not %s' % (ref, lines.get(ref), odd[ref]) for ref in odd if lines.get(ref) != odd[ref]]
    wrong += [ref + ': is the same' for ref in lines if ref in NEW and ref not in odd]
    ok(not wrong and len(r.err.splitlines()) - len(odd) <= 3, name + ': each one that is not the same on a line of its own', *wrong[:5])
    said = r.err.splitlines()
    marked, waiting = sum(a.get('review') is not None for a in after.values()), len(NEW) - len(after)
    ok(' carried over: ' in said[0] and said[-1].startswith("To look at again (marked 'review'): %d; to be answered: %d." % (marked, waiting)) and report in said[-1],
       name + ': the summary stands first, and last what is to be done', said[0], said[-1])
    zh = run('migrate', '--lang', 'zh_CN', '--to', 'dcmm-2025', path, '-o', out + '.zh')
    ok(not re.search('narrower|broader|intersects|withdrawn|: new', zh.err) and len(zh.err.splitlines()) == len(said), name + ': no word of the file format in Chinese', zh.err[:300])
    head = {k: v for k, v in before_root.attrib.items() if k not in ('questionnaire', 'id')}
    ok(root.get('questionnaire') == 'dcmm-2025' and root.get('id') != before_root.get('id') and all(root.get(k) == v for k, v in head.items()) and
       all([e.attrib for e in root.iter(A + kind)] == [e.attrib for e in before_root.iter(A + kind)] for kind in ('respondent', 'bonus')),
       name + ': date, people and bonuses stay, the id is another')
    again = run('migrate', '--lang', 'en', '--to', 'dcmm-2025', path, '--quiet')
    with open(out, 'rb') as f:
        ok(again.raw == f.read() and not again.err, name + ': the same bytes again; --quiet is quiet')


def random_answers(rnd, path):
    """Answers to some criteria, with all that an answer may have, and things that occur in several."""
    pick = lambda *all: rnd.choice(all)                                  # noqa: E731
    root = ET.Element(A + 'answers', {'questionnaire': 'dcmm-2018', 'id': '%032x' % rnd.getrandbits(128), 'date': '2026-0%d-01' % rnd.randint(1, 9)})
    for n in range(rnd.randint(0, 3)):
        ET.SubElement(root, A + 'respondent', {'role': 'cdo', 'name': 'N%d' % n})
    share = rnd.choice((0.1, 0.5, 0.9, 1))
    for ref in OLD:
        if rnd.random() > share:
            continue
        a = ET.SubElement(root, A + 'answer', {'ref': ref, 'value': pick('full', 'large', 'part', 'none', 'na')})
        if rnd.random() < 0.7:
            ET.SubElement(a, A + 'note').text = pick('n%d' % rnd.randint(0, 9), 'n %s' % ref, 'a\nb')
        for _ in range(rnd.choice((0, 0, 1, 3))):
            e = {'title': 'e%d' % rnd.randint(0, 4)}
            if rnd.random() < 0.5:
                e['date'] = '2026-01-0%d' % rnd.randint(1, 2)
            ET.SubElement(a, A + 'evidence', e)
        if rnd.random() < 0.3:
            v = ET.SubElement(a, A + 'verified', {'value': pick('full', 'large', 'part', 'none', 'na')})
            if rnd.random() < 0.5:
                ET.SubElement(v, A + 'note').text = pick('v', 'v %s' % ref)
    ET.ElementTree(root).write(path, encoding='utf-8', xml_declaration=True)


def same_texts():
    """2025 takes what it keeps from 2018: words, level, dimension and weight. Only the confidence is another: no text of
    2025 is public, so that none is better than medium."""
    cap = {'high': 'medium'}

    def content(c):
        return [c.get('level'), c.get('dimension'), c.get('weight'), cap.get(c.get('confidence'), c.get('confidence'))] + \
               [(e.tag, e.get(X + 'lang'), sorted(e.attrib.items()), ' '.join((e.text or '').split())) for e in c]

    same = [(f, t) for f, t, r in MAPS if r == 'same']
    wrong = ['%s → %s' % (f, t) for f, t in same if content(OLD[f]) != content(NEW[t])]
    ok(same and not wrong, 'the %d criteria that are the same read the same in both editions' % len(same), *wrong[:10])
    ok(all(c.get('confidence') in ('medium', 'low') for c in NEW.values()), 'no criterion of 2025 is better known than medium')
    ok({f for f, _, _ in MAPS if f} == set(OLD) and {t for _, t, _ in MAPS if t} == set(NEW), 'every criterion of both editions is named')


same_texts()
with tempfile.TemporaryDirectory(prefix='dcmm-migrate-') as top:
    for sample in sorted(glob.glob(os.path.join(DATA, 'samples', '*-2018.xml'))):
        holds(sample, os.path.basename(sample), top)
    rnd = random.Random(8)
    for n in range(6):
        path = os.path.join(top, 'random.xml')
        random_answers(rnd, path)
        holds(path, 'random %d' % n, top)
done()
