#!/usr/bin/env bash
# What fcrsim exercise replay makes again of a journal, and what it refuses.
# Usage: exercise_replay_test.sh FCRSIM EXERCISE_RECORDER, in the root of the project.
source "$(dirname "${BASH_SOURCE[0]}")/as_user.sh" "$1"
recorder=$2
subcommand=(exercise replay)
script=tests/unit/fcrsim/exercises/quiet_weekday_played.txt

"$recorder" config/exercises/quiet_weekday.txtpb "$script" "$folder/live" ||
    fail "no exercise was recorded"

# The journal alone, wherever it lies: no file of the project is read.
(cd / && "$fcrsim" exercise replay "$folder/live" --digest) >"$folder/out" || fail "replay failed"
expect_words out 'EXERCISE Quiet weekday: made again to 240:00 after its start'
expect_words out 'Digests: 240 met, 0 not'
expect_pattern out 'Digest of the last minute, 240:00: [0-9a-f]{16}'

# Part of it.
expect 0 "$folder/live" --until 3700.5 --digest
expect_words out 'made again to 61:40 after its start'
expect_words out 'Digests: 61 met, 0 not'

# A byte of an input, its checksum not mended: damage, where records follow.
cp -r "$folder/live" "$folder/damaged"
offset=$(grep -abo 'two went sick' "$folder/damaged/journal-000001.fcrj" | head -1 | cut -d: -f1)
printf 'T' | dd of="$folder/damaged/journal-000001.fcrj" bs=1 seek="$offset" conv=notrunc status=none
expect 3 "$folder/damaged"
expect_words err 'journal-000001.fcrj: offset'

# Nothing there.
expect 2 "$folder/none"
expect_words err 'must be the folder of an exercise'
mkdir "$folder/empty"
expect 3 "$folder/empty"
expect_words err 'there is no journal'

all_good
