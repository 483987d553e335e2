#include "grammars/proportion.hpp"

#include "grammars/number.hpp"
#include "values/roman.hpp"

namespace sluice {

namespace {

using R = AmountRole;

bool near_ratio_word(const AmountText& text, std::uint32_t begin, std::uint32_t end) {
  constexpr std::uint32_t reach = 4;
  for (std::uint32_t i = begin > reach ? begin - reach : 0; i < std::min(end + reach, text.size()); ++i)
    if ((i < begin || i >= end) && text.is(i, R::ratio_word)) return true;
  return false;
}

/// 3:1, 2.5:1, "ratio of 3 to 2", "3-to-1": the first number over the second.
void add_colon(const AmountText& text, std::uint32_t limit, NumberReading& n) {
  if (n.ordinal || n.fraction || n.scale != Decimal(1) || n.value.above.is_negative() || n.end + 1 >= limit) return;
  const bool colon = text.surface(n.end) == ":" && text.glued(n.end) && text.glued(n.end + 1);
  const bool hyphens = text.joining_hyphen(n.end, limit) && text.folded(n.end + 1) == "to" && text.joining_hyphen(n.end + 2, limit);
  if (!colon && !hyphens && text.folded(n.end) != "to") return;
  const std::uint32_t at = n.end + (hyphens ? 3 : 1);
  NumberReading by;
  if (at >= limit || !parse_bare_number(text, at, limit, ScaleSigns::plain, by) || by.ordinal || by.value.above.is_zero()) return;
  if (by.end < limit && text.glued(by.end) && (text.surface(by.end) == ":" || text.token(by.end).kind == TokenKind::word)) return;
  const bool to_one = by.value.above == Decimal(1);
  const bool spoken = near_ratio_word(text, n.begin, by.end);
  if (!spoken && !((colon || hyphens) && to_one)) return;
  n.value = n.value * Fraction{by.value.below, by.value.above};
  n.end = by.end;
  n.fraction = true;
  n.proportion = !spoken;
  n.digits = false;
}

/// "one over three" at the end of its clause, "two in five", "three out of four": a ratio.
void add_share(const AmountText& text, std::uint32_t limit, NumberReading& n) {
  if (n.end + 1 >= limit || n.ordinal || n.fraction || n.scale != Decimal(1) || !(n.digits || n.words)) return;
  const bool over = text.is(n.end, AmountRole::over);
  const bool out_of = text.folded(n.end) == "out" && text.folded(n.end + 1) == "of";
  if (!over && !out_of && text.folded(n.end) != "in") return;
  const std::uint32_t at = n.end + (out_of ? 2 : 1);
  NumberReading by;
  if (at >= limit || text.token(at).kind == TokenKind::symbol || !parse_bare_number(text, at, limit, ScaleSigns::plain, by)) return;
  if (by.ordinal || by.fraction || !(by.digits || by.words) || by.value.above.is_zero() || by.value.above.is_negative()) return;
  if (by.end < limit && (text.glued(by.end) && text.token(by.end).kind != TokenKind::punctuation)) return;
  if (over) {
    if (by.end < limit && text.token(by.end).kind != TokenKind::punctuation) return;
  } else {
    // 2 in 2019 and 5 in 10 days are no shares.
    if (!(n.value.above < by.value.above) || n.value.above.is_negative() || Decimal(1000) < by.value.above || (n.digits && n.length > 2)) return;
    if (by.end < limit && text.token(by.end).kind == TokenKind::word && (text.word(by.end).classes & wc_time_noun) != 0) return;
    if (by.end < limit && !text.hits(by.end).empty() && text.token(by.end).kind == TokenKind::symbol) return;
  }
  n.value = n.value * Fraction{by.value.below, by.value.above};
  n.end = by.end;
  n.fraction = true;
  n.digits = false;
}

/// 20-fold, three fold.
void add_fold(const AmountText& text, std::uint32_t limit, NumberReading& n) {
  const std::uint32_t next = text.joining_hyphen(n.end, limit) ? n.end + 1 : n.end;
  if (n.ordinal || next >= limit || !text.is(next, R::fold) || !text.ends_word(next + 1)) return;
  // 20x is a multiple, "3 x 4 m" are two sides.
  if (text.surface(next).size() == 1 && (next != n.end || !text.glued(next) || (next + 1 < limit && text.token(next + 1).kind == TokenKind::number))) return;
  n.end = next + 1;
  n.multiple = true;
  n.digits = false;
}

}  // namespace

bool is_one(const AmountText& text, std::uint32_t at, std::uint32_t limit) {
  const AmountHit* hit = text.find(at, R::digit, limit);
  return hit != nullptr && text.tables().number(hit->reading.index) == Decimal(1);
}

bool parse_part_of_one(const AmountText& text, std::uint32_t at, std::uint32_t limit, NumberReading& out) {
  if (!is_one(text, at, limit)) return false;
  std::uint32_t next = at + 1;
  if (next < limit && text.joining_hyphen(next, limit)) ++next;
  if (next + 1 >= limit || !is_one(text, next, limit)) return false;
  NumberReading under;
  if (!parse_bare_number(text, next, limit, ScaleSigns::plain, under)) return false;
  const bool part = under.fraction && under.value.above == Decimal(1);
  if (!part && !(under.ordinal && Decimal(2) < under.value.above)) return false;
  out = under;
  out.begin = at;
  if (!part) out.value = {under.value.below, under.value.above};
  out.ordinal = false;
  out.fraction = true;
  return true;
}

bool parse_multiple(const AmountText& text, std::uint32_t at, std::uint32_t limit, NumberReading& out) {
  const AmountHit* hit = text.find(at, R::multiple, limit);
  if (hit == nullptr || !text.ends_word(hit->end)) return false;
  out = NumberReading();
  out.begin = at;
  out.end = hit->end;
  out.value = {text.tables().number(hit->reading.index), Decimal(1)};
  out.words = out.multiple = true;
  return true;
}

bool parse_roman_ordinal(const AmountText& text, std::uint32_t at, NumberReading& out) {
  const std::string_view s = text.surface(at);
  const int value = roman_ordinal(s);
  if (value == 0) return false;
  out = NumberReading();
  out.begin = at;
  out.end = at + 1;
  out.value = {Decimal(value), Decimal(1)};
  out.ordinal = true;
  return true;
}

void add_proportion(const AmountText& text, std::uint32_t limit, NumberReading& n) {
  if (n.multiple || n.end >= limit) return;
  add_share(text, limit, n);
  add_colon(text, limit, n);
  if (n.end < limit) add_fold(text, limit, n);
}

}  // namespace sluice
