#!/usr/bin/env python3
"""Writes the tables of sim/random: exp_table.cpp and ziggurat_tables.cpp.

    sim/random/make_tables.py [--check | --constants]

Every number is computed to 60 decimal digits and rounded once, so the files are the same on every
machine. With --check nothing is written; the exit code is 1 when a file differs. With --constants
nothing is written either; the constants of real_math are printed. Needs Python 3
and nothing else.
"""

import struct
import sys
from decimal import Decimal, getcontext
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
LAYERS = 256
EXP_ENTRIES = 128

getcontext().prec = 60
ONE = Decimal(1)


def arctan_of_inverse(n):
    """arctan(1/n) by its series."""
    total, power, k = Decimal(0), ONE / n, 0
    while abs(power) > Decimal(10) ** -65:
        total += power / (2 * k + 1) * (-1) ** k
        power /= n * n
        k += 1
    return total


# Machin's formula.
PI = 4 * (4 * arctan_of_inverse(5) - arctan_of_inverse(239))


def exact(number):
    """The decimal as a C++ literal of the nearest double."""
    return float(number).hex()


def bits(number):
    """The double's bits as an integer."""
    return struct.unpack("<Q", struct.pack("<d", number))[0]


def exp_table():
    """2^(i/128): the nearest double's bits less i << 45, and the relative rest."""
    rows = []
    for i in range(EXP_ENTRIES):
        power = (Decimal(2).ln() * i / EXP_ENTRIES).exp() if i else ONE
        nearest = float(power)
        rest = power / Decimal(nearest) - 1
        rows.append("    {%s, 0x%016x}," % (exact(rest), bits(nearest) - (i << 45)))
    return """\
// Written by make_tables.py.
#include "sim/random/exp_table.hpp"

namespace fcr {

// clang-format off
const ExpEntry kExpTable[kExpEntries] = {
%s
};
// clang-format on

}  // namespace fcr
""" % "\n".join(rows)


def normal_tail(r):
    """The integral of exp(-x^2/2) from r on, by Laplace's continued fraction."""
    fraction = r
    for n in range(4000, 0, -1):
        fraction = r + n / fraction
    return (-r * r / 2).exp() / fraction


class Exponential:
    name = "Exponential"
    bracket = ("7.6", "7.8")

    def density(self, x):
        return (-x).exp()

    def inverse(self, y):
        return -y.ln()

    def tail(self, r):
        return (-r).exp()


class Normal:
    name = "Normal"
    bracket = ("3.6", "3.7")

    def density(self, x):
        return (-x * x / 2).exp()

    def inverse(self, y):
        return (-2 * y.ln()).sqrt()

    def tail(self, r):
        return normal_tail(r)


def edges(law, r):
    """The right edges of the layers when the tail starts at r, and what the top lacks of 1."""
    area = r * law.density(r) + law.tail(r)
    xs = [area / law.density(r), r]
    for _ in range(LAYERS - 2):
        y = area / xs[-1] + law.density(xs[-1])
        if y >= 1:
            return None, ONE
        xs.append(law.inverse(y))
    return xs, area / xs[-1] + law.density(xs[-1]) - 1


def solve(law):
    """Bisects for the r at which all layers have one area and the top layer ends at 1."""
    low, high = (Decimal(end) for end in law.bracket)
    while high - low > Decimal(10) ** -45:
        middle = (low + high) / 2
        if edges(law, middle)[1] > 0:
            low = middle
        else:
            high = middle
    return edges(law, high)[0] + [Decimal(0)]


def ziggurat(law):
    xs = solve(law)
    layers = []
    for i in range(LAYERS):
        core = int(xs[i + 1] / xs[i] * 2**53)
        layers.append("    {0x%014x, %s}," % (core, exact(xs[i] / 2**53)))
    heights = ["    %s," % exact(law.density(x)) for x in xs[:-1]] + ["    0x1.0p+0,"]
    heights[0] = "    0x0.0p+0,"
    return """\
const ZigguratLayer k%sLayers[kZigguratLayers] = {
%s
};

const double k%sHeights[kZigguratLayers + 1] = {
%s
};

const double k%sTailStart = %s;
""" % (law.name, "\n".join(layers), law.name, "\n".join(heights), law.name, exact(xs[1]))


def ziggurat_tables():
    return """\
// Written by make_tables.py.
#include "sim/random/ziggurat_tables.hpp"

namespace fcr {

// clang-format off
%s
%s// clang-format on

}  // namespace fcr
""" % (ziggurat(Exponential()), ziggurat(Normal()))


def constants():
    """Prints the constants that real_math writes out."""
    ln2 = Decimal(2).ln()
    step = ln2 / EXP_ENTRIES

    def split(number, first_bits):
        head = Decimal(float(number))
        mantissa, exponent = head.as_integer_ratio()
        drop = mantissa.bit_length() - first_bits
        head = Decimal((mantissa >> drop) << drop) / Decimal(exponent)
        return head, number - head

    print("exp: 128/ln 2", exact(EXP_ENTRIES / ln2))
    head, rest = split(step, 34)
    print("exp: ln 2/128", exact(head), exact(rest))
    head, rest = split(ln2, 32)
    print("log: ln 2", exact(head), exact(rest))
    print("log: sqrt(1/2)", "0x%016x" % bits(float(Decimal("0.5").sqrt())))
    print("cos: 2/pi", exact(2 / PI))
    head, rest = split(PI / 2, 40)
    second, rest = split(rest, 40)
    print("cos: pi/2", exact(head), exact(second), exact(rest))


def main():
    if sys.argv[1:] == ["--constants"]:
        constants()
        return 0
    differing = []
    for name, text in (
        ("exp_table.cpp", exp_table()),
        ("ziggurat_tables.cpp", ziggurat_tables()),
    ):
        path = FOLDER / name
        if sys.argv[1:] == ["--check"]:
            if not path.exists() or path.read_text() != text:
                differing.append(name)
        else:
            path.write_text(text)
    for name in differing:
        print("make_tables.py: %s is not what the script writes" % name, file=sys.stderr)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
