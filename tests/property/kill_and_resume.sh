#!/usr/bin/env bash
# A run that is killed loses nothing that was finished, goes on, and comes to the same.
#
#   tests/property/kill_and_resume.sh PROGRAM
#
# Kills a run once its store has a part, starts it again, and compares the files and the tables of
# figures with those of a run that nobody disturbed. Then the store of a newer format, of another
# program and what is no database. Exit code 0 when all is so, 1 when not.
set -euo pipefail

program=$1
scenario=config/scenarios/mid_force_everything.txtpb
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "kill_and_resume: $*" >&2
    exit 1
}

run() {
    "$program" run "$scenario" --replications 500 --seed 3 "$@"
}

# The rows of a query, by Python's SQLite: the sqlite3 program need not be there.
query() {
    python3 -c 'import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]):
    print(*row, sep="|")' "$1" "$2"
}

finished() {
    query "$1/results.sqlite" 'SELECT coalesce(sum(count), 0) FROM part' 2>/dev/null || echo 0
}

run --out "$work/whole" >"$work/whole.txt"

# Not by the function: that would put a shell between, and the kill would end the shell alone.
"$program" run "$scenario" --replications 500 --seed 3 --out "$work/killed" >/dev/null 2>&1 &
for ((tries = 0; tries < 600 && $(finished "$work/killed") == 0; ++tries)); do
    sleep 0.05
done
kill -9 $! 2>/dev/null || fail "the run had ended before it could be killed"
wait $! 2>/dev/null || true
kept=$(finished "$work/killed")
[[ $kept -gt 0 && $kept -lt 500 ]] || fail "$kept of 500 replications were kept"
[[ ! -e $work/killed/results.json ]] || fail "a killed run left a report"

run --out "$work/killed" >"$work/killed.txt" 2>"$work/said"
grep -q "$kept of 500 replications are taken from" "$work/said" || fail "it said: $(cat "$work/said")"
cmp "$work/whole.txt" "$work/killed.txt"
for file in results.json intervals.csv bands.csv waits.csv response.csv; do
    cmp "$work/whole/$file" "$work/killed/$file"
done
# Every row of the tables but of `part`, in one order: how a run is cut into parts is its own.
dump() {
    python3 -c 'import sqlite3, sys
store = sqlite3.connect(sys.argv[1])
for (table,) in store.execute("SELECT name FROM sqlite_schema WHERE type = \"table\" AND name <> \"part\""):
    rows = sorted(store.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
    print(table, len(rows))
    print(*rows, sep="\n")' "$1/results.sqlite"
}
dump "$work/whole" >"$work/one"
dump "$work/killed" >"$work/other"
cmp "$work/one" "$work/other"
for table in scenario run figure ledger_calls ledger_time ledger_incidents ledger_units ledger_desks; do
    grep -Eq "^$table [1-9]" "$work/one" || fail "the table $table is empty"
done

# A store of format 1 had no ledgers: it gets them, and what is in it is taken.
mkdir "$work/older"
cp "$work/whole/results.sqlite" "$work/older/"
python3 -c 'import sqlite3, sys
database = sqlite3.connect(sys.argv[1])
for what in ("calls", "time", "incidents", "units", "desks"):
    database.execute(f"DROP TABLE ledger_{what}")
database.execute("PRAGMA user_version = 1")
database.commit()' "$work/older/results.sqlite"
run --out "$work/older" >/dev/null 2>"$work/said"
grep -q '500 of 500 replications are taken from' "$work/said" || fail "it said: $(cat "$work/said")"
dump "$work/older" | cmp "$work/one" -

refused() {
    local words=$1 code=0
    run --out "$work/bad" >/dev/null 2>"$work/said" || code=$?
    [[ $code -eq 4 ]] && grep -q "$words" "$work/said" || fail "exit $code: $(cat "$work/said")"
}
mkdir "$work/bad"
cp "$work/whole/results.sqlite" "$work/bad/"
python3 -c 'import sqlite3, sys
database = sqlite3.connect(sys.argv[1])
database.execute("PRAGMA user_version = 99")
database.execute("UPDATE run SET fcrsim_version = \"9.9.9\"")
database.commit()' "$work/bad/results.sqlite"
refused 'is a store of format 99, last written by fcrsim 9.9.9'
rm "$work/bad/results.sqlite"
echo 'this is no database, but it is longer than the hundred bytes of a header of one, which is what counts' \
    >"$work/bad/results.sqlite"
refused 'is not a store of fcrsim'
rm "$work/bad/results.sqlite"
python3 -c 'import sqlite3, sys
sqlite3.connect(sys.argv[1]).execute("CREATE TABLE cats (name TEXT)")' "$work/bad/results.sqlite"
refused 'is a database of another program'
echo "kill_and_resume: killed after $kept of 500, the same figures"
