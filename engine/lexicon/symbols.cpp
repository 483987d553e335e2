#include "lexicon/lattice.hpp"

namespace sluice {

Symbols::Symbols() {
  names_ = {"Person",   "Organization", "Place", "Demonym", "Event",  "Work",      "Product",   "Role",    "Commodity",
            "Number",   "Ordinal",      "Percent", "Money", "Quantity", "Date",    "Time",      "Duration", "Set",
            "Period",   "Count",        "NounGroup", "VerbGroup", "Pronoun", "Definite", "text"};
}

SymbolId Symbols::find(std::string_view name) const {
  for (std::size_t i = 0; i < names_.size(); ++i)
    if (names_[i] == name) return static_cast<SymbolId>(i);
  return no_symbol;
}

SymbolId Symbols::add(std::string_view name) {
  const SymbolId known = find(name);
  if (known != no_symbol || names_.size() >= no_symbol) return known;
  names_.emplace_back(name);
  return static_cast<SymbolId>(names_.size() - 1);
}

}  // namespace sluice
