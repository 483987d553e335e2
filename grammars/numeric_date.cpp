#include "grammars/numeric_date.hpp"

#include <boost/spirit/home/x3.hpp>
#include <algorithm>
#include <utility>

namespace sluice {

namespace {

namespace x3 = boost::spirit::x3;

struct Parts {
  int a = 0, b = 0, c = 0;      ///< in written order
  int a_digits = 0, c_digits = 0;
  char form = 0;                ///< y: year first; d: day and month, then the year; m: month and year; s: day and month alone
  int hour = -1, minute = -1, second = -1;
  ShortText<6> zone;
};

using Iterator = std::string_view::const_iterator;

const auto digit = x3::char_('0', '9');
/// Behind slashes a hyphen may join a second date.
const auto slash_end = !(digit | x3::char_('a', 'z') | x3::char_('A', 'Z') | (x3::char_("/.:") >> digit));
const auto end = !(digit | x3::char_('a', 'z') | x3::char_('A', 'Z') | (x3::char_("-/.:") >> digit));
const x3::uint_parser<unsigned, 10, 4, 4> four;
const x3::uint_parser<unsigned, 10, 2, 2> two;
const x3::uint_parser<unsigned, 10, 1, 2> one_or_two;

template <class F>
auto with(F f) {
  return [f](auto& context) { f(x3::_val(context), x3::_attr(context)); };
}
template <char form>
auto form_of() {
  return x3::eps[([](auto& context) { x3::_val(context).form = form; })];
}
const auto a = with([](Parts& p, unsigned n) { p.a = static_cast<int>(n); });
const auto b = with([](Parts& p, unsigned n) { p.b = static_cast<int>(n); });
const auto c2 = with([](Parts& p, unsigned n) { p.c = static_cast<int>(n), p.c_digits = 2; });
const auto c4 = with([](Parts& p, unsigned n) { p.c = static_cast<int>(n), p.c_digits = 4; });

const auto zone = x3::rule<struct ZoneId, Parts>{"zone"} =
    x3::char_('Z')[with([](Parts& p, char) { p.zone = "Z"; })] |
    x3::raw[x3::char_("+-") >> two >> ':' >> two][with([](Parts& p, const auto& range) { p.zone = std::string_view(&*range.begin(), 6); })];
const auto clock = x3::rule<struct ClockId, Parts>{"clock"} =
    x3::char_("T") >> two[with([](Parts& p, unsigned n) { p.hour = static_cast<int>(n); })] >> ':' >>
    two[with([](Parts& p, unsigned n) { p.minute = static_cast<int>(n); })] >>
    -(':' >> two[with([](Parts& p, unsigned n) { p.second = static_cast<int>(n); })] >> -('.' >> +digit)) >>
    -zone[with([](Parts& p, const Parts& read) { p.zone = read.zone; })];
const auto take_clock = with([](Parts& p, const Parts& read) {
  p.hour = read.hour, p.minute = read.minute, p.second = read.second, p.zone = read.zone;
});

template <class Separator>
auto year_first(Separator separator) {
  return four[a] >> separator >> one_or_two[b] >> separator >> one_or_two[c2] >> form_of<'y'>();
}
template <class Separator>
auto year_last(Separator separator) {
  return one_or_two[a] >> separator >> one_or_two[b] >> separator >> four[c4] >> form_of<'d'>();
}
template <class Separator>
auto short_year(Separator separator) {
  return one_or_two[a] >> separator >> one_or_two[b] >> separator >> two[c2] >> form_of<'d'>();
}

const auto iso = x3::rule<struct IsoId, Parts>{"iso"} = year_first(x3::lit('-')) >> -clock[take_clock] >> end;
const auto slashed = x3::rule<struct SlashedId, Parts>{"slashed"} = year_first(x3::lit('/')) >> end;
const auto dotted = x3::rule<struct DottedId, Parts>{"dotted"} = year_first(x3::lit('.')) >> end;
const auto day_slash = x3::rule<struct DaySlashId, Parts>{"day_slash"} = year_last(x3::lit('/')) >> slash_end;
const auto day_dash = x3::rule<struct DayDashId, Parts>{"day_dash"} = year_last(x3::lit('-')) >> end;
const auto day_dot = x3::rule<struct DayDotId, Parts>{"day_dot"} = year_last(x3::lit('.')) >> end;
const auto short_slash = x3::rule<struct ShortSlashId, Parts>{"short_slash"} = short_year(x3::lit('/')) >> end;
const auto short_dash = x3::rule<struct ShortDashId, Parts>{"short_dash"} = short_year(x3::lit('-')) >> end;
const auto short_dot = x3::rule<struct ShortDotId, Parts>{"short_dot"} = short_year(x3::lit('.')) >> end;
const auto month_year = x3::rule<struct MonthYearId, Parts>{"month_year"} = one_or_two[a] >> x3::char_("/-") >> four[c4] >>
    form_of<'m'>() >> end;
const auto year_month = x3::rule<struct YearMonthId, Parts>{"year_month"} = four[c4] >> x3::char_("/-") >> two[a] >> form_of<'m'>() >> end;
const auto day_month = x3::rule<struct DayMonthId, Parts>{"day_month"} = one_or_two[a] >> ((x3::lit('/') >> one_or_two[b] >>
    form_of<'s'>() >> slash_end) |
                    (x3::char_(".-") >> one_or_two[b] >> form_of<'s'>() >> end));

int full_year(int year, int digits) { return digits == 4 ? year : year < 70 ? 2000 + year : 1900 + year; }

}  // namespace

bool parse_numeric_date(std::string_view text, bool month_first, NumericDate& out) {
  Parts parts;
  Iterator at = text.begin();
  const auto attempt = [&](const auto& rule) {
    at = text.begin();
    parts = Parts{};
    return x3::parse(at, text.end(), rule, parts);
  };
  // By its first digits and the mark behind them it is one of few.
  const std::size_t head = std::min(text.find_first_not_of("0123456789"), text.size());
  if (head + 1 >= text.size() || text[head + 1] < '0' || text[head + 1] > '9') return false;
  const char mark = text[head];
  bool read = false;
  if (head == 4) read = (mark == '-' && attempt(iso)) || (mark == '/' && attempt(slashed)) || (mark == '.' && attempt(dotted)) ||
      attempt(year_month);
  else if (head > 2) return false;
  else if (mark == '/') read = attempt(day_slash) || attempt(short_slash) || attempt(month_year) || attempt(day_month);
  else if (mark == '-') read = attempt(day_dash) || attempt(short_dash) || attempt(month_year) || attempt(day_month);
  else if (mark == '.') read = attempt(day_dot) || attempt(short_dot) || attempt(day_month);
  if (!read) return false;
  out = NumericDate{};
  out.length = static_cast<std::size_t>(at - text.begin());
  const auto in = [](int n, int low, int high) { return n >= low && n <= high; };
  switch (parts.form) {
    case 'y':
      out.year = parts.a, out.month = parts.b, out.day = parts.c;
      break;
    case 'm':
      out.year = parts.c, out.month = parts.a;
      // 2010-11 is two years rather than a month.
      return in(out.year, 1000, 2199) && in(out.month, 1, 12) && (text[out.length - 3] != '-' || parts.a != (parts.c + 1) % 100);
    default:
      if (parts.form == 'd') out.year = full_year(parts.c, parts.c_digits);
      out.two_parts = parts.form == 's';
      out.ambiguous = parts.a <= 12 && parts.b <= 12 && parts.a != parts.b;
      out.day = parts.a, out.month = parts.b;
      if (out.month > 12 || (out.ambiguous && month_first)) std::swap(out.day, out.month);
  }
  out.hour = parts.hour, out.minute = parts.minute, out.second = parts.second, out.zone = parts.zone;
  if (out.hour > 24 || out.minute > 59 || out.second > 60) return false;
  return (out.two_parts || in(out.year, 1000, 2199)) && in(out.month, 1, 12) && in(out.day, 1, 31);
}

}  // namespace sluice
