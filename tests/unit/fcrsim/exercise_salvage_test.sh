#!/usr/bin/env bash
# What fcrsim exercise salvage copies of a damaged journal, and what it refuses.
# Usage: exercise_salvage_test.sh FCRSIM JOURNAL_WRITER, in the root of the project.
source "$(dirname "${BASH_SOURCE[0]}")/as_user.sh" "$1"
writer=$2
subcommand=(exercise salvage)

"$writer" write "$folder/live" life records=900 segment=65536 reserve=16384 free_min=0 >/dev/null ||
    fail "no journal was written"
"$writer" list "$folder/live" >"$folder/all"

# Changes the byte at an offset of a segment of a copy of the journal.
damage() {
    local segment=$1 offset=$2
    rm -rf "$folder/damaged" "$folder/copy"
    cp -r "$folder/live" "$folder/damaged"
    printf '\xff\xee' | dd of="$folder/damaged/journal-00000$segment.fcrj" bs=1 seek="$offset" \
        conv=notrunc status=none
}

# Expects the copy to hold the first records of the journal, and nothing else.
expect_first_records() {
    local records=$1
    "$writer" list "$folder/copy" >"$folder/copied" || fail "the copy is refused"
    diff <(head -n "$records" "$folder/all") <(head -n -1 "$folder/copied") >/dev/null ||
        fail "the copy does not have the first $records records alone"
    "$writer" write "$folder/copy" after records=3 segment=65536 reserve=16384 free_min=0 >/dev/null ||
        fail "nothing can go on from the copy"
}

# A record of the second segment, then its header, then a record of the first.
damage 2 5000
expect 0 "$folder/damaged" --out "$folder/copy"
expect_pattern out 'journal-000002.fcrj: offset [0-9]+: a record is cut or damaged'
records=$(sed -nE 's/^Copied ([0-9]+) records.*/\1/p' "$folder/out")
expect_first_records "$records"
cmp -s "$folder/damaged/journal-000001.fcrj" "$folder/copy/journal-000001.fcrj" ||
    fail "a whole segment is not copied byte for byte"

damage 2 100
expect 0 "$folder/damaged" --out "$folder/copy"
expect_pattern out 'journal-000002.fcrj: offset 0: the header of the segment is cut or damaged'
fewer=$(sed -nE 's/^Copied ([0-9]+) records.*/\1/p' "$folder/out")
[[ $fewer -lt $records ]] || fail "$fewer records before the second segment, $records in it"
expect_first_records "$fewer"

# Nothing there, nothing damaged, nothing to copy.
expect 2 "$folder/live" --out "$folder/copy"
expect_words err 'must be a new folder, or an empty one'
expect 2 "$folder/none" --out "$folder/new"
expect_words err 'must be the folder of an exercise'
expect 2 "$folder/live"
expect_words err '--out: must name a new folder'
expect 0 "$folder/live" --out "$folder/new"
expect_words out 'The journal is not damaged.'
expect_words out 'Copied 900 records'
damage 1 3
expect 3 "$folder/damaged" --out "$folder/copy"
expect_words err 'journal-000001.fcrj: offset 0: the header of the segment is cut or damaged'
expect_words err 'Nothing can be copied.'
expect_absent "$folder/copy"
mkdir "$folder/empty"
expect 3 "$folder/empty" --out "$folder/copy"
expect_words err 'there is no journal'
expect_absent "$folder/copy" "$folder"/copy.partial*

all_good
