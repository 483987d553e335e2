#include "grammars/time_of_day.hpp"

#include "grammars/date.hpp"
#include "grammars/period.hpp"
#include "grammars/relative_date.hpp"
#include "grammars/time_count.hpp"
#include "grammars/time_rules.ipp"

namespace sluice {

using namespace time_grammar;

namespace {

/// Digits with a colon or point between hour and minute, over as many tokens as they take.
struct WrittenClock {
  int hour = -1, minute = -1, second = -1;
  bool point = false;
};

const auto two_digits = x3::uint_parser<unsigned, 10, 2, 2>();
const auto one_or_two = x3::uint_parser<unsigned, 10, 1, 2>();
const auto clock_text = x3::rule<struct ClockText, WrittenClock>{"clock_text"} =
    one_or_two[with([](WrittenClock& c, unsigned n) { c.hour = static_cast<int>(n); })] >>
    (x3::lit(':') | x3::lit('.')[then([](WrittenClock& c) { c.point = true; })]) >>
    two_digits[with([](WrittenClock& c, unsigned n) { c.minute = static_cast<int>(n); })] >>
    -(':' >> two_digits[with([](WrittenClock& c, unsigned n) { c.second = static_cast<int>(n); })]) >>
    !(x3::char_('0', '9') | (x3::char_(".:,/-") >> x3::char_('0', '9')));
const auto open_clock_text = x3::rule<struct OpenClockText, WrittenClock>{"open_clock_text"} =
    one_or_two[with([](WrittenClock& c, unsigned n) { c.hour = static_cast<int>(n); })] >>
    (x3::lit(':') | x3::lit('.')[then([](WrittenClock& c) { c.point = true; })]) >>
    two_digits[with([](WrittenClock& c, unsigned n) { c.minute = static_cast<int>(n); })] >>
    &(x3::lit('-') | x3::lit("\xE2\x80\x93"));

struct Clock : x3::parser<Clock> {
  using attribute_type = WrittenClock;
  static constexpr bool has_attribute = true;
  static constexpr TimeClassSet starts() { return digits_set(); }
  template <class Iterator, class Context, class RContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context&, RContext&, Attribute& attribute) const {
    if (first == last || first->begin[0] < '0' || first->begin[0] > '9') return false;
    const TimeScan& scan = first.scan();
    const std::string_view run = scan.run(first.place());
    WrittenClock clock;
    auto from = run.begin();
    if (!x3::parse(from, run.end(), clock_text, clock)) {
      clock = WrittenClock{};
      from = run.begin();
      if (!x3::parse(from, run.end(), open_clock_text, clock)) return false;
    }
    if (clock.hour > 24 || clock.minute > 59 || clock.second > 59) return false;
    const std::uint32_t end = scan.token(first.place())->begin + static_cast<std::uint32_t>(from - run.begin());
    Iterator at = first;
    while (at != last && scan.token(at.place())->end <= end) ++at;
    if (at == first || scan.token(at.place() - 1)->end != end) return false;
    first = at;
    x3::traits::move_to(std::move(clock), attribute);
    return true;
  }
};

const Grammar<int> small_number(parse_small_number, true, tc_cardinal, tc_a);
const Grammar<TimeReading> date(parse_date);
const Grammar<TimeReading> relative_date(parse_relative_date);

void set_hour(TimeReading& r, int hour) {
  r.first.hour = static_cast<std::int8_t>(hour);
  r.first.kind = TimeExpression::partial;
}
const auto morning = then([](TimeReading& r) { if (r.first.hour == 12) r.first.hour = 0; });
const auto evening = then([](TimeReading& r) { if (r.first.hour < 12) r.first.hour = static_cast<std::int8_t>(r.first.hour + 12); });
const auto half_of_day = -word(tc_hyphen) >> (word(tc_am)[morning] | word(tc_pm)[evening]);
const auto zone = entry(tc_zone)[with([](TimeReading& r, Entry e) { r.first.zone = e->view(); })];
const auto by_part = ((word(tc_in) >> word(tc_the)) | word(tc_at)) >> entry(tc_day_part)[with([](TimeReading& r, Entry e) {
  const bool late = e->text[0] == 'A' || e->text[0] == 'E' || (e->text[0] == 'N' && r.first.hour > 5);
  if (late && r.first.hour < 12) r.first.hour = static_cast<std::int8_t>(r.first.hour + 12);
})];

const auto set_clock = with([](TimeReading& r, const WrittenClock& c) {
  set_hour(r, c.hour);
  r.first.minute = static_cast<std::int8_t>(c.minute);
  r.first.second = static_cast<std::int8_t>(c.second);
  r.first.count = c.point;   // 9.30 is a time only with a mark behind it
});
const auto marked = then([](TimeReading& r) { r.first.count = 0; });

const auto written_clock = rule<struct WrittenClockId>("written_clock") =
    Clock{}[set_clock] >> -(half_of_day[marked]) >> -(word(tc_hours_mark)[marked]) >> -by_part >> -(zone[marked]);
const auto hour_clock = rule<struct HourClock>("hour_clock") =
    small_number[with(set_hour)] >> half_of_day >> -zone;
const auto oclock = rule<struct OClock>("oclock") =
    small_number[with(set_hour)] >> word(tc_oclock) >> -half_of_day >> -by_part >> -zone;
const auto hour_in_part = rule<struct HourInPart>("hour_in_part") = small_number[with(set_hour)] >> by_part;
const auto clock_word = rule<struct ClockWord>("clock_word") =
    -(number(12, 12) >> &entry(tc_clock_word)) >> entry(tc_clock_word)[with([](TimeReading& r, Entry e) { set_hour(r, e->number); })] >>
        -zone;
const auto military = rule<struct Military>("military") =
    number(0, 2400, 4)[with([](TimeReading& r, int n) {
      set_hour(r, n / 100);
      r.first.minute = static_cast<std::int8_t>(n % 100);
    })] >> ((word(tc_hours_mark) >> -zone) | zone);

const auto about = -(entry(tc_about)[with([](TimeReading& r, Entry e) { r.first.mod = e->mod; })]);

bool parse_clock(TimeCursor& at, TimeReading& out) {
  const TimeCursor start = at;
  if (!longest<TimeReading, written_clock, hour_clock, oclock, hour_in_part, clock_word, military>(at, out)) return false;
  TimeExpression& e = out.first;
  const bool bare_point = e.count != 0;
  e.count = 0;
  if (bare_point || e.hour > 24 || e.minute > 59) return at = start, false;
  if (e.hour == 24) e.hour = 0;
  return true;
}

bool parse_any_date(TimeCursor& at, TimeReading& out) {
  TimeCursor by_date = at, by_relation = at;
  TimeReading second;
  bool found = at.scan().once(parse_date, by_date, out);
  // Of the periods a holiday alone is a day.
  TimeCursor by_name = at;
  TimeReading named;
  if (at->is(tc_holiday) && at.scan().once(parse_period, by_name, named) && (!found || by_name.place() > by_date.place())) {
    found = true;
    by_date = by_name;
    out = named;
  }
  const bool related = at.scan().once(parse_relative_date, by_relation, second);
  if (!found && !related) return false;
  if (related && (!found || by_relation.place() > by_date.place())) {
    out = second;
    at = by_relation;
  } else {
    at = by_date;
  }
  return true;
}

const Grammar<TimeReading> clock(parse_clock, true, tc_cardinal, tc_clock_word, tc_a);
const Grammar<TimeReading> any_date(parse_any_date);

const auto take = with([](TimeReading& r, TimeReading& read) { r.first = read.first; });
/// The date keeps its fields; the clock's are added.
void join(TimeReading& r, const TimeReading& other) {
  TimeExpression clock_part = r.first;
  const bool clock_first = clock_part.hour >= 0 || clock_part.day_part[0] != 0;
  TimeExpression date_part = clock_first ? other.first : clock_part;
  if (!clock_first) clock_part = other.first;
  date_part.hour = clock_part.hour, date_part.minute = clock_part.minute, date_part.second = clock_part.second;
  date_part.day_part[0] = clock_part.day_part[0], date_part.day_part[1] = clock_part.day_part[1];
  date_part.zone = clock_part.zone;
  if (date_part.mod == TimeMod::none) date_part.mod = clock_part.mod;
  r.first = date_part;
}
const auto join_other = with(join);

/// "9 to 11 a.m.": the first hour is of the half of the day that the second is marked with, unless that would be later.
const auto borrowing_hour = rule<struct BorrowingHour>("borrowing_hour") =
    (number(1, 12)[with(set_hour)] | Clock{}[set_clock]) >>
    &((word(tc_to) | word(tc_and) | word(tc_until) | word(tc_or)) >> clock[with([](TimeReading& r, const TimeReading& other) {
      if (other.first.hour >= 12 && r.first.hour < 12 && r.first.hour + 12 <= other.first.hour)
        r.first.hour = static_cast<std::int8_t>(r.first.hour + 12);
      if (r.first.hour == 12 && other.first.hour < 12) r.first.hour = 0;
      r.first.count = 0;
    })] >> x3::eps);

const auto set_part = with([](TimeReading& r, Entry e) {
  r.first.day_part[0] = e->text[0], r.first.day_part[1] = e->text[1];
  if (r.first.kind == TimeExpression::none) r.first.kind = TimeExpression::partial;
});
auto day_shift(int count, TimeExpression::Kind kind) {
  return then([=](TimeReading& r) { r.first.kind = kind, r.first.unit = 'D', r.first.count = count; });
}
const auto day_part = one_of(tc_day_part)[set_part];
const auto shade = -(entry(tc_edge, tc_mid)[with([](TimeReading& r, Entry e) { r.first.mod = e->mod; })] >>
    -word(tc_hyphen) >> -word(tc_in));

const auto clock_alone = rule<struct ClockAlone>("clock_alone") = about >> clock[with([](TimeReading& r, TimeReading& read) {
  read.first.mod = r.first.mod;
  r.first = read.first;
})];
const auto clock_date = rule<struct ClockDate>("clock_date") =
    clock[take] >> -word(tc_comma) >> -(word(tc_on) | word(tc_of)) >> any_date[join_other] >> -(-word(tc_comma) >> zone);
const auto date_clock = rule<struct DateClock>("date_clock") =
    any_date[take] >> -word(tc_comma) >> -(word(tc_at) | word(tc_around) | word(tc_about) | word(tc_from) | word(tc_by)) >>
        clock[join_other];
const auto this_part = rule<struct ThisPart>("this_part") = shade >> word(tc_this)[day_shift(0, TimeExpression::relative)] >> day_part;
const auto last_night = rule<struct LastNight>("last_night") = shade >> word(tc_last)[day_shift(-1, TimeExpression::relative)] >> day_part;
const auto tonight = rule<struct Tonight>("tonight") = shade >> entry(tc_tonight)[with([](TimeReading& r, Entry e) {
  r.first.kind = TimeExpression::relative, r.first.unit = 'D';
  r.first.day_part[0] = e->text[0], r.first.day_part[1] = e->text[1];
})];
const auto same_part = rule<struct SamePart>("same_part") =
    shade >> ((-word(tc_the) >> word(tc_same)) | word(tc_that) | (word(tc_that) >> word(tc_same)))[day_shift(0,
        TimeExpression::following)] >> day_part;
const auto next_part = rule<struct NextPart>("next_part") =
    shade >> -word(tc_the) >> (word(tc_next) | word(tc_following))[day_shift(1, TimeExpression::following)] >> day_part;
const auto previous_part = rule<struct PreviousPart>("previous_part") =
    shade >> word(tc_the) >> (word(tc_previous))[day_shift(-1, TimeExpression::following)] >> day_part;
const auto date_part = rule<struct DatePart>("date_part") =
    any_date[take] >> -word(tc_comma) >> -(word(tc_in) >> word(tc_the)) >> x3::omit[-(entry(tc_edge))] >> day_part;
const auto part_of_date = rule<struct PartOfDate>("part_of_date") =
    shade >> -word(tc_the) >> day_part >> (word(tc_of) | word(tc_on)) >> any_date[join_other];

// "8 a.m. this morning", "tonight at 11"; "in the morning", "late afternoon", which the day mentioned before has.
bool parse_part_of_day(TimeCursor& at, TimeReading& out) {
  return longest<TimeReading, this_part, last_night, tonight, same_part, next_part, date_part, part_of_date>(at, out);
}
const Grammar<TimeReading> part_of_day(parse_part_of_day);
const auto clock_part = rule<struct ClockPart>("clock_part") = clock[take] >> -word(tc_comma) >> -word(tc_on) >>
    part_of_day[with([](TimeReading& r, TimeReading& p) {
  p.first.day_part[0] = 0;
  join(r, p);
})];
const auto part_clock = rule<struct PartClock>("part_clock") =
    part_of_day[take] >> -word(tc_comma) >> (word(tc_at) | word(tc_around)) >> clock[with([](TimeReading& r, const TimeReading& c) {
      r.first.day_part[0] = 0;
      r.first.hour = c.first.hour, r.first.minute = c.first.minute, r.first.zone = c.first.zone;
    })];
// "tonight at 8", "last night around 9"
const auto part_hour = rule<struct PartHour>("part_hour") =
    part_of_day[take] >> (word(tc_at) | word(tc_around)) >> number(1, 12)[with([](TimeReading& r, int hour) {
      const bool late = r.first.day_part[0] == 'A' || r.first.day_part[0] == 'E' || (r.first.day_part[0] == 'N' && hour > 4);
      r.first.day_part[0] = 0;
      r.first.hour = static_cast<std::int8_t>(late && hour < 12 ? hour + 12 : late ? hour : hour % 12);
    })] >> !(glued >> number(0, 100));
const auto the_part = rule<struct ThePart>("the_part") = word(tc_the)[day_shift(0, TimeExpression::following)] >> day_part;
const auto shaded_part = rule<struct ShadedPart>("shaded_part") =
    entry(tc_edge, tc_mid)[with([](TimeReading& r, Entry e) {
      r.first.mod = e->mod;
      r.first.kind = TimeExpression::following, r.first.unit = 'D';
    })] >> -word(tc_hyphen) >> -(word(tc_in) >> word(tc_the)) >> day_part;

/// "early Tuesday morning", "late on Friday night"
bool parse_date_part(TimeCursor& at, TimeReading& out) { return longest<TimeReading, date_part>(at, out); }
const Grammar<TimeReading> part_with_day(parse_date_part);
const auto shaded_date_part = rule<struct ShadedDatePart>("shaded_date_part") =
    entry(tc_edge, tc_mid)[with([](TimeReading& r, Entry e) { r.mod = e->mod; })] >> -word(tc_hyphen) >> -(word(tc_on) | word(tc_in)) >>
    part_with_day[with([](TimeReading& r, const TimeReading& part) {
      const TimeMod mod = r.mod;
      r = part;
      r.first.mod = mod;
    })];

/// A clock time wants a day and not a month or a year beside it.
bool has_day(const TimeReading& r) {
  const TimeExpression& e = r.first;
  if (e.hour < 0 && e.day_part[0] == 0) return false;
  if (e.kind == TimeExpression::absolute) return false;
  if (e.kind == TimeExpression::relative || e.kind == TimeExpression::following) return e.unit == 'D' || e.weekday != 0 || e.day != 0;
  return e.day != 0 || e.weekday != 0 || e.unit == 'P' || e.unit == 'N' || (e.month == 0 && e.year == 0);
}

}  // namespace

using TimeOfDayRules = Rules<TimeReading, clock_alone, clock_date, date_clock, this_part, last_night, tonight, same_part, next_part,
                             previous_part, date_part, part_of_date, clock_part, part_clock, part_hour, borrowing_hour, the_part, shaded_part, shaded_date_part>;
TimeStarts time_of_day_starts() { return TimeOfDayRules::index().starts(); }
bool parse_time_of_day(TimeCursor& at, TimeReading& out) {
  const TimeScan& scan = at.scan();
  if (!scan.ahead_joined_digits() &&
      !scan.ahead(tc_day_part, tc_am, tc_pm, tc_oclock, tc_hours_mark, tc_clock_word, tc_zone, tc_tonight))
    return false;
  if (!TimeOfDayRules::longest(at, out, has_day)) return false;
  out.type = sy_time;
  return true;
}

}  // namespace sluice
