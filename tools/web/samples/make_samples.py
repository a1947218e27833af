#!/usr/bin/env python3
"""Writes the sample data of the report page: what fcrsim put into pages of its own.

    samples/make_samples.py PROGRAM FOLDER     PROGRAM is fcrsim, FOLDER is for its files

Between them the samples have every kind of page and every part of one. How a page was made (host,
time, threads) is left out, so that samples made again are the same.
"""

import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
SAMPLES = pathlib.Path(__file__).resolve().parent
SCENARIOS = "config/scenarios/"
BEGIN = '<script type="application/json" id="report-data">'
MADE = ("command_line", "fcrsim_version")


def write(program, work, name, *words):
    out = work / name
    done = subprocess.run([program, *words, "--out", out], cwd=ROOT, capture_output=True, text=True)
    # 1: it ran, and an indicator was not known as well as asked for.
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    html = (out / "report.html").read_text(encoding="utf-8")
    page = json.loads(html.split(BEGIN, 1)[1].split("</script>", 1)[0])
    made = {field: page["made"][field] for field in MADE}
    made["command_line"] = ["fcrsim", *words, "--out", f"out/{name}"]
    page["made"] = made
    text = json.dumps(page, ensure_ascii=False, separators=(",", ":"))
    (SAMPLES / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    print(name, len(text))


def main():
    program, work = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    work.mkdir(parents=True, exist_ok=True)
    day = SCENARIOS + "mid_force.txtpb"
    write(program, work, "run", "run", day, "--precision", "answered_999_below_10s=1.5",
          "--precision", "mean_answer_101=2", "--replications-max", "100")
    write(program, work, "run_weeks", "run", SCENARIOS + "mid_force_year.txtpb",
          "--replications", "4", "--set", "run.measured_h=672")
    write(program, work, "run_response", "run", SCENARIOS + "mid_force_response.txtpb",
          "--replication", "3")
    write(program, work, "comparison", "compare", day,
          "--variant", "two_kept_free:pools[in_house].seats_kept_free[0].seats=2",
          "--variant", "quicker_talk:call_classes[101].talk.lognormal.mean_s=400",
          "--rank", "answered_999_below_10s", "--indifference", "1", "--pounds-per-hour", "force=32")
    write(program, work, "sweep_morris", "sweep",
          "config/experiments/mid_force_sensitivity.txtpb", "--replications", "5")
    write(program, work, "sweep_inputs", "sweep",
          "config/experiments/mid_force_input_uncertainty.txtpb", "--replications", "2")
    write(program, work, "sweep_one_at_a_time", "sweep", "tools/web/samples/one_at_a_time.txtpb")
    write(program, work, "sweep_grid", "sweep",
          "config/experiments/mid_force_evening_seats.txtpb", "--replications", "40")


if __name__ == "__main__":
    main()
