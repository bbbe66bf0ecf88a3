// A second model of the improvement plan, to hold the first against: read from the XML files by a reader of its own, written
// in floating point with one column for each criterion and raise, gates by big M, and solved by HiGHS. Nothing here is
// shared with src/plan, neither code nor formulation.
//
//     node peer.js MODULES < jobs.json > results.json
//
// MODULES: the folder with node_modules/highs. A job: { questionnaire, policy, answers, actions: paths, target: N,
// targets: { REF: N }, fix: [], forbid: [], budget: DAYS, seconds: N }. A result: { status, days, score }.
'use strict';
const fs = require('fs');
const path = require('path');

// ---- XML: elements and attributes are all that is needed ----

function parse(text) {
  const root = { name: '', attributes: {}, children: [] };
  const stack = [root];
  const token = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(\/?)([^\s\/>]+)((?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g;
  for (let m; (m = token.exec(text));) {
    if (m[2] === undefined) continue;
    if (m[1]) { stack.pop(); continue; }
    const element = { name: m[2], attributes: {}, children: [] };
    for (const a of m[3].matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) element.attributes[a[1]] = a[2] ?? a[3];
    stack[stack.length - 1].children.push(element);
    if (!m[4]) stack.push(element);
  }
  return root.children[0];
}

const load = file => parse(fs.readFileSync(file, 'utf8'));
const all = (element, name) => element.children.filter(c => c.name === name);
const one = (element, name) => all(element, name)[0];

function readQuestionnaire(file) {
  const root = load(file);
  const domains = [];
  for (const child of root.children) {
    if (child.name === 'domain') domains.push(child);
    else if (/(^|:)include$/.test(child.name)) domains.push(load(path.join(path.dirname(file), child.attributes.href)));
  }
  return domains.map(d => ({
    id: d.attributes.id,
    items: all(d, 'item').map(i => ({
      id: i.attributes.id,
      criteria: all(i, 'criterion').map(c => ({ id: c.attributes.id, level: +c.attributes.level, weight: +(c.attributes.weight ?? 1) })),
    })),
  }));
}

function readPolicy(file) {
  const root = load(file), item = one(root, 'item').attributes, bonus = one(root, 'bonus'), weights = one(root, 'weights');
  const compliance = {};
  for (const v of one(root, 'scale').children) if (v.name === 'value') compliance[v.attributes.id] = v.attributes.compliance === undefined ? null : +v.attributes.compliance;
  const weight = {};
  for (const w of weights ? weights.children : []) weight[w.name + ' ' + w.attributes.ref] = +w.attributes.weight;
  return {
    compliance, weight, combine: item.combine, gate: +(item.gate ?? 0),
    bonus: bonus && { each: +bonus.attributes.each, cap: +bonus.attributes.cap, max: +(bonus.attributes.max ?? 5) },
    levels: all(one(root, 'levels'), 'level').map(l => ({ from: +l.attributes.from, conditions: all(l, 'condition').map(c => c.attributes) })),
  };
}

function readAnswers(file, policy) {
  const root = load(file), values = {};
  for (const a of all(root, 'answer')) values[a.attributes.ref] = policy.compliance[a.attributes.value];
  let bonus = 0;
  for (const b of policy.bonus ? all(root, 'bonus') : []) bonus += Math.min(policy.bonus.cap, policy.bonus.each * +b.attributes.count);
  return { values, bonus };
}

const readActions = file => all(load(file), 'action').map(a => ({
  id: a.attributes.id, days: +one(a, 'effort').attributes.likely,
  requires: all(a, 'requires').map(r => r.attributes.ref), raises: all(a, 'raises').map(r => [r.attributes.ref, r.attributes.to]),
}));

// ---- the model ----

class Model {
  constructor() { this.rows = []; this.bounds = []; this.binaries = []; this.n = 0; }
  column(low, high, binary) {
    const name = (binary ? 'b' : 'c') + this.n++;
    if (binary) this.binaries.push(name); else this.bounds.push(` ${low} <= ${name} <= ${high}`);
    return name;
  }
  static terms(list) {
    const sums = new Map();
    for (const [name, factor] of list) sums.set(name, (sums.get(name) ?? 0) + factor);
    return [...sums].filter(([, f]) => f !== 0).map(([name, f]) => ` ${f < 0 ? '-' : '+'} ${Math.abs(f)} ${name}`).join('\n');
  }
  // Σ factor × column + constant ≥ least
  atLeast(expression, least) {
    const right = least - expression.constant;
    if (expression.list.length) this.rows.push(` r${this.rows.length}:\n${Model.terms(expression.list)}\n >= ${right}`);
    else if (right > 1e-9) this.impossible = true;
  }
  text(objective) {
    return `Minimize\n obj:\n${Model.terms(objective)}\nSubject To\n${this.rows.join('\n')}\nBounds\n${this.bounds.join('\n')}\nBinaries\n ${this.binaries.join('\n ')}\nEnd\n`;
  }
}

const constant = k => ({ list: [], constant: k });
const columnOf = name => ({ list: [[name, 1]], constant: 0 });
const plus = (a, b, factor = 1) => ({ list: [...a.list, ...b.list.map(([n, f]) => [n, f * factor])], constant: a.constant + b.constant * factor });

// What a criterion is worth: its present value, or the best of the chosen raises (a share of at most one, spread over them).
function criterion(model, job, c, x) {
  const now = job.answered.values[c.id] ?? 0;
  let worth = constant(now);
  const shares = [];
  for (const [action, to] of job.raisesOf[c.id] ?? []) {
    const gain = job.policy.compliance[to] - now;
    if (!(gain > 0) || !x[action]) continue;
    const share = model.column(0, 1);
    shares.push([share, -1]);
    model.atLeast(plus(columnOf(x[action]), columnOf(share), -1), 0);
    worth = plus(worth, columnOf(share), gain);
  }
  if (shares.length > 1) model.atLeast({ list: shares, constant: 0 }, -1);
  return worth;
}

function levelsOf(model, job, item, x) {
  const levels = [];
  for (let l = 1; l <= 5; l++) {
    const counted = item.criteria.filter(c => c.level === l && job.answered.values[c.id] !== null);
    if (!counted.length) { levels.push(l === 1 ? constant(1) : levels[l - 2]); continue; }
    const weights = counted.reduce((sum, c) => sum + c.weight, 0);
    levels.push(counted.reduce((sum, c) => plus(sum, criterion(model, job, c, x), c.weight / weights), constant(0)));
  }
  return levels;
}

// An item's score by the policy: the sum; up to the first level below the gate; the number of levels at the gate.
function itemScore(model, job, item, x) {
  const levels = levelsOf(model, job, item, x), { combine, gate } = job.policy;
  if (combine === 'sum') return levels.reduce((sum, level) => plus(sum, level));
  let score = combine === 'gated' ? levels[0] : constant(0), passed = null;
  for (let l = 0; l < 5; l++) {
    const pass = model.column(0, 1, true);                              // levels 1 to l + 1 are at the gate
    model.atLeast(plus(levels[l], columnOf(pass), -gate), 0);           // level ≥ gate, or pass is 0
    if (passed) model.atLeast(plus(columnOf(passed), columnOf(pass), -1), 0);
    if (combine === 'highest') score = plus(score, columnOf(pass));
    else if (l < 4) {
      const added = model.column(0, 1);                                 // what the next level adds
      model.atLeast(plus(levels[l + 1], columnOf(added), -1), 0);
      model.atLeast(plus(columnOf(pass), columnOf(added), -1), 0);
      score = plus(score, columnOf(added));
    }
    passed = pass;
  }
  return score;
}

const isCounted = (job, item) => item.criteria.some(c => job.answered.values[c.id] !== null);

function scores(model, job, x) {
  const result = { items: {}, domains: {}, raw: constant(0), any: false };
  const domains = job.questionnaire.map(d => ({ d, items: d.items.filter(i => isCounted(job, i)) })).filter(({ items }) => items.length);
  const weight = (kind, ref) => job.policy.weight[kind + ' ' + ref] ?? 1;
  const all = domains.reduce((sum, { d }) => sum + weight('domain', d.id), 0);
  for (const { d, items } of domains) {
    const within = items.reduce((sum, i) => sum + weight('item', i.id), 0);
    let score = constant(0);
    for (const i of items) {
      result.items[i.id] = itemScore(model, job, i, x);
      score = plus(score, result.items[i.id], weight('item', i.id) / within);
    }
    result.domains[d.id] = score;
    result.raw = plus(result.raw, score, weight('domain', d.id) / all);
    result.any = true;
  }
  return result;
}

// Printed at least as much as asked: half a hundredth less will do.
const printed = from => (Math.ceil(100 * from - 1e-9) - 0.5) / 100;

function demand(model, job, s) {
  const { policy } = job, bonus = job.answered.bonus;
  const whole = from => {
    const least = printed(from);
    model.atLeast(s.raw, bonus > 0 && policy.bonus.max >= least ? least - bonus : least);
  };
  if (job.target && !s.any) model.impossible = true;
  for (let l = 0; l < (job.target ?? 0); l++) {
    whole(policy.levels[l].from);
    for (const c of policy.levels[l].conditions) {
      const parts = c.each === 'domain' ? Object.values(s.domains) : c.each === 'item' ? Object.values(s.items) : [s.domains[c.ref] ?? s.items[c.ref]];
      for (const part of parts) if (part) model.atLeast(part, printed(+c.from));
    }
  }
  for (const [ref, level] of Object.entries(job.targets ?? {}))
    for (let l = 0; l < level; l++) {
      const part = s.domains[ref] ?? s.items[ref];
      if (part) model.atLeast(part, printed(policy.levels[l].from));
    }
}

function build(job) {
  const model = new Model(), x = {};
  const forbidden = new Set(job.forbid ?? []);
  for (const a of job.actions) x[a.id] = model.column(0, 1, true);
  for (const a of job.actions) {
    for (const b of a.requires) model.atLeast(plus(columnOf(x[b]), columnOf(x[a.id]), -1), 0);
    if ((job.fix ?? []).includes(a.id)) model.atLeast(columnOf(x[a.id]), 1);
    if (forbidden.has(a.id)) model.atLeast({ list: [[x[a.id], -1]], constant: 0 }, 0);
  }
  const s = scores(model, job, x);
  let objective = job.actions.map(a => [x[a.id], a.days]);
  if (job.budget !== undefined) {                                       // the most hundredths that are printed
    model.atLeast({ list: objective.map(([n, days]) => [n, -days]), constant: 0 }, -job.budget);
    const score = model.column(0, 500);
    model.integer = score;
    model.atLeast(plus(plus(s.raw, constant(job.answered.bonus)), columnOf(score), -0.01), -0.005);
    objective = [[score, -1]];
  } else {
    demand(model, job, s);
  }
  return { model, x, objective };
}

function solve(highs, job) {
  job.questionnaire = readQuestionnaire(job.questionnaire);
  job.policy = readPolicy(job.policy);
  job.answered = readAnswers(job.answers, job.policy);
  job.actions = readActions(job.actions);
  job.raisesOf = {};
  for (const a of job.actions) for (const [ref, to] of a.raises) (job.raisesOf[ref] ??= []).push([a.id, to]);
  const { model, x, objective } = build(job);
  if (model.impossible) return { status: 'Infeasible' };
  let text = model.text(objective);
  if (model.integer) text = text.replace(/End\n$/, `General\n ${model.integer}\nEnd\n`);
  const started = Date.now();
  const solution = highs.solve(text, {
    mip_abs_gap: 0.99, mip_rel_gap: 0, mip_feasibility_tolerance: 1e-9, primal_feasibility_tolerance: 1e-9, time_limit: job.seconds ?? 120,
  });
  const result = { status: solution.Status, seconds: (Date.now() - started) / 1000 };
  if (solution.Status !== 'Optimal') return result;
  const chosen = job.actions.filter(a => solution.Columns[x[a.id]].Primal > 0.5);
  result.days = chosen.reduce((sum, a) => sum + a.days, 0);
  result.actions = chosen.map(a => a.id);
  if (job.budget !== undefined) result.score = Math.round(-solution.ObjectiveValue);
  return result;
}

async function main() {
  const highs = await require(path.join(path.resolve(process.argv[2]), 'node_modules', 'highs'))();
  const jobs = JSON.parse(fs.readFileSync(0, 'utf8'));
  process.stdout.write(JSON.stringify(jobs.map(job => solve(highs, job))) + '\n');
}

main().catch(error => { console.error(error); process.exit(1); });
