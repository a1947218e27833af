#include "sim/exercise/forgetting.hpp"

#include "proto/fcr/v1/journal.pb.h"
#include "sim/exercise/input_reading.hpp"

#include <algorithm>
#include <cctype>

namespace fcr {
namespace {

constexpr std::string_view kNobody = "name removed";
constexpr std::string_view kNoText = "text removed";
constexpr std::size_t kNameBytesMax = 64;  // as Exercise::submit has it, as the next
constexpr std::size_t kTextBytesMax = 4'000;
constexpr std::size_t kWordBytesMin = 3;

bool parse(v1::ExerciseInput& message, std::string_view bytes) {
    return message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

std::string_view bytes_of(const JournalRecord& record) {
    return {reinterpret_cast<const char*>(record.payload.data()), record.payload.size()};
}

/// Every text of an input that people write, but names of seats and people.
template <typename Visit>
void each_text(v1::ExerciseInput& input, const Visit& visit) {
    switch (input.what_case()) {
        case v1::ExerciseInput::kRun: visit(*input.mutable_run()->mutable_reason()); break;
        case v1::ExerciseInput::kAdHoc: {
            v1::AdHocInject& ad_hoc = *input.mutable_ad_hoc();
            visit(*ad_hoc.mutable_title());
            if (ad_hoc.inject().has_told()) {
                visit(*ad_hoc.mutable_inject()->mutable_told()->mutable_text());
            }
            break;
        }
        case v1::ExerciseInput::kAction: {
            v1::PlayerAction& action = *input.mutable_action();
            visit(*action.mutable_reason());
            visit(*action.mutable_text());
            if (action.has_methane()) {
                v1::Methane& told = *action.mutable_methane();
                for (std::string* const text : {told.mutable_major_incident(),
                                                told.mutable_exact_location(),
                                                told.mutable_type(),
                                                told.mutable_hazards(),
                                                told.mutable_access(),
                                                told.mutable_number_of_casualties(),
                                                told.mutable_emergency_services()}) {
                    visit(*text);
                }
            }
            break;
        }
        case v1::ExerciseInput::kNote: visit(*input.mutable_note()->mutable_text()); break;
        case v1::ExerciseInput::kJoin:
        case v1::ExerciseInput::kLine:
        case v1::ExerciseInput::WHAT_NOT_SET: break;
    }
}

/// Another text that is as empty and as much too long as this one.
std::string in_place_of(const std::string& text, std::string_view word, std::size_t most) {
    return text.empty()         ? std::string{}
           : text.size() > most ? std::string(text.size(), '*')
                                : std::string(word);
}

bool is_letter(char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return std::isalnum(byte) != 0 || byte >= 0x80;
}

bool same_letter(char one, char other) {
    return std::tolower(static_cast<unsigned char>(one)) ==
           std::tolower(static_cast<unsigned char>(other));
}

/// Stars in the place of a word or name where it stands alone; whether there was any.
bool star_out(std::string& text, std::string_view name) {
    bool found = false;
    for (auto at = text.begin(); !name.empty();) {
        at = std::search(at, text.end(), name.begin(), name.end(), same_letter);
        if (at == text.end()) {
            break;
        }
        const auto end = at + static_cast<std::ptrdiff_t>(name.size());
        const bool alone = (at == text.begin() || !is_letter(*(at - 1))) &&
                           (end == text.end() || !is_letter(*end));
        if (alone) {
            std::fill(at, end, '*');
            found = true;
        }
        ++at;
    }
    return found;
}

bool star_out_person(std::string& text, const ForgottenPerson& person) {
    bool found = false;
    for (const std::string& name : person.names) {
        found = star_out(text, name) || found;
        std::size_t begin = 0;
        while (begin < name.size()) {
            const std::size_t end = std::min(name.find(' ', begin), name.size());
            if (end - begin >= kWordBytesMin) {
                found = star_out(text, std::string_view(name).substr(begin, end - begin)) || found;
            }
            begin = end + 1;
        }
    }
    return found;
}

}  // namespace

ForgottenPerson person_at(const std::string& seat, std::span<const JournalRecord> records) {
    ForgottenPerson person{.seat = seat, .names = {}};
    for (const JournalRecord& record : records) {
        v1::ExerciseInput message;
        if (record.kind == kInputRecordKind && parse(message, bytes_of(record)) &&
            message.seat() == seat && message.has_join() && !message.join().name().empty() &&
            std::ranges::count(person.names, message.join().name()) == 0) {
            person.names.push_back(message.join().name());
        }
    }
    return person;
}

ForgottenInput without(const ForgottenPerson& person, std::string_view bytes) {
    v1::ExerciseInput message;
    ForgottenInput input{.bytes = std::string(bytes)};
    if (!parse(message, bytes)) {
        return input;
    }
    if (message.seat() == person.seat) {
        if (message.has_join()) {
            std::string& name = *message.mutable_join()->mutable_name();
            name = in_place_of(name, kNobody, kNameBytesMax);
            ++input.texts;
        }
        each_text(message, [&](std::string& text) {
            input.texts += text.empty() ? 0 : 1;
            text = in_place_of(text, kNoText, kTextBytesMax);
        });
    } else {
        each_text(message,
                  [&](std::string& text) { input.texts += star_out_person(text, person) ? 1 : 0; });
    }
    if (input.texts > 0) {
        input.bytes = message.SerializeAsString();
    }
    return input;
}

}  // namespace fcr
