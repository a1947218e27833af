#!/usr/bin/env bash
# What fcrsim exercise review writes of a journal.
# Usage: exercise_review_test.sh FCRSIM EXERCISE_RECORDER, in the root of the project.
source "$(dirname "${BASH_SOURCE[0]}")/as_user.sh" "$1"
recorder=$2
subcommand=(exercise review)
script=tests/unit/fcrsim/exercises/quiet_weekday_played.txt

"$recorder" config/exercises/quiet_weekday.txtpb "$script" "$folder/live" ||
    fail "no exercise was recorded"

# Twice, on one thread and on four, from another folder: the same bytes.
expect 0 "$folder/live" -o "$folder/one" --replications 10 --jobs 1
expect_words out 'EXERCISE Quiet weekday: 4 h in the room'
expect_words out 'Luck:'
expect_words out 'Not priced: this exercise names no contract'
cp "$folder/out" "$folder/first"
(cd / && "$fcrsim" exercise review "$folder/live" --out "$folder/two" --replications 10 --jobs 4) \
    >"$folder/out" || fail "the second review failed"
cmp -s "$folder/out" "$folder/first" || fail "the second review says something else"
diff -r "$folder/one" "$folder/two" >/dev/null || fail "the second review has other bytes"
files='call_backs.csv contract.csv contract_calls.csv cost_items.csv costs.csv counted_calls.csv counting.csv debrief.csv decisions.csv draws.csv events.csv log.csv looks.csv minutes.csv objectives.csv outcomes.csv people.csv quarters.csv review.html review.json tasks.csv timeline.csv '
[[ $(LC_ALL=C ls "$folder/one" | tr '\n' ' ') == "$files" ]] ||
    fail "other files: $(ls "$folder/one")"

# Every figure is counted again from the rows that its rule names; with a call less it is another.
counts_again=tests/unit/fcrsim/review_counts_again.py
python3 "$counts_again" "$folder/one" || fail "a figure is not what its rows count to"
mkdir "$folder/less"
cp "$folder"/one/*.csv "$folder/one/review.json" "$folder/less"
sed -i '0,/^as played,.*,999,.*,answered,/{/^as played,.*,999,.*,answered,/d}' "$folder/less/counted_calls.csv"
! python3 "$counts_again" "$folder/less" >/dev/null || fail "a call less is not noticed"

# The same of an evening with a contract and prices.
"$recorder" config/exercises/contractor_half.txtpb \
    tests/unit/fcrsim/exercises/contractor_half_played.txt "$folder/priced_live" ||
    fail "no exercise with a contract was recorded"
expect 0 "$folder/priced_live" -o "$folder/priced" --replications 4
python3 "$counts_again" "$folder/priced" || fail "a figure with a contract is not what its rows count to"
grep -qF ',whole,K1,2027-05-14,' "$folder/priced/contract_calls.csv" || fail "no call of the contract"

# People's words are text: in the page no markup of theirs, in CSV no formula.
grep -qF 'title":"EXERCISE: Quiet weekday"' "$folder/one/review.html" || fail "the title has no EXERCISE"
! grep -qF '<script>alert(1)' "$folder/one/review.html" || fail "a note is markup in the page"
! grep -qF '<b>Sam</b>' "$folder/one/review.html" || fail "a name is markup in the page"
grep -qF 'u003cscript' "$folder/one/review.html" || fail "the note is not in the page"
grep -qF "\"'=HYPERLINK(\"\"http://x\"\")\"" "$folder/one/decisions.csv" || fail "a name is a formula"
grep -qF "\"'@ 101 waits four minutes\"" "$folder/one/decisions.csv" || fail "a reason is a formula"
grep -qF "What to change,\"'=1+1 close" "$folder/one/debrief.csv" || fail "a comment is a formula"
! grep -qE '(^|,)[=+@]' "$folder"/one/*.csv || fail "a CSV file has a cell that is a formula"

# Rows: as many minutes as the exercise has, as many events as the list.
[[ $(grep -c ',as played,101,' "$folder/one/timeline.csv") -eq 240 ]] || fail "not 240 minutes"
[[ $(wc -l <"$folder/one/events.csv") -eq 8 ]] || fail "not 7 events"
grep -qF 'queue_on_101' "$folder/one/events.csv" || fail "an event is missing"
grep -qF 'refused' "$folder/one/log.csv" || fail "the refused order is not in the log"
grep -qF 'What was meant to happen,Keep 999 within 10 s' "$folder/one/debrief.csv" ||
    fail "a comment has lost its heading"
python3 - "$folder/one/review.json" <<'PY' || fail "review.json says something else"
import json, sys
review = json.load(open(sys.argv[1]))
rows = {row['id']: row for row in review['outcomes']}
row = rows['emergency_in_time_percent']
assert abs(row['difference'] - (row['actual'] - row['none'])) < 1e-3
assert 0 <= row['luck_percent'] <= 100 and row['draws']['count'] == 10
assert rows['contractor_calls']['none'] == 0 and rows['contractor_calls']['actual'] > 0
offered = sum(line['offered'] for minute in review['minutes'] for line in minute['lines'] if line['name'] == '999')
assert offered == sum(line['offered'] for quarter in review['quarters'] for line in quarter['lines'] if line['name'] == '999')
assert review['digests_met'] == 240 and review['digests_missed'] == 0
assert len(review['numbers']) == 5 and len(review['policies']) == 3
assert [d for d in review['decisions'] if 'refusal' in d][0]['action'] == 'go on paper'
assert review['program'][0]['wall'].endswith(' UTC')
PY

# Without other draws; without a folder nothing is written.
expect 0 "$folder/live" --replications 0
[[ $(grep -c 'Luck:' "$folder/out") -eq 0 ]] || fail "there is luck without other draws"

# What cannot be reviewed.
printf "0 seat: 'c' join { role: CONTROLLER name: 'C' }\n" >"$folder/script"
"$recorder" config/exercises/quiet_weekday.txtpb "$folder/script" "$folder/never" ||
    fail "no exercise was recorded"
expect 2 "$folder/never" -o "$folder/none"
expect_words err 'must be of an exercise that has run'
expect_absent "$folder/none"
expect 2 "$folder/nowhere"
mkdir "$folder/empty"
expect 3 "$folder/empty" -o "$folder/none"
expect_absent "$folder/none"

all_good
