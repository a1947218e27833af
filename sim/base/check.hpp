// Checks that the program is right; they are on in every build.
#pragma once

namespace fcr {

/// Prints the failed condition and why it must hold, then aborts. Never returns.
[[noreturn, gnu::cold]] void check_failed(const char* condition,
                                          const char* why,
                                          const char* file,
                                          int line);

}  // namespace fcr

/// Stops the program when `condition` is false: the program is wrong, not its input.
#define FCR_CHECK(condition, why)                                       \
    do {                                                                \
        if (__builtin_expect(!(condition), 0)) {                        \
            ::fcr::check_failed(#condition, (why), __FILE__, __LINE__); \
        }                                                               \
    } while (false)

/// An FCR_CHECK too dear for the hot loop of a release build.
#ifdef NDEBUG
#define FCR_DEBUG_CHECK(condition, why) static_cast<void>(0)
#else
#define FCR_DEBUG_CHECK(condition, why) FCR_CHECK(condition, why)
#endif
