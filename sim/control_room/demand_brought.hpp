// Callers that commands bring, as a plan: what is known of them before they ring.
#pragma once

#include "sim/base/table.hpp"
#include "sim/base/time.hpp"
#include "sim/control_room/command.hpp"
#include "sim/domain/ids.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace fcr {

/// A burst of a class, or a line's demand that is raised.
struct DemandBrought {
    std::optional<CallClassId> call_class{};  ///< of a burst
    LineId line{};                            ///< of demand that is raised
    std::uint32_t calls = 0;                  ///< of a burst, between the two
    double factor = 1.0;                      ///< of raised demand
    SimTime from{};
    SimTime until{};
    std::uint32_t key = 0;  ///< the command's
};

/// Those of a run. Allocates in the constructor only.
class DemandsBrought {
public:
    explicit DemandsBrought(bool any) : rows_(any ? kCommandKeysMax : 0) {}

    void reset() { count_ = 0; }
    void copy_from(const DemandsBrought& other) {
        count_ = other.count_;
        rows_.copy_first(count_, other.rows_);
    }
    /// Beyond kCommandKeysMax none is kept: no command has a key then.
    void add(const DemandBrought& demand) {
        if (count_ < rows_.size()) {
            rows_[Row{count_++}] = demand;
        }
    }
    [[nodiscard]] std::span<const DemandBrought> rows() const { return rows_.rows().first(count_); }

private:
    using Row = Id<struct DemandRowTag>;
    Table<Row, DemandBrought> rows_;
    std::size_t count_ = 0;
};

}  // namespace fcr
