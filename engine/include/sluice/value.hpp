// The normalized value of a number, money, quantity, percent, date, time, duration or set.
#ifndef SLUICE_VALUE_HPP
#define SLUICE_VALUE_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sluice/decimal.hpp"
#include "sluice/span.hpp"

namespace sluice {

/// How an amount is meant: `10`, `about 10`, `over 10`, `at least 10`, `under 10`, `up to 10`.
enum class Modifier : std::uint8_t { exact, about, over, at_least, under, at_most };

/// `=`, `~`, `>`, `>=`, `<` or `<=`.
[[nodiscard]] constexpr std::string_view symbol(Modifier modifier) {
  switch (modifier) {
    case Modifier::exact: return "=";
    case Modifier::about: return "~";
    case Modifier::over: return ">";
    case Modifier::at_least: return ">=";
    case Modifier::under: return "<";
    case Modifier::at_most: return "<=";
  }
  return "=";
}

/// What a value mention stands for. An amount or a range for numbers, percents, money and quantities; `timex` for dates,
/// times, durations and sets; `country` for countries and demonyms. Empty strings are absent attributes.
struct Value {
  std::optional<Decimal> amount;        ///< absent in a range
  std::optional<Decimal> low, high;     ///< a range
  Modifier modifier = Modifier::exact;
  std::string unit;                     ///< UCUM: `t`, `{country}`
  std::string dimension;                ///< `mass`, `energy`, `count`
  std::string currency;                 ///< ISO 4217
  std::string per;                      ///< UCUM of a rate's denominator: `a`, `t`, `{share}`
  std::optional<Decimal> si_amount;     ///< amount in `si_unit`, where the unit has a dimension
  std::optional<Decimal> si_low, si_high;
  std::string si_unit;
  std::string timex;                    ///< TIMEX3 value
  std::string mod;                      ///< TIMEX3 mod: START, MID, END, APPROX ...
  std::string quant, freq;              ///< TIMEX3 set attributes
  std::string country;                  ///< ISO 3166-1 alpha-2
  std::string reason;                   ///< why an ambiguous reading was chosen, where the document decided it
  std::optional<Span> of;               ///< the thing measured or counted

  friend bool operator==(const Value&, const Value&) = default;
};

}  // namespace sluice

#endif
