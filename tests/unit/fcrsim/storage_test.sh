#!/usr/bin/env bash
# What becomes of a run, a comparison and a sweep that cannot write: exit 4, one message, no file of
# a report, nothing lost, and the same command goes on when it can.
# Usage: storage_test.sh FCRSIM, in the root of the project.
source "$(dirname "${BASH_SOURCE[0]}")/as_user.sh" "$1"

# A scenario of a moment: an hour of 60 calls on 999 and 30 on 101.
cat >"$folder/small.txtpb" <<'END'
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
END
cat >"$folder/seats.txtpb" <<'END'
scenario: "small.txtpb"
replications: 40
factors { name: "seats" paths: "pools[in_house].seats" values: ["5", "6", "7"] source: "assumption: a test" }
design { kind: GRID }
END

# Calls fcrsim with the words of a kind of work; the rest are more words.
declare -A words=(
    [run]="run $folder/small.txtpb --replications 40"
    [compare]="compare $folder/small.txtpb --variant more:pools[in_house].seats=7 --replications 40"
    [sweep]="sweep $folder/seats.txtpb"
)
declare -A report=([run]=results.json [compare]=comparison.json [sweep]=sweep.json)
kinds=(run compare sweep)
work() {
    local wanted=$1 kind=$2 asked
    shift 2
    read -ra asked <<<"${words[$kind]}"
    expect "$wanted" "${asked[@]}" "$@"
}

for kind in "${kinds[@]}"; do
    work 0 "$kind" --out "$folder/good_$kind"
done

# Exit 4 and one message that has the words; nothing printed, no file of a report.
refused() {
    local kind=$1 out=$2 said=$3
    work 4 "$kind" --out "$out"
    expect_pattern err "$said"
    expect_silent_output
    [[ $(wc -l <"$folder/err") -le 2 ]] || fail "$kind said more than one thing: $(cat "$folder/err")"
    [[ ! -d $out || -z $(find "$out" -name '*.json*' -o -name '*.csv*' -o -name '*.html*' -o -name '*.xlsx*') ]] ||
        fail "$kind left files of a report: $(echo "$out"/*)"
}

# ---- small disks, where mounting is allowed: every size up to one that is enough

mkdir "$folder/disk"
mounted=no
full() {
    local kind=$1 size code out="$folder/disk/out" at=()
    for size in 40 60 80 120 160 240 320 480 640 960 1280 1920 2560 3840; do
        mount -t tmpfs -o "size=${size}k" tmpfs "$folder/disk" 2>/dev/null || return 0
        mounted=yes
        code=0
        # shellcheck disable=SC2086
        "$fcrsim" ${words[$kind]} --out "$out" >"$folder/out" 2>"$folder/err" </dev/null || code=$?
        if [[ $code -eq 0 ]]; then
            umount "$folder/disk"
            [[ ${#at[@]} -ge 3 ]] || fail "$kind: only ${#at[@]} sizes were too small"
            return 0
        fi
        at+=("$size")
        [[ $code -eq 4 ]] || fail "$kind on $size kB: exit $code"
        grep -qE 'cannot write .*(full|No space|I/O)' "$folder/err" ||
            fail "$kind on $size kB: $(cat "$folder/err")"
        expect_silent_output
        [[ -z $(find "$folder/disk" -name '*.json*' -o -name '*.csv*' -o -name '*.html*' -o -name '*.xlsx*') ]] ||
            fail "$kind on $size kB left files of a report: $(ls "$out")"
        # With room the same command goes on, and comes to the same.
        mount -o remount,size=64m "$folder/disk"
        if grep -q 'is kept in' "$folder/err"; then
            work 0 "$kind" --out "$out"
            expect_words err 'are taken from'
        else
            work 0 "$kind" --out "$out"
        fi
        cmp "$out/${report[$kind]}" "$folder/good_$kind/${report[$kind]}" ||
            fail "$kind on $size kB comes to something else afterwards"
        umount "$folder/disk"
    done
    fail "$kind: no size was enough"
}
for kind in "${kinds[@]}"; do
    full "$kind"
done

# ---- a file where the folder is to be, and a folder where a file is to be

: >"$folder/file"
for kind in "${kinds[@]}"; do
    refused "$kind" "$folder/file" 'cannot write .*file: Not a directory'
    refused "$kind" "$folder/file/below" 'cannot write .*file/below: Not a directory'
    mkdir -p "$folder/taken_$kind/${report[$kind]}/here"
    work 4 "$kind" --out "$folder/taken_$kind"
    expect_pattern err "cannot write .*${report[$kind]}: Is a directory.*is kept in .*results.sqlite; the same"
    expect_absent "$folder/taken_$kind/report.html"
    rm -r "$folder/taken_$kind/${report[$kind]}"
    work 0 "$kind" --out "$folder/taken_$kind"
    expect_words err 'are taken from'
    cmp "$folder/taken_$kind/${report[$kind]}" "$folder/good_$kind/${report[$kind]}" || fail "$kind differs"
done

# ---- a folder that may not be written; root may write everywhere, so as another user

if [[ $(id -u) -eq 0 ]] && id nobody >/dev/null 2>&1 && command -v setpriv >/dev/null; then
    as_nobody=(setpriv --reuid nobody --clear-groups)
    chmod 755 "$folder"
    mkdir "$folder/closed"
    for kind in "${kinds[@]}"; do
        for out in "$folder/closed" "$folder/closed/below"; do
            code=0
            # shellcheck disable=SC2086
            "${as_nobody[@]}" "$fcrsim" ${words[$kind]} --out "$out" >"$folder/out" 2>"$folder/err" </dev/null ||
                code=$?
            [[ $code -eq 4 ]] || fail "$kind into a closed folder: exit $code"
            expect_pattern err 'cannot write .*closed.*Permission denied'
            [[ -z $(ls -A "$folder/closed") ]] || fail "$kind wrote into a closed folder"
        done
    done
    cp -r "$folder/good_run" "$folder/read_only"
    chmod 555 "$folder/read_only"
    chmod 444 "$folder/read_only"/*
    code=0
    # shellcheck disable=SC2086
    "${as_nobody[@]}" "$fcrsim" ${words[run]} --out "$folder/read_only" >"$folder/out" 2>"$folder/err" || code=$?
    [[ $code -eq 4 ]] || fail "a store that may only be read: exit $code"
    expect_pattern err 'cannot write .*results.sqlite: .*readonly'
fi

# ---- stores that are none, cut short, damaged, of the future, or in use

mkdir "$folder/bad"
bad=$folder/bad/results.sqlite
for kind in "${kinds[@]}"; do
    good=$folder/good_$kind/results.sqlite
    size=$(stat -c %s "$good")
    for part in 50 100 2000 5000 $((size / 2)) $((size - 4096)); do
        head -c "$part" "$good" >"$bad"
        refused "$kind" "$folder/bad" 'results.sqlite is (damaged or cut short|there and is not a store)'
        [[ $(stat -c %s "$bad") -eq $part ]] || fail "a store cut short was touched"
    done
    rm -f "$folder/bad"/*
    python3 - "$good" "$bad" <<'PYTHON'
import sqlite3, sys
source, to = (sqlite3.connect(name) for name in sys.argv[1:])
source.backup(to)
to.execute("UPDATE part SET words = substr(words, 1, length(words) / 2)")
to.commit()
PYTHON
    refused "$kind" "$folder/bad" 'results.sqlite: a part of a run cannot be read: it is damaged, or'
    python3 - "$bad" <<'PYTHON'
import sqlite3, sys
store = sqlite3.connect(sys.argv[1])
store.execute("PRAGMA user_version = 99")
store.execute("UPDATE run SET fcrsim_version = '9.9.9'")
store.commit()
PYTHON
    refused "$kind" "$folder/bad" 'is a store of format 99, last written by fcrsim 9.9.9; this is fcrsim .* --out DIR'
    rm -f "$folder/bad"/*
done
cp "$folder/good_run/results.sqlite" "$bad"
python3 - "$bad" "$folder/ready" <<'PYTHON' &
import pathlib, sqlite3, sys, time
store = sqlite3.connect(sys.argv[1], isolation_level=None)
store.execute("BEGIN IMMEDIATE")
pathlib.Path(sys.argv[2]).touch()
while pathlib.Path(sys.argv[2]).exists():
    time.sleep(0.05)
PYTHON
until [[ -e $folder/ready ]]; do
    sleep 0.05
done
for kind in "${kinds[@]}"; do
    refused "$kind" "$folder/bad" 'results.sqlite is being written by another run'
done
rm "$folder/ready"
wait

[[ $mounted == yes ]] || printf 'No disk could be mounted: full disks were not tried.\n'
all_good
