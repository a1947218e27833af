#!/usr/bin/env bash
# fcrsim contract simulate as a user would run it: refusals, exit codes, files, the same bytes.
# Usage: contract_simulate_test.sh FCRSIM, in the root of the project.
source "$(dirname "${BASH_SOURCE[0]}")/as_user.sh" "$1"
subcommand=(contract simulate)

cat >"$folder/room.txtpb" <<'END'
title: "Small"
run { warm_up_h: 24 measured_h: 24 }
lines {
  name: "101" kind: NON_EMERGENCY
  arrivals { calls_per_day: 200 weights: 1 day_factor_cv: 0.1 }
  source: "assumption: a test"
}
call_classes {
  name: "101" line: "101"
  talk { exponential { mean_s: 400 } } patience { exponential { mean_s: 300 } }
}
employers { name: "supplier" kind: CONTRACTOR }
skill_groups { name: "all" call_classes: "101" }
pools { name: "handlers" employer: "supplier" skill_group: "all" seats: 2 }
END

contract() {
    cat <<END
id: "$1"
term { start: "2027-03-01" months: 14 }
scope { lines: "${2:-101}" pools { name: "${3:-handlers}" owner: THE_SUPPLIER } }
kpis {
  id: "K1" type: SERVICE_LEVEL line: "${2:-101}" clock: OFFERED threshold_s: 30 comparator: LE formula: F2_OFFERED
  target_bp: 8000
  bands { from_bp: 8000 points: 0 }
  bands { from_bp: 7000 points: 1 }
  bands { points: 4 }
}
caps { service_credit_bp: 1000 estimated_year1_gbp: "600000" }
charges { fixed { month_gbp: "50000" } }
END
}
contract good >"$folder/good.txtpb"
contract bad 111 nobody >"$folder/other.txtpb"
sed 's/target_bp: 8000/target_bp: 80000/' "$folder/good.txtpb" >"$folder/broken.txtpb"
room=(--scenario "$folder/room.txtpb")

# ---- refusals: exit 2, nothing written

refused() {
    expect 2 "$@" --out "$folder/made"
    expect_silent_output
    expect_absent "$folder/made"
}
refused "$folder/good.txtpb"
expect_words err "--scenario FILE must be given"
refused "$folder/none.txtpb" "${room[@]}"
expect_words err "none.txtpb"
refused "$folder/broken.txtpb" "${room[@]}"
expect_words err "kpis[K1].target_bp"
refused "$folder/other.txtpb" "${room[@]}"
expect_words err 'scope.lines[0]: must be the name of a line of'
expect_words err '(found "111")'
expect_words err 'scope.pools[nobody].name: must be the name of a pool of'
refused "$folder/good.txtpb" "${room[@]}" --policy 'padding {}'
expect_words err "calls_per_month: must be given"
refused "$folder/good.txtpb" "${room[@]}" --policy 'bribery'
expect_words err "--policy"
refused "$folder/good.txtpb" "${room[@]}" --set 'lines[101].arrivals.calls_per_day=-1'
expect_words err "calls_per_day"
refused "$folder/good.txtpb" --scenario "$folder/none.txtpb"
refused "$folder/good.txtpb" "${room[@]}" --years 1 --years 2
expect_words err "--years is given twice"
sed 's/target_bp: 8000/target_bp: 80/' "$folder/good.txtpb" >"$folder/percent.txtpb"
refused "$folder/percent.txtpb" "${room[@]}"
expect_words err "80 is 0.8 %, and the bands meet it from 80 % on: 80 % is 8000"

# ---- a folder that cannot be written is told before the work, which would take hours

expect 4 "$folder/good.txtpb" "${room[@]}" --replications 100000 --out /proc/none
expect_words err "cannot write /proc/none"

# ---- a run: plain words first, every file, the same bytes for one thread and two

run=("$folder/good.txtpb" "${room[@]}" --replications 3 --seed 7 --incentive --volume --probes
    --side-replications 2 --pilots 2)
expect 0 "${run[@]}" --jobs 1 --out "$folder/one"
expect_words out "What it comes to"
expect_words out "K1 (101: F2_OFFERED OFFERED LE 30 s) misses its target of 80 %"
expect_words out "If volume moves"
expect_words out "One FTE more"
expect_words out "One FTE fewer"
expect_words out "Service if volume moves"
expect_words out "withheld"
expect_words out "Ways to beat the figure"
expect_words out "16 Hard calls diverted before the threshold"
expect_words out "callers do not ring again in this scenario"
expect_words out "Waits, seconds"
expect_words out "P(a miss in the year)"
for file in report.html contract.json contract.txt months.csv years.csv probes.csv volume.csv run.json; do
    [[ -s $folder/one/$file ]] || fail "$file is not there"
done
[[ $(wc -l <"$folder/one/months.csv") -eq 15 ]] || fail "months.csv has not a row for each month"
[[ $(wc -l <"$folder/one/years.csv") -eq 3 ]] || fail "years.csv has not a row for each year"
[[ $(wc -l <"$folder/one/probes.csv") -eq 17 ]] || fail "probes.csv has not sixteen rows"
grep -q '"kind":"CONTRACT"' "$folder/one/report.html" || fail "the page holds no contract"
cp "$folder/out" "$folder/first"
expect 0 "${run[@]}" --jobs 2 --out "$folder/two"
cmp "$folder/first" "$folder/out" || fail "two threads say something else"
for file in contract.json contract.txt months.csv years.csv probes.csv volume.csv; do
    cmp "$folder/one/$file" "$folder/two/$file" || fail "$file differs between one thread and two"
done
expect 0 "${run[@]}" --json
python3 - "$folder/out" <<'END' || fail "the JSON is not what it should be"
import json, sys
study = json.load(open(sys.argv[1]))
assert study["replications"] == 3 and study["months"] == 14 and len(study["kpis"][0]["months"]) == 14
waits = study["kpis"][0]["waits"]
assert waits["p50_s"] <= waits["p95_s"] <= waits["p99_s"] <= waits["longest_s"] * 1.001
assert len(study["probes"]) == 16 and len(study["volume"]) == 7 and len(study["years"]) == 2
assert all(row["net"]["mean"]["value"] > 0 and "in_distress" in row for row in study["volume"])
assert len(study["incentive"]["more"]["rows"]) == len(study["incentive"]["fewer"]["rows"]) == 2
END

# ---- bids side by side

expect 0 "$folder/good.txtpb" "${room[@]}" --replications 2 --years 1 --honest-too \
    --policy threshold_first --policy 'padding { calls_per_month: 300 }' --out "$folder/bids"
expect_words out "good, honest"
expect_words out "good, threshold first and padding"
expect_words out "is reported at"
expect_words out "Less good, honest"
expect_words out "Paired over 2 replications on the same callers."
[[ $(wc -l <"$folder/bids/months.csv") -eq 25 ]] || fail "months.csv has not a row for each bid and month"

# ---- a supplier model in the file

{
    cat "$folder/good.txtpb"
    printf 'supplier_model { hour_gbp: "20" policies { zero_hours { share_bp: 5000 accept_bp: 9000 } } }\n'
} >"$folder/model.txtpb"
expect 0 "$folder/model.txtpb" "${room[@]}" --replications 2 --years 1
expect_words out "zero hours"
sed 's/hour_gbp: "20"/hour_gbp: "-1"/' "$folder/model.txtpb" >"$folder/model_bad.txtpb"
refused "$folder/model_bad.txtpb" "${room[@]}"
expect_words err "supplier_model.hour_gbp"

# ---- whom a cost minimiser sends home

expect 0 "$folder/good.txtpb" "${room[@]}" --replications 2 --years 1 \
    --policy 'cost_minimiser { fte_least: -2 fte_most: 2 pilot_replications: 2 }' --out "$folder/least"
expect_pattern out "So as to earn the most the supplier staffs (as many FTE as it bid|2 FTE (fewer|more) than it bid)"
expect_words out "FTE beside bid"

# ---- Ctrl-C keeps what is finished

"$fcrsim" contract simulate "$folder/good.txtpb" "${room[@]}" --replications 100000 --jobs 1 \
    --out "$folder/stopped" >"$folder/out" 2>"$folder/err" &
child=$!
sleep 3
kill -INT "$child"
code=0
wait "$child" || code=$?
[[ $code -eq 130 ]] || fail "an interrupted study ended with $code, not 130"
expect_pattern out "interrupted after [0-9]+ of 100000 replications"
expect_pattern out "The run was stopped after [0-9]+ of 100000 replications"
[[ -s $folder/stopped/contract.json ]] || fail "an interrupted study keeps nothing"

all_good
