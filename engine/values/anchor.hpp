// From a time expression to its TIMEX3 value, given what the document knows: its date, the date mentioned before, the tense.
#ifndef SLUICE_VALUES_ANCHOR_HPP
#define SLUICE_VALUES_ANCHOR_HPP

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "values/values.hpp"

namespace sluice {

/// Anchors every date and time of a document in order, each with the date mentioned before it. `directions` has one entry for each
/// mention, or is empty. A document that mostly speaks of years long before its own date is a narrative: there a month or
/// a season belongs to the year last mentioned and not to the document's.
/// `fiscal_start` is the month in which fiscal years begin; they are named by the year that they end in.
void anchor_times(std::span<ValueMention> mentions, std::string_view document_date, std::span<const TimeDirection> directions,
                  unsigned fiscal_start = 1);

}  // namespace sluice

#endif
