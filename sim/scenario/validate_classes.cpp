// Call classes: what callers bring, and what becomes of their calls.
#include "proto/fcr/v1/scenario.pb.h"
#include "sim/base/check.hpp"
#include "sim/scenario/validation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace fcr {

namespace {

using C = v1::CallClass;

constexpr double kSumTolerance = 1e-6;

Block class_block(const Validation& validation, std::size_t row) {
    return validation.root.child(v1::Scenario::kCallClassesFieldNumber, static_cast<int>(row));
}

LineId read_line(Validation& validation, const Block& block) {
    if (!block.has(C::kLineFieldNumber)) {
        block.missing(C::kLineFieldNumber, "must be given, the name of a line");
        validation.names_resolve = false;
        return {};
    }
    const std::optional<std::size_t> row = block.named(C::kLineFieldNumber, validation.lines);
    if (!row) {
        validation.names_resolve = false;
    }
    return LineId{row.value_or(0)};
}

CallClass read_class(Validation& validation, const Block& block) {
    CallClass call_class;
    call_class.name = block.text(C::kNameFieldNumber);
    call_class.line = read_line(validation, block);
    const std::optional<double> share = block.number(C::kShareFieldNumber, kShare);
    if (block.has(C::kShareFieldNumber) && !share) {
        validation.shares_in_range = false;
    }
    call_class.share = share.value_or(1.0);
    call_class.priority =
        block.count_or(C::kPriorityFieldNumber, {.min = 1.0, .max = 255.0}, call_class.priority);
    call_class.time_credit =
        duration_from_seconds(block.number_or(C::kTimeCreditSFieldNumber, kSpan, 0.0));
    if (!block.has(C::kTalkFieldNumber)) {
        block.missing(C::kTalkFieldNumber,
                      "must be given, such as talk { exponential { mean_s: 300 } }");
    }
    call_class.talk = read_law(block, C::kTalkFieldNumber, LawUse::Span, ConstantLaw{});
    call_class.wrap_up = read_law(block, C::kWrapUpFieldNumber, LawUse::Span, ConstantLaw{});
    call_class.patience = read_law(block, C::kPatienceFieldNumber, LawUse::Patience, NeverLaw{});
    call_class.balk_probability = block.number_or(C::kBalkProbabilityFieldNumber, kShare, 0.0);
    call_class.ageing =
        block.number_or(C::kAgeingFieldNumber, {.min = 0.001, .max = 1000.0}, call_class.ageing);
    read_follow_ups(validation, block, call_class);
    return call_class;
}

/// Every line has classes, and their shares make up its calls. Shares are then made to sum to 1
/// as exactly as numbers can.
void check_shares(Validation& validation) {
    if (!validation.names_resolve) {
        return;
    }
    for (std::size_t line = 0; line < validation.scenario.lines.size(); ++line) {
        std::vector<std::size_t> rows;
        double sum = 0.0;
        for (std::size_t row = 0; row < validation.scenario.call_classes.size(); ++row) {
            if (validation.scenario.call_classes[row].line == LineId{line}) {
                rows.push_back(row);
                sum += validation.scenario.call_classes[row].share;
            }
        }
        if (rows.empty()) {
            validation.root.child(v1::Scenario::kLinesFieldNumber, static_cast<int>(line))
                .refuse_block({}, "must have a call class: none names this line");
        } else if (!validation.shares_in_range || validation.scenario.lines[line].internal) {
            continue;
        } else if (std::abs(sum - 1.0) > kSumTolerance) {
            const Block block = class_block(validation, rows.front());
            const std::string remedy =
                fmt::format("shares of the classes of line {} must sum to 1; they sum to {:.9g}",
                            validation.lines.names[line],
                            sum);
            if (block.has(C::kShareFieldNumber)) {
                block.refuse(C::kShareFieldNumber, remedy);
            } else {
                block.missing(C::kShareFieldNumber, remedy);
            }
        } else {
            for (const std::size_t row : rows) {
                validation.scenario.call_classes[row].share /= sum;
            }
        }
    }
}

}  // namespace

void validate_classes(Validation& validation) {
    for (std::size_t row = 0; row < validation.classes.names.size(); ++row) {
        validation.scenario.call_classes.push_back(
            read_class(validation, class_block(validation, row)));
    }
    check_shares(validation);
}

/// What a call turns into is work of the room itself, on a line without callers of its own: its
/// counts stay apart from those of the calls that rang.
void check_internal_targets(const Validation& validation) {
    for (const InternalTarget& target : validation.internal_targets) {
        const CallClass& call_class = validation.scenario.call_classes[target.row];
        if (!validation.scenario.lines[call_class.line.index()].internal) {
            target.block.refuse(target.field,
                                fmt::format("must be a class of an INTERNAL line; class {} is of "
                                            "line {}",
                                            call_class.name,
                                            validation.lines.names[call_class.line.index()]));
        }
    }
}

}  // namespace fcr
