#include "tools/fcrsim/sweep_outputs.hpp"

#include "sim/report/atomic_file.hpp"
#include "sim/report/sweep_csv.hpp"
#include "sim/report/sweep_message.hpp"

#include <fmt/format.h>

#include <list>
#include <system_error>
#include <utility>

namespace fcr {
namespace {

std::string cannot_write(const std::filesystem::path& path, const std::error_code& error) {
    return fmt::format("cannot write {}: {}", path.string(), error.message());
}

}  // namespace

SweepFolder::SweepFolder(std::filesystem::path path) : path_(std::move(path)) {
    std::error_code error;
    for (std::filesystem::path part = path_; !part.empty() && !std::filesystem::exists(part, error);
         part = part.parent_path()) {
        made_ = part;
    }
    std::filesystem::create_directories(path_, error);
    if (error) {
        failure_ = cannot_write(path_, error);
    }
}

SweepFolder::~SweepFolder() {
    if (kept_ || made_.empty()) {
        return;
    }
    // Only folders that are empty go: what else is in one is worth keeping.
    std::error_code ignored;
    for (std::filesystem::path part = path_; std::filesystem::remove(part, ignored);
         part = part.parent_path()) {
        if (part == made_) {
            break;
        }
    }
}

std::optional<std::string> write_sweep(const std::filesystem::path& folder,
                                       const PagedSweep& sweep) {
    std::list<AtomicFile> files;
    const auto write = [&](const char* name, const std::string& bytes) {
        files.emplace_back(folder / name).write(bytes);
    };
    write("sweep.csv", sweep_csv(sweep.summary));
    write("sweep.json", to_json(sweep.summary));
    write("report.html", sweep_page(sweep));
    write("experiment.txtpb", sweep.experiment);
    write("run.json", to_json(sweep.record));
    for (AtomicFile& file : files) {
        if (const std::error_code error = file.bring_to_disk()) {
            return cannot_write(file.path(), error);
        }
    }
    for (AtomicFile& file : files) {
        if (const std::error_code error = file.commit()) {
            return cannot_write(file.path(), error);
        }
    }
    return std::nullopt;
}

}  // namespace fcr
