#include "values/quantity_tables.hpp"

namespace sluice {

std::uint32_t QuantityTables::quotient(std::uint32_t above, std::uint32_t below) const {
  for (std::uint32_t i = 0; i < dimensions_.size(); ++i)
    if (dimensions_[i].under == dimensions_[above].name && dimensions_[i].over == dimensions_[below].name) return i;
  return no_dimension;
}

std::uint32_t QuantityTables::near_precious(std::uint32_t unit) const {
  if (units_[unit].ucum != "[oz_av]") return unit;
  for (std::uint32_t i = 0; i < units_.size(); ++i)
    if (units_[i].ucum == "[oz_tr]") return i;
  return unit;
}

const AmountReading* QuantityTables::sign(std::string_view text) const {
  const auto less = [&](const AmountReading& r, std::string_view t) { return texts_[r.surface] < t; };
  const auto at = std::lower_bound(signs_.begin(), signs_.end(), text, less);
  return at != signs_.end() && texts_[at->surface] == text ? &*at : nullptr;
}

}  // namespace sluice
