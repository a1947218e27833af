#!/usr/bin/env bash
# Imports extracts as a user would and looks at exit codes, words and what is left behind.
# Usage: import_test.sh FCRSIM, in the root of the project.
source "$(dirname "${BASH_SOURCE[0]}")/as_user.sh" "$1"
subcommand=(import)

calls=config/ledgers/april_2027.csv
mapping=config/mappings/april_2027_fit.txtpb

# Expects exit 2 with words on standard error, and nothing else.
wrong() {
    local words=$1
    shift
    expect 2 "$@"
    expect_pattern err "$words"
    expect_silent_output
    expect_absent "$folder"/made "$folder"/made.partial-*
}

# ---- an import: a ledger that a contract is priced from, a load that is replayed

printf '0123456789abcdef0123456789abcdef' >"$folder/salt"
expect 0 "$calls" --mapping "$mapping" --salt "$folder/salt" --out "$folder/april"
expect_pattern out '^taken +26565$'
expect_pattern out 'First 2027-04-01 00:10:58, last 2027-04-30 23:59:00: 30 days'
[[ $(ls "$folder/april") == $'calls.csv\nimport.json\nimport.txt\nload.csv\nload.txtpb' ]] ||
    fail "the import left other files"
python3 -m json.tool "$folder/april/import.json" >/dev/null || fail "import.json is no JSON"
cmp "$folder/out" "$folder/april/import.txt" || fail "import.txt is not what was said"
[[ $(wc -l <"$folder/april/calls.csv") == 26566 ]] || fail "calls.csv has not every row"
"$fcrsim" replay "$folder/april/load.csv" --mapping "$folder/april/load.txtpb" \
    --scenario config/scenarios/mid_force.txtpb --replications 1 >"$folder/out" 2>"$folder/err" ||
    fail "the load is not replayed: $(cat "$folder/err")"
expect_pattern out '^kept +26565$'

# A contract costs the same by the extract and by the ledger made of it.
evaluate() {
    "$fcrsim" contract evaluate config/contracts/overflow_101_per_call.txtpb --start 2027-04-01 \
        --json "$@" 2>"$folder/err" | grep -v -e 'hash' -e 'sha256' -e '"read"' -e other >"$folder/priced"
}
sed 's/^pools.*FCR.*/&\npools { value: "PTN" name: "contractor" }/; s/^lines.*999.*/dropped_lines: "999"/' \
    "$mapping" >"$folder/both.txtpb"
expect 0 "$calls" --mapping "$folder/both.txtpb" --out "$folder/both"
expect_pattern out 'left out: of the line "999" +9298'
evaluate --calls "$calls" --mapping config/ledgers/april_2027.txtpb
cp "$folder/priced" "$folder/priced_extract"
evaluate --calls "$folder/both/calls.csv" --ledger-start 2027-04-01
[[ -s $folder/priced ]] || fail "the ledger was not priced: $(cat "$folder/err")"
python3 - "$folder/priced_extract" "$folder/priced" <<'END' || fail "the ledger is priced otherwise than the extract"
import re, sys
sums = [re.findall(r'"(net|gross|charges)[a-z_]*": "?(-?[\d.]+)', open(name).read()) for name in sys.argv[1:]]
sys.exit(sums[0] != sums[1])
END

# ---- the same bytes by the same salt, other ids by another; --json is import.json

expect 0 "$calls" --mapping "$mapping" --salt "$folder/salt" --out "$folder/again" --json
cmp "$folder/out" "$folder/again/import.json" || fail "--json is not import.json"
diff -r "$folder/april" "$folder/again" >/dev/null || fail "two imports differ"
gzip -c "$calls" >"$folder/april.csv.gz"
expect 0 "$folder/april.csv.gz" --mapping "$mapping" --out "$folder/packed"
cmp "$folder/april/calls.csv" "$folder/packed/calls.csv" || fail "gzip makes a difference"

# ---- a dry run says all and writes nothing

cat >"$folder/odd.csv" <<'END'
service,start,queue_s,talk_s,wrap_s,disposition,first_team,second_team,moved_at,agent,cli
999,2027-10-31 00:30:00,2,100,20,H,FCR,,,Ann Example,07700900001
999,2027-10-31 01:30:00,2,100,20,H,FCR,,,Ann Example,07700900002
999,2027-10-31 01:30:00,2,100,20,H,FCR,,,Ann Example,07700900002
101,2027-10-31 01:10:00,-4,100,20,H,FCR,,,Bob Example,07700900003
101,2027-11-03 10:00:00,4,100,20,Z,FCR,,,Bob Example,07700900003
101,2027-11-03 10:00:00,4,100,20,L,FCR,,,Bob Example,07700900003
END
sed '$a handler: "agent" caller: "cli"' "$mapping" >"$folder/odd.txtpb"
expect 2 "$folder/odd.csv" --mapping "$folder/odd.txtpb" --dry-run
expect_pattern out '^read +6$'
expect_pattern out 'left out: wrong +2$'
expect_pattern out '1 row with a duration below 0 in line 5'
expect_pattern out '1 row with an outcome that the mapping does not name in line 6'
expect_pattern out 'the same in every cell as an earlier one'
expect_pattern out '2 days without a row: 2027-11-01 to 2027-11-02'
expect_pattern out '2027-10-31 has 25 hours: 2 rows'
expect_pattern err 'odd.csv:5:3: queue_s: must be a number of seconds from 0 \(found "-4"\)'
expect_pattern err '2 of 6 rows are wrong'
expect 0 "$folder/odd.csv" --mapping "$folder/odd.txtpb" --dry-run --leave-out 2

# ---- all or nothing; nobody's number or name in what is written

wrong '2 of 6 rows are wrong' "$folder/odd.csv" --mapping "$folder/odd.txtpb" --out "$folder/made"
wrong 'leave-out 2' "$folder/odd.csv" --mapping "$folder/odd.txtpb" --out "$folder/made" --leave-out 1
expect 0 "$folder/odd.csv" --mapping "$folder/odd.txtpb" --out "$folder/odd" --leave-out 2
if grep -rqE 'Example|0770090|0123456789abcdef' "$folder/odd" "$folder/april"; then
    fail "a name, a number or the salt is in what was written"
fi
wrong 'must be a new folder' "$calls" --mapping "$mapping" --out "$folder/odd"

# ---- a mapping to begin with

expect 0 "$calls" --guess
cp "$folder/out" "$folder/guess.txtpb"
expect 0 "$calls" --mapping "$folder/guess.txtpb" --dry-run
expect_pattern out '^taken +26565$'

# ---- mistakes: one message each, nothing written

wrong 'mapping: must be given; --guess proposes' "$calls" --out "$folder/made"
wrong 'out: must be given, or --dry-run' "$calls" --mapping "$mapping"
wrong 'guess: must stand alone' "$calls" --guess --mapping "$mapping"
wrong 'there is no such file' "$folder/none.csv" --mapping "$mapping" --out "$folder/made"
wrong 'must be a file, not a folder' config --mapping "$mapping" --out "$folder/made"
printf 'short' >"$folder/short"
wrong 'a salt must have 16 to 4096 bytes' "$calls" --mapping "$mapping" --out "$folder/made" \
    --salt "$folder/short"
printf 'zone: LOCAL offered: "start" rows: INCIDENTS line: "service"' >"$folder/bare.txtpb"
wrong 'lines: must be given for an import' "$calls" --mapping "$folder/bare.txtpb" --out "$folder/made"
head -c 3000 "$folder/april.csv.gz" >"$folder/cut.csv.gz"
wrong 'is cut off' "$folder/cut.csv.gz" --mapping "$mapping" --out "$folder/made"
{ head -3 "$calls"; printf '\0'; tail -3 "$calls"; } >"$folder/nul.csv"
wrong 'NUL byte' "$folder/nul.csv" --mapping "$mapping" --out "$folder/made"
expect 4 "$calls" --mapping "$mapping" --out /proc/none/made
expect_pattern err 'cannot write'

# ---- Ctrl-C leaves nothing

{ cat "$calls"; for _ in $(seq 150); do tail -n +2 "$calls"; done; } >"$folder/large.csv"
"$fcrsim" import "$folder/large.csv" --mapping "$mapping" --out "$folder/made" >"$folder/out" 2>"$folder/err" &
pid=$!
for _ in $(seq 100); do
    compgen -G "$folder/made.partial-*" >/dev/null && break
    sleep 0.05
done
kill -INT "$pid" 2>/dev/null
code=0
wait "$pid" || code=$?
[[ $code == 130 ]] || fail "an interrupted import ends with $code"
expect_pattern err 'interrupted; nothing was written'
expect_absent "$folder"/made "$folder"/made.partial-*

all_good
