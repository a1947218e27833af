#!/usr/bin/env python3
"""The questions in docs/store.md are asked of a store, and its ledger totals are what a trace adds up to.

    tests/architecture/store_queries.py PROGRAM

Every ```sql block of docs/store.md must give rows of a comparison's store. Then a run with every
mechanism on writes its trace beside its store: calls and handlers' time by replication must agree.
Exit code 0 when all is so, 1 when not.
"""
import collections
import csv
import json
import math
import re
import sqlite3
import subprocess
import sys
import tempfile

SEATS = "pools[in_house].seats_by_interval=[4,4,4,4,4,4,4,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,4]"
EVERYTHING = "config/scenarios/mid_force_everything.txtpb"
PEOPLE = "config/scenarios/mid_force_roster.txtpb"


def fcrsim(*words):
    subprocess.run([sys.argv[1], *words], check=True, stdout=subprocess.DEVNULL)


def ask_all(folder):
    fcrsim("compare", "config/scenarios/mid_force.txtpb", "--variant", f"more:{SEATS}",
           "--replications", "30", "--out", folder)
    with open("docs/store.md", encoding="utf-8") as page:
        questions = re.findall(r"```sql\n(.*?)```", page.read(), re.S)
    assert len(questions) >= 3, "docs/store.md has fewer than three questions"
    with sqlite3.connect(f"{folder}/results.sqlite") as store:
        for question in questions:
            rows = store.execute(question).fetchall()
            assert rows, f"no rows of:\n{question}"
            for row in rows:
                assert None not in row, f"{row} is a row of:\n{question}"
        check_figures(store)
    return len(questions)


def check_figures(store):
    """The figures of the report are means and ratios of the ledger totals."""
    for line in ("999", "101"):
        for run in (1, 2):
            answered, offered, below, wait = store.execute(
                "SELECT avg(answered), avg(answered + abandoned + diverted + blocked + unfinished),"
                " 100.0 * sum(below_10s) / sum(answered), sum(wait_s) / sum(answered)"
                " FROM ledger_calls WHERE run = ? AND line = ?", (run, line)).fetchone()
            figures = dict(store.execute(
                "SELECT figure, value FROM figure WHERE run = ? AND kind = 'lines' AND name = ?"
                " AND interval_start = ''", (run, line)))
            for figure, value in (("answered", answered), ("offered", offered),
                                  ("below_10s_percent", below), ("force_clock.mean_s", wait)):
                assert math.isclose(figures[figure], value, rel_tol=1e-5), (run, line, figure)
    on_duty = store.execute(
        "SELECT sum(available_s + ringing_s + talk_s + wrap_up_s + gap_s) / 3600 / 30"
        " FROM ledger_time WHERE run = 2 AND pool = 'in_house'").fetchone()[0]
    seats = store.execute("SELECT value FROM figure WHERE run = 2 AND kind = 'pools' AND name = 'in_house'"
                          " AND figure = 'seat_hours' AND interval_start = ''").fetchone()[0]
    assert math.isclose(on_duty, seats, rel_tol=1e-5), (on_duty, seats)


def rows_of(folder, name):
    with open(f"{folder}/{name}", newline="", encoding="utf-8") as table:
        yield from csv.DictReader(table)


def check_trace(scenario, folder):
    """The trace is of the warm-up too, the totals of the measured part alone."""
    fcrsim("run", scenario, "--replications", "12", "--seed", "7", "--trace", "--out", folder)
    with open(f"{folder}/results.json", encoding="utf-8") as report:
        run = json.load(report)["run"]
    begin = 3600.0 * run["warm_up_h"]
    end = begin + 3600.0 * run["measured_h"]
    calls = collections.Counter()
    for row in rows_of(folder, "calls.csv"):
        if begin <= float(row["offered_s"] or row["network_arrive_s"]) < end:
            calls[int(row["replication"]), row["line"], row["outcome"]] += 1
    times = collections.Counter()
    columns = {"available": "available", "wrap_up": "wrap_up", "handling": "handling", "gap": "gap",
               "rest": "break", "meal": "break", "meeting": "break", "sick": "absent",
               "did_not_come": "absent", "leave": "leave", "training": "leave",
               "declined": "unfilled", "unfilled": "unfilled"}
    for row in rows_of(folder, "staffing.csv"):
        inside = min(float(row["to_s"]), end) - max(float(row["from_s"]), begin)
        if inside > 0:
            state = columns[row["reason"] or row["state"]]
            times[int(row["replication"]), row["pool"], state] += inside
    compared = 0
    with sqlite3.connect(f"{folder}/results.sqlite") as store:
        store.row_factory = sqlite3.Row
        for row in store.execute("SELECT * FROM ledger_calls"):
            for outcome in ("answered", "abandoned", "diverted", "blocked", "unfinished"):
                traced = calls.pop((row["replication"], row["line"], outcome), 0)
                assert row[outcome] == traced, (scenario, dict(row), outcome, traced)
                compared += traced
        for row in store.execute("SELECT *, ringing_s + talk_s AS handling_s FROM ledger_time"):
            for state in ("available", "handling", "wrap_up", "gap", "break", "absent", "leave", "unfilled"):
                traced = times.pop((row["replication"], row["pool"], state), 0.0)
                assert math.isclose(row[f"{state}_s"], traced, abs_tol=0.01), (scenario, dict(row), state, traced)
    assert not calls and not times, (scenario, "in the trace and not in the store", calls, times)
    return compared


def main():
    with tempfile.TemporaryDirectory() as folder:
        asked = ask_all(f"{folder}/compare")
        compared = check_trace(EVERYTHING, f"{folder}/everything") + check_trace(PEOPLE, f"{folder}/people")
    print(f"store_queries: {asked} questions answered, {compared} calls and the handlers' time as traced")


main()
