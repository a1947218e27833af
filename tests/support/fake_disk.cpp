#include "tests/support/fake_disk.hpp"

#include "sim/base/check.hpp"

#include <algorithm>
#include <utility>

namespace fcr {

FakeDisk::FakeDisk(std::uint64_t seed) : engine_(seed) {}

const std::vector<std::byte>* FakeDisk::file(const std::string& name) const {
    const auto found = names_.find(name);
    return found == names_.end() ? nullptr : &found->second->now;
}

std::vector<std::string> FakeDisk::names() const {
    std::vector<std::string> names;
    for (const auto& [name, file] : names_) {
        names.push_back(name);
    }
    return names;
}

DiskOutcome FakeDisk::create(const std::string& name) {
    step();
    open_ = std::make_shared<File>();
    rename_in(name, open_);
    return DiskOutcome::Done;
}

DiskOutcome FakeDisk::open(const std::string& name) {
    step();
    open_ = names_.at(name);
    return DiskOutcome::Done;
}

DiskOutcome FakeDisk::reserve(std::uint64_t size) {
    step();
    if (size > open_->now.size() && used() + size - open_->now.size() > capacity) {
        ++counts_.full;
        return DiskOutcome::Full;
    }
    Bytes next = open_->now;
    next.resize(std::max<std::size_t>(size, next.size()));
    change(std::move(next));
    return DiskOutcome::Done;
}

DiskOutcome FakeDisk::truncate(std::uint64_t size) {
    step();
    Bytes next = open_->now;
    next.resize(size);
    change(std::move(next));
    return DiskOutcome::Done;
}

DiskWrite FakeDisk::write(std::uint64_t offset, std::span<const std::byte> bytes) {
    step();
    std::size_t size = bytes.size();
    if (writes_short && size > 1 && draw(3) == 0) {
        size = 1 + draw(size - 1);
        ++counts_.short_writes;
    }
    Bytes next = open_->now;
    next.resize(std::max<std::size_t>(offset + size, next.size()));
    std::ranges::copy(bytes.first(size), next.begin() + static_cast<std::ptrdiff_t>(offset));
    change(std::move(next));
    return {.outcome = DiskOutcome::Done, .written = size};
}

DiskOutcome FakeDisk::sync_data() {
    return sync();
}

DiskOutcome FakeDisk::sync_file() {
    return sync();
}

DiskOutcome FakeDisk::rename(const std::string& from, const std::string& to) {
    step();
    FilePtr file = names_.at(from);
    rename_in(to, std::move(file));
    rename_in(from, nullptr);
    return DiskOutcome::Done;
}

DiskOutcome FakeDisk::sync_folder() {
    step();
    names_since_sync_.clear();
    return DiskOutcome::Done;
}

std::uint64_t FakeDisk::free_bytes() {
    return capacity - std::min(capacity, used());
}

void FakeDisk::come_back() {
    ++counts_.power_cuts;
    for (auto& [name, before] : names_since_sync_) {
        const std::uint64_t chosen = draw(before.size() + 1);
        if (chosen < before.size()) {
            ++counts_.names_lost;
            names_.erase(name);
            if (before[chosen] != nullptr) {
                names_[name] = before[chosen];
            }
        }
    }
    names_since_sync_.clear();
    std::map<File*, Bytes> contents;
    for (const auto& [name, file] : names_) {
        if (!contents.contains(file.get())) {
            contents[file.get()] = after_cut(*file);
        }
    }
    for (auto& [file, bytes] : contents) {
        file->now = std::move(bytes);
        file->since_sync.clear();
    }
    open_ = nullptr;
    cut_in.reset();
}

/// Before each call: the power may go.
void FakeDisk::step() {
    if (cut_in && (*cut_in)-- == 0) {
        throw PowerCut{};
    }
}

std::uint64_t FakeDisk::used() const {
    std::uint64_t bytes = 0;
    for (const auto& [name, file] : names_) {
        bytes += file->now.size();
    }
    return bytes;
}

void FakeDisk::change(Bytes next) {
    open_->since_sync.push_back(std::exchange(open_->now, std::move(next)));
}

DiskOutcome FakeDisk::sync() {
    step();
    if (sync_fails_in && (*sync_fails_in)-- == 0) {
        ++counts_.failed_syncs;
        return DiskOutcome::Failed;
    }
    open_->since_sync.clear();
    return DiskOutcome::Done;
}

void FakeDisk::rename_in(const std::string& name, FilePtr file) {
    const auto found = names_.find(name);
    names_since_sync_[name].push_back(found == names_.end() ? nullptr : found->second);
    if (file != nullptr) {
        names_[name] = std::move(file);
    } else {
        names_.erase(name);
    }
}

FakeDisk::Bytes FakeDisk::after_cut(const File& file) {
    std::vector<const Bytes*> states;
    for (const Bytes& before : file.since_sync) {
        states.push_back(&before);
    }
    states.push_back(&file.now);
    const std::size_t sector = draw(2) == 0 ? 512 : 4096;
    Bytes bytes(states[draw(states.size())]->size());
    bool lost_before = false;
    bool reordered = false;
    for (std::size_t at = 0; at < bytes.size(); at += sector) {
        const std::size_t end = std::min(at + sector, bytes.size());
        const auto sector_of = [&](const Bytes& state) {
            Bytes part(end - at);
            for (std::size_t byte = at; byte < std::min(end, state.size()); ++byte) {
                part[byte - at] = state[byte];
            }
            return part;
        };
        const Bytes newest = sector_of(file.now);
        const Bytes part = sector_of(*states[draw(states.size())]);
        std::ranges::copy(part, bytes.begin() + static_cast<std::ptrdiff_t>(at));
        if (sector_of(*states.front()) != newest) {
            (part == newest ? counts_.sectors_kept : counts_.sectors_lost) += 1;
            reordered = reordered || (lost_before && part == newest);
            lost_before = lost_before || part != newest;
        }
    }
    counts_.reordered += reordered ? 1 : 0;
    return bytes;
}

}  // namespace fcr
