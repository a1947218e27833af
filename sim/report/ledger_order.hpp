// The order in which traces list ledger rows. Internal to this folder.
#pragma once

#include "sim/domain/incident.hpp"
#include "sim/metrics/ledger.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace fcr {

/// The rows in another order than they came in; rows of equal rank keep theirs.
template <typename Row, typename Rank>
std::vector<const Row*> in_order(const std::vector<Row>& rows, Rank rank) {
    std::vector<const Row*> order;
    order.reserve(rows.size());
    for (const Row& row : rows) {
        order.push_back(&row);
    }
    std::stable_sort(order.begin(), order.end(), [rank](const Row* left, const Row* right) {
        return rank(*left) < rank(*right);
    });
    return order;
}

inline auto by_arrival(const CallLedgerRow& row) {
    return row.call.number;
}
inline auto by_handler(const StaffingLedgerRow& row) {
    return std::pair(row.handler, row.from);
}
inline auto by_number(const IncidentRecord& row) {
    return row.number;
}
inline auto by_incident(const AssignmentRecord& row) {
    return std::pair(row.incident, row.ordinal);
}

}  // namespace fcr
