// Amounts of money: €12 million · US$1.2bn · 50 cents · 30 MUSD · ten dollars fifty · USD115.
#ifndef SLUICE_GRAMMARS_MONEY_HPP
#define SLUICE_GRAMMARS_MONEY_HPP

#include <cstdint>

#include "values/amount_term.hpp"
#include "values/amount_text.hpp"

namespace sluice {

bool parse_money(const AmountText& text, std::uint32_t at, std::uint32_t limit, AmountTerm& out);

}  // namespace sluice

#endif
