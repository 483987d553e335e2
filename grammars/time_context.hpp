// What stands around a time expression decides whether it is one: "May" the month or the modal, 1500 the year or the count.
#ifndef SLUICE_GRAMMARS_TIME_CONTEXT_HPP
#define SLUICE_GRAMMARS_TIME_CONTEXT_HPP

#include "grammars/time_tokens.hpp"

namespace sluice {

/// Whether the reading of tokens [0, end) of `scan` stands, seen with its neighbours.
bool fits_context(const TimeScan& scan, std::uint32_t end, const TimeReading& reading);
/// What the words around tokens [0, end) say of when a date without a year is.
TimeOutlook outlook_of(const TimeScan& scan, std::uint32_t end);
/// Whether it opens its sentence, but for a preposition.
bool leads_sentence(const TimeScan& scan);
/// Whether "a year" at the start of `scan` follows an amount: "10,000 tonnes a year".
bool follows_amount(const TimeScan& scan);

}  // namespace sluice

#endif
