#!/bin/bash
# The core takes nothing from libm but sqrt, throws nothing and prints to no stream.
#
#   tests/architecture/core_symbols.sh OBJECT_OR_ARCHIVE...
#
# Reads the undefined symbols of the given object files and archives. Exit code 0 when none is
# refused, 1 with the file and symbol when one is, 2 when there is nothing to read.
#
# Refused are the functions of libm and their float, long double and -ffast-math forms (every
# symbol that this machine's libm defines, and the list below where libm cannot be read),
# exceptions and type information, standard streams and locales, std::function and the growing
# containers' errors.
set -u

if [ $# -eq 0 ]; then
    echo "usage: core_symbols.sh OBJECT_OR_ARCHIVE..." >&2
    exit 2
fi

allowed="sqrt"

listed_libm() {
    local name
    for name in acos acosh asin asinh atan atan2 atanh cbrt ceil copysign cos cosh erf erfc exp \
        exp10 exp2 expm1 fabs fdim floor fma fmax fmin fmod frexp hypot ilogb j0 j1 jn ldexp \
        lgamma lgamma_r llrint llround log log10 log1p log2 logb lrint lround modf nan nearbyint \
        nextafter nexttoward pow pow10 remainder remquo rint round roundeven scalb scalbln scalbn \
        signbit significand sin sincos sinh sqrt tan tanh tgamma trunc y0 y1 yn; do
        echo "$name"
        echo "${name}f"
        echo "${name}l"
        echo "__${name}_finite"
    done
}

installed_libm() {
    local library
    library=$(gcc -print-file-name=libm.so.6 2> /dev/null)
    if [ -e "$library" ]; then
        nm --dynamic --defined-only "$library" | awk 'NF >= 3 { sub(/@.*/, "", $3); print $3 }'
    fi
}

refused=$({ listed_libm; installed_libm; } | grep -vx "$allowed" | sort -u)

streams='^_ZN?K?St(.*ios|.*stream|.*locale|4cout|4cerr|4clog|3cin)|^_ZSt(4cout|4cerr|4clog|3cin|.*ostream)'
throwing='^__cxa_(throw|rethrow|allocate_exception|begin_catch|get_exception_ptr|bad_cast|bad_typeid)$'
throwing+='|^__dynamic_cast$|^_Unwind_Resume$|^__gxx_personality|^_ZT[IVS]N10__cxxabiv1'
throwing+='|^_ZSt[0-9]+__throw_'

code=0
for file in "$@"; do
    if ! symbols=$(nm --undefined-only --format=posix "$file" 2> /dev/null); then
        echo "core_symbols: cannot read $file" >&2
        exit 2
    fi
    names=$(awk '$2 == "U" || $2 == "w" { sub(/@.*/, "", $1); print $1 }' <<< "$symbols" | sort -u)
    bad=$({
        grep -Fx -f <(echo "$refused") <<< "$names"
        grep -E "$streams|$throwing" <<< "$names"
    } | sort -u)
    for symbol in $bad; do
        echo "core_symbols: $file needs $(c++filt "$symbol")" >&2
        code=1
    done
done
exit $code
