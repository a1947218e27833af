#include "tools/fcrsim/flag_values.hpp"

#include <utility>

namespace fcr {

Problem wrong_flag(const char* flag, const std::optional<std::string>& value, std::string remedy) {
    return {.file = {},
            .field = flag,
            .value = value.value_or(std::string{}),
            .remedy = std::move(remedy)};
}

std::optional<Date> read_date(const char* flag,
                              const std::optional<std::string>& text,
                              Problems& problems) {
    if (!text) {
        return std::nullopt;
    }
    const std::optional<Date> date = parse_date(*text);
    if (!date) {
        problems.push_back(
            wrong_flag(flag, text, "must be a date from 1996 to 2199, such as 2027-04-01"));
    }
    return date;
}

}  // namespace fcr
