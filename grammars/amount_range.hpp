// Two amounts that are the ends of one range: 5 to 7 percent, $15-20 billion.
#ifndef SLUICE_GRAMMARS_AMOUNT_RANGE_HPP
#define SLUICE_GRAMMARS_AMOUNT_RANGE_HPP

#include "values/amount_term.hpp"
#include "values/amount_text.hpp"

namespace sluice {

/// The lower end takes scale, unit or currency from the upper one, or gives its currency. False where the two do not go together.
/// `hyphen`: a bare hyphen joins them; `between_words`: "between X and Y".
bool agree(const AmountText& text, AmountTerm& low, AmountTerm& high, bool hyphen, bool between_words);

}  // namespace sluice

#endif
