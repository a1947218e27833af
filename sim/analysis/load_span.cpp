#include "sim/analysis/load_span.hpp"

#include "sim/scenario/block.hpp"

namespace fcr {

namespace {

std::optional<LocalTime> read_time(const Block& block, int field) {
    if (!block.has(field)) {
        return std::nullopt;
    }
    const std::optional<LocalTime> time = parse_local_time(block.text(field));
    if (!time) {
        block.refuse(field,
                     "must be a date or a date with a time, 1970 to 2199, such as 2023-01-15 or "
                     "2023-01-15 06:00");
    }
    return time;
}

}  // namespace

LoadSpan read_span(const Block& block, int from_field, int to_field) {
    const LoadSpan span{.from = read_time(block, from_field), .to = read_time(block, to_field)};
    if (span.from && span.to && *span.to <= *span.from) {
        block.refuse(to_field, "must be after `from`");
    }
    return span;
}

}  // namespace fcr
