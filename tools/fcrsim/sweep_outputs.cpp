#include "tools/fcrsim/sweep_outputs.hpp"

#include "sim/report/atomic_file.hpp"
#include "sim/report/sweep_csv.hpp"
#include "sim/report/sweep_message.hpp"
#include "tools/fcrsim/output_folder.hpp"

#include <list>
#include <system_error>

namespace fcr {

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
