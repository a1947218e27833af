#!/usr/bin/env python3
"""Shows that check_trace.py finds faults: plants one at a time in a copy of a run's results.

    tests/checker/finds_faults.py FCRSIM [SEED]

Runs the random scenario of the seed (any_scenario.py), which must have no difference. Then every
fault below is planted in a fresh copy, and the checker must tell of it. Each is as small as a fault
can be that a figure shows: the sixth digit, a microsecond where a stamp must equal another, one
second where it counts in a mean. Exit code 0 when all are found, 1 when one is not.
"""

import csv
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
DEFAULT_SEED = 10


def check(scenario, folder):
    """The number of differences; the checker must get to its end."""
    run = subprocess.run([sys.executable, HERE / "check_trace.py", "--each", "1", scenario, folder],
                         capture_output=True, text=True)
    last = run.stdout.splitlines()[-1] if run.stdout else run.stderr
    if run.returncode not in (0, 1) or " differences in " not in last:
        raise RuntimeError(f"the checker failed: {run.stderr or last}")
    return int(last.split()[0])


# Ways to change a copy ---------------------------------------------------------------------------

def in_json(folder, change):
    path = folder / "results.json"
    results = json.loads(path.read_text(encoding="utf-8"))
    change(results)
    path.write_text(json.dumps(results), encoding="utf-8")


def in_csv(folder, name, wanted, change):
    """Changes the first row that is wanted; takes it away where the change is None."""
    path = folder / name
    with open(path, newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        rows, columns = list(reader), reader.fieldnames
    place = next((place for place, row in enumerate(rows) if wanted(row)), None)
    if place is None:
        raise RuntimeError(f"{name} has no row to plant the fault in; choose another seed")
    if change is None:
        del rows[place]
    else:
        change(rows[place])
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def next_digit(value):
    """The number with one more in its sixth digit."""
    digits, _, exponent = f"{value:.5e}".partition("e")
    return float(f"{float(digits) + 1e-5:.5f}e{exponent}")


def later(text, microseconds):
    whole, _, part = text.partition(".")
    moved = int(whole + part) + microseconds
    return f"{moved // 1_000_000}.{moved % 1_000_000:06}"


# Faults ------------------------------------------------------------------------------------------

def the_share_of_a_line(results):
    share = results["lines"][0]["figures"]["answered_percent"]
    share["value"] = next_digit(share["value"])


def the_half_width_of_a_mean(results):
    mean = results["lines"][0]["figures"]["force_clock"]["mean_s"]
    mean["half_width"] = next_digit(mean["half_width"])


def the_mean_queue_of_a_quarter_hour(results):
    line = next(line for interval in results["intervals"] for line in interval["lines"]
                if line["mean_queue"] > 0)
    line["mean_queue"] = next_digit(line["mean_queue"])


def the_median_day_of_a_service_level(results):
    level = next(interval["service_level_percent"] for bands in results["bands"]
                 for interval in bands["intervals"] if "service_level_percent" in interval)
    level["p50"] += 0.5


def the_days_of_a_mean_wait(results):
    wait = next(interval["mean_wait_s"] for bands in results["bands"]
                for interval in bands["intervals"] if "mean_wait_s" in interval)
    wait["days"] -= 1


def the_abandoned_calls_of_a_wait_distribution(results):
    results["waits"][0]["abandoned"] += 1


def the_denominator_of_an_indicator(results):
    kpi = next(kpi for kpi in results["kpis"] if kpi.get("denominator", 0) > 0)
    kpi["denominator"] += 1


def a_figure_that_is_not_there(results):
    del results["pools"][0]["figures"]["occupancy_percent"]


def moved(column, microseconds):
    def change(row):
        row[column] = later(row[column], microseconds)
    return change


def numbered(column):
    def change(row):
        row[column] = repr(next_digit(float(row[column])))
    return change


def faults_of(run, with_response):
    """What is planted, by name."""
    warm_up_s = run.get("warm_up_h", 0) * 3600

    def measured_answer(row):
        return (row["outcome"] == "answered" and float(row["offered_s"]) >= warm_up_s
                and not row["resumed_s"])

    def json_fault(change):
        return lambda folder: in_json(folder, change)

    def csv_fault(name, wanted, change):
        return lambda folder: in_csv(folder, name, wanted, change)

    faults = {
        "the sixth digit of a line's answered %": json_fault(the_share_of_a_line),
        "the sixth digit of a half width": json_fault(the_half_width_of_a_mean),
        "the sixth digit of a quarter-hour's mean queue":
            json_fault(the_mean_queue_of_a_quarter_hour),
        "the median day of a service level, by half a percent":
            json_fault(the_median_day_of_a_service_level),
        "the days that have a mean wait, by one": json_fault(the_days_of_a_mean_wait),
        "the abandoned calls of a wait distribution, by one":
            json_fault(the_abandoned_calls_of_a_wait_distribution),
        "the sixth digit of a cell of waits.csv":
            csv_fault("waits.csv", lambda row: row["answered_percent"] not in ("", "0"),
                      numbered("answered_percent")),
        "an indicator's denominator, by one": json_fault(the_denominator_of_an_indicator),
        "a pool's occupancy left out": json_fault(a_figure_that_is_not_there),
        "the sixth digit of a cell of intervals.csv":
            csv_fault("intervals.csv", lambda row: row["occupancy_percent"],
                      numbered("occupancy_percent")),
        "a call that is answered a second later":
            csv_fault("calls.csv", measured_answer, moved("answered_s", 1_000_000)),
        "a caller who leaves a microsecond later":
            csv_fault("calls.csv", measured_answer, moved("ended_s", 1)),
        "a call lost from the trace": csv_fault("calls.csv", measured_answer, None),
        "a call counted as given up":
            csv_fault("calls.csv", measured_answer, lambda row: row.update(outcome="abandoned")),
        "a handler who is free a microsecond later":
            csv_fault("staffing.csv", lambda row: row["state"] == "handling", moved("to_s", 1)),
    }
    if with_response:
        faults |= {
            "a unit at scene a microsecond later":
                csv_fault("incidents.csv", lambda row: row["at_scene_s"], moved("at_scene_s", 1)),
            "the sixth digit of a cell of response.csv":
                csv_fault("response.csv", lambda row: row["busy_percent"] not in ("", "0"),
                          numbered("busy_percent")),
        }
    return faults


def main():
    if len(sys.argv) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    seed = sys.argv[2] if len(sys.argv) == 3 else str(DEFAULT_SEED)
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        scenario, sound = work / "scenario.txtpb", work / "sound"
        scenario.write_bytes(subprocess.run([sys.executable, HERE / "any_scenario.py", seed],
                                            capture_output=True, check=True).stdout)
        subprocess.run([sys.argv[1], "run", scenario, "--replications", "3", "--seed", seed,
                        "--jobs", "1", "--out", sound, "--trace"],
                       check=True, capture_output=True)
        run = json.loads((sound / "results.json").read_text(encoding="utf-8"))["run"]
        differences = check(scenario, sound)
        if differences:
            print(f"seed {seed} has {differences} differences before any fault is planted")
            return 1
        faults = faults_of(run, (sound / "response.csv").exists())
        missed = 0
        for name, plant in faults.items():
            copy = work / "copy"
            shutil.copytree(sound, copy)
            plant(copy)
            differences = check(scenario, copy)
            print(f"{name}: {differences} differences")
            missed += differences == 0
            shutil.rmtree(copy)
        print(f"{len(faults)} faults planted, {missed} not found")
        return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
