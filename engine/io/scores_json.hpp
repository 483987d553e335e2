// Scores as JSON.
#ifndef SLUICE_IO_SCORES_JSON_HPP
#define SLUICE_IO_SCORES_JSON_HPP

#include <cstddef>
#include <string>

#include "evaluate/report.hpp"
#include "evaluate/scores.hpp"

namespace sluice {

/// One object: the measures over all documents, those for each type, rule or document, and the first `errors` disagreements.
[[nodiscard]] std::string scores_json(const Scores& scores, ReportBy by, std::size_t errors);

}  // namespace sluice

#endif
