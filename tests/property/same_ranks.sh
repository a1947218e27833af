#!/usr/bin/env bash
# The same bytes on one process and on two and four ranks of an MPI job.
#
#   tests/property/same_ranks.sh PROGRAM
#
# Compares the printed report and every byte of the files. Bad input must be told once. Exit code 0
# when all is so, 1 when not, 77 (skipped) where there is no mpirun or the program has no MPI.
set -euo pipefail

program=$1
scenario=config/scenarios/mid_force_everything.txtpb
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if ! command -v mpirun >/dev/null; then
    echo "same_ranks: skipped, there is no mpirun (apt-get install openmpi-bin libopenmpi-dev)" >&2
    exit 77
fi

# As root and on fewer cores than ranks, which Open MPI would rather not.
ranks() {
    OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 \
        mpirun --oversubscribe --bind-to none --mca btl self,vader -np "$@"
}

if ! ranks 2 true 2>"$work/said"; then
    echo "same_ranks: skipped, mpirun starts nothing here: $(head -n 3 "$work/said")" >&2
    exit 77
fi

run=("$program" run "$scenario" --replications 60 --seed 11)
"${run[@]}" --out "$work/alone" >"$work/alone.txt"
if ! ranks 2 "${run[@]}" --jobs 1 --out "$work/ranks_2" >"$work/ranks_2.txt" 2>"$work/said"; then
    if grep -q 'has no MPI' "$work/said"; then
        echo "same_ranks: skipped, the program has no MPI" >&2
        exit 77
    fi
    cat "$work/said" >&2
    exit 1
fi
ranks 4 "${run[@]}" --jobs 1 --out "$work/ranks_4" >"$work/ranks_4.txt"
ranks 2 "${run[@]}" --jobs 2 >"$work/printed.txt"

for number in 2 4; do
    cmp "$work/alone.txt" "$work/ranks_$number.txt"
    for file in results.json intervals.csv bands.csv waits.csv response.csv; do
        cmp "$work/alone/$file" "$work/ranks_$number/$file"
    done
done
cmp "$work/alone.txt" "$work/printed.txt"

code=0
ranks 2 "${run[@]}" --set 'pools[nobody].seats=3' >"$work/out" 2>"$work/said" || code=$?
if [[ $code -ne 2 || $(grep -c 'pools\[nobody\]' "$work/said") -ne 1 || -s $work/out ]]; then
    echo "same_ranks: bad input: exit $code, told $(grep -c 'pools\[nobody\]' "$work/said") times" >&2
    exit 1
fi
echo "same_ranks: equal bytes on 1, 2 and 4 ranks"
