// Who contracts with whom, for how long, and for which calls.
#include "proto/fcr/v1/contract.pb.h"
#include "sim/contract/contract_reading.hpp"
#include "sim/contract/service_calendar.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fcr {

namespace {

using C = v1::Contract;

constexpr double kMonthsMax = 240.0;
constexpr int kExtensionsMax = 16;
constexpr int kBreaksMax = 64;
constexpr int kLinesMax = 16;
constexpr int kPoolsMax = 64;

/// Ids of contracts become names of files and keys elsewhere.
bool is_contract_id(std::string_view id) {
    return !id.empty() && id.size() <= 64 && std::ranges::all_of(id, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
               letter == '_' || letter == '-';
    });
}

void read_dates(const Block& block, TermTerms& term) {
    using T = v1::ContractTerm;
    const Date last = last_day(term);
    const int breaks = block.rows(T::kBreakDatesFieldNumber, 0, kBreaksMax);
    for (int row = 0; row < breaks; ++row) {
        const auto date = read_date_within(block,
                                           T::kBreakDatesFieldNumber,
                                           row,
                                           term.start,
                                           last,
                                           "the term with its extensions");
        if (date) {
            term.break_dates.push_back(*date);
        }
    }
    std::ranges::sort(term.break_dates);
}

}  // namespace

void read_identity(ContractReading& reading) {
    const Block& root = reading.root;
    ContractTerms& terms = reading.terms;
    terms.id = root.text(C::kIdFieldNumber);
    if (!root.has(C::kIdFieldNumber)) {
        root.missing(C::kIdFieldNumber, "must be given, such as \"overflow_101\"");
    } else if (!is_contract_id(terms.id)) {
        root.refuse(C::kIdFieldNumber, "must be 1 to 64 of the letters a to z, digits, _ and -");
    }
    terms.title = read_line_of_text(root, C::kTitleFieldNumber);
    terms.title = terms.title.empty() ? terms.id : terms.title;
    terms.description = read_line_of_text(root, C::kDescriptionFieldNumber);
    terms.source = read_line_of_text(root, C::kSourceFieldNumber);
    terms.form = enum_or(root, C::kFormFieldNumber, ContractForm::Bespoke);
    terms.authority = read_line_of_text(root, C::kAuthorityFieldNumber);
    terms.authority = terms.authority.empty() ? "the force" : terms.authority;
    terms.supplier = read_line_of_text(root, C::kSupplierFieldNumber);
    terms.supplier = terms.supplier.empty() ? "the supplier" : terms.supplier;
    terms.belongs_to = enum_or(root, C::kBelongsToFieldNumber, BelongsTo::Offered);
    const Block fte = root.child(C::kFteFieldNumber);
    using F = v1::FteDefinition;
    terms.fte.paid_hours = whole_or(fte,
                                    F::kPaidHoursFieldNumber,
                                    {.min = 100.0, .max = 3'000.0, .unit = "hours a year"},
                                    terms.fte.paid_hours);
    const auto paid = static_cast<double>(terms.fte.paid_hours);
    terms.fte.productive_hours =
        whole_or(fte,
                 F::kProductiveHoursFieldNumber,
                 {.min = 1.0, .max = paid, .unit = "hours a year, not above paid_hours"},
                 std::min(terms.fte.productive_hours, terms.fte.paid_hours));
}

void read_term(ContractReading& reading) {
    using T = v1::ContractTerm;
    const Block& root = reading.root;
    TermTerms& term = reading.terms.term;
    const Block block = root.child(C::kTermFieldNumber);
    if (!root.has(C::kTermFieldNumber)) {
        root.missing(C::kTermFieldNumber, "must be given, with start and months");
        term.months = 1;
        reading.terms.signed_on = term.start;
        return;
    }
    constexpr Range months{.min = 1.0, .max = kMonthsMax, .unit = "months"};
    if (!block.has(T::kStartFieldNumber)) {
        block.missing(T::kStartFieldNumber, "must be given, a date such as \"2027-04-01\"");
    }
    const std::optional<Date> start = read_date(block, T::kStartFieldNumber);
    term.start = start.value_or(kDateMin);
    term.months = static_cast<int>(needed_whole(block, T::kMonthsFieldNumber, months));
    static_cast<void>(block.rows(T::kExtensionMonthsFieldNumber, 0, kExtensionsMax));
    for (const double length : block.numbers(T::kExtensionMonthsFieldNumber,
                                             {.min = 1.0, .max = 120.0, .unit = "months"})) {
        term.extension_months.push_back(static_cast<int>(length));
    }
    if (last_day(term) > kDateMax) {
        block.refuse(T::kMonthsFieldNumber, "must end by 2199 with all extensions");
        term.extension_months.clear();
        term.months = 1;
    }
    if (start) {
        read_dates(block, term);
    }
    term.notice_months = static_cast<int>(whole_or(block,
                                                   T::kNoticeMonthsFieldNumber,
                                                   {.min = 0.0, .max = 60.0, .unit = "months"},
                                                   term.notice_months));
    reading.terms.signed_on = term.start;
    if (start) {
        reading.terms.signed_on =
            read_date_within(
                root, C::kSignedFieldNumber, -1, kDateMin, term.start, "not after the start")
                .value_or(term.start);
    }
}

namespace {

/// A name that no earlier one has.
void check_name(const Block& block, int field, int index, const std::string& name, Names& names) {
    if (!is_name(name)) {
        block.refuse(field, index, std::string(kNameRemedy));
    } else if (names.find(name)) {
        block.refuse(field, index, "must be unique; an earlier one has this name");
    }
    names.names.push_back(name);
}

void read_pool(ContractReading& reading, const Block& block) {
    using P = v1::ContractPool;
    ScopePool pool{.name = block.text(P::kNameFieldNumber),
                   .owner = enum_or(block, P::kOwnerFieldNumber, Party::Supplier),
                   .site = read_line_of_text(block, P::kSiteFieldNumber)};
    if (!block.has(P::kNameFieldNumber)) {
        block.missing(P::kNameFieldNumber, "must be given, a pool of the ledger");
        reading.pools.names.push_back(pool.name);
    } else {
        check_name(block, P::kNameFieldNumber, -1, pool.name, reading.pools);
    }
    if (!block.has(P::kOwnerFieldNumber)) {
        block.missing(P::kOwnerFieldNumber, "must be given: THE_FORCE or THE_SUPPLIER");
    }
    reading.terms.scope.pools.push_back(std::move(pool));
}

}  // namespace

void read_scope(ContractReading& reading) {
    using S = v1::ContractScope;
    ScopeTerms& scope = reading.terms.scope;
    if (!reading.root.has(C::kScopeFieldNumber)) {
        reading.root.missing(C::kScopeFieldNumber, "must be given, with lines");
        return;
    }
    const Block block = reading.root.child(C::kScopeFieldNumber);
    const int lines = block.rows(S::kLinesFieldNumber, 1, kLinesMax);
    for (int row = 0; row < lines; ++row) {
        scope.lines.push_back(block.text(S::kLinesFieldNumber, row));
        check_name(block, S::kLinesFieldNumber, row, scope.lines.back(), reading.lines);
    }
    const int pools = block.rows(S::kPoolsFieldNumber, 0, kPoolsMax);
    for (int row = 0; row < pools; ++row) {
        read_pool(reading, block.child(S::kPoolsFieldNumber, row));
    }
    scope.shared_queue = block.as<S>().shared_queue();
    scope.attribution =
        enum_or(block, S::kAbandonAttributionFieldNumber, Attribution::LastPresented);
    scope.clock_from_offered = block.enumerator(S::kOverflowClockFieldNumber) == v1::FROM_OFFERED;
    if (block.has(S::kMinimumCallsFieldNumber)) {
        scope.calls_min = whole_or(block, S::kMinimumCallsFieldNumber, kCalls, 0);
    }
    if (block.has(S::kMaximumCallsFieldNumber)) {
        scope.calls_max = whole_or(block, S::kMaximumCallsFieldNumber, kCalls, 0);
    }
    if (scope.calls_min && scope.calls_max && *scope.calls_max < *scope.calls_min) {
        block.refuse(S::kMaximumCallsFieldNumber,
                     fmt::format("must not be below minimum_calls, {}", *scope.calls_min));
    }
}

}  // namespace fcr
