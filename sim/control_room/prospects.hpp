// What may still come of what has happened: calls that may be followed by others.
#pragma once

#include "sim/base/table.hpp"
#include "sim/base/time.hpp"
#include "sim/domain/call.hpp"
#include "sim/domain/ids.hpp"
#include "sim/random/distribution.hpp"
#include "sim/scenario/compiled_disruption.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

namespace fcr {

enum class ProspectKind : std::uint8_t {
    Certain,  ///< work or a call that is agreed; only its moment may be open
    Loss,     ///< a lost caller may ring again, or try another line
    CutOff,   ///< likewise one who did not get through
    Repeat,   ///< an answered caller may ring again
    Cluster,  ///< there may be further callers about the incident
};

/// Something that happened and what may follow from it. Whether anything does, and when, is not
/// told here: nobody in the room knows.
struct Prospect {
    std::uint64_t id = 0;  ///< rising, from 1
    ProspectKind kind = ProspectKind::Certain;
    bool over = false;                    ///< what was to come has come
    bool reached = true;                  ///< of the call: as RoomCall's
    Origin origin = Origin::Caller;       ///< Certain: of what follows
    SimTime since{};                      ///< when it happened; Certain without a law: when it will
    CallRecord call{};                    ///< from which it follows
    std::uint64_t patience_word = 0;      ///< of that call
    CallClassId to{};                     ///< Certain: its class; Cluster: that of the incident
    std::uint32_t attempt = 0;            ///< Certain; Cluster: callers so far
    const Distribution* delay = nullptr;  ///< Certain: of the time since; none: it is known
    const CompiledLineCut* cut = nullptr;  ///< CutOff
};

/// Prospects in the order in which they arose. Of those that are not certain the latest kOpenMax
/// are kept: what has not come of older ones hardly ever does. Allocates in the constructor only.
class Prospects {
public:
    static constexpr std::size_t kOpenMax = 1'024;

    /// Room for so many that are certain; none at all for 0.
    explicit Prospects(std::size_t certain_max)
        : rows_(certain_max == 0 ? 0 : 2 * kOpenMax + certain_max) {}

    void reset();
    void copy_from(const Prospects& other);

    /// Adds one and returns its id; 0 where there is no room, and for rooms that keep none.
    std::uint64_t add(const Prospect& prospect);
    /// What was to come has come. Returns the row's `attempt`; 0 when it is kept no longer.
    std::uint32_t close(std::uint64_t id);

    [[nodiscard]] std::span<const Prospect> rows() const { return rows_.rows().first(count_); }

private:
    void drop_old();

    using Row = Id<struct ProspectRowTag>;
    Table<Row, Prospect> rows_;
    std::size_t count_ = 0;
    std::size_t open_ = 0;  ///< neither certain nor over
    std::uint64_t last_id_ = 0;
};

}  // namespace fcr
