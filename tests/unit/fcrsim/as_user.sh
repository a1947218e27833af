# What the scripts that use fcrsim as a user does have in common; to be sourced, with the program as
# the first argument. Gives $fcrsim, a $folder that goes away and the functions below; the script
# ends with `all_good`. Words in `subcommand` stand before what `expect` is given.
set -uo pipefail

fcrsim=$1
if [[ ! -x $fcrsim ]]; then
    printf 'There is no program %s.\n' "$fcrsim"
    exit 2
fi
subcommand=()
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0

fail() {
    printf 'FAILED: %s\n' "$*"
    failures=$((failures + 1))
}

# Runs fcrsim with the arguments after the first and expects the exit code; keeps what it said in
# $folder/out and $folder/err.
expect() {
    local wanted=$1 code=0
    shift
    "$fcrsim" "${subcommand[@]}" "$@" >"$folder/out" 2>"$folder/err" </dev/null || code=$?
    if [[ $code -ne $wanted ]]; then
        fail "fcrsim ${subcommand[*]} $*: exit $code, not $wanted"
        sed 's/^/    /' "$folder/err"
    fi
}

# Expects words in the last call's `out` or `err`.
expect_words() {
    grep -qF -- "$2" "$folder/$1" || fail "the last call's $1 has no \"$2\": $(head -c 600 "$folder/$1")"
}

# The same of an extended regular expression.
expect_pattern() {
    grep -qE -- "$2" "$folder/$1" || fail "the last call's $1 has no \"$2\": $(head -c 600 "$folder/$1")"
}

expect_silent_output() {
    [[ ! -s $folder/out ]] || fail "the last call wrote to standard output"
}

expect_absent() {
    local path
    for path in "$@"; do
        [[ ! -e $path ]] || fail "$path is there"
    done
}

all_good() {
    if [[ $failures -gt 0 ]]; then
        printf '%d failed\n' "$failures"
        exit 1
    fi
    printf 'all good\n'
}
