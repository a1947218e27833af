// What an option costs, by cost line and year (contracts.md 2.14).
#pragma once

#include "sim/contract/money.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace fcr {

/// The lines of an appraisal, in the order in which they are told.
enum class CostLine : std::uint8_t {
    Staff,
    Supervision,
    Overhead,
    Premises,
    Systems,
    Procurement,
    Mobilisation,
    ParallelRunning,
    Transfer,  ///< of staff under TUPE: protected terms and pension
    Redundancy,
    ClientTeam,
    Charges,  ///< of the contract, before credits
    Credits,  ///< received, with compensation: below zero. No benefit to a caller
    RiskEvents,
    Exit,
};

inline constexpr std::array kCostLines{
    CostLine::Staff,
    CostLine::Supervision,
    CostLine::Overhead,
    CostLine::Premises,
    CostLine::Systems,
    CostLine::Procurement,
    CostLine::Mobilisation,
    CostLine::ParallelRunning,
    CostLine::Transfer,
    CostLine::Redundancy,
    CostLine::ClientTeam,
    CostLine::Charges,
    CostLine::Credits,
    CostLine::RiskEvents,
    CostLine::Exit,
};

/// `Contract charges`, as a table's first column has it.
[[nodiscard]] std::string_view to_string(CostLine line);

/// Costs by line and year; year 0 is what is paid before the start. Costs are above zero, what is
/// received is below.
class CashFlow {
public:
    /// Years 0 to `years`, 0 everywhere.
    explicit CashFlow(int years);

    /// The last year.
    [[nodiscard]] int years() const { return years_; }

    /// A year outside 0 to years() is a bug.
    [[nodiscard]] Money at(CostLine line, int year) const;
    void add(CostLine line, int year, Money cost);
    CashFlow& operator+=(const CashFlow& other);

    /// Of one line in years 0, 1, 2 ...
    [[nodiscard]] std::vector<Money> line(CostLine line) const;
    /// Of all lines.
    [[nodiscard]] std::vector<Money> total() const;
    [[nodiscard]] Money sum(CostLine line) const;

    friend bool operator==(const CashFlow&, const CashFlow&) = default;

private:
    [[nodiscard]] std::size_t cell(CostLine line, int year) const;

    int years_;
    std::vector<Money> cells_;
};

/// The same costs at the prices of year 0 and as they are paid (2.10).
class PricedFlow {
public:
    PricedFlow(int years, std::int64_t deflator_bp);

    /// A cost whose amount is known at the prices of year 0.
    void add_real(CostLine line, int year, Money cost);
    /// A cost whose amount is known as it is paid, such as an invoice.
    void add_nominal(CostLine line, int year, Money cost);

    [[nodiscard]] const CashFlow& real() const { return real_; }
    [[nodiscard]] const CashFlow& nominal() const { return nominal_; }

private:
    std::int64_t deflator_bp_;
    CashFlow real_;
    CashFlow nominal_;
};

}  // namespace fcr
