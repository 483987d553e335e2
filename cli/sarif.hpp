// Diagnostics as SARIF 2.1.0, which code hosts and editors read.
#ifndef SLUICE_CLI_SARIF_HPP
#define SLUICE_CLI_SARIF_HPP

#include <string>

#include "cli/excerpt.hpp"
#include "sluice/diagnostic.hpp"

namespace sluice::cli {

/// One log with one run and a line end; columns in code points.
[[nodiscard]] std::string diagnostics_sarif(const Diagnostics& diagnostics, Excerpts& excerpts);

}  // namespace sluice::cli

#endif
