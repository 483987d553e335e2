#include "grammars/amount_range.hpp"

namespace sluice {

namespace {

/// "rose 71 pounds to 2,790 pounds", "by 25 basis points to 4%", "in 2025 to 290 million tonnes": by how much and where to, a year and
/// an amount.
bool changes_to(const AmountText& text, const AmountTerm& low, const AmountTerm& high) {
  // Percents are steps and levels alike: "by 10% to 15%" is a range.
  if (low.kind == TermKind::percent && high.kind == TermKind::percent && low.points == high.points) return false;
  const NumberReading& n = low.number;
  const bool year = n.digits && n.length == 4 && low.kind == TermKind::number && Decimal(1700) < n.value.above && n.value.above < Decimal(2200);
  if (year && high.kind != TermKind::number && text.surface(low.begin).starts_with("20")) return true;
  // "from 800,000 in 1990 to 1.4 million"
  if (year && low.begin > 0 && text.folded(low.begin - 1) == "in" && !(high.number.digits && high.number.length == 4)) return true;
  constexpr std::uint32_t reach = 4;
  for (std::uint32_t i = low.begin; i > 0 && low.begin - i < reach && text.token(i - 1).kind != TokenKind::punctuation; --i) {
    if (text.folded(i - 1) == "from") return false;
    if (!text.is(i - 1, AmountRole::change)) continue;
    // "rose 5 to 7 percent" is a range; a change with a unit of its own, or one that is small beside the level, is none.
    const Fraction tenfold = n.value * Fraction{Decimal(10), n.scale};
    return low.kind != TermKind::number || tenfold.above * high.number.value.below < high.number.value.above * tenfold.below * n.scale;
  }
  return false;
}

}  // namespace

bool agree(const AmountText& text, AmountTerm& low, AmountTerm& high, bool hyphen, bool between_words) {
  if (low.number.multiple || high.number.multiple) return false;   // "doubled to 2 million tonnes"
  if (!hyphen && !between_words && changes_to(text, low, high)) return false;
  // "from $3 to $2" tells two levels; below zero a range is often written so.
  const bool falls = low.kind == high.kind && low.number.scale == high.number.scale && low.unit == high.unit &&
                     high.number.value.above * low.number.value.below < low.number.value.above * high.number.value.below;
  if (falls && !hyphen && !high.number.value.above.is_negative() && low.begin > 0 && text.folded(low.begin - 1) == "from") return false;
  const auto coefficient = [](const AmountTerm& t) { return t.number.value * Fraction{Decimal(1), t.number.scale}; };
  const auto less = [](const Fraction& a, const Fraction& b) { return a.above * b.below < b.above * a.below; };
  if ((low.kind == TermKind::ordinal) != (high.kind == TermKind::ordinal)) return false;
  if (low.kind == TermKind::ordinal) return between_words && less(low.number.value, high.number.value);
  const bool shares_scale = low.number.scale == Decimal(1) && high.number.scale > Decimal(1) && less(low.number.value, coefficient(high));
  if (low.kind == TermKind::money && high.kind == TermKind::number && low.sign_first) {
    // "gave $5 to 3 people" is no range.
    const bool noun_follows = high.end < text.size() && text.token(high.end).kind == TokenKind::word && !text.glued(high.end) &&
                              (text.word(high.end).classes & (wc_noun | wc_adjective)) != 0;
    if (!hyphen && !between_words && high.number.scale == Decimal(1) && noun_follows) return false;
    high.kind = TermKind::money;
    high.currency = low.currency;
    high.currency_at = low.currency_at;
  } else if (low.kind == TermKind::number && high.kind != TermKind::number) {
    if (high.kind == TermKind::money && high.sign_first) return false;
    // "rose a fifth to 7,900 tonnes" tells a change and a level.
    if (low.number.fraction && low.number.words && !between_words) return false;
    low.kind = high.kind;
    low.unit = high.unit;
    low.under = high.under;
    low.currency = high.currency;
    low.currency_at = high.currency_at;
    low.points = high.points;
    if (shares_scale) low.number.value = low.number.value * Fraction{high.number.scale, Decimal(1)};
    low.number.value.above = low.number.value.above.shifted(high.part_power);
    return true;
  }
  if (low.kind != high.kind) return false;
  // "by 50 basis points to 8%"
  if (low.kind == TermKind::percent && low.points != high.points && !hyphen && !between_words) return false;
  switch (low.kind) {
    case TermKind::money:
      if (low.currency != high.currency) return false;
      break;
    case TermKind::quantity: {
      if (low.unit == high.unit && low.under == high.under) break;
      const UnitRecord &a = text.tables().unit(low.unit), &b = text.tables().unit(high.unit);
      if (a.dimension != b.dimension || low.under != high.under || !a.offset.is_zero() || !b.offset.is_zero()) return false;
      low.number.value = low.number.value * Fraction{a.numerator, a.denominator} * Fraction{b.denominator, b.numerator};
      low.unit = high.unit;
      return true;
    }
    case TermKind::number:
      if (low.number.doubtful || high.number.doubtful) return false;
      break;
    default:
      break;
  }
  if (shares_scale) low.number.value = low.number.value * Fraction{high.number.scale, Decimal(1)};
  return low.kind != TermKind::number || less(low.number.value, high.number.value);
}

}  // namespace sluice
