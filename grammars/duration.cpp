#include "grammars/duration.hpp"

#include "grammars/time_count.hpp"
#include "grammars/time_rules.ipp"

namespace sluice {

using namespace time_grammar;

namespace {

/// A duration while it is read: what stands behind P and behind T.
struct Length {
  ShortText<20> date, time;   ///< "2Y", "30M"
  TimeCount count;
  char unit = 0;
  bool many = false;
  bool age = false;
  bool hyphen = false;
  int low = 0;             ///< the other end of a spread
  bool borrowed = false;   ///< the unit is that of the number behind
};

/// TIMEX3 writes a decade as ten years and a century as a hundred.
void add(Length& length) {
  const TimeCount& count = length.count;
  const auto times = [&](int factor, char letter) {
    if (count.vague || count.number == 0) length.date += 'X';
    else length.date.add_number(std::int64_t{count.number} * factor);
    length.date += letter;
  };
  switch (length.unit) {
    case 'T': times(10, 'Y'); break;
    case 'C': times(100, 'Y'); break;
    case 'F': times(2, 'W'); break;
    case 'E': (length.date += count.digits) += "WE"; break;
    case 'h': (length.time += count.digits) += 'H'; break;
    case 'm': (length.time += count.digits) += 'M'; break;
    case 's': (length.time += count.digits) += 'S'; break;
    default: (length.date += count.digits) += length.unit;
  }
}

/// Half of a unit as TIMEX3 readers expect it: half an hour PT30M, half a year P6M, half a day PT12H.
bool add_half(Length& length) {
  switch (length.unit) {
    case 'h': length.time += "30M"; return true;
    case 'm': length.time += "30S"; return true;
    case 'Y': length.date += "6M"; return true;
    case 'D': length.time += "12H"; return true;
    case 'T': length.date += "5Y"; return true;
    case 'C': length.date += "50Y"; return true;
    default: return false;
  }
}

const Grammar<TimeCount> count(parse_time_count, true, tc_about, tc_less, tc_more, tc_couple, tc_vague, tc_half_a, tc_fraction, tc_a,
    tc_another,
    tc_cardinal);
const auto set_unit = with([](Length& length, Entry e) { length.unit = e->text[0], length.many = e->many; });
const auto take_count = with([](Length& length, const TimeCount& n) { length.count = n; });
const auto hyphen = word(tc_hyphen);
const auto hyphened = hyphen[then([](Length& length) { length.hyphen = true; })];
const auto age = (-hyphen >> word(tc_old))[then([](Length& length) { length.age = true; })];

const auto unit = entry(tc_unit)[set_unit];
const auto half_more = word(tc_half_word)[then([](Length& length) { length.count.digits += ".5"; })];
// "two-year", "two years", "two full years", each "old" or "-long"; "a year and a half"; "two-and-a-half-year"
const auto counted = rule<struct Counted, Length>("counted") =
    count[take_count] >> ((hyphened >> word(tc_and) >> hyphen >> -(word(tc_a) >> hyphen) >> half_more >> hyphen >> unit) |
                          (hyphened >> unit >> -(age | (hyphen >> word(tc_long)))) |
                          (unit >> -((word(tc_and) >> -word(tc_a) >> half_more) | age | (-hyphen >> word(tc_long)))) |
                          (word(tc_filler) >> unit >> -(age | (hyphen >> word(tc_long)))));

void finish_part(Length& length) {
  if (!(length.count.half && add_half(length))) add(length);
}

void set_count(TimeCount& count, int n) {
  count.number = n;
  count.digits = {};
  count.digits.add_number(n);
}

void write(const Length& length, ShortText<30>& timex) {
  (timex += 'P') += length.date;
  if (!length.time.empty()) (timex += 'T') += length.time;
}

bool parse_one(TimeCursor& at, Length& out) {
  if (!longest<Length, counted>(at, out)) return false;
  finish_part(out);
  return true;
}
const Grammar<Length> one(parse_one, true, tc_about, tc_less, tc_more, tc_couple, tc_vague, tc_half_a, tc_fraction, tc_a, tc_another,
    tc_cardinal);

const auto between = rule<struct Between, Length>("between") = -word(tc_comma) >> -word(tc_and) >> one[with([](Length& length,
    const Length& part) { length = part; })];

/// Whether a unit may follow another inside one duration: years and months, but not "seven days a week".
bool smaller(char part, char whole) {
  constexpr std::string_view falling = "CTYQMFWEDhms";
  return falling.find(part) > falling.find(whole);
}

/// "2 hours 30 minutes", "one year and six months"; of two durations rather than one the first.
bool parse_chain(TimeCursor& at, Length& out) {
  if (!parse_one(at, out)) return false;
  Length all = out;
  TimeCursor behind = at;
  for (Length part; longest<Length, between>(behind, part); all.unit = part.unit) {
    if (!smaller(part.unit, all.unit) || part.hyphen || all.hyphen || part.count.vague || part.count.mod != TimeMod::none) return true;
    all.date += part.date, all.time += part.time;
  }
  out = all;
  at = behind;
  return true;
}
const Grammar<Length> chain(parse_chain, true, tc_about, tc_less, tc_more, tc_couple, tc_vague, tc_half_a, tc_fraction, tc_a, tc_another,
    tc_cardinal);
const auto finished = x3::eps[then([](Length& l) { finish_part(l); })];
// "the two next days", "five past minutes"
const auto count_pointed = rule<struct CountPointed, Length>("count_pointed") =
    -word(tc_the) >> count[take_count] >> (word(tc_next) | word(tc_past) | word(tc_coming) | word(tc_previous) | word(tc_last)) >> unit >>
    finished;

// "3-5 years", whose two ends share the unit; "two to three years", "between 60 and 90 days", where the first number borrows it.
const Grammar<int> whole_number(parse_small_number, true, tc_cardinal);
const auto spread = rule<struct Spread, Length>("spread") =
    whole_number[with([](Length& l, int n) { l.low = n; })] >> hyphen >> count[take_count] >> -hyphen >> unit >> -age >> finished;
const auto borrowing_count = rule<struct BorrowingCount, Length>("borrowing_count") =
    whole_number[with([](Length& l, int n) { set_count(l.count, n); })] >>
    &((word(tc_to) | word(tc_and) | word(tc_or)) >> whole_number[with([](Length& l, int n) { l.low = n; })] >> -hyphen >> unit) >>
    x3::eps[then([](Length& l) { l.borrowed = true; })] >> finished;

const auto chained = rule<struct Chained, Length>("chained") = chain[with([](Length& all, const Length& read) { all = read; })];

// "the next two years", "the past decade", "the last few months"
const auto pointer = word(tc_last) | word(tc_past) | word(tc_next) | word(tc_coming) | word(tc_previous) | word(tc_following);
const auto pointed = rule<struct Pointed, Length>("pointed") =
    -word(tc_the) >> pointer >> one[with([](Length& all, const Length& part) { all = part; })];
const auto pointed_unit = rule<struct PointedUnit, Length>("pointed_unit") =
    word(tc_the) >> (word(tc_past) | word(tc_last) | word(tc_next) | word(tc_coming)) >> entry(tc_unit)[set_unit] >>
        x3::eps[then([](Length& length) {
      length.count.number = 1, length.count.digits = "1";
      if (length.unit == 'T' || length.unit == 'C') finish_part(length);
    })];
const auto bare_units = rule<struct BareUnits, Length>("bare_units") = entry(tc_unit)[set_unit] >> x3::eps[then([](Length& length) {
  length.count.vague = true, length.count.digits = "X";
  if (length.many) finish_part(length);
})];
const auto all_unit = rule<struct AllUnit, Length>("all_unit") = word(tc_all) >> -word(tc_the) >> entry(tc_unit)[set_unit] >>
    x3::eps[then([](Length& length) {
  length.count.number = 1, length.count.digits = "1";
  if (!length.many) finish_part(length);
})];
const auto fixed = rule<struct Fixed, Length>("fixed") = entry(tc_duration_word)[with([](Length& length, Entry e) {
  std::string_view text = e->view().substr(1);
  length.unit = '*';
  if (text.starts_with('T')) length.time = text.substr(1);
  else length.date = text;
})];

}  // namespace

using DurationRules = Rules<Length, chained, spread, count_pointed, borrowing_count, pointed, pointed_unit, bare_units, all_unit, fixed>;
TimeStarts duration_starts() { return DurationRules::index().starts(); }
bool parse_duration(TimeCursor& at, TimeReading& out) {
  if (!at.scan().ahead(tc_unit, tc_duration_word)) return false;
  Length length;
  const auto fine = [](const Length& l) {
    if (l.borrowed ? l.low <= l.count.number : l.low != 0 && l.low >= l.count.number) return false;
    return !(l.date.empty() && l.time.empty()) && !l.date.cut() && !l.time.cut();
  };
  if (!DurationRules::longest(at, length, fine)) return false;
  out.type = sy_duration;
  out.first.kind = TimeExpression::absolute;
  out.first.unit = length.unit;
  out.first.count = length.count.number;
  if (length.low != 0 && !length.borrowed) {
    Length low;
    low.unit = length.unit;
    set_count(low.count, length.low);
    finish_part(low);
    write(low, out.first.timex);
    out.first.timex += '/';
  }
  write(length, out.first.timex);
  out.first.mod = out.mod = length.count.mod;
  return !out.first.timex.cut();
}

}  // namespace sluice
