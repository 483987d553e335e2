// Digits: 1,234.5 · 12,34,567 · 10 000 · .5 · 6.02e23 · 2.4×10^-5 · 10 1/2 · 3½.
#ifndef SLUICE_GRAMMARS_NUMERAL_HPP
#define SLUICE_GRAMMARS_NUMERAL_HPP

#include <cstdint>

#include "values/amount_term.hpp"
#include "values/amount_text.hpp"

namespace sluice {

/// Reads the numeral that starts at token `at`, whole tokens alone. False where none does, or where the digits make no number
/// (192.168.0.1, 22,24,26).
bool parse_numeral(const AmountText& text, std::uint32_t at, std::uint32_t limit, NumberReading& out);

/// The same in a piece of text; gives the number of bytes read, 0 for none.
std::size_t parse_numeral(std::string_view bytes, NumberReading& out);

}  // namespace sluice

#endif
