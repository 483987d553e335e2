// Whole amounts: one number, percentage, sum of money or measure with what bounds or blurs it, or a range of two.
#ifndef SLUICE_GRAMMARS_AMOUNT_HPP
#define SLUICE_GRAMMARS_AMOUNT_HPP

#include <cstdint>

#include "values/amount_term.hpp"
#include "values/amount_text.hpp"

namespace sluice {

/// Reads the longest amount that starts at token `at` and ends within `limit`, the end of its sentence.
bool parse_amount(const AmountText& text, std::uint32_t at, std::uint32_t limit, Amount& out);

/// Where the bounds that stand before the amount at `at` begin, not before `floor`: over, at least about. `at` where there are none.
std::uint32_t before_bounds(const AmountText& text, std::uint32_t at, std::uint32_t floor);

/// Whether an amount may start at `at`, by a look at its first token.
bool may_start_amount(const AmountText& text, std::uint32_t at);

}  // namespace sluice

#endif
