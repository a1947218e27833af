#include "tools/benchmarks/percentile.hpp"

#include <algorithm>
#include <cstddef>

namespace fcr {

double percentile_ms(std::vector<std::uint32_t>& values_us, double share) {
    if (values_us.empty()) {
        return 0.0;
    }
    const auto rank = static_cast<std::size_t>(share * static_cast<double>(values_us.size() - 1));
    std::nth_element(
        values_us.begin(), values_us.begin() + static_cast<std::ptrdiff_t>(rank), values_us.end());
    return values_us[rank] / 1000.0;
}

}  // namespace fcr
