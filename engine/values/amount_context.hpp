// Which numbers are values at all, and what they count.
#ifndef SLUICE_VALUES_AMOUNT_CONTEXT_HPP
#define SLUICE_VALUES_AMOUNT_CONTEXT_HPP

#include <cstdint>
#include <optional>
#include <string>

#include "values/amount_term.hpp"
#include "values/amount_text.hpp"

namespace sluice {

/// False for numbers that name something (Article 50, Boeing 737, Covid-19), scores, list numbers, identifiers, and for "one",
/// "half" and ordinals that are no amounts. `counted`: a counted noun stands behind it.
bool is_amount(const AmountText& text, const Amount& amount, const Sentence& sentence, bool counted);

/// A noun that a number counts, directly behind it.
struct CountedNoun {
  std::uint32_t end = 0;
  std::string singular;
};
/// The counted noun behind a bare number, where it is the head of its noun group: 14 countries, six-member.
std::optional<CountedNoun> counted_noun(const AmountText& text, const Amount& amount, const Sentence& sentence);

/// The words measured or counted: behind "of", or for a bare number the noun group behind it. Tokens [first, second).
std::optional<std::pair<std::uint32_t, std::uint32_t>> measured_words(const AmountText& text, std::uint32_t end, std::uint32_t limit,
                                                                      bool directly);

/// The words before "of" or a form of "be" that stands before the amount: annual revenue of | $3.4 billion. Tokens [first, second).
std::optional<std::pair<std::uint32_t, std::uint32_t>> measured_words_before(const AmountText& text, std::uint32_t begin, std::uint32_t floor);

/// What stands below the line in "a tonne", "per share": UCUM, or the noun in braces. Empty where no rate follows.
std::string rate_behind(const AmountText& text, std::uint32_t end, const Sentence& sentence, TermKind kind);

/// The unit that an ambiguous one means beside token `at`: ounces of gold are troy ounces.
std::uint32_t settle_unit(const AmountText& text, std::uint32_t unit, std::uint32_t at, const Sentence& sentence);

}  // namespace sluice

#endif
