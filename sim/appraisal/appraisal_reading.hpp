// What the readers of an appraisal's parts share. Internal to this folder.
#pragma once

#include "sim/appraisal/appraisal_plan.hpp"
#include "sim/scenario/block.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fcr {

/// An appraisal under validation.
struct AppraisalReading {
    Block root;
    AppraisalPlan plan;
    std::vector<Names> pools{};  ///< of each option's scenario
    Names lines{.kind = "a line with callers of the scenarios"};
    bool rooms_are_sound = false;  ///< every scenario was read

    [[nodiscard]] std::filesystem::path beside(const std::string& name) const;
};

// In the order in which they need each other. Each reads its blocks into the plan; what is wrong is
// refused and answered with something harmless.

void read_plan(AppraisalReading& reading);
void read_options(AppraisalReading& reading);
void read_rooms(AppraisalReading& reading);     ///< scenarios, contracts, and what they must share
void read_sourcing(AppraisalReading& reading);  ///< posts, and what a contract brings
void read_risks(AppraisalReading& reading);
void read_questions(AppraisalReading& reading);

/// A figure's field, and how it is told.
struct FigureField {
    int field = 0;
    std::string_view what;  ///< `Cost of an FTE`
    std::string_view unit;  ///< after the value: ` pounds a year`
};

/// What a figure is where it is not stated.
template <typename T>
struct FigureElse {
    T value{};
    FigureOrigin origin = FigureOrigin::Default;
    std::string source = "contracts.md 3";
};

/// Reads the figures of one block and notes of each where it comes from.
class Figures {
public:
    /// `block` may be left out by the file; `source_field` is its `source`. `option` is a title.
    Figures(AppraisalReading& reading,
            std::string option,
            std::optional<Block> block,
            int source_field)
        : reading_(reading),
          option_(std::move(option)),
          block_(std::move(block)),
          source_field_(source_field) {}

    [[nodiscard]] Money money(const FigureField& of, const FigureElse<Money>& otherwise) const;
    /// Shown in percent.
    [[nodiscard]] std::int64_t share_bp(const FigureField& of,
                                        const Range& range,
                                        const FigureElse<std::int64_t>& otherwise) const;
    [[nodiscard]] int whole(const FigureField& of,
                            const Range& range,
                            const FigureElse<int>& otherwise) const;
    [[nodiscard]] double number(const FigureField& of,
                                const Range& range,
                                const FigureElse<double>& otherwise) const;
    /// FTE times 100.
    [[nodiscard]] std::int64_t posts(const FigureField& of,
                                     const FigureElse<std::int64_t>& otherwise) const;

    [[nodiscard]] bool has(int field) const { return block_ && block_->has(field); }
    void note(std::string_view what,
              std::string value,
              FigureOrigin origin,
              std::string source) const;

private:
    template <typename T>
    void note(const FigureField& of, const FigureElse<T>& otherwise, std::string value) const;

    AppraisalReading& reading_;
    std::string option_;
    std::optional<Block> block_;
    int source_field_;
};

/// `43,190`, or `12.50` where there are pence.
[[nodiscard]] std::string pounds_words(Money money);
/// `55.5` of 5,550 hundredths.
[[nodiscard]] std::string hundredths_words(std::int64_t hundredths);

/// FTE with at most two places, times 100; refused where it is none.
[[nodiscard]] std::int64_t read_posts(const Block& block, int field);
/// A sum of pounds that may be below zero.
[[nodiscard]] Money read_signed_money(const Block& block, int field);

inline constexpr std::int64_t kAppraisedPoundsMax = 10'000'000'000;

}  // namespace fcr
