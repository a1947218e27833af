#!/usr/bin/env bash
# A ledger of a known room is written, fitted, and its held-out days are compared, as a user would.
# Usage: validate_against_test.sh FCRSIM, in the root of the project.
source "$(dirname "${BASH_SOURCE[0]}")/as_user.sh" "$1"
subcommand=(validate)

calls=config/ledgers/april_2027.csv
mapping=config/mappings/april_2027_fit.txtpb
truth=config/scenarios/mid_force_year.txtpb

wrong() {
    local words=$1
    shift
    expect 2 "$@" --out "$folder/made"
    expect_pattern err "$words"
    [[ ! -s $folder/out ]] || fail "the last call wrote to standard output"
    [[ ! -e $folder/made ]] || fail "the last call left a folder"
}

# ---- the whole way: the room's own calls, fitted from three weeks, agree on the fourth

"$fcrsim" run "$truth" --set run.measured_h=672 --replications 1 --trace --out "$folder/truth" \
    >/dev/null || fail "the room does not run"
start=$(sed -n 's/.*start_date: *"\([0-9-]*\)".*/\1/p' "$truth" | head -1)
ledger=("$folder/truth/calls.csv" --ledger-start "$(date -d "$start -1 day" +%F)")
"$fcrsim" fit "${ledger[@]}" --base "$truth" --first-days 22 --out "$folder/fitted" \
    >/dev/null || fail "the ledger cannot be fitted"
expect 0 --against "${ledger[@]}" --scenario "$folder/fitted/scenario.txtpb" --replications 40 \
    --out "$folder/agreed"
expect_pattern out 'figures agree \([0-9]+ %\), 0 disagree'
expect_pattern out 'held out\) beside'
expect_pattern out '^calls, all days '
expect_pattern out '^correlation of daily waits '
python3 -m json.tool "$folder/agreed/agreement.json" >/dev/null || fail "agreement.json is no JSON"
for file in report.html agreement.csv agreement_days.csv run.json; do
    [[ -s $folder/agreed/$file ]] || fail "$file is missing"
done

# ---- the same bytes each time, whatever the threads

expect 0 --against "${ledger[@]}" --scenario "$folder/fitted/scenario.txtpb" --replications 40 \
    --jobs 1 --out "$folder/again" --json
cmp "$folder/out" "$folder/agreed/agreement.json" || fail "--json is not agreement.json"
cmp "$folder/again/agreement.csv" "$folder/agreed/agreement.csv" || fail "threads change a figure"

# ---- a room with other people is found out, by name of what differs

expect 1 --against "${ledger[@]}" --scenario "$folder/fitted/scenario.txtpb" --replications 40 \
    --set 'call_classes[101].talk.lognormal.mean_s=900'
expect_pattern out 'mean talk and wrap-up, s .*disagrees'

# ---- tolerances by file and flag

printf '# agreed on 1 May\nhandling = 80\n' >"$folder/tolerances.txt"
expect 1 --against "${ledger[@]}" --scenario "$folder/fitted/scenario.txtpb" --replications 20 \
    --set 'call_classes[101].talk.lognormal.mean_s=900' --tolerances "$folder/tolerances.txt"
expect_pattern out 'handling 80 instead of 10'
expect_pattern out 'mean talk and wrap-up, s .*agrees'

# ---- mistakes: one message each, nothing written

extract=(--against "$calls" --mapping "$mapping")
wrong 'scenario: must be given' "${extract[@]}"
wrong 'mapping: must be given' --against "$calls" --scenario "$truth"
wrong 'must be a date' "${extract[@]}" --scenario "$truth" --from yesterday
wrong 'until: must be after --from' "${extract[@]}" --scenario "$truth" --from 2027-04-09 \
    --until 2027-04-02
wrong 'until: must not go beyond the extract' "${extract[@]}" --scenario "$truth" \
    --until 2027-06-01
wrong 'did you mean "abandoned"' "${extract[@]}" --scenario "$truth" --tolerance abandonned=1
wrong 'must be a number above 0' "${extract[@]}" --scenario "$truth" --tolerance calls=0
wrong 'quick is of the built-in evidence' "${extract[@]}" --scenario "$truth" --quick
wrong 'is of --against EXTRACT' --scenario "$truth"
wrong 'none.csv' --against "$folder/none.csv" --mapping "$mapping" --scenario "$truth"
"$fcrsim" fit "$calls" --mapping "$mapping" --base config/scenarios/mid_force.txtpb \
    --out "$folder/whole" >/dev/null || fail "the sample cannot be fitted"
wrong 'must have a day that was held out' "${extract[@]}" --scenario "$folder/whole/scenario.txtpb"

all_good
