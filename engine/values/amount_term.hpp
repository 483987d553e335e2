// One amount as a grammar reads it, before bounds, ranges and context: a number with its unit, currency or percent sign.
#ifndef SLUICE_VALUES_AMOUNT_TERM_HPP
#define SLUICE_VALUES_AMOUNT_TERM_HPP

#include <cstdint>

#include "sluice/decimal.hpp"
#include "sluice/value.hpp"

namespace sluice {

inline constexpr Decimal decimal_one(1);

/// An exact fraction, so that a third of a million loses nothing before the end.
struct Fraction {
  Decimal above, below = decimal_one;

  [[nodiscard]] Decimal decimal() const { return below == decimal_one ? above : above.divided_by(below); }
  friend Fraction operator+(const Fraction& a, const Fraction& b) {
    if (a.below == b.below) return {a.above + b.above, a.below};
    return {a.above * b.below + b.above * a.below, a.below * b.below};
  }
  friend Fraction operator*(const Fraction& a, const Fraction& b) { return {a.above * b.above, a.below * b.below}; }
};

/// A number in digits or words over tokens [begin, end).
struct NumberReading {
  std::uint32_t begin = 0, end = 0;
  Fraction value;
  Decimal scale = decimal_one;   ///< the scale at its end: 1.2 billion
  bool ordinal = false;
  bool digits = false;        ///< digits alone, without scale, sign, point or grouping
  bool words = false;         ///< no digit in it
  bool fraction = false;      ///< thirds, halves, 1/2
  bool symbol_scale = false;  ///< bn, m, k
  bool doubtful = false;      ///< 9/11, 24/7: a number only with a unit
  bool space_grouped = false;
  bool multiple = false;      ///< threefold, 20-fold
  bool proportion = false;    ///< 3:1 without a word that calls it a ratio
  std::uint8_t length = 0;    ///< of `digits`
};

enum class TermKind : std::uint8_t { number, ordinal, percent, money, quantity };

inline constexpr std::uint32_t no_unit = 0xFFFFFFFF;

struct AmountTerm {
  TermKind kind = TermKind::number;
  std::uint32_t begin = 0, end = 0;
  NumberReading number;       ///< its value is in the main unit: 50 cents is 0.5
  std::uint32_t unit = no_unit;
  std::uint32_t under = no_unit;      ///< unit below a slash
  std::uint32_t currency = no_unit;
  std::uint32_t currency_at = 0;      ///< token of the currency's sign or name, where several currencies share it
  std::int8_t part_power = 0; ///< the number was multiplied by ten to this: cents, basis points
  bool points = false;        ///< percentage or basis points
  bool sign_first = false;    ///< the currency stands before the number
  bool hyphen = false;        ///< joined to its unit by a hyphen
};

/// A whole amount: one term or a range, with its bound.
struct Amount {
  std::uint32_t begin = 0, end = 0;
  AmountTerm term;            ///< the only one, or the upper end of a range
  AmountTerm low;
  bool range = false;
  bool glued_range = false;   ///< digits on both sides of a bare hyphen: 2-1, 10-15
  Modifier modifier = Modifier::exact;
  bool modified = false;
};

}  // namespace sluice

#endif
