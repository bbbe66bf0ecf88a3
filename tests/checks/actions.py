#!/usr/bin/env python3
# under-asan: no
"""The shipped improvement actions as data, read by Python's own XML: enough of them, every criterion of levels 1 to 4 met in
full by one, no circles, both languages, no text twice; what both editions share says the same; and level 4 can be reached
from every sample under every policy (as tests/scorer scores)."""
import collections
import glob
import os
import re
import sys
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _tap import DATA, ROOT, done, ok                                   # noqa: E402
sys.path.insert(0, os.path.join(ROOT, 'tests', 'scorer'))
import scorer                                                           # noqa: E402

A, Q, LANG = '{urn:dcmm:actions:1}', '{urn:dcmm:questionnaire:1}', '{http://www.w3.org/XML/1998/namespace}lang'
EDITIONS = ('dcmm-2018', 'dcmm-2025')
POLICIES = ('practice', 'gated', 'strict')
RANK = {'none': 0, 'part': 1, 'large': 2, 'full': 3}
TEXTS = ('title', 'why', 'step', 'deliverable', 'proof', 'tools')
ROLES = {r.get('id') for r in ET.parse(os.path.join(DATA, 'roles.xml')).getroot() if r.get('id')}


class Action:
    def __init__(self, element):
        self.id, self.role = element.get('id'), element.get('role')
        effort = element.find(A + 'effort')
        self.effort = tuple(int(effort.get(k)) for k in ('low', 'likely', 'high'))
        self.requires = [r.get('ref') for r in element.findall(A + 'requires')]
        self.raises = [(r.get('ref'), r.get('to')) for r in element.findall(A + 'raises')]
        self.texts = {(t, lang): [''.join(e.itertext()).strip() for e in element.findall(A + t) if e.get(LANG) == lang] for t in TEXTS for lang in ('zh', 'en')}
        self.strange = [e.tag for e in element for t in TEXTS if e.tag == A + t and e.get(LANG) not in ('zh', 'en')]


def load(edition):
    return [Action(e) for e in ET.parse(os.path.join(DATA, 'actions', edition + '.xml')).getroot().findall(A + 'action')]


def levels(edition):
    """Criterion ► level, of all the edition's files."""
    found = {}
    for path in glob.glob(os.path.join(DATA, edition, 'domain-*.xml')):
        found.update({c.get('id'): int(c.get('level')) for c in ET.parse(path).getroot().iter(Q + 'criterion')})
    return found


def circle(actions):
    """Those left when again and again what requires nothing more is taken away."""
    left = {a.id: set(a.requires) for a in actions}
    while True:
        free = [a for a, before in left.items() if not before & left.keys()]
        if not free:
            return sorted(left)
        for a in free:
            del left[a]


def twice(values):
    return [v for v, n in collections.Counter(values).items() if n > 1]


def structure(edition, actions):
    ids, criteria = {a.id for a in actions}, levels(edition)
    ok(len(actions) >= 120 and len(ids) == len(actions), '%s: %d actions, no id twice' % (edition, len(actions)), *twice(a.id for a in actions))
    full = {ref for a in actions for ref, to in a.raises if to == 'full'}
    short = sorted(c for c, level in criteria.items() if level <= 4 and c not in full)
    ok(len(criteria) > 400 and not short, edition + ': every criterion of levels 1 to 4 is met in full by an action', *short)
    wrong = ['%s requires %s' % (a.id, b) for a in actions for b in a.requires if b not in ids or b == a.id]
    wrong += ['%s requires twice: %s' % (a.id, twice(a.requires)) for a in actions if twice(a.requires)]
    ok(not wrong and not circle(actions), edition + ': what is required is there, and nothing in a circle', *wrong, *circle(actions))
    wrong = ['%s raises %s to %s' % (a.id, ref, to) for a in actions for ref, to in a.raises if ref not in criteria or not RANK.get(to)]
    wrong += ['%s raises twice: %s' % (a.id, twice(r for r, _ in a.raises)) for a in actions if twice(r for r, _ in a.raises)]
    ok(not wrong and all(a.raises for a in actions), edition + ': what is raised is there, once, to more than nothing', *wrong)
    wrong = [a.id for a in actions if a.role not in ROLES or not 0 < a.effort[0] <= a.effort[1] <= a.effort[2]]
    ok(not wrong, edition + ': a known role, and low ≤ likely ≤ high', *wrong)


def texts(edition, actions):
    wrong = ['%s: %s in %s' % (a.id, t, lang) for a in actions for (t, lang), said in a.texts.items()
             if not all(said) or len(said) != len(a.texts[t, 'zh']) or (t in ('title', 'why', 'step', 'deliverable') and not said)]
    ok(not wrong and not any(a.strange for a in actions), edition + ': every text in both languages', *wrong)
    for t in ('title', 'why', 'step', 'deliverable', 'proof'):
        same = [s for lang in ('zh', 'en') for s in twice(s for a in actions for s in a.texts[t, lang])]
        ok(not same, '%s: no %s is said twice' % (edition, t), *same)
    every = [(a.id, lang, s) for a in actions for (_, lang), said in a.texts.items() for s in said]
    wrong = [(i, s) for i, lang, s in every if lang == 'en' and re.search('[\u4e00-\u9fff]', s)]
    wrong += [(i, s) for i, lang, s in every if lang == 'zh' and (not re.search('[\u4e00-\u9fff]', s) and len(s) > 12 or
              re.search('[\u4e00-\u9fff] [A-Za-z0-9]|[A-Za-z0-9] [\u4e00-\u9fff]|[,;:?!](?=[\u4e00-\u9fff])', s))]
    ok(not wrong, edition + ': each language is its own, Chinese without typed blanks and with its own punctuation', *wrong)


def shared(old, new):
    old, new = ({a.id: a for a in actions} for actions in (old, new))
    both = sorted(old.keys() & new.keys())
    wrong = [i for i in both if (old[i].role, old[i].effort) != (new[i].role, new[i].effort) or
             any(old[i].texts['title', lang] != new[i].texts['title', lang] for lang in ('zh', 'en'))]
    ok(both and not wrong, '%d actions stand in both editions: title, role and effort are the same' % len(both), *wrong)


def reachable(edition, actions):
    """Everything carried out."""
    questionnaire, short = scorer.Questionnaire(os.path.join(DATA, edition, 'questionnaire.xml')), []
    paths = sorted(glob.glob(os.path.join(DATA, 'samples', '*-%s.xml' % edition[-4:])))
    for path in paths:
        for name in POLICIES:
            answers = scorer.Answers(path)
            for ref, to in (r for a in actions for r in a.raises):
                value = answers.own.get(ref)
                if value != 'na' and RANK[to] > RANK.get(value, 0):
                    answers.own[ref] = to
            level = scorer.result(questionnaire, scorer.Policy(os.path.join(DATA, 'policies', name + '.xml')), answers)['overall']['level']
            if level < 4:
                short.append('%s, %s: level %s' % (os.path.basename(path), name, level))
    ok(len(paths) == 3 and not short, edition + ': level 4 is within reach of every sample under every policy', *short)


def main():
    every = {e: load(e) for e in EDITIONS}
    for edition, actions in every.items():
        structure(edition, actions)
        texts(edition, actions)
        reachable(edition, actions)
    shared(*every.values())


main()
done()
