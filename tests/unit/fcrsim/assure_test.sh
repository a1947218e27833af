#!/usr/bin/env bash
# Writes assurance packs as a user would and looks at exit codes, words and what is in the documents.
# Usage: assure_test.sh FCRSIM, in the root of the project.
source "$(dirname "${BASH_SOURCE[0]}")/as_user.sh" "$1"

scenario=config/scenarios/mid_force.txtpb
"$fcrsim" run "$scenario" --replications 4 --seed 7 --out "$folder/run" >/dev/null 2>&1 ||
    fail "the run for its documents"
subcommand=(assure)

# ---- a run: every document, nothing blank, the same bytes again

expect 0 "$folder/run"
expect_words out 'Assurance pack of a run "Mid-size force, average day"'
expect_pattern out '[0-9]+ parameters of 1 scenario logged, [0-9]+ of them unverified'
pack=$folder/run/assurance
for name in specification design assumptions_log decisions_log data_log quality_plan user_notes \
    technical_notes stress_des assurance_statement; do
    [[ -s $pack/$name.md ]] || fail "there is no $name.md"
    grep -q "<section id=\"$name\">" "$pack/assurance.html" || fail "assurance.html has no $name"
done
cp -r "$pack" "$folder/first"
expect 0 "$folder/run"
diff -r "$folder/first" "$pack" || fail "two packs of one run differ"

python3 - "$pack" "$folder/run" <<'PYTHON' || fail "what stands in the documents"
import csv, json, pathlib, re, sys
pack, run = map(pathlib.Path, sys.argv[1:])
faults = []

# Every cell of every log is filled, and every parameter of the scenario is there.
for name in ("assumptions_log", "data_log", "stress_des"):
    rows = list(csv.reader((pack / f"{name}.csv").open(newline="")))
    if any(len(row) != len(rows[0]) or "" in row for row in rows):
        faults.append(f"{name}.csv has a blank cell")
log = list(csv.DictReader((pack / "assumptions_log.csv").open(newline="")))
page = (run / "report.html").read_text()
data = json.loads(re.search(r'id="report-data">(.*?)</script>', page, re.S).group(1))
text = data["provenance"]["scenarios"][0]["text"]
words = {"name", "id", "title", "description", "source"}
fields, before = 0, None
for line in text.splitlines():
    field = re.match(r" *([a-z_0-9]+): ", line)
    if field and field[1] not in words and field[1] != before:
        fields += 1
    before = field[1] if field else None
if len(log) != fields:
    faults.append(f"the scenario has {fields} values, the log {len(log)}")
marks = {row["Mark"] for row in log}
if not any(mark.startswith("unverified") for mark in marks) or "source stated" not in marks:
    faults.append(f"marks are {marks}")
patience = [row for row in log if row["Parameter"] == "call_classes[101].patience.exponential.mean_s"]
if len(patience) != 1 or patience[0]["Value"] != "900" or "model.md 3.4" not in patience[0]["Source"]:
    faults.append(f"patience is {patience}")

# STRESS-DES: 20 items, one of them in five parts.
items = [row["Item"] for row in csv.DictReader((pack / "stress_des.csv").open(newline=""))]
if len(items) != 24 or len({item[:3] for item in items}) != 20:
    faults.append(f"items are {items}")

# What is left to people says to whom; nothing else is left open.
roles = {"COMMISSIONER", "ANALYST", "ASSURER", "APPROVER", "DATA OWNER"}
for document in pack.glob("*.md"):
    words = document.read_text()
    for role in re.findall(r"to be completed by ([A-Z]+(?: OWNER)?)", words):
        if role not in roles:
            faults.append(f"{document.name}: completed by {role}?")
    for bad in ("TODO", "TBD", "TBC", "XXX", "{}", "nan", "|  |"):
        if re.search(rf"(?<![A-Za-z]){re.escape(bad)}(?![A-Za-z])", words):
            faults.append(f"{document.name} has {bad}")

# The log of data has the digests of what is there.
import hashlib
files = {row["Data"]: row["SHA-256"] for row in csv.DictReader((pack / "data_log.csv").open(newline=""))}
if files.get("results.json") != hashlib.sha256((run / "results.json").read_bytes()).hexdigest():
    faults.append("results.json has another digest")
print("\n".join(faults))
sys.exit(bool(faults))
PYTHON
grep -q '4 of 4' "$pack/assurance_statement.md" || fail "the statement has no replications"
grep -q 'seed 7' "$pack/stress_des.md" || fail "the checklist has no seed"

# ---- people have names, and the assurer is independent

expect 0 "$folder/run" --analyst 'A. Planner' --assurer 'B. Checker' --out "$folder/named"
grep -q 'A. Planner' "$folder/named/assumptions_log.md" || fail "the analyst has no name"
grep -q 'Assurer | B. Checker' "$folder/named/assurance_statement.md" || fail "nor has the assurer"
expect 2 "$folder/run" --analyst Same --assurer Same --out "$folder/made"
expect_words err 'must be somebody else than the analyst'
expect_absent "$folder/made"

# ---- comparisons and sweeps

"$fcrsim" compare "$scenario" --variant 'more:pools[in_house].seats_kept_free[101].seats=2' \
    --replications 4 --out "$folder/compared" >/dev/null 2>&1 || fail "the comparison"
expect 0 "$folder/compared"
grep -qF 'seats: 1 -\> 2' "$folder/compared/assurance/decisions_log.md" ||
    fail "the decisions have no difference"
"$fcrsim" sweep config/experiments/mid_force_evening_seats.txtpb --replications 2 \
    --out "$folder/swept" >/dev/null 2>&1 || fail "the sweep"
expect 0 "$folder/swept"
grep -q 'evening seats' "$folder/swept/assurance/assumptions_log.md" ||
    fail "the log has no factor"

# ---- mistakes: one message each, nothing written

wrong() {
    local words=$1
    shift
    expect 2 "$@" --out "$folder/made"
    expect_pattern err "$words"
    [[ $(wc -l <"$folder/err") -eq 1 ]] || fail "more than one message: $(cat "$folder/err")"
    expect_silent_output
    expect_absent "$folder/made"
}
wrong 'must be a folder that fcrsim run, compare or sweep has written' "$folder/none"
wrong 'it has no report.html' "$folder"
cp -r "$folder/run" "$folder/changed"
sed -i 's/"answered_within"/"answered_inside"/' "$folder/changed/results.json"
wrong 'results.json: must say what report.html says' "$folder/changed"
cp "$folder/run/results.json" "$folder/changed/"
rm "$folder/changed/results.sqlite"
wrong 'results.sqlite: must be the store of the run' "$folder/changed"
cp "$folder/swept/results.sqlite" "$folder/changed/"
wrong 'parts are not of one run' "$folder/changed"
head -c 1000 "$folder/run/results.sqlite" >"$folder/changed/results.sqlite"
wrong 'must be a store of fcrsim' "$folder/changed"
head -c 2000 "$folder/run/report.html" >"$folder/changed/report.html"
wrong 'must be a report page that fcrsim has written' "$folder/changed"

# ---- what cannot be written leaves nothing

touch "$folder/file"
expect 4 "$folder/run" --out "$folder/file/under"

all_good
