// Calendar dates: by digits, by the names of months and weekdays, by year, with their parts in any written order.
#ifndef SLUICE_GRAMMARS_DATE_HPP
#define SLUICE_GRAMMARS_DATE_HPP

#include "grammars/time_tokens.hpp"

namespace sluice {

/// Reads a date: "16/10/2024", "Tuesday, 6 May 2025", "May 6th", "March 1998", "May", "the 14th", "2024", "490 BC". Words and digits that
/// have other meanings too (May, 1998) are taken here; the caller decides by what stands around them.
bool parse_date(TimeCursor& at, TimeReading& out);
[[nodiscard]] TimeStarts date_starts();
/// Reads an interval written as one: "2019-2023", "2022-23", "March-June 2024", "5-10 May".
bool parse_date_interval(TimeCursor& at, TimeReading& out);
[[nodiscard]] TimeStarts date_interval_starts();
/// Reads a day of the month: "6", "6th", "twenty-first".
bool parse_month_day(TimeCursor& at, int& out);
/// Reads an ordinal in words or digits: "third", "3rd", "twenty-first"; -1 for "last", "final".
bool parse_time_ordinal(TimeCursor& at, int& out);
/// Reads a year: four digits, or two behind an apostrophe; negative before Christ.
bool parse_year(TimeCursor& at, int& out);

}  // namespace sluice

#endif
