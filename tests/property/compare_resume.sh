#!/usr/bin/env bash
# A comparison that is killed or interrupted loses nothing that was finished, goes on, and comes to
# the same; on any ranks; and comparisons and runs share what they have of a scenario and seed.
#
#   tests/property/compare_resume.sh PROGRAM
#
# Exit code 0 when all is so, 1 when not.
set -euo pipefail

program=$1
scenario=config/scenarios/mid_force_everything.txtpb
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "compare_resume: $*" >&2
    exit 1
}

# 250 days of each of two scenarios, on one thread about four seconds.
words=(compare "$scenario" --variant 'more:lines[101].arrivals.volume_factor=1.1' --seed 3)
compare() {
    "$program" "${words[@]}" --replications 250 "$@"
}
# The rows of a query, by Python's SQLite: the sqlite3 program need not be there.
query() {
    python3 -c 'import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]):
    print(*row, sep="|")' "$1" "$2"
}
finished() {
    query "$1/results.sqlite" 'SELECT coalesce(sum(count), 0) FROM part' 2>/dev/null || echo 0
}
# Runs until so many replications are in the store, then sends the signal. Not by the function
# `compare`: that would put a shell between, and the signal would end the shell alone.
stop_at() {
    local wanted=$1 signal=$2 folder=$3
    "$program" "${words[@]}" --replications 250 --jobs 1 --out "$folder" \
        >"$work/out" 2>"$work/said" &
    local process=$! tries
    for ((tries = 0; tries < 3000 && $(finished "$folder") < wanted; ++tries)); do
        sleep 0.02
    done
    kill -s "$signal" "$process" 2>/dev/null || fail "it had ended before it could be stopped"
    code=0
    wait "$process" 2>/dev/null || code=$?
}
same() {
    cmp "$work/whole.txt" "$work/$1.txt"
    for file in comparison.json comparison.csv; do
        cmp "$work/whole/$file" "$work/$1/$file"
    done
}
same_tables() {
    local table
    for table in scenario run figure ledger_calls ledger_time; do
        cmp <(query "$work/whole/results.sqlite" "SELECT * FROM $table" | sort) \
            <(query "$work/$1/results.sqlite" "SELECT * FROM $table" | sort) || fail "table $table"
    done
}

compare --jobs 2 --out "$work/whole" >"$work/whole.txt"
[[ $(finished "$work/whole") -eq 500 ]] || fail "the store has not every replication"
[[ $(query "$work/whole/results.sqlite" 'SELECT count(DISTINCT run) FROM figure') -eq 2 ]] ||
    fail "the store has not the figures of both scenarios"

# Killed in the middle, and again in the middle of what was left.
for wanted in 1 150; do
    stop_at "$wanted" KILL "$work/killed"
    kept=$(finished "$work/killed")
    [[ $kept -ge $wanted && $kept -lt 500 ]] || fail "$kept of 500 replications were kept"
    [[ ! -e $work/killed/comparison.json ]] || fail "a killed comparison left a report"
done
compare --out "$work/killed" >"$work/killed.txt" 2>"$work/said"
grep -q "$kept replications are taken from .*; $((500 - kept)) are to be run" "$work/said" ||
    fail "of $kept replications it said: $(cat "$work/said")"
same killed
same_tables killed

# Interrupted: what every scenario has finished is compared, all of it is kept.
stop_at 60 INT "$work/stopped"
[[ $code -eq 130 ]] || fail "after SIGINT: exit $code, not 130"
grep -Eq 'of 250 replications of each scenario were finished and are compared. All that was' \
    "$work/said" || grep -q 'nothing to compare. All that was finished' "$work/said" ||
    fail "interrupted, it said: $(cat "$work/said")"
compare --out "$work/stopped" >"$work/stopped.txt" 2>"$work/said"
grep -q 'replications are taken from' "$work/said" || fail "it did not go on: $(cat "$work/said")"
same stopped
same_tables stopped

# A run's replications are a comparison's, and the other way round, however they were cut.
mkdir "$work/shared"
for count in 90 170; do
    "$program" run "$scenario" --replications "$count" --seed 3 --out "$work/shared" >/dev/null 2>&1
done
compare --out "$work/shared" >"$work/shared.txt" 2>"$work/said"
grep -q '170 replications are taken from .*; 330 are to be run' "$work/said" ||
    fail "of a run's 170 it said: $(cat "$work/said")"
same shared
"$program" run "$scenario" --replications 250 --seed 3 --out "$work/shared" >/dev/null 2>"$work/said"
grep -q '250 of 250 replications are taken' "$work/said" || fail "a run said: $(cat "$work/said")"

# Another baseline is another comparison of the same runs; another seed is another run.
compare --baseline more --out "$work/shared" >"$work/turned.txt" 2>"$work/said"
grep -q '500 replications are taken from .*; 0 are to be run' "$work/said" ||
    fail "with another baseline it said: $(cat "$work/said")"
grep -q 'Comparison with more' "$work/turned.txt" || fail "a variant is not the baseline"
"$program" compare "$scenario" --variant 'more:lines[101].arrivals.volume_factor=1.1' --seed 4 \
    --replications 10 --out "$work/shared" >/dev/null 2>"$work/said"
[[ ! -s $work/said ]] || fail "another seed took something: $(cat "$work/said")"

# Ranks, where there are any.
ranks() {
    OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 \
        mpirun --oversubscribe --bind-to none --mca btl self,vader -np "$@"
}
ranked=without
if command -v mpirun >/dev/null && ranks 2 true 2>/dev/null; then
    mkdir "$work/ranks"
    "$program" run "$scenario" --replications 90 --seed 3 --out "$work/ranks" >/dev/null 2>&1
    if ranks 3 "$program" "${words[@]}" --replications 250 --jobs 1 --out "$work/ranks" \
        >"$work/ranks.txt" 2>"$work/said"; then
        ranked="and 3"
        same ranks
    elif ! grep -q 'has no MPI' "$work/said"; then
        fail "on 3 ranks: $(cat "$work/said")"
    fi
fi
echo "compare_resume: killed twice, $kept of 500 kept, the same files; $ranked ranks"
