#!/usr/bin/env bash
# A sweep that is killed loses no finished point, goes on, and comes to the same; on any threads and
# ranks; and experiments that share points share their runs.
#
#   tests/property/sweep_resume.sh PROGRAM
#
# Kills a sweep once its store has some points, starts it again, and compares the files with those
# of a sweep that nobody disturbed. Exit code 0 when all is so, 1 when not.
set -euo pipefail

program=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "sweep_resume: $*" >&2
    exit 1
}

# An experiment on the shipped scenario: kind of design, then its factors' seats from 8 to the last.
experiment() {
    cat <<END
# proto-message: fcr.v1.Experiment
scenario: "$PWD/config/scenarios/mid_force_everything.txtpb"
seed: 5
replications: 40
factors {
  name: "volume of 101"
  paths: "lines[101].arrivals.volume_factor"
  values: [$2]
  source: "assumption: a test"
}
factors {
  name: "talk of 101"
  paths: "call_classes[101].talk.lognormal.mean_s"
  values: ["420", "460", "500"]
  source: "assumption: a test"
}
design { kind: $1 }
END
}
experiment GRID '"0.9", "1.0", "1.1", "1.2"' >"$work/grid.txtpb"
experiment GRID '"1.1", "1.2", "1.3"' >"$work/other.txtpb"

sweep() {
    "$program" sweep "$work/grid.txtpb" "$@"
}
# The rows of a query, by Python's SQLite: the sqlite3 program need not be there.
query() {
    python3 -c 'import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]):
    print(*row, sep="|")' "$1" "$2"
}
finished() {
    query "$1/results.sqlite" 'SELECT count(*) FROM run WHERE replications IS NOT NULL' 2>/dev/null ||
        echo 0
}
same() {
    for file in sweep.csv sweep.json experiment.txtpb; do
        cmp "$work/whole/$file" "$work/$1/$file"
    done
}

sweep --jobs 1 --out "$work/whole" >"$work/whole.txt"
[[ $(finished "$work/whole") -eq 12 ]] || fail "the store has not the 12 points"
[[ $(wc -l <"$work/whole/sweep.csv") -eq 13 ]] || fail "sweep.csv has not 12 points"
sweep --jobs 2 --out "$work/jobs" >/dev/null
same jobs

# Killed in the middle, and again in the middle of what was left.
kept=0
for wanted in 3 7; do
    # Not by the function: that would put a shell between, and the kill would end the shell alone.
    "$program" sweep "$work/grid.txtpb" --jobs 1 --out "$work/killed" >/dev/null 2>&1 &
    for ((tries = 0; tries < 3000 && $(finished "$work/killed") < wanted; ++tries)); do
        sleep 0.02
    done
    kill -9 $! 2>/dev/null || fail "the sweep had ended before it could be killed"
    wait $! 2>/dev/null || true
    kept=$(finished "$work/killed")
    [[ $kept -ge $wanted && $kept -lt 12 ]] || fail "$kept of 12 points were kept"
    [[ ! -e $work/killed/sweep.json ]] || fail "a killed sweep left a report"
done
sweep --jobs 1 --out "$work/killed" >"$work/killed.txt" 2>"$work/said"
# The kill may have come between a point's last part and its figures: then one more is taken.
grep -Eq "($kept|$((kept + 1))) of 12 points are taken from" "$work/said" ||
    fail "of $kept points it said: $(cat "$work/said")"
diff <(sed 's#/whole/#/killed/#' "$work/whole.txt") "$work/killed.txt" >/dev/null ||
    fail "a killed sweep prints something else"
same killed
for table in scenario run figure ledger_calls ledger_time; do
    order='ORDER BY 1, 2, 3'
    [[ $table != figure ]] || order='ORDER BY 1, 2, 3, 4, 5'
    cmp <(query "$work/whole/results.sqlite" "SELECT * FROM $table $order") \
        <(query "$work/killed/results.sqlite" "SELECT * FROM $table $order")
done

# Interrupted: finished points are reported and kept.
code=0
"$program" sweep "$work/grid.txtpb" --jobs 1 --out "$work/stopped" \
    >"$work/stopped.txt" 2>"$work/said" &
for ((tries = 0; tries < 3000 && $(finished "$work/stopped") < 3; ++tries)); do
    sleep 0.02
done
kill -INT $!
wait $! || code=$?
[[ $code -eq 130 ]] || fail "after SIGINT: exit $code, not 130"
grep -Eq 'interrupted; [0-9]+ of 12 points were finished and are reported' "$work/said" ||
    fail "interrupted, it said: $(cat "$work/said")"
grep -q 'Stopped early' "$work/stopped.txt" || fail "the report does not say that it is not whole"
sweep --jobs 1 --out "$work/stopped" >/dev/null 2>&1
same stopped

# Six of the nine points of another experiment are here already.
"$program" sweep "$work/other.txtpb" --out "$work/killed" >"$work/other.txt" 2>"$work/said"
grep -q '6 of 9 points are taken from' "$work/said" || fail "it said: $(cat "$work/said")"
"$program" sweep "$work/other.txtpb" >"$work/alone.txt"
cmp <(grep '±' "$work/other.txt") <(grep '±' "$work/alone.txt")

# Ranks, where there are any.
ranks() {
    OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 \
        mpirun --oversubscribe --bind-to none --mca btl self,vader -np "$@"
}
ranked=without
if command -v mpirun >/dev/null &&
    ranks 2 "$program" sweep "$work/grid.txtpb" --jobs 1 --out "$work/ranks" >/dev/null 2>"$work/said"; then
    ranked="and 2 and 3"
    same ranks
    # Half of the points are in the store, which the first rank alone looks into.
    mkdir "$work/half"
    "$program" sweep "$work/other.txtpb" --out "$work/half" >/dev/null
    ranks 3 "$program" sweep "$work/grid.txtpb" --jobs 1 --out "$work/half" >/dev/null 2>"$work/said"
    grep -q '6 of 12 points are taken from' "$work/said" || fail "ranks said: $(cat "$work/said")"
    same half
elif [[ -s $work/said ]] && ! grep -q 'has no MPI' "$work/said"; then
    fail "on 2 ranks: $(cat "$work/said")"
fi
echo "sweep_resume: killed twice, $kept of 12 points kept, the same files; $ranked ranks"
