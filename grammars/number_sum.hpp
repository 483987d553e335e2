// The value of a number while its words are read.
#ifndef SLUICE_GRAMMARS_NUMBER_SUM_HPP
#define SLUICE_GRAMMARS_NUMBER_SUM_HPP

#include <cstdint>

#include "values/amount_term.hpp"

namespace sluice {

/// Adds up the words of a number, closing a group at each scale: two million | three hundred thousand | twelve.
struct NumberSum {
  Fraction total;                           // closed groups
  Fraction group;                           // the group that is being read
  Fraction last;                            // the last closed group
  Decimal last_scale;                       // of the last closed group, 0 before the first
  Decimal room;                             // an addend must be smaller
  Decimal ending_scale = decimal_one;
  bool open = false;                        // the group has something in it
  bool negative = false;
  bool fraction = false, ordinal = false, words = true, digits = false, doubtful = false, symbol = false, spaced = false;
  bool count_words = false;                 // a number word, not just an article
  Decimal tens;                             // of a compound denominator: twenty-firsts
  std::uint8_t length = 0;

  bool add(const Decimal& value, const Decimal& next_room) {
    if (open && !(value < room)) return false;
    if (!open && !last_scale.is_zero() && !(value < last_scale)) return false;
    group = group + Fraction{value, Decimal(1)};
    room = next_room;
    open = true;
    ending_scale = Decimal(1);
    digits = false;
    return true;
  }
  bool multiply(const Decimal& by) {   // hundred, dozen
    if (!open || (fraction && words && by == Decimal(100)) || room == by) return false;
    if (words && !(group.above < by * group.below)) return false;
    group = group * Fraction{by, Decimal(1)};
    room = by;
    digits = false;
    ending_scale = by;
    return true;
  }
  bool close(const Decimal& scale) {
    if (open) {
      if (!last_scale.is_zero() && !(scale < last_scale)) return false;
      last = group * Fraction{scale, Decimal(1)};
      ending_scale = scale;
    } else {
      if (last_scale.is_zero()) return false;
      total = total + Fraction{-last.above, last.below};   // three lakh crore
      last = last * Fraction{scale, Decimal(1)};
      ending_scale = ending_scale * scale;
    }
    total = total + last;
    group = {Decimal(0), Decimal(1)};
    last_scale = scale;
    open = false;
    digits = false;
    return true;
  }
  [[nodiscard]] Fraction value() const {
    Fraction sum = total + group;
    if (negative) sum.above = -sum.above;
    return sum;
  }
};

}  // namespace sluice

#endif
