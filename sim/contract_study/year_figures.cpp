#include "sim/contract/contract_summary.hpp"
#include "sim/contract_study/figure_readings.hpp"
#include "sim/contract_study/study_units.hpp"

#include <algorithm>
#include <functional>
#include <span>

namespace fcr {

namespace {

/// The figures of one contract year. Replications whose contract ended before it are not in it.
class YearReading {
public:
    YearReading(const ContractTerms& terms,
                const TermResults& results,
                std::size_t year,
                double confidence)
        : terms_(terms), results_(results), first_(year * kYear), confidence_(confidence) {}

    [[nodiscard]] YearFigures read() const {
        YearFigures figures;
        const std::vector<ServicePeriod> periods =
            service_periods(terms_.term.start, terms_.term.months, terms_.term.start);
        figures.from = periods[first_].first;
        figures.months = static_cast<int>(months_most());
        figures.gross = spread([](const MonthFacts& month) { return pounds(month.gross); });
        for (std::size_t charge = 0; charge < terms_.charges.size(); ++charge) {
            figures.charges.push_back(
                mean([charge](const MonthFacts& month) { return pounds(month.charges[charge]); }));
        }
        figures.credits = spread([](const MonthFacts& m) { return pounds(m.credits.payable); });
        figures.gross_credits = mean([](const MonthFacts& m) { return pounds(m.credits.gross); });
        figures.lost_to_cap =
            mean([](const MonthFacts& m) { return pounds(m.credits.lost_to_cap); });
        figures.lost_to_relief =
            mean([](const MonthFacts& m) { return pounds(m.credits.lost_to_relief); });
        figures.lost_to_bedding_in =
            mean([](const MonthFacts& m) { return pounds(m.credits.lost_to_bedding_in); });
        figures.compensation =
            mean([](const MonthFacts& m) { return pounds(m.credits.compensation); });
        figures.earned_back =
            mean([](const MonthFacts& m) { return pounds(m.credits.earned_back); });
        figures.harm_recovered = harm_recovered();
        figures.net = spread([](const MonthFacts& month) { return pounds(month.net); });
        const Reading answered = [](const MonthFacts& m) {
            return static_cast<double>(m.answered_genuine);
        };
        figures.unit_cost = spread_of(
            quotients([](const MonthFacts& m) { return pounds(m.net); }, answered), confidence_);
        figures.call_price = spread_of(
            quotients([](const MonthFacts& m) { return pounds(m.gross); }, answered), confidence_);
        figures.call_cost = spread_of(
            quotients([](const MonthFacts& m) { return pounds(m.supplier_cost); }, answered),
            confidence_);
        figures.offered =
            mean([](const MonthFacts& month) { return static_cast<double>(month.offered); });
        figures.answered =
            mean([](const MonthFacts& month) { return static_cast<double>(month.answered); });
        figures.answered_spread =
            spread([](const MonthFacts& month) { return static_cast<double>(month.answered); });
        figures.forecast = forecast();
        figures.margin = spread([](const MonthFacts& month) { return pounds(month.margin); });
        figures.margin_percent =
            spread_of(quotients([](const MonthFacts& m) { return 100.0 * pounds(m.margin); },
                                [](const MonthFacts& m) { return pounds(m.net); }),
                      confidence_);
        figures.loses_money = loses_money();
        figures.in_distress =
            by_then([](const MonthFacts& month) { return month.distress != Distress::None; });
        figures.gives_notice = by_then(
            [](const MonthFacts& month) { return month.distress == Distress::GivesNotice; });
        figures.right_to_terminate =
            by_then([](const MonthFacts& month) { return month.right_to_terminate; });
        figures.terminated = by_then([](const MonthFacts& month) { return month.terminated; });
        figures.padding =
            mean([](const MonthFacts& month) { return static_cast<double>(month.padding); });
        return figures;
    }

private:
    using Reading = std::function<double(const MonthFacts&)>;

    [[nodiscard]] std::span<const MonthFacts> months_of(const TermFacts& term) const {
        const std::size_t first = std::min(first_, term.months.size());
        const std::size_t end = std::min(first_ + kYear, term.months.size());
        return std::span(term.months).subspan(first, end - first);
    }
    [[nodiscard]] std::size_t months_most() const {
        std::size_t most = 0;
        for (const TermFacts& term : results_.replications) {
            most = std::max(most, months_of(term).size());
        }
        return most;
    }

    /// The year's sum in each replication that has months in it.
    [[nodiscard]] std::vector<double> sums(const Reading& reading) const {
        std::vector<double> samples;
        for (const TermFacts& term : results_.replications) {
            if (months_of(term).empty()) {
                continue;
            }
            double sum = 0.0;
            for (const MonthFacts& month : months_of(term)) {
                sum += reading(month);
            }
            samples.push_back(sum);
        }
        return samples;
    }
    [[nodiscard]] std::optional<Spread> spread(const Reading& reading) const {
        return spread_of(sums(reading), confidence_);
    }
    [[nodiscard]] std::optional<Estimate> mean(const Reading& reading) const {
        return estimate_mean(sums(reading), confidence_);
    }
    /// The quotient of the year's sums in each replication in which there is one.
    [[nodiscard]] std::vector<double> quotients(const Reading& above, const Reading& below) const {
        const std::vector<double> numerators = sums(above);
        const std::vector<double> denominators = sums(below);
        std::vector<double> samples;
        for (std::size_t row = 0; row < numerators.size(); ++row) {
            if (denominators[row] > 0.0) {
                samples.push_back(numerators[row] / denominators[row]);
            }
        }
        return samples;
    }

    [[nodiscard]] std::optional<Estimate> harm_recovered() const {
        std::vector<RatioSample> samples;
        for (const TermFacts& term : results_.replications) {
            CreditTotals credits;
            for (const MonthFacts& month : months_of(term)) {
                credits.add(month.credits);
            }
            samples.push_back({.numerator = 100.0 * pounds(credits.recovered()),
                               .denominator = pounds(credits.harm())});
        }
        return estimate_ratio(samples, confidence_);
    }

    [[nodiscard]] std::optional<double> forecast() const {
        for (const TermFacts& term : results_.replications) {
            double calls = 0.0;
            bool known = months_of(term).size() == months_most();
            for (const MonthFacts& month : months_of(term)) {
                known = known && month.forecast_millionths.has_value();
                calls += static_cast<double>(month.forecast_millionths.value_or(0)) / 1e6;
            }
            if (known) {
                return calls;
            }
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Proportion> loses_money() const {
        Tally tally;
        for (const double margin : sums([](const MonthFacts& m) { return pounds(m.margin); })) {
            tally.add(margin < 0.0);
        }
        return tally.proportion(confidence_);
    }

    /// Of all replications, those in which it has happened until the end of the year.
    [[nodiscard]] std::optional<Proportion> by_then(
        const std::function<bool(const MonthFacts&)>& happens) const {
        Tally tally;
        for (const TermFacts& term : results_.replications) {
            const std::size_t end = std::min(first_ + kYear, term.months.size());
            tally.add(std::any_of(term.months.begin(),
                                  term.months.begin() + static_cast<std::ptrdiff_t>(end),
                                  happens));
        }
        return tally.proportion(confidence_);
    }

    const ContractTerms& terms_;
    const TermResults& results_;
    std::size_t first_;
    double confidence_;
};

}  // namespace

YearFigures read_year(const ContractTerms& terms,
                      const TermResults& results,
                      std::size_t year,
                      double confidence) {
    return YearReading(terms, results, year, confidence).read();
}

}  // namespace fcr
