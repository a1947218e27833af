#!/usr/bin/env bash
# The same report from programs of two compilers, on one thread and on two, and again.
#
#   tests/property/same_report.sh PROGRAM [OTHER_PROGRAM]
#
# Runs config/scenarios/mid_force.txtpb for 40 replications with each program and compares every
# byte of results.json, intervals.csv, bands.csv, waits.csv, calls.csv and staffing.csv. Exit code 0 when all are equal,
# 1 when not, 77 (skipped) when a program is not there.
set -euo pipefail

scenario=config/scenarios/mid_force.txtpb
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for program in "$@"; do
    if [[ ! -x $program ]]; then
        echo "same_report: skipped, $program is not built" >&2
        exit 77
    fi
done

compare() {
    local first=$1 other=$2 file
    for file in results.json intervals.csv bands.csv waits.csv calls.csv staffing.csv; do
        if ! cmp "$work/$first/$file" "$work/$other/$file"; then
            echo "same_report: $file differs between $first and $other" >&2
            exit 1
        fi
    done
}

number=0
for program in "$@"; do
    number=$((number + 1))
    "$program" run "$scenario" --replications 40 --jobs 1 --trace --out "$work/one_job_$number" >/dev/null
    "$program" run "$scenario" --replications 40 --jobs 2 --trace --out "$work/two_jobs_$number" >/dev/null
    "$program" run "$scenario" --replications 40 --jobs 2 --trace --out "$work/again_$number" >/dev/null
    compare "one_job_$number" "two_jobs_$number"
    compare "two_jobs_$number" "again_$number"
    compare "one_job_1" "one_job_$number"
done
echo "same_report: equal bytes ($(sha256sum < "$work/one_job_1/results.json" | cut -c1-16))"
