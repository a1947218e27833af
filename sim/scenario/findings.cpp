#include "sim/scenario/findings.hpp"

#include <algorithm>
#include <utility>

namespace fcr {

void Findings::add(Place order, Problem problem) {
    if (told_.insert(to_string(problem)).second) {
        found_.push_back({.order = order, .problem = std::move(problem)});
    }
}

Problems Findings::take() {
    std::ranges::stable_sort(found_, {}, &Finding::order);
    Problems problems;
    problems.reserve(found_.size());
    for (Finding& finding : found_) {
        problems.push_back(std::move(finding.problem));
    }
    found_.clear();
    told_.clear();
    return problems;
}

}  // namespace fcr
