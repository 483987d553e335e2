// Numbers that tell how two numbers stand to each other, and those in letters of their own: "three out of four", 3:1, "threefold", XIXth.
#ifndef SLUICE_GRAMMARS_PROPORTION_HPP
#define SLUICE_GRAMMARS_PROPORTION_HPP

#include <cstdint>

#include "values/amount_term.hpp"
#include "values/amount_text.hpp"

namespace sluice {

/// Whether token `at` is the word "one".
bool is_one(const AmountText& text, std::uint32_t at, std::uint32_t limit);

/// "one one-hundredth", "one one hundred fifth".
bool parse_part_of_one(const AmountText& text, std::uint32_t at, std::uint32_t limit, NumberReading& out);
/// "threefold".
bool parse_multiple(const AmountText& text, std::uint32_t at, std::uint32_t limit, NumberReading& out);
/// XIXth, IVth.
bool parse_roman_ordinal(const AmountText& text, std::uint32_t at, NumberReading& out);

/// What may stand behind a number that has been read: "out of four", ":1", "-fold". Moves its end and changes its value.
void add_proportion(const AmountText& text, std::uint32_t limit, NumberReading& n);

}  // namespace sluice

#endif
