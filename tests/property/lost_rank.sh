#!/usr/bin/env bash
# A rank of an MPI job that dies is named, nothing is half written, and the same command goes on.
#
#   tests/property/lost_rank.sh PROGRAM
#
# Kills one rank of three in the middle of a run and of a comparison: one that works for the first,
# and the first itself. Exit code 0 when all is so, 1 when not, 77 (skipped) where mpirun starts
# nothing or the program has no MPI.
set -euo pipefail

program=$1
scenario=config/scenarios/mid_force_everything.txtpb
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "lost_rank: $*" >&2
    exit 1
}

ranks() {
    OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 \
        mpirun --oversubscribe --bind-to none --mca btl self,vader -np "$@"
}

if ! command -v mpirun >/dev/null || ! ranks 2 true 2>"$work/said"; then
    echo "lost_rank: skipped, mpirun starts nothing here: $(head -n 3 "$work/said" 2>/dev/null)" >&2
    exit 77
fi
if ! ranks 2 "$program" run "$scenario" --replications 2 >/dev/null 2>"$work/said"; then
    grep -q 'has no MPI' "$work/said" || fail "two ranks: $(cat "$work/said")"
    echo "lost_rank: skipped, the program has no MPI" >&2
    exit 77
fi

finished() {
    python3 -c 'import sqlite3, sys
print(*sqlite3.connect(sys.argv[1]).execute("SELECT coalesce(sum(count), 0) FROM part").fetchone())' \
        "$1/results.sqlite" 2>/dev/null || echo 0
}

# The process of a rank of this script's job: of those that were started with this output folder.
process_of() {
    local rank=$1 folder=$2 environment
    for environment in /proc/[0-9]*/environ; do
        local process=${environment%/environ}
        if tr '\0' '\n' 2>/dev/null <"$environment" | grep -qx "OMPI_COMM_WORLD_RANK=$rank" &&
            tr '\0' '\n' 2>/dev/null <"$process/cmdline" | grep -qxF "$folder"; then
            echo "${process#/proc/}"
            return
        fi
    done
}

# Kills a rank once the store has something, and looks at what is said and left.
lose() {
    local rank=$1 folder=$2 tries code=0 victim
    shift 2
    ranks 3 "$program" "$@" --jobs 1 --out "$folder" >"$work/out" 2>"$work/said" &
    local job=$!
    for ((tries = 0; tries < 2000 && $(finished "$folder") == 0; ++tries)); do
        sleep 0.03
    done
    victim=$(process_of "$rank" "$folder")
    [[ -n $victim ]] || fail "rank $rank is not there: $(cat "$work/said")"
    kill -9 "$victim"
    wait "$job" || code=$?
    [[ $code -ne 0 && $code -ne 1 ]] || fail "rank $rank was lost: exit $code"
    grep -Eq "rank $rank .*(signal 9|Killed)" "$work/said" ||
        fail "rank $rank was lost and is not named: $(cat "$work/said")"
    [[ ! -s $work/out ]] || fail "something was printed after a loss"
    [[ -z $(find "$folder" -name '*.json' -o -name '*.csv' -o -name '*.html') ]] ||
        fail "something was written after a loss: $(ls "$folder")"
    kept=$(finished "$folder")
    [[ $kept -gt 0 ]] || fail "nothing was kept"
}

run=(run "$scenario" --replications 500 --seed 3)
"$program" "${run[@]}" >"$work/run.txt"
for rank in 2 0; do
    lose "$rank" "$work/run_$rank" "${run[@]}"
    "$program" "${run[@]}" --out "$work/run_$rank" >"$work/again.txt" 2>"$work/said"
    grep -q "$kept of 500 replications are taken from" "$work/said" ||
        fail "of $kept it said: $(cat "$work/said")"
    cmp "$work/run.txt" "$work/again.txt"
done

compare=(compare "$scenario" --variant 'more:lines[101].arrivals.volume_factor=1.1'
    --replications 250 --seed 3)
"$program" "${compare[@]}" >"$work/compare.txt"
lose 1 "$work/compare" "${compare[@]}"
ranks 3 "$program" "${compare[@]}" --jobs 1 --out "$work/compare" >"$work/again.txt" 2>"$work/said"
grep -q "$kept replications are taken from" "$work/said" || fail "it said: $(cat "$work/said")"
cmp "$work/compare.txt" "$work/again.txt"
echo "lost_rank: ranks 2, 0 and 1 were killed and named; the same report afterwards"
