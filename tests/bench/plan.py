#!/usr/bin/env python3
"""The figures of the improvement plan: how often it is proved and how soon, on random enterprises over the shipped actions,
over made-up ones (harder) and on the samples; beside the solver alone on the same program, and beside a checklist. Whole
processes.

    tests/bench/plan.py              all of it
    tests/bench/plan.py -n 20        fewer enterprises (200)
    tests/bench/plan.py samples      one part: shares, made-up, samples, alone, loading, printing"""
import argparse
import collections
import concurrent.futures
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from _bench import DCMM, ENV, REPORT, TOP, say, side_by_side           # noqa: E402
for other in ("scorer", "plan"):
    sys.path.insert(0, os.path.join(TOP, "tests", other))
import random_plan                                                      # noqa: E402
import scorer                                                           # noqa: E402

EDITIONS = ("dcmm-2018", "dcmm-2025")
POLICIES = ("practice", "strict", "gated")
LIMIT = 15                      # seconds for the solver, as dcmm has it
SEED = 36073
AIMS = {("gated", 1): "≥ 90 %, 97 %, all answered", ("gated", 2): "≥ 60 %, 90 %, 99 %"}

Run = collections.namedtuple("Run", "seconds processor plan")


def plan(answers, policy, target, *extra):
    """One whole process: seconds by the clock and of a processor, the plan as JSON (None: no answer)."""
    command = [DCMM, "plan", answers, "--policy", policy, "--target", str(target), "--time", str(LIMIT), "--format", "json", *extra]
    start = time.perf_counter()
    child = subprocess.Popen(command, env=ENV, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    text = child.stdout.read()
    _, _, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    child.returncode = 0                                                # has been waited for
    child.stdout.close()
    return Run(seconds, usage.ru_utime + usage.ru_stime, json.loads(text) if text else None)


def enterprises(folder, n):
    """As many over one edition as over the other, in turn."""
    rnd, paths = random.Random(SEED), []
    editions = [scorer.Questionnaire(f"questionnaires/{e}/questionnaire.xml") for e in EDITIONS]
    for i in range(n):
        paths.append(f"{folder}/e{i:03}.xml")
        random_plan.enterprise(rnd, editions[i % 2], paths[-1])
    return paths


def levels(paths, policy):
    out = subprocess.run([DCMM, "score", *paths, "--policy", policy, "--format", "json"], env=ENV, stdout=subprocess.PIPE, check=True).stdout
    results = json.loads(out)
    return [r["overall"]["level"] for r in (results if isinstance(results, list) else [results])]


def two_at_a_time(work, jobs):
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda job: work(*job), jobs))


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def share(runs, seconds):
    """How many are proved within 2, 5 and LIMIT seconds (and one for reading and writing); @seconds: of which clock."""
    return " ".join(f"{100 * sum(r.plan['optimal'] and seconds(r) <= most for r in runs) / len(runs):.1f} %" for most in (2, 5, LIMIT + 1))


# ---- random enterprises ----

def targets(paths, policy, up):
    return [(path, policy, min(level + up, 5)) for path, level in zip(paths, levels(paths, policy))]


def say_shares(policy, up, runs):
    answered = [r for r in runs if r.plan]
    there = [r for r in answered if r.plan["reachable"]]
    seconds = [r.seconds for r in there]
    name = f"{policy} +{up}: proved in 2, 5, {LIMIT} s"
    say(name, share(there, lambda r: r.seconds), AIMS.get((policy, up), "all in 2 s"))
    say("  by a processor's time, which others do not share", share(there, lambda r: r.processor), "—")
    say("  median, p95, worst", " ".join(f"{t:.2f}" for t in (statistics.median(seconds), percentile(seconds, 0.95), max(seconds))) + " s", "—")
    say("  without an answer; unreachable", f"{len(runs) - len(answered)}; {len(answered) - len(there)}", "0")


def shares(paths):
    for policy in POLICIES:
        for up in (1, 2):
            say_shares(policy, up, two_at_a_time(plan, targets(paths, policy, up)))


def made_up(paths):
    """Actions that help here and there at random, a quarter as often: what the shares were first measured on."""
    rnd, edition = random.Random(SEED), scorer.Questionnaire("questionnaires/dcmm-2018/questionnaire.xml")
    with tempfile.TemporaryDirectory() as folder:
        actions = {}
        for i in range(max(len(paths) // 4, 4)):
            answers, actions[answers] = f"{folder}/e{i:03}.xml", f"{folder}/a{i:03}.xml"
            random_plan.enterprise(rnd, edition, answers)
            random_plan.actions(rnd, edition, actions[answers])
        print(f"  -- {len(actions)} others, each with 150 made-up actions of its own and more")
        for policy in POLICIES:
            for up in (1, 2):
                jobs = [(*job, "--actions", actions[job[0]]) for job in targets(list(actions), policy, up)]
                say_shares(policy, up, two_at_a_time(plan, jobs))


# ---- the samples ----

def samples(paths):
    for edition in ("2018", "2025"):
        for name in ("machining", "appliance", "provider"):
            answers = f"questionnaires/samples/{name}-{edition}.xml"
            for policy in POLICIES:
                level = levels([answers], policy)[0]
                said = []
                for target in range(level + 1, min(level + 2, 5) + 1):
                    run = plan(answers, policy, target)
                    said.append(f"{run.seconds:.2f} s" + ("" if run.plan["optimal"] else f" to {target}, {'not proved' if run.plan['reachable'] else 'unreachable'}"))
                say(f"{name}-{edition}, {policy}: from {level} one and two levels up", ", ".join(said), "—")


# ---- the solver alone, and a checklist ----

def switches():
    """What src/plan/solver.c sets, as options of the solver's own program."""
    text = open("src/plan/solver.c", encoding="utf-8").read()
    table = text[text.index("settings[] = {"):]
    pairs = re.findall(r'\{ "(\w+)", *"(\w+)" *\}', table[:table.index("};")])
    return [word for name, value in pairs if not name.lower().endswith("loglevel") for word in (f"-{name}", value)]


def alone(path, options):
    command = ["cbc", path, *options, "-timeMode", "elapsed", "-seconds", "60", "-solve", "-quit"]
    start = time.perf_counter()
    out = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True).stdout
    return time.perf_counter() - start, "Optimal solution found" in out


def greedy_ratio(path, policy, target, folder):
    xml = f"{folder}/plan.xml"
    subprocess.run([DCMM, "plan", path, "--policy", policy, "--target", str(target), "--time", str(LIMIT), "-o", xml], env=ENV, stderr=subprocess.DEVNULL)
    text = open(xml, encoding="utf-8").read()
    found = re.search(r'greedy_days="(\d+)"', text), re.search(r'effort_days="(\d+)"', text)
    return int(found[0].group(1)) / int(found[1].group(1)) if all(found) and int(found[1].group(1)) else None


def beside(paths, policy, up, folder):
    """The same programs by cbc: with our switches, and with its own defaults; and by a checklist."""
    gap = ["-allowableGap", "0.99", "-ratioGap", "0"]
    pairs, defaults, checklists = [], [], []
    for answers, _, target in targets(paths, policy, up):
        mps = f"{folder}/p.mps"
        ours = plan(answers, policy, target, "--mps", mps)
        if not ours.plan or not ours.plan["optimal"] or not ours.plan["effort_days"]:
            continue
        peer, proved = alone(mps, switches() + gap)
        if proved:
            pairs.append((ours.seconds, peer))
        by_default, proved = alone(mps, gap)
        if proved:
            defaults.append((ours.seconds, by_default))
        checklists.append(greedy_ratio(answers, policy, target, folder))
    say(f"{policy} +{up}: ours ÷ cbc on the same program", f"{statistics.median(a / b for a, b in pairs):.2f}  (sums {sum(a for a, _ in pairs):.1f} / {sum(b for _, b in pairs):.1f} s)", "≤ 1.3")
    say("  ÷ cbc with its defaults", f"{statistics.median(a / b for a, b in defaults):.2f}  (sums {sum(a for a, _ in defaults):.1f} / {sum(b for _, b in defaults):.1f} s)", "—")
    say("  a checklist's days ÷ the plan's", f"{statistics.median(c for c in checklists if c):.2f}", "—")


def solver(paths):
    with tempfile.TemporaryDirectory() as folder:
        for policy in POLICIES:
            for up in (1, 2):
                beside(paths[:20], policy, up, folder)


# ---- loading and printing ----

def loading(paths):
    parts = [f"questionnaires/{e}/{f}" for e in EDITIONS for f in sorted(os.listdir(f"questionnaires/{e}"))]
    files = [f"questionnaires/actions/{e}.xml" for e in EDITIONS]
    a, b, ratio = side_by_side([DCMM, "check", *files], ["xmllint", "--noout", *parts, *files], 41)
    say("both editions with actions ÷ xmllint over the same files", f"{ratio:.2f}  ({a * 1e3:.1f} / {b * 1e3:.1f} ms)", "≤ 2.0")


def printing(paths):
    sample = "questionnaires/samples/appliance-2025.xml"
    with tempfile.TemporaryDirectory() as folder:
        ready = f"{folder}/plan.xml"
        subprocess.run([DCMM, "plan", sample, "--target", "3", "--alternatives", "-o", ready], env=ENV, check=True)
        gap = [REPORT, "report", "gap", sample, "--target", "3", "-o", f"{folder}/gap.pdf"]
        a, b, ratio = side_by_side([REPORT, "report", "plan", ready, "-o", f"{folder}/plan.pdf"], gap, 11)
        say("report plan from a plan made ÷ report gap", f"{ratio:.2f}  ({a * 1e3:.0f} / {b * 1e3:.0f} ms)", "≤ 1.5")


PARTS = {"shares": shares, "made-up": made_up, "samples": samples, "alone": solver, "loading": loading, "printing": printing}


def main(n=200, parts=tuple(PARTS)):
    print(f"dcmm plan ({n} random enterprises, half of them over each edition; +1, +2: levels up)")
    with tempfile.TemporaryDirectory() as folder:
        paths = enterprises(folder, n)
        for part in parts:
            PARTS[part](paths)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=200)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART")
    asked = parser.parse_args()
    main(asked.n, asked.parts or tuple(PARTS))
