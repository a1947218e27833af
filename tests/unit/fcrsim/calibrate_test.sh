#!/usr/bin/env bash
# Calibrates as a user would and looks at exit codes, words and what is left behind.
# Usage: calibrate_test.sh FCRSIM, in the root of the project.
source "$(dirname "${BASH_SOURCE[0]}")/as_user.sh" "$1"
subcommand=(calibrate)

base=$(pwd)/config/scenarios/mid_force.txtpb

# A room whose truth is known: mid_force with 101 talk of 400 s and a patience of 700 s. Its own
# figures, of callers that the calibration does not meet, are the targets.
"$fcrsim" run "$base" --seed 77 --replications 200 --json \
    --set 'call_classes[101].talk.lognormal.mean_s=400' \
    --set 'call_classes[101].patience.exponential.mean_s=700' >"$folder/truth.json" 2>/dev/null ||
    fail "the run of the truth"
python3 - "$folder" "$base" <<'PYTHON'
import json, pathlib, sys
folder = pathlib.Path(sys.argv[1])
kpis = {kpi["id"]: kpi["value"] for kpi in json.loads((folder / "truth.json").read_text())["kpis"]}
text = f'''# proto-file: proto/fcr/v1/calibration.proto
# proto-message: fcr.v1.Calibration
title: "A room whose truth is known"
scenario: "{sys.argv[2]}"
seed: 5
replications: 60
check_replications: 200
parameters {{ name: "talk" paths: "call_classes[101].talk.lognormal.mean_s" low: 300 high: 600
  source: "assumption: any talk" }}
parameters {{ name: "patience" paths: "call_classes[101].patience.exponential.mean_s"
  low: 200 high: 2000 source: "assumption: any patience" }}
budget {{ points: 50 starts: 2 profile_points: 5 profile_search: 4 }}
'''
for kpi in ("answered_101_within_120s", "mean_answer_101", "abandoned_101"):
    value = kpis[kpi]
    text += (f'targets {{ kpi: "{kpi}" value: {value["value"]} '
             f'tolerance: {4 * value["half_width"]} source: "the truth, seed 77" }}\n')
(folder / "known.txtpb").write_text(text)
PYTHON

# ---- the truth is recovered, and said where it stands

"$fcrsim" check "$folder/known.txtpb" >"$folder/out" 2>"$folder/err" || fail "check refuses it"
expect_words out 'at most 50 points of 60 replications in the search, from 2 starts'
expect 0 "$folder/known.txtpb" --jobs 2 --out "$folder/found"
expect_words out '3 of 3 targets are explained within their limits'
expect_pattern out '^Misfit of the best [0-9.e-]+, standard error [0-9.]+, of which'
python3 - "$folder/found/calibration.json" <<'PYTHON' || fail "the truth is not found"
import json, sys
report = json.load(open(sys.argv[1]))
talk, patience = report["parameters"]
print(talk["best"], patience["best"])
sys.exit(not (abs(talk["best"] - 400) < 25 and abs(patience["best"] - 700) < 140
              and report["effort"]["search_points"] <= 50))
PYTHON
grep -q 'source: "calibrated: talk' "$folder/found/scenario.txtpb" || fail "no source says calibrated"
"$fcrsim" check "$folder/found/scenario.txtpb" >"$folder/out" 2>"$folder/err" ||
    fail "the calibrated scenario is refused"

# ---- the same bytes on other threads; JSON alone on standard output

expect 0 "$folder/known.txtpb" --jobs 1 --out "$folder/again" --json
for name in calibration.json points.csv scenario.txtpb; do
    cmp "$folder/found/$name" "$folder/again/$name" || fail "$name depends on the threads"
done
cmp "$folder/out" "$folder/again/calibration.json" || fail "--json is not calibration.json"

# ---- what cannot be told apart is named: one queue knows of talk and wrap-up only their sum

python3 - "$folder" <<'PYTHON'
import pathlib, sys
folder = pathlib.Path(sys.argv[1])
text = (folder / "known.txtpb").read_text()
start = text.index('parameters { name: "patience"')
end = text.index("budget {")
(folder / "pair.txtpb").write_text(
    text[:start] + 'parameters { name: "wrap-up" paths: "call_classes[101].wrap_up.lognormal.mean_s"'
    ' low: 50 high: 300 source: "assumption: any" }\n' + text[end:])
PYTHON
expect 0 "$folder/pair.txtpb" --points 30
expect_words out 'talk and wrap-up cannot be told apart'
expect_words out 'The fit is not unique'

# ---- Ctrl-C keeps the best so far and says so

"$fcrsim" calibrate "$folder/known.txtpb" --points 5000 --replications 200 --out "$folder/cut" \
    >"$folder/out" 2>"$folder/err" &
pid=$!
sleep 4
kill -INT $pid
code=0
wait $pid || code=$?
[[ $code -eq 130 ]] || fail "an interrupted calibration ends with $code"
expect_pattern err 'interrupted after [0-9]+ points of the search; the best so far is reported and kept in'
[[ -s $folder/cut/scenario.txtpb ]] || fail "the best so far is not kept"

# ---- mistakes: told, nothing written

wrong() {
    local words=$1
    shift
    expect 2 "$@" --out "$folder/made"
    expect_pattern err "$words"
    expect_silent_output
    expect_absent "$folder/made"
}
wrong 'no_such' "$folder/no_such.txtpb"
printf 'scenario: "%s"\n' "$base" >"$folder/bad.txtpb"
wrong 'bad.txtpb: parameters: must be given' "$folder/bad.txtpb"
sed 's/mean_answer_101/mean_answer/' "$folder/known.txtpb" >"$folder/bad.txtpb"
wrong 'bad.txtpb:[0-9]+:[0-9]+: targets\[mean_answer\].kpi: must be the name of a KPI' "$folder/bad.txtpb"
wrong '--points' "$folder/known.txtpb" --points 3
touch "$folder/file"
expect 4 "$folder/known.txtpb" --out "$folder/file/under"

all_good
