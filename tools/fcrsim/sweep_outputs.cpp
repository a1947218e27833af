#include "tools/fcrsim/sweep_outputs.hpp"

#include "sim/report/sweep_csv.hpp"
#include "sim/report/sweep_message.hpp"
#include "tools/fcrsim/output_folder.hpp"

namespace fcr {

std::optional<std::string> write_sweep(const std::filesystem::path& folder,
                                       const PagedSweep& sweep) {
    return write_together(folder,
                          {{.name = "sweep.csv", .bytes = sweep_csv(sweep.summary)},
                           {.name = "sweep.json", .bytes = to_json(sweep.summary)},
                           {.name = "report.html", .bytes = sweep_page(sweep)},
                           {.name = "experiment.txtpb", .bytes = sweep.experiment},
                           {.name = "run.json", .bytes = to_json(sweep.record)}});
}

}  // namespace fcr
