#include "tools/benchmarks/process_watch.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

namespace fcr {

std::optional<ProcessUse> process_use(pid_t process) {
    const std::filesystem::path folder = fmt::format("/proc/{}", process);
    std::ifstream file(folder / "stat");
    std::string text{std::istreambuf_iterator<char>(file), {}};
    // The name in brackets may hold anything; after it stand fields 3 and on, 14 and 15 are the
    // times in ticks and 24 is the resident pages.
    const std::size_t name_end = text.rfind(')');
    if (name_end == text.npos) {
        return std::nullopt;
    }
    std::istringstream fields(text.substr(name_end + 1));
    std::string skipped;
    for (int field = 3; field < 14; ++field) {
        fields >> skipped;
    }
    std::int64_t user = 0;
    std::int64_t system = 0;
    fields >> user >> system;
    for (int field = 16; field < 24; ++field) {
        fields >> skipped;
    }
    std::uint64_t pages = 0;
    fields >> pages;

    ProcessUse use;
    use.processor = std::chrono::microseconds{(user + system) * 1'000'000 / ::sysconf(_SC_CLK_TCK)};
    use.resident_kib = pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) / 1024;
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folder / "fd", error), end;
         entry != end && !error;
         entry.increment(error)) {
        ++use.descriptors;
    }
    return use;
}

}  // namespace fcr
