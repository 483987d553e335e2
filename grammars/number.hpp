// Numbers in digits and words: "1.2 million", "three hundred and twelve", "two-thirds", "a quarter of a million", "half a dozen", "21st".
#ifndef SLUICE_GRAMMARS_NUMBER_HPP
#define SLUICE_GRAMMARS_NUMBER_HPP

#include <cstdint>

#include "values/amount_term.hpp"
#include "values/amount_text.hpp"

namespace sluice {

/// Reads the longest number that starts at token `at`. Linear in its length.
bool parse_number(const AmountText& text, std::uint32_t at, std::uint32_t limit, ScaleSigns signs, NumberReading& out);

/// The same without proportions and multiples, for what stands inside them.
bool parse_bare_number(const AmountText& text, std::uint32_t at, std::uint32_t limit, ScaleSigns signs, NumberReading& out);

}  // namespace sluice

#endif
