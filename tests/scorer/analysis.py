"""An independent analysis, after the report storyboard's sections 1, 2.1, 2.2 and G7b: gaps, path, ceiling, weak spots,
dimensions, evidence, rankings and how firm the level is, by rescoring throughout."""
import datetime
import re
from fractions import Fraction

from scorer import A, LEVELS, Scored, hundredths, printed

DIMENSIONS = ('organisation', 'policy', 'process', 'technology')


def natural(ident):
    """Compared number by number: 6.2 before 6.10."""
    return [(0, int(p), '') if p.isdigit() else (1, 0, p) for p in re.split(r'(\d+)', ident) if p]


def thousandths(q):
    n = (2 * q.numerator * 1000 + q.denominator) // (2 * q.denominator)
    return '%d.%03d' % (n // 1000, n % 1000)


def percent(q):
    """An exact 0 or 1 alone prints 0 or 100, all else is held within 1 to 99."""
    if q in (0, 1):
        return int(q * 100)
    return min(99, max(1, (2 * q.numerator * 100 + q.denominator) // (2 * q.denominator)))


class Pad(Scored):
    """Scored anew item by item, so that a whole path costs little."""

    def __init__(self, *args):
        super().__init__(*args)
        self.domain_of = {i.id: d for d in self.q.domains for i in d.items}

    def change(self, item, values):
        self.values.update(values)
        self.items[item.id] = self.item(item)
        domain = self.domain_of[item.id]
        parts = [(self.items[i.id], self.p.weight('item', i.id)) for i in domain.items if self.items[i.id] is not None]
        self.domains[domain.id] = sum(v * w for v, w in parts) / sum(w for _, w in parts) if parts else None
        self.total()

    def tried(self, item, values, what):
        """What `what` would be with these values."""
        before = {ref: self.values.get(ref) for ref in values}
        self.change(item, values)
        got = getattr(self, what)
        self.change(item, before)
        return got


class Analysis:
    def __init__(self, questionnaire, policy, answers, which='self', target=0):
        self.q, self.p, self.answers, self.which = questionnaire, policy, answers, which
        self.best = next(v for v, c in policy.values.items() if c == 1)
        self.s = self.fresh()
        self.home = {c.id: i for i in questionnaire.items for c in i.criteria}
        self.by_id = {c.id: c for c in questionnaire.criteria}
        self.target = target or min(5, self.s.level + 1)
        self.threshold = policy.levels[self.target - 1][0]

    def fresh(self):
        return Pad(self.q, self.p, self.answers.values(self.which), self.answers.bonus)

    def lift(self, c):
        here = [k for k in self.home[c.id].criteria if k.level == c.level and self.s.compliance(k) is not None]
        return (1 - self.s.compliance(c)) * c.weight / sum(k.weight for k in here)

    def groups(self):
        found = []
        for item in self.q.items:
            for level in range(1, self.target + 1):
                open_ones = [c for c in item.criteria if c.level == level and self.s.compliance(c) not in (None, 1)]
                if open_ones:
                    found.append((item, level, open_ones))
        return found

    def path(self):
        """(item, level, criteria, gain, printed score after, on the path) in the order of work, and whether it reaches."""
        pad, left, steps, known = self.fresh(), self.groups(), [], {}
        walking = pad.level < self.target
        while left:
            ready = [g for g in left if not any(o[0] is g[0] and o[1] < g[1] for o in left)]
            # Before bonuses: under their cap (5.00 in all but name) every gain would be the same sliver, and no order left.
            # A gain depends on its own item alone, so a large questionnaire's are kept; a small one's are all taken anew.
            if len(self.q.items) < 10:
                known.clear()
            for item, level, open_ones in ready:
                if (item.id, level) not in known:
                    known[item.id, level] = pad.tried(item, {c.id: self.best for c in open_ones}, 'raw') - pad.raw
            item, level, open_ones = min(ready, key=lambda g: (-known[g[0].id, g[1]], g[1], natural(g[0].id)))
            gain = known[item.id, level]
            for no in LEVELS:
                known.pop((item.id, no), None)
            pad.change(item, {c.id: self.best for c in open_ones})
            order = sorted(open_ones, key=lambda c: (-self.lift(c), c.number))
            steps.append((item.id, level, [c.id for c in order], gain, printed(pad.overall), walking))
            if walking and pad.level >= self.target:
                walking = False
            left = [g for g in left if not (g[0] is item and g[1] == level)]
        return steps, not walking

    def ceiling(self):
        values = dict({c.id: self.best for c in self.q.criteria}, **self.answers.values(self.which))
        s = Scored(self.q, self.p, values, self.answers.bonus)
        return printed(s.overall), s.level

    def weak_spots(self):
        gate = self.p.gate if self.p.gate is not None else Fraction(4, 5)
        return [(i.id, no) for i in self.q.items for no in range(1, self.target + 1)
                if self.s.levels[i.id, no].applicable and self.s.levels[i.id, no].score < gate]

    def inverted(self):
        return [(i.id, no + 1) for i in self.q.items for no in range(1, 5)
                if self.s.levels[i.id, no].applicable and self.s.levels[i.id, no + 1].applicable
                and self.s.levels[i.id, no + 1].score - self.s.levels[i.id, no].score >= Fraction(3, 10)]

    def inherited(self):
        return [(i.id, no) for i in self.q.items if self.s.items[i.id] is not None for no in LEVELS if not self.s.levels[i.id, no].applicable]

    def dimensions(self):
        out = {}
        for d in DIMENSIONS:
            marks = [(self.s.compliance(c), c.weight) for c in self.q.criteria if c.dimension == d and c.level <= self.target]
            marks = [(v, w) for v, w in marks if v is not None]
            out[d] = percent(sum(v * w for v, w in marks) / sum(w for _, w in marks)) if marks else None
        return out

    # ---- evidence

    def is_stale(self, evidence):
        if not evidence.get('date') or not self.answers.date:
            return False
        day = datetime.date.fromisoformat(self.answers.date)
        return datetime.date.fromisoformat(evidence.get('date')) < day.replace(year=day.year - 1)

    def evidence(self):
        marked = [c for c in self.q.criteria if self.s.values.get(c.id) and (self.s.compliance(c) or 0) >= Fraction(4, 5)]
        files = {c.id: self.answers.evidence.get(c.id, []) for c in self.q.criteria}
        with_some = [c for c in marked if files[c.id]]
        every = [e for c in self.q.criteria for e in files[c.id]]
        return {
            'marked': len(marked), 'with': len(with_some), 'without': len(marked) - len(with_some),
            'stale': sum(all(map(self.is_stale, files[c.id])) for c in with_some),
            'coverage': percent(Fraction(len(with_some), len(marked))) if marked else 0,
            'files': len(every), 'stale-files': sum(map(self.is_stale, every)),
            'no-hash': sum(not e.get('sha256') for e in every), 'no-date': sum(not e.get('date') for e in every),
        }

    # ---- how firm

    def firm(self):
        """The fewest answers that, each judged one value lower, cost the level; each with the printed score after it."""
        if self.s.level == 0:
            return None
        counting = {v: c for v, c in self.p.values.items() if c is not None}
        pad, left = self.fresh(), []

        def lower(value):
            below = [(c, -i, v) for i, (v, c) in enumerate(counting.items()) if c < counting[value]]
            return max(below)[2] if below else None

        for c in self.q.criteria:
            value = pad.values.get(c.id)
            if value is not None and counting.get(value) is not None and lower(value) is not None:
                files = self.answers.evidence.get(c.id, [])
                rank = 0 if not files else 1 if all(map(self.is_stale, files)) else 2
                left.append((c, lower(value), rank))
        steps = []
        while left and pad.level >= self.s.level:
            losses = [(pad.raw - pad.tried(self.home[c.id], {c.id: to}, 'raw'), rank, c, to) for c, to, rank in left]
            _, _, c, to = min(losses, key=lambda x: (-x[0], x[1], natural(x[2].id)))
            pad.change(self.home[c.id], {c.id: to})
            steps.append((c.id, to, printed(pad.overall)))
            left = [x for x in left if x[0] is not c]
            if self.p.combine == 'sum':                 # losses do not depend on each other: no need to weigh them again
                ordered = sorted(losses, key=lambda x: (-x[0], x[1], natural(x[2].id)))[1:]
                for _, _, c2, to2 in ordered:
                    if pad.level < self.s.level:
                        break
                    pad.change(self.home[c2.id], {c2.id: to2})
                    steps.append((c2.id, to2, printed(pad.overall)))
                left = []
        return steps if pad.level < self.s.level else None

    # ---- rankings (rule 2.1)

    def share(self, item):
        domain = next(d for d in self.q.domains if item in d.items)
        inside = sum(self.p.weight('item', i.id) for i in domain.items if self.s.items[i.id] is not None)
        outside = sum(self.p.weight('domain', d.id) for d in self.q.domains if self.s.domains[d.id] is not None)
        return self.p.weight('item', item.id) / inside * self.p.weight('domain', domain.id) / outside

    def full_share(self, item):
        here = [c for c in item.criteria if self.s.compliance(c) is not None]
        return Fraction(sum(self.s.compliance(c) == 1 for c in here), len(here))

    def rankings(self):
        scored = [i for i in self.q.items if self.s.items[i.id] is not None]
        n = min(5, len(scored) // 2)
        weak = sorted(scored, key=lambda i: (self.s.items[i.id], self.full_share(i), -self.share(i), natural(i.id)))
        inherited = {i for i, _ in self.inherited()}
        strong = sorted((i for i in scored if i.id not in inherited),
                        key=lambda i: (-self.s.items[i.id], -self.full_share(i), -self.share(i), natural(i.id)))
        strong = [i for i in strong if i not in weak[:n]]               # no item is in both, also where many are left out
        return [i.id for i in strong[:n]], [i.id for i in weak[:n]]

    def quick(self):
        reach = min(self.s.level + 1, self.target)
        near = [c for c in self.q.criteria if c.level <= reach and self.s.values.get(c.id) == 'large']
        return [c.id for c in sorted(near, key=lambda c: (-self.lift(c), natural(c.id)))[:6]]
