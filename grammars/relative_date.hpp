// Dates seen from the document's date or from the date mentioned before.
#ifndef SLUICE_GRAMMARS_RELATIVE_DATE_HPP
#define SLUICE_GRAMMARS_RELATIVE_DATE_HPP

#include "grammars/time_tokens.hpp"

namespace sluice {

/// Reads a relative date: "yesterday", "last week", "this May", "next Friday", "three weeks ago", "two days later", "a year earlier", "the
/// previous month", "the same day", "the coming weeks", "now", "recently".
bool parse_relative_date(TimeCursor& at, TimeReading& out);
[[nodiscard]] TimeStarts relative_date_starts();
/// Reads a year that is given by its place: "last year", "this year", "the previous year", "that year".
bool parse_relative_year(TimeCursor& at, TimeReading& out);

}  // namespace sluice

#endif
