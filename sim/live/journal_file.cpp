#include "sim/live/journal_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>

#include <cerrno>
#include <csignal>
#include <system_error>

namespace fcr {

namespace {

constexpr const char* kLockName = "journal.lock";
constexpr mode_t kLockMode = 0640;

tl::unexpected<JournalFault> refused(JournalFaultKind kind, std::string message) {
    return tl::unexpected(JournalFault{.kind = kind, .message = std::move(message)});
}

tl::unexpected<JournalFault> storage_refused(const std::filesystem::path& place,
                                             const std::string& why) {
    return refused(JournalFaultKind::Storage, fmt::format("{}: {}", place.string(), why));
}

std::string text_of_errno() {
    return std::generic_category().message(errno);
}

/// What to do about damage, where something is whole.
std::string salvage_advice(const JournalDamage& damage, const std::filesystem::path& folder) {
    return damage.whole.segment == 0
               ? std::string()
               : fmt::format(" `fcrsim exercise salvage {} --out COPY` copies them.",
                             folder.string());
}

/// Makes the folder and its name durable.
std::optional<std::string> make_folder(const std::filesystem::path& folder) {
    std::error_code error;
    if (!std::filesystem::create_directories(folder, error)) {
        return error ? std::optional(error.message()) : std::nullopt;
    }
    const std::filesystem::path whole = std::filesystem::absolute(folder, error);
    const std::filesystem::path above =
        whole.has_filename() ? whole.parent_path() : whole.parent_path().parent_path();
    const Descriptor opened{
        uninterrupted([&] { return ::open(above.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); })};
    if (!opened.is_open() || uninterrupted([&] { return ::fsync(opened.number()); }) != 0) {
        return text_of_errno();
    }
    return std::nullopt;
}

}  // namespace

tl::expected<std::unique_ptr<JournalFile>, JournalFault> JournalFile::open(
    const std::filesystem::path& folder,
    const JournalSizes& sizes,
    const JournalHeader& header,
    const RecordReader& reader) {
    static_cast<void>(std::signal(SIGXFSZ, SIG_IGN));
    if (const auto why = make_folder(folder)) {
        return storage_refused(folder, *why);
    }
    Descriptor opened{
        uninterrupted([&] { return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); })};
    if (!opened.is_open()) {
        return storage_refused(folder, text_of_errno());
    }
    Descriptor lock{uninterrupted([&] {
        return ::openat(
            opened.number(), kLockName, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, kLockMode);
    })};
    if (!lock.is_open()) {
        return storage_refused(folder / kLockName, text_of_errno());
    }
    if (uninterrupted([&] { return ::flock(lock.number(), LOCK_EX | LOCK_NB); }) != 0) {
        if (errno == EWOULDBLOCK) {
            return refused(JournalFaultKind::Running,
                           fmt::format("{}: another fcrsim runs the exercise of this folder; end "
                                       "it first, or name another folder.",
                                       folder.string()));
        }
        return storage_refused(folder / kLockName, text_of_errno());
    }
    auto segments = read_segments(folder);
    if (!segments) {
        return tl::unexpected(std::move(segments.error()));
    }
    std::unique_ptr<JournalFile> journal(new JournalFile(std::move(opened), std::move(lock)));
    DiskOutcome outcome = DiskOutcome::Done;
    if (segments->empty()) {
        journal->header_ = header;
        outcome = journal->store_.emplace(journal->disk_, sizes, header).begin();
    } else {
        auto recovered = recover(*segments, reader);
        if (!recovered) {
            return refused(
                JournalFaultKind::Damaged,
                words_of(recovered.error(), folder) + salvage_advice(recovered.error(), folder));
        }
        journal->header_ = recovered->header;
        journal->recovered_ = *recovered;
        outcome = journal->store_.emplace(journal->disk_, sizes, *recovered).resume();
    }
    if (outcome != DiskOutcome::Done) {
        return storage_refused(folder, journal->failure());
    }
    return journal;
}

JournalFile::JournalFile(Descriptor folder, Descriptor lock)
    : folder_(std::move(folder)), lock_(std::move(lock)), disk_(folder_.number()) {}

JournalPosition JournalFile::position() const {
    return recovered_ ? recovered_->position
                      : JournalPosition{.next_seq = 1, .digest = first_digest(header_)};
}

}  // namespace fcr
