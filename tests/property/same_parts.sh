#!/usr/bin/env bash
# The same bytes whichever way the replications of an experiment are shared out.
#
#   tests/property/same_parts.sh PROGRAM
#
# Runs a scenario with every mechanism on for 20 replications at once, in three parts that are
# merged, in one part, and in parts merged in another order, and compares every byte of the files
# and of the printed report; and eight dated days, which have hours of the week. Parts of other scenarios and seeds, missing, doubled and damaged ones
# must be refused by name. Exit code 0 when all is so, 1 when not.
set -euo pipefail

program=$1
scenario=config/scenarios/mid_force_everything.txtpb
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

run() {
    "$program" run "$scenario" --replications 20 --seed 5 "$@"
}

refused() {
    local words=$1 code=0
    shift
    "$program" merge "$@" --out "$work/none" >"$work/said" 2>&1 || code=$?
    if [[ $code -ne 2 ]] || ! grep -q -- "$words" "$work/said" || [[ -e $work/none ]]; then
        echo "same_parts: merge $*: exit $code, not 2 with \"$words\": $(cat "$work/said")" >&2
        exit 1
    fi
}

same() {
    local file
    cmp "$work/whole.txt" "$work/$1.txt"
    for file in results.json intervals.csv bands.csv waits.csv response.csv; do
        cmp "$work/whole/$file" "$work/$1/$file"
    done
}

run --out "$work/whole" >"$work/whole.txt"
for part in 1 2 3; do
    run --shard "$part/3" --jobs "$part" --out "$work/parts" >/dev/null
done
run --shard 1/1 --out "$work/once" >"$work/once.txt"
same once
first=$work/parts/part_1_of_3.fcrpart
second=$work/parts/part_2_of_3.fcrpart
third=$work/parts/part_3_of_3.fcrpart
"$program" merge "$first" "$second" "$third" --out "$work/merged" >"$work/merged.txt"
same merged
"$program" merge "$third" "$first" "$second" --out "$work/turned" >"$work/turned.txt"
same turned

week() {
    "$program" run config/scenarios/mid_force_year.txtpb --set run.measured_h=192 --replications 5 "$@"
}
week --jobs 1 --out "$work/week" >/dev/null
week --jobs 2 --out "$work/week_two_jobs" >/dev/null
for part in 1 2 3; do
    week --shard "$part/3" --out "$work/week_parts" >/dev/null
done
"$program" merge "$work"/week_parts/*.fcrpart --out "$work/week_merged" >/dev/null
for other in week_two_jobs week_merged; do
    for file in results.json bands.csv weeks.csv waits.csv; do
        cmp "$work/week/$file" "$work/$other/$file"
    done
done

"$program" run "$scenario" --replications 20 --seed 6 --shard 2/3 --out "$work/seed" >/dev/null
"$program" run "$scenario" --replications 20 --seed 5 --shard 2/3 --out "$work/set" \
    --set 'lines[101].arrivals.volume_factor=1.1' >/dev/null
head -c 3000 "$third" >"$work/cut.fcrpart"
refused 'part 2 of 3: is missing' "$first" "$third"
refused 'must be given once' "$first" "$second" "$third" "$second"
refused 'seed: must be 5' "$first" "$work/seed/part_2_of_3.fcrpart" "$third"
refused 'scenario: must be' "$first" "$work/set/part_2_of_3.fcrpart" "$third"
refused 'must be a part as' "$first" "$second" "$work/cut.fcrpart"
refused 'no such file' "$first" "$second" "$work/nowhere.fcrpart"
echo "same_parts: equal bytes ($(sha256sum <"$work/merged/results.json" | cut -c1-16))"
