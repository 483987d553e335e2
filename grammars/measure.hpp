// Quantities with a unit: 10,000 tonnes · 694-million-tonne · 30 km/h · 6 ft 2 in · 20 J/m^2.
#ifndef SLUICE_GRAMMARS_MEASURE_HPP
#define SLUICE_GRAMMARS_MEASURE_HPP

#include <cstdint>

#include "values/amount_term.hpp"
#include "values/amount_text.hpp"

namespace sluice {

bool parse_measure(const AmountText& text, std::uint32_t at, std::uint32_t limit, AmountTerm& out);

/// A unit behind "per" or a slash, times included: gives the unit and moves `at` past it.
bool parse_denominator(const AmountText& text, std::uint32_t& at, std::uint32_t limit, std::uint32_t& unit);

}  // namespace sluice

#endif
