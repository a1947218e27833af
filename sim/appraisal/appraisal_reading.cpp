#include "sim/appraisal/appraisal_reading.hpp"

#include "sim/contract/contract_reading.hpp"

#include <fmt/format.h>

#include <utility>

namespace fcr {
namespace {

constexpr std::int64_t kPostsMax = 10'000'000;  // 100,000 FTE

/// Such as `3.5` of 350.
std::string percent_words(std::int64_t bp) {
    return hundredths_words(bp);
}

}  // namespace

std::filesystem::path AppraisalReading::beside(const std::string& name) const {
    return (std::filesystem::path(plan.file).parent_path() / name).lexically_normal();
}

std::string pounds_words(Money money) {
    std::string words = to_string(money);
    if (words.ends_with(".00")) {
        words.resize(words.size() - 3);
    }
    return words;
}

std::string hundredths_words(std::int64_t hundredths) {
    std::string words = fmt::format("{}{}.{:02}",
                                    hundredths < 0 ? "-" : "",
                                    (hundredths < 0 ? -hundredths : hundredths) / 100,
                                    (hundredths < 0 ? -hundredths : hundredths) % 100);
    while (words.back() == '0') {
        words.pop_back();
    }
    if (words.back() == '.') {
        words.pop_back();
    }
    return words;
}

std::int64_t read_posts(const Block& block, int field) {
    const std::optional<Decimal> posts = parse_decimal(block.text(field));
    constexpr std::int64_t hundredth = 10'000;  // millionths
    if (!posts || posts->millionths < 0 || posts->millionths % hundredth != 0 ||
        posts->millionths / hundredth > kPostsMax) {
        block.refuse(field,
                     "must be FTE from \"0\" to \"100000\" with at most two places, such as "
                     "\"55.5\"");
        return 0;
    }
    return posts->millionths / hundredth;
}

Money read_signed_money(const Block& block, int field) {
    const std::optional<Money> money = parse_money(block.text(field));
    const Money most = Money::pounds(kAppraisedPoundsMax);
    if (!money || *money > most || *money < -most) {
        block.refuse(field,
                     fmt::format("must be pounds from \"-{0}\" to \"{0}\", with at most four "
                                 "places, such as \"120000\"",
                                 kAppraisedPoundsMax));
        return Money{};
    }
    return *money;
}

void Figures::note(std::string_view what,
                   std::string value,
                   FigureOrigin origin,
                   std::string source) const {
    reading_.plan.assumptions.push_back({.option = option_,
                                         .what = std::string(what),
                                         .value = std::move(value),
                                         .origin = origin,
                                         .source = std::move(source)});
}

template <typename T>
void Figures::note(const FigureField& of, const FigureElse<T>& otherwise, std::string value) const {
    if (!has(of.field)) {
        note(of.what, std::move(value), otherwise.origin, otherwise.source);
        return;
    }
    std::string source = block_->text(source_field_);
    note(of.what, std::move(value), FigureOrigin::Stated, std::move(source));
}

Money Figures::money(const FigureField& of, const FigureElse<Money>& otherwise) const {
    const Money value =
        has(of.field) ? read_money(*block_, of.field, kAppraisedPoundsMax).value_or(otherwise.value)
                      : otherwise.value;
    note(of, otherwise, fmt::format("{} pounds{}", pounds_words(value), of.unit));
    return value;
}

std::int64_t Figures::share_bp(const FigureField& of,
                               const Range& range,
                               const FigureElse<std::int64_t>& otherwise) const {
    const std::int64_t value =
        has(of.field) ? whole_or(*block_, of.field, range, otherwise.value) : otherwise.value;
    note(of, otherwise, fmt::format("{} %{}", percent_words(value), of.unit));
    return value;
}

int Figures::whole(const FigureField& of,
                   const Range& range,
                   const FigureElse<int>& otherwise) const {
    const int value = has(of.field)
                          ? static_cast<int>(whole_or(*block_, of.field, range, otherwise.value))
                          : otherwise.value;
    note(of, otherwise, fmt::format("{}{}", value, of.unit));
    return value;
}

double Figures::number(const FigureField& of,
                       const Range& range,
                       const FigureElse<double>& otherwise) const {
    const double value =
        has(of.field) ? block_->number_or(of.field, range, otherwise.value) : otherwise.value;
    note(of, otherwise, fmt::format("{:.6g}{}", value, of.unit));
    return value;
}

std::int64_t Figures::posts(const FigureField& of,
                            const FigureElse<std::int64_t>& otherwise) const {
    const std::int64_t value = has(of.field) ? read_posts(*block_, of.field) : otherwise.value;
    note(of, otherwise, fmt::format("{} FTE{}", hundredths_words(value), of.unit));
    return value;
}

}  // namespace fcr
