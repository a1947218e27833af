// Changes to a scenario from the command line: --set path=value.
#pragma once

#include "sim/base/result.hpp"

#include <span>
#include <string>
#include <vector>

namespace google::protobuf {
class Message;
}

namespace fcr {

/// Applies each `path=value` to the message, in order. The message is unchanged when any is wrong.
///
/// A path leads through fields, `run.measured_h`; an element of a list is called by its name or,
/// when none has that name, by its index from 0: `pools[in_house].seats`, `pools[0].seats`,
/// `lines[999].arrivals.calls_per_day`. Blocks on the way that are not there are made. A value is
/// written as in the file, quotes around text may be left out: a number, text, an enumerator, a
/// list `[1, 2, 3]`, or a block in braces, which replaces the whole block:
/// `call_classes[999].talk={lognormal{mean_s: 300 cv: 0.8}}`. Setting one law of a distribution
/// removes the other, and so do `seats`, `seats_by_interval` and `seats_csv`, and `weights`,
/// `profile_csv` and `week_weights`.
///
/// `keys` receives what was set, with lists by index, for telling where a wrong value came from.
[[nodiscard]] Problems apply_overrides(std::span<const std::string> overrides,
                                       google::protobuf::Message& message,
                                       std::vector<std::string>& keys);

}  // namespace fcr
