#include "sim/contract/cash_flow.hpp"

#include "sim/base/check.hpp"
#include "sim/contract/discounting.hpp"

#include <algorithm>

namespace fcr {

std::string_view to_string(CostLine line) {
    switch (line) {
        case CostLine::Staff: return "Staff";
        case CostLine::Supervision: return "Supervision";
        case CostLine::Overhead: return "Overhead";
        case CostLine::Premises: return "Premises";
        case CostLine::Systems: return "Systems";
        case CostLine::Procurement: return "Procurement";
        case CostLine::Mobilisation: return "Mobilisation";
        case CostLine::ParallelRunning: return "Parallel running";
        case CostLine::Transfer: return "Staff transfer and pension";
        case CostLine::Redundancy: return "Redundancy";
        case CostLine::ClientTeam: return "Client team";
        case CostLine::Charges: return "Contract charges";
        case CostLine::Credits: return "Credits received";
        case CostLine::RiskEvents: return "Risk events";
        case CostLine::Exit: return "Exit";
    }
    return "";
}

CashFlow::CashFlow(int years) : years_(years) {
    FCR_CHECK(years >= 0, "a cash flow has years");
    cells_.resize(kCostLines.size() * (static_cast<std::size_t>(years) + 1));
}

std::size_t CashFlow::cell(CostLine line, int year) const {
    FCR_CHECK(0 <= year && year <= years_, "a year that the cash flow has not");
    return static_cast<std::size_t>(line) * (static_cast<std::size_t>(years_) + 1) +
           static_cast<std::size_t>(year);
}

Money CashFlow::at(CostLine line, int year) const {
    return cells_[cell(line, year)];
}

void CashFlow::add(CostLine line, int year, Money cost) {
    cells_[cell(line, year)] += cost;
}

CashFlow& CashFlow::operator+=(const CashFlow& other) {
    FCR_CHECK(years_ == other.years_, "cash flows of different length");
    for (std::size_t row = 0; row < cells_.size(); ++row) {
        cells_[row] += other.cells_[row];
    }
    return *this;
}

std::vector<Money> CashFlow::line(CostLine line) const {
    const auto first = cells_.begin() + static_cast<std::ptrdiff_t>(cell(line, 0));
    return {first, first + years_ + 1};
}

std::vector<Money> CashFlow::total() const {
    std::vector<Money> total(static_cast<std::size_t>(years_) + 1);
    for (std::size_t row = 0; row < cells_.size(); ++row) {
        total[row % total.size()] += cells_[row];
    }
    return total;
}

Money CashFlow::sum(CostLine line) const {
    Money sum;
    for (int year = 0; year <= years_; ++year) {
        sum += at(line, year);
    }
    return sum;
}

PricedFlow::PricedFlow(int years, std::int64_t deflator_bp)
    : deflator_bp_(deflator_bp), real_(years), nominal_(years) {}

void PricedFlow::add_real(CostLine line, int year, Money cost) {
    real_.add(line, year, cost);
    nominal_.add(line, year, to_nominal(cost, year, deflator_bp_));
}

void PricedFlow::add_nominal(CostLine line, int year, Money cost) {
    real_.add(line, year, to_real(cost, year, deflator_bp_));
    nominal_.add(line, year, cost);
}

}  // namespace fcr
