#include "markup/value_text.hpp"

namespace sluice {

std::string value_text(std::string_view type, const Value& value) {
  if (!value.timex.empty()) return value.timex;
  if (!value.country.empty()) return value.country;
  std::string out;
  if (value.low || value.high) {
    if (value.low) out += value.low->to_string();
    out += "..";
    if (value.high) out += value.high->to_string();
  } else if (value.amount) {
    out = value.amount->to_string();
  } else {
    return out;
  }
  if (value.modifier != Modifier::exact) out.insert(0, symbol(value.modifier));
  const std::string& unit = value.currency.empty() ? value.unit : value.currency;
  if ((type == "money" || type == "quantity") && !unit.empty()) {
    out += ' ' + unit;
    if (!value.per.empty()) out += '/' + value.per;
  }
  return out;
}

}  // namespace sluice
