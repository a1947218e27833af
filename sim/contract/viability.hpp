// Whether the supplier can live on the price: margins, trailing margins, bids too low to be
// believed (contracts.md 2.11).
#pragma once

#include "sim/contract/money.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace fcr {

/// What a supplier took, net of credits and compensation, and spent over some periods: on staff,
/// overhead and what of its mobilisation is written off.
struct Margin {
    Money revenue{};
    Money cost{};

    [[nodiscard]] Money money() const { return revenue - cost; }
    /// Whether it is below a share of revenue, in basis points.
    [[nodiscard]] bool below(std::int64_t bp) const;
};

/// A supplier's margins period by period, and whether they have been too low for too long.
class SupplierMargins {
public:
    /// The windows that reports show.
    static constexpr std::array<std::size_t, 3> kTrailing{3, 6, 12};

    void add(Margin month) { months_.push_back(month); }

    /// Of the last so many periods, or of all where there are fewer.
    [[nodiscard]] Margin trailing(std::size_t months) const;
    /// Whether the trailing margin has been below a share of revenue at the close of each of the
    /// last so many periods. Never before there have been so many.
    [[nodiscard]] bool distressed(std::size_t trailing,
                                  std::int64_t margin_bp,
                                  std::size_t months) const;

private:
    [[nodiscard]] Margin sum(std::size_t end, std::size_t months) const;

    std::vector<Margin> months_;
};

/// A unit price below four fifths of the simulated unit cost is not to be believed (an assumption).
[[nodiscard]] bool is_unrealistic(Money unit_price, Money unit_cost);

}  // namespace fcr
