// Anchors the time expressions of a document to its date and to the tense of the verbs around them.
#ifndef SLUICE_RESOLVE_DATES_HPP
#define SLUICE_RESOLVE_DATES_HPP

#include <string_view>
#include <vector>

#include "lexicon/analysis.hpp"
#include "phrase/phrases.hpp"
#include "values/values.hpp"

namespace sluice {

/// Fills value.timex of every time expression, in order of the text, so that "two days later" counts from the date before it.
void anchor_dates(const Analysis& analysis, const Phrases& phrases, std::string_view document_date, unsigned fiscal_start,
                  std::vector<ValueMention>& values);

}  // namespace sluice

#endif
