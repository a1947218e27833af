// A live exercise with its sockets, its journal and its clock: what `fcrsim exercise serve` runs.
#pragma once

#include "sim/exercise/plan_records.hpp"
#include "sim/live/journal_file_reading.hpp"
#include "sim/live/server.hpp"
#include "sim/live/server_options.hpp"
#include "tl/expected.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace fcr {

/// The review of the exercise whose journal is in this folder, as an HTML page; or why there is
/// none. Called on a thread of its own while the journal is written to.
using MakeReview =
    std::function<tl::expected<std::string, std::string>(const std::filesystem::path& folder)>;

struct ServiceOptions {
    std::filesystem::path folder;  ///< of the journal
    ServerOptions server;
    std::vector<ServedFile> pages;
    std::string build;
    MakeReview make_review;
};

struct ServiceFault {
    enum class Kind : std::uint8_t {
        Unsafe,      ///< exit 6
        BadOptions,  ///< exit 2
        Damaged,     ///< exit 3
        Storage,     ///< exit 4
        Running,     ///< exit 5
    };
    Kind kind = Kind::Storage;
    std::string message;
};

/// A code that lets a role in, for whoever prints the addresses.
struct RoleCode {
    Role role = Role::Observer;
    std::string code;
};

/// How a service ended.
enum class ServiceEnd : std::uint8_t { Asked, StorageFailed };

/// One at a time; all of it runs on the thread that calls run(), but for the journal's own and that
/// of a review.
class ExerciseService {
public:
    /// Begins the exercise in an empty folder, or goes on with the one whose journal is there; then
    /// listens.
    [[nodiscard]] static tl::expected<std::unique_ptr<ExerciseService>, ServiceFault> open(
        const ExerciseBundle& bundle, ServiceOptions options);
    ExerciseService(const ExerciseService&) = delete;
    ExerciseService& operator=(const ExerciseService&) = delete;
    ~ExerciseService();

    /// Serves until SIGINT or SIGTERM, or until storage fails.
    [[nodiscard]] ServiceEnd run();

    /// Whether a journal was there, and what of it was dropped as never acknowledged.
    [[nodiscard]] bool was_recovered() const;
    [[nodiscard]] std::uint64_t bytes_dropped() const;
    /// Folders of branches that were being begun when the program ended.
    [[nodiscard]] const std::vector<std::filesystem::path>& unfinished_branches() const;
    /// The exercise as it was planned; of a recovered one what its journal says.
    [[nodiscard]] const ExercisePlan& plan() const;
    [[nodiscard]] bool is_over() const;
    [[nodiscard]] std::vector<std::string> addresses() const;
    /// A new code for every role.
    [[nodiscard]] std::vector<RoleCode> make_codes();
    [[nodiscard]] std::string failure() const;

private:
    class Shell;
    explicit ExerciseService(std::unique_ptr<Shell> shell);
    std::unique_ptr<Shell> shell_;
};

}  // namespace fcr
