#include "grammars/money.hpp"

#include <boost/spirit/home/x3.hpp>

#include "grammars/measure.hpp"
#include "grammars/number.hpp"
#include "grammars/numeral.hpp"
#include "grammars/step.hpp"

namespace sluice {

namespace {

namespace x3 = boost::spirit::x3;

struct Sign {
  std::uint32_t currency = no_unit;
  std::uint32_t at = 0;
  bool weak = false;
  bool named = false;
  bool code = false;
};

struct MoneyState {
  AmountTerm term;
  Sign sign;
  bool negative = false;
  bool minor = false;
};
struct OutTag {};
auto state(auto& context) -> MoneyState& { return x3::get<OutTag>(context).get(); }

const AmountHit* longest(const AmountText& text, std::uint32_t at, std::uint32_t limit, AmountRole role, std::uint8_t flags) {
  const AmountHit* best = nullptr;
  for (const AmountHit& hit : text.hits(at))
    if (hit.reading.role == role && hit.end <= limit && (hit.reading.flags & flags) == flags && (best == nullptr || hit.end > best->end)) best = &hit;
  return best;
}
Sign sign_of(const AmountText& text, const AmountHit& hit, std::uint32_t at) {
  const bool letters = (text.word(at).shape & ws_alphabetic) != 0;
  return {hit.reading.index, at, (hit.reading.flags & af_weak) != 0, (hit.reading.flags & af_named) != 0, letters};
}

const auto sign_before = step<x3::parser, Sign>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, Sign& out) {
  const AmountHit* hit = longest(text, at, limit, AmountRole::currency, af_prefix);
  if (hit == nullptr) return false;
  out = sign_of(text, *hit, at);
  at = hit->end;
  return true;
});
const auto sign_after = step<x3::parser, Sign>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, Sign& out) {
  const AmountHit* hit = longest(text, at, limit, AmountRole::currency, 0);
  if (hit == nullptr || (text.token(hit->end - 1).kind == TokenKind::word && !text.ends_word(hit->end))) return false;
  out = sign_of(text, *hit, at);
  at = hit->end;
  // In "15% 10 $ 30" the dollar belongs to what it stands before.
  const bool mark = text.token(at - 1).kind == TokenKind::symbol;
  if (!mark || at >= limit || text.token(at).kind != TokenKind::number || text.glued(at - 1)) return true;
  // So it does in "1 $ 10 dollars".
  return !text.glued(at) && !(at + 1 < limit && longest(text, at + 1, limit, AmountRole::currency, af_named) != nullptr);
});
/// MUSD, MEUR, kEUR: a scale and a code in one word.
const auto scaled_code = step<x3::parser, Sign>([](const AmountText& text, std::uint32_t& at, std::uint32_t, Sign& out) {
  const std::string_view s = text.surface(at);
  if (s.size() != 4 || (s[0] != 'M' && s[0] != 'm' && s[0] != 'k' && s[0] != 'K')) return false;
  const AmountReading* reading = text.tables().sign(s.substr(1));
  if (reading == nullptr) return false;
  out = {reading->index, at, false, false, s[0] == 'M' || s[0] == 'm'};
  ++at;
  return true;
});
const auto minor = step<x3::parser, Sign>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, Sign& out) {
  const AmountHit* hit = longest(text, at, limit, AmountRole::minor_currency, 0);
  if (hit == nullptr || !text.ends_word(hit->end)) return false;
  // p and c count only against the digits: 318p.
  if ((hit->reading.flags & af_weak) != 0 && !text.glued(at)) return false;
  out = sign_of(text, *hit, at);
  at = hit->end;
  return true;
});
const auto number = step<x3::parser, NumberReading>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, NumberReading& out) {
  if (!parse_number(text, at, limit, ScaleSigns::money, out) || out.ordinal || out.doubtful) return false;
  at = out.end;
  return true;
});
const auto hyphen = step<x3::parser, bool>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, bool&) {
  if (!text.joining_hyphen(at, limit)) return false;
  ++at;
  return true;
});
const auto minus = step<x3::parser, bool>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, bool&) {
  const std::string_view s = text.surface(at);
  const bool is_minus = s == "-" || s == "\xE2\x88\x92" || s == "\xE2\x80\x93";
  if (!is_minus || at + 1 >= limit || !text.glued(at + 1) || (at > 0 && text.glued(at) && text.surface(at - 1) != "(")) return false;
  ++at;
  return true;
});
const auto joint = step<x3::parser, bool>([](const AmountText& text, std::uint32_t& at, std::uint32_t, bool&) {
  if (text.folded(at) != "and") return false;
  ++at;
  return true;
});
/// USD115, R5bn: sign, digits and perhaps a scale in one word.
const auto one_word = step<x3::parser, AmountTerm>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, AmountTerm& out) {
  const std::string_view s = text.surface(at);
  const std::size_t digit = s.find_first_of("0123456789");
  if (text.token(at).kind != TokenKind::word || digit == std::string_view::npos || digit == 0 || digit > 4) return false;
  const AmountReading* reading = text.tables().sign(s.substr(0, digit));
  if (reading == nullptr) return false;
  NumberReading n;
  const std::size_t length = parse_numeral(s.substr(digit), n);
  if (length == 0) return false;
  const std::string_view rest = s.substr(digit + length);
  const bool scaled = rest == "bn" || rest == "m" || rest == "b" || rest == "k" || rest == "mn";
  if (!rest.empty() && !scaled) return false;
  // N95, W8 and MT5 are names.
  if ((reading->flags & af_weak) != 0 && !scaled && (n.digits || n.length < 4)) return false;
  if (scaled) n.scale = Decimal(1).shifted(rest == "bn" || rest == "b" ? 9 : rest == "k" ? 3 : 6);
  n.value.above = n.value.above * n.scale;
  n.begin = at;
  out.currency = reading->index;
  out.currency_at = at;
  out.sign_first = true;
  ++at;
  if (!scaled && at < limit)
    if (const AmountHit* scale = text.find(at, AmountRole::scale, limit)) {
      n.scale = text.tables().number(scale->reading.index);
      n.value.above = n.value.above * n.scale;
      at = scale->end;
    }
  n.end = at;
  out.number = n;
  return true;
});
const auto under = step<x3::parser, std::uint32_t>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, std::uint32_t& unit) {
  if (text.surface(at) != "/" || at + 1 >= limit) return false;
  ++at;
  return parse_denominator(text, at, limit, unit);
});

void take_sign(MoneyState& s, const Sign& sign) {
  s.sign = sign;
  s.term.currency = sign.currency;
  s.term.currency_at = sign.at;
}
const auto set_number = [](auto& context) { state(context).term.number = x3::_attr(context); };
const auto set_before = [](auto& context) {
  take_sign(state(context), x3::_attr(context));
  state(context).term.sign_first = true;
};
const auto set_after = [](auto& context) {
  state(context).term.sign_first = false;
  take_sign(state(context), x3::_attr(context));
};
/// The same currency may stand on both sides: US$5 million USD, $10 dollars.
const auto check_again = [](auto& context) {
  const Sign& again = x3::_attr(context);
  x3::_pass(context) = again.currency == state(context).term.currency || (again.named && again.currency == 0);
};
const auto set_scaled = [](auto& context) {
  MoneyState& s = state(context);
  take_sign(s, x3::_attr(context));
  s.sign.weak = false;
  s.term.number.scale = Decimal(1).shifted(x3::_attr(context).code ? 6 : 3);
  s.term.number.value.above = s.term.number.value.above * s.term.number.scale;
};
const auto set_minor = [](auto& context) {
  MoneyState& s = state(context);
  take_sign(s, x3::_attr(context));
  s.sign.weak = false;
  s.minor = true;
};
const auto set_word = [](auto& context) { state(context).term = x3::_attr(context); };
const auto negate = [](auto& context) { state(context).negative = true; };
/// The form that failed before left its sign.
const auto reset = [](auto& context) { state(context) = MoneyState(); };
const auto set_hyphen = [](auto& context) { state(context).term.hyphen = true; };
const auto set_under = [](auto& context) { state(context).term.under = x3::_attr(context); };

const auto first_sign = -minus[negate] >> sign_before[set_before] >> number[set_number] >> -(sign_after[check_again]);
const auto last_sign = number[set_number] >> -hyphen[set_hyphen] >> (scaled_code[set_scaled] | sign_after[set_after] | minor[set_minor]);
const auto money = (one_word[set_word] | first_sign | (x3::eps[reset] >> last_sign)) >> -under[set_under];
const auto sign_behind = last_sign >> -under[set_under];

bool read(const AmountText& text, std::uint32_t at, std::uint32_t limit, MoneyState& s) {
  AmountCursor first(text, at);
  const AmountCursor last(text, limit);
  // Digits begin the one form whose sign comes behind.
  const bool read = text.token(at).kind == TokenKind::number ? x3::parse(first, last, x3::with<OutTag>(std::ref(s))[sign_behind])
                                                             : x3::parse(first, last, x3::with<OutTag>(std::ref(s))[money]);
  if (!read) return false;
  s.term.kind = TermKind::money;
  s.term.begin = at;
  s.term.end = first.at();
  if (s.minor) {
    s.term.part_power = static_cast<std::int8_t>(text.tables().currency(s.term.currency).minor_power);
    s.term.number.value.above = s.term.number.value.above.shifted(s.term.part_power);
  }
  if (s.negative) s.term.number.value.above = -s.term.number.value.above;
  // A sign that is also a word wants an amount that is plainly one of money: ALL 5, but ALL 5,000.
  if (s.sign.weak && s.term.sign_first)
    return s.term.number.scale > Decimal(1) || !s.term.number.digits || s.term.number.length >= 3;
  return !s.sign.weak || s.sign.named || s.term.number.scale > Decimal(1) || s.term.number.length >= 3;
}

/// ten dollars and fifty cents, 10 $ 30 cent.
void add_minor(const AmountText& text, std::uint32_t limit, AmountTerm& term) {
  if (term.number.scale > Decimal(1) || term.end >= limit || term.under != no_unit) return;
  std::uint32_t at = term.end;
  AmountCursor cursor(text, at);
  const bool joined = x3::parse(cursor, AmountCursor(text, limit), joint);
  if (joined) at = cursor.at();
  NumberReading n;
  if (at >= limit || !parse_number(text, at, limit, ScaleSigns::plain, n) || n.ordinal || n.fraction || n.value.above.is_negative() ||
      !(n.value.above < Decimal(100)) || n.end > limit)
    return;
  const AmountHit* hit = n.end < limit ? longest(text, n.end, limit, AmountRole::minor_currency, 0) : nullptr;
  const bool shared = hit != nullptr;
  // "fifteen dollars and fifty" may leave the cents out at the end of its clause.
  const bool coded = !joined && n.digits && n.length == 2 && term.number.digits && text.token(term.end - 1).kind == TokenKind::word &&
                     (text.word(term.end - 1).shape & ws_upper) != 0;
  const bool cents_unsaid = (joined || coded) && !shared && !term.sign_first && n.value.above.is_integer() &&
                            (n.end >= limit || text.token(n.end).kind == TokenKind::punctuation || (n.words && text.folded(n.end) == "and"));
  if (!shared && !cents_unsaid) return;
  term.number.value = term.number.value + n.value * Fraction{Decimal(1), Decimal(100)};
  term.number.digits = false;
  term.end = shared ? hit->end : n.end;
}

}  // namespace

bool parse_money(const AmountText& text, std::uint32_t at, std::uint32_t limit, AmountTerm& out) {
  MoneyState s;
  if (!read(text, at, limit, s)) return false;
  add_minor(text, limit, s.term);
  // Bookkeepers write a loss in brackets: "the result was ($99.99)".
  const bool bracketed = at >= 2 && text.surface(at - 1) == "(" && text.glued(at) && s.term.end < limit && text.surface(s.term.end) == ")" &&
                         text.glued(s.term.end) && (text.word(at - 2).classes & wc_be) != 0;
  if (bracketed && !s.term.number.value.above.is_negative()) s.term.number.value.above = -s.term.number.value.above;
  out = s.term;
  return true;
}

}  // namespace sluice
