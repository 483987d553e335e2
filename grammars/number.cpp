#include "grammars/number.hpp"

#include <boost/spirit/home/x3.hpp>

#include "grammars/number_sum.hpp"
#include "grammars/numeral.hpp"
#include "grammars/proportion.hpp"
#include "grammars/step.hpp"
#include "values/roman.hpp"

namespace sluice {

namespace {

namespace x3 = boost::spirit::x3;

struct SumTag {};
using Sum = NumberSum;
auto sum(auto& context) -> Sum& { return x3::get<SumTag>(context).get(); }

/// A word or phrase of one of some roles; gives its number.
template <AmountRole... roles>
constexpr auto word() {
  return step<x3::parser, Decimal>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, Decimal& out) {
    const AmountHit* best = nullptr;
    if (!text.roles(at).meets({roles...})) return false;
    for (const AmountRole role : {roles...})
      if (const AmountHit* hit = text.find(at, role, limit); hit != nullptr && (best == nullptr || hit->end > best->end)) best = hit;
    if (best == nullptr || (best->end < limit && !text.ends_word(best->end))) return false;
    if (best->reading.role != AmountRole::conjunction && best->reading.role != AmountRole::point) out = text.tables().number(best->reading.index);
    at = best->end;
    return true;
  });
}

const auto hyphen = step<x3::parser, bool>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, bool&) {
  if (!text.joining_hyphen(at, limit)) return false;
  ++at;
  return true;
});
/// The same, or a hyphen with spaces on both sides between words of one number: "ninety - five", "five - eighths".
const auto word_hyphen = step<x3::parser, bool>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, bool&) {
  const bool spaced = at + 1 < limit && text.surface(at) == "-" && !text.glued(at) && !text.glued(at + 1);
  if (!spaced && !text.joining_hyphen(at, limit)) return false;
  ++at;
  return true;
});
const auto numeral = step<x3::parser, NumberReading>(
    [](const AmountText& text, std::uint32_t& at, std::uint32_t limit, NumberReading& out) {
      if (!parse_numeral(text, at, limit, out)) return false;
      at = out.end;
      return true;
    });
/// A sign that belongs to the number: nothing stands against it on the left.
const auto sign = step<x3::parser, bool>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, bool& negative) {
  const std::string_view s = text.surface(at);
  const bool minus = s == "-" || s == "\xE2\x88\x92" || s == "\xE2\x80\x93";
  if (!minus && s != "+") return false;
  if (at + 1 >= limit || !text.glued(at + 1)) return false;
  // Behind a number it joins, and so it does against a word.
  if (at > 0 && (text.token(at - 1).kind == TokenKind::number || (text.glued(at) && text.token(at - 1).kind == TokenKind::word))) return false;
  negative = minus;
  ++at;
  return true;
});
/// bn, m, k behind digits, glued or apart; nothing may stand against it on the right.
template <ScaleSigns signs>
constexpr auto scale_sign() {
  return step<x3::parser, Decimal>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, Decimal& out) {
    const AmountHit* hit = text.find(at, AmountRole::scale_symbol, limit);
    if (hit == nullptr || !text.ends_word(hit->end)) return false;
    // 300 K are kelvins, 300K are thousands.
    if (text.surface(at) == "K" && !text.glued(at)) return false;
    if constexpr (signs == ScaleSigns::plain)
      if ((hit->reading.flags & af_money_only) != 0) return false;
    out = text.tables().number(hit->reading.index);
    at = hit->end;
    return true;
  });
}
const auto ordinal_suffix = step<x3::parser, bool>([](const AmountText& text, std::uint32_t& at, std::uint32_t, bool&) {
  const std::string_view s = text.folded(at);
  if (!text.glued(at) || (s != "st" && s != "nd" && s != "rd" && s != "th")) return false;
  ++at;
  return true;
});
/// A noun or adjective follows, so that "a third" before it counts a place and no share.
const auto noun_ahead = step<x3::parser, bool>([](const AmountText& text, std::uint32_t& at, std::uint32_t, bool&) {
  if (text.token(at).kind != TokenKind::word) return false;
  constexpr std::uint32_t closed = wc_determiner | wc_possessive | wc_pronoun | wc_relative | wc_preposition | wc_coordinator | wc_subordinator |
                                   wc_auxiliary | wc_modal | wc_negation | wc_adverb | wc_particle | wc_to | wc_be | wc_have | wc_do | wc_quantifier;
  const Word& word = text.word(at);
  return (word.classes & closed) == 0 && (word.verbs_count == 0 || (word.classes & (wc_noun | wc_adjective)) != 0) &&
         text.find(at, AmountRole::scale, text.size()) == nullptr;
});

const auto set_numeral = [](auto& context) {
  const NumberReading& n = x3::_attr(context);
  Sum& s = sum(context);
  s.group = n.value;
  s.open = true;
  s.words = false;
  s.digits = n.digits;
  s.length = n.length;
  s.fraction = n.fraction;
  s.doubtful = n.doubtful;
  s.spaced = n.space_grouped;
  s.room = Decimal(0);
  s.count_words = true;
};
const auto add_digit = [](auto& context) {
  x3::_pass(context) = sum(context).add(x3::_attr(context), Decimal(0));
  sum(context).count_words = true;
};
const auto add_ten = [](auto& context) {
  x3::_pass(context) = sum(context).add(x3::_attr(context), Decimal(10));
  sum(context).count_words = true;
};
const auto multiply = [](auto& context) { x3::_pass(context) = sum(context).multiply(x3::_attr(context)); };
const auto close = [](auto& context) { x3::_pass(context) = sum(context).close(x3::_attr(context)); };
const auto close_sign = [](auto& context) {
  x3::_pass(context) = !sum(context).words && sum(context).close(x3::_attr(context));
  sum(context).symbol = true;
};
const auto negate = [](auto& context) { sum(context).negative = x3::_attr(context); };
const auto negate_word = [](auto& context) { sum(context).negative = true; };
const auto set_article = [](auto& context) {
  sum(context).group = {x3::_attr(context), Decimal(1)};
  sum(context).room = Decimal(0);
  sum(context).open = true;
};

const auto set_one = [](auto& context) { sum(context).add(Decimal(1), Decimal(0)); };
/// A share of the number so far: two | thirds.
void share(Sum& s, const Decimal& parts) {
  s.group = s.value() * Fraction{Decimal(1), parts};
  s.total = {Decimal(0), Decimal(1)};
  s.last_scale = Decimal(0);
  s.negative = false;
  s.open = s.fraction = s.count_words = true;
  s.digits = false;
  s.room = Decimal(0);
  s.ending_scale = Decimal(1);
}
const auto divide = [](auto& context) {
  share(sum(context), x3::_attr(context));
};
const auto hold_tens = [](auto& context) { sum(context).tens = x3::_attr(context); };
const auto divide_with_tens = [](auto& context) { share(sum(context), sum(context).tens + x3::_attr(context)); };
const auto divide_one = [](auto& context) {
  Sum& s = sum(context);
  // "a second" is a time or a place, never a half.
  x3::_pass(context) = x3::_attr(context) != Decimal(2);
  if (x3::_attr(context) != Decimal(2)) share(s, x3::_attr(context));
};
const auto make_ordinal = [](auto& context) {
  x3::_pass(context) = sum(context).add(x3::_attr(context), Decimal(0));
  sum(context).ordinal = sum(context).count_words = true;
};
const auto make_ordinal_scale = [](auto& context) {
  Sum& s = sum(context);
  if (!s.open && s.last_scale.is_zero()) s.group = {Decimal(1), Decimal(1)};
  s.group = s.value() * Fraction{x3::_attr(context), Decimal(1)};
  s.total = {Decimal(0), Decimal(1)};
  s.ordinal = s.count_words = true;
  s.digits = false;
};
const auto ordinal_digits = [](auto& context) {
  sum(context).ordinal = true;
  sum(context).digits = false;
};
const auto times = [](auto& context) {
  Sum& s = sum(context);
  s.group = s.group * Fraction{x3::_attr(context), Decimal(1)};
  s.ending_scale = x3::_attr(context);
  s.fraction = false;
};
const auto open_half = [](auto& context) {
  Sum& s = sum(context);
  s.group = {Decimal(1), Decimal(2)};
  s.open = s.fraction = s.count_words = true;
};
const auto open_quarter = [](auto& context) {
  sum(context).group = {Decimal(1), Decimal(1)};
  share(sum(context), x3::_attr(context));
};
/// 3 hundred and 21.
const auto add_numeral = [](auto& context) {
  const NumberReading& n = x3::_attr(context);
  Sum& s = sum(context);
  x3::_pass(context) = n.digits && n.length <= 2 && s.room == Decimal(100) && s.add(n.value.above, Decimal(0));
};
const auto add_decimal = [](auto& context) {
  Sum& s = sum(context);
  if (s.last_scale.is_zero()) s.last_scale = Decimal(1);
  const Decimal digit = x3::_attr(context);
  s.last_scale = s.last_scale.shifted(digit < Decimal(10) ? -1 : -2);
  s.group = s.group + Fraction{digit * s.last_scale, Decimal(1)};
  s.digits = false;
  s.open = true;
};
const auto end_decimals = [](auto& context) {
  sum(context).last_scale = Decimal(0);
  sum(context).room = Decimal(0);
};

/// A fraction behind "and": of the group, or of the last scale unless a scale follows: five and a half million, one million and a half.
struct Mixed {
  Fraction value;
  bool before_scale = false;
};
const auto add_mixed = [](auto& context) {
  Sum& s = sum(context);
  const Mixed& part = x3::_attr(context);
  if (s.open || part.before_scale || s.last_scale.is_zero()) {
    s.group = s.group + part.value;
    s.open = true;
  } else {
    s.total = s.total + part.value * Fraction{s.last_scale, Decimal(1)};
  }
  s.fraction = s.count_words = true;
  s.digits = false;
};

using R = AmountRole;

/// "a half", "three fifths", "one fourth".
const auto mixed = step<x3::parser, Mixed>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, Mixed& out) {
  std::uint32_t i = at;
  Decimal above(1);
  if (const AmountHit* article = text.find(i, R::article, limit)) {
    i = article->end;
  } else if (const AmountHit* digit = text.find(i, R::digit, limit)) {
    above = text.tables().number(digit->reading.index);
    i = digit->end;
  } else if (const AmountHit* ten = text.find(i, R::ten, limit)) {
    above = text.tables().number(ten->reading.index);
    i = ten->end;
    if (i < limit && text.joining_hyphen(i, limit)) ++i;
    if (i >= limit) return false;
    const AmountHit* unit = text.find(i, R::digit, limit);
    if (unit == nullptr) return false;
    above = above + text.tables().number(unit->reading.index);
    i = unit->end;
  } else {
    return false;
  }
  if (i < limit && text.joining_hyphen(i, limit)) ++i;
  if (i >= limit) return false;
  for (const R role : {R::half, R::part_digit, R::part_teen, R::part_ten, R::part_scale, R::ordinal_digit, R::ordinal_teen, R::ordinal_ten}) {
    const bool singular = role == R::ordinal_digit || role == R::ordinal_teen || role == R::ordinal_ten;
    if (singular && above != Decimal(1)) continue;
    const AmountHit* hit = text.find(i, role, limit);
    if (hit == nullptr || !text.ends_word(hit->end) || (singular && text.tables().number(hit->reading.index) == Decimal(2))) continue;
    out.value = {above, text.tables().number(hit->reading.index)};
    out.before_scale = hit->end < limit && text.find(hit->end, R::scale, limit) != nullptr;
    at = hit->end;
    return true;
  }
  return false;
});

const auto conjunction = word<R::conjunction>();
const auto comma = step<x3::parser, bool>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, bool&) {
  if (text.surface(at) != "," || at + 2 >= limit || text.find(at + 1, R::digit, limit) == nullptr || text.find(at + 2, R::hundred, limit) == nullptr)
    return false;
  ++at;
  return true;
});
const auto one = step<x3::parser, bool>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, bool&) {
  if (!is_one(text, at, limit)) return false;
  ++at;
  return true;
});
/// "of a" and "a" between a share and its scale: a quarter of a million, half a dozen.
const auto of_a = step<x3::parser, bool>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, bool&) {
  std::uint32_t i = at;
  if (text.folded(i) == "of") ++i;
  if (i >= limit) return false;
  const AmountHit* article = text.find(i, R::article, limit);
  if (article == nullptr || article->end != i + 1) return false;
  at = article->end;
  return true;
});
/// "half a" before a unit, a percent sign or a currency.
const auto half_of_unit = step<x3::parser, bool>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, bool&) {
  const AmountHit* article = text.find(at, R::article, limit);
  if (article == nullptr || article->end >= limit) return false;
  for (const R role : {R::unit, R::percent, R::percent_points, R::currency, R::minor_currency})
    if (const AmountHit* hit = text.find(article->end, role, limit); hit != nullptr && (hit->reading.flags & af_denominator) == 0) {
      at = article->end;
      return true;
    }
  return false;
});

const auto article = word<R::article>();
const auto scale_word = word<R::scale>();
const auto multiplier = word<R::hundred, R::dozen>();
const auto small = word<R::digit, R::teen>()[add_digit] | (word<R::ten>()[add_ten] >> -(word_hyphen >> word<R::digit>()[add_digit]));
/// One hundred | thirty fifths: the tens belong to what stands under the line.
const auto compound_part = word<R::ten>() >> -hyphen >> word<R::part_digit>();
const auto more = !(x3::eps >> compound_part) >> small;
const auto part = word<R::part_digit, R::part_teen, R::part_ten, R::part_scale>();
const auto single_part = word<R::ordinal_digit, R::ordinal_teen, R::ordinal_ten, R::ordinal_scale>();
const auto size = word<R::scale, R::dozen>();
const auto of_scale = -of_a >> -hyphen >> size[times];

const auto decimals = word<R::point>() >> +(word<R::zero, R::digit, R::teen>()[add_decimal]) >> x3::eps[end_decimals];
const auto words_on = (-hyphen >> (scale_word[close] | multiplier[multiply])) | (conjunction >> mixed[add_mixed]) | (comma >> more) |
                      (conjunction >> small) | (conjunction >> numeral[add_numeral]) | (-hyphen >> more);
const auto thirds = (word<R::ten>()[hold_tens] >> -hyphen >> word<R::part_digit>()[divide_with_tens]) | part[divide];
const auto ordinal = (word<R::ordinal_digit, R::ordinal_teen, R::ordinal_ten>()[make_ordinal]) |
                     (word<R::ten>()[add_ten] >> -hyphen >> word<R::ordinal_digit>()[make_ordinal]) | word<R::ordinal_scale>()[make_ordinal_scale];
const auto ending = -word_hyphen >> (thirds >> -of_scale | (-conjunction >> ordinal));

const auto half = word<R::half>();
const auto halves = -((article | one) >> -hyphen) >> half[open_half] >> -(of_scale | half_of_unit);
const auto share_of_one = (one[set_one] | article[set_article]) >> -hyphen >> (part[divide] | (single_part[divide_one] >> !(x3::eps >> noun_ahead))) >> -of_scale;
const auto quarter = part[open_quarter] >> -hyphen >> size[times];

const auto counted_words = (small | word<R::zero>()[add_digit]) >> (decimals | (*words_on >> -ending));
const auto articled = article[set_article] >> -hyphen >> (multiplier[multiply] | scale_word[close]) >> *words_on >> -ending;
template <ScaleSigns signs>
const auto digits = numeral[set_numeral] >> (ordinal_suffix[ordinal_digits] | (*(scale_sign<signs>()[close_sign] | words_on) >> -(thirds >> -of_scale)));
const auto leading_sign = sign[negate] | word<R::minus>()[negate_word];

/// Reads a number whose first word says by its roles which shapes it may have; they are tried in this order.
template <ScaleSigns signs>
bool read(AmountCursor& first, const AmountCursor& last, Sum& s) {
  const AmountText& text = first.text();
  const auto parse = [&](const auto& grammar) {
    AmountCursor at = first;
    if (!x3::parse(at, last, x3::with<SumTag>(std::ref(s))[grammar])) {
      const bool negative = s.negative;
      s = Sum();
      s.negative = negative;
      return false;
    }
    first = at;
    return true;
  };
  const bool is_signed = parse(leading_sign);
  if (is_signed && first == last) return false;
  if (text.token(first.at()).kind != TokenKind::word && parse(digits<signs>)) return true;
  const RoleSet roles = text.roles(first.at());
  if (roles.meets({R::digit, R::article}) && parse(share_of_one)) return true;
  if (roles.meets({R::digit, R::article, R::half}) && parse(halves)) return true;
  if (roles.meets({R::zero, R::digit, R::teen, R::ten}) && parse(counted_words)) return true;
  if (roles.meets({R::article}) && parse(articled)) return true;
  if (roles.meets({R::point}) && parse(decimals)) return true;
  if (roles.meets({R::part_digit, R::part_teen, R::part_ten, R::part_scale}) && parse(quarter)) return true;
  return parse(ordinal);
}

constexpr RoleSet in_numbers{R::zero, R::digit, R::teen, R::ten, R::hundred, R::scale, R::dozen, R::half, R::ordinal_digit, R::ordinal_teen,
                             R::ordinal_ten, R::ordinal_scale, R::part_digit, R::part_teen, R::part_ten, R::part_scale, R::scale_symbol, R::article};
constexpr RoleSet joins_numbers{R::conjunction, R::point};
/// An article stands inside a number behind a joint alone: one and a half.
constexpr RoleSet goes_on{R::zero, R::digit, R::teen, R::ten, R::hundred, R::scale, R::dozen, R::half, R::ordinal_digit, R::ordinal_teen,
                          R::ordinal_ten, R::ordinal_scale, R::part_digit, R::part_teen, R::part_ten, R::part_scale, R::scale_symbol};

/// Whether what stands at `at` may go on a number in digits or a number word below a hundred.
bool may_continue(const AmountText& text, std::uint32_t at, std::uint32_t limit) {
  if (at >= limit) return false;
  const RoleSet roles = text.roles(at);
  if (roles.meets(goes_on)) return true;
  const char mark = text.surface(at).front();
  const bool joins = mark == ',' || mark == '-' || mark == '\xE2' || roles.meets(joins_numbers);
  return joins && at + 1 < limit && text.roles(at + 1).meets(in_numbers);
}

/// A number of one token with nothing behind it that might belong to it needs no grammar.
bool read_single(const AmountText& text, std::uint32_t at, std::uint32_t limit, ScaleSigns signs, NumberReading& out) {
  constexpr RoleSet counts{R::zero, R::digit, R::teen, R::ten}, places{R::ordinal_digit, R::ordinal_teen, R::ordinal_ten};
  const Token& token = text.token(at);
  if (token.kind == TokenKind::number) {
    out = NumberReading();
    if (!parse_numeral(text, at, limit, out)) return false;
    if (out.end < limit && text.glued(out.end)) {
      const std::string_view s = text.folded(out.end);
      if (s == "st" || s == "nd" || s == "rd" || s == "th") return false;
    }
    if (!may_continue(text, out.end, limit)) return true;
    // One scale behind it, and no more: 1.2 million, 40bn.
    const bool sign = text.is(out.end, R::scale_symbol);
    const AmountHit* scale = sign ? text.find(out.end, R::scale_symbol, limit) : text.find(out.end, R::scale, limit);
    if (scale == nullptr || out.fraction || !text.ends_word(scale->end) || may_continue(text, scale->end, limit)) return false;
    if (sign && (text.roles(out.end).meets({R::scale, R::article}) || (text.surface(out.end) == "K" && !text.glued(out.end)) ||
                 (signs == ScaleSigns::plain && (scale->reading.flags & af_money_only) != 0)))
      return false;
    out.scale = text.tables().number(scale->reading.index);
    out.value.above = out.value.above * out.scale;
    out.end = scale->end;
    out.symbol_scale = sign;
    out.digits = false;
    return !out.value.above.overflowed();
  }
  const RoleSet roles = text.roles(at) & RoleSet{R::zero, R::digit, R::teen, R::ten, R::half, R::article, R::minus, R::point, R::ordinal_digit,
                                                 R::ordinal_teen, R::ordinal_ten, R::ordinal_scale, R::part_digit, R::part_teen, R::part_ten, R::part_scale};
  const bool counting = roles.meets(counts) && roles.within(counts), place = roles.meets(places) && roles.within(places);
  if (!counting && !place) return false;
  const AmountHit* best = nullptr;
  for (const AmountHit& hit : text.hits(at)) {
    const bool fits = (counting ? counts : places).meets({hit.reading.role});
    if (fits && hit.end <= limit && (best == nullptr || hit.end > best->end)) best = &hit;
  }
  if (best == nullptr || (best->end < limit && !text.ends_word(best->end)) || (counting && may_continue(text, best->end, limit))) return false;
  out = NumberReading();
  out.begin = at;
  out.end = best->end;
  out.value = {text.tables().number(best->reading.index), Decimal(1)};
  out.ordinal = place;
  out.words = true;
  return true;
}

bool read_number(const AmountText& text, std::uint32_t at, std::uint32_t limit, ScaleSigns signs, NumberReading& out) {
  AmountCursor first(text, at);
  const AmountCursor last(text, limit);
  Sum s;
  if (!(signs == ScaleSigns::money ? read<ScaleSigns::money>(first, last, s) : read<ScaleSigns::plain>(first, last, s))) return false;
  out = NumberReading();
  out.begin = at;
  out.end = first.at();
  out.value = s.value();
  out.scale = s.ending_scale;
  out.ordinal = s.ordinal;
  out.digits = s.digits && !s.negative;
  out.words = s.words;
  out.fraction = s.fraction;
  out.symbol_scale = s.symbol;
  out.doubtful = s.doubtful;
  out.space_grouped = s.spaced;
  out.length = s.length;
  return !out.value.above.overflowed() && !out.value.below.overflowed();
}

}  // namespace

bool parse_bare_number(const AmountText& text, std::uint32_t at, std::uint32_t limit, ScaleSigns signs, NumberReading& out) {
  return read_single(text, at, limit, signs, out) || read_number(text, at, limit, signs, out);
}

bool parse_number(const AmountText& text, std::uint32_t at, std::uint32_t limit, ScaleSigns signs, NumberReading& out) {
  constexpr RoleSet begins{R::zero, R::digit, R::teen, R::ten, R::half, R::article, R::minus, R::point, R::ordinal_digit, R::ordinal_teen,
                           R::ordinal_ten, R::ordinal_scale, R::part_digit, R::part_teen, R::part_ten, R::part_scale, R::multiple};
  if (at >= limit) return false;
  // Digits, signs and fractions in one sign; else a word with a role that begins a number.
  const bool figures = (text.flags(at) & (vw_amount | vw_sign)) != 0 && !text.is(at, R::currency) &&
                       (text.token(at).kind != TokenKind::word || roman_ordinal(text.surface(at)) != 0);
  if (!figures && !text.roles(at).meets(begins)) return false;
  AmountText::ReadNumber& kept = text.read_number(at, signs);
  if (kept.at != at || kept.limit != limit || kept.signs != signs) {
    kept.at = at;
    kept.limit = limit;
    kept.signs = signs;
    NumberReading& n = kept.reading;
    const bool digits = text.token(at).kind == TokenKind::number;
    kept.found = (!digits && (parse_multiple(text, at, limit, n) || parse_part_of_one(text, at, limit, n))) ||
                 parse_bare_number(text, at, limit, signs, n) || parse_roman_ordinal(text, at, n);
    if (kept.found && signs == ScaleSigns::plain) add_proportion(text, limit, n);
  }
  if (kept.found) out = kept.reading;
  return kept.found;
}

}  // namespace sluice
