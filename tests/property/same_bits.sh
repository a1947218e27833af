#!/bin/bash
# The samplers give the same bits from GCC and Clang, unoptimised and optimised.
#
#   tests/property/same_bits.sh [ROOT]
#
# ROOT is the folder of the repository, by default the one the script lies in. Compiles
# sim/random, sim/base/check.cpp and random_bits with each compiler at -O0 and -O2 in a temporary
# folder and compares what they print. GXX and CLANGXX name other compilers. Exit code 0 when all
# hashes are equal, 1 when one differs or does not compile, 77 (skipped) when Clang is missing.
set -u

root=${1:-$(cd "$(dirname "$0")/../.." && pwd)}
gcc=${GXX:-g++}
clang=${CLANGXX:-}
for candidate in clang++-14 clang++; do
    if [ -z "$clang" ] && command -v "$candidate" > /dev/null; then
        clang=$candidate
    fi
done
if [ -z "$clang" ] || ! command -v "$clang" > /dev/null; then
    echo "same_bits: skipped, no clang++ here"
    exit 77
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
core=(-fno-exceptions -fno-rtti)
options=(-std=c++20 -ffp-contract=off -I "$root")
expected=
for compiler in "$gcc" "$clang"; do
    for level in -O0 -O2; do
        objects=()
        for source in "$root"/sim/random/*.cpp "$root"/sim/base/check.cpp; do
            object=$folder/$(basename "$source").o
            "$compiler" "${options[@]}" "${core[@]}" "$level" -c "$source" -o "$object" || exit 1
            objects+=("$object")
        done
        "$compiler" "${options[@]}" "$level" "$root/tests/property/random_bits.cpp" \
            "$root/tests/property/random_bits_main.cpp" "${objects[@]}" -o "$folder/bits" || exit 1
        hash=$("$folder/bits") || exit 1
        echo "$compiler $level $hash"
        if [ -n "$expected" ] && [ "$hash" != "$expected" ]; then
            echo "same_bits: $compiler $level differs" >&2
            exit 1
        fi
        expected=$hash
    done
done
