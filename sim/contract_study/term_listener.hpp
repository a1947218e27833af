// Who hears the room while a contract's term is run in it.
#pragma once

#include "sim/contract_study/term_rooms.hpp"
#include "sim/control_room/notice.hpp"

namespace fcr {

/// Hears every notice of the rooms of a term, beside the ledger that the contract is priced from.
class TermListener : public NoticeSink {
public:
    /// A run of the term begins; it outlives its notices.
    virtual void begin_run(const TermRun& run) = 0;
};

}  // namespace fcr
