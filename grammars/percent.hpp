// Hundredths: 70% · five per cent · 3.5 percentage points · 25 basis points.
#ifndef SLUICE_GRAMMARS_PERCENT_HPP
#define SLUICE_GRAMMARS_PERCENT_HPP

#include <cstdint>

#include "values/amount_term.hpp"
#include "values/amount_text.hpp"

namespace sluice {

bool parse_percent(const AmountText& text, std::uint32_t at, std::uint32_t limit, AmountTerm& out);

}  // namespace sluice

#endif
