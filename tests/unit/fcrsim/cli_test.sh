#!/usr/bin/env bash
# Runs the program as a user would and looks at its exit codes, its words and what it leaves behind.
# Usage: cli_test.sh FCRSIM, in the root of the project.
source "$(dirname "${BASH_SOURCE[0]}")/as_user.sh" "$1"

# A scenario of a moment: an hour of 60 calls on 999 and 30 on 101.
cat >"$folder/small.txtpb" <<'EOF'
title: "Small"
run { warm_up_h: 1 measured_h: 1 }
lines {
  name: "999" kind: EMERGENCY
  arrivals { calls_per_day: 1440 weights: 1 }
  source: "assumption: a test"
}
lines { name: "101" kind: NON_EMERGENCY arrivals { calls_per_day: 720 weights: 1 } }
call_classes {
  name: "999" line: "999" priority: 1
  talk { exponential { mean_s: 300 } } patience { exponential { mean_s: 200 } }
}
call_classes {
  name: "101" line: "101" priority: 2
  talk { exponential { mean_s: 300 } } patience { exponential { mean_s: 200 } }
}
employers { name: "force" kind: FORCE }
skill_groups { name: "all" call_classes: "999" call_classes: "101" }
pools { name: "in_house" employer: "force" skill_group: "all" seats: 6 }
kpis { id: "in_10s" type: SERVICE_LEVEL line: "999" threshold_s: 10 formula: F2_OFFERED }
EOF
small=$folder/small.txtpb
sed 's/seats: 6/seats: 0/; s/patience [^}]*} *}//' "$small" >"$folder/full.txtpb"
printf 'title: "broken\nlines {' >"$folder/broken.txtpb"
sed 's/seats: 6/seats: 9999/' "$small" >"$folder/wrong.txtpb"

# ---- help and version

expect 0
expect_words out 'Commands:'
expect 0 --help
expect_words out 'run '
expect 0 run --help
expect_words out 'Examples:'
expect_words out '--require KPI>=X'
expect 0 check --help
expect 0 --version
expect_words out 'fcrsim '

# ---- wrong command lines: exit 2, one message, nothing on standard output, nothing written

wrong() {
    expect 2 "$@"
    expect_silent_output
    expect_absent "$folder/made"
}
wrong runn "$small"
expect_words err 'did you mean "run"?'
wrong run
expect_words err 'SCENARIO'
wrong run "$small" --sede 3
expect_words err 'did you mean "--seed"?'
wrong run "$small" extra
expect_words err 'one argument too many: "extra"'
wrong run --bogus
expect_words err 'there is no flag --bogus'
wrong run
expect_words err 'SCENARIO is required'
wrong run "$small" --seed x --out "$folder/made"
expect_words err '--seed: must be a whole number from 0'
wrong run "$small" --seed
expect_words err '--seed needs a value'
wrong run "$small" --replications 0
wrong run "$small" --jobs -1
wrong run "$small" --confidence 95
wrong run "$small" --out ''
wrong run "$small" --json --csv
wrong run "$small" --replications 3 --replication 1
wrong run "$small" --trace
expect_words err '--trace=calls.csv'
wrong run "$folder/missing.txtpb" --out "$folder/made"
expect_words err 'there is no such file'
wrong run "$folder/broken.txtpb" --out "$folder/made" --trace
expect_words err 'broken.txtpb:1:'
wrong run "$folder/wrong.txtpb" --out "$folder/made"
expect_words err 'seats'
wrong run "$small" --require 'in_10s>90' --out "$folder/made"
wrong run "$small" --require 'in_9s>=90' --out "$folder/made"
expect_words err 'did you mean "in_10s"?'
wrong run "$small" --set 'pools[nobody].seats=3' --out "$folder/made"
expect_words err 'in_house'
PMI_SIZE=4 wrong run "$small"
expect_words err 'PMI_SIZE=4'

# ---- check

expect 0 check "$small"
expect_words out 'small.txtpb: good'
expect_words out 'Numbers without a source'
expect_words out 'lines[101]'
expect 2 check "$small" "$folder/wrong.txtpb" "$folder/missing.txtpb"
expect_words out 'small.txtpb: good'
expect_words err 'wrong.txtpb:'
expect_words err '2 problems in 2 of 3 files.'
expect 2 check "$folder/broken.txtpb"
expect_silent_output

# ---- a run: report, documents, files

expect 0 run "$small" --replications 5
expect_words out '5 replications of 1 h'
[[ ! -s $folder/err ]] || fail "a run into a file was not quiet: $(cat "$folder/err")"
"$fcrsim" run "$small" --replications 9 --json --jobs 1 >"$folder/one.json"
"$fcrsim" run "$small" --replications 9 --json --jobs 2 >"$folder/two.json"
cmp "$folder/one.json" "$folder/two.json" || fail "--json depends on --jobs"
python3 -m json.tool "$folder/one.json" >/dev/null || fail "--json is no JSON"
"$fcrsim" run "$small" --replications 9 --csv >"$folder/one.csv"

expect 0 run "$small" --replications 9 --jobs 1 --out "$folder/first/run" --trace
expect 0 run "$small" --replications 9 --jobs 2 --out "$folder/second" --trace
for name in results.json intervals.csv calls.csv staffing.csv; do
    cmp "$folder/first/run/$name" "$folder/second/$name" || fail "$name depends on --jobs"
done
cmp "$folder/one.json" "$folder/second/results.json" || fail "--json is not results.json"
cmp "$folder/one.csv" "$folder/second/intervals.csv" || fail "--csv is not intervals.csv"
[[ $(find "$folder/second" -type f | wc -l) -eq 12 ]] || fail "--out left more than its files"
grep -q '"jobs": 2' "$folder/second/run.json" || fail "run.json has no jobs"

expect 0 run "$small" --replications 5 --set 'pools[in_house].seats=7'
expect_words out 'Small, changed'
expect_words out 'The scenario was changed by --set: pools[in_house].seats=7.'

expect 0 run "$small" --replication 4 --trace="$folder/calls.csv"
expect_words out 'Replication 4 of 1 h'
grep '^4,' "$folder/second/calls.csv" >"$folder/fifth"
tail -n +2 "$folder/calls.csv" | cmp - "$folder/fifth" || fail "--replication 4 is another one alone"

# The trace and the report count the same calls: 999 offered in the measured hour, by outcome.
python3 - "$folder/second" <<'EOF' || fail "the trace and the report differ"
import csv, json, sys
rows = [row for row in csv.DictReader(open(sys.argv[1] + "/calls.csv", newline=""))
        if row["line"] == "999" and 3600 <= float(row["offered_s"]) < 7200]
figures = json.load(open(sys.argv[1] + "/results.json"))["lines"][0]["figures"]
for outcome in ("answered", "abandoned"):
    counted = sum(row["outcome"] == outcome for row in rows)
    assert abs(counted / 9 - figures[outcome]["value"]) < 1e-3, (outcome, counted)
waits = [float(row["answered_s"]) - float(row["network_arrive_s"])
         for row in rows if row["outcome"] == "answered"]
mean = figures["force_clock"]["mean_s"]["value"]
assert abs(sum(waits) / len(waits) - mean) < 1e-5 * mean + 1e-6
EOF

# ---- targets

expect 0 run "$small" --replications 5 --require 'in_10s>=0' --require 'in_10s<=100'
expect_words err 'in_10s >= 0 %: met'
expect 1 run "$small" --replications 5 --require 'in_10s>=100.5'
expect_words err 'missed'
expect_words out '5 replications'

# ---- a limit

expect 7 run "$folder/full.txtpb" --set run.measured_h=24 --seed 3 --out "$folder/made" --trace
expect_silent_output
expect_words err 'waiting_calls_max'
expect_words err 'replication 0 of seed 3'
expect_absent "$folder/made"

# ---- storage

expect 4 run "$small" --replications 2 --out "$small/sub"
expect_words err 'cannot write'
expect_silent_output
expect 4 run "$small" --replications 2 --trace="$folder/nowhere/calls.csv"
expect_absent "$folder/nowhere"
if [[ -w /dev/full ]]; then
    code=0
    "$fcrsim" run "$small" --replications 2 >/dev/full 2>"$folder/err" || code=$?
    [[ $code -eq 4 ]] || fail "a full disk behind standard output: exit $code, not 4"
    expect_words err 'cannot write to standard output'
fi

# ---- signals: what was finished is kept and says so

# Runs for minutes unless it is stopped; waits until it is under way.
interrupted() {
    local signal=$1 code=0 process waited=0
    "$fcrsim" run "$small" --replications 100000 --jobs 1 --out "$folder/$signal" --trace \
        >"$folder/out" 2>"$folder/err" </dev/null &
    process=$!
    # The ledger under its temporary name grows as replications are finished.
    until [[ $(cat "$folder/$signal"/calls.csv.* 2>/dev/null | head -c 1000 | wc -c) -ge 1000 ]]; do
        sleep 0.1
        waited=$((waited + 1))
        if [[ $waited -gt 300 ]]; then
            fail "the run did not get under way"
            break
        fi
    done
    kill -s "$signal" "$process"
    wait "$process" || code=$?
    [[ $code -eq 130 ]] || fail "after SIG$signal: exit $code, not 130"
    expect_words err 'of 100000 replications were finished'
    expect_words out 'Stopped early'
    grep -q '"stopped": true' "$folder/$signal/results.json" || fail "results.json was not stopped"
    [[ $(find "$folder/$signal" -type f | wc -l) -eq 12 ]] || fail "SIG$signal left a temporary file"
}
interrupted INT
interrupted TERM

all_good
