#include "sim/contract_study/hours_of_week.hpp"

#include <fmt/format.h>

#include <string_view>

namespace fcr {

std::string hour_name(std::size_t hour) {
    constexpr std::array<std::string_view, 7> kDays{
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    return fmt::format("{} {:02}:00", kDays[hour / 24], hour % 24);
}

}  // namespace fcr
