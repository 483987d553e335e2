#include "grammars/numeral.hpp"

#include <boost/spirit/home/x3.hpp>
#include <cstdlib>
#include <string>

namespace sluice {

namespace {

namespace x3 = boost::spirit::x3;

struct Parts {
  std::string digits;        ///< of the coefficient, with its point
  bool grouped = false, spaced = false, plain = true;
  std::string exponent;      ///< of a power of `base`
  std::string base;
  bool scientific = false;   ///< the power follows an e
  Fraction vulgar{Decimal(0), Decimal(1)};
  std::string above, below;
  bool fraction = false;
};

struct PartsTag {};

auto parts(auto& context) -> Parts& { return x3::get<PartsTag>(context).get(); }

template <class Range>
std::string text_of(const Range& range) {
  return std::string(range.begin(), range.end());
}
/// The digits of a matched piece, without what parts them into groups.
template <class Range>
std::string digits_of(const Range& range) {
  std::string out;
  for (const char c : range)
    if (c >= '0' && c <= '9') out += c;
  return out;
}

/// With an ASCII minus.
std::string signed_digits(std::string text) {
  if (text.starts_with("\xE2\x88\x92") || text.starts_with("\xE2\x80\x93")) text.replace(0, 3, "-");
  if (text.starts_with('+')) text.erase(0, 1);
  return text;
}

const auto whole = [](auto& context) { parts(context).digits = digits_of(x3::_attr(context)); };
const auto grouped = [](auto& context) {
  parts(context).digits = digits_of(x3::_attr(context));
  parts(context).grouped = true;
  parts(context).plain = false;
};
const auto spaced = [](auto& context) {
  parts(context).digits = digits_of(x3::_attr(context));
  parts(context).spaced = true;
  parts(context).plain = false;
};
const auto decimals = [](auto& context) {
  parts(context).digits += '.' + digits_of(x3::_attr(context));
  parts(context).plain = false;
};
const auto scientific = [](auto& context) {
  parts(context).exponent = signed_digits(text_of(x3::_attr(context)));
  parts(context).plain = false;
};
const auto raise = [](auto& context) {
  parts(context).exponent = signed_digits(text_of(x3::_attr(context)));
  parts(context).base = parts(context).digits;
  parts(context).digits = "1";
  parts(context).plain = false;
};
const auto base_ten = [](auto& context) { parts(context).base = "10"; };
const auto by_letter = [](auto& context) {
  parts(context).base = "10";
  parts(context).scientific = true;
};
const auto base_named = [](auto& context) { parts(context).base = text_of(x3::_attr(context)); };
const auto no_whole = [](auto& context) { parts(context).digits.clear(); };
const auto above = [](auto& context) { parts(context).above = text_of(x3::_attr(context)); };
const auto below = [](auto& context) {
  parts(context).below = text_of(x3::_attr(context));
  parts(context).fraction = true;
  parts(context).plain = false;
};

struct VulgarFractions : x3::symbols<std::pair<int, int>> {
  VulgarFractions() {
    add("½", {1, 2})("¼", {1, 4})("¾", {3, 4})("⅓", {1, 3})("⅔", {2, 3})("⅕", {1, 5})("⅖", {2, 5})("⅗", {3, 5})("⅘", {4, 5})("⅙", {1, 6})(
        "⅚", {5, 6})("⅛", {1, 8})("⅜", {3, 8})("⅝", {5, 8})("⅞", {7, 8})("⅐", {1, 7})("⅑", {1, 9})("⅒", {1, 10});
  }
};
const VulgarFractions vulgar_sign;
const auto vulgar = [](auto& context) {
  const auto& [n, d] = x3::_attr(context);
  parts(context).vulgar = {Decimal(n), Decimal(d)};
  parts(context).fraction = true;
  parts(context).plain = false;
};

const auto digit = x3::char_('0', '9');
const auto digits = x3::raw[+digit];
const auto three = digit >> digit >> digit >> !digit;
const auto one_to_three = digit >> -digit >> -digit;
const auto narrow_space = x3::lit("\xE2\x80\xAF") | "\xE2\x80\x89" | "\xC2\xA0" | ' ';

const auto commas = x3::raw[one_to_three >> +(',' >> three)];
const auto lakhs = x3::raw[digit >> -digit >> +(',' >> digit >> digit >> &x3::lit(',')) >> ',' >> three];
const auto spaces = x3::raw[one_to_three >> +(narrow_space >> three)];
const auto apostrophes = x3::raw[one_to_three >> +('\'' >> three)];
const auto dots = x3::raw[one_to_three >> '.' >> three >> +('.' >> three)];
const auto point = '.' >> digits[decimals];
// 5,00 and 1,5 have a decimal comma; 1,234 is grouped.
const auto comma = ',' >> !(three) >> digits[decimals] >> !(',' >> digit);

const auto minus = x3::lit('-') | "\xE2\x88\x92" | "\xE2\x80\x93";
const auto power = x3::raw[-('+' | minus) >> digit >> -digit >> -digit];
const auto times = -x3::lit(' ') >> (x3::lit("×") | "x" | "*" | "·") >> -x3::lit(' ');
const auto exponent = (x3::no_case[x3::lit('e')] >> power[scientific][by_letter] >> !digit) |
                      (times >> x3::lit("10")[base_ten] >> ('^' >> x3::raw[-minus >> digit >> -digit][scientific] |
                                                                                        x3::raw[minus >> digit >> -digit][scientific]) >> !digit) |
                      (x3::lit('^') >> x3::raw[-minus >> digit >> -digit][raise] >> !digit) |
                      (times >> digits[base_named] >> '^' >> x3::raw[-minus >> digit >> -digit][scientific] >> !digit);

const auto slash = x3::lit('/') | "\xE2\x81\x84";
const auto fraction = x3::raw[one_to_three][above] >> slash >> x3::raw[digit >> -(digit) >> -(digit) >> -digit][below] >> !digit >>
                      !(slash >> digit) >> !(x3::lit('.') >> digit);
const auto mixed = digits[whole] >> (+x3::lit(' ') | '-') >> fraction;
const auto coefficient = lakhs[grouped] >> -point | commas[grouped] >> -point >> !(',' >> digit) | dots[grouped] >> -comma |
                         spaces[spaced] >> -(point | comma) | apostrophes[grouped] >> -point | digits[whole] >> (point | comma | x3::eps);
const auto numeral = mixed | (x3::eps[no_whole] >> fraction) | (coefficient >> !('.' >> digit) >> !(',' >> digit) >> -(exponent | -x3::lit(' ') >> vulgar_sign[vulgar])) |
                     (point >> -exponent) | vulgar_sign[vulgar];

/// Denominators that people write; 24/7 and 9/11 are no fractions.
bool usual(int n, int d) { return n < d && (d <= 10 || d == 12 || d == 16 || d == 20 || d == 25 || d == 32 || d == 64 || d % 10 == 0 || n == 1); }

/// Most numerals need no grammar: digits, grouped by commas or with a point, and behind them a space and a letter, a letter that makes
/// no exponent, or punctuation with a space behind it. False where the grammar has to look.
bool plain_numeral(std::string_view digits, std::string_view behind, NumberReading& out) {
  std::int64_t value = 0;
  std::int32_t places = 0;
  std::size_t count = 0, group = 0;
  bool point = false, commas = false;
  if (digits.size() > 20) return false;
  for (const char c : digits) {
    if (c >= '0' && c <= '9') {
      if (++count > 18) return false;
      value = value * 10 + (c - '0');
      ++group;
      places -= point ? 1 : 0;
    } else if (c == ',' && !point && (commas ? group == 3 : group > 0 && group <= 3)) {
      commas = true;
      group = 0;
    } else if (c == '.' && !point && group > 0 && (!commas || group == 3)) {
      point = true;
      group = 0;
    } else {
      return false;
    }
  }
  if (group == 0 || (commas && !point && group != 3)) return false;
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const char first = behind.empty() ? '\n' : behind[0], second = behind.size() < 2 ? '\n' : behind[1];
  const bool stop = first == '.' || first == ',' || first == ';' || first == ':' || first == ')';
  const bool ends = first == '\n' || first == '%' || (first == ' ' && (letter(second) || second == '(') && second != 'x') ||
                    (letter(first) && first != 'e' && first != 'E' && first != 'x') || (stop && (second == ' ' || second == '\n')) ||
                    (first == '-' && letter(second));
  if (!ends) return false;
  out.value = {Decimal::scaled(value, places), Decimal(1)};
  out.fraction = false;
  out.space_grouped = false;
  out.digits = !point && !commas;
  out.length = static_cast<std::uint8_t>(count + (point ? 1 : 0));
  return true;
}

}  // namespace

std::size_t parse_numeral(std::string_view bytes, NumberReading& out) {
  Parts p;
  const char* first = bytes.data();
  if (!x3::parse(first, bytes.data() + bytes.size(), x3::with<PartsTag>(std::ref(p))[numeral])) return 0;
  if (p.digits.starts_with('.')) p.digits.insert(0, "0");
  const auto coefficient = Decimal::parse(p.digits.empty() ? "0" : p.digits);
  if (!coefficient) return 0;
  out.value = {*coefficient, Decimal(1)};
  if (!p.below.empty()) {
    const int n = std::stoi(p.above), d = std::stoi(p.below);
    if (d == 0) return 0;
    out.doubtful = p.digits.empty() && !usual(n, d);
    out.value = out.value + Fraction{Decimal(n), Decimal(d)};
  }
  out.value = out.value + p.vulgar;
  // 7e7 is a name; 1.5e6, 2e-4 and 1e10 are numbers.
  if (p.scientific && p.digits.size() == 1 && p.exponent.size() == 1) return 0;
  if (!p.exponent.empty() && !p.base.empty()) {
    const int exponent_value = std::stoi(p.exponent);
    if (p.base == "10") {
      out.value.above = out.value.above.shifted(exponent_value);
    } else {
      const auto base = Decimal::parse(p.base);
      if (!base || base->is_zero() || exponent_value < -20 || exponent_value > 99) return 0;
      Decimal& side = exponent_value < 0 ? out.value.below : out.value.above;
      for (int i = 0; i < std::abs(exponent_value); ++i) side = side * *base;
    }
  }
  if (out.value.above.overflowed() || out.value.below.overflowed()) return 0;
  out.fraction = p.fraction;
  out.space_grouped = p.spaced;
  out.digits = p.plain;
  out.length = static_cast<std::uint8_t>(std::min<std::size_t>(p.digits.size(), 255));
  return static_cast<std::size_t>(first - bytes.data());
}

bool parse_numeral(const AmountText& text, std::uint32_t at, std::uint32_t limit, NumberReading& out) {
  const char lead = text.surface(at).front();
  const bool may_begin = (lead >= '0' && lead <= '9') || (lead & 0x80) != 0 || lead == '.';
  if (!may_begin) return false;
  constexpr std::size_t longest = 80;
  const std::uint32_t begin = text.token(at).begin;
  const std::uint32_t token_end = text.token(at).end;
  if (plain_numeral(text.surface(at), text.input().text.text.substr(token_end, std::min<std::size_t>(text.token(limit - 1).end - token_end, 2)), out)) {
    out.begin = at;
    out.end = at + 1;
    return true;
  }
  const std::string_view piece = text.input().text.text.substr(begin, std::min<std::size_t>(text.token(limit - 1).end - begin, longest));
  const std::size_t length = parse_numeral(piece, out);
  if (length == 0) return false;
  std::uint32_t end = at;
  while (end < limit && text.token(end).end <= begin + length) ++end;
  if (end == at || text.token(end - 1).end != begin + length) return false;
  out.begin = at;
  out.end = end;
  return true;
}

}  // namespace sluice
