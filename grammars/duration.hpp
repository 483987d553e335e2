// Lengths of time and ages.
#ifndef SLUICE_GRAMMARS_DURATION_HPP
#define SLUICE_GRAMMARS_DURATION_HPP

#include "grammars/time_tokens.hpp"

namespace sluice {

/// Reads a duration: "two years", "18-month", "half an hour", "a year and a half", "several months", "the past decade", "29 years old",
/// "2 hours 30 minutes", "month-long".
bool parse_duration(TimeCursor& at, TimeReading& out);
[[nodiscard]] TimeStarts duration_starts();

}  // namespace sluice

#endif
