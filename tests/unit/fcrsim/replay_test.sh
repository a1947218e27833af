#!/usr/bin/env bash
# Replays small extracts as a user would and looks at exit codes, words and what is left behind.
# Usage: replay_test.sh FCRSIM, in the root of the project.
source "$(dirname "${BASH_SOURCE[0]}")/as_user.sh" "$1"
subcommand=(replay)

# Expects exit 2 with words on standard error, and nothing else.
wrong() {
    local words=$1
    shift
    expect 2 "$@" --out "$folder/made"
    expect_pattern err "$words"
    [[ ! -s $folder/out ]] || fail "the last call wrote to standard output"
    [[ ! -e $folder/made ]] || fail "the last call left a folder"
}

cat >"$folder/room.txtpb" <<'EOF'
title: "Small"
lines { name: "999" kind: EMERGENCY arrivals { calls_per_day: 24 weights: 1 } }
call_classes { name: "urgent" line: "999" priority: 1 share: 0.5 talk { exponential { mean_s: 300 } } }
call_classes { name: "other" line: "999" priority: 2 share: 0.5 talk { exponential { mean_s: 300 } } }
employers { name: "force" kind: FORCE }
skill_groups { name: "all" call_classes: ["urgent", "other"] }
pools { name: "in_house" employer: "force" skill_group: "all" seats: 3 }
EOF
cat >"$folder/mapping.txtpb" <<'EOF'
time_column: "when"
time_format: "%d/%m/%Y %H:%M[:%S]"
delimiter: ";"
class_column: "kind"
values { value: "1" call_class: "urgent" }
values { value: "2" call_class: "other" }
dropped_values: "test"
EOF
cat >"$folder/calls.csv" <<'EOF'
when;kind;note
31/12/2022 23:59:59;1;"before; left out"
01/01/2023 00:00;1;"two
lines"
01/01/2023 00:00;2;
01/01/2023 00:00:30;test;
01/01/2023 23:59:59;2;
01/01/2023 12:00:00;1;out of order
03/01/2023 00:00:00;1;at the end: left out
EOF
with=(--scenario "$folder/room.txtpb" --mapping "$folder/mapping.txtpb")
span=(--from 2023-01-01 --to 2023-01-03)

# ---- a replay: every row accounted for, every call in the room

gzip -k "$folder/calls.csv"
expect 0 "$folder/calls.csv" "${with[@]}" "${span[@]}" --replications 7
expect_pattern out '^read +7$'
expect_pattern out 'before 2023-01-01 +1$'
expect_pattern out 'from 2023-01-03 on +1$'
expect_pattern out 'kind "test" +1$'
expect_pattern out '^kept +4$'
expect_pattern out '1 call stood below a later one'
expect_pattern out '1 measured day has no call at all'
expect_pattern out '^urgent +2 +50.0 % +1.0$'
expect_pattern out '^7 replications of 48 h \(2023-01-01 to 2023-01-02\)'
expect_pattern out '^999 +2.0'
cp "$folder/out" "$folder/plain"
expect 0 "$folder/calls.csv.gz" "${with[@]}" "${span[@]}" --replications 7
cmp "$folder/plain" "$folder/out" || fail "gzip makes a difference"
expect 0 "$folder/calls.csv" "${with[@]}" --from '2023-01-01 12:00' --to 2023-01-02 --replications 1
expect_pattern out 'Whole days are measured'

# ---- documents and files: the words about the load go to standard error

expect 0 "$folder/calls.csv" "${with[@]}" "${span[@]}" --replications 7 --json --jobs 2 \
    --out "$folder/made" --trace
expect_pattern err '^kept +4$'
python3 -m json.tool "$folder/out" >/dev/null || fail "--json is no JSON"
cmp "$folder/out" "$folder/made/results.json" || fail "--json is not results.json"
[[ $(grep -c '^[0-6],' "$folder/made/calls.csv") -eq 28 ]] || fail "the trace has not 7 x 4 calls"
rm -r "$folder/made"

# ---- wrong input: exit 2, nothing written

wrong 'LOAD' "${with[@]}"
wrong 'needs --scenario' "$folder/calls.csv" --mapping "$folder/mapping.txtpb"
wrong 'needs --scenario' "$folder/calls.csv" --scenario "$folder/room.txtpb"
wrong '--from: must be a date' "$folder/calls.csv" "${with[@]}" --from 01/01/2023
wrong '--to: must be after' "$folder/calls.csv" "${with[@]}" --from 2023-01-02 --to 2023-01-02
wrong 'there is no such file' "$folder/nothing.csv" "${with[@]}"
wrong 'must have a row to keep' "$folder/calls.csv" "${with[@]}" --from 2024-01-01
sed -i 's/;2;$/;3;/' "$folder/calls.csv"
wrong 'calls.csv:5:2: kind: must be one of .*\(found "3"\)' "$folder/calls.csv" "${with[@]}"
sed 's/"other"/"othre"/' "$folder/mapping.txtpb" >"$folder/slip.txtpb"
wrong 'slip.txtpb:6:[0-9]*: .*did you mean "other"' "$folder/calls.csv" \
    --scenario "$folder/room.txtpb" --mapping "$folder/slip.txtpb"

# ---- the load in another shape: fewer or more callers, other moments, further calls, other days

{
    echo 'when;kind;note'
    for day in 01 02 03 04 05 06 07; do
        for hour in 0{0..9} {10..23}; do
            for minute in 0{0..9} {10..59}; do echo "$day/01/2023 $hour:$minute;$((1 + 10#$minute % 2));"; done
        done
    done
} >"$folder/week.csv"
expect 0 "$folder/week.csv" "${with[@]}" --set "pools[in_house].seats=30" --replications 1 --thin 0.8 --trace="$folder/thin.csv"
expect_pattern out 'Varied by seed 1: [12][0-9]{3} left out by thinning to 0.8; [78][0-9]{3} calls come'
expect 0 "$folder/week.csv" "${with[@]}" --set "pools[in_house].seats=30" --replications 1 --trace="$folder/all.csv"
if grep -q Varied "$folder/out"; then fail "a replay as it was says that it was varied"; fi
# A caller who is kept dials at the same moment, with the same talk; fewer of them wait.
python3 - "$folder/all.csv" "$folder/thin.csv" <<'END' || fail "thinning changes who is kept"
import csv, sys
def calls(name):
    return {row["caller"]: row for row in csv.DictReader(open(name))}
every, kept = calls(sys.argv[1]), calls(sys.argv[2])
talk = lambda row: round(float(row["ended_s"]) - float(row["answered_s"]), 5)
assert len(every) == 7 * 1440 and 7500 < len(kept) < 8500
for caller, row in kept.items():
    assert row["dialled_s"] == every[caller]["dialled_s"]
    if row["outcome"] == every[caller]["outcome"] == "answered":
        assert talk(row) == talk(every[caller])
END
expect 0 "$folder/week.csv" "${with[@]}" --set "pools[in_house].seats=30" --replications 1 --thin 0.8 --load-seed 2
expect_pattern out 'Varied by seed 2'
expect 0 "$folder/week.csv" "${with[@]}" --set "pools[in_house].seats=30" --replications 1 --scale 1.5 --jitter 30
expect_pattern out '[0-9]+ more and 0 fewer by scaling to 1.5; moments shifted by up to 30 s; 1[45][0-9]{3}'
expect 0 "$folder/week.csv" "${with[@]}" --set "pools[in_house].seats=30" --replications 1 --resample weekdays --days 10
expect_pattern out '14400 calls of days drawn from 10080'
printf 'when;kind;note\n03/01/2023 12:00:00;1;\n03/01/2023 12:00:10;1;\n' >"$folder/extra.csv"
expect 0 "$folder/week.csv" "${with[@]}" --set "pools[in_house].seats=30" --replications 1 --extra "$folder/extra.csv"
expect_pattern out '2 extra calls; 10082 calls come'
printf 'when;kind;note\n08/01/2023 12:00:00;1;\n' >"$folder/extra.csv"
wrong "extra: must have calls of the load's days alone" "$folder/week.csv" "${with[@]}" --extra "$folder/extra.csv"
wrong 'days: must have --resample beside it' "$folder/week.csv" "${with[@]}" --days 3
wrong 'resample: must be days, or weekdays' "$folder/week.csv" "${with[@]}" --resample months
wrong 'thin: must leave a call' "$folder/week.csv" "${with[@]}" --thin 0
wrong 'thin' "$folder/week.csv" "${with[@]}" --thin 1.5
wrong 'limit reached: at most 20000000 calls' "$folder/week.csv" "${with[@]}" --resample days --days 3660 --scale 100

all_good
