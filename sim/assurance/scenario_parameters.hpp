// Every parameter of a scenario with what is known of where it comes from.
#pragma once

#include "sim/scenario/scenario_bundle.hpp"

#include <string>
#include <vector>

namespace fcr {

/// How far a value's source can be relied on.
enum class SourceStanding : std::uint8_t {
    Published,       ///< names publications, all of them in SOURCES.md, and no assumption
    Stated,          ///< says where from, without a publication: derived, specified, own data
    PartAssumption,  ///< names a source and says that some of it is assumed
    Assumption,      ///< nobody has published it
    UnknownKey,      ///< names a publication that SOURCES.md has not
    None,            ///< says nothing
    Definition,      ///< part of an indicator: it says what is measured
};

/// One value of the scenario file.
struct ScenarioParameter {
    std::string path;    ///< such as pools[in_house].pick_up.uniform.low_s
    std::string value;   ///< as the file has it; of a CSV file its name, digest, rows and columns
    std::string unit;    ///< from the end of its name: s, min, h; `-` where it has none
    std::string source;  ///< of the nearest block around that has one; empty: none
    SourceStanding standing = SourceStanding::None;
    std::string date;  ///< of the source, or of the publication it names; empty: none is given
    std::vector<std::string> keys;  ///< publications named

    [[nodiscard]] bool is_verifiable() const {
        return standing == SourceStanding::Published || standing == SourceStanding::Stated ||
               standing == SourceStanding::Definition;
    }
};

/// All values of the scenario's text in its order but names, titles, descriptions and the sources
/// themselves. The bundle is one that can be read (bug otherwise).
[[nodiscard]] std::vector<ScenarioParameter> parameters_of(const ScenarioBundle& bundle);

/// `unverified: assumption`; `source stated` where there is nothing to mark.
[[nodiscard]] std::string mark_of(const ScenarioParameter& parameter);

}  // namespace fcr
