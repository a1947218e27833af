#include "sim/agreement/agreement.hpp"

#include "sim/agreement/figures_of_span.hpp"
#include "sim/base/check.hpp"
#include "sim/statistics/multiple_comparisons.hpp"
#include "sim/statistics/student.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

namespace fcr {

namespace {

/// The standard errors of a difference, and their degrees of freedom.
struct Chance {
    double by_replications = 0.0;
    double replications_degrees = 1.0;
    std::optional<double> by_days{};
    double days_degrees = 1.0;
};

double deviation_of(const std::vector<double>& values) {
    double mean = 0.0;
    for (const double value : values) {
        mean += value / static_cast<double>(values.size());
    }
    double squares = 0.0;
    for (const double value : values) {
        squares += (value - mean) * (value - mean);
    }
    return std::sqrt(squares / (static_cast<double>(values.size()) - 1.0));
}

Ends around(double value, double half_width) {
    return {.low = value - half_width, .high = value + half_width};
}

/// A figure with what is known of its chance; rows are made of these once their number is known.
struct Judged {
    AgreementRow row;
    Chance chance;
};

class Judge {
public:
    explicit Judge(const AgreementInput& input) : input_(input) {
        agreement_.confidence = input.confidence;
        agreement_.replications = input.generated.replications.size();
        observed_ = input.compared.no_facts();
        for (const DayFacts& day : input.compared.observed()) {
            observed_.add(day);
        }
    }

    Agreement take() {
        const bool has_replay = input_.replay != nullptr;
        for (const SpanFigure& figure :
             figures_of_span(input_.scenario,
                             input_.compared,
                             has_replay ? std::span(input_.replay->on_duty_us)
                                        : std::span<const std::int64_t>{},
                             has_replay ? input_.replay->replications.size() : 0)) {
            add(figure);
        }
        for (std::size_t line = 0; line < input_.compared.lines().size(); ++line) {
            add_correlation(line);
        }
        // What is of one line or pool stands together.
        std::vector<std::string> order;
        for (const Judged& judged : judged_) {
            if (std::ranges::count(order, judged.row.of) == 0) {
                order.push_back(judged.row.of);
            }
        }
        std::ranges::stable_sort(judged_, {}, [&](const Judged& judged) {
            return std::ranges::find(order, judged.row.of) - order.begin();
        });
        for (Judged& judged : judged_) {
            give_verdict(judged);
            agreement_.rows.push_back(std::move(judged.row));
        }
        add_pictures();
        return std::move(agreement_);
    }

private:
    void leave(const SpanFigure& figure, std::string why) {
        agreement_.unjudged.push_back(
            {.of = figure.of, .measure = figure.measure, .why = std::move(why)});
    }

    [[nodiscard]] const SimulatedDays* side_of(const SpanFigure& figure) const {
        return figure.replayed ? input_.replay : &input_.generated;
    }

    [[nodiscard]] static DayFacts sum_of(const std::vector<DayFacts>& days, const DayFacts& none) {
        DayFacts sum = none;
        for (const DayFacts& day : days) {
            sum.add(day);
        }
        return sum;
    }

    void add(const SpanFigure& figure) {
        const SimulatedDays* side = side_of(figure);
        if (side == nullptr) {
            return;
        }
        const DayFacts none = input_.compared.no_facts();
        const DayFacts pooled = sum_of(side->pooled, none);
        const auto count = static_cast<double>(side->replications.size());
        if (figure.calls(observed_) < kCallsOfFigure ||
            figure.calls(pooled) / count < kCallsOfFigure) {
            leave(figure, fmt::format("fewer than {:.0f} calls", kCallsOfFigure));
            return;
        }
        const std::optional<double> observed = figure.value(observed_, 1.0);
        const std::optional<double> simulated = figure.value(pooled, count);
        if (!observed || !simulated) {
            leave(figure, "not told by the extract");
            return;
        }
        Judged judged{.row = row_of(figure, *observed, *simulated), .chance = {}};
        std::vector<double> by_replication;
        for (const SimulatedSpan& span : side->replications) {
            if (const auto value = figure.value(span.total, 1.0)) {
                by_replication.push_back(*value);
            }
        }
        if (by_replication.size() < 2) {
            leave(figure, "too few replications with a value");
            return;
        }
        const auto values = static_cast<double>(by_replication.size());
        judged.chance.by_replications =
            deviation_of(by_replication) * std::sqrt(1.0 + 1.0 / values);
        judged.chance.replications_degrees = values - 1.0;
        add_days(figure, *side, pooled, count, judged.chance);
        judged_.push_back(std::move(judged));
    }

    [[nodiscard]] AgreementRow row_of(const SpanFigure& figure,
                                      double observed,
                                      double simulated) const {
        const Tolerance& tolerance = input_.tolerances.of(figure.kind);
        AgreementRow row{.of = figure.of,
                         .measure = figure.measure,
                         .kind = figure.kind,
                         .unit = figure.unit,
                         .replayed = figure.replayed,
                         .observed = observed,
                         .simulated = simulated,
                         .difference = simulated - observed,
                         .tolerance = tolerance.value,
                         .one_sided = false,
                         .alone = {},
                         .together = {}};
        if (tolerance.unit == ToleranceUnit::Percent) {
            row.tolerance =
                std::max(tolerance.at_least_s, tolerance.value / 100.0 * std::abs(observed));
        }
        return row;
    }

    /// The jackknife over days of the difference (Tukey 1958; Efron and Tibshirani 1993, chapter
    /// 11): both sides are told again without each day.
    void add_days(const SpanFigure& figure,
                  const SimulatedDays& side,
                  const DayFacts& pooled,
                  double count,
                  Chance& chance) const {
        std::vector<double> without;
        const std::vector<DayFacts>& observed_days = input_.compared.observed();
        for (std::size_t day = 0; day < observed_days.size(); ++day) {
            if (!figure.has(input_.compared, day)) {
                continue;
            }
            DayFacts of_observed = observed_;
            of_observed.add(observed_days[day], -1);
            DayFacts of_simulated = pooled;
            of_simulated.add(side.pooled[day], -1);
            const auto observed = figure.value(of_observed, 1.0);
            const auto simulated = figure.value(of_simulated, count);
            if (observed && simulated) {
                without.push_back(*simulated - *observed);
            }
        }
        if (without.size() < kDaysOfScatter) {
            return;
        }
        const auto days = static_cast<double>(without.size());
        // Sums grow with the days; means and shares do not.
        const double scale = figure.is_sum ? days / (days - 1.0) : 1.0;
        chance.by_days = scale * deviation_of(without) * (days - 1.0) / std::sqrt(days);
        chance.days_degrees = days - 1.0;
    }

    /// How days' mean waits go together: observed ones with simulated, beside those of each
    /// replication with the others.
    void add_correlation(std::size_t line) {
        if (input_.replay == nullptr) {
            return;
        }
        const WaitsByDay waits(input_.compared, *input_.replay, line);
        const SpanFigure named{.of = line_name(line),
                               .measure = "correlation of daily waits",
                               .kind = AgreementKind::WaitCorrelation,
                               .unit = AgreementUnit::Number,
                               .replayed = true,
                               .is_sum = false,
                               .line = line,
                               .calls = {},
                               .value = {}};
        const std::optional<double> observed = waits.observed();
        const std::vector<double> own = waits.of_replications();
        if (!observed || own.size() < 2) {
            leave(named, fmt::format("fewer than {} days with waits that differ", kDaysOfWaits));
            return;
        }
        double mean = 0.0;
        for (const double value : own) {
            mean += value / static_cast<double>(own.size());
        }
        Judged judged{.row = row_of(named, *observed, mean), .chance = {}};
        judged.row.one_sided = true;
        const auto values = static_cast<double>(own.size());
        judged.chance.by_replications = deviation_of(own) * std::sqrt(1.0 + 1.0 / values);
        judged.chance.replications_degrees = values - 1.0;
        judged_.push_back(std::move(judged));
    }

    void give_verdict(Judged& judged) const {
        AgreementRow& row = judged.row;
        const Chance& chance = judged.chance;
        const double alone = 1.0 - 2.0 * kAgreementRisk;
        double half =
            two_sided_quantile(alone, chance.replications_degrees) * chance.by_replications;
        if (chance.by_days) {
            half = std::max(half, two_sided_quantile(alone, chance.days_degrees) * *chance.by_days);
        }
        row.alone = around(row.difference, half);
        const double each = bonferroni_confidence(input_.confidence, judged_.size());
        row.together =
            around(row.difference,
                   two_sided_quantile(each, chance.replications_degrees) * chance.by_replications);
        const bool inside =
            row.alone.high <= row.tolerance && (row.one_sided || row.alone.low >= -row.tolerance);
        const bool outside = row.together.low > row.tolerance ||
                             (!row.one_sided && row.together.high < -row.tolerance);
        row.verdict = outside ? Verdict::Disagrees : inside ? Verdict::Agrees : Verdict::CannotTell;
    }

    [[nodiscard]] const std::string& line_name(std::size_t line) const {
        return input_.scenario.lines[input_.compared.lines()[line].line.index()].name;
    }

    void add_pictures() {
        for (std::size_t line = 0; line < input_.compared.lines().size(); ++line) {
            agreement_.lines.push_back(
                picture_of(line, input_.compared, observed_, input_.generated, input_.replay));
        }
    }

    const AgreementInput& input_;
    DayFacts observed_;
    std::vector<Judged> judged_;
    Agreement agreement_;
};

}  // namespace

std::size_t Agreement::count(Verdict verdict) const {
    return static_cast<std::size_t>(std::ranges::count(rows, verdict, &AgreementRow::verdict));
}

double Agreement::headline() const {
    return rows.empty() ? 0.0
                        : 100.0 * static_cast<double>(count(Verdict::Agrees)) /
                              static_cast<double>(rows.size());
}

Agreement judge(const AgreementInput& input) {
    FCR_CHECK(input.generated.replications.size() >= 2, "two replications to judge by");
    FCR_CHECK(input.replay == nullptr || input.replay->replications.size() >= 2,
              "two replications to judge by");
    return Judge(input).take();
}

}  // namespace fcr
