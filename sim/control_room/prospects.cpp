#include "sim/control_room/prospects.hpp"

#include <algorithm>

namespace fcr {

void Prospects::reset() {
    count_ = 0;
    open_ = 0;
    last_id_ = 0;
}

void Prospects::copy_from(const Prospects& other) {
    count_ = other.count_;
    open_ = other.open_;
    last_id_ = other.last_id_;
    rows_.copy_first(count_, other.rows_);
}

std::uint64_t Prospects::add(const Prospect& prospect) {
    if (rows_.size() == 0) {
        return 0;
    }
    if (count_ == rows_.size() || open_ >= 2 * kOpenMax) {
        drop_old();
    }
    if (count_ == rows_.size()) {
        return 0;
    }
    Prospect& row = rows_[Row{count_++}];
    row = prospect;
    row.id = ++last_id_;
    open_ += row.kind != ProspectKind::Certain;
    return row.id;
}

std::uint32_t Prospects::close(std::uint64_t id) {
    const std::span<Prospect> rows = rows_.rows().first(count_);
    const auto row = std::ranges::lower_bound(rows, id, {}, &Prospect::id);
    if (row == rows.end() || row->id != id) {
        return 0;
    }
    if (!row->over) {
        row->over = true;
        open_ -= row->kind != ProspectKind::Certain;
    }
    return row->attempt;
}

/// Takes out what is over, and all but the latest of those that are open.
void Prospects::drop_old() {
    std::size_t to_drop = open_ - std::min(open_, kOpenMax);
    std::size_t kept = 0;
    for (std::size_t row = 0; row < count_; ++row) {
        const Prospect& prospect = rows_[Row{row}];
        if (prospect.over) {
            continue;
        }
        if (prospect.kind != ProspectKind::Certain && to_drop > 0) {
            --to_drop;
            --open_;
            continue;
        }
        rows_[Row{kept++}] = prospect;
    }
    count_ = kept;
}

}  // namespace fcr
