#!/usr/bin/env bash
# Contracts as their author meets them: checked, linted, refused with every fault.
# Usage: contract_test.sh FCRSIM, in the root of the project.
source "$(dirname "${BASH_SOURCE[0]}")/as_user.sh" "$1"

cat >"$folder/small.txtpb" <<'END'
# proto-file: proto/fcr/v1/contract.proto
# proto-message: fcr.v1.Contract
id: "small"
term { start: "2027-04-01" months: 24 }
scope { lines: "101" pools { name: "contractor" owner: THE_SUPPLIER } }
kpis { id: "K1" type: SERVICE_LEVEL threshold_s: 60 target_bp: 9000 formula: F7_MALFORMED_DOUBLE }
charges { fixed { month_gbp: "90000" } }
END
sed 's/months: 24/months: 0/; s/threshold_s: 60/threshold_s: 0 comparator: LT/; s/"90000"/"-1"/' \
    "$folder/small.txtpb" >"$folder/wrong.txtpb"

# ---- help at each level

expect 0 contract
expect_words out 'Usage: fcrsim contract COMMAND'
expect_words out 'lint '
expect 0 contract --help
expect_words out 'lint '
expect 0 contract lint --help
expect_words out 'fcrsim contract lint'
expect_words out 'Examples:'

# ---- wrong words: exit 2, one message that teaches

wrong() {
    expect 2 "$@"
    expect_silent_output
}
wrong contract lnt
expect_words err 'did you mean "lint"?'
expect_words err 'fcrsim contract --help'
wrong contract lint
expect_words err 'FILE'
wrong contract lint "$folder/small.txtpb" --jsn
expect_words err 'did you mean "--json"?'
wrong contract lint "$folder/none.txtpb"
expect_words err 'there is no such file'

# ---- a bad contract: every fault at once, in the order of the file

wrong contract lint "$folder/small.txtpb" "$folder/wrong.txtpb"
expect_words err 'wrong.txtpb:4:28: term.months: must be from 1 to 240 months (found "0")'
expect_words err 'kpis[K1].threshold_s: must be above 0 with the comparator LT'
expect_words err 'charges[0].fixed.month_gbp: must be pounds from "0"'
[[ $(wc -l <"$folder/err") -eq 3 ]] || fail "three faults are told, one a line"
wrong check "$folder/wrong.txtpb"
expect_words err '3 problems in 1 of 1 file.'

# ---- check tells what was understood

expect 0 check "$folder/small.txtpb"
expect_words out 'small.txtpb: good'
expect_words out 'from 2027-04-01 for 24 months, to 2029-03-31'
expect_words out 'service level F7, within 60 s'
expect_words out '£90,000.00 a month'
expect_words out 'Terms without a source'
# A file that does not say what it is, is what it is good as.
grep -v '^#' "$folder/small.txtpb" >"$folder/unnamed.txtpb"
expect 0 check "$folder/unnamed.txtpb"
expect_words out 'from 2027-04-01 for 24 months'

# ---- lint: text, JSON, exit codes

expect 0 contract lint "$folder/small.txtpb"
expect_pattern out 'small.txtpb:6:[0-9]+: kpis\[K1\].formula: .*\[rule 2\]'
expect_words out 'Why: '
expect_words out 'Better: "'
expect_words out 'Rules 12, 18, 23, 24 need a run'
expect 1 contract lint --strict "$folder/small.txtpb"
expect 0 contract lint --json "$folder/small.txtpb"
python3 - "$folder/out" <<'END' || fail "the JSON of lint is not as documented"
import json, sys
report = json.load(open(sys.argv[1], encoding="utf-8"))
(contract,) = report["contracts"]
assert report["format"] == 1 and contract["id"] == "small" and len(contract["contract_hash"]) == 64
assert contract["rules_not_judged"] == [12, 18, 23, 24]
(f7,) = [finding for finding in contract["warnings"] if finding["rule"] == 2]
assert f7["clause"] == "kpis[K1].formula" and f7["line"] == 6 and f7["column"] > 1
assert f7["warning"] and f7["why"] and f7["wording"] and f7["fields"]
END

all_good
