#include "sim/design/design_draws.hpp"

#include "sim/base/check.hpp"

#include <limits>

namespace fcr {

namespace {

__extension__ using WideWord = unsigned __int128;

}  // namespace

DesignDraws::DesignDraws(std::uint64_t seed)
    : philox_(PhiloxPair{{seed, std::numeric_limits<std::uint64_t>::max()}}) {}

std::uint64_t DesignDraws::word(DesignPurpose purpose, DesignCell cell) const {
    return philox_({{cell.row, cell.column}}, {{static_cast<std::uint64_t>(purpose), 0}}).words[0];
}

double DesignDraws::uniform(DesignPurpose purpose, DesignCell cell) const {
    return static_cast<double>(word(purpose, cell) >> 11) * 0x1.0p-53;
}

std::size_t DesignDraws::below(std::size_t size, DesignPurpose purpose, DesignCell cell) const {
    FCR_CHECK(size > 0, "a choice among nothing");
    return static_cast<std::size_t>((WideWord{word(purpose, cell)} * size) >> 64U);
}

}  // namespace fcr
