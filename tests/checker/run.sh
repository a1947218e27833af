#!/usr/bin/env bash
# Checks what fcrsim reports of random scenarios against their traces.
#
#   tests/checker/run.sh FCRSIM FIRST LAST     such as: tests/checker/run.sh build/.../fcrsim 1 200
#
# Makes the scenario of each seed (any_scenario.py), runs three replications of it and recomputes
# every figure (check_trace.py). Prints one line for each difference, at most EACH of a kind and
# seed (default 2, 0 for all), and at the end how many figures and differences there were. Exit code
# 0 when there is none, 1 when there is one or when more than one seed in twenty cannot be run: the
# scenario is refused or comes to a limit. KEEP=DIR keeps scenarios and results there.
set -euo pipefail

if [[ $# -ne 3 ]]; then
    awk 'NR > 1 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$0" >&2
    exit 2
fi
fcrsim=$1
first=$2
last=$3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
each=${EACH:-2}

work=${KEEP:-}
if [[ -z $work ]]; then
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
fi
mkdir -p "$work"

figures=0
differences=0
not_run=0
broken=0
for ((seed = first; seed <= last; seed++)); do
    scenario=$work/$seed.txtpb
    out=$work/$seed
    python3 "$here/any_scenario.py" "$seed" >"$scenario"
    if ! "$fcrsim" run "$scenario" --replications 3 --seed "$seed" --jobs 1 --out "$out" --trace \
            >/dev/null 2>"$work/$seed.messages"; then
        not_run=$((not_run + 1))
        printf 'seed %d: not run: %s\n' "$seed" "$(head -n 1 "$work/$seed.messages")"
        continue
    fi
    code=0
    python3 "$here/check_trace.py" --each "$each" "$scenario" "$out" >"$work/$seed.found" \
        2>"$work/$seed.messages" || code=$?
    told=$(tail -n 1 "$work/$seed.found")
    if [[ ! $told =~ ^([0-9]+)\ differences\ in\ ([0-9]+)\ figures$ ]]; then
        broken=$((broken + 1))
        printf 'seed %d: the checker failed: %s\n' "$seed" "$(tail -n 1 "$work/$seed.messages")"
        continue
    fi
    differences=$((differences + BASH_REMATCH[1]))
    figures=$((figures + BASH_REMATCH[2]))
    if [[ $code -ne 0 ]]; then
        head -n -1 "$work/$seed.found" | sed "s/^/seed $seed: /"
    fi
    if [[ -z ${KEEP:-} ]]; then
        rm -rf "$out" "$scenario"
    fi
done

printf 'seeds %d to %d: %d figures, %d differences' "$first" "$last" "$figures" "$differences"
[[ $not_run -eq 0 ]] || printf ', %d seeds not run' "$not_run"
[[ $broken -eq 0 ]] || printf ', %d seeds not checked' "$broken"
printf '\n'
[[ $differences -eq 0 && $broken -eq 0 && $((not_run * 20)) -le $((last - first + 1)) ]]
