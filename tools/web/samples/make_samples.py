#!/usr/bin/env python3
"""Writes the sample data of the report page from real runs of fcrsim.

    samples/make_samples.py PROGRAM FOLDER     PROGRAM is fcrsim, FOLDER is for its files

The single runs are fcrsim's own; what stands beside them (bands, comparison, sweep) is computed
here, because fcrsim does not do so yet. Every sample says so in its note.
"""

import collections
import csv
import hashlib
import json
import math
import pathlib
import random
import shutil
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
SAMPLES = pathlib.Path(__file__).resolve().parent
EDGES = [2, 4, 6, 8, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 420, 600, 900, 1200, None]
LINES = ["999", "101"]
SHARE = {"999": "answered_999_below_10s", "101": "answered_101_within_120s"}
T95 = 1.98
program = sys.argv[1]
work = pathlib.Path(sys.argv[2]).resolve()


def six(value):
    return float(f"{value:.6g}")


def estimate(value, half_width=None):
    return {"value": six(value)} | ({} if half_width is None else {"half_width": six(half_width)})


def fcrsim(*words):
    done = subprocess.run([program, "run", *map(str, words)], cwd=work, text=True,
                          capture_output=True, check=True)
    return done.stdout


def write(name, page):
    text = json.dumps(page, ensure_ascii=False, separators=(",", ":"))
    (SAMPLES / f"{name}.json").write_text(text + "\n")
    print(name, len(text))


# ------------------------------------------------------------------ a run


def calls_of(folder, warm_up_s):
    """Calls offered in the measured part: line, replication, second in it, waits, outcome."""
    with open(folder / "calls.csv") as file:
        for row in csv.DictReader(file):
            offered = row["offered_s"]
            if not offered or float(offered) < warm_up_s:
                continue
            end = row["answered_s"] or row["abandoned_s"]
            arrive = float(row["network_arrive_s"])
            connect = float(row["operator_connect_s"] or arrive)
            yield {
                "line": row["line"],
                "replication": int(row["replication"]),
                "at": float(offered) - warm_up_s,
                "answered": bool(row["answered_s"]),
                "force": float(end) - arrive if end else None,
                "operator": float(end) - connect if end else None,
                "busy": float(row["ready_s"]) - float(row["answered_s"])
                if row["answered_s"] and row["ready_s"] else None,
            }


def in_time(call):
    if not call["answered"]:
        return None
    return call["operator"] < 10 if call["line"] == "999" else call["force"] <= 120


def distribution(calls, line, clock):
    waits = [c for c in calls if c["line"] == line and c[clock] is not None]
    counts = {True: [0] * len(EDGES), False: [0] * len(EDGES)}
    for call in waits:
        bucket = next(i for i, e in enumerate(EDGES) if e is None or call[clock] < e)
        counts[call["answered"]][bucket] += 1
    total = {k: sum(v) for k, v in counts.items()}
    return {
        "line": line,
        "clock": {"force": "NETWORK_ARRIVE", "operator": "OPERATOR_CONNECT"}[clock],
        "answered": total[True],
        "abandoned": total[False],
        "buckets": [
            ({} if edge is None else {"below_s": edge})
            | {"answered_percent": six(100 * counts[True][i] / total[True]),
               "abandoned_percent": six(100 * counts[False][i] / total[False])}
            for i, edge in enumerate(EDGES)],
    }


def quantiles(values):
    ordered = sorted(values)
    rank = lambda p: ordered[max(0, math.ceil(p * len(ordered)) - 1)]
    return {"p10": six(rank(0.1)), "p50": six(rank(0.5)), "p90": six(rank(0.9))}


def bands(calls, line):
    days = collections.defaultdict(list)
    for call in calls:
        if call["line"] == line and call["answered"]:
            quarter = int(call["at"] % 86400 // 900)
            days[quarter, call["replication"], int(call["at"] // 86400)].append(call)
    intervals = []
    for quarter in range(96):
        cells = [v for (q, _, _), v in days.items() if q == quarter]
        intervals.append({
            "from": f"{quarter // 4:02}:{quarter % 4 * 15:02}",
            "service_level_percent": quantiles(
                [100 * sum(map(in_time, cell)) / len(cell) for cell in cells]),
            "mean_wait_s": quantiles([statistics.mean(c["force"] for c in cell) for cell in cells]),
            "days": len(cells),
        })
    return {"line": line, "kpi": SHARE[line], "intervals": intervals}


def week(calls, line, weeks):
    cells = [[] for _ in range(168)]
    for call in calls:
        if call["line"] == line:
            cells[int(call["at"] // 3600) % 168].append(call)
    out = []
    for cell in cells:
        answered = [c for c in cell if c["answered"]]
        out.append({"offered": six(len(cell) / weeks)} | ({} if not answered else {
            "service_level_percent": six(100 * sum(map(in_time, answered)) / len(answered)),
            "mean_wait_s": six(statistics.mean(c["force"] for c in answered))}))
    return {"line": line, "kpi": SHARE[line], "cells": out}


def demand(calls, results):
    busy = {line: statistics.mean(c["busy"] for c in calls if c["line"] == line and c["busy"])
            for line in LINES}
    return [{"from": interval["from"],
             "lines": [{"name": row["name"],
                        "handler_hours": six(row["offered"] * busy[row["name"]] / 3600)}
                       for row in interval["lines"]]}
            for interval in results["intervals"]], busy


def erlang_b(load, handlers):
    blocked = 1.0
    for n in range(1, handlers + 1):
        blocked = load * blocked / (n + load * blocked)
    return blocked


def erlang_a(load, service_s, handlers, patience_s):
    """Share given up, and mean wait over all calls, by the states of M/M/c+M."""
    weight, states = 1.0, [1.0]
    for n in range(1, 400):
        leave = min(n, handlers) / service_s + max(0, n - handlers) / patience_s
        weight *= load / service_s / leave
        states.append(weight)
    total = sum(states)
    queue = sum(max(0, n - handlers) * w for n, w in enumerate(states)) / total
    rate = load / service_s
    return queue / patience_s / rate, queue / rate


def theory(results, busy):
    def hour(start):
        rows = results["intervals"][start * 4:start * 4 + 4]
        rate = {line: sum(r["lines"][i]["offered"] for r in rows) for i, line in enumerate(LINES)}
        return rate, round(rows[0]["pools"][0]["on_duty"])
    weights, values = [], []
    for start in range(24):
        rate, handlers = hour(start)
        total = sum(rate.values())
        service = sum(rate[l] * busy[l] for l in LINES) / total
        values.append((erlang_a(total * service / 3600, service, handlers, 700), rate["101"]))
    weights = sum(w for _, w in values)
    given_up = sum(v[0] * w for v, w in values) / weights
    waited = sum(v[1] * w for v, w in values) / weights
    work_of = lambda start: sum(hour(start)[0][l] * busy[l] / 3600 for l in LINES)
    peak = max(range(24), key=lambda start: work_of(start) / hour(start)[1])
    rate, handlers = hour(peak)
    total = sum(rate.values())
    load = work_of(peak)
    service = load * 3600 / total
    assert load >= handlers, "the sample needs an hour without a steady state"
    night, night_handlers = hour(4)
    night_total = sum(night.values())
    night_service = sum(night[l] * busy[l] for l in LINES) / night_total
    night_load = night_total * night_service / 3600
    blocked = erlang_b(night_load, night_handlers)
    rho = night_load / night_handlers
    waits = blocked / (1 - rho * (1 - blocked))
    c_wait = waits * night_service / (night_handlers - night_load)
    mean = lambda start, i: statistics.mean(
        r["lines"][i]["mean_wait_s"] for r in results["intervals"][start * 4:start * 4 + 4]
        if "mean_wait_s" in r["lines"][i])
    kpis = {k["id"]: k["value"] for k in results["kpis"]}
    inputs = lambda r, s, h: {"arrivals_per_h": six(r), "handling_s": six(s), "handlers": h}
    return [
        {"line": "999 and 101", "figure": "Mean wait", "formula": "ERLANG_C", "unit": "SECONDS",
         "value": six(c_wait), "simulated": estimate(mean(4, 1)), "period": "04:00 to 05:00",
         **inputs(night_total, night_service, night_handlers),
         "why": "Erlang C lets nobody hang up and has no priority: in the simulation 999 goes first, "
                "one seat is kept free of 101, and impatient callers shorten the queue for the others."},
        {"line": "999 and 101", "figure": "Mean wait", "formula": "ERLANG_C", "unit": "SECONDS",
         "simulated": estimate(mean(peak, 1)), "period": f"{peak:02}:00 to {peak + 1:02}:00",
         **inputs(total, service, handlers),
         "why": f"Erlang C has no value: {load:.1f} handlers' work meets {handlers} handlers, so its "
                "queue would grow for ever; in the simulation callers hang up and the hour ends."},
        {"line": "101", "figure": "Abandoned, of offered", "formula": "ERLANG_A", "unit": "PERCENT",
         "value": six(100 * given_up), "simulated": kpis["abandoned_101"], "patience_s": 700,
         "period": "every hour, weighted by calls",
         "why": "Erlang A treats each hour as if it lasted for ever and both lines alike; in the "
                "simulation 999 goes first, so 101 waits longer and gives up more."},
        {"line": "101", "figure": "Mean wait", "formula": "ERLANG_A", "unit": "SECONDS",
         "value": six(waited), "simulated": kpis["mean_answer_101"], "patience_s": 700,
         "period": "every hour, weighted by calls",
         "why": "Besides the priority of 999, days differ in volume and long calls are longer than "
                "an exponential law has them: both lengthen queues on the bad days."},
    ]


def assumptions():
    rows = [("demand.day_factor_correlation", "0.5",
             "assumption: model.md 2.1, correlation of the day factors of 999 and 101"),
            ("lines[999].arrivals", "mid_force_calls.csv",
             "Cleveland, year to September 2024: 113,266 calls presented, 310 a day [C3]"),
            ("lines[999].operator_leg.select", "5 s",
             "assumption: the operator asks which service"),
            ("lines[999].operator_leg.connect", "normal: mean 4.4 s, sd 1 s",
             "derived: Cleveland's national mean less its own, 8.5 - 4.1 s [C1, C2]"),
            ("call_classes[999].wrap_up", "lognormal: mean 70 s, cv 0.7",
             "assumption: model.md 2.3"),
            ("call_classes[999].patience", "exponential: mean 240 s",
             "assumption: model.md 2.4, from West Midlands May 2022 [W2] and Northumbria 2021/22 [F1]"),
            ("call_classes[101].talk", "lognormal: mean 475 s, cv 0.9",
             "derived: model.md 2.3, blended 101 handling of 600 s less wrap-up"),
            ("call_classes[101].patience", "exponential: mean 900 s",
             "derived: model.md 3.4, the mean that fits Cleveland's 14 % abandoned"),
            ("pools[in_house].pick_up", "uniform: 0.5 s to 3.5 s",
             "assumption: model.md 2.2, needed to reach force-clock means of 3-4 s on good days")]
    return [{"path": p, "value": v, "source": s, "assumption": s.startswith("assumption")}
            for p, v, s in rows]


def provenance(results, files):
    run = results["run"]
    texts = [(f, (work / f).read_text()) for f in files]
    return {
        "fcrsim_version": results["fcrsim_version"], "seed": run["seed"],
        "first_replication": run["first_replication"], "replications": run["replications"],
        "scenarios": [{"file": f, "sha256": hashlib.sha256(t.encode()).hexdigest(), "text": t}
                      for f, t in texts],
        "assumptions": assumptions(),
    }


def made(command):
    return {"command_line": command, "fcrsim_version": "0.1.0", "compiler": "GCC 12.2.0",
            "host": "planner-laptop", "started": "2026-11-25T22:23:56Z", "wall_s": 3.1234, "jobs": 2,
            "calls": 177213}


def run_page(name, title, note, words, warm_up_s=86400, weekly=False):
    folder = work / name
    if not (folder / "results.json").exists():
        fcrsim(*words, "--out", folder, "--trace")
    results = json.loads((folder / "results.json").read_text())
    calls = list(calls_of(folder, warm_up_s))
    work_by_quarter, busy = demand(calls, results)
    span = results["run"]
    weeks = span["measured_h"] / 168 * span["replications"]
    detail = {
        "waits": [distribution(calls, "999", "operator"), distribution(calls, "999", "force"),
                  distribution(calls, "101", "force")],
        "bands": [bands(calls, line) for line in LINES],
        "demand": work_by_quarter,
    }
    if weekly:
        detail["weeks"] = [week(calls, line, weeks) for line in LINES]
    else:
        detail["theory"] = theory(results, busy)
    write(name, {"format": 1, "kind": "RUN", "title": title, "run": results, "detail": detail,
                 "note": note, "provenance": provenance(results, [words[0]]),
                 "made": made(["fcrsim", "run", *words, "--out", f"out/{name}"])})


def bare_page(name, title, words):
    """Results alone, as of a program that knows no more; one replication and warnings besides."""
    results = json.loads(fcrsim(*words, "--json"))
    write(name, {"format": 1, "kind": "RUN", "title": title, "run": results,
                 "provenance": provenance(results, [words[0]]) | {"assumptions": []},
                 "made": made(["fcrsim", "run", *words])})


# ------------------------------------------------------------------ a comparison


def each_replication(words, count):
    """Results of single replications, kept in a file so that a second call is quick."""
    kept = work / (hashlib.sha256(repr((words, count)).encode()).hexdigest()[:12] + ".json")
    if not kept.exists():
        rows = [json.loads(fcrsim(*words, "--replication", k, "--json")) for k in range(count)]
        kept.write_text(json.dumps(rows))
    return json.loads(kept.read_text())


def residuals(rows, kpi):
    """Value over all replications, and the residuals of the ratio estimator, one for each."""
    parts = [next(k for k in row["kpis"] if k["id"] == kpi) for row in rows]
    scale = 100 if parts[0]["unit"] == "PERCENT" else 1
    tops, bottoms = [p["numerator"] for p in parts], [p["denominator"] for p in parts]
    ratio = sum(tops) / sum(bottoms)
    mean = statistics.mean(bottoms)
    return scale * ratio, [scale * (t - ratio * b) / mean for t, b in zip(tops, bottoms)]


def half_width(values):
    return T95 * statistics.stdev(values) / math.sqrt(len(values))


def evening_seat():
    """mid_force with a handler more from 15:00 to 23:00."""
    folder = work / "config"
    if not folder.exists():
        shutil.copytree(ROOT / "config", folder)
    rows = (folder / "profiles/mid_force_seats.csv").read_text().splitlines()
    for i, row in enumerate(rows):
        cells = row.split(",")
        if cells[0] == "average_day" and "15:00" <= cells[1] < "23:00":
            cells[2] = str(int(cells[2]) + 1)
            rows[i] = ",".join(cells)
    (folder / "profiles/evening_seats.csv").write_text("\n".join(rows) + "\n")
    text = (folder / "scenarios/mid_force.txtpb").read_text()
    text = text.replace("mid_force_seats.csv", "evening_seats.csv", 1)
    (folder / "scenarios/mid_force_evening_seat.txtpb").write_text(
        text.replace('"Mid-size force, average day"', '"Mid-size force, one more evening seat"'))


def comparison_page(count=100):
    base = "config/scenarios/mid_force.txtpb"
    evening = "config/scenarios/mid_force_evening_seat.txtpb"
    kept_free = [base, "--set", "pools[in_house].seats_kept_free[0].seats=2"]
    scenarios = [
        ("today", base, [base], []),
        ("evening seat", evening, [evening],
         ["pools[in_house].seats, 15:00 to 23:00: 9 → 10 or 8 → 9"]),
        ("two kept free", base, kept_free, ["pools[in_house].seats_kept_free[101].seats: 1 → 2"]),
    ]
    rows = {name: each_replication(words, count) for name, _, words, _ in scenarios}
    whole = {name: json.loads(fcrsim(*words, "--replications", count, "--json"))
             for name, _, words, _ in scenarios}
    kpis = whole["today"]["kpis"]
    compared = len(kpis) * (len(scenarios) - 1)
    figures, tests = [], []
    for kpi in kpis:
        value = {name: residuals(rows[name], kpi["id"]) for name in rows}
        cells = []
        for name in rows:
            cell = {"scenario": name, "value": estimate(value[name][0], half_width(value[name][1]))}
            if name != "today":
                paired = [a - b for a, b in zip(value[name][1], value["today"][1])]
                width = half_width(paired)
                alone = math.hypot(half_width(value[name][1]), half_width(value["today"][1]))
                change = value[name][0] - value["today"][0]
                p_value = math.erfc(abs(change) / (width / T95) / math.sqrt(2)) if width else 1.0
                ratio = (alone / width) ** 2 if width else 1.0
                cell |= {"difference": estimate(change, width),
                         "simultaneous_half_width": six(width * 2.97 / T95),
                         "p_value": six(p_value), "significant": p_value < 0.05 / compared,
                         "replications_unpaired": math.ceil(count * ratio),
                         "replications_ratio": six(ratio)}
            cells.append(cell)
        figures.append({
            "id": kpi["id"], "title": kpi["title"], "line": "999" if "999" in kpi["id"] else "101",
            "definition": kpi["definition"], "unit": kpi["unit"],
            "better": "HIGHER" if "within" in kpi["id"] or "below" in kpi["id"] else "LOWER",
            "values": cells})

    def resources(name):
        seats = sum(e["figures"]["seat_hours"]["value"] for e in whole[name]["employers"])
        return {"seat_hours": seats, "fte": seats * 365 / 1575, "overtime_hours": 0.0,
                "pounds": seats * 24.5}
    today = resources("today")
    use = []
    for name in rows:
        own = resources(name)
        row = {"scenario": name, "use": {k: estimate(v, 0) for k, v in own.items()}}
        if name != "today":
            row["difference"] = {k: estimate(v - today[k], 0) for k, v in own.items()}
        use.append(row)

    def ranking(kpi, zone, best_first):
        figure = next(f for f in figures if f["id"] == kpi)
        order = sorted(figure["values"], key=lambda v: best_first * v["value"]["value"])
        return {"figure": kpi, "indifference_zone": zone, "probability_correct": 0.95,
                "method": "All paired differences with the best, Bonferroni over the scenarios",
                "order": [{"scenario": v["scenario"], "value": v["value"], "may_be_best": i == 0}
                          for i, v in enumerate(order)]}
    write("comparison", {
        "format": 1, "kind": "COMPARISON",
        "title": "One more evening seat, or two seats kept free for 999?",
        "note": "Sample: the runs are real, the comparison was computed beside fcrsim.",
        "comparison": {
            "scenarios": [{"name": name, "file": file, "title": whole[name]["run"]["title"],
                           "differs": differs, "run": whole[name]}
                          for name, file, _, differs in scenarios],
            "baseline": "today", "replications": count, "replications_asked": count, "seed": 1,
            "first_replication": 0, "common_random_numbers": True, "antithetic_pairs": False,
            "confidence": 0.95, "per_h": 24, "correction": "BONFERRONI", "comparisons": compared,
            "figures": figures,
            "rankings": [ranking("answered_999_below_10s", 1, -1), ranking("mean_answer_101", 10, 1)],
            "resources": use, "fte_basis": "1,575 hours at work a year",
            "cost_basis": "£24.50 for each seat-hour, an assumption of this sample"},
        "provenance": provenance(whole["today"], [base, evening]),
        "made": made(["fcrsim", "compare", base, evening, "--out", "out/evening"])})


# ------------------------------------------------------------------ a sweep

FACTORS = [
    ("lines[999].arrivals.volume_factor", "999 volume, times today's", 0.9, 1.2, 1.0),
    ("lines[101].arrivals.volume_factor", "101 volume, times today's", 0.85, 1.15, 1.0),
    ("call_classes[101].talk.lognormal.mean_s", "101 talk time, mean, s", 430, 520, 475),
    ("call_classes[101].patience.exponential.mean_s", "101 patience, mean, s", 600, 1200, 900),
]


def sweep_page(base_count=32, replications=10):
    base = "config/scenarios/mid_force.txtpb"
    figures = ["answered_999_below_10s", "answered_101_within_120s", "mean_answer_101",
               "abandoned_101"]

    def at(values, count=replications):
        words = [base]
        for (path, *_), value in zip(FACTORS, values):
            words += ["--set", f"{path}={value:.6g}"]
        kept = work / ("p" + hashlib.sha256(repr((words, count)).encode()).hexdigest()[:12] + ".json")
        if not kept.exists():
            kept.write_text(fcrsim(*words, "--replications", count, "--json"))
        results = json.loads(kept.read_text())
        kpis = {k["id"]: k for k in results["kpis"]}
        return [kpis[f]["value"] for f in figures], kpis

    chance = random.Random(20261125)
    scale = lambda unit: [low + u * (high - low) for u, (_, _, low, high, _) in zip(unit, FACTORS)]
    unit_a = [[chance.random() for _ in FACTORS] for _ in range(base_count)]
    unit_b = [[chance.random() for _ in FACTORS] for _ in range(base_count)]
    run = lambda unit: at(scale(unit))[0]
    result_a, result_b = [run(u) for u in unit_a], [run(u) for u in unit_b]
    mixed = [[run([b if j == i else a for j, (a, b) in enumerate(zip(ua, ub))])
              for ua, ub in zip(unit_a, unit_b)] for i in range(len(FACTORS))]
    points = [{"number": n + 1, "values": [f"{v:.4g}" for v in scale(u)], "figures": r}
              for n, (u, r) in enumerate(zip(unit_a + unit_b, result_a + result_b))]

    def indices(f, i, rows):
        a = [result_a[r][f]["value"] for r in rows]
        b = [result_b[r][f]["value"] for r in rows]
        ab = [mixed[i][r][f]["value"] for r in rows]
        variance = statistics.pvariance(a + b)
        middle_b = statistics.mean(b)
        first = statistics.mean((y - middle_b) * (m - x) for x, y, m in zip(a, b, ab)) / variance
        total = statistics.mean((x - m) ** 2 for x, m in zip(a, ab)) / (2 * variance)
        return first, total

    sensitivity, variances, tornados = [], [], []
    middle = [m for *_, m in FACTORS]
    centre = at(middle, 50)[0]
    for f, figure in enumerate(figures):
        for i, (path, _, low, high, _) in enumerate(FACTORS):
            rows = list(range(base_count))
            first, total = indices(f, i, rows)
            again = [indices(f, i, [chance.choice(rows) for _ in rows]) for _ in range(200)]
            effects = [(mixed[i][r][f]["value"] - result_a[r][f]["value"])
                       / (unit_b[r][i] - unit_a[r][i]) for r in rows
                       if abs(unit_b[r][i] - unit_a[r][i]) > 0.2]
            sensitivity.append({
                "figure": figure, "factor": path,
                "morris_mu_star": estimate(statistics.mean(map(abs, effects)),
                                           half_width([abs(e) for e in effects])),
                "morris_sigma": estimate(statistics.stdev(effects)),
                "sobol_first": estimate(max(0, first), T95 * statistics.stdev(x for x, _ in again)),
                "sobol_total": estimate(total, T95 * statistics.stdev(x for _, x in again))})
        values = [p["figures"][f]["value"] for p in points]
        noise = statistics.mean((p["figures"][f]["half_width"] / T95) ** 2 for p in points)
        inputs = max(0, statistics.variance(values) - noise)
        variances.append({
            "figure": figure, "value": six(statistics.mean(values)),
            "monte_carlo_half_width": six(T95 * math.sqrt(noise)),
            "input_half_width": six(T95 * math.sqrt(inputs)),
            "both_half_width": six(T95 * math.sqrt(noise + inputs)),
            "monte_carlo_percent": six(100 * noise / (noise + inputs)),
            "input_percent": six(100 * inputs / (noise + inputs))})
        bars = []
        for i, (path, _, low, high, _) in enumerate(FACTORS):
            ends = [at(middle[:i] + [v] + middle[i + 1:], 50)[0][f] for v in (low, high)]
            bars.append({"factor": path, "low": f"{low:g}", "high": f"{high:g}",
                         "at_low": ends[0], "at_high": ends[1]})
        bars.sort(key=lambda b: -abs(b["at_high"]["value"] - b["at_low"]["value"]))
        tornados.append({"figure": figure, "baseline": centre[f], "bars": bars})
    kpis = at(middle, 50)[1]
    results = json.loads(fcrsim(base, "--replications", 10, "--json"))
    write("sweep", {
        "format": 1, "kind": "SWEEP", "title": "What drives 999 and 101: volume, talk time, patience",
        "note": "Sample: the runs are real, the sweep was computed beside fcrsim.",
        "sweep": {
            "file": "config/experiments/mid_force_inputs.txtpb", "scenario": base,
            "design": f"Saltelli points: {base_count * (len(FACTORS) + 2)} of {len(FACTORS)} factors; "
                      f"the {len(points)} independent ones are listed",
            "replications": replications, "seed": 1, "first_replication": 0,
            "common_random_numbers": True, "confidence": 0.95, "per_h": 24,
            "points_asked": len(points),
            "factors": [{"path": p, "title": t, "distribution": f"uniform from {lo:g} to {hi:g}",
                         "baseline": f"{m:g}", "source": "assumption: range of this sample"}
                        for p, t, lo, hi, m in FACTORS],
            "figures": [{k: kpis[f][k] for k in ("id", "title", "definition", "unit")}
                        | {"line": "999" if "999" in f else "101",
                           "better": "HIGHER" if "within" in f or "below" in f else "LOWER"}
                        for f in figures],
            "points": points, "sensitivity": sensitivity, "variance": variances,
            "tornados": tornados},
        "provenance": provenance(results, [base]),
        "made": made(["fcrsim", "sweep", "config/experiments/mid_force_inputs.txtpb"])})


work.mkdir(parents=True, exist_ok=True)
evening_seat()
run_page("run", "Mid-size force, average day",
         "Sample: the run is real; bands, waits and closed forms were computed beside fcrsim.",
         ["config/scenarios/mid_force.txtpb", "--replications", "100"])
run_page("run_weeks", "Mid-size force, four weeks of January",
         "Sample: the run is real; bands, waits and heat map were computed beside fcrsim.",
         ["config/scenarios/mid_force_year.txtpb", "--replications", "4",
          "--set", "run.measured_h=672"], weekly=True)
bare_page("run_response", "Mid-size force with its response, one day",
          ["config/scenarios/mid_force_response.txtpb", "--replication", "3"])
comparison_page()
sweep_page()
