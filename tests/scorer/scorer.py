#!/usr/bin/env python3
"""An independent scorer, written from the design's section 4 and domain/scoring.md and never from src/assess: two
implementations have to agree digit for digit.

    tests/scorer/scorer.py -q QUESTIONNAIRE.xml -p POLICY.xml [--values self|verified] [--lang zh|en] ANSWERS.xml…

prints what `dcmm score --format json` prints, without its layout.
"""
import argparse
import json
import os
import re
import sys
import xml.etree.ElementTree as ET
from fractions import Fraction

Q = '{urn:dcmm:questionnaire:1}'
P = '{urn:dcmm:policy:1}'
A = '{urn:dcmm:answers:1}'
XI = '{http://www.w3.org/2001/XInclude}include'
LANG = '{http://www.w3.org/XML/1998/namespace}lang'
LEVELS = range(1, 6)


class Number(str):
    """A number as it is written; compares by its digits, and never with a text of the same digits."""

    def __eq__(self, other):
        return isinstance(other, Number) and str(self) == str(other)

    __hash__ = str.__hash__


def hundredths(q):
    """Rounded once, half away from zero."""
    n = abs(q) * 100
    whole = (2 * n.numerator + n.denominator) // (2 * n.denominator)
    return -whole if q < 0 else whole


def printed(q):
    h = hundredths(q)
    return Number('%s%d.%02d' % ('-' if h < 0 else '', abs(h) // 100, abs(h) % 100))


def words(element, name, ns=Q):
    return {e.get(LANG): ' '.join((e.text or '').split()) for e in element.findall(ns + name)}


def in_language(texts, lang):
    return texts.get(lang) or texts.get('en' if lang == 'zh' else 'zh') or ''


class Criterion:
    def __init__(self, element):
        self.id = element.get('id')
        self.level = int(element.get('level'))
        self.number = int(self.id.rsplit('.', 1)[1])
        self.weight = Fraction(element.get('weight', '1'))
        self.dimension = element.get('dimension', 'process')
        self.confidence = element.get('confidence')


class Item:
    def __init__(self, element):
        self.id = element.get('id')
        self.names = words(element, 'name')
        self.criteria = sorted(map(Criterion, element.findall(Q + 'criterion')), key=lambda c: (c.level, c.number))


class Domain:
    def __init__(self, element):
        self.id = element.get('id')
        self.names = words(element, 'name')
        self.items = [Item(e) for e in element.findall(Q + 'item')]


class Questionnaire:
    def __init__(self, path):
        root = ET.parse(path).getroot()
        self.id = root.get('id')
        self.domains = []
        for child in root:
            if child.tag == XI:
                child = ET.parse(os.path.join(os.path.dirname(path), child.get('href'))).getroot()
            if child.tag == Q + 'domain':
                self.domains.append(Domain(child))
        self.items = [i for d in self.domains for i in d.items]
        self.criteria = [c for i in self.items for c in i.criteria]


class Policy:
    def __init__(self, path):
        root = ET.parse(path).getroot()
        self.id = root.get('id')
        self.values = {}                    # id -> compliance; None leaves numerator and denominator
        for v in root.find(P + 'scale'):
            c = v.get('compliance')
            self.values[v.get('id')] = None if c is None else Fraction(c)
        item = root.find(P + 'item')
        self.combine = item.get('combine')
        self.gate = Fraction(item.get('gate')) if item.get('gate') else None
        self.weights = {}
        for w in root.iterfind(P + 'weights/*'):
            self.weights[w.tag[len(P):], w.get('ref')] = Fraction(w.get('weight'))
        bonus = root.find(P + 'bonus')
        self.bonus = None if bonus is None else tuple(Fraction(bonus.get(k, '5')) for k in ('each', 'cap', 'max'))
        self.levels = []                    # (threshold, [(each, ref, from)]) in hundredths
        for level in root.find(P + 'levels'):
            self.levels.append((Fraction(level.get('from')), [(c.get('each'), c.get('ref'), Fraction(c.get('from'))) for c in level]))

    def weight(self, kind, ref):
        return self.weights.get((kind, ref), Fraction(1))


class Answers:
    def __init__(self, path):
        root = ET.parse(path).getroot()
        self.questionnaire = root.get('questionnaire')
        self.date = root.get('date')
        enterprise = root.find(A + 'enterprise')
        self.uscc = self.name = None
        self.attributes = {}
        if enterprise is not None:
            self.uscc = enterprise.get('uscc')
            name = enterprise.find(A + 'name')
            self.name = None if name is None else ' '.join((name.text or '').split())
            self.attributes = {a.get('key'): ' '.join((a.text or '').split()) for a in enterprise.findall(A + 'attribute')}
        self.bonus = [int(b.get('count')) for b in root.findall(A + 'bonus')]
        self.own, self.verified, self.evidence = {}, {}, {}
        for answer in root.findall(A + 'answer'):
            ref = answer.get('ref')
            self.own[ref] = answer.get('value')
            second = answer.find(A + 'verified')
            if second is not None:
                self.verified[ref] = second.get('value')
            self.evidence[ref] = answer.findall(A + 'evidence')

    def values(self, which):
        return dict(self.own, **self.verified) if which == 'verified' else dict(self.own)


def mean(pairs):
    """Of (value, weight)."""
    return sum(v * w for v, w in pairs) / sum(w for _, w in pairs)


class Level:
    """One level of one item."""


class Scored:
    """Everything exact; `values` may be changed and the whole scored anew."""

    def __init__(self, questionnaire, policy, values, bonus=()):
        self.q, self.p, self.values, self.bonus_counts = questionnaire, policy, values, bonus
        self.levels, self.items, self.domains = {}, {}, {}
        for domain in questionnaire.domains:
            parts = []
            for item in domain.items:
                self.items[item.id] = self.item(item)
                if self.items[item.id] is not None:
                    parts.append((self.items[item.id], policy.weight('item', item.id)))
            self.domains[domain.id] = mean(parts) if parts else None
        self.total()

    def compliance(self, criterion):
        """None where it does not apply."""
        value = self.values.get(criterion.id)
        return Fraction(0) if value is None else self.p.values[value]

    def item(self, item):
        below, any_applies, scores = Fraction(1), False, []
        for no in LEVELS:
            level = Level()
            here = [c for c in item.criteria if c.level == no]
            marks = [(self.compliance(c), c.weight) for c in here]
            marks = [(v, w) for v, w in marks if v is not None]
            level.criteria, level.applicable = len(here), len(marks)
            level.score = below = mean(marks) if marks else below
            any_applies |= bool(marks)
            self.levels[item.id, no] = level
            scores.append(level.score)
        if not any_applies:
            return None
        return self.combined(scores)

    def combined(self, scores):
        if self.p.combine == 'sum':
            return sum(scores)
        if self.p.combine == 'gated':
            total = Fraction(0)
            for s in scores:
                total += s
                if s < self.p.gate:
                    break
            return total
        highest = 0
        for s in scores:
            if s < self.p.gate:
                break
            highest += 1
        return Fraction(highest)

    def total(self):
        parts = [(self.domains[d.id], self.p.weight('domain', d.id)) for d in self.q.domains if self.domains[d.id] is not None]
        self.applies = bool(parts)
        self.raw = mean(parts) if parts else Fraction(0)
        self.overall = self.raw
        if self.p.bonus and parts:
            each, cap, top = self.p.bonus
            added = sum((min(cap, each * n) for n in self.bonus_counts), Fraction(0))
            self.overall = max(self.raw, min(self.raw + added, top))       # a bonus never lowers
        self.level = self.reached()

    def reached(self):
        if not self.applies:
            return 0
        return self.climb(self.overall, True)

    def climb(self, score, with_conditions):
        reached = 0
        for no, (threshold, conditions) in enumerate(self.p.levels, 1):
            if Fraction(hundredths(score), 100) < threshold:
                break
            if with_conditions and not all(self.holds(*c) for c in conditions):
                break
            reached = no
        return reached

    def holds(self, each, ref, at_least):
        if each == 'domain':
            scores = self.domains.values()
        elif each == 'item':
            scores = self.items.values()
        else:
            scores = [self.domains[ref] if ref in self.domains else self.items[ref]]
        return all(s is None or Fraction(hundredths(s), 100) >= at_least for s in scores)

    def own_level(self, score):
        return None if score is None else self.climb(score, False)

    def full(self, criterion):
        return self.compliance(criterion) in (None, 1)


def result(questionnaire, policy, answers, which='self', lang='zh'):
    """The document of the contract."""
    s = Scored(questionnaire, policy, answers.values(which), answers.bonus)
    answered = sum(1 for c in questionnaire.criteria if c.id in answers.own)

    def line(score):
        return {'score': None if score is None else printed(score), 'level': s.own_level(score)}

    def item(i):
        return dict({'id': i.id, 'name': in_language(i.names, lang)}, **line(s.items[i.id]), levels=[
            {'level': no, 'score': printed(s.levels[i.id, no].score), 'criteria': s.levels[i.id, no].criteria,
             'applicable': s.levels[i.id, no].applicable} for no in LEVELS])

    return {
        'schema': 'urn:dcmm:result:1', 'questionnaire': questionnaire.id, 'policy': policy.id,
        'complete': answered == len(questionnaire.criteria), 'answered': answered, 'criteria': len(questionnaire.criteria),
        'enterprise': {'uscc': answers.uscc, 'name': answers.name, 'attributes': answers.attributes},
        'overall': {'score': printed(s.overall), 'level': s.level, 'next_level': s.level + 1 if s.level < 5 else None},
        'domains': [dict({'id': d.id, 'name': in_language(d.names, lang)}, **line(s.domains[d.id]), items=[item(i) for i in d.items])
                    for d in questionnaire.domains],
        'unmet': [{'ref': c.id, 'value': s.values.get(c.id)} for c in questionnaire.criteria if not s.full(c)],
    }


def read_json(text):
    """A result as dcmm wrote it, with the digits of its scores kept."""
    return json.loads(text, parse_float=Number)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('-q', '--questionnaire', required=True)
    parser.add_argument('-p', '--policy', required=True)
    parser.add_argument('--values', default='self', choices=('self', 'verified'))
    parser.add_argument('--lang', default='zh', choices=('zh', 'en'))
    parser.add_argument('answers', nargs='+')
    args = parser.parse_args()
    questionnaire, policy = Questionnaire(args.questionnaire), Policy(args.policy)
    for path in args.answers:
        text = json.dumps(result(questionnaire, policy, Answers(path), args.values, args.lang), ensure_ascii=False, indent=1)
        print(re.sub(r'"score": "([0-9.-]+)"', r'"score": \1', text))


if __name__ == '__main__':
    sys.exit(main())
