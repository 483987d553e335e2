#include "grammars/amount.hpp"

#include <boost/spirit/home/x3.hpp>

#include "grammars/amount_range.hpp"
#include "grammars/measure.hpp"
#include "grammars/money.hpp"
#include "grammars/number.hpp"
#include "grammars/percent.hpp"
#include "grammars/step.hpp"

namespace sluice {

namespace {

namespace x3 = boost::spirit::x3;

using R = AmountRole;

struct OutTag {};
auto amount_of(auto& context) -> Amount& { return x3::get<OutTag>(context).get(); }

bool is_dash(std::string_view s) { return s == "-" || s == "\xE2\x80\x93" || s == "\xE2\x80\x94" || s == "\xE2\x80\x90" || s == "\xE2\x88\x92"; }
bool has(const AmountText& text, std::uint32_t at, RoleSet roles) { return text.roles(at).meets(roles); }

/// Whether pounds are a weight by what stands before them: "weighs 40 pounds", "260 kg (573 pounds)".
bool beside_weight(const AmountText& text, std::uint32_t at) {
  constexpr std::uint32_t reach = 4;
  for (std::uint32_t i = at; i > 0 && at - i < reach; --i) {
    if (text.folded(i - 1).starts_with("weigh")) return true;
    const AmountHit* unit = text.find(i - 1, R::unit, at);
    if (unit != nullptr && text.tables().dimension(text.tables().unit(unit->reading.index).dimension).name == "mass") return true;
  }
  return false;
}

/// The longest reading of one amount without bounds: with its unit where it has one.
bool read_term(const AmountText& text, std::uint32_t at, std::uint32_t limit, AmountTerm& out) {
  const auto keep_longer = [&](const AmountTerm& term, bool ok) {
    if (ok && term.end > out.end) out = term;
  };
  out = AmountTerm();
  NumberReading n;
  if (!parse_number(text, at, limit, ScaleSigns::plain, n)) return parse_money(text, at, limit, out);
  AmountTerm term;
  if (!n.ordinal) {
    // What follows tells which grammars are worth their time; a scale sign may stand between.
    std::uint32_t next = n.end;
    if (next < limit && text.is(next, R::scale_symbol)) keep_longer(term, parse_money(text, at, limit, term)), keep_longer(term, parse_measure(text, at, limit, term));
    if (next + 1 < limit && text.joining_hyphen(next, limit)) ++next;
    if (next < limit) {
      const std::string_view mark = text.surface(next);
      if (has(text, next, {R::percent, R::percent_points, R::basis_points})) keep_longer(term, parse_percent(text, at, limit, term));
      if (has(text, next, {R::unit}) || mark == "{" || mark == "<") keep_longer(term, parse_measure(text, at, limit, term));
      if (has(text, next, {R::currency, R::minor_currency}) || mark.size() == 4) {
        const bool money = parse_money(text, at, limit, term);
        // Pounds are money in millions and where the document has the pound sign, and else a weight.
        if (money && out.kind == TermKind::quantity && out.end == term.end && text.folded(term.end - 1).starts_with("pound") &&
            (term.number.scale > Decimal(1000) || (text.has_pound_sign() && !beside_weight(text, at))))
          out = AmountTerm();
        keep_longer(term, money);
      }
    }
    // 66m people: with a plural behind it the sign is a million.
    if (n.end < limit && text.is(n.end, R::scale_symbol)) {
      NumberReading scaled;
      if (parse_number(text, at, limit, ScaleSigns::money, scaled) && scaled.end > n.end && scaled.end >= out.end && scaled.end < limit &&
          !text.glued(scaled.end) && (text.word(scaled.end).plural || text.is(scaled.end, R::noun)) &&
          (text.word(scaled.end).classes & (wc_preposition | wc_pronoun | wc_determiner | wc_be)) == 0 && out.kind != TermKind::money) {
        out = AmountTerm();
        n = scaled;
      }
    }
  }
  if (out.end > n.end) return true;
  out = AmountTerm();
  out.kind = n.ordinal ? TermKind::ordinal : TermKind::number;
  out.number = n;
  out.begin = at;
  out.end = n.end;
  return true;
}

/// The term of lower end in "between X and Y": up to the first joining word behind which another term stands.
const auto low_of_pair = step<x3::parser, AmountTerm>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, AmountTerm& out) {
  const std::uint32_t reach = std::min(limit, at + 14);
  for (std::uint32_t joint = at + 1; joint + 1 < reach; ++joint) {
    const std::string_view word = text.folded(joint);
    if (word != "and" && word != "to") continue;
    AmountTerm high;
    std::uint32_t next = joint + 1;
    if (text.folded(next) == "the") ++next;
    if (next < limit && read_term(text, at, joint, out) && out.end == joint && read_term(text, next, limit, high)) {
      at = joint;
      return true;
    }
  }
  return false;
});
const auto the = step<x3::parser, bool>([](const AmountText& text, std::uint32_t& at, std::uint32_t, bool&) {
  if (text.folded(at) != "the") return false;
  ++at;
  return true;
});
const auto term = step<x3::parser, AmountTerm>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, AmountTerm& out) {
  if (!read_term(text, at, limit, out)) return false;
  at = out.end;
  return true;
});
const auto modifier = step<x3::parser, Modifier>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, Modifier& out) {
  const AmountHit* hit = text.find(at, R::before, limit);
  if (hit == nullptr || hit->end >= limit) return false;
  out = static_cast<Modifier>(hit->reading.index);
  at = hit->end;
  return true;
});
const auto after = step<x3::parser, Modifier>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, Modifier& out) {
  std::uint32_t i = at;
  const bool hyphen = text.joining_hyphen(i, limit);
  if (hyphen) ++i;
  const AmountHit* hit = text.find(i, R::after, limit);
  if (hit == nullptr) return false;
  const std::string_view word = text.folded(i);
  const bool joined = hyphen || (text.glued(i) && word == "+");
  // "plus", "odd" and a sign stand against the number; phrases stand apart, and no other number follows them.
  if (joined != (word == "plus" || word == "odd" || word == "+")) return false;
  if (hit->end < limit && text.folded(hit->end) == "than") return false;
  const bool counts = hit->end < limit && may_start_amount(text, hit->end) && (!has(text, hit->end, {R::unit}) || has(text, hit->end, {R::article}));
  if (counts && word != "+" && text.token(hit->end).kind != TokenKind::punctuation) return false;
  if (!text.ends_word(hit->end)) return false;
  out = static_cast<Modifier>(hit->reading.index);
  at = hit->end;
  return true;
});
enum class Joint : std::uint8_t { word, hyphen };
/// "to", a dash, "- to" of a hanging hyphen, or ~.
const auto joint = step<x3::parser, Joint>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, Joint& out) {
  std::uint32_t i = at;
  const std::string_view first = text.surface(i);
  out = Joint::word;
  if (is_dash(first) || first == "~") {
    if (text.glued(i) && i + 1 < limit && text.find(i + 1, R::range_word, limit) != nullptr) {
      i += 2;
    } else {
      if (i + 1 >= limit || text.glued(i) != text.glued(i + 1)) return false;
      ++i;
      out = Joint::hyphen;
    }
  } else if (const AmountHit* hit = text.find(i, R::range_word, limit)) {
    i = hit->end;
  } else {
    return false;
  }
  at = i;
  return i < limit;
});
const auto tolerance = step<x3::parser, bool>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, bool&) {
  const std::string_view s = text.surface(at);
  if (s == "\xC2\xB1") {
    ++at;
  } else if (s == "+" && at + 2 < limit && text.surface(at + 1) == "/" && is_dash(text.surface(at + 2))) {
    at += 3;
  } else if (text.folded(at) == "plus" && at + 2 < limit && text.folded(at + 1) == "or" && text.folded(at + 2) == "minus") {
    at += 3;
  } else {
    return false;
  }
  return at < limit;
});
const auto between = step<x3::parser, bool>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, bool&) {
  if (text.find(at, R::between, limit) == nullptr) return false;
  ++at;
  return at < limit;
});
/// A rate inside a range: $350 per kg to $680.
const auto rate = step<x3::parser, bool>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, bool&) {
  const AmountHit* hit = text.find(at, R::per, limit);
  std::uint32_t unit = no_unit;
  if (hit == nullptr || hit->end >= limit) return false;
  at = hit->end;
  return parse_denominator(text, at, limit, unit);
});
const auto pair_joint = step<x3::parser, bool>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, bool&) {
  const std::string_view s = text.folded(at);
  if (s != "and" && s != "to") return false;
  ++at;
  return at < limit;
});
const auto bound_joint = step<x3::parser, bool>([](const AmountText& text, std::uint32_t& at, std::uint32_t limit, bool&) {
  const std::string_view s = text.folded(at);
  if (s != "and" && s != "but" && s != ",") return false;
  ++at;
  return at < limit;
});

const auto set_low = [](auto& context) { amount_of(context).low = x3::_attr(context); };
const auto set_term = [](auto& context) { amount_of(context).term = x3::_attr(context); };
const auto set_hyphen = [](auto& context) { amount_of(context).glued_range = x3::_attr(context) == Joint::hyphen; };
void add_bound(Amount& a, Modifier m) {
  // "at least about 5" is bounded; the blur says less.
  if (!a.modified || a.modifier == Modifier::about || a.modifier == Modifier::exact) a.modifier = m;
  a.modified = true;
}
const auto bound = [](auto& context) { add_bound(amount_of(context), x3::_attr(context)); };

struct TextTag {};
auto text_of(auto& context) -> const AmountText& { return x3::get<TextTag>(context).get(); }
template <bool between_words>
const auto check_range = [](auto& context) {
  Amount& a = amount_of(context);
  a.range = agree(text_of(context), a.low, a.term, a.glued_range, between_words);
  x3::_pass(context) = a.range;
};

const auto pair = between >> -the >> *modifier >> low_of_pair[set_low] >> pair_joint >> -the >> *modifier >> term[set_term] >> x3::eps[check_range<true>];
const auto range = *modifier[bound] >> term[set_low] >> -rate >> joint[set_hyphen] >> *modifier >> term[set_term] >> x3::eps[check_range<false>];
const auto spread = *modifier[bound] >> term[set_low] >> tolerance >> term[set_term];
const auto tail = -after[bound];

/// "at least the third": the article stands between a bound and an ordinal.
bool the_before_ordinal(const AmountText& text, std::uint32_t at, std::uint32_t limit) {
  if (at + 1 >= limit || text.folded(at) != "the") return false;
  NumberReading n;
  return parse_number(text, at + 1, limit, ScaleSigns::plain, n) && n.ordinal;
}

/// The shape of nearly all amounts: bounds, and one term.
bool read_single(const AmountText& text, std::uint32_t at, std::uint32_t limit, Amount& out) {
  out = Amount();
  std::uint32_t next = at;
  for (const AmountHit* hit = nullptr; next < limit && (hit = text.find(next, R::before, limit)) != nullptr && hit->end < limit; next = hit->end)
    add_bound(out, static_cast<Modifier>(hit->reading.index));
  if (next >= limit) return false;
  if (next > at && the_before_ordinal(text, next, limit)) ++next;
  if (!read_term(text, next, limit, out.term)) return false;
  out.begin = at;
  out.end = out.term.end;
  return true;
}

template <class Grammar>
bool read(const AmountText& text, std::uint32_t at, std::uint32_t limit, const Grammar& grammar, Amount& out) {
  out = Amount();
  AmountCursor first(text, at);
  if (!x3::parse(first, AmountCursor(text, limit), x3::with<TextTag>(std::cref(text))[x3::with<OutTag>(std::ref(out))[grammar]])) return false;
  out.begin = at;
  out.end = first.at();
  return true;
}

/// "more than 100 but less than 300": two bounds make a range.
void join_bounds(const AmountText& text, std::uint32_t limit, Amount& out) {
  const auto lower = [](Modifier m) { return m == Modifier::over || m == Modifier::at_least; };
  const auto upper = [](Modifier m) { return m == Modifier::under || m == Modifier::at_most; };
  if (out.range || (!lower(out.modifier) && !upper(out.modifier)) || out.end + 1 >= limit) return;
  AmountCursor cursor(text, out.end);
  const AmountCursor last(text, limit);
  if (!x3::parse(cursor, last, bound_joint) || !(cursor == last ? false : text.find(cursor.at(), R::before, limit) != nullptr)) return;
  Amount other;
  if (!read_single(text, cursor.at(), limit, other)) return;
  AmountCursor behind(text, other.end);
  if (x3::parse(behind, last, x3::with<OutTag>(std::ref(other))[tail])) other.end = behind.at();
  const bool opposed = (lower(out.modifier) && upper(other.modifier)) || (upper(out.modifier) && lower(other.modifier));
  AmountTerm low = lower(out.modifier) ? out.term : other.term, high = lower(out.modifier) ? other.term : out.term;
  if (!opposed || !agree(text, low, high, false, true)) return;
  out.low = low;
  out.term = high;
  out.range = true;
  out.modifier = Modifier::exact;
  out.end = other.end;
}

/// 3 x 4 m: each side of a length has the unit of the last.
void share_side(const AmountText& text, std::uint32_t limit, AmountTerm& term) {
  constexpr int sides = 3;
  if (term.kind != TermKind::number || term.number.ordinal) return;
  std::uint32_t at = term.end;
  for (int side = 1; side < sides && at + 1 < limit && text.is(at, R::times); ++side) {
    AmountTerm other;
    if (!read_term(text, at + 1, limit, other)) return;
    if (other.kind == TermKind::quantity) {
      if (other.under != no_unit || text.tables().dimension(text.tables().unit(other.unit).dimension).name != "length") return;
      term.kind = TermKind::quantity;
      term.unit = other.unit;
      return;
    }
    if (other.kind != TermKind::number) return;
    at = other.end;
  }
}

/// What may stand behind a single term: a bound, another bound, another side.
void close_single(const AmountText& text, std::uint32_t limit, Amount& out) {
  if (text.is(out.end, R::times)) share_side(text, limit, out.term);
  const bool bounded = text.roles(out.end).meets({R::after}) || (text.joining_hyphen(out.end, limit) && text.is(out.end + 1, R::after));
  if (bounded) {
    AmountCursor cursor(text, out.end);
    if (x3::parse(cursor, AmountCursor(text, limit), x3::with<OutTag>(std::ref(out))[tail])) out.end = cursor.at();
  }
  join_bounds(text, limit, out);
}

}  // namespace

std::uint32_t before_bounds(const AmountText& text, std::uint32_t at, std::uint32_t floor) {
  constexpr std::uint32_t longest = 8;
  constexpr RoleSet places{R::ordinal_digit, R::ordinal_teen, R::ordinal_ten};
  const bool digits = text.token(at).kind == TokenKind::number && at + 1 < text.size() && text.glued(at + 1) &&
                      (text.folded(at + 1) == "th" || text.folded(at + 1) == "st" || text.folded(at + 1) == "nd" || text.folded(at + 1) == "rd");
  const bool the_ordinal = at > floor && (digits || text.roles(at).meets(places)) && text.folded(at - 1) == "the";
  for (std::uint32_t begin = the_ordinal ? at - 1 : at;;) {
    std::uint32_t next = begin;
    if (begin <= floor || (text.flags(begin - 1) & vw_bound_end) == 0) return the_ordinal && begin == at - 1 ? at : begin;
    for (std::uint32_t i = begin; i > floor && begin - i < longest && text.token(i - 1).kind != TokenKind::punctuation; --i) {
      if ((text.flags(i - 1) & vw_bound) == 0 || !text.is(i - 1, R::before)) continue;
      for (const AmountHit& hit : text.hits(i - 1))
        if (hit.reading.role == R::before && hit.end == begin) next = i - 1;
    }
    if (next == begin) return the_ordinal && begin == at - 1 ? at : begin;
    begin = next;
  }
}

bool may_start_amount(const AmountText& text, std::uint32_t at) {
  const Token& token = text.token(at);
  if (token.kind == TokenKind::number) return true;
  for (const AmountHit& hit : text.hits(at)) {
    switch (hit.reading.role) {
      case R::zero: case R::digit: case R::teen: case R::ten: case R::half:
      case R::ordinal_digit: case R::ordinal_teen: case R::ordinal_ten: case R::ordinal_scale:
      case R::part_digit: case R::between: case R::minus:
        return true;
      case R::article:
        if (hit.end < text.size() &&
            has(text, text.joining_hyphen(hit.end, text.size()) ? hit.end + 1 : hit.end,
                {R::hundred, R::scale, R::dozen, R::half, R::part_digit, R::part_teen, R::part_ten, R::part_scale, R::ordinal_digit, R::ordinal_teen,
                 R::ordinal_ten, R::ordinal_scale}))
          return true;
        break;
      case R::before:
        if (hit.end < text.size() && may_start_amount(text, hit.end)) return true;
        break;
      case R::currency:
        if ((hit.reading.flags & af_prefix) != 0) return true;
        break;
      default:
        break;
    }
  }
  const std::string_view s = text.surface(at);
  if (token.kind == TokenKind::word) {
    // USD115, R5bn
    if (s.size() < 2 || s.front() < 'A' || s.front() > 'Z' || (text.word(at).shape & ws_alphabetic) != 0) return false;
    return s.substr(0, 5).find_first_of("0123456789") != std::string_view::npos;
  }
  // A vulgar fraction, or a sign or point against what follows.
  const unsigned char c = static_cast<unsigned char>(s.front());
  const bool mark = c == '-' || c == '+' || c == '.' || c == 0xE2;
  return c == 0xC2 || c == 0xE2 || (mark && at + 1 < text.size() && text.glued(at + 1) && text.token(at + 1).kind != TokenKind::word);
}

bool parse_amount(const AmountText& text, std::uint32_t at, std::uint32_t limit, Amount& out) {
  if (text.is(at, R::between)) return read(text, at, limit, pair >> tail, out);
  if (!read_single(text, at, limit, out)) return false;
  if (out.end >= limit) return true;
  // What follows the first term tells which longer shapes are worth a try.
  const std::string_view next = text.surface(out.end);
  const bool may_join = is_dash(next) || next == "~" || has(text, out.end, {R::range_word, R::per});
  const bool may_spread = next == "\xC2\xB1" || next == "+" || text.folded(out.end) == "plus";
  if (!may_join && !may_spread) {
    close_single(text, limit, out);
    return true;
  }
  const Amount first = out;
  if (may_join && read(text, at, limit, range >> tail, out)) return true;
  if (may_spread && read(text, at, limit, spread >> tail, out)) {
    // The amount is what stands before the tolerance; its unit may stand behind.
    AmountTerm measured = out.low;
    if (measured.kind == TermKind::number) {
      const NumberReading number = measured.number;
      measured = out.term;
      measured.number.value = number.value;
    }
    measured.begin = out.low.begin;
    out.term = measured;
    return true;
  }
  out = first;
  close_single(text, limit, out);
  return true;
}

}  // namespace sluice
