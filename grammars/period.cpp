#include "grammars/period.hpp"

#include "grammars/date.hpp"
#include "grammars/relative_date.hpp"
#include "grammars/time_count.hpp"
#include "grammars/time_rules.ipp"

namespace sluice {

using namespace time_grammar;

namespace {

std::int8_t small(int n) { return static_cast<std::int8_t>(n); }

const Grammar<int> ordinal(parse_time_ordinal, true, tc_cardinal, tc_ordinal);
const Grammar<int> year(parse_year, true, tc_era_ad, tc_apostrophe, tc_cardinal);
const Grammar<int> month_day(parse_month_day, true, tc_cardinal, tc_ordinal);
const Grammar<int> small_number(parse_small_number, true, tc_cardinal, tc_a);
const Grammar<TimeReading> relative_year(parse_relative_year, false, tc_the, tc_last, tc_past, tc_this, tc_current, tc_next, tc_coming,
    tc_following, tc_previous, tc_same, tc_that);
const Grammar<TimeReading> date(parse_date);
const Grammar<TimeReading> date_interval(parse_date_interval);

const auto the = -word(tc_the);
const auto of = -(word(tc_of) | word(tc_in) | word(tc_comma) | (glued >> word(tc_slash) >> glued));
const auto set_year = with([](TimeReading& r, int n) { r.first.year = n; });
const auto set_short_year = with([](TimeReading& r, int n) { r.first.year = n < 100 ? 2000 + n : n; });
const auto set_quarter = with([](TimeReading& r, int n) { r.first.quarter = small(n == -1 ? 4 : n); });
const auto set_half = with([](TimeReading& r, int n) { r.first.half = small(n == -1 ? 2 : n); });
const auto fiscal = then([](TimeReading& r) { r.first.fiscal = true; });

/// The year of a part: written, fiscal, or relative ("of last year", "this year").
const auto take_year = with([](TimeReading& r, const TimeReading& y) {
  r.first.kind = y.first.kind, r.first.unit = y.first.unit, r.first.count = y.first.count;
  r.first.fiscal = r.first.fiscal || y.first.fiscal;
});
const auto fiscal_mark = (word(tc_fiscal) >> -word(tc_year_noun))[fiscal];
const auto coded_year = coded('F', 0, 2199)[set_short_year] >> x3::eps[fiscal];
/// A prefix of coded periods that stands apart from its number: 3|Q, FY 2024.
struct CodePrefix : x3::parser<CodePrefix> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  char code;
  constexpr explicit CodePrefix(char c) : code(c) {}
  static constexpr TimeClassSet starts() { return set_of(tc_code_prefix); }
  template <class Iterator, class Context, class RContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context&, RContext&, Attribute&) const {
    if (first == last) return false;
    const TimeHit* hit = first->hit(tc_code_prefix);
    if (hit == nullptr || hit->entry->text[0] != code) return false;
    first += hit->length;
    return true;
  }
};
/// "FY 2024", "CY 2024"
const auto code_and_year = CodePrefix('F')[fiscal] | CodePrefix('Y');
const auto its_year = (of >> the >> -fiscal_mark >> year[set_year]) | (of >> coded_year) | (of >> relative_year[take_year]) |
                      (of >> code_and_year >> number(1000, 2199, 4)[set_year]) |
                      ((word(tc_of) | word(tc_in)) >> word(tc_the) >> -fiscal_mark >> word(tc_year_noun)[then([](TimeReading& r) {
                        r.first.kind = TimeExpression::relative, r.first.unit = 'Y', r.first.count = 0;
                      })]);

// Quarters and halves.
const auto named_quarter = rule<struct NamedQuarter>("named_quarter") =
    the >> -fiscal_mark >> ordinal[set_quarter] >> -fiscal_mark >> word(tc_quarter) >> -its_year;
// "the second and third quarters of 2024": the quarter that stands first borrows the year of the second.
const auto borrowing_quarter = rule<struct BorrowingQuarter>("borrowing_quarter") =
    the >> ordinal[set_quarter] >> &((word(tc_and) | word(tc_or) | word(tc_to)) >> the >> ordinal >> word(tc_quarter) >> -its_year);
// "third-quarter profit": an article before it is the noun's.
const auto hyphened_quarter = rule<struct HyphenedQuarter>("hyphened_quarter") = ordinal[set_quarter] >> word(tc_hyphen) >>
    word(tc_quarter) >> -its_year;
const auto coded_quarter = rule<struct CodedQuarter>("coded_quarter") = coded('Q', 1, 4)[set_quarter] >> -(-word(tc_hyphen) >> its_year);
const auto year_quarter = rule<struct YearQuarter>("year_quarter") = year[set_year] >> -word(tc_hyphen) >> coded('Q', 1, 4)[set_quarter];
const auto counted_quarter = rule<struct CountedQuarter>("counted_quarter") =
    number(1, 4)[set_quarter] >> glued >> (coded('Q', 0, 99)[set_short_year] | (CodePrefix('Q') >> -its_year));
const auto counted_half = rule<struct CountedHalf>("counted_half") =
    number(1, 2)[set_half] >> glued >> (coded('H', 0, 99)[set_short_year] | (CodePrefix('H') >> -its_year));
const auto named_half = rule<struct NamedHalf>("named_half") = the >> -fiscal_mark >> ordinal[set_half] >> word(tc_half_word) >> -its_year;
const auto hyphened_half = rule<struct HyphenedHalf>("hyphened_half") = ordinal[set_half] >> word(tc_hyphen) >> word(tc_half_word) >>
    -its_year;
const auto coded_half = rule<struct CodedHalf>("coded_half") = coded('H', 1, 2)[set_half] >> -(-word(tc_hyphen) >> its_year);

// "last year's third quarter", "fiscal 2024's second half"
const auto whose_year = relative_year[take_year] | (-fiscal_mark >> year[set_year]) | coded_year;
const auto possessive_quarter = rule<struct PossessiveQuarter>("possessive_quarter") =
    whose_year >> word(tc_plural_s) >> -fiscal_mark >> ordinal[set_quarter] >> -word(tc_hyphen) >> word(tc_quarter);
const auto possessive_half = rule<struct PossessiveHalf>("possessive_half") =
    whose_year >> word(tc_plural_s) >> -fiscal_mark >> ordinal[set_half] >> -word(tc_hyphen) >> word(tc_half_word);

// "Q1-Q3 2024", "Q1-Q3"
const auto quarter_quarter = rule<struct QuarterQuarter>("quarter_quarter") =
    coded('Q', 1, 4)[set_quarter] >> word(tc_hyphen) >> coded('Q', 1, 4)[with([](TimeReading& r, int n) { r.second.quarter = small(n);
        })] >> -its_year;

// Fiscal years.
const auto set_last_year = with([](TimeReading& r, int n) { r.first.year = r.first.year / 100 * 100 + n; });
const auto fiscal_year = rule<struct FiscalYear>("fiscal_year") =
    the >> fiscal_mark >> ((year[set_year] >> -((word(tc_hyphen) | word(tc_slash)) >> number(0, 2199)[with([](TimeReading& r, int n) {
      r.first.year = n < 100 ? r.first.year / 100 * 100 + n : n;
    })])) | relative_year[take_year]);
const auto coded_fiscal_year = rule<struct CodedFiscalYear>("coded_fiscal_year") =
    (coded_year >> -(glued >> (word(tc_hyphen) | word(tc_slash)) >> glued >> number(0, 99, 2)[set_last_year])) | coded('Y', 0, 2199)[set_short_year] | (code_and_year >> number(0, 2199)[set_short_year]);
const auto year_ended = rule<struct YearEnded>("year_ended") =
    the >> -word(tc_whole) >> -word(tc_fiscal) >> word(tc_year_noun) >> x3::eps[fiscal] >> word(tc_year_ended) >> -word(tc_on) >>
    date[with([](TimeReading& r, const TimeReading& d) {
      r.first.year = d.first.year;
      r.first.direction = -1;
      if (d.first.year == 0) r.first.count = -99;   // no year: no fiscal year either
    })];

// "the week of 10 April", "the week commencing 3 May", "the quarter ended 30 June": the week or quarter that the date lies in.
const auto around_date = rule<struct AroundDate>("around_date") =
    the >> entry(tc_unit)[with([](TimeReading& r, Entry e) { r.second.unit = e->text[0]; })] >>
    (word(tc_of) | word(tc_year_ended) | word(tc_starting)) >> -word(tc_on) >>
    date[with([](TimeReading& r, const TimeReading& d) { r.first = d.first; })];
// "the year to June", "the year to 31 March 2025": twelve months, as an interval.
const auto year_to = rule<struct YearTo>("year_to") =
    word(tc_the) >> unit_of('Y') >> word(tc_to) >> -word(tc_the) >> -(word(tc_last) >> unit_of('D') >> word(tc_of)) >>
    date[with([](TimeReading& r, const TimeReading& d) { r.second = d.first; })];

// Seasons, decades, centuries.
const auto season_of_year = rule<struct SeasonOfYear>("season_of_year") =
    the >> entry(tc_season)[with([](TimeReading& r, Entry e) { r.first.season[0] = e->text[0], r.first.season[1] = e->text[1]; })] >>
        its_year;
const auto season = rule<struct Season>("season") =
    the >> entry(tc_season)[with([](TimeReading& r, Entry e) { r.first.season[0] = e->text[0], r.first.season[1] = e->text[1]; })];
const auto decade_digits = rule<struct DecadeDigits>("decade_digits") =
    the >> number(1000, 2190, 4)[set_year] >> glued >> word(tc_plural_s);
const auto decade_before_christ = rule<struct DecadeBeforeChrist>("decade_before_christ") =
    the >> number(10, 990)[with([](TimeReading& r, int n) { r.first.year = -n; })] >> glued >> word(tc_plural_s) >> word(tc_era_bc);
const auto decade_short = rule<struct DecadeShort>("decade_short") =
    the >> -word(tc_apostrophe) >> number(10, 90, 2)[with([](TimeReading& r, int n) { r.first.year = 1900 + n; })] >> glued >>
        word(tc_plural_s);
const auto decade_word = rule<struct DecadeWord>("decade_word") =
    word(tc_the) >> entry(tc_decade)[with([](TimeReading& r, Entry e) { r.first.year = 1900 + 10 * e->number; })];
const auto set_century = with([](TimeReading& r, int n) { r.first.count = n; });
const auto hyphened_century = rule<struct HyphenedCentury>("hyphened_century") = ordinal[set_century] >> word(tc_hyphen) >>
    word(tc_century);
const auto century = rule<struct Century>("century") =
    the >> ordinal[set_century] >> word(tc_century) >>
    -(word(tc_era_bc)[then([](TimeReading& r) { r.first.year = -1; })] | word(tc_era_ad));

// A week of a month or year, a weekday of a month, a holiday.
const auto set_month = with([](TimeReading& r, Entry e) { r.first.month = small(e->number); });
const auto nth_week = rule<struct NthWeek>("nth_week") =
    the >> (ordinal[with([](TimeReading& r, int n) { r.first.count = n; })] | word(tc_last)[then([](TimeReading& r) { r.first.count = -1;
        })]) >>
    entry(tc_unit)[with([](TimeReading& r, Entry e) { r.first.unit = e->text[0]; })] >> (word(tc_of) | word(tc_in)) >>
    ((entry(tc_month)[set_month] >> -(-(word(tc_of) | word(tc_comma)) >> year[set_year])) | year[set_year]);
const auto nth_weekday = rule<struct NthWeekday>("nth_weekday") =
    the >> (ordinal[with([](TimeReading& r, int n) { r.first.count = n; })] | word(tc_last)[then([](TimeReading& r) { r.first.count = -1;
        })]) >>
    entry(tc_weekday)[with([](TimeReading& r, Entry e) { r.first.weekday = small(e->number); })] >> (word(tc_of) | word(tc_in)) >>
    entry(tc_month)[set_month] >> -(-(word(tc_of) | word(tc_comma)) >> year[set_year]);

struct HolidayName : x3::parser<HolidayName> {
  using attribute_type = HolidayRule;
  static constexpr bool has_attribute = true;
  static constexpr TimeClassSet starts() { return set_of(tc_holiday); }
  template <class Iterator, class Context, class RContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context&, RContext&, Attribute& attribute) const {
    if (first == last) return false;
    const TimeHit* hit = first->hit(tc_holiday);
    if (hit == nullptr) return false;
    x3::traits::move_to(first.scan().tables().holiday(*hit->entry), attribute);
    first += hit->length;
    return true;
  }
};
const auto set_holiday = with([](TimeReading& r, const HolidayRule& h) {
  r.first.month = h.month, r.first.day = h.day, r.first.weekday = h.weekday;
  if (h.nth != 0) r.first.unit = 'N', r.first.count = h.nth, r.first.shift = small(h.shift);
  if (h.easter != HolidayRule::no_easter) r.first.unit = 'P', r.first.count = h.easter;
});
auto towards(int direction) {
  return then([direction](TimeReading& r) { r.first.direction = small(direction); });
}
const auto holiday = rule<struct Holiday>("holiday") =
    -((word(tc_last) | word(tc_past))[towards(-1)] | word(tc_this)[towards(2)] | (word(tc_next) | word(tc_coming))[towards(1)]) >>
    HolidayName{}[set_holiday] >> -(of >> year[set_year]);

// Spans of months: "the first nine months of 2025", "the 12 months to June", "the three months ended 30 June 2024".
const auto set_span = with([](TimeReading& r, int n) { r.first.count = n; });
const auto months = x3::omit[entry(tc_unit)[with([](TimeReading& r, Entry e) { r.first.unit = e->text[0]; })]];
const auto take_second = with([](TimeReading& r, TimeReading& d) { r.second = d.first; });
const auto months_to = rule<struct MonthsTo>("months_to") =
    word(tc_the) >> small_number[set_span] >> -word(tc_hyphen) >> months >> word(tc_ended) >> -word(tc_on) >> date[take_second];

// With a relative year the count and the year's shift must not share a field: the months go to `second` while reading.
const auto months_of_year = rule<struct MonthsOfYear>("months_of_year") =
    word(tc_the) >> (ordinal[with([](TimeReading& r, int n) { r.second.day = small(n); })] |
                     word(tc_last)[then([](TimeReading& r) { r.second.day = -1; })]) >>
    small_number[with([](TimeReading& r, int n) { r.second.count = n; })] >>
    entry(tc_unit)[with([](TimeReading& r, Entry e) { r.second.unit = e->text[0]; })] >> its_year;

bool settle_months_of_year(TimeReading& r) {
  const int n = r.second.count, which = r.second.day;
  if (r.second.unit != 'M' || n < 1 || n > 11 || (which != 1 && which != -1)) return false;
  TimeExpression& e = r.first;
  if (e.kind == TimeExpression::none) e.kind = TimeExpression::partial, e.unit = 'M';
  r.second = e;
  e.month = small(which == 1 ? 1 : 13 - n);
  r.second.month = small(which == 1 ? n : 12);
  return true;
}

bool settle_months_to(TimeReading& r) {
  if (r.first.unit != 'M' || r.first.count < 2 || r.first.count > 60 || r.second.month == 0) return false;
  r.first.kind = TimeExpression::following;
  r.first.count = 1 - r.first.count;
  r.second.day = 0;
  r.second.unit = 'M';
  return true;
}

void partial(TimeExpression& e, char unit) {
  if (e.kind == TimeExpression::none) e.kind = TimeExpression::partial, e.unit = unit;
}

bool settle_quarter(TimeReading& r) {
  const TimeExpression& e = r.first;
  if ((e.quarter != 0) == (e.half != 0) || e.quarter > 4 || e.half > 2 || e.quarter < 0 || e.half < 0) return false;
  partial(r.first, e.half != 0 ? 'H' : 'Q');
  return true;
}

bool settle_quarters(TimeReading& r) {
  if (r.first.quarter >= r.second.quarter) return false;
  partial(r.first, 'Q');
  const std::int8_t last = r.second.quarter;
  r.second = r.first;
  r.second.quarter = last;
  return true;
}

bool settle_fiscal(TimeReading& r) {
  TimeExpression& e = r.first;
  if (e.count == -99) return false;
  partial(e, 'Y');
  if (e.year != 0 && e.year < 1900) e.year = 0;
  return e.year != 0 || e.kind != TimeExpression::partial;
}

bool settle_decade(TimeReading& r) {
  r.first.kind = TimeExpression::partial;
  r.first.unit = 'T';
  return r.first.year % 10 == 0;
}

bool settle_century(TimeReading& r) {
  const int number = r.first.count;
  if (number <= 0 || number >= 40) return false;
  const bool before_christ = r.first.year < 0;
  r.first = TimeExpression{};
  r.first.kind = TimeExpression::absolute;
  r.first.unit = 'C';
  if (before_christ) r.first.timex += "BC";
  if (number <= 10) r.first.timex += '0';
  r.first.timex.add_number(number - 1);
  return true;
}

bool settle_nth_week(TimeReading& r) {
  r.first.kind = TimeExpression::partial;
  return r.first.unit == 'W' && r.first.count != 0 && r.first.count <= 53;
}

bool settle_nth_weekday(TimeReading& r) {
  r.first.kind = TimeExpression::partial;
  r.first.unit = 'N';
  return r.first.count != 0 && r.first.count <= 5;
}

bool settle_holiday(TimeReading& r) {
  r.first.kind = TimeExpression::partial;
  if (r.first.unit == 0) r.first.unit = 'D';
  return true;
}

bool settle_around(TimeReading& r) {
  const char unit = r.second.unit;
  r.second = TimeExpression{};
  const TimeExpression& e = r.first;
  if (e.kind != TimeExpression::partial || e.day == 0 || (unit != 'W' && unit != 'Q')) return false;
  r.first.unit = unit;
  r.first.count = 0;
  return true;
}

bool settle_year_to(TimeReading& r) {
  r.first.unit = 'M';
  r.first.count = 12;
  return settle_months_to(r);
}

bool settle_season(TimeReading& r) { return partial(r.first, 'S'), true; }

template <const auto& one>
using Quarter = Form<one, settle_quarter>;
template <const auto& one>
using Fiscal = Form<one, settle_fiscal>;
template <const auto& one>
using Decade = Form<one, settle_decade>;

}  // namespace

using PeriodRules = FormRules<Quarter<named_quarter>, Quarter<borrowing_quarter>, Quarter<possessive_quarter>, Quarter<possessive_half>, Quarter<hyphened_quarter>, Quarter<hyphened_half>, Quarter<coded_quarter>,
      Quarter<year_quarter>,
                    Quarter<counted_quarter>, Quarter<named_half>, Quarter<coded_half>, Quarter<counted_half>,
                    Form<quarter_quarter, settle_quarters>, Fiscal<fiscal_year>, Fiscal<coded_fiscal_year>, Fiscal<year_ended>,
                    Form<season_of_year, settle_season>, Form<season, settle_season>, Decade<decade_digits>, Decade<decade_before_christ>,
                    Decade<decade_short>, Decade<decade_word>, Form<century, settle_century>, Form<hyphened_century, settle_century>,
                    Form<nth_week, settle_nth_week>, Form<nth_weekday, settle_nth_weekday>, Form<holiday, settle_holiday>,
                    Form<months_of_year, settle_months_of_year>, Form<months_to, settle_months_to>, Form<around_date, settle_around>,
                    Form<year_to, settle_year_to>>;
TimeStarts period_starts() { return PeriodRules::index().starts(); }
bool parse_period(TimeCursor& at, TimeReading& out) { return PeriodRules::longest(at, out); }

}  // namespace sluice
