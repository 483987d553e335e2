// Named periods of the calendar: quarters, halves, fiscal years, seasons, decades, centuries, weeks of a month, holidays, and spans of
// months counted from or to a date.
#ifndef SLUICE_GRAMMARS_PERIOD_HPP
#define SLUICE_GRAMMARS_PERIOD_HPP

#include "grammars/time_tokens.hpp"

namespace sluice {

/// Reads a period: "Q3 2023", "the third quarter of last year", "second-quarter", "H1 2025", "FY2024", "the year ended 30 June 2024",
/// "summer 2024", "the 1970s", "the 19th century", "the first week of May", "Christmas 2023", "the first nine months of 2025".
bool parse_period(TimeCursor& at, TimeReading& out);
[[nodiscard]] TimeStarts period_starts();

}  // namespace sluice

#endif
