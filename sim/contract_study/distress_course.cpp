#include "sim/contract_study/distress_course.hpp"

#include <algorithm>

namespace fcr {

namespace {

constexpr std::int64_t kHour = 3'600'000'000;  // microseconds
constexpr std::int64_t kWhole = 1'000'000;
/// Of the draws of a supplier's course, beside those of its flexible seats.
constexpr std::uint64_t kCourse = std::uint64_t{1} << 58;

Money pay(Money hour, Duration worked) {
    return times(hour, worked.count(), kHour);
}

}  // namespace

Money supplier_cost(const SupplierTerms& supplier, const MonthOfWork& work, int term_months) {
    Money staff = pay(supplier.hour, work.staffed + work.guaranteed);
    staff += basis_points(pay(supplier.hour, work.cancelled), work.cancelled_bp);
    return to_pence(staff + basis_points(staff, supplier.overhead_bp) + supplier.overhead_month +
                    times(supplier.mobilisation, 1, term_months));
}

void DistressCourse::begin(const Streams& streams) {
    streams_ = streams;
    margins_ = SupplierMargins{};
    months_ = 0;
    distress_ = Distress::None;
    good_months_ = 0;
    stage_months_ = 0;
    staffed_millionths_ = kWhole;
}

bool DistressCourse::happens(std::uint64_t what, std::int64_t bp) const {
    const EntityKey month{.family = kCourse | what, .member = months_};
    return streams_.draw(Purpose::Tenure, month).next_uniform() <
           static_cast<double>(bp) / 10'000.0;
}

void DistressCourse::close_month(const Margin& month) {
    margins_.add(month);
    ++months_;
    const auto trailing = static_cast<std::size_t>(supplier_.distress.trailing_months);
    const bool low = margins_.trailing(trailing).below(ladder_.distress_margin_bp);
    good_months_ = low ? 0 : good_months_ + 1;
    ++stage_months_;
    advance();
    if (distress_ != Distress::None) {
        staffed_millionths_ -= staffed_millionths_ * supplier_.distress.leavers_bp / (10'000 * 12);
    } else if (staffed_millionths_ < kWhole) {
        staffed_millionths_ = std::min(kWhole, staffed_millionths_ + kWhole / 20);
    }
}

void DistressCourse::advance() {
    const DistressTerms& terms = supplier_.distress;
    const auto enter = [this](Distress next) {
        distress_ = next;
        stage_months_ = 0;
    };
    switch (distress_) {
        case Distress::None:
            if (margins_.distressed(static_cast<std::size_t>(terms.trailing_months),
                                    ladder_.distress_margin_bp,
                                    static_cast<std::size_t>(ladder_.distress_months))) {
                enter(Distress::HiringStopped);
            }
            return;
        case Distress::HiringStopped:
            if (good_months_ >= ladder_.distress_months) {
                enter(Distress::None);
            } else if (stage_months_ >= terms.renegotiate_after_months &&
                       happens(0, terms.renegotiate_bp)) {
                enter(Distress::AsksToRenegotiate);
            }
            return;
        case Distress::AsksToRenegotiate:
            if (good_months_ >= ladder_.distress_months) {
                enter(Distress::None);
            } else if (stage_months_ >= terms.exit_after_months && happens(1, terms.exit_bp)) {
                enter(Distress::GivesNotice);
            }
            return;
        case Distress::GivesNotice: return;
    }
}

}  // namespace fcr
