#include "grammars/relative_date.hpp"

#include "grammars/date.hpp"
#include "grammars/time_count.hpp"
#include "grammars/time_rules.ipp"

namespace sluice {

using namespace time_grammar;

namespace {

char unit_code(const TimeEntry& entry) { return entry.text[0]; }

constexpr NumberOf unit = one_of(tc_unit);
constexpr NumberOf units = several_of(tc_unit);

void set_unit(TimeReading& r, Entry e) { r.first.unit = unit_code(*e); }
void absolute(TimeReading& r, const char* timex) {
  r.first.kind = TimeExpression::absolute;
  r.first.timex = timex;
}
/// `count` units from the document's date, or from the date mentioned before.
auto relative(int count) {
  return then([count](TimeReading& r) { r.first.kind = TimeExpression::relative, r.first.count = count; });
}
auto after_mention(int count) {
  return then([count](TimeReading& r) { r.first.kind = TimeExpression::following, r.first.count = count; });
}
auto towards(int direction) {
  return then([direction](TimeReading& r) { r.first.kind = TimeExpression::partial,
      r.first.direction = static_cast<std::int8_t>(direction); });
}
const auto past_ref = then([](TimeReading& r) { absolute(r, "PAST_REF"); });
const auto future_ref = then([](TimeReading& r) { absolute(r, "FUTURE_REF"); });

const auto the = -word(tc_the);
const auto fiscal = -(word(tc_fiscal)[then([](TimeReading& r) { r.first.fiscal = true; })]);

const Grammar<TimeCount> count(parse_time_count, true, tc_about, tc_less, tc_more, tc_couple, tc_vague, tc_half_a, tc_fraction, tc_a,
    tc_another,
    tc_cardinal);
void take_count(TimeReading& r, const TimeCount& n) {
  r.first.count = n.number;
  r.first.mod = n.mod;
  if (n.vague || n.digits.view().find('.') != std::string_view::npos) r.first.second = 99;   // no whole number: settled by `vague_shift`
}

// Words that stand for a day.
const auto day_word = rule<struct DayWord>("day_word") = entry(tc_day_word)[with([](TimeReading& r, Entry e) {
  r.first.kind = TimeExpression::relative, r.first.unit = 'D', r.first.count = e->number;
})];
const auto reference = rule<struct ReferenceWord>("reference") =
    entry(tc_present, tc_vague_past, tc_vague_past_noun, tc_vague_future)[with([](TimeReading& r, Entry e) { absolute(r, e->text); })];

// A pointer and a unit.
const auto last_unit = rule<struct LastUnit>("last_unit") = the >> (word(tc_last) | word(tc_past)) [relative(-1)] >> fiscal >>
    -word(tc_filler) >> unit[with(set_unit)];
const auto this_unit = rule<struct ThisUnit>("this_unit") =
    (word(tc_this) | (the >> word(tc_current)))[relative(0)] >> -word(tc_current) >> fiscal >> -word(tc_filler) >> unit[with(set_unit)];
const auto next_unit = rule<struct NextUnit>("next_unit") = -word(tc_this) >> (word(tc_next) | word(tc_coming))[relative(1)] >> fiscal >>
    -word(tc_filler) >> unit[with(set_unit)];
const auto the_coming_unit = rule<struct TheComingUnit>("the_coming_unit") = word(tc_the) >> word(tc_coming)[relative(1)] >> fiscal >>
    unit[with(set_unit)];
const auto the_next_unit = rule<struct TheNextUnit>("the_next_unit") = word(tc_the) >> word(tc_next)[after_mention(1)] >>
    unit[with(set_unit)];
const auto following_unit = rule<struct FollowingUnit>("following_unit") = word(tc_the) >> word(tc_following)[after_mention(1)] >>
    fiscal >> unit[with(set_unit)];
const auto previous_unit = rule<struct PreviousUnit>("previous_unit") = the >> word(tc_previous)[after_mention(-1)] >> fiscal >>
    unit[with(set_unit)];
const auto unit_before = rule<struct UnitBefore>("unit_before") =
    word(tc_the) >> unit[with(set_unit)] >> (word(tc_before) | word(tc_previous) | word(tc_earlier))[after_mention(-1)];
const auto unit_after = rule<struct UnitAfter>("unit_after") = word(tc_the) >> unit[with(set_unit)] >> (word(tc_after) |
    word(tc_following))[after_mention(1)];
const auto same_unit = rule<struct SameUnit>("same_unit") =
    ((the >> word(tc_same)) | (word(tc_that) >> -word(tc_same)) | (word(tc_this) >> word(tc_same)))[after_mention(0)] >>
        unit[with(set_unit)];
// The whole of the present unit: "the full year", "the entire month".
const auto whole_unit = rule<struct WholeUnit>("whole_unit") = word(tc_the) >> word(tc_whole)[relative(0)] >> fiscal >>
    unit[with(set_unit)];
// "the weekend": the one that is near, by tense.
const auto the_weekend = rule<struct TheWeekend>("the_weekend") = word(tc_the) >> unit_of('E')[then([](TimeReading& r) {
  r.first.kind = TimeExpression::partial, r.first.unit = 'E';
})];
// "up 2% for the day", "down on the week": the one that runs; the context decides.
const auto running_unit = rule<struct RunningUnit>("running_unit") = word(tc_the)[relative(0)] >> unit[with(set_unit)];
// Two-year-old forms are durations; these are the adjectives of comparison: "year-earlier".
const auto unit_earlier = rule<struct UnitEarlier>("unit_earlier") = the >> entry(tc_year_earlier,
    tc_month_earlier)[with([](TimeReading& r, Entry e) {
  r.first.kind = TimeExpression::following, r.first.count = -1;
  r.first.unit = e->time_class == tc_year_earlier ? 'Y' : 'M';
})];

// A pointer and a part of the calendar.
const auto part = x3::eps >> (entry(tc_weekday)[with([](TimeReading& r, Entry e) { r.first.weekday = static_cast<std::int8_t>(e->number);
    })] |
                              entry(tc_month)[with([](TimeReading& r, Entry e) { r.first.month = static_cast<std::int8_t>(e->number); })] |
                              entry(tc_season)[with([](TimeReading& r, Entry e) { r.first.season[0] = e->text[0],
                                  r.first.season[1] = e->text[1]; })]);
const auto part_in_year = rule<struct PartInYear>("part_in_year") =
    -word(tc_this) >> the >>
    (((word(tc_last) | word(tc_past))[towards(-1)]) | (word(tc_previous)[towards(-1)]) | (word(tc_this)[towards(2)]) |
     ((word(tc_next) | word(tc_coming) | word(tc_following))[towards(1)])) >> part;
const auto this_part = rule<struct ThisPart>("this_part") = word(tc_this)[towards(2)] >> -word(tc_coming) >> part;
const auto set_day = with([](TimeReading& r, int n) { r.first.day = static_cast<std::int8_t>(n); });
const Grammar<int> day(parse_month_day, true, tc_cardinal, tc_ordinal);
const Grammar<int> ordinal(parse_time_ordinal, true, tc_cardinal, tc_ordinal);
const Grammar<TimeReading> relative_year(parse_relative_year, false, tc_the, tc_last, tc_past, tc_this, tc_current, tc_next, tc_coming,
    tc_following, tc_previous, tc_same, tc_that);
/// The parts stay, the year comes from the other reading.
const auto take_year = with([](TimeReading& r, const TimeReading& y) {
  r.first.kind = y.first.kind, r.first.unit = y.first.unit, r.first.count = y.first.count, r.first.fiscal = y.first.fiscal;
});
// "May last year", "October of that year", "the 15th of next month", "Tuesday next week".
const auto part_of_year = rule<struct PartOfYear>("part_of_year") =
    the >> -(day[set_day] >> -word(tc_of)) >> part >> -(day[set_day]) >> -word(tc_comma) >> -(word(tc_of) | word(tc_in)) >>
        relative_year[take_year];
const auto day_of_month = rule<struct DayOfMonth>("day_of_month") =
    the >> ordinal[set_day] >> -one_of(tc_unit) >> word(tc_of) >>
    (((word(tc_last)) [relative(-1)]) | (word(tc_this)[relative(0)]) | (word(tc_next)[relative(1)]) | ((word(tc_that) |
        word(tc_the))[after_mention(0)]) |
     (-word(tc_the) >> word(tc_following)[after_mention(1)])) >> unit[with(set_unit)];
const auto weekday_of_week = rule<struct WeekdayOfWeek>("weekday_of_week") =
    entry(tc_weekday)[with([](TimeReading& r, Entry e) { r.first.weekday = static_cast<std::int8_t>(e->number); })] >> -word(tc_of) >>
    ((word(tc_last)[relative(-1)]) | (word(tc_this)[relative(0)]) | (word(tc_next)[relative(1)])) >> unit[with(set_unit)];

const auto week_weekday = rule<struct WeekWeekday>("week_weekday") =
    ((word(tc_last)[relative(-1)]) | (word(tc_this)[relative(0)]) | (word(tc_next)[relative(1)])) >> unit[with(set_unit)] >> -word(tc_on) >>
    entry(tc_weekday)[with([](TimeReading& r, Entry e) { r.first.weekday = static_cast<std::int8_t>(e->number); })];

// A count of units and a direction.
const auto backwards = then([](TimeReading& r) { r.first.kind = TimeExpression::relative, r.first.count = -r.first.count; });
const auto forwards = then([](TimeReading& r) { r.first.kind = TimeExpression::relative; });
const auto counted_unit = count[with(take_count)] >> -word(tc_filler) >> entry(tc_unit)[with(set_unit)];
const auto from_now = (word(tc_from) >> (word(tc_present) | entry(tc_day_word))) | word(tc_hence);
const auto before_mention = then([](TimeReading& r) { r.first.kind = TimeExpression::following, r.first.count = -r.first.count; });
const auto behind_mention = then([](TimeReading& r) { r.first.kind = TimeExpression::following; });
const auto counted_shift = rule<struct CountedShift>("counted_shift") =
    counted_unit >> (word(tc_ago)[backwards] | from_now[forwards] |
                     (word(tc_earlier) | word(tc_before) | word(tc_previous))[before_mention] |
                     (word(tc_later) | word(tc_after))[behind_mention]);
// No count at all: "years ago", "days later".
const auto units_ago = rule<struct UnitsAgo>("units_ago") = units >> word(tc_ago)[past_ref];
const auto units_later = rule<struct UnitsLater>("units_later") = units >> (word(tc_later)[future_ref] | word(tc_earlier)[past_ref]);

// Vague: "the coming weeks", "recent years".
const auto vague_quantity = -(word(tc_vague) | word(tc_couple));
const auto coming_units = rule<struct ComingUnits>("coming_units") = the >> (word(tc_coming) | word(tc_following)) >> vague_quantity >>
    units[future_ref];
const auto recent_units = rule<struct RecentUnits>("recent_units") =
    the >> (word(tc_recent) | word(tc_past) | word(tc_previous) | (word(tc_vague) >> word(tc_recent))) >> units[past_ref];

}  // namespace

bool parse_relative_year(TimeCursor& at, TimeReading& out) {
  const TimeCursor start = at;
  if (!longest<TimeReading, last_unit, this_unit, next_unit, following_unit, previous_unit, same_unit, unit_before, unit_after,
               the_coming_unit>(at, out))
    return false;
  if (out.first.unit != 'Y') return at = start, false;
  return true;
}

using RelativeRules = Rules<TimeReading, day_word, reference, last_unit, this_unit, next_unit, the_coming_unit, the_next_unit,
                            following_unit, previous_unit, unit_before, unit_after, same_unit, whole_unit, the_weekend, running_unit,
                            unit_earlier, part_in_year, this_part, part_of_year, day_of_month, weekday_of_week, week_weekday,
                            counted_shift, units_ago, units_later, coming_units, recent_units>;
TimeStarts relative_date_starts() { return RelativeRules::index().starts(); }
bool parse_relative_date(TimeCursor& at, TimeReading& out) {
  const TimeCursor start = at;
  if (!RelativeRules::longest(at, out)) return false;
  TimeExpression& e = out.first;
  if (e.kind == TimeExpression::absolute) return true;
  if (e.unit == 'E' && e.kind == TimeExpression::partial) return true;
  const bool vague = e.second == 99;
  e.second = -1;
  if (vague) {
    const bool past = at.scan()[at.place() - 1].is(tc_ago) || at.scan()[at.place() - 1].is(tc_earlier) ||
        at.scan()[at.place() - 1].is(tc_before);
    absolute(out, past ? "PAST_REF" : "FUTURE_REF");
    return true;
  }
  if (e.kind == TimeExpression::partial) {
    e.unit = e.weekday != 0 ? 'D' : e.month != 0 ? 'M' : 'S';
    return true;
  }
  if (e.weekday != 0 && e.unit != 'W' && e.month == 0) return at = start, false;
  if (e.unit == 's' && start.place() + 2 >= at.place()) return at = start, false;
  return true;
}

}  // namespace sluice
