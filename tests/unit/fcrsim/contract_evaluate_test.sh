#!/usr/bin/env bash
# A contract priced from a call extract and from a run's own ledgers, as its manager does it.
# Usage: contract_evaluate_test.sh FCRSIM, in the root of the project.
source "$(dirname "${BASH_SOURCE[0]}")/as_user.sh" "$1"

contract=config/contracts/overflow_101_per_call.txtpb
sample=(--calls config/ledgers/april_2027.csv --mapping config/ledgers/april_2027.txtpb)

# ---- the sample extract, as the README says it

expect 0 contract evaluate "$contract" "${sample[@]}"
expect_words out '26,565 rows, 17,267 calls kept, from 2027-04-01'
expect_words out '9,298 of other lines: 999 9298'
expect_words out 'April 2027, month 1 of the term: 101 overflow by the call'
expect_words out 'F2_OFFERED SEGMENT_PRESENTED LE 60 s'
expect_words out 'Same calls, % by'
expect_words out 'worst hour'
expect_words out 'Remedies: '
expect_words out 'readiness'
expect_words out 'to publish: K1 '
expect_pattern out '^contract [0-9a-f]{64}$'
expect_pattern out 'sha256 [0-9a-f]{64}'
grep -vF 'sha256' "$folder/out" >"$folder/first"

# Packed, and in another order within the month, it comes to the same. The fingerprint alone differs:
# callers without a column are numbered by row.
gzip -c config/ledgers/april_2027.csv >"$folder/packed.csv.gz"
expect 0 contract evaluate "$contract" --calls "$folder/packed.csv.gz" "${sample[@]:2}"
grep -vF 'sha256' "$folder/out" | cmp - "$folder/first" || fail "a packed extract is another one"
{ head -1 config/ledgers/april_2027.csv; tail -n +2 config/ledgers/april_2027.csv | sort -R --random-source=<(yes); } \
    >"$folder/shuffled.csv"
expect 0 contract evaluate "$contract" --calls "$folder/shuffled.csv" "${sample[@]:2}"
grep -vE 'sha256|^ledger ' "$folder/out" | cmp - <(grep -v '^ledger ' "$folder/first") ||
    fail "the order of calls counts"

# ---- files and JSON

expect 0 contract evaluate "$contract" "${sample[@]}" --json --out "$folder/april"
cmp "$folder/out" "$folder/april/statements.json" || fail "--json and statements.json differ"
python3 - "$folder/april" <<'END' || fail "the files of a statement are not as documented"
import csv, json, sys, decimal
folder = sys.argv[1]
def table(name):
    return list(csv.DictReader(open(f"{folder}/{name}", encoding="utf-8", newline="")))
report = json.load(open(f"{folder}/statements.json", encoding="utf-8"))
assert report["format"] == 1 and report["contract_id"] == "overflow_101_per_call"
ledger = {name: int(report["ledger"][name]) for name in ("rows", "kept", "other_lines")}
assert ledger["rows"] == ledger["kept"] + ledger["other_lines"], ledger
(month,) = report["statements"]
assert [kpi["kpi"] for kpi in month["kpis"]] == ["K1", "K2", "K3", "K4"]
# The lines add up to the invoice, to the penny.
pounds = decimal.Decimal
assert sum(pounds(line["amount"]) for line in month["charges"]) == pounds(month["gross"])
credits = month["credits"]
assert pounds(month["gross"]) - pounds(credits["payable"]) == pounds(month["net"])
charges = table("charges.csv")
assert sum(pounds(row["amount_gbp"]) for row in charges) == pounds(month["gross"])
(row,) = table("months.csv")
assert row["net_gbp"] == month["net"] and row["from"] == "2027-04-01"
# K1 from its intervals is K1 as stated.
kpis = {row["kpi"]: row for row in table("kpis.csv")}
k1 = kpis["K1"]
intervals = [row for row in table("intervals.csv") if row["kpi"] == "K1"]
assert sum(int(row["num"]) for row in intervals) == int(k1["raw_num"])
assert sum(int(row["den"]) for row in intervals) == int(k1["raw_den"])
f2 = [row for row in table("formulas.csv") if row["kpi"] == "K1" and row["formula"] == "F2_OFFERED"]
assert f2[0]["raw_num"] == k1["raw_num"] and f2[0]["raw_den"] == k1["raw_den"]
assert k1["true_num"] == "", "an extract knows no truth"
publication = json.load(open(f"{folder}/publication.json", encoding="utf-8"))
(year,) = publication["years"]
words = {"Good", "Approaching target", "Requires improvement", "Inadequate", "Other"}
assert [kpi["id"] for kpi in year["kpis"]] == ["K1", "K3", "K4"], "those that the contract publishes"
assert all(kpi["rating"] in words for kpi in year["kpis"])
failures = json.load(open(f"{folder}/performance_failures.json", encoding="utf-8"))
assert "performanceFailures" in failures["contracts"][0]["implementation"]
END
cmp <(sed 's/sha256.*//' "$folder/april/statements.txt") <(sed 's/sha256.*//' "$folder/first") >/dev/null ||
    grep -q 'April 2027' "$folder/april/statements.txt" || fail "statements.txt is the text"

# ---- a run's own ledgers, and the same month under another start

expect 0 run config/scenarios/mid_force_overflow_bid.txtpb --set run.measured_h=48 --replication 3 --seed 7 \
    --trace --out "$folder/run"
for name in calls staffing forecast events; do
    [[ -s $folder/run/$name.csv ]] || fail "a trace has no $name.csv"
done
own=(--calls "$folder/run/calls.csv" --staffing "$folder/run/staffing.csv"
    --events "$folder/run/events.csv" --forecast "$folder/run/forecast.csv")
expect 0 contract evaluate "$contract" "${own[@]}" --ledger-start 2027-03-31
expect_words out 'before the term'
expect_words out 'of other lines: 999'
expect_words out 'the ledger ends before the last month does, 2027-04-30'
expect 0 contract evaluate "$contract" "${own[@]}" --start 2026-01-01 --ledger-start 2025-12-31
expect_words out 'January 2026, month 1 of the term'

# ---- refusals: exit 2, nothing written, one message that teaches

wrong() {
    expect 2 contract evaluate "$@"
    expect_silent_output
}
wrong "$contract"
expect_words err '--calls: must be given'
wrong "$contract" --calls config/ledgers/april_2027.csv
expect_words err 'has no column line, outcome, offered_s, as a ledger of fcrsim has: give --mapping FILE'
wrong "$contract" --calls "$folder/none.csv"
expect_words err 'none.csv: there is no such file'
wrong "$contract" "${sample[@]}" --start 1.4.2027
expect_words err '--start: must be a date from 1996 to 2199, such as 2027-04-01 (found "1.4.2027")'
wrong "$contract" "${sample[@]}" --ledger-start 2027-04-01
expect_words err '--ledger-start: must be left out with --mapping'
wrong "$contract" "${sample[@]}" --start 2026-12-01
expect_words err 'give --start 2027-04-01'
sed '3s/,H,/,X,/; 9s/101/102/' config/ledgers/april_2027.csv >"$folder/odd.csv"
wrong "$contract" --calls "$folder/odd.csv" "${sample[@]:2}" --out "$folder/never"
expect_pattern err 'odd.csv:3:6: disposition: must be one of the mapping.s outcomes \(found "X"\)'
expect_absent "$folder/never"
sed 's/months: 60/months: 0/' "$contract" >"$folder/wrong.txtpb"
wrong "$folder/wrong.txtpb" "${sample[@]}"
expect_words err 'term.months: must be from 1 to 240 months'
expect 4 contract evaluate "$contract" "${sample[@]}" --out "$folder/wrong.txtpb/out"

all_good
