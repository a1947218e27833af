#!/usr/bin/env bash
# The worst extracts we can make end in a report or a refusal, in bounded memory and time.
# Usage: import_worst_test.sh FCRSIM ROWS LINE_BYTES, in the root of the project.
#
# ROWS rows and a line of LINE_BYTES. Each import may take 200 MiB and 45 s of processor time: on an
# idle machine 10 million rows and 1 GiB are to end within 30 s (docs/evidence/import.md).
source "$(dirname "${BASH_SOURCE[0]}")/as_user.sh" "$1"
rows=$2
line_bytes=$3
memory_max_kib=$((200 * 1024))
seconds_max=45  # a machine that others use takes half as long again
if [[ -n ${FCR_SANITIZED:-} ]]; then
    echo "SKIPPED: a sanitizer's memory is not the program's"
    exit 77
fi

cat >"$folder/mapping.txtpb" <<'END'
zone: LOCAL
line: "service"
lines { value: "999" name: "999" }
lines { value: "101" name: "101" }
offered: "start" wait_s: "queue_s" talk_s: "talk_s" wrap_up_s: "wrap_s"
outcome: "disposition"
outcomes { value: "H" name: "answered" }
outcomes { value: "L" name: "abandoned" }
handler: "agent"
caller: "cli"
END
header=service,start,queue_s,talk_s,wrap_s,disposition,agent,cli

# ROWS rows over 200 days, each other than all others but where they are to come twice.
make_rows() {
    echo "$header"
    awk -v rows="$rows" -v mode="$1" 'BEGIN {
        for (number = 0; number < rows; ++number) {
            row = mode == "twice" ? int(number / 2) : number
            second = int(row * 86400 / (rows / 200 + 1))
            day = int(second / 86400); second %= 86400
            start = sprintf("2026-%02d-%02d %02d:%02d:%02d", 4 + int(day / 28), 1 + day % 28,
                            int(second / 3600), int(second / 60) % 60, second % 60)
            if (mode == "wrong") start = "soon"
            printf "%s,%s,%d.%d,%d,%d,%s,A%d,%s%d\n", row % 3 ? 101 : 999, start, row % 40, row % 10,
                   60 + row % 900, row % 200, row % 11 ? "H" : "L",
                   mode == "agents" ? row : row % 500,
                   mode == "mixed" && row % 2 ? "caf\351" : "7700900", row * 7919 % 1000000007
        }
    }'
}

# Imports $folder/extract and compares exit code, words, memory and time.
worst() {
    local name=$1 wanted=$2 words=$3 used
    used=$(python3 - "$fcrsim" "$folder" <<'END'
import resource, subprocess, sys, time
program, folder = sys.argv[1:]
begun = time.monotonic()
with open(folder + "/out", "wb") as out, open(folder + "/err", "wb") as err:
    code = subprocess.run([program, "import", folder + "/extract", "--mapping", folder + "/mapping.txtpb",
                           "--out", folder + "/made"], stdout=out, stderr=err).returncode
use = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code, use.ru_maxrss, round(use.ru_utime + use.ru_stime, 1), round(time.monotonic() - begun, 1))
END
    )
    read -r code memory seconds clock <<<"$used"
    printf '%-28s exit %s, %4d MiB, %5.1f s of processor time, %5.1f s on the clock\n' \
        "$name" "$code" $((memory / 1024)) "$seconds" "$clock"
    [[ $code == "$wanted" ]] || fail "$name: exit $code, not $wanted: $(head -c 300 "$folder/err")"
    ((memory <= memory_max_kib)) || fail "$name: $memory KiB"
    python3 -c "import sys; sys.exit($seconds > $seconds_max)" || fail "$name: $seconds s"
    grep -qF -- "$words" "$folder/out" "$folder/err" || fail "$name: nothing says \"$words\": $(head -c 300 "$folder/err")"
    if [[ $wanted != 0 ]]; then
        expect_absent "$folder"/made "$folder"/made.partial-*
        (($(wc -l <"$folder/err") <= 110)) || fail "$name: says too much"
    fi
    rm -rf "$folder/made" "$folder/extract"
}

make_rows good >"$folder/extract"
worst 'good rows' 0 "taken"
make_rows wrong >"$folder/extract"
worst 'every row wrong' 2 "of $rows rows $rows are wrong"
make_rows mixed >"$folder/extract"
worst 'mixed encodings' 0 'with letters that are no UTF-8'
make_rows agents >"$folder/extract"
worst 'a handler for every row' $((rows > 65536 ? 2 : 0)) $([[ $rows -gt 65536 ]] && echo 65536 || echo taken)
make_rows twice >"$folder/extract"
if ((rows > 8000000)); then
    worst 'every row twice' 2 'limit reached: more than 4000000 different rows come again'
else
    worst 'every row twice' 0 'the same in every cell'
fi
{ make_rows good; printf 'x\0x\n'; } >"$folder/extract"
worst 'a NUL after good rows' 2 'NUL byte'
{ make_rows good; printf '"999,2026-04-01'; } >"$folder/extract"
worst 'an open quote at the end' 2 'a quote must have its pair'
{ echo "$header"; head -c "$line_bytes" /dev/zero | tr '\0' x; } >"$folder/extract"
worst 'one long line' 2 'limit reached: a row must have at most'
{ echo "$header"; printf '"'; head -c "$line_bytes" /dev/zero | tr '\0' '\n'; } >"$folder/extract"
worst 'one long cell of empty lines' 2 'limit reached: a row must have at most'
{ echo "$header"; head -c "$line_bytes" /dev/zero | tr '\0' ,; } >"$folder/extract"
worst 'one line of commas' 2 'limit reached'
head -c "$line_bytes" /dev/zero | gzip >"$folder/extract"
worst 'zeros, packed' 2 'NUL byte'
head -c 1000000 /dev/urandom >"$folder/extract"
worst 'noise' 2 'must'

all_good
