#!/usr/bin/env bash
# Checks bands over days and hours of the week against the trace.
#
#   tests/checker/days.sh FCRSIM
#
# Runs two weeks and an hour over the night in which the clocks go back (days.txtpb), three times,
# and recomputes every figure (check_trace.py). Exit code 0 when there is no difference.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$1" run "$here/days.txtpb" --replications 3 --seed 4 --out "$work/out" --trace >/dev/null
test -s "$work/out/weeks.csv"
python3 "$here/check_trace.py" "$here/days.txtpb" "$work/out"
