// Prints random_bits_hash(), for same_bits.sh to compare between compilers.
#include "tests/property/random_bits.hpp"

#include <cinttypes>
#include <cstdio>

int main() {
    std::printf("%016" PRIx64 "\n", fcr::random_bits_hash());
    return 0;
}
