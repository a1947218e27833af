// Every number of the schema with every bad value: the fields come from the schema itself, so a
// new one is tested, or missed here, the day it is made.
#include "proto/fcr/v1/scenario.pb.h"
#include "sim/scenario/block.hpp"
#include "sim/scenario/compile.hpp"
#include "tests/unit/scenario/dated_scenario.hpp"
#include "tests/unit/scenario/rich_scenario.hpp"
#include "tests/unit/scenario/scenario_files.hpp"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <google/protobuf/text_format.h>

#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace fcr::test {

namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::TextFormat;

/// The scenarios that have every number between them.
constexpr std::array kTexts{kRich, kDated};

/// One number in a message: how to reach it and what it is called.
struct Number {
    std::string_view text;  ///< the scenario it is in
    std::vector<std::pair<const FieldDescriptor*, int>> way;
    std::string path;

    [[nodiscard]] const FieldDescriptor& field() const { return *way.back().first; }
};

bool is_number(const FieldDescriptor& field) {
    return field.cpp_type() == FieldDescriptor::CPPTYPE_DOUBLE ||
           field.cpp_type() == FieldDescriptor::CPPTYPE_UINT32;
}

void collect(const Message& message, const Number& above, std::vector<Number>& numbers) {
    std::vector<const FieldDescriptor*> fields;
    message.GetReflection()->ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) {
        const int rows =
            field->is_repeated() ? message.GetReflection()->FieldSize(message, field) : 1;
        for (int row = 0; row < rows; ++row) {
            const int index = field->is_repeated() ? row : -1;
            const bool is_message = field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
            const Message* child = nullptr;
            std::string element;
            if (is_message) {
                child = index < 0
                            ? &message.GetReflection()->GetMessage(message, field)
                            : &message.GetReflection()->GetRepeatedMessage(message, field, index);
                element = index < 0 ? std::string{} : name_of(*child);
            }
            if (index >= 0 && element.empty()) {
                element = std::to_string(index);
            }
            Number here = above;
            here.way.emplace_back(field, index);
            here.path += (here.path.empty() ? "" : ".") + field->name() +
                         (element.empty() ? "" : '[' + element + ']');
            if (is_message) {
                collect(*child, here, numbers);
            } else if (is_number(*field)) {
                numbers.push_back(here);
            }
        }
    }
}

v1::Scenario message_of(std::string_view text) {
    v1::Scenario message;
    EXPECT_TRUE(TextFormat::ParseFromString(std::string(text), &message));
    return message;
}

std::vector<Number> all_numbers() {
    std::vector<Number> numbers;
    for (const std::string_view text : kTexts) {
        collect(message_of(text), {.text = text, .way = {}, .path = {}}, numbers);
    }
    return numbers;
}

/// The number's scenario as text with the number changed.
std::string full_with_number(const Number& number, double value) {
    v1::Scenario root = message_of(number.text);
    Message* message = &root;
    for (std::size_t step = 0; step + 1 < number.way.size(); ++step) {
        const auto [field, index] = number.way[step];
        message = index < 0
                      ? message->GetReflection()->MutableMessage(message, field)
                      : message->GetReflection()->MutableRepeatedMessage(message, field, index);
    }
    const auto [field, index] = number.way.back();
    const auto& reflection = *message->GetReflection();
    if (field->cpp_type() == FieldDescriptor::CPPTYPE_UINT32) {
        const auto whole = static_cast<std::uint32_t>(value);
        index < 0 ? reflection.SetUInt32(message, field, whole)
                  : reflection.SetRepeatedUInt32(message, field, index, whole);
    } else {
        index < 0 ? reflection.SetDouble(message, field, value)
                  : reflection.SetRepeatedDouble(message, field, index, value);
    }
    std::string text;
    EXPECT_TRUE(TextFormat::PrintToString(root, &text));
    return text;
}

bool names(const Problems& problems, const std::string& path) {
    return std::any_of(problems.begin(), problems.end(), [&](const Problem& problem) {
        return problem.field == path && problem.line > 0 && problem.column > 0;
    });
}

void collect_schema(const Descriptor& type, std::set<std::string>& fields) {
    for (int row = 0; row < type.field_count(); ++row) {
        const FieldDescriptor& field = *type.field(row);
        if (is_number(field)) {
            fields.insert(field.full_name());
        } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
            collect_schema(*field.message_type(), fields);
        }
    }
}

TEST(Numbers, TheFullScenariosAreValid) {
    for (const std::string_view text : kTexts) {
        const Scenario scenario = accepted(std::string(text));

        const Result<CompiledScenario> compiled = compile(scenario);
        EXPECT_TRUE(compiled.has_value());
    }
}

TEST(Numbers, TheFullScenariosHaveEveryNumberOfTheSchema) {
    std::set<std::string> in_schema;
    collect_schema(*v1::Scenario::descriptor(), in_schema);

    std::set<std::string> in_scenario;
    for (const Number& number : all_numbers()) {
        in_scenario.insert(number.field().full_name());
    }

    EXPECT_EQ(in_scenario, in_schema);
}

TEST(Numbers, EveryNumberRefusesWhatIsNoNumberOrTooLarge) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    for (const Number& number : all_numbers()) {
        const bool whole = number.field().cpp_type() == FieldDescriptor::CPPTYPE_UINT32;
        const std::vector<double> bad = whole ? std::vector<double>{4294967295.0, 2147483648.0}
                                              : std::vector<double>{std::nan(""),
                                                                    infinity,
                                                                    -infinity,
                                                                    -1.0,
                                                                    -1e-300,
                                                                    1e308,
                                                                    9223372036854775808.0,
                                                                    1.7976931348623157e308};
        for (const double value : bad) {
            const Result<Scenario> scenario =
                parse_scenario(full_with_number(number, value), "f.txtpb");

            ASSERT_FALSE(scenario.has_value()) << number.path << " = " << value;
            EXPECT_TRUE(names(scenario.error(), number.path))
                << number.path << " = " << value << ": " << to_string(scenario.error()[0]);
        }
    }
}

TEST(Numbers, WhereZeroWouldMeanNothingItIsRefused) {
    std::set<std::string> refused;
    for (const Number& number : all_numbers()) {
        const Result<Scenario> scenario = parse_scenario(full_with_number(number, 0.0), "f.txtpb");
        if (!scenario && names(scenario.error(), number.path)) {
            refused.insert(number.field().full_name());
        }
    }

    const std::set<std::string> expected{
        "fcr.v1.AfterLoss.attempts_max",
        "fcr.v1.Arrivals.yearly_factor",
        "fcr.v1.BreakRule.length_min",
        "fcr.v1.BreakRule.waves",
        "fcr.v1.CallClass.ageing",
        "fcr.v1.CallClass.priority",
        "fcr.v1.CallClass.share",  // the shares of its line no longer sum to 1
        "fcr.v1.Cluster.Size.calls",
        "fcr.v1.Cluster.Size.cumulative",
        "fcr.v1.Cohort.headcount",
        "fcr.v1.Disruption.chance",  // the stage's arrival_multiplier needs 1
        "fcr.v1.DisruptionStage.duration_s",
        "fcr.v1.DisruptionStage.handling_factor",
        "fcr.v1.Empirical.Knot.cumulative",
        "fcr.v1.Empirical.Knot.value_s",
        "fcr.v1.Exponential.mean_s",
        "fcr.v1.Gamma.cv",
        "fcr.v1.Gamma.mean_s",
        "fcr.v1.Grade.attendance_target_s",
        "fcr.v1.Grade.priority",
        "fcr.v1.GradePressure.free_units_below",
        "fcr.v1.Hurry.factor",
        "fcr.v1.Hurry.queue_at_least",
        "fcr.v1.Hyperexponential.Branch.mean_s",
        "fcr.v1.Hyperexponential.Branch.weight",
        "fcr.v1.Kpi.percentile",
        "fcr.v1.Line.lines_max",
        "fcr.v1.Lognormal.cv",
        "fcr.v1.Lognormal.mean_s",
        "fcr.v1.NamedDay.until_h",
        "fcr.v1.Normal.sd_s",
        "fcr.v1.Outbound.attempts_max",
        "fcr.v1.Padding.calls_per_hour",
        "fcr.v1.Padding.free_at_least",
        "fcr.v1.People.contract_h_week",
        "fcr.v1.PiecewiseHazard.Stretch.from_s",
        "fcr.v1.PiecewiseHazard.Stretch.mean_s",
        "fcr.v1.Pool.concurrency",
        "fcr.v1.Pool.handling_factor",
        "fcr.v1.Proficiency.handling_factor",
        "fcr.v1.Proficiency.weeks",
        "fcr.v1.Roster.csv_cycle_days",
        "fcr.v1.RouteStep.after_s",  // no longer after the step above
        "fcr.v1.Run.measured_h",
        "fcr.v1.ShiftKind.length_h",
        "fcr.v1.Sickness.spell_mean_days",
        "fcr.v1.Supervisor.queue_at_least",
        "fcr.v1.Supervisor.seats",
        "fcr.v1.Supervisor.stay_s",
        "fcr.v1.Surge.duration_s",
        "fcr.v1.Survival.Knot.at_s",
        "fcr.v1.Talkgroup.share",  // the shares no longer sum to 1
        "fcr.v1.Team.headcount",
        "fcr.v1.Transfer.handling_factor",
        "fcr.v1.Transfer.weeks",
        "fcr.v1.Uniform.high_s",
    };
    EXPECT_EQ(refused, expected);
}

TEST(Numbers, MinusZeroAndTheSmallestNumberAreRefusedOrHarmless) {
    for (const Number& number : all_numbers()) {
        if (number.field().cpp_type() == FieldDescriptor::CPPTYPE_UINT32) {
            continue;
        }
        for (const double value : {-0.0, std::numeric_limits<double>::denorm_min()}) {
            const Result<Scenario> scenario =
                parse_scenario(full_with_number(number, value), "f.txtpb");
            if (scenario) {
                EXPECT_TRUE(compile(*scenario).has_value()) << number.path;
            } else {
                EXPECT_FALSE(scenario.error().empty());
            }
        }
    }
}

TEST(Numbers, ANumberAsWrittenIsShown) {
    EXPECT_THAT(refused(small_with("mean_s: 300", "mean_s:   1e308  ")),
                testing::ElementsAre(
                    "small.txtpb:10:24: call_classes[urgent].talk.exponential.mean_s: must be "
                    "from 0.000001 to 31622400 seconds (found \"1e308\")"));
    EXPECT_THAT(refused(small_with("mean_s: 300", "mean_s: -0.50")),
                testing::ElementsAre(testing::HasSubstr("(found \"-0.50\")")));
    EXPECT_THAT(refused(small_with("mean_s: 300", "\tmean_s: 1e999")),
                testing::ElementsAre(testing::HasSubstr("(found \"1e999\")")));
}

}  // namespace

}  // namespace fcr::test
