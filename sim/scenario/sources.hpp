// Which numbers of a configuration say where they come from.
#pragma once

#include "sim/scenario/scenario_bundle.hpp"

#include <string>
#include <vector>

namespace google::protobuf {
class Message;
}

namespace fcr {

/// Paths of the blocks that hold numbers of which neither the block nor one around it has a
/// `source`. A block that cannot have one counts as part of the block around it.
[[nodiscard]] std::vector<std::string> unsourced_blocks(const google::protobuf::Message& message);

/// The blocks that have a `source`, in the order of the message's fields.
[[nodiscard]] std::vector<SourcedBlock> sourced_blocks(const google::protobuf::Message& message);

}  // namespace fcr
