#include "tools/fcrsim/exercise_serve.hpp"

#include "sim/live/exercise_journal.hpp"
#include "sim/live/exercise_service.hpp"
#include "sim/live/live_pages.hpp"
#include "tools/fcrsim/console.hpp"
#include "tools/fcrsim/exercise_review.hpp"
#include "tools/fcrsim/flag_values.hpp"
#include "tools/fcrsim/run_report.hpp"
#include "tools/fcrsim/version.hpp"

#include <fmt/format.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace fcr {
namespace {

constexpr std::uint64_t kPort = 8080;

struct ServeOptions {
    std::string file;
    std::optional<std::string> folder;
    std::optional<std::string> address;
    std::optional<std::uint64_t> port;
    std::optional<std::string> certificate;
    std::optional<std::string> key;
    std::vector<std::string> names;
    std::optional<std::uint64_t> sockets_per_address;
};

std::string_view role_words(Role role) {
    switch (role) {
        case Role::Controller: return "controller";
        case Role::Supervisor: return "supervisor";
        case Role::Evaluator: return "evaluator";
        case Role::RolePlayer: return "role-player";
        case Role::Handler: return "handler";
        case Role::Observer: return "observer";
    }
    return "";
}

Problems conflicts(const ServeOptions& options) {
    Problems problems;
    if (options.certificate.has_value() != options.key.has_value()) {
        problems.push_back(wrong_flag(options.key ? "--certificate" : "--key",
                                      std::nullopt,
                                      "must be given too: a certificate and its key go together"));
    }
    return problems;
}

/// exercises/NAME, and after it exercises/NAME_2, exercises/NAME_3, ...
std::filesystem::path default_folder(const std::string& file, std::uint32_t number) {
    const std::string name = std::filesystem::path(file).stem().string();
    return std::filesystem::path("exercises") /
           (number == 1 ? name : fmt::format("{}_{}", name, number));
}

ExitCode exit_of(const ServiceFault& fault) {
    say(fault.message);
    switch (fault.kind) {
        case ServiceFault::Kind::Unsafe: return ExitCode::Unsafe;
        case ServiceFault::Kind::BadOptions: return ExitCode::BadInput;
        case ServiceFault::Kind::Damaged: return ExitCode::JournalDamaged;
        case ServiceFault::Kind::Running: return ExitCode::AlreadyRunning;
        case ServiceFault::Kind::Storage: break;
    }
    return ExitCode::StorageFailed;
}

std::string what_is_served(ExerciseService& service, const std::filesystem::path& folder) {
    std::string text =
        fmt::format("EXERCISE {}, kept in {}\n", service.plan().title, folder.string());
    if (service.was_recovered()) {
        text += fmt::format("It goes on as it was{}.\n",
                            service.is_over() ? "; it is over" : ", paused");
    }
    if (service.bytes_dropped() > 0) {
        text +=
            fmt::format("{} bytes at the journal's end were never acknowledged and are dropped.\n",
                        service.bytes_dropped());
    }
    for (const std::filesystem::path& branch : service.unfinished_branches()) {
        text += fmt::format(
            "{}: the program ended before this branch was made; it counts for nothing, and the "
            "exercise goes on from where the branch was asked for.\n",
            branch.string());
    }
    const std::vector<std::string> addresses = service.addresses();
    text += "\nOpen in a browser:\n";
    text += fmt::format("  {:<12} {}wall\n", "wallboard", addresses.front());
    for (const RoleCode& code : service.make_codes()) {
        text += fmt::format(
            "  {:<12} {}#code={}\n", role_words(code.role), addresses.front(), code.code);
    }
    text +=
        "\nA code lets anybody in who has it, for 12 hours. Ctrl-C ends; the same command goes "
        "on with it.\n";
    return text;
}

/// Who came and who was refused, in a file beside the journal.
std::optional<std::string> begin_audit_log(const std::filesystem::path& folder) {
    try {
        std::filesystem::create_directories(folder);
        spdlog::drop("audit");
        auto log = spdlog::basic_logger_mt("audit", (folder / "audit.log").string());
        log->flush_on(spdlog::level::info);
        return std::nullopt;
    } catch (const std::exception& failure) {
        return failure.what();
    }
}

ServerOptions server_options(const ServeOptions& options) {
    ServerOptions server;
    server.address = options.address.value_or("");
    server.port = static_cast<std::uint16_t>(options.port.value_or(kPort));
    server.certificate_file = options.certificate.value_or("");
    server.key_file = options.key.value_or("");
    server.host_names = options.names;
    if (options.sockets_per_address) {
        server.limits.connections_per_address =
            static_cast<std::size_t>(*options.sockets_per_address);
    }
    return server;
}

/// On one thread, because the exercise has the other.
tl::expected<std::string, std::string> review_page(const std::filesystem::path& folder) {
    auto output = make_review(folder, {.jobs = 1});
    if (!output) {
        return tl::unexpected(
            std::string("the journal cannot be reviewed; the program's terminal says why"));
    }
    const auto page = std::ranges::find_if(output->files, [](const ReviewFile& file) {
        return std::string_view(file.name) == "review.html";
    });
    return std::move(page->bytes);
}

ExitCode serve_in(const std::filesystem::path& folder, ExerciseService& service) {
    const ExitCode printed = print(what_is_served(service, folder));
    if (printed != ExitCode::Done) {
        return printed;
    }
    if (service.run() == ServiceEnd::StorageFailed) {
        return storage_failed(service.failure());
    }
    say(fmt::format("The exercise is kept in {}.", folder.string()));
    return service.is_over() ? ExitCode::Done : ExitCode::Interrupted;
}

/// In the folder that was asked for; else in the first default one whose exercise is not over.
ExitCode serve(const ServeOptions& options) {
    if (const Problems problems = conflicts(options); !problems.empty()) {
        say(problems);
        return ExitCode::BadInput;
    }
    const Result<ExerciseBundle> bundle = load_exercise_bundle(options.file);
    if (!bundle) {
        say(bundle.error());
        return ExitCode::BadInput;
    }
    for (std::uint32_t number = 1;; ++number) {
        const std::filesystem::path folder = options.folder ? std::filesystem::path(*options.folder)
                                                            : default_folder(options.file, number);
        if (const auto failure = begin_audit_log(folder)) {
            return storage_failed(*failure);
        }
        auto service = ExerciseService::open(*bundle,
                                             {.folder = folder,
                                              .server = server_options(options),
                                              .pages = live_pages(),
                                              .build = "fcrsim " + version(),
                                              .make_review = review_page});
        if (!service) {
            return exit_of(service.error());
        }
        if (options.folder || !(*service)->was_recovered() || !(*service)->is_over()) {
            return serve_in(folder, **service);
        }
    }
}

Action serve_action(Flags& flags) {
    const auto options = std::make_shared<ServeOptions>();
    flags.argument(
        {"EXERCISE", "", "an exercise file, such as config/exercises/quiet_weekday.txtpb"},
        options->file);
    flags.words({"--journal", "FOLDER", "where it is kept; default exercises/ and the file's name"},
                options->folder);
    flags.words(
        {"--address", "IP", "to listen on; default 127.0.0.1 and ::1. Others need a certificate"},
        options->address);
    flags.whole_number({"--port", "N", "to listen on; 0 for any that is free; default 8080"},
                       {.least = 0, .most = 65'535},
                       options->port);
    flags.words({"--certificate", "FILE", "PEM file; all is TLS then"}, options->certificate);
    flags.words({"--key", "FILE", "PEM file of the certificate's key"}, options->key);
    flags.repeated_words({"--name", "HOST", "a name by which browsers may call this machine"},
                         options->names);
    flags.whole_number(
        {"--sockets-per-address", "N", "connections of one address at a time; default 20"},
        {.least = 1, .most = 3'000},
        options->sockets_per_address);
    return [options](const CommandLine&) { return serve(*options); };
}

constexpr std::string_view kServeExamples =
    "  fcrsim exercise serve config/exercises/quiet_weekday.txtpb\n"
    "  fcrsim exercise serve config/exercises/contractor_half.txtpb --address 192.0.2.7 \\\n"
    "      --certificate room.pem --key room.key --name training.example\n"
    "\n"
    "Prints the addresses to open: the wallboard, and one with a join code for each role. The\n"
    "controller opens the lobby and starts. All that happens is kept before it is acknowledged: "
    "after\n"
    "a crash or Ctrl-C the same command goes on, paused. docs/guide/trainer.md shows a first\n"
    "exercise.\n"
    "Exit codes: 0 ended after the exercise was over, 2 bad input, 3 journal damaged, 4 the "
    "journal\n"
    "cannot be written, 5 another program runs this exercise, 6 the address needs a certificate,\n"
    "130 ended before the exercise was over.";

}  // namespace

Subcommand exercise_serve_command() {
    return {.name = "serve",
            .summary = "Runs an exercise live, in browsers.",
            .examples = kServeExamples,
            .add = serve_action};
}

}  // namespace fcr
