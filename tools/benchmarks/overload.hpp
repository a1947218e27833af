// Four times as much as an exercise's server is to bear, for a minute: what it refuses, what
// becomes of those who were there before, and whether all is as before when it is over.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>

namespace fcr {

struct OverloadOptions {
    std::uint16_t port = 0;
    pid_t process = 0;       ///< of the server
    std::string code;        ///< of a controller, who starts the exercise
    std::string evaluators;  ///< code of the seats that write notes
    int seconds = 60;        ///< of overload
};

/// Prints a row for before, overload and after. The exit code: 1 when somebody who was there before
/// was lost, anything but 503 was answered, the exercise stood still, memory went beyond its bound,
/// or nobody was let in afterwards. Times are told and not judged: they are this machine's.
int measure_overload(const OverloadOptions& options);

}  // namespace fcr
