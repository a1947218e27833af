#!/usr/bin/env bash
# What fcrsim exercise forget takes out of a journal, and what stays.
# Usage: exercise_forget_test.sh FCRSIM EXERCISE_RECORDER, in the root of the project.
source "$(dirname "${BASH_SOURCE[0]}")/as_user.sh" "$1"
recorder=$2
subcommand=(exercise forget)

cp tests/unit/fcrsim/exercises/quiet_weekday_played.txt "$folder/script"
printf "14400 seat: 'control' note { text: 'too late: the exercise is closed, says Eva' }\n" >>"$folder/script"
sed -i "s/^1500 .*/&\n1560 seat: 'watch' note { text: 'Sam Supervisor rang the contractor; sam is quick.' }/" "$folder/script"
sed -i "s/name: '<b>Sam<\/b> Supervisor'/name: 'Sam Supervisor'/" "$folder/script"
"$recorder" config/exercises/quiet_weekday.txtpb "$folder/script" "$folder/live" ||
    fail "no exercise was recorded"
grep -qaF 'Sam Supervisor' "$folder/live/journal-000001.fcrj" || fail "there is nobody to forget"

expect 0 "$folder/live" --seat desk_1 -o "$folder/copy"
expect_words out 'without the person of seat desk_1'
expect_words out 'every minute has the digest it had'
expect_words out 'The chain of running digests is made anew'
for words in 'Sam' 'sam is quick' 'two went sick' 'Plan: contractor stays closed' 'the burst is over'; do
    ! grep -qaF "$words" "$folder/copy/journal-000001.fcrj" || fail "the copy has \"$words\""
done
grep -qaF 'Eva Evaluator' "$folder/copy/journal-000001.fcrj" || fail "somebody else is forgotten too"
grep -qaF '*** ********** rang the contractor; *** is quick.' "$folder/copy/journal-000001.fcrj" ||
    grep -qaF '************** rang the contractor; *** is quick.' "$folder/copy/journal-000001.fcrj" ||
    fail "a note lost more than the name"

# It replays, to the same digest; its header is that of the journal.
"$fcrsim" exercise replay "$folder/live" --digest >"$folder/before" || fail "the journal does not replay"
"$fcrsim" exercise replay "$folder/copy" --digest >"$folder/after" || fail "the copy does not replay"
cmp -s "$folder/before" "$folder/after" || fail "the copy replays otherwise"
cmp -s -n 152 "$folder/live/journal-000001.fcrj" "$folder/copy/journal-000001.fcrj" ||
    fail "the copy is of another exercise"
"$fcrsim" exercise review "$folder/copy" -o "$folder/review" --replications 0 >/dev/null ||
    fail "the copy cannot be reviewed"
! grep -rqF 'Sam Supervisor' "$folder/review" || fail "the review names the person"

# Again, the next person; from there nobody is left of the two.
expect 0 "$folder/copy" --seat watch -o "$folder/nobody"
! grep -qaF 'Eva' "$folder/nobody/journal-000001.fcrj" || fail "Eva is still there"

# What is wrong with the command.
expect 2 "$folder/live" --seat desk_9 -o "$folder/new"
expect_words err 'must be a seat at which somebody joined'
expect 2 "$folder/live" -o "$folder/new"
expect_words err '--seat'
expect 2 "$folder/live" --seat desk_1
expect_words err '--out'
expect 2 "$folder/live" --seat desk_1 -o "$folder/copy"
expect_absent "$folder/new"

all_good
