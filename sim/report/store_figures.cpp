// The figures of a run in the store.
#include "proto/fcr/v1/report.pb.h"
#include "sim/report/report_message.hpp"
#include "sim/report/store.hpp"
#include "sim/report/store_statement.hpp"

#include <fmt/format.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <functional>
#include <string_view>

namespace fcr {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

/// The lists of a report whose elements have figures, and how an element is called.
std::string_view name_field(std::string_view list) {
    return list == "kpis" ? "id" : list == "published" || list == "precision" ? "kpi" : "name";
}

/// Calls `visit(name, value, half width)` for each figure in the message, `a.b` for b in a.
template <typename Visit>
void each_figure(const Message& message, const std::string& path, const Visit& visit) {
    const auto& reflection = *message.GetReflection();
    std::vector<const FieldDescriptor*> fields;
    reflection.ListFields(message, &fields);
    for (const FieldDescriptor* field : fields) {
        const std::string here = path.empty() ? field->name() : path + '.' + field->name();
        if (field->is_repeated()) {
            continue;
        }
        if (field->cpp_type() == FieldDescriptor::CPPTYPE_DOUBLE) {
            visit(here, reflection.GetDouble(message, field), std::nullopt);
        } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_INT32) {
            visit(here, double{0} + reflection.GetInt32(message, field), std::nullopt);
        } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
            const Message& inner = reflection.GetMessage(message, field);
            if (inner.GetDescriptor() == v1::EstimateReport::descriptor()) {
                const auto& estimate = static_cast<const v1::EstimateReport&>(inner);
                visit(here,
                      estimate.value(),
                      estimate.has_half_width() ? std::optional(estimate.half_width())
                                                : std::nullopt);
            } else {
                // The block `figures` says nothing that its fields do not.
                each_figure(inner, field->name() == "figures" ? path : here, visit);
            }
        }
    }
}

/// Calls `visit(kind, name, figure, value, half width)` for each figure of the message's lists.
template <typename Visit>
void each_row(const Message& message, const Visit& visit) {
    const auto& reflection = *message.GetReflection();
    std::vector<const FieldDescriptor*> fields;
    reflection.ListFields(message, &fields);
    for (const FieldDescriptor* list : fields) {
        if (!list->is_repeated() || list->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE ||
            list->name() == "intervals") {
            continue;
        }
        for (int row = 0; row < reflection.FieldSize(message, list); ++row) {
            const Message& element = reflection.GetRepeatedMessage(message, list, row);
            const FieldDescriptor* named =
                element.GetDescriptor()->FindFieldByName(std::string(name_field(list->name())));
            if (named == nullptr) {
                continue;  // what has no name has no row
            }
            const std::string name = element.GetReflection()->GetString(element, named);
            each_figure(element,
                        {},
                        [&](const std::string& figure,
                            double value,
                            const std::optional<double>& half_width) {
                            visit(list->name(), name, figure, value, half_width);
                        });
        }
    }
}

}  // namespace

bool Store::put_figures(const v1::RunReport& report) {
    bool good = StoreStatement(database_,
                               "UPDATE run SET title = ?, replications = ?, confidence = ?, "
                               "per_h = ? WHERE id = ?")
                    .bind(report.run().title(),
                          std::int64_t{report.run().replications()},
                          report.run().confidence(),
                          report.run().per_h(),
                          run_)
                    .done();
    StoreStatement insert(database_, "INSERT INTO figure VALUES (?, ?, ?, ?, ?, ?, ?)");
    std::string interval;
    const auto put = [&](const std::string& kind,
                         const std::string& name,
                         const std::string& figure,
                         double value,
                         const std::optional<double>& half_width) {
        good = good && insert.bind(run_, kind, name, interval, figure, value, half_width).done();
    };
    each_row(report, put);
    each_row(report.response(), put);
    for (const v1::IntervalReport& row : report.intervals()) {
        interval = row.from();
        each_row(row, put);
    }
    const auto put_rows = [&](const char* kind, const std::string& line, const auto& rows) {
        for (const auto& row : rows) {
            interval = row.from();
            each_figure(row, {}, std::bind_front(put, kind, line));
        }
    };
    for (const v1::LineBandsReport& bands : report.bands()) {
        put_rows("bands", bands.line(), bands.intervals());
    }
    for (const v1::HourOfWeekReport& week : report.weeks()) {
        put_rows("weeks", week.line(), week.cells());
    }
    return good;
}

bool Store::clear_results() {
    for (const char* table : {"figure",
                              "ledger_calls",
                              "ledger_time",
                              "ledger_incidents",
                              "ledger_units",
                              "ledger_desks"}) {
        const std::string sql = fmt::format("DELETE FROM {} WHERE run = ?", table);
        if (!StoreStatement(database_, sql.c_str()).bind(run_).done()) {
            return false;
        }
    }
    return true;
}

std::optional<std::string> Store::put_results(const RunSummary& summary,
                                              const CompiledScenario& scenario,
                                              const ExperimentResult& result) {
    const bool good = run("BEGIN IMMEDIATE") && clear_results() &&
                      put_figures(report_message(summary, version_)) &&
                      put_ledgers(scenario, result) && run("COMMIT");
    if (!good) {
        const auto told = failure();
        static_cast<void>(run("ROLLBACK"));  // the failure is told, whatever comes of this
        return told;
    }
    return std::nullopt;
}

}  // namespace fcr
