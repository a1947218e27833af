#!/bin/bash
# Judges the keyed draws by TestU01: fetches it, compiles tests/quality/testu01.cpp and runs it on
# the high and then on the low bits.
#
#   tests/quality/run_testu01.sh [smallcrush|crush]
#
# smallcrush takes about half a minute, crush an hour or two. Exit code 0 when every p-value is
# credible, 1 when one is not, 2 for a wrong argument, 77 (skipped) when TestU01 cannot be had.
set -u

battery=${1:-smallcrush}
case $battery in
    smallcrush | crush) ;;
    *)
        echo "usage: run_testu01.sh [smallcrush|crush]" >&2
        exit 2
        ;;
esac

root=$(cd "$(dirname "$0")/../.." && pwd)
compiler=${CXX:-g++}
if ! "$root/tools/fetch_testu01"; then
    echo "run_testu01: skipped, TestU01 cannot be had" >&2
    exit 77
fi

prefix=$root/build/testu01/usr
library=$(dirname "$(find "$prefix/lib" -name libtestu01.a)")
program=$root/build/testu01/testu01.$$
trap 'rm -f "$program"' EXIT
"$compiler" -std=c++20 -O2 -ffp-contract=off -Wall -Wextra -Wpedantic -Wconversion -Wshadow \
    -Wswitch-enum -Werror -I "$root" -isystem "$prefix/include" -isystem "$prefix/include/$(uname -m)-linux-gnu" \
    "$root/tests/quality/testu01.cpp" "$root/sim/random/philox.cpp" "$root/sim/random/streams.cpp" \
    "$library/libtestu01.a" "$library/libtestu01probdist.a" "$library/libtestu01mylib.a" -lm \
    -o "$program" || exit 1

code=0
for part in high low; do
    "$program" "$battery" "$part" || code=1
done
exit $code
