#!/usr/bin/env bash
# Runs the program in a terminal and looks at what a person sees while it runs and what stays.
# Usage: terminal_test.sh FCRSIM, in the root of the project.
source "$(dirname "${BASH_SOURCE[0]}")/as_user.sh" "$1"

scenario=config/scenarios/mid_force.txtpb
# In a terminal with these options, up to `--`; keeps the last screen in $folder/out and those
# before it in $folder/seen.
in_terminal() {
    local wanted=$1 code=0
    shift
    : >"$folder/seen"
    python3 tests/unit/fcrsim/in_terminal.py --seen "$folder/seen" "$@" >"$folder/out" || code=$?
    [[ $code -eq $wanted ]] || fail "in_terminal.py $*: exit $code, not $wanted: $(head -c 600 "$folder/out")"
}
expect_none() {
    ! grep -qF -- "$2" "$folder/$1" || fail "$1 has \"$2\": $(head -c 600 "$folder/$1")"
}
# No line of any screen is wider.
expect_width() {
    python3 - "$folder/seen" "$1" <<'EOF' || fail "a line is wider than $1 columns"
import sys
widest = max((len(line.rstrip("\n")) for line in open(sys.argv[1])), default=0)
assert 0 < widest < int(sys.argv[2]), widest
EOF
}

# ---- a run long enough to look at: the dashboard comes, narrows its intervals, goes

in_terminal 0 --until 'So far' -- "$fcrsim" run "$scenario" --replications 8000 --jobs 2
expect_words seen 'Mid-size force, average day'
expect_pattern seen '[0-9]+ of 8000 replications, about [0-9]+ (s|min) left'
expect_pattern seen '^\[#*\.*\] [0-9]+ %$'
expect_pattern seen '^999 answered below 10 s, operator clock +[0-9.]+ ±[0-9.]+ %$'
expect_pattern seen '^101 answered within 120 s, of answered +[0-9.]+ ±[0-9.]+ %$'
expect_pattern seen '^999 abandoned +[0-9.]+ ±[0-9.]+ %$'
expect_pattern seen '^101 abandoned +[0-9.]+ ±[0-9.]+ %$'
expect_pattern seen '^999 mean wait, national clock +[0-9.]+ ±[0-9.]+ s$'
expect_pattern seen '^101 mean wait +[0-9.]+ ±[0-9.]+ s$'
expect_width 80
expect_none out 'So far'
expect_none out ' left'
[[ $(head -1 "$folder/out") == 'Mid-size force, average day' ]] || fail "the screen does not begin with the report: $(head -3 "$folder/out")"
python3 - "$folder/seen" <<'EOF' || fail "the intervals of the dashboard do not shrink"
import re, sys
halves = [float(half) for half in re.findall(r"^101 mean wait +[0-9.]+ ±([0-9.]+) s$", open(sys.argv[1]).read(), re.M)]
assert halves[-1] < halves[0] / 2 and halves == sorted(halves, reverse=True), halves
EOF
# What is shown is what the report says of as many replications.
python3 - "$folder/seen" "$fcrsim" "$scenario" <<'EOF' || fail "the dashboard is not the report of as many replications"
import re, subprocess, sys
screens = open(sys.argv[1]).read().split("----\n")
whole = [screen for screen in screens if re.search(r"^101 mean wait .* s$", screen, re.M)]
done = re.search(r"So far, of (\d+)", whole[0]).group(1)
report = subprocess.run([sys.argv[2], "run", sys.argv[3], "--replications", done], capture_output=True, text=True).stdout
for label, row in (("101 answered within 120 s, of answered", "101 answered within 120 s, of answered"), ("101 mean wait", "101 mean answer time"), ("101 abandoned", "101 abandoned")):
    shown = re.search(rf"^{label} +(.*)$", whole[0], re.M).group(1)
    told = re.search(rf"^{row} +(.*)$", report, re.M).group(1)
    assert shown == told, (label, shown, told)
EOF

# ---- precision: each indicator beside what was asked

in_terminal 0 --until 'So far' -- "$fcrsim" run "$scenario" --precision mean_answer_101=1.2 --precision abandoned_101=0.5 --jobs 2
expect_pattern seen '[0-9]+ of about [0-9]+ replications'
expect_pattern seen '^101 mean answer time +[0-9.]+ ±[0-9.]+ s, asked ±1\.2$'
expect_pattern seen '^101 abandoned +[0-9.]+ ±[0-9.]+ %, asked ±0\.5$'
expect_none seen '999 abandoned'
expect_pattern out '^mean_answer_101: ±1\.2 s reached, it is [0-9.]+ ±[0-9.]{3,4} s$'

# ---- a narrow terminal, one that becomes narrow, a low one

in_terminal 0 --columns 40 --until 'So far' -- "$fcrsim" run "$scenario" --replications 6000 --jobs 2
expect_width 40
expect_pattern seen '^101 mean wait +[0-9.]+ ±[0-9.]+ s$'
expect_pattern seen '^999 answered below 10 .*… +[0-9.]+ ±[0-9.]+ %$'
in_terminal 0 --columns 100 --resize-to 30 --until 'So far' -- "$fcrsim" run "$scenario" --replications 8000 --jobs 2
expect_none out 'So far'
expect_none out ' left'
[[ $(head -1 "$folder/out") == 'Mid-size force, average day' ]] || fail "a resized terminal keeps something: $(head -5 "$folder/out")"
in_terminal 0 --rows 5 --until 'So far' -- "$fcrsim" run "$scenario" --replications 6000 --jobs 2
expect_none seen 'abandoned'

# ---- Ctrl-C in the middle: said once, the dashboard goes on below, then the report of what there is

in_terminal 130 --until 'So far' --interrupt -- "$fcrsim" run "$scenario" --replications 100000 --jobs 2
expect_words out 'Stopping when the replications in hand are finished; again to stop at once.'
expect_words out 'Stopped early'
expect_words out 'of 100000 replications were finished'
expect_none out 'So far'

# ---- nobody to look: not a byte

quiet() {
    in_terminal 0 "$@" -- "$fcrsim" run "$scenario" --replications 2500 --json
    [[ ! -s $folder/out || $(tr -d '\n' <"$folder/out" | wc -c) -eq 0 ]] || fail "$*: not quiet: $(head -c 300 "$folder/out")"
}
quiet --output pipe
quiet --term dumb --output "$folder/results.json"
python3 -m json.tool "$folder/results.json" >/dev/null || fail "--json into a file is no JSON"
expect 0 run "$scenario" --replications 2500
[[ ! -s $folder/err ]] || fail "a run without a terminal was not quiet: $(cat "$folder/err")"

all_good
