#include "grammars/recurrence.hpp"

#include "grammars/time_count.hpp"
#include "grammars/time_rules.ipp"

namespace sluice {

using namespace time_grammar;

namespace {

void period(TimeReading& r, int count, const TimeEntry& unit) {
  const char code = unit.text[0];
  const auto length = [&](const char* head, int factor, char letter) {
    r.first.timex = head;
    r.first.timex.add_number(std::int64_t{count} * factor) += letter;
  };
  switch (code) {
    case 'h': length("PT", 1, 'H'); break;
    case 'm': length("PT", 1, 'M'); break;
    case 's': length("PT", 1, 'S'); break;
    case 'T': length("P", 10, 'Y'); break;
    case 'C': length("P", 100, 'Y'); break;
    case 'F': length("P", 2, 'W'); break;
    case 'Q': length("P", 3, 'M'); break;
    case 'E': r.first.timex = "XXXX-WXX-WE"; break;
    default: length("P", 1, code);
  }
  r.first.unit = code;
  r.first.count = count;
}

const Grammar<int> small_number(parse_small_number, true, tc_cardinal, tc_a);
const auto one_unit = one_of(tc_unit)[with([](TimeReading& r, Entry e) { period(r, r.first.count == 0 ? 1 : r.first.count, *e); })];
const auto many_units = several_of(tc_unit)[with([](TimeReading& r, Entry e) { period(r, r.first.count, *e); })];
const auto set_count = with([](TimeReading& r, int n) { r.first.count = n; });
const auto every = then([](TimeReading& r) { r.every = true; });

const auto frequency = rule<struct Frequency>("frequency") = entry(tc_frequency, tc_weekdays)[with([](TimeReading& r,
    Entry e) { r.first.timex = e->text; })];
const auto each = word(tc_each)[every];
const auto each_unit = rule<struct EachUnit>("each_unit") = each >> one_unit;
const auto each_count = rule<struct EachCount>("each_count") = each >> small_number[set_count] >> many_units;
const auto each_other = rule<struct EachOther>("each_other") =
    (each >> (word(tc_other) | word(tc_couple) | (entry(tc_ordinal))) |
        word(tc_alternate)[every])[then([](TimeReading& r) { r.first.count = 2; })] >>
    (one_unit | many_units);
const auto set_weekday = with([](TimeReading& r, Entry e) {
  r.first.timex = "XXXX-WXX-";
  r.first.timex.add_number(e->number);
});
void add_part_of_day(TimeReading& r, const TimeEntry& part) { (r.first.timex += 'T') += part.text; }
const auto add_part = -(entry(tc_day_part)[with([](TimeReading& r, Entry e) { add_part_of_day(r, *e); })]);
const auto each_weekday = rule<struct EachWeekday>("each_weekday") = each >> -word(tc_other) >> entry(tc_weekday)[set_weekday] >> add_part;
const auto weekdays = rule<struct Weekdays>("weekdays") = entry(tc_weekdays_named)[set_weekday] >> add_part;
// "Monday mornings"
const auto weekday_parts = rule<struct WeekdayParts>("weekday_parts") =
    entry(tc_weekday)[set_weekday] >> several_of(tc_day_part)[with([](TimeReading& r,
        Entry e) { add_part_of_day(r, *e); })];
const auto each_part = rule<struct EachPart>("each_part") =
    each >> entry(tc_day_part)[with([](TimeReading& r, Entry e) { (r.first.timex = "XXXX-XX-XXT") += e->text; })];
const auto each_month = rule<struct EachMonth>("each_month") = each >> entry(tc_month)[with([](TimeReading& r, Entry e) {
  r.first.timex = e->number < 10 ? "XXXX-0" : "XXXX-";
  r.first.timex.add_number(e->number);
})];
const auto each_season = rule<struct EachSeason>("each_season") =
    each >> entry(tc_season)[with([](TimeReading& r, Entry e) { (r.first.timex = "XXXX-") += e->text; })];

// "in the mornings"
const auto parts = rule<struct Parts>("parts") =
    several_of(tc_day_part)[with([](TimeReading& r, Entry e) { (r.first.timex = "XXXX-XX-XXT") += e->text; })];

// "twice a year", "three times per week", "once every two years"
const auto set_times = with([](TimeReading& r, Entry e) { r.times = e->number; });
const auto set_times_number = with([](TimeReading& r, int n) { r.times = n; });
const auto times = entry(tc_times)[set_times] | (small_number[set_times_number] >> word(tc_times_word)) |
                   ((word(tc_couple) | word(tc_vague)) >> word(tc_times_word));
const auto per = word(tc_a) | word(tc_per) | each;
const auto times_per = rule<struct TimesPer>("times_per") = times >> ((per >> one_unit) | (each >> small_number[set_count] >> many_units));
const auto times_adverb = rule<struct TimesAdverb>("times_adverb") =
    times >> -word(tc_hyphen) >> entry(tc_frequency)[with([](TimeReading& r, Entry e) { r.first.timex = e->text; })];
const auto per_unit = rule<struct PerUnit>("per_unit") = word(tc_per) >> one_unit;
const auto a_unit = rule<struct AUnit>("a_unit") = word(tc_a) >> one_unit;

void finish(TimeReading& r) {
  r.type = sy_set;
  r.first.kind = TimeExpression::absolute;
}

}  // namespace

using RecurrenceRules = Rules<TimeReading, frequency, each_unit, each_count, each_other, each_weekday, weekdays, weekday_parts, each_part,
                              each_month, each_season, parts, times_per, times_adverb, per_unit>;
TimeStarts recurrence_starts() { return RecurrenceRules::index().starts(); }
bool parse_recurrence(TimeCursor& at, TimeReading& out) {
  if (!at.scan().ahead(tc_each, tc_per, tc_alternate, tc_frequency, tc_times, tc_times_word, tc_weekdays, tc_weekdays_named,
      tc_day_part)) return false;
  if (!RecurrenceRules::longest(at, out)) return false;
  finish(out);
  return true;
}

bool parse_rate(TimeCursor& at, TimeReading& out) {
  if (!(at->is(tc_a) || at->is(tc_per)) || !longest<TimeReading, a_unit, per_unit>(at, out)) return false;
  finish(out);
  return true;
}

}  // namespace sluice
