#include "sim/analysis/intake.hpp"

#include "sim/analysis/file_feed.hpp"
#include "sim/analysis/load_reader.hpp"

namespace fcr {

Result<LoadIntake> read_load(const std::filesystem::path& file,
                             const LoadMapping& mapping,
                             const Scenario& scenario) {
    LoadReader reader(file.string(), mapping, scenario);
    feed_file(file, reader);
    return reader.finish();
}

}  // namespace fcr
