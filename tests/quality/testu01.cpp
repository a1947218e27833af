// TestU01's batteries on keyed draws, interleaved as a run of the simulator uses them.
//
//   testu01 smallcrush|crush high|low
//
// `high` judges the 32 high bits of every word, `low` the 32 low bits in reverse order. Prints
// every p-value; exit code 1 when one lies outside [1e-6, 1 - 1e-6], 2 when the arguments are
// wrong.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>

extern "C" {
#include <testu01/bbattery.h>
#include <testu01/swrite.h>
#include <testu01/unif01.h>
}

#include "sim/random/purpose.hpp"
#include "sim/random/streams.hpp"

namespace {

constexpr std::uint64_t kSeed = 20261123;
constexpr std::size_t kReplications = 4;
constexpr std::size_t kFamilies = 4;
constexpr std::size_t kBlocks = 4;
constexpr std::size_t kMembers = 8;
constexpr std::size_t kPurposes = 4 * kBlocks;
/// Every purpose's first word and two further words of one purpose.
constexpr std::size_t kKinds = kPurposes + 2;

/// The words of eight successive entities at a time: neighbours in the sequence are neighbouring
/// entities of one purpose, then the same of the next family, replication and purpose.
class InterleavedWords {
public:
    [[nodiscard]] std::uint64_t next() {
        if (used_ == words_.size()) {
            fill();
            used_ = 0;
        }
        return words_[used_++];
    }

private:
    void fill() {
        for (std::size_t replication = 0; replication < kReplications; ++replication) {
            for (std::size_t family = 0; family < kFamilies; ++family) {
                for (std::size_t i = 0; i < kMembers; ++i) {
                    fill_entity(replication, family, i);
                }
            }
        }
        member_ += kMembers;
    }

    void fill_entity(std::size_t replication, std::size_t family, std::size_t i) {
        const fcr::Streams& streams = streams_[replication];
        const fcr::EntityKey entity{.family = family, .member = member_ + i};
        for (std::size_t block = 0; block < kBlocks; ++block) {
            const fcr::DrawBlock draws =
                streams.block(static_cast<fcr::Purpose>(4 * block), entity);
            for (std::size_t word = 0; word < 4; ++word) {
                at(4 * block + word, replication, family, i) = draws.words[word];
            }
        }
        at(kPurposes, replication, family, i) = streams.further_word(fcr::Purpose::Talk, entity, 1);
        at(kPurposes + 1, replication, family, i) =
            streams.further_word(fcr::Purpose::Talk, entity, 2);
    }

    std::uint64_t& at(std::size_t kind,
                      std::size_t replication,
                      std::size_t family,
                      std::size_t i) {
        return words_[((kind * kReplications + replication) * kFamilies + family) * kMembers + i];
    }

    std::array<fcr::Streams, kReplications> streams_{fcr::Streams(kSeed, 0),
                                                     fcr::Streams(kSeed, 1),
                                                     fcr::Streams(kSeed, 2),
                                                     fcr::Streams(kSeed, 3)};
    std::array<std::uint64_t, kKinds * kReplications * kFamilies * kMembers> words_{};
    std::size_t used_ = words_.size();
    std::uint64_t member_ = 0;
};

/// TestU01 calls back without a context, so the sequence is the program's one.
std::uint64_t next_word() {
    static InterleavedWords words;
    return words.next();
}

unsigned int high_bits() {
    return static_cast<unsigned int>(next_word() >> 32);
}

unsigned int low_bits_reversed() {
    auto bits = static_cast<std::uint32_t>(next_word());
    bits = (bits >> 1 & 0x55555555U) | (bits & 0x55555555U) << 1;
    bits = (bits >> 2 & 0x33333333U) | (bits & 0x33333333U) << 2;
    bits = (bits >> 4 & 0x0f0f0f0fU) | (bits & 0x0f0f0f0fU) << 4;
    return __builtin_bswap32(bits);
}

/// Prints the p-values of the battery that has run. True when all are credible.
bool judge(const char* battery, const char* part) {
    int suspect = 0;
    int failed = 0;
    double smallest = 1.0;
    double largest = 0.0;
    for (int i = 0; i < bbattery_NTests; ++i) {
        const double p = bbattery_pVal[i];
        const bool is_failed = !(p >= 1e-6 && p <= 1.0 - 1e-6);
        const bool is_suspect = !(p >= 1e-3 && p <= 1.0 - 1e-3);
        smallest = p < smallest ? p : smallest;
        largest = p > largest ? p : largest;
        failed += is_failed ? 1 : 0;
        suspect += is_suspect ? 1 : 0;
        std::printf("%-32s %-12.6g%s\n",
                    bbattery_TestNames[i],
                    p,
                    is_failed ? " FAILED" : (is_suspect ? " suspect" : ""));
    }
    std::printf(
        "%s, %s bits: %d p-values from %.3g to %.6g; outside [1e-3, 1 - 1e-3]: %d "
        "(expected %.1f); outside [1e-6, 1 - 1e-6]: %d\n",
        battery,
        part,
        bbattery_NTests,
        smallest,
        largest,
        suspect,
        0.002 * bbattery_NTests,
        failed);
    return bbattery_NTests > 0 && failed == 0;
}

int run(const char* battery, const char* part) {
    const bool is_high = std::strcmp(part, "high") == 0;
    const bool is_small = std::strcmp(battery, "smallcrush") == 0;
    if ((!is_high && std::strcmp(part, "low") != 0) ||
        (!is_small && std::strcmp(battery, "crush") != 0)) {
        return 2;
    }
    char name[] = "keyed Philox4x64-10";
    unif01_Gen* const generator =
        unif01_CreateExternGenBits(name, is_high ? high_bits : low_bits_reversed);
    swrite_Basic = FALSE;
    if (is_small) {
        bbattery_SmallCrush(generator);
    } else {
        bbattery_Crush(generator);
    }
    unif01_DeleteExternGenBits(generator);
    return judge(battery, part) ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    const int code = argc == 3 ? run(argv[1], argv[2]) : 2;
    if (code == 2) {
        std::fprintf(stderr, "usage: testu01 smallcrush|crush high|low\n");
    }
    return code;
}
