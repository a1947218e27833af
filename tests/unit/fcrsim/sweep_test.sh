#!/usr/bin/env bash
# fcrsim sweep as a user would run it: refusals, exit codes, what is left behind.
# Usage: sweep_test.sh FCRSIM, in the root of the project.
source "$(dirname "${BASH_SOURCE[0]}")/as_user.sh" "$1"

# A scenario of a moment: an hour of 60 calls on 999 and 30 on 101.
cat >"$folder/small.txtpb" <<'END'
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
  talk { exponential { mean_s: 300 } }  # and no end of patience
}
employers { name: "force" kind: FORCE }
skill_groups { name: "all" call_classes: "999" call_classes: "101" }
pools { name: "in_house" employer: "force" skill_group: "all" seats: 6 }
kpis { id: "in_10s" type: SERVICE_LEVEL line: "999" threshold_s: 10 formula: F2_OFFERED }
END

# An experiment: KPIs and values, each as the file has it, then the design.
experiment() {
    cat <<END
scenario: "small.txtpb"
replications: 5
$1
factors {
  name: "seats" paths: "${4:-pools[in_house].seats}" $2
  source: "assumption: a test"
}
design { kind: $3 }
END
}
experiment '' 'values: ["5", "6", "7"]' GRID >"$folder/good.txtpb"
experiment '' '' GRID >"$folder/empty.txtpb"
experiment 'kpis: "in_9s"' 'values: "5"' GRID >"$folder/kpi.txtpb"
experiment '' 'values: "5"' GRID 'pools[in_house].chairs' >"$folder/field.txtpb"
{
    echo '# proto-message: fcr.v1.Experiment'
    experiment 'kpis: "in_9s" replications: 0' 'values: "5"' GRID 'pools[nobody].seats' | grep -v '^replications: 5'
} >"$folder/many.txtpb"
experiment 'set: "run.measured_h=24"' 'values: ["5", "0"]' ONE_AT_A_TIME >"$folder/full.txtpb"
experiment '' 'range { low: 4 high: 8 } whole: true' 'INPUT_UNCERTAINTY draws: 4' >"$folder/inputs.txtpb"

# ---- refusals: exit 2, every fault told, nothing written

refused() {
    expect 2 sweep "$@" --out "$folder/made"
    [[ ! -s $folder/out ]] || fail "$*: something on standard output"
    expect_absent "$folder/made"
}
refused "$folder/missing.txtpb"
expect_words err 'there is no such file'
refused "$folder/empty.txtpb"
expect_words err 'factors[seats]'
refused "$folder/kpi.txtpb"
expect_words err 'did you mean "in_10s"?'
refused "$folder/field.txtpb"
expect_words err 'chairs'
refused "$folder/many.txtpb"
expect_words err 'in_9s'
expect_words err 'nobody'
expect_words err 'replications'
refused "$folder/inputs.txtpb" --replications 1
expect_words err 'at least 2'
refused "$folder/good.txtpb" --json --csv
refused "$folder/good.txtpb" --confidence 95
expect 2 sweep
expect_words err 'EXPERIMENT'
expect 0 sweep --help
expect_words out 'goes on with the same command'

# ---- check knows both kinds of file, by what they say and by trying

expect 0 check "$folder/good.txtpb" "$folder/small.txtpb" config/experiments/mid_force_sensitivity.txtpb
expect_words out 'good.txtpb: good'
expect_words out '3 points with 5 replications each'
expect_words out 'Morris trajectories'
expect 2 check "$folder/many.txtpb"
expect_words err '3 problems in 1 of 1 file.'

# ---- what a sweep prints and writes

expect 0 sweep "$folder/good.txtpb" --out "$folder/good"
expect_words out 'What moves "in_10s" most: seats'
expect_words out '101 mean answer time'
for file in sweep.csv sweep.json report.html experiment.txtpb run.json results.sqlite; do
    [[ -s $folder/good/$file ]] || fail "there is no $file"
done
cmp "$folder/good.txtpb" "$folder/good/experiment.txtpb" || fail "the experiment is not kept as it is"
expect 0 sweep "$folder/good.txtpb" --csv
cmp "$folder/out" "$folder/good/sweep.csv" || fail "--csv prints another table"
expect 0 sweep "$folder/good.txtpb" --json
cmp "$folder/out" "$folder/good/sweep.json" || fail "--json prints another document"
expect 0 sweep "$folder/good.txtpb" --replications 3 --seed 9 --out "$folder/good"
expect_words out '3 replications of each point'
expect 0 sweep "$folder/inputs.txtpb"
expect_words out 'inputs not known'

# A point equal to the scenario as it is is run once.
experiment '' 'values: ["6", "7"]' ONE_AT_A_TIME >"$folder/same.txtpb"
expect 0 sweep "$folder/same.txtpb"
expect_words err '1 of 3 points are equal to an earlier one'

# ---- a limit: exit 7, the point and its settings; what is finished is kept

expect 7 sweep "$folder/full.txtpb" --out "$folder/full"
expect_words err 'point 3 of 3 (seats 0)'
expect_words err 'waiting_calls_max'
expect_words err '2 of 3 points are finished and kept in'
expect_words err "--set 'pools[in_house].seats=0'"
expect_absent "$folder/full/sweep.json"

# ---- storage: exit 4

if [[ -w /dev/full ]]; then
    code=0
    "$fcrsim" sweep "$folder/good.txtpb" >/dev/full 2>"$folder/err" || code=$?
    [[ $code -eq 4 ]] || fail "a full disk behind standard output: exit $code, not 4"
fi
: >"$folder/file"
expect 4 sweep "$folder/good.txtpb" --out "$folder/file/below"
mkdir -p "$folder/taken/report.html"
expect 4 sweep "$folder/good.txtpb" --out "$folder/taken"
expect_words err 'report.html'
expect_absent "$folder/taken/sweep.csv"

# Small disks, where mounting is allowed: some are full at the first point, some at a later one.
mkdir "$folder/disk"
for size in 60k 120k 180k 240k 300k; do
    mount -t tmpfs -o "size=$size" tmpfs "$folder/disk" 2>/dev/null || break
    expect 4 sweep "$folder/good.txtpb" --out "$folder/disk/out"
    grep -qE 'cannot write .*(full|No space|I/O)|is there and is not a store' "$folder/err" ||
        fail "on a disk of $size: $(cat "$folder/err")"
    expect_absent "$folder/disk/out/sweep.csv"
    umount "$folder/disk"
done

all_good
