// The layers of the two ziggurats.
#pragma once

#include <cstddef>
#include <cstdint>

namespace fcr {

inline constexpr std::size_t kZigguratLayers = 256;

/// One layer of a ziggurat, all of equal area; layer 0 is the base with the tail.
struct ZigguratLayer {
    std::uint64_t core;  ///< mantissas below lie under the curve whatever the height
    double step;         ///< right edge of the layer / 2^53: what one of the mantissa is worth
};

/// Written by make_tables.py, as all below. Layers go from the base up.
extern const ZigguratLayer kExponentialLayers[kZigguratLayers];
extern const ZigguratLayer kNormalLayers[kZigguratLayers];

/// Row i is the height of the curve at the right edge of layer i, from layer 1; the last is the
/// top.
extern const double kExponentialHeights[kZigguratLayers + 1];
extern const double kNormalHeights[kZigguratLayers + 1];

/// Where the tail of the base layer starts.
extern const double kExponentialTailStart;
extern const double kNormalTailStart;

}  // namespace fcr
