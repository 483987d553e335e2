// Dates written in digits: 2024-10-16, 16/10/2024, 16.10.24, 10/2024, 2024-10-16T07:14:00Z, 20241016 is none.
#ifndef SLUICE_GRAMMARS_NUMERIC_DATE_HPP
#define SLUICE_GRAMMARS_NUMERIC_DATE_HPP

#include <cstddef>
#include <string_view>

#include "values/time_value.hpp"

namespace sluice {

/// A date in digits; 0 for the part that it leaves out.
struct NumericDate {
  int year = 0, month = 0, day = 0;
  int hour = -1, minute = -1, second = -1;
  ShortText<6> zone;
  bool ambiguous = false;    ///< day and month could be exchanged
  bool two_parts = false;    ///< 16/10: a date only beside other words of time
  std::size_t length = 0;    ///< bytes read
};

/// Reads a date at the head of `text`. In 5/6/2024 the day stands first unless `month_first`; a part above 12 settles it.
bool parse_numeric_date(std::string_view text, bool month_first, NumericDate& out);

}  // namespace sluice

#endif
