#include "sim/report/appraisal_findings.hpp"

#include "sim/appraisal/summarise.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace fcr {
namespace {

std::string percent_of(std::int64_t bp) {
    return fmt::format("{:.4g} %", static_cast<double>(bp) / 100.0);
}

/// `£1.56 million more` or `£40,000 less`.
std::string more_or_less(Money money) {
    return spoken_pounds(money) + (money < Money{} ? " less" : " more");
}

class FindingsOf {
public:
    explicit FindingsOf(const AppraisalSummary& summary)
        : summary_(summary),
          plan_(summary.plan),
          best_(summary.options[summary.cheapest]),
          today_(plan_.options[plan_.today]) {}

    std::vector<std::string> all() {
        cheapest();
        how_sure();
        what_would_change_it();
        callers();
        stopping();
        return std::move(findings_);
    }

private:
    [[nodiscard]] const std::string& title(std::size_t option) const {
        return plan_.options[option].title;
    }

    void cheapest() {
        const Money gap = summary_.options[summary_.second].cost - best_.cost;
        std::string words = fmt::format(
            "Cheapest over {} year{}: {}, {} at the prices of year 0, discounted at {} a year.",
            plan_.years,
            plan_.years == 1 ? "" : "s",
            title(summary_.cheapest),
            spoken_pounds(best_.cost),
            percent_of(plan_.discount_bp.front()));
        words += fmt::format(" The next, {}, costs {}", title(summary_.second), more_or_less(gap));
        if (summary_.cheapest != plan_.today && summary_.second != plan_.today) {
            words += fmt::format(", today's, {}, {}", today_.title, more_or_less(best_.saving));
        }
        findings_.push_back(words + ".");
    }

    void how_sure() {
        std::string words = fmt::format(
            "How sure: it is the cheapest in {} of {} replications",
            std::llround(summary_.cheapest_is.value * static_cast<double>(summary_.replications)),
            summary_.replications);
        const std::size_t row =
            summary_.cheapest == plan_.today ? summary_.second : summary_.cheapest;
        const OptionSummary& option = summary_.options[row];
        if (option.saving_spread && option.saving_negative) {
            words += fmt::format(
                ". Against today {} saves {} on average and from {} to {} in eight cases of ten; "
                "that it saves nothing or costs more happens {}",
                title(row),
                signed_pounds(option.saving),
                signed_pounds(option.saving_spread->p10),
                signed_pounds(option.saving_spread->p90),
                spoken_chance(*option.saving_negative));
        }
        findings_.push_back(words + ".");
    }

    /// At which optimism bias another option is cheapest, of those asked for.
    void add_bias(std::vector<std::string>& changes) const {
        for (const ValuedSaving& valued : best_.valued) {
            if (valued.valuation.rate_bp == plan_.discount_bp.front() &&
                valued.valuation.bias_bp > 0 && valued.cheapest != summary_.cheapest) {
                changes.push_back(
                    fmt::format("charges {} higher (optimism bias) make {} the "
                                "cheapest",
                                percent_of(valued.valuation.bias_bp),
                                title(valued.cheapest)));
                return;
            }
        }
    }

    void add_rates(std::vector<std::string>& changes) const {
        for (const ValuedSaving& valued : best_.valued) {
            if (valued.valuation.bias_bp == 0 && valued.cheapest != summary_.cheapest) {
                changes.push_back(fmt::format("a discount rate of {} makes {} the cheapest",
                                              percent_of(valued.valuation.rate_bp),
                                              title(valued.cheapest)));
                return;
            }
        }
    }

    void add_switches(std::vector<std::string>& changes) const {
        for (const SensitivitySummary& asked : summary_.sensitivities) {
            if (asked.asked.input == AppraisedInput::DiscountRate) {
                continue;  // told by add_rates
            }
            for (const auto& at : {asked.below, asked.above}) {
                if (at) {
                    changes.push_back(fmt::format("{}: {} makes {} the cheapest",
                                                  facts_of(asked.asked.input).title,
                                                  setting_words(asked.asked.input, at->setting),
                                                  title(at->option)));
                }
            }
        }
        for (const CaseSummary& asked : summary_.cases) {
            if (asked.cheapest != summary_.cheapest) {
                changes.push_back(fmt::format(
                    "in the case \"{}\" {} is the cheapest", asked.title, title(asked.cheapest)));
            }
        }
    }

    void what_would_change_it() {
        std::vector<std::string> changes;
        add_bias(changes);
        add_rates(changes);
        add_switches(changes);
        std::string words = "What would change it: ";
        for (std::size_t row = 0; row < changes.size(); ++row) {
            words += (row == 0 ? "" : "; ") + changes[row];
        }
        findings_.push_back(
            changes.empty() ? "What would change it: nothing that was asked about; the tables say "
                              "within which ranges."
                            : words + ".");
    }

    void callers_of(std::size_t row) {
        const OptionSummary& option = summary_.options[row];
        std::string words = fmt::format("Callers, if {} replaces today's: ", title(row));
        for (std::size_t test = 0; test < option.tests.size(); ++test) {
            const TestedService& tested = option.tests[test];
            words += fmt::format("{}{} go from {:.1f} % to {:.1f} %, more than today {}",
                                 test == 0 ? "" : "; ",
                                 test_words(plan_, plan_.service_tests[test]),
                                 100.0 * tested.today,
                                 100.0 * tested.option,
                                 spoken_chance(tested.worse));
        }
        findings_.push_back(words + ".");
    }

    /// Of the cheapest option, or where that is today's of the next.
    void callers() {
        callers_of(summary_.cheapest == plan_.today ? summary_.second : summary_.cheapest);
    }

    /// Of the cheapest of those with a contract.
    void stopping() {
        std::optional<std::size_t> bought;
        for (std::size_t row = 0; row < summary_.options.size(); ++row) {
            if (plan_.options[row].sourcing &&
                (!bought || summary_.options[row].cost < summary_.options[*bought].cost)) {
                bought = row;
            }
        }
        if (!bought) {
            return;
        }
        const OptionSummary& option = summary_.options[*bought];
        const auto unsigned_cost = option.cancelling.end() - 2;
        findings_.push_back(
            fmt::format("Stopping: {} costs {} if it is cancelled just before signature, {} the "
                        "day before it starts, and {} if it is left after year 1.",
                        title(*bought),
                        spoken_pounds(unsigned_cost->total()),
                        spoken_pounds(option.cancelling.back().total()),
                        spoken_pounds(option.leaving.front().convenience)));
    }

    [[nodiscard]] static std::string signed_pounds(Money money) {
        return (money < Money{} ? "minus " : "") + spoken_pounds(money);
    }

    const AppraisalSummary& summary_;
    const AppraisalPlan& plan_;
    const OptionSummary& best_;
    const AppraisalOption& today_;
    std::vector<std::string> findings_;
};

}  // namespace

std::string spoken_pounds(Money money) {
    const double size = std::fabs(static_cast<double>(money.units)) / 10'000.0;
    if (size >= 999'500.0) {
        return fmt::format("£{:.2f} million", size / 1e6);
    }
    const std::int64_t rounded =
        size >= 10'000.0 ? std::llround(size / 1'000.0) * 1'000 : std::llround(size);
    std::string digits = std::to_string(rounded);
    for (std::size_t place = digits.size(); place > 3; place -= 3) {
        digits.insert(place - 3, 1, ',');
    }
    return "£" + digits;
}

std::string spoken_chance(const Proportion& chance) {
    return fmt::format("{:.0f} times in 100 ({:.0f} to {:.0f})",
                       100.0 * chance.value,
                       100.0 * chance.low,
                       100.0 * chance.high);
}

std::string test_words(const AppraisalPlan& plan, const ServiceTest& test) {
    return fmt::format("{} calls that wait longer than {} s",
                       plan.lines[test.line.index()],
                       kOverSeconds[test.over]);
}

std::string hour_words(std::size_t hour_of_week) {
    constexpr const char* days[] = {
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    return fmt::format("{} {:02}:00", days[hour_of_week / 24], hour_of_week % 24);
}

std::vector<std::string> appraisal_findings(const AppraisalSummary& summary) {
    return FindingsOf(summary).all();
}

}  // namespace fcr
