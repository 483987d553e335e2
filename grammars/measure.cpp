#include "grammars/measure.hpp"

#include <algorithm>
#include <boost/spirit/home/x3.hpp>

#include "grammars/number.hpp"
#include "grammars/step.hpp"

namespace sluice {

namespace {

namespace x3 = boost::spirit::x3;

struct UnitReading {
  std::uint32_t unit = no_unit;
  std::uint32_t at = 0;
  bool weak = false;
  bool named = false;
};

struct MeasureState {
  AmountTerm term;
  UnitReading unit;
  NumberReading part;
};
struct OutTag {};
auto state(auto& context) -> MeasureState& { return x3::get<OutTag>(context).get(); }

/// The longest unit at `at`; one that needs no support before one that does.
bool unit_at(const AmountText& text, std::uint32_t at, std::uint32_t limit, bool below, UnitReading& out, std::uint32_t& end) {
  const AmountHit* best = nullptr;
  for (const AmountHit& hit : text.hits(at)) {
    if (hit.reading.role != AmountRole::unit || hit.end > limit || !text.ends_word(hit.end)) continue;
    if (!below && (hit.reading.flags & af_denominator) != 0) continue;
    // The stop of "25 kg." at the end of a sentence is the sentence's; 24703 L-202 is a serial number.
    if (hit.end >= limit && hit.end > at + 1 && text.surface(hit.end - 1) == ".") continue;
    if (text.joining_hyphen(hit.end, limit) && text.token(hit.end + 1).kind == TokenKind::number) continue;
    const bool weaker = best != nullptr && (hit.reading.flags & af_weak) > (best->reading.flags & af_weak);
    if (best == nullptr || hit.end > best->end || (hit.end == best->end && !weaker && (best->reading.flags & af_weak) != 0)) best = &hit;
  }
  if (best == nullptr) return false;
  out.unit = best->reading.index;
  out.at = at;
  out.weak = (best->reading.flags & af_weak) != 0;
  out.named = (best->reading.flags & af_named) != 0;
  end = best->end;
  return true;
}

template <ScaleSigns signs>
constexpr auto number() {
  return step<x3::parser, NumberReading>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, NumberReading& out) {
    if (!parse_number(text, at, limit, signs, out) || out.ordinal) return false;
    at = out.end;
    return true;
  });
}
const auto hyphen = step<x3::parser, bool>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, bool&) {
  if (!text.joining_hyphen(at, limit)) return false;
  ++at;
  return true;
});
const auto unit = step<x3::parser, UnitReading>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, UnitReading& out) {
  return unit_at(text, at, limit, false, out, at);
});
const auto under = step<x3::parser, UnitReading>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, UnitReading& out) {
  if (text.surface(at) != "/" || at + 1 >= limit) return false;
  return unit_at(text, at + 1, limit, true, out, at);
});
const auto open_bracket = step<x3::parser, bool>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, bool&) {
  const std::string_view s = text.surface(at);
  if ((s != "{" && s != "<") || at + 2 >= limit || (text.surface(at + 2) != "}" && text.surface(at + 2) != ">")) return false;
  ++at;
  return true;
});
const auto close_bracket = step<x3::parser, bool>([](const AmountText&, std::uint32_t& at, std::uint32_t, bool&) {
  ++at;
  return true;
});
const auto joint = step<x3::parser, bool>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, bool&) {
  if (text.folded(at) != "and" && text.surface(at) != ",") return false;
  ++at;
  return at < limit;
});
const auto set_number = [](auto& context) { state(context).term.number = x3::_attr(context); };
const auto set_hyphen = [](auto& context) { state(context).term.hyphen = true; };
const auto set_unit = [](auto& context) {
  state(context).unit = x3::_attr(context);
  state(context).term.unit = x3::_attr(context).unit;
};
const auto set_under = [](auto& context) { state(context).term.under = x3::_attr(context).unit; };

const auto bracketed = open_bracket >> unit[set_unit] >> close_bracket;
template <ScaleSigns signs>
const auto measure = number<signs>()[set_number] >> -hyphen[set_hyphen] >> (bracketed | (unit[set_unit] >> -under[set_under]));

/// Whether the quotation mark at `at` may be inches: it stands against digits, and closes no quotation.
bool mark_of_inches(const AmountText& text, std::uint32_t at, const NumberReading& n) {
  if (n.words || !text.glued(at)) return false;
  constexpr std::uint32_t reach = 60;
  std::uint32_t marks = 0;
  for (std::uint32_t i = n.begin; i > 0 && n.begin - i < reach && (text.token(i).flags & paragraph_before) == 0; --i)
    if (text.surface(i - 1) == text.surface(at)) marks += i > 1 && text.glued(i - 1) && text.token(i - 2).kind == TokenKind::number ? 0 : 1;
  return marks % 2 == 0;
}

/// Whether the talk is of warmth: "highs of 41C", but "seat 41C".
bool near_warmth(const AmountText& text, std::uint32_t at) {
  constexpr std::uint32_t reach = 12;
  for (std::uint32_t i = at > reach ? at - reach : 0; i < std::min(text.size(), at + reach); ++i)
    if (text.is(i, AmountRole::warmth)) return true;
  return false;
}

/// Whether an ambiguous unit is one here: "2 in thick", "2 in.", "6 ft 2 in", "11.8 C".
bool supported(const AmountText& text, const MeasureState& s, std::uint32_t end, std::uint32_t limit, bool part_of_sum) {
  const std::string_view sign = text.surface(s.unit.at);
  const NumberReading& n = s.term.number;
  if (sign == "C" || sign == "F") {
    if (n.words || n.begin == 0) return !n.words;
    const std::uint32_t before = n.begin - 1;
    if (text.is(before, AmountRole::plain_before) || near_warmth(text, n.begin)) return true;
    const Token& t = text.token(before);
    if (t.kind == TokenKind::punctuation || (text.token(n.begin).flags & (sentence_start | newline_before | paragraph_before)) != 0) return true;
    return !text.glued(s.unit.at) && (text.word(before).shape & ws_capitalised) == 0 && (text.word(before).classes & wc_determiner) == 0;
  }
  // 5'10": an apostrophe is feet where inches follow it.
  if (sign == "'" || sign == "\xE2\x80\x99")
    return text.glued(s.unit.at) && end + 1 < limit && text.token(end).kind == TokenKind::number && text.glued(end + 1) &&
           (text.surface(end + 1) == "\"" || text.surface(end + 1) == "\xE2\x80\x9D" || text.surface(end + 1) == "''");
  if (part_of_sum || s.term.hyphen || s.term.under != no_unit) return true;
  if (sign == "pm" || sign == "am") return !n.digits && n.value.below == Decimal(1);
  if (end >= limit) return true;
  const Token& next = text.token(end);
  if (next.kind == TokenKind::punctuation) return true;
  if (text.find(end, AmountRole::extent, limit) != nullptr) return true;
  return s.unit.named && text.folded(end) == "of";
}

template <ScaleSigns signs>
bool read(const AmountText& text, std::uint32_t at, std::uint32_t limit, bool part_of_sum, AmountTerm& out) {
  AmountCursor first(text, at);
  MeasureState s;
  s.term.kind = TermKind::quantity;
  if (!x3::parse(first, AmountCursor(text, limit), x3::with<OutTag>(std::ref(s))[measure<signs>])) return false;
  const std::string_view sign = text.surface(s.unit.at);
  if ((sign == "\"" || sign == "''") && !mark_of_inches(text, s.unit.at, s.term.number)) return false;
  if (s.unit.weak && !supported(text, s, first.at(), limit, part_of_sum)) return false;
  s.term.begin = at;
  s.term.end = first.at();
  // 3-inch-thick
  if (s.term.hyphen && text.joining_hyphen(s.term.end, limit) && text.find(s.term.end + 1, AmountRole::extent, limit) != nullptr) s.term.end += 2;
  out = s.term;
  return true;
}

/// 6 ft 2 in: the parts in the first unit.
void add_parts(const AmountText& text, std::uint32_t limit, AmountTerm& term) {
  const QuantityTables& tables = text.tables();
  const UnitRecord& first = tables.unit(term.unit);
  Decimal last = first.numerator;
  if (term.under != no_unit || first.rate || !first.offset.is_zero() || term.number.value.above.is_negative()) return;
  for (int parts = 0; parts < 3 && term.end < limit; ++parts) {
    std::uint32_t at = term.end;
    AmountCursor cursor(text, at);
    if (x3::parse(cursor, AmountCursor(text, limit), joint)) at = cursor.at();
    AmountTerm part;
    if (at >= limit || !read<ScaleSigns::plain>(text, at, limit, true, part) || part.under != no_unit || part.number.value.above.is_negative()) return;
    const UnitRecord& unit = tables.unit(part.unit);
    if (unit.dimension != first.dimension || unit.denominator != first.denominator || !(unit.numerator < last)) return;
    // 500 acre-feet, 30 bushels are two amounts.
    const Decimal times = first.numerator.divided_by(unit.numerator);
    if (!times.is_integer() || Decimal(6000) < times) return;
    // A part is less than one of the unit before it.
    if (!(part.number.value.above * unit.numerator < last * part.number.value.below)) return;
    term.number.value = term.number.value + part.number.value * Fraction{unit.numerator, first.numerator};
    term.number.digits = false;
    term.end = part.end;
    last = unit.numerator;
  }
}

}  // namespace

bool parse_measure(const AmountText& text, std::uint32_t at, std::uint32_t limit, AmountTerm& out) {
  AmountTerm plain, money;
  NumberReading n;
  const bool is_plain = read<ScaleSigns::plain>(text, at, limit, false, plain);
  // Only a sign of scale makes two readings.
  const bool scaled = parse_number(text, at, limit, ScaleSigns::plain, n) && text.is(n.end, AmountRole::scale_symbol);
  const bool is_money = scaled && read<ScaleSigns::money>(text, at, limit, false, money);
  if (!is_plain && !is_money) return false;
  out = is_plain && (!is_money || plain.end >= money.end) ? plain : money;
  add_parts(text, limit, out);
  return true;
}

bool parse_denominator(const AmountText& text, std::uint32_t& at, std::uint32_t limit, std::uint32_t& unit_index) {
  UnitReading reading;
  std::uint32_t end = at;
  if (at >= limit || !unit_at(text, at, limit, true, reading, end)) return false;
  at = end;
  unit_index = reading.unit;
  return true;
}

}  // namespace sluice
