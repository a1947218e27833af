#include "sim/contract/terms.hpp"

#include <algorithm>

namespace fcr {

bool ContractTerms::states(std::string_view path) const {
    return std::ranges::find(clauses, path, &Clause::path) != clauses.end();
}

Place ContractTerms::place_of(std::string_view path) const {
    while (!path.empty()) {
        const auto found = std::ranges::find(clauses, path, &Clause::path);
        if (found != clauses.end()) {
            return found->place;
        }
        const std::size_t end = path.find_last_of(".[");
        path = end == std::string_view::npos ? std::string_view{} : path.substr(0, end);
    }
    return {};
}

}  // namespace fcr
