#include "sim/contract/contract_file.hpp"

#include "proto/fcr/v1/contract.pb.h"
#include "sim/contract/contract_reading.hpp"
#include "sim/contract/load_supplier.hpp"
#include "sim/scenario/input_file.hpp"
#include "sim/scenario/scenario_bundle.hpp"
#include "sim/scenario/syntax.hpp"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <utility>

namespace fcr {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

/// Everything that the message states, block by block.
void collect_clauses(const Message& message, const Block& block, std::vector<Clause>& clauses) {
    std::vector<const FieldDescriptor*> fields;
    message.GetReflection()->ListFields(message, &fields);
    for (const FieldDescriptor* const field : fields) {
        const int number = field->number();
        const int count = field->is_repeated() ? block.size(number) : 1;
        for (int row = 0; row < count; ++row) {
            const int index = field->is_repeated() ? row : -1;
            clauses.push_back(
                {.path = block.path(number, index), .place = block.place(number, index)});
            if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
                const Message& child =
                    index < 0 ? message.GetReflection()->GetMessage(message, field)
                              : message.GetReflection()->GetRepeatedMessage(message, field, index);
                collect_clauses(child, block.child(number, index), clauses);
            }
        }
    }
}

/// What the files of a contract are, whatever folder they lie in.
std::string hash_of(const ContractTerms& terms,
                    const std::string& text,
                    const std::string* profile) {
    std::vector<ScenarioBundle::File> files;
    if (terms.forecast && terms.forecast->profile) {
        if (profile != nullptr) {
            files.push_back({.name = "forecast.csv", .bytes = *profile});
        } else if (const Result<std::string> bytes =
                       read_input_file(terms.forecast->profile->file, kCsvBytesMax)) {
            files.push_back({.name = "forecast.csv", .bytes = *bytes});
        }
    }
    return digest_of(text, files);
}

}  // namespace

Result<ContractTerms> parse_contract(std::string text,
                                     const std::string& file,
                                     const std::string* profile) {
    google::protobuf::TextFormat::ParseInfoTree locations;
    v1::Contract message;
    const TextOrigin origin{.file = file,
                            .text = SourceText(without_byte_order_mark(std::move(text))),
                            .locations = &locations};
    if (auto problem =
            parse_filled_text(file,
                              origin.text,
                              "a contract needs at least id, term, scope, kpis and charges",
                              message,
                              locations)) {
        return tl::unexpected(Problems{std::move(*problem)});
    }
    Findings findings;
    ContractReading reading{
        .root = Block(message, origin, findings), .terms = {}, .profile = profile};
    reading.terms.file = file;
    read_identity(reading);
    read_term(reading);
    read_scope(reading);
    read_kpis(reading);
    read_scoring(reading);
    read_caps(reading);
    read_remedies(reading);
    read_forecast(reading);
    read_relief(reading);
    read_charges(reading);
    read_indexation(reading);
    read_delivery(reading);
    if (reading.root.has(v1::Contract::kSupplierModelFieldNumber)) {
        reading.terms.supplier_model = read_supplier_model(
            reading.root.child(v1::Contract::kSupplierModelFieldNumber), reading.terms);
    }
    if (!findings.empty()) {
        return tl::unexpected(findings.take());
    }
    collect_clauses(message, reading.root, reading.terms.clauses);
    std::ranges::stable_sort(reading.terms.clauses, {}, &Clause::place);
    reading.terms.hash = hash_of(reading.terms, origin.text.all(), profile);
    return std::move(reading.terms);
}

Result<ContractTerms> load_contract(const std::filesystem::path& file) {
    Result<std::string> text = read_input_file(file, kScenarioBytesMax);
    if (!text) {
        return tl::unexpected(std::move(text.error()));
    }
    return parse_contract(std::move(*text), file.string());
}

}  // namespace fcr
