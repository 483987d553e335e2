// Every expression of time: what the value stage calls.
#ifndef SLUICE_GRAMMARS_TIME_EXPRESSION_HPP
#define SLUICE_GRAMMARS_TIME_EXPRESSION_HPP

#include <cstdint>

#include "values/time_words.hpp"
#include "values/values.hpp"

namespace sluice {

/// Reads the longest date, time, duration or set that starts at token `token`; false where there is none. Fills the token range, the type
/// (sy_date, sy_time, sy_duration, sy_set), the expression and the attributes of a set; `timex` and `mod` are written by anchor_time.
/// `out` is untouched where there is none, and must never have held an amount. Reads only within the sentence. Cost: bounded by a
/// constant for each call, two or three words in most.
bool parse_time(const TimeWords& words, const ValueInput& input, std::uint32_t token, ValueMention& out);

/// Whether the document writes the month first in its digit dates: more of them have a second part above 12 than a first. `otherwise` where
/// none tells. For ValueInput::locale_hint, `mdy`. Linear.
bool month_first_dates(const TextAnalysis& text, bool otherwise = false);

}  // namespace sluice

#endif
