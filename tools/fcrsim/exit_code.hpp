// What the program's end means to the shell.
#pragma once

namespace fcr {

enum class ExitCode : int {
    Done = 0,
    TargetMissed = 1,    ///< ran, and a check or a target asked for failed
    BadInput = 2,        ///< nothing was written
    JournalDamaged = 3,  ///< the journal of an exercise, where nothing can be done with it
    StorageFailed = 4,   ///< a file or standard output could not be written
    AlreadyRunning = 5,  ///< another program has the exercise
    Unsafe = 6,          ///< refused for safety
    LimitReached = 7,    ///< a stated limit was reached; nothing was written
    Interrupted = 130,   ///< what was finished is kept and says so
};

}  // namespace fcr
