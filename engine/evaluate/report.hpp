// Scores as a page of text.
#ifndef SLUICE_EVALUATE_REPORT_HPP
#define SLUICE_EVALUATE_REPORT_HPP

#include <cstddef>
#include <cstdint>
#include <string>

#include "evaluate/scores.hpp"

namespace sluice {

enum class ReportBy : std::uint8_t { type, rule, document };

/// Tables of mentions and facts, cut up by type, rule or document, then the other measures, then the first `errors` disagreements.
[[nodiscard]] std::string report(const Scores& scores, ReportBy by, std::size_t errors);

}  // namespace sluice

#endif
