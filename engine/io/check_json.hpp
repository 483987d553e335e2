// Findings in rules, and the outcome of the tests in them, as JSON.
#ifndef SLUICE_IO_CHECK_JSON_HPP
#define SLUICE_IO_CHECK_JSON_HPP

#include <string>
#include <string_view>

#include "sluice/diagnostic.hpp"
#include "sluice/engine.hpp"

namespace sluice {

/// `error`, `warning`, `note`.
[[nodiscard]] std::string_view name(Severity severity);

/// All diagnostics as a JSON array.
[[nodiscard]] std::string diagnostics_json(const Diagnostics& diagnostics);

/// One object and a newline: what `report` counts, and `diagnostics`, which takes the place of the report's own.
[[nodiscard]] std::string check_json(const Diagnostics& diagnostics, const CheckReport& report);

}  // namespace sluice

#endif
