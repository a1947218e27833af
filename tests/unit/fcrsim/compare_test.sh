#!/usr/bin/env bash
# Runs fcrsim compare as a user would: exit codes, words, files.
# Usage: compare_test.sh FCRSIM, in the root of the project.
source "$(dirname "${BASH_SOURCE[0]}")/as_user.sh" "$1"
subcommand=(compare)

# Exit 2, a message, nothing on standard output, nothing written.
wrong() {
    expect 2 "$@" --out "$folder/made/here"
    [[ ! -s $folder/out ]] || fail "compare $* wrote to standard output"
    [[ -s $folder/err ]] || fail "compare $* said nothing"
    [[ ! -e $folder/made ]] || fail "compare $* left a folder"
}

# A scenario of a moment: an hour of 60 calls on 999 and 30 on 101.
cat >"$folder/small.txtpb" <<'TXTPB'
title: "Small"
run { warm_up_h: 1 measured_h: 1 }
lines { name: "999" kind: EMERGENCY arrivals { calls_per_day: 1440 weights: 1 } }
lines { name: "101" kind: NON_EMERGENCY arrivals { calls_per_day: 720 weights: 1 } }
call_classes {
  name: "999" line: "999" priority: 1
  talk { exponential { mean_s: 300 } } patience { exponential { mean_s: 200 } }
}
call_classes {
  name: "101" line: "101" priority: 2
  talk { exponential { mean_s: 300 } } patience { exponential { mean_s: 200 } }
}
employers { name: "force" kind: FORCE }
skill_groups { name: "all" call_classes: "999" call_classes: "101" }
pools { name: "in_house" employer: "force" skill_group: "all" seats: 6 }
kpis { id: "in_10s" type: SERVICE_LEVEL line: "999" threshold_s: 10 formula: F2_OFFERED }
kpis { id: "calls" type: COUNT line: "101" }
TXTPB
small=$folder/small.txtpb
sed 's/seats: 6/seats: 7/' "$small" >"$folder/more.txtpb"
more=$folder/more.txtpb
sed 's/seats: 6/seats: 0/; s/patience [^}]*} *}//' "$small" >"$folder/full.txtpb"
seat='one_more:pools[in_house].seats=7'

# ---- wrong command lines

wrong "$small"
expect_words err 'there is only one scenario'
wrong "$small" "$folder/missing.txtpb"
expect_words err 'missing.txtpb'
wrong "$small" "$more" --json --csv
wrong "$small" "$more" --rank in_10s
expect_words err 'go together'
wrong "$small" "$more" --rank in_9s --indifference 1
expect_words err 'did you mean "in_10s"?'
wrong "$small" "$more" --rank calls --indifference 1
expect_words err 'more or less is better'
wrong "$small" "$more" --rank in_10s --indifference 0
wrong "$small" "$more" --replications-max 500
wrong "$small" "$more" --rank in_10s --indifference 1 --replications 500 --replications-max 400
wrong "$small" --variant 'pools[in_house].seats=7'
expect_words err 'must be NAME:PATH=VALUE'
wrong "$small" --variant 'x:pools[nobody].seats=7'
expect_words err '--variant x: pools[nobody]'
expect_words err 'in_house'
wrong "$small" --variant 'x:pools[in_house].seats=many'
expect_words err '--variant x'
wrong "$small" --variant 'small:pools[in_house].seats=7'
expect_words err 'another scenario already'
wrong "$small" "$more" --set 'pools[nobody].seats=3'
expect_words err '--set'
wrong "$small" "$more" --baseline large
expect_words err 'small, more'
wrong "$small" "$more" --pounds-per-hour Acme=20
expect_words err 'must be an employer'
wrong "$small" "$more" --pounds-per-hour force
expect_words err 'EMPLOYER=PRICE'

# ---- a comparison

expect 0 "$small" --variant "$seat" --replications 40
[[ ! -s $folder/err ]] || fail "a comparison into a file was not quiet: $(cat "$folder/err")"
expect_words out '40 replications of each of 2 scenarios, seed 1, the same callers'
expect_words out 'pools[in_house].seats: 6 -> 7'
expect_words out "Holm's correction for all 10"
expect_words out '999 answered, %'
expect_words out '101 answered, %'
expect_words out 'Seat-hours'
expect_words out 'not priced'
expect_words out 'no roster'
[[ $(awk 'length > 120' "$folder/out" | wc -l) -eq 0 ]] || fail 'a line is too long'
cp "$folder/out" "$folder/variant.txt"

# A variant is what a file with the same setting would be.
expect 0 "$small" "$more" --replications 40
diff <(sed 's/one_more/more/g; s/  */ /g' "$folder/variant.txt" | grep '±') \
    <(sed 's/  */ /g' "$folder/out" | grep '±') || fail 'a variant is other than a file'

expect 0 "$small" "$more" --replications 40 --baseline more --pounds-per-hour force=24.50
expect_words out 'Comparison with more'
expect_words out 'force 24.50 an hour'
# A variant may be the baseline: it is of the first file, as the others then are.
expect 0 "$small" "$more" --variant "$seat" --variant 'two_more:pools[in_house].seats=8' \
    --replications 20 --baseline one_more
expect_words out 'Comparison with one_more'
expect_words out 'pools[in_house].seats: 7 -> 6'
expect_words out 'pools[in_house].seats: 7 -> 8'
expect_words out "no setting is other than the baseline's"
# Several settings of one name add up; another name is another scenario.
expect 0 "$small" --replications 10 --variant 'a:pools[in_house].seats=7' \
    --variant 'b:pools[in_house].seats=8' --variant 'a:lines[101].arrivals.volume_factor=1.5'
expect_words out 'of each of 3 scenarios'
expect_words out 'lines[101].arrivals.volume_factor: none -> 1.5'
expect_words out 'b less small'

# With itself: no difference at all.
expect 0 "$small" "$small" --replications 20 --csv
awk -F, '$6 == "small_2" && $9 != "" && $9 != 0 { exit 1 }' "$folder/out" ||
    fail 'a scenario differs from itself'
expect 0 "$small" "$small" --replications 20
expect_words out "no setting is other than the baseline's"

# ---- ranking

expect 0 "$small" --variant "$seat" --replications 20 --rank in_10s --indifference 2
expect_words out '1. one_more: has the best figure'
expect_words out 'after 20 replications'
expect_words out 'With 95 % the first is the best, or behind it by less than 2.'
expect 0 "$small" --variant "$seat" --replications 20 --rank in_10s --indifference 0.01 \
    --replications-max 60
expect_words out '60 replications of each'
expect_words out 'only 60 were run'
expect_words out 'the most that --replications-max allows'

# ---- files, and the same bytes whatever the threads

for jobs in 1 2; do
    expect 0 "$small" --variant "$seat" --replications 60 --jobs "$jobs" --rank in_10s \
        --indifference 2 --out "$folder/jobs_$jobs"
    cp "$folder/out" "$folder/jobs_$jobs.txt"
done
for file in comparison.json comparison.csv; do
    cmp "$folder/jobs_1/$file" "$folder/jobs_2/$file" || fail "$file depends on --jobs"
done
cmp "$folder/jobs_1.txt" "$folder/jobs_2.txt" || fail 'the tables depend on --jobs'
[[ $(ls -A "$folder/jobs_1" | sort | tr '\n' ' ') == 'comparison.csv comparison.json report.html results.sqlite run.json ' ]] ||
    fail "other files than those promised: $(ls -A "$folder/jobs_1")"
python3 - "$folder/jobs_1" <<'PYTHON' || fail 'comparison.json or the page is not as promised'
import json, re, sys
folder = sys.argv[1]
said = json.load(open(folder + '/comparison.json'))
assert said['format'] == 1 and said['kind'] == 'COMPARISON' and 'made' not in said
comparison = said['comparison']
assert comparison['baseline'] == 'small' and comparison['correction'] == 'HOLM'
assert {figure['line'] for figure in comparison['figures']} == {'999', '101'}
page = open(folder + '/report.html').read()
data = json.loads(re.search(r'id="report-data">(.*?)</script>', page, re.S).group(1))
assert data['comparison']['scenarios'][1]['run']['lines'], 'the page has no run'
assert data['comparison']['figures'] == comparison['figures']
assert len(data['provenance']['scenarios']) == 2
PYTHON
"$fcrsim" compare "$small" --variant "$seat" --replications 60 --rank in_10s --indifference 2 --json |
    cmp - "$folder/jobs_1/comparison.json" || fail '--json is not comparison.json'

# ---- what goes wrong on the way

expect 7 "$small" "$folder/full.txtpb" --set run.measured_h=24 --replications 2 --out "$folder/limit"
expect_words err 'scenario full: '
expect_words err 'waiting_calls_max'
[[ ! -e $folder/limit ]] || fail 'a limit left a folder'
touch "$folder/file"
expect 4 "$small" "$more" --replications 2 --out "$folder/file/below"
expect_words err 'cannot write'

# Runs for minutes unless it is stopped.
interrupted() {
    local signal=$1 code=0
    "$fcrsim" compare "$small" "$more" --set run.measured_h=6 --replications 100000 --jobs 1 \
        --out "$folder/$signal" >"$folder/out" 2>"$folder/err" </dev/null &
    local process=$!
    # The first rounds take a few milliseconds, all of them minutes.
    until [[ -d $folder/$signal ]] || ! kill -0 "$process"; do
        sleep 0.1
    done
    sleep 4
    kill -s "$signal" "$process"
    wait "$process" || code=$?
    [[ $code -eq 130 ]] || fail "after SIG$signal: exit $code, not 130"
    expect_words err 'of 100000 replications of each scenario were finished'
    expect_words out 'Stopped early'
    expect_words err "is kept in $folder/$signal/results.sqlite; the same command goes on"
    [[ $(find "$folder/$signal" -type f | wc -l) -eq 5 ]] || fail "SIG$signal left other files"
}
interrupted INT
interrupted TERM

all_good
