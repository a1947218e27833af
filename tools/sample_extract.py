#!/usr/bin/env python3
"""Makes the sample call extract of config/ledgers: a month of calls as a force's telephony writes them.

    tools/sample_extract.py PROGRAM        PROGRAM is fcrsim; writes config/ledgers/april_2027.csv
    tools/sample_extract.py PROGRAM FILE   writes another file

Runs the room of config/scenarios/mid_force_overflow_bid.txtpb for April 2027, one replication with
seed 101, and writes its calls as times to the second and waits to a tenth of one, with codes of its
own, so that pricing them shows what a mapping is for. The same program writes the same bytes.
"""

import csv
import datetime
import math
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCENARIO = ROOT / "config/scenarios/mid_force_overflow_bid.txtpb"
EXTRACT = ROOT / "config/ledgers/april_2027.csv"
SEED = 101
WARM_UP = datetime.timedelta(days=1)
FIRST = datetime.datetime(2027, 4, 1)
MONTH = datetime.timedelta(days=30)    # no change of clocks in it
COLUMNS = ["service", "start", "queue_s", "talk_s", "wrap_s", "disposition", "first_team",
           "second_team", "moved_at"]
TEAMS = {"in_house": "FCR", "escalation": "SUP", "contractor": "PTN"}
DISPOSITIONS = {"answered": "H", "abandoned": "L"}


def month_of(scenario):
    """The scenario's text with its own day replaced by the days of the month."""
    text = re.sub(r'^  day_type: "average_day"\n', "", scenario, flags=re.MULTILINE)
    text = text.replace("measured_h: 24", f"measured_h: {MONTH.days * 24}")
    return text + (f'\ncalendar {{ start_date: "{FIRST:%Y-%m-%d}" level_date: "{FIRST:%Y-%m-%d}" '
                   'source: "the first month of the contract" }\n')


def run(program, folder):
    """The rows of the month's call ledger."""
    (folder / "scenarios").mkdir()
    shutil.copytree(ROOT / "config/profiles", folder / "profiles")
    scenario = folder / "scenarios/april.txtpb"
    scenario.write_text(month_of(SCENARIO.read_text(encoding="utf-8")), encoding="utf-8")
    calls = folder / "calls.csv"
    subprocess.run([program, "run", scenario, "--replication", "0", "--seed", str(SEED),
                    f"--trace={calls}"], check=True, stdout=subprocess.DEVNULL)
    with open(calls, encoding="utf-8", newline="") as table:
        yield from csv.DictReader(table)


def tenths(seconds):
    """Rounded up, so that no call is answered before it came to its queue."""
    return f"{math.ceil(round(seconds * 10, 5)) / 10:.1f}"


def extract_row(call):
    """The row of a call; None for one that is not of the month."""
    if not call["offered_s"]:
        return None
    moment = FIRST - WARM_UP
    offered = float(call["offered_s"])
    start = moment + datetime.timedelta(seconds=math.floor(offered))
    if not FIRST <= start < FIRST + MONTH or call["outcome"] not in DISPOSITIONS:
        return None
    answered = call["outcome"] == "answered"
    left = float(call["answered_s" if answered else "abandoned_s"])
    queues = [queue.split("|") for queue in call["segments"].split(";")]
    row = [call["line"], start, tenths(left - offered), "", "", DISPOSITIONS[call["outcome"]],
           TEAMS[queues[0][0]], "", ""]
    if answered:
        row[3] = f"{float(call['ended_s']) - left:.0f}"
        row[4] = f"{float(call['wrapped_up_s']) - float(call['ended_s']):.0f}"
    if len(queues) > 1 and queues[1][0] != queues[0][0]:
        row[7] = TEAMS[queues[1][0]]
        row[8] = moment + datetime.timedelta(seconds=math.floor(float(queues[1][2])))
    return row


def main():
    if len(sys.argv) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        rows = [row for row in map(extract_row, run(sys.argv[1], pathlib.Path(folder))) if row]
    rows.sort(key=lambda row: row[1])
    target = pathlib.Path(sys.argv[2]) if len(sys.argv) == 3 else EXTRACT
    with open(target, "w", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    print(f"{target}: {len(rows)} calls, {target.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
