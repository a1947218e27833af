#include "sim/intake/mixture.hpp"

#include "proto/fcr/v1/mixture.pb.h"
#include "sim/scenario/block.hpp"
#include "sim/scenario/input_file.hpp"
#include "sim/scenario/syntax.hpp"

#include <boost/math/distributions/normal.hpp>

#include <cmath>
#include <optional>
#include <utility>

namespace fcr {

namespace {

using Fields = v1::Mixture;

constexpr double kPartsMax = 100.0;

std::string needed_text(const Block& block, int field, const char* remedy) {
    std::string text = block.text(field);
    if (text.empty()) {
        block.missing(field, remedy);
    }
    return text;
}

/// The block, whose absence is refused.
std::optional<Block> needed_block(const Block& block, int field, const char* remedy) {
    if (!block.has(field)) {
        block.missing(field, remedy);
        return std::nullopt;
    }
    return block.child(field);
}

constexpr const char* kSourceRemedy =
    "must say where the number comes from, or \"assumption: why\"";

void read(const Block& block, Mixture& mixture) {
    mixture.title =
        needed_text(block, Fields::kTitleFieldNumber, "must say which services these are");
    using Parts = v1::Mixture_Parts;
    if (const auto parts = needed_block(block, Fields::kPartsFieldNumber, "must be given")) {
        mixture.parts = static_cast<std::size_t>(
            parts->needed_number(Parts::kCountFieldNumber, {.min = 2.0, .max = kPartsMax}));
        mixture.parts_source = needed_text(*parts, Parts::kSourceFieldNumber, kSourceRemedy);
    }
    using Load = v1::Mixture_Load;
    if (const auto load = needed_block(block, Fields::kLoadFieldNumber, "must be given")) {
        mixture.load_cv = load->needed_number(Load::kCvFieldNumber, kShare);
        mixture.load_source = needed_text(*load, Load::kSourceFieldNumber, kSourceRemedy);
    }
    using Percentiles = v1::Mixture_Percentiles;
    if (const auto percentiles =
            needed_block(block, Fields::kPercentilesFieldNumber, "must be given")) {
        const auto of = percentiles->enumerator(Percentiles::kOfFieldNumber);
        if (!percentiles->has(Percentiles::kOfFieldNumber)) {
            percentiles->missing(Percentiles::kOfFieldNumber, "must be ALL_CALLS or MEAN_OF_PARTS");
        }
        mixture.percentiles = of == v1::Mixture_Percentiles_Of_MEAN_OF_PARTS
                                  ? PercentilesOf::MeanOfParts
                                  : PercentilesOf::AllCalls;
        mixture.percentiles_source =
            needed_text(*percentiles, Percentiles::kSourceFieldNumber, kSourceRemedy);
    }
}

}  // namespace

std::vector<double> Mixture::loads() const {
    const double sigma = std::sqrt(std::log1p(load_cv * load_cv));
    const double count = static_cast<double>(parts);
    std::vector<double> loads;
    double sum = 0.0;
    for (std::size_t part = 0; part < parts; ++part) {
        const double middle = (static_cast<double>(part) + 0.5) / count;
        loads.push_back(
            std::exp(sigma * boost::math::quantile(boost::math::normal_distribution<>(), middle)));
        sum += loads.back();
    }
    for (double& load : loads) {
        load *= count / sum;
    }
    return loads;
}

Result<Mixture> read_mixture(const std::filesystem::path& file) {
    Result<std::string> text = read_input_file(file, kScenarioBytesMax);
    if (!text) {
        return tl::unexpected(std::move(text.error()));
    }
    v1::Mixture message;
    google::protobuf::TextFormat::ParseInfoTree locations;
    TextOrigin origin;
    origin.file = file.string();
    origin.text = SourceText(std::move(*text));
    origin.locations = &locations;
    if (std::optional<Problem> problem = parse_text(origin.file, origin.text, message, locations)) {
        return tl::unexpected(Problems{std::move(*problem)});
    }
    Findings findings;
    Mixture mixture;
    read(Block(message, origin, findings), mixture);
    if (!findings.empty()) {
        return tl::unexpected(findings.take());
    }
    return mixture;
}

}  // namespace fcr
