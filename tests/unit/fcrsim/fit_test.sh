#!/usr/bin/env bash
# Fits the sample extract as a user would and looks at exit codes, words and what is left behind.
# Usage: fit_test.sh FCRSIM, in the root of the project.
source "$(dirname "${BASH_SOURCE[0]}")/as_user.sh" "$1"
subcommand=(fit)

calls=config/ledgers/april_2027.csv
mapping=config/mappings/april_2027_fit.txtpb
base=config/scenarios/mid_force.txtpb
with=(--mapping "$mapping" --base "$base")

# Expects exit 2 with words on standard error, and nothing else.
wrong() {
    local words=$1
    shift
    expect 2 "$@" --out "$folder/made"
    expect_pattern err "$words"
    [[ ! -s $folder/out ]] || fail "the last call wrote to standard output"
    [[ ! -e $folder/made ]] || fail "the last call left a folder"
}

# ---- a fit: every number with its interval, and a scenario that runs

expect 0 "$calls" "${with[@]}" --first-days 21 --out "$folder/fitted"
expect_pattern out 'Fitted from 2027-04-01 to 2027-04-21 \(21 days\)'
expect_pattern out '^lines\[999\].arrivals'
expect_pattern out '^call_classes\[101\].talk: '
expect_pattern out '^call_classes\[999\].wrap_up: '
expect_pattern out 'blocks are within the 15 % agreed before looking'
expect_pattern out 'Held out: 2027-04-22 to 2027-04-30'
expect_pattern out 'pools\[in_house\].pick_up .*not told by the extract'
python3 -m json.tool "$folder/fitted/fit.json" >/dev/null || fail "fit.json is no JSON"
[[ $(wc -l <"$folder/fitted/profile.csv") == 337 ]] || fail "profile.csv has not two weeks of hours"
sha=$(sha256sum "$calls" | cut -c1-12)
grep -q "april_2027.csv, sha256 $sha, 2027-04-01 to 2027-04-21" "$folder/fitted/scenario.txtpb" ||
    fail "the fitted scenario does not say where its numbers are from"
"$fcrsim" check "$folder/fitted/scenario.txtpb" >"$folder/out" 2>"$folder/err" ||
    fail "the fitted scenario is refused"
"$fcrsim" run "$folder/fitted/scenario.txtpb" --replications 2 >"$folder/out" 2>"$folder/err" ||
    fail "the fitted scenario does not run"

# ---- the same bytes each time, and from gzip but for the digest; JSON alone on standard output

cp -r "$folder/fitted" "$folder/first"
expect 0 "$calls" "${with[@]}" --first-days 21 --out "$folder/fitted" --json
[[ $(wc -c <"$folder/fitted/report.html") -gt 500000 ]] || fail "the page holds nothing"
# How a page was made stands at the end of its data, and is no part of the fit.
sed -i 's/,"made":.*<\/script>//' "$folder/first/report.html" "$folder/fitted/report.html"
diff -r "$folder/first" "$folder/fitted" || fail "two fits differ"
cmp "$folder/out" "$folder/fitted/fit.json" || fail "--json is not fit.json"

# ---- mistakes: one message each, nothing written

wrong 'must be given: the scenario' "$calls" --mapping "$mapping"
wrong 'mapping: must be given' "$calls" --base "$base"
wrong 'must be a date' "$calls" "${with[@]}" --from yesterday
wrong 'from: must not be before the extract begins' "$calls" "${with[@]}" --from 2027-03-01
wrong 'until: must not go beyond the extract' "$calls" "${with[@]}" --until 2027-06-01
wrong 'until: must be after --from' "$calls" "${with[@]}" --from 2027-04-20 --until 2027-04-10
wrong 'first-days: must not go beyond' "$calls" "${with[@]}" --first-days 40
wrong 'held-out-days: must not go beyond' "$calls" "${with[@]}" --first-days 21 --held-out-days 30
wrong 'must be left out with --until' "$calls" "${with[@]}" --until 2027-04-20 --first-days 3
wrong 'two days of a kind' "$calls" "${with[@]}" --first-days 1
wrong 'ledger-start: must be left out' "$calls" "${with[@]}" --ledger-start 2027-04-01
wrong 'no_such' "$folder/no_such.csv" "${with[@]}"
wrong 'no_such' "$calls" --mapping "$folder/no_such.txtpb" --base "$base"
printf 'service,start,queue_s,talk_s,wrap_s,disposition,first_team,second_team,moved_at\n999,soon,1,2,3,H,FCR,,\n' \
    >"$folder/bad.csv"
wrong 'bad.csv:2:2: start: must be a time' "$folder/bad.csv" "${with[@]}"
sed 's/name: "999"/name: "998"/' "$mapping" >"$folder/other.txtpb"
wrong 'other.txtpb:[0-9]+:[0-9]+: lines\[0\].name: must be the name of a call class' \
    "$calls" --mapping "$folder/other.txtpb" --base "$base"

# ---- what cannot be written leaves nothing

touch "$folder/file"
expect 4 "$calls" "${with[@]}" --out "$folder/file/under"
expect_pattern err 'fcrsim fit: '

# ---- fcrsim's own ledgers, without a mapping

"$fcrsim" run "$base" --replications 1 --seed 5 --trace --out "$folder/run" --set run.measured_h=336 \
    >"$folder/out" 2>"$folder/err" || fail "the run for its ledger"
expect 0 "$folder/run/calls.csv" --base "$base" --ledger-start 2027-03-01 --from 2027-03-02
expect_pattern out '^pools\[in_house\].pick_up: '
expect_pattern out '^pools\[in_house\].after_call_gap: '
expect_pattern out '^call_classes\[999\].talk: lognormal'

# ---- travel by grade, from a trace's incidents

response=config/scenarios/mid_force_response.txtpb
"$fcrsim" run "$response" --replication 3 --trace --out "$folder/response" >/dev/null ||
    fail "the response does not run"
expect 0 "$calls" --mapping "$mapping" --base "$response" --first-days 21 --out "$folder/travel" \
    --incidents "$folder/response/incidents.csv"
expect_pattern out '^response.grades\[Immediate\].travel: '
expect_pattern out '^response.grades\[Immediate\].dispatch: '
grep -q 'incidents.csv, sha256' "$folder/travel/scenario.txtpb" ||
    fail "the travel does not say where it is from"
wrong 'incidents: must be left out' "$calls" "${with[@]}" --incidents "$folder/response/incidents.csv"
wrong 'needed|must be the name of a column' "$calls" --mapping "$mapping" --base "$response" \
    --incidents "$folder/response/calls.csv"

all_good
