// How the figures of a study are read out of its replications. Internal to this folder.
#pragma once

#include "sim/contract_study/study_figures.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace fcr {

/// Something happened in so many of so many.
struct Tally {
    std::uint64_t happened = 0;
    std::uint64_t trials = 0;

    void add(bool happens) {
        happened += happens;
        ++trials;
    }
    [[nodiscard]] std::optional<Proportion> proportion(double confidence) const {
        return estimate_proportion(happened, trials, confidence);
    }
};

/// The figures of one indicator, a row of the contract's.
[[nodiscard]] KpiFigures read_kpi(const ContractTerms& terms,
                                  const TermResults& results,
                                  std::size_t kpi,
                                  double confidence);

/// Those of one contract year, counted from 0. Replications whose contract ended before it are not
/// in it.
[[nodiscard]] YearFigures read_year(const ContractTerms& terms,
                                    const TermResults& results,
                                    std::size_t year,
                                    double confidence);

}  // namespace fcr
