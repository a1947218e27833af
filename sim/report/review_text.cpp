#include "sim/report/review_text.hpp"

#include "proto/fcr/v1/review.pb.h"
#include "sim/report/number.hpp"
#include "sim/report/text_table.hpp"

#include <fmt/format.h>

namespace fcr {
namespace {

std::string cell(bool has, double value) {
    return has ? one_decimal(value) : "-";
}

std::string outcomes_text(const v1::ReviewReport& review) {
    TextTable table("Figure",
                    {"played", "no action", "difference", "draws: median", "5 %", "95 %", "luck"});
    for (const v1::ReviewOutcomeReport& row : review.outcomes()) {
        table.add_row(row.title() + ", " + row.unit(),
                      {cell(row.has_actual(), row.actual()),
                       cell(row.has_none(), row.none()),
                       cell(row.has_difference(), row.difference()),
                       cell(row.has_draws(), row.draws().median()),
                       cell(row.has_draws(), row.draws().low()),
                       cell(row.has_draws(), row.draws().high()),
                       cell(row.has_luck_percent(), row.luck_percent())});
    }
    return table.to_string();
}

std::string costs_text(const v1::ReviewReport& review) {
    TextTable table("Cost, GBP", {"amount", "price of one", "played", "no action"});
    for (const v1::ReviewCostReport& cost : review.costs()) {
        table.add_row(cost.unit(),
                      {one_decimal(cost.amount()), cost.price(), cost.sum(), cost.none()});
    }
    table.add_row("Sum", {"", "", review.costs_total(), review.costs_total_none()});
    return table.to_string();
}

std::string decisions_text(const v1::ReviewReport& review) {
    TextTable table("Decision", {"at", "takes effect"});
    for (const v1::ReviewDecisionReport& decision : review.decisions()) {
        table.add_row(shortened(decision.action(), 60),
                      {decision.at(),
                       decision.has_refusal()     ? "refused"
                       : decision.has_effective() ? decision.effective()
                                                  : "nobody comes"});
    }
    return table.to_string();
}

}  // namespace

std::string to_text(const v1::ReviewReport& review) {
    std::string text;
    for (const std::string& sentence : review.summary()) {
        text += wrapped(sentence, 0);
    }
    text += '\n' + outcomes_text(review);
    if (review.costs_size() > 0) {
        text += '\n' + costs_text(review);
    }
    if (review.decisions_size() > 0) {
        text += '\n' + decisions_text(review);
    }
    text += '\n' + wrapped(review.money(), 0);
    return text;
}

}  // namespace fcr
