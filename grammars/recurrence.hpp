// How often: sets of times.
#ifndef SLUICE_GRAMMARS_RECURRENCE_HPP
#define SLUICE_GRAMMARS_RECURRENCE_HPP

#include "grammars/time_tokens.hpp"

namespace sluice {

/// Reads a set: "annually", "every Monday", "each year", "twice a year", "every other week", "per day", "Mondays".
bool parse_recurrence(TimeCursor& at, TimeReading& out);
[[nodiscard]] TimeStarts recurrence_starts();
/// Reads "a year", "a day", "an hour": a set only behind an amount, which the caller knows.
bool parse_rate(TimeCursor& at, TimeReading& out);

}  // namespace sluice

#endif
