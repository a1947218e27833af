// What is wrong with an input, collected while it is read and told in the order of its file.
#pragma once

#include "sim/base/result.hpp"

#include <set>
#include <string>
#include <vector>

namespace fcr {

/// A place in the scenario file, one-based. Line 0: before the first; nothing is known of it.
struct Place {
    int line = 0;
    int column = 0;

    friend auto operator<=>(const Place&, const Place&) = default;
};

/// Collects problems; the same problem twice is told once. Not thread-safe.
class Findings {
public:
    /// `order` is where the scenario file is at fault; a problem of a CSV file has its own place
    /// and is told where the scenario names that file.
    void add(Place order, Problem problem);

    [[nodiscard]] bool empty() const { return found_.empty(); }

    /// All problems in the order of the scenario file; leaves none behind.
    [[nodiscard]] Problems take();

private:
    struct Finding {
        Place order;
        Problem problem;
    };
    std::vector<Finding> found_;
    std::set<std::string> told_;
};

}  // namespace fcr
