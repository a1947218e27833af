#include "tools/fcrsim/version.hpp"

namespace fcr {

std::string version() {
    return FCRSIM_VERSION;
}

std::string compiler() {
#ifdef __clang__
    return "Clang " __clang_version__;
#else
    return "GCC " __VERSION__;
#endif
}

}  // namespace fcr
