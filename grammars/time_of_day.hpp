// Times of the day, with the date that stands beside them.
#ifndef SLUICE_GRAMMARS_TIME_OF_DAY_HPP
#define SLUICE_GRAMMARS_TIME_OF_DAY_HPP

#include "grammars/time_tokens.hpp"

namespace sluice {

/// Reads a time: "5 p.m.", "17:30 GMT", "9 a.m. on Wednesday", "28/10/2025 07:14", "noon", "this morning", "Tuesday evening", "last night".
bool parse_time_of_day(TimeCursor& at, TimeReading& out);
[[nodiscard]] TimeStarts time_of_day_starts();

}  // namespace sluice

#endif
