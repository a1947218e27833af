#!/usr/bin/env bash
# The program cannot start another one: it takes no such function from outside.
#
#   tests/architecture/no_shell.sh PROGRAM
#
# Reads the names that PROGRAM wants of its shared libraries; exit 1 names each that starts a process.
set -euo pipefail

readonly kStarts='(system|popen|fork|vfork|_Fork|clone|exec[a-z]*|posix_spawn[a-z_]*|wordexp)'
names=$(nm -D --undefined-only "$1" | awk '{ print $NF }')
if [[ -z $names ]]; then
    echo "nm names nothing that $1 takes from outside, so there is nothing to trust here." >&2
    exit 1
fi
if found=$(grep -xE "$kStarts(@.*)?" <<<"$names"); then
    printf '%s\n' "$found" >&2
    echo "$1 could start another program." >&2
    exit 1
fi
echo "$(wc -l <<<"$names") names, none that starts a process."
