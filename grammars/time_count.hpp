// How many units: "three", "18", "3.5", "a", "several", "a couple of", "half a", "two and a half", with a modifier before.
#ifndef SLUICE_GRAMMARS_TIME_COUNT_HPP
#define SLUICE_GRAMMARS_TIME_COUNT_HPP

#include "grammars/time_tokens.hpp"

namespace sluice {

/// A count of units of time.
struct TimeCount {
  ShortText<16> digits;  ///< as in TIMEX3: `3`, `3.5`, `X` where it is vague
  int number = 0;        ///< rounded down; 0 where vague
  TimeMod mod = TimeMod::none;   ///< APPROX, LESS_THAN, MORE_THAN
  bool vague = false;
  bool half = false;     ///< exactly a half: "half a"
};

/// Reads a count in front of a unit, without the unit.
bool parse_time_count(TimeCursor& at, TimeCount& out);
/// Reads a year in words: "nineteen ninety-six", "eighteen hundred and five", "two thousand and fifteen".
bool parse_year_words(TimeCursor& at, int& out);
/// Reads a whole number in words or digits: "three", "twenty-five", "18".
bool parse_small_number(TimeCursor& at, int& out);

}  // namespace sluice

#endif
