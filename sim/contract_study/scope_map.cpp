#include "sim/contract_study/scope_map.hpp"

#include "sim/scenario/near_name.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fcr {

namespace {

std::vector<std::string> names_of_lines(const Scenario& scenario) {
    std::vector<std::string> names;
    for (const Line& line : scenario.lines) {
        names.push_back(line.name);
    }
    return names;
}

std::vector<std::string> names_of_pools(const Scenario& scenario) {
    std::vector<std::string> names;
    for (const Pool& pool : scenario.pools) {
        names.push_back(pool.name);
    }
    return names;
}

Problem unknown(const ContractTerms& terms,
                const std::string& field,
                const std::string& name,
                const std::string& kind,
                const std::vector<std::string>& known) {
    return {.file = terms.file,
            .field = field,
            .value = name,
            .remedy = fmt::format("must be the name of a {}{}", kind, suggest(name, known))};
}

}  // namespace

Result<ScopeMap> map_scope(const ContractTerms& terms,
                           const Scenario& scenario,
                           const std::string& scenario_file) {
    ScopeMap map;
    map.lines.resize(scenario.lines.size());
    map.pools.resize(scenario.pools.size());
    Problems problems;
    const std::vector<std::string> lines = names_of_lines(scenario);
    for (std::size_t row = 0; row < terms.scope.lines.size(); ++row) {
        const auto found = std::ranges::find(lines, terms.scope.lines[row]);
        if (found == lines.end()) {
            problems.push_back(unknown(terms,
                                       fmt::format("scope.lines[{}]", row),
                                       terms.scope.lines[row],
                                       "line of " + scenario_file,
                                       lines));
            continue;
        }
        map.lines[static_cast<std::size_t>(found - lines.begin())] = LineId{row};
    }
    const std::vector<std::string> pools = names_of_pools(scenario);
    for (std::size_t row = 0; row < terms.scope.pools.size(); ++row) {
        const std::string& name = terms.scope.pools[row].name;
        const auto found = std::ranges::find(pools, name);
        if (found == pools.end()) {
            problems.push_back(unknown(terms,
                                       fmt::format("scope.pools[{}].name", name),
                                       name,
                                       "pool of " + scenario_file,
                                       pools));
            continue;
        }
        const auto room_row = static_cast<std::size_t>(found - pools.begin());
        map.pools[room_row] = PoolId{row};
        map.room_pools.emplace_back(room_row);
    }
    if (!problems.empty()) {
        return tl::unexpected(std::move(problems));
    }
    return map;
}

}  // namespace fcr
