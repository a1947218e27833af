#include "sim/base/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace fcr {

void check_failed(const char* condition, const char* why, const char* file, int line) {
    std::fprintf(stderr, "fcrsim: bug: %s (%s) at %s:%d\n", why, condition, file, line);
    std::abort();
}

}  // namespace fcr
