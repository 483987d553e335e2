#include "grammars/date.hpp"

#include "grammars/numeric_date.hpp"
#include "grammars/time_count.hpp"
#include "grammars/time_rules.ipp"
#include "values/calendar.hpp"

namespace sluice {

using namespace time_grammar;

namespace {

/// A date in digits over as many tokens as it takes.
struct DigitDate : x3::parser<DigitDate> {
  using attribute_type = NumericDate;
  static constexpr bool has_attribute = true;
  bool two_parts;   ///< take 16/10 too
  constexpr explicit DigitDate(bool two) : two_parts(two) {}
  static constexpr TimeClassSet starts() { return digits_set(); }

  template <class Iterator, class Context, class RContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context&, RContext&, Attribute& attribute) const {
    if (first == last || first->number == -1) {
      if (first == last || first->begin[0] < '0' || first->begin[0] > '9') return false;
    }
    const TimeScan& scan = first.scan();
    const std::string_view run = scan.run(first.place());
    NumericDate date;
    if (!parse_numeric_date(run, scan.input().locale_hint == "mdy", date) || date.two_parts != two_parts) return false;
    // The date must end where a token ends.
    const std::uint32_t end = scan.token(first.place())->begin + static_cast<std::uint32_t>(date.length);
    Iterator at = first;
    while (at != last && scan.token(at.place())->end <= end) ++at;
    if (at == first || scan.token(at.place() - 1)->end != end) return false;
    first = at;
    x3::traits::move_to(date, attribute);
    return true;
  }
};

std::int8_t small(int n) { return static_cast<std::int8_t>(n); }

const auto set_month = with([](TimeReading& r, Entry e) { r.first.month = small(e->number); });
const auto set_end_month = with([](TimeReading& r, Entry e) { r.second.month = small(e->number); });
const auto set_weekday = with([](TimeReading& r, Entry e) { r.first.weekday = small(e->number); });
const auto set_day = with([](TimeReading& r, int n) { r.first.day = small(n); });
const auto set_end_day = with([](TimeReading& r, int n) { r.second.day = small(n); });
const auto set_year = with([](TimeReading& r, int n) { r.first.year = n; });
const auto set_end_year = with([](TimeReading& r, int n) { r.second.year = n; });
const auto set_digits = with([](TimeReading& r, NumericDate& d) {
  r.first.year = d.year, r.first.month = small(d.month), r.first.day = small(d.day);
  r.first.hour = small(d.hour), r.first.minute = small(d.minute), r.first.second = small(d.second);
  r.first.zone = d.zone;
  if (d.hour >= 0) r.type = sy_time;
});

const Grammar<int> day(parse_month_day, true, tc_cardinal, tc_ordinal);
const Grammar<int> ordinal(parse_time_ordinal, true, tc_cardinal, tc_ordinal);
const Grammar<int> year(parse_year, true, tc_era_ad, tc_apostrophe, tc_cardinal);

const auto comma = -word(tc_comma);
const auto month = entry(tc_month);
const auto weekday = entry(tc_weekday);
const auto weekday_before = -(weekday[set_weekday] >> comma >> -word(tc_on));
const auto weekday_behind = -(word(tc_comma) >> weekday[set_weekday] >> &(word(tc_comma) | sentence_end));
/// A hyphen or slash between joined parts: 6-May-2025, Dec/2024.
const auto joint = (glued >> (word(tc_hyphen) | word(tc_slash)) >> glued);
/// A year behind the rest of a date.
const auto year_behind = (word(tc_of) | word(tc_in) | comma) >> year[set_year];

const auto day_month_year = rule<struct DayMonthYear>("day_month_year") =
    weekday_before >> -word(tc_the) >> day[set_day] >> -((unit_of('D') | -word(tc_comma)) >> word(tc_of)) >> month[set_month] >>
        -year_behind;
const auto month_day_year = rule<struct MonthDayYear>("month_day_year") =
    weekday_before >> month[set_month] >> -word(tc_the) >> day[set_day] >> !(glued >> word(tc_apostrophe)) >> -year_behind;
const auto month_year = rule<struct MonthYear>("month_year") = month[set_month] >> year_behind;
const auto month_alone = rule<struct MonthAlone>("month_alone") = month[set_month];
const auto weekday_alone = rule<struct WeekdayAlone>("weekday_alone") = strong(tc_weekday)[set_weekday];
const auto weekday_day = rule<struct WeekdayDay>("weekday_day") =
    weekday[set_weekday] >> comma >> (word(tc_the) >> day[set_day] | ordinal[set_day]);
const auto the_day = rule<struct TheDay>("the_day") = word(tc_the) >> ordinal[set_day];
// "29th" behind a preposition
const auto ranked_day = rule<struct RankedDay1>("ranked_day_alone") = number(1, 31)[set_day] >> glued >> word(tc_ordinal_suffix);
const auto joined_day_month = rule<struct JoinedDayMonth>("joined_day_month") =
    weekday_before >> number(1, 31)[set_day] >> joint >> month[set_month] >> -(joint >> year[set_year]);
const auto joined_month_day = rule<struct JoinedMonthDay>("joined_month_day") =
    month[set_month] >> joint >> number(1, 31)[set_day] >> -(joint >> year[set_year]);
const auto joined_month_year = rule<struct JoinedMonthYear>("joined_month_year") = month[set_month] >> joint >> year[set_year];
const auto year_month_day = rule<struct YearMonthDay>("year_month_day") =
    number(1000, 2199, 4)[set_year] >> ((joint >> month[set_month] >> joint >> number(1, 31)[set_day]) |
                                        (comma >> month[set_month] >> number(1, 31)[set_day]));
const auto digits = rule<struct Digits>("digits") = weekday_before >> DigitDate(false)[set_digits];
const auto short_digits = rule<struct ShortDigits>("short_digits") =
    weekday[set_weekday] >> comma >> DigitDate(true)[set_digits];
const auto year_alone = rule<struct YearAlone>("year_alone") = year[set_year];

// "5 to 10 May", "5 and 6 May 2024": the day that stands first borrows the month and the year behind the second.
const auto join_words = word(tc_to) | word(tc_and) | word(tc_or) | word(tc_until) | word(tc_through) | word(tc_comma);
const auto borrowing_day = rule<struct BorrowingDay>("borrowing_day") =
    -word(tc_the) >> day[set_day] >>
    &(+(join_words >> -word(tc_the) >> day) >> -word(tc_of) >> month[set_month] >> -year_behind);

// "from 499 to 493 BC"
const auto borrowing_year = rule<struct BorrowingYear>("borrowing_year") =
    number(1, 9999)[with([](TimeReading& r, int n) { r.first.year = -n; })] >> &((word(tc_to) | word(tc_and) | word(tc_until)) >>
        number(1, 9999) >> word(tc_era_bc));

bool possible(const TimeReading& reading) {
  const auto fine = [](const TimeExpression& e) {
    if (e.kind == TimeExpression::none || e.month == 0 || e.day == 0) return true;
    return exists(e.year != 0 ? e.year : 2000, static_cast<unsigned>(e.month), static_cast<unsigned>(e.day));
  };
  return fine(reading.first) && fine(reading.second);
}

void finish(TimeReading& reading) {
  const auto one = [](TimeExpression& e) {
    if (e.year == 0 && e.month == 0 && e.day == 0 && e.weekday == 0) return;
    e.kind = TimeExpression::partial;
    if (e.month != 0 || e.year != 0) e.weekday = 0;   // the weekday beside a full date says nothing new
    if (e.day != 0) e.weekday = 0;
    e.unit = e.day != 0 || e.weekday != 0 ? 'D' : e.month != 0 ? 'M' : 'Y';
  };
  one(reading.first);
  one(reading.second);
}

// Intervals.
const auto hyphen = word(tc_hyphen);
const auto between_joint = hyphen | (glued >> word(tc_slash) >> glued);
const auto year_year = rule<struct YearYear>("year_year") =
    number(1000, 2199, 4)[set_year] >> between_joint >> number(1000, 2199, 4)[set_end_year];
const auto before_christ = then([](TimeReading& r) { r.first.year = -r.first.year, r.second.year = -r.second.year; });
const auto years_before_christ = rule<struct YearsBeforeChrist>("years_before_christ") =
    number(1, 9999)[set_year] >> hyphen >> number(1, 9999)[set_end_year] >> word(tc_era_bc)[before_christ];
const auto year_short = rule<struct YearShort>("year_short") =
    number(1000, 2199, 4)[set_year] >> between_joint >> number(0, 99, 2)[set_end_year];
const auto month_month = rule<struct MonthMonth>("month_month") =
    month[set_month] >> between_joint >> month[set_end_month] >> -((word(tc_of) | comma) >> year[set_end_year]);
const auto month_year_month_year = rule<struct MonthYearMonthYear>("month_year_month_year") =
    month[set_month] >> -joint >> year[set_year] >> between_joint >> month[set_end_month] >> -joint >> year[set_end_year];
const auto take_second = with([](TimeReading& r, const NumericDate& d) {
  r.second.year = d.year, r.second.month = small(d.month), r.second.day = small(d.day);
});
const auto digits_digits = rule<struct DigitsDigits>("digits_digits") =
    (DigitDate(false)[set_digits] | DigitDate(true)[set_digits]) >> hyphen >> DigitDate(false)[take_second];
const auto days_month = rule<struct DaysMonth>("days_month") =
    day[set_day] >> hyphen >> day[set_end_day] >> -word(tc_of) >> month[set_end_month] >> -(comma >> year[set_end_year]);
const auto month_days = rule<struct MonthDays>("month_days") =
    month[set_month] >> day[set_day] >> hyphen >> day[set_end_day] >> -(comma >> year[set_end_year]);
const auto day_month_day_month = rule<struct DayMonthDayMonth>("day_month_day_month") =
    day[set_day] >> month[set_month] >> -(comma >> year[set_year]) >> hyphen >> day[set_end_day] >> month[set_end_month] >> -(comma >>
        year[set_end_year]);
const auto month_day_month_day = rule<struct MonthDayMonthDay>("month_day_month_day") =
    month[set_month] >> day[set_day] >> -(comma >> year[set_year]) >> hyphen >> month[set_end_month] >> day[set_end_day] >> -(comma >>
        year[set_end_year]);

}  // namespace

bool parse_time_ordinal(TimeCursor& at, int& out) {
  static const auto set = with([](int& n, int read) { n = read; });
  static const auto add = with([](int& n, Entry e) { n += e->number; });
  static const auto in_digits = rule<struct OrdinalDigits, int>("ordinal_digits") = number(1, 99)[set] >> glued >> word(tc_ordinal_suffix);
  static const auto in_words = rule<struct OrdinalWords, int>("ordinal_words") = entry(tc_ordinal)[add];
  static const auto compound = rule<struct OrdinalCompound, int>("ordinal_compound") =
      entry(tc_cardinal)[add] >> -word(tc_hyphen) >> entry(tc_ordinal)[add];
  const TimeCursor start = at;
  if (!longest<int, in_digits, compound, in_words>(at, out)) return false;
  const TimeHit* ten = start->hit(tc_cardinal);
  if (start->digits == 0 && ten != nullptr && (ten->entry->kind != 'n' || out % 10 == 0 || out < 20)) return at = start, false;
  return true;
}

bool parse_month_day(TimeCursor& at, int& out) {
  static const auto set = with([](int& n, int read) { n = read; });
  static const auto plain = rule<struct PlainDay, int>("plain_day") = number(1, 31)[set];
  static const auto ranked = rule<struct RankedDay, int>("ranked_day") = ordinal[set];
  const TimeCursor start = at;
  if (at->numeric()) {
    if (!longest<int, plain>(at, out)) return false;
    if (!at.at_end() && at->glued && at->is(tc_ordinal_suffix)) ++at;
    return true;
  }
  if (!longest<int, ranked>(at, out)) return false;
  if (out < 1 || out > 31) return at = start, false;
  return true;
}

bool parse_year(TimeCursor& at, int& out) {
  static const auto set = with([](int& n, int read) { n = read; });
  static const auto set_short = with([](int& n, int read) { n = read < 50 ? 2000 + read : 1900 + read; });
  static const auto before_christ = then([](int& n) { n = -n; });
  static const auto era = (word(tc_era_bc)[before_christ] | word(tc_era_ad));
  static const auto four = rule<struct FourDigits, int>("four_digits") = number(1000, 2199, 4)[set] >> -era;
  static const auto with_era = rule<struct WithEra, int>("with_era") = number(1, 9999)[set] >> era;
  static const auto era_before = rule<struct EraBefore, int>("era_before") = word(tc_era_ad) >> number(1, 2199)[set];
  static const auto in_words = rule<struct YearInWords, int>("year_in_words") = Grammar<int>(parse_year_words, false, tc_cardinal)[set];
  static const auto two = rule<struct TwoDigits, int>("two_digits") = word(tc_apostrophe) >> glued >> number(0, 99, 2)[set_short];
  return longest<int, four, with_era, era_before, two, in_words>(at, out);
}

using DateRules = Rules<TimeReading, day_month_year, month_day_year, digits, month_year, weekday_day, short_digits, joined_day_month,
                        joined_month_day, joined_month_year, year_month_day, borrowing_year, borrowing_day, the_day, ranked_day, month_alone,
                        weekday_alone, year_alone>;
TimeStarts date_starts() { return DateRules::index().starts(); }
bool parse_date(TimeCursor& at, TimeReading& out) {
  const TimeCursor start = at;
  if (!DateRules::longest(at, out)) return false;
  finish(out);
  if (out.first.kind == TimeExpression::none || !possible(out)) return at = start, false;
  return true;
}

using IntervalRules = Rules<TimeReading, year_year, digits_digits, years_before_christ, year_short, month_year_month_year, month_month,
                            days_month, month_days, day_month_day_month, month_day_month_day>;
TimeStarts date_interval_starts() { return IntervalRules::index().starts(); }
bool parse_date_interval(TimeCursor& at, TimeReading& out) {
  if (!at.scan().ahead(tc_hyphen, tc_slash)) return false;
  const TimeCursor start = at;
  if (!IntervalRules::longest(at, out)) return false;
  TimeExpression& first = out.first;
  TimeExpression& second = out.second;
  if (first.month != 0 && second.month == 0 && second.day != 0) second.month = first.month;
  if (second.month != 0 && first.month == 0) first.month = second.month;
  if (second.month == 0 && second.year < 100 && second.year >= 0 && first.year != 0) {   // 2022-23
    const int full = first.year / 100 * 100 + second.year;
    second.year = full <= first.year ? full + 100 : full;
    if (second.year - first.year > 60) return at = start, false;
  }
  if (second.year != 0 && first.year == 0) first.year = first.month > second.month ? second.year - 1 : second.year;
  if (first.year != 0 && second.year == 0) second.year = first.year;
  finish(out);
  const bool ordered = first.year == 0 || first.year < second.year ||
                       (first.year == second.year && first.month * 32 + first.day < second.month * 32 + second.day);
  if (!ordered || !possible(out)) return at = start, false;
  return true;
}

}  // namespace sluice
