#include "sim/report/appraisal_text.hpp"

#include "sim/appraisal/summarise.hpp"
#include "sim/contract/contract_words.hpp"
#include "sim/report/appraisal_findings.hpp"
#include "sim/report/text_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace fcr {
namespace {

/// Whole thousands, `-12,345`.
std::string thousands(Money money) {
    const std::int64_t sum = divide_rounded(money.units, 10'000'000);
    std::string digits = std::to_string(sum < 0 ? -sum : sum);
    for (std::size_t place = digits.size(); place > 3; place -= 3) {
        digits.insert(place - 3, 1, ',');
    }
    return (sum < 0 ? "-" : "") + digits;
}

std::string percent(double share) {
    return fmt::format("{:.1f} %", 100.0 * share);
}

std::string chance(const Proportion& of) {
    return fmt::format(
        "{:.0f} % ({:.0f}-{:.0f})", 100.0 * of.value, 100.0 * of.low, 100.0 * of.high);
}

std::string bp_words(std::int64_t bp) {
    return fmt::format("{:.4g} %", static_cast<double>(bp) / 100.0);
}

class AppraisalText {
public:
    AppraisalText(const AppraisalSummary& summary, TextOptions options)
        : summary_(summary), plan_(summary.plan), options_(options) {}

    std::string all() {
        add(head());
        add(findings());
        add(options_table());
        add(warnings());
        for (std::size_t row = 0; row < plan_.options.size(); ++row) {
            add(costs_table(row));
        }
        add(position_table());
        add(valuation_table());
        add(switching_table());
        for (std::size_t row = 0; row < plan_.options.size(); ++row) {
            if (row != plan_.today && !summary_.sensitivities.empty()) {
                add(tornado_table(row));
            }
        }
        add(cases_table());
        add(service_table());
        add(tests_table());
        add(stopping_tables());
        add(assumptions());
        return std::move(text_);
    }

private:
    /// The block with its first line in bold, where colours are wanted, and an empty line before
    /// it.
    void add(std::string block) {
        if (block.empty()) {
            return;
        }
        if (options_.colour) {
            block.insert(block.find('\n'), "\x1b[0m");
            block.insert(0, "\x1b[1m");
        }
        text_ += text_.empty() ? block : '\n' + block;
    }

    [[nodiscard]] const std::string& title(std::size_t row) const {
        return plan_.options[row].title;
    }

    [[nodiscard]] std::string head() const {
        std::string words = fmt::format(
            "{} options over {} year{} from {}, on the same callers; {} replications, seed {}. "
            "Costs are in thousand pounds at the prices of year 0 unless said; real discount rate "
            "{}, year 0 undiscounted.",
            plan_.options.size(),
            plan_.years,
            plan_.years == 1 ? "" : "s",
            date_words(plan_.start),
            summary_.replications,
            plan_.seed,
            bp_words(plan_.discount_bp.front()));
        return shortened(plan_.title, 100) + '\n' + wrapped(words, 0);
    }

    [[nodiscard]] std::string findings() const {
        std::string text = "What it comes to\n";
        for (const std::string& finding : appraisal_findings(summary_)) {
            text += wrapped(finding, 2);
        }
        return text;
    }

    [[nodiscard]] std::string warnings() const {
        if (summary_.warnings.empty()) {
            return {};
        }
        std::string text = "Before you trust these figures\n";
        for (const std::string& warning : summary_.warnings) {
            text += wrapped(warning, 2);
        }
        return text;
    }

    [[nodiscard]] std::string options_table() const {
        TextTable table("Options", {"whole life", "saves", "P10", "P90", "negative"});
        for (std::size_t row = 0; row < plan_.options.size(); ++row) {
            const OptionSummary& option = summary_.options[row];
            std::vector<std::string> cells{thousands(option.cost)};
            if (option.saving_spread && option.saving_negative) {
                cells.push_back(thousands(option.saving));
                cells.push_back(thousands(option.saving_spread->p10));
                cells.push_back(thousands(option.saving_spread->p90));
                cells.push_back(chance(*option.saving_negative));
            }
            table.add_row(fmt::format("  {} ({})", title(row), to_string(plan_.options[row].kind)),
                          std::move(cells));
        }
        table.add_words(fmt::format(
            "Saves: against {}, mean; P10 and P90 over replications; negative: that nothing is "
            "saved, with its {:.0f} % interval.",
            title(plan_.today),
            100.0 * summary_.confidence));
        return table.to_string();
    }

    [[nodiscard]] std::vector<std::string> years(int from) const {
        std::vector<std::string> heads;
        for (int year = from; year <= plan_.years; ++year) {
            heads.push_back(std::to_string(year));
        }
        return heads;
    }

    [[nodiscard]] std::string costs_table(std::size_t row) const {
        const CashFlow& flow = summary_.options[row].real;
        TextTable table(fmt::format("{}, by year", title(row)), years(0));
        const auto cells = [](const std::vector<Money>& sums) {
            std::vector<std::string> texts;
            for (const Money sum : sums) {
                texts.push_back(thousands(sum));
            }
            return texts;
        };
        for (const CostLine line : kCostLines) {
            const std::vector<Money> sums = flow.line(line);
            if (std::ranges::any_of(sums, [](Money sum) { return sum != Money{}; })) {
                table.add_row(fmt::format("  {}", to_string(line)), cells(sums));
            }
        }
        table.add_row("  Total", cells(flow.total()));
        table.add_row("  as it is paid", cells(summary_.options[row].nominal.total()));
        for (const std::int64_t bias_bp : plan_.optimism_bp) {
            if (bias_bp > 0 && plan_.options[row].contract) {
                table.add_row(fmt::format("  {} optimism bias on charges", bp_words(bias_bp)),
                              cells(optimism_bias(flow, bias_bp)));
            }
        }
        return table.to_string(wide());
    }

    [[nodiscard]] std::string position_table() const {
        TextTable table("Saved so far, discounted, by year", years(0));
        for (std::size_t row = 0; row < plan_.options.size(); ++row) {
            if (row == plan_.today) {
                continue;
            }
            std::vector<std::string> cells;
            for (const Money money : summary_.options[row].position) {
                cells.push_back(thousands(money));
            }
            table.add_row("  " + title(row), std::move(cells));
            if (const auto& year = summary_.options[row].pays_back) {
                table.add_words(fmt::format("pays back in year {}", *year));
            }
        }
        return table.to_string(wide());
    }

    /// Years side by side may need more room than a terminal has.
    [[nodiscard]] std::size_t wide() const {
        return std::max<std::size_t>(100, 36 + 9 * (static_cast<std::size_t>(plan_.years) + 1));
    }

    [[nodiscard]] std::string valuation_table() const {
        TextTable table("Saving by discount rate and optimism bias on charges", short_titles());
        const std::size_t rows = summary_.options.front().valued.size();
        for (std::size_t row = 0; row < rows; ++row) {
            const Valuation& valuation = summary_.options.front().valued[row].valuation;
            std::vector<std::string> cells;
            for (std::size_t option = 0; option < plan_.options.size(); ++option) {
                const ValuedSaving& valued = summary_.options[option].valued[row];
                cells.push_back(thousands(option == plan_.today ? valued.cost : valued.saving) +
                                (option == valued.cheapest ? "*" : " "));
            }
            table.add_row(
                fmt::format(
                    "  rate {}, bias {}", bp_words(valuation.rate_bp), bp_words(valuation.bias_bp)),
                std::move(cells));
        }
        table.add_words(fmt::format("* is the cheapest there. Of {}, the whole-life cost.",
                                    title(plan_.today)));
        return table.to_string();
    }

    [[nodiscard]] std::vector<std::string> short_titles() const {
        std::vector<std::string> titles;
        for (const AppraisalOption& option : plan_.options) {
            titles.push_back(shortened(option.id, 18));
        }
        return titles;
    }

    [[nodiscard]] std::string switching_table() const {
        TextTable table("Where the cheapest option changes", {"asked from", "to", "changes at"});
        for (const SensitivitySummary& asked : summary_.sensitivities) {
            const AppraisedInput input = asked.asked.input;
            const auto row = [&](const std::optional<Switch>& at, const std::string& name) {
                table.add_row(name,
                              {setting_words(input, asked.asked.low),
                               setting_words(input, asked.asked.high),
                               at ? setting_words(input, at->setting) : std::string("no change")});
                if (at) {
                    table.add_words(fmt::format("then {} is the cheapest", title(at->option)));
                }
            };
            const std::string name = fmt::format("  {}", facts_of(input).title);
            if (asked.below) {
                row(asked.below, name);
            }
            if (asked.above || !asked.below) {
                row(asked.above, name);
            }
        }
        for (std::size_t option = 0; option < plan_.options.size(); ++option) {
            if (const auto& uplift = summary_.options[option].switching_charges) {
                table.add_note(
                    fmt::format("  {}", title(option)),
                    fmt::format("its saving against today is gone with its charges {:+.2f} %",
                                static_cast<double>(uplift->millionths) / 1e6));
            }
        }
        return table.to_string();
    }

    [[nodiscard]] std::string tornado_table(std::size_t option) const {
        TextTable table(fmt::format("What moves the saving of {}", title(option)),
                        {"low", "saves", "high", "saves"});
        for (const SavingSwing& swing : tornado_of(summary_, option)) {
            table.add_row(
                "  " + swing.input,
                {swing.low, thousands(swing.at_low), swing.high, thousands(swing.at_high)});
        }
        return table.to_string();
    }

    [[nodiscard]] std::string cases_table() const {
        if (summary_.cases.empty()) {
            return {};
        }
        TextTable table("Cases: saving against today", short_titles());
        for (const CaseSummary& asked : summary_.cases) {
            std::vector<std::string> cells;
            for (std::size_t option = 0; option < plan_.options.size(); ++option) {
                cells.push_back(
                    thousands(option == plan_.today ? asked.cost[option] : asked.saving[option]) +
                    (option == asked.cheapest ? "*" : " "));
            }
            table.add_row("  " + asked.title, std::move(cells));
        }
        table.add_words(fmt::format("* is the cheapest there. Of {}, the whole-life cost.",
                                    title(plan_.today)));
        return table.to_string();
    }

    [[nodiscard]] std::string service_table() const {
        TextTable table("Callers over the whole term, of those offered",
                        {"over 10 s", "30 s", "60 s", "120 s", "lost", "p95", "p99"});
        for (std::size_t line = 0; line < plan_.lines.size(); ++line) {
            table.add_note("  " + plan_.lines[line], "");
            for (std::size_t row = 0; row < plan_.options.size(); ++row) {
                const ServiceFigures& term = summary_.options[row].service[line].back();
                std::vector<std::string> cells;
                for (const double over : term.over) {
                    cells.push_back(share_of(over, term.offered));
                }
                cells.push_back(share_of(term.lost, term.offered));
                cells.push_back(term.p95_s ? fmt::format("{:.0f} s", *term.p95_s) : "-");
                cells.push_back(term.p99_s ? fmt::format("{:.0f} s", *term.p99_s) : "-");
                table.add_row("    " + title(row), std::move(cells));
                if (term.worst) {
                    table.add_words(fmt::format("worst hour: {}, {} wait longer than 60 s",
                                                hour_words(term.worst->hour),
                                                percent(term.worst->share)));
                }
            }
        }
        table.add_words("Waits from the arrival at the switch; percentiles of answered calls.");
        return table.to_string();
    }

    [[nodiscard]] static std::string share_of(double calls, double offered) {
        return offered > 0.0 ? percent(calls / offered) : "-";
    }

    [[nodiscard]] std::string tests_table() const {
        if (plan_.service_tests.empty()) {
            return {};
        }
        TextTable table("Are callers worse off than today?", {"today", "then", "worse"});
        for (std::size_t row = 0; row < plan_.options.size(); ++row) {
            if (row == plan_.today) {
                continue;
            }
            const OptionSummary& option = summary_.options[row];
            table.add_note("  " + title(row), "");
            for (std::size_t test = 0; test < option.tests.size(); ++test) {
                const TestedService& tested = option.tests[test];
                table.add_row(
                    "    " + test_words(plan_, plan_.service_tests[test]),
                    {percent(tested.today), percent(tested.option), chance(tested.worse)});
            }
            if (option.tests.size() > 1 && option.worse_in_any) {
                table.add_row("    in any of these", {"", "", chance(*option.worse_in_any)});
            }
        }
        table.add_words(
            "Worse: replications in which a greater share waits so long over the whole term than "
            "today, on the same callers.");
        return table.to_string();
    }

    [[nodiscard]] std::string stopping_tables() const {
        std::string text;
        for (std::size_t row = 0; row < plan_.options.size(); ++row) {
            const OptionSummary& option = summary_.options[row];
            if (option.cancelling.empty()) {
                continue;
            }
            TextTable table(fmt::format("What stopping {} costs", title(row)), {"month", "pounds"});
            for (const CancellingCost& cost : option.cancelling) {
                table.add_row("  " + cost.stage,
                              {std::to_string(cost.month), thousands(cost.total())});
            }
            for (const LeavingCost& cost : option.leaving) {
                table.add_row(fmt::format("  leaving after year {}", cost.year),
                              {"",
                               cost.convenience == cost.supplier_default
                                   ? thousands(cost.convenience)
                                   : fmt::format("{} ({} if the supplier failed)",
                                                 thousands(cost.convenience),
                                                 thousands(cost.supplier_default))});
            }
            text += (text.empty() ? "" : "\n") + table.to_string();
        }
        return text;
    }

    [[nodiscard]] std::string assumptions() const {
        std::string text = "What it rests on: figures that are not stated in the appraisal\n";
        for (const Assumption& assumption : plan_.assumptions) {
            if (assumption.origin == FigureOrigin::Stated) {
                continue;
            }
            const char* const origin =
                assumption.origin == FigureOrigin::Default
                    ? "default"
                    : (assumption.origin == FigureOrigin::Contract ? "contract" : "derived");
            text += wrapped(fmt::format("{}{}: {} ({}: {})",
                                        assumption.option.empty() ? "" : assumption.option + ", ",
                                        assumption.what,
                                        assumption.value,
                                        origin,
                                        assumption.source),
                            2);
        }
        return text + wrapped(
                          "appraisal.json and report.html have those that are stated, with "
                          "their sources; docs/appraisal.md has every formula.",
                          2);
    }

    const AppraisalSummary& summary_;
    const AppraisalPlan& plan_;
    TextOptions options_;
    std::string text_;
};

}  // namespace

std::string to_text(const AppraisalSummary& summary, TextOptions options) {
    return AppraisalText(summary, options).all();
}

}  // namespace fcr
