#include "grammars/time_expression.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <initializer_list>
#include <string>

#include "grammars/date.hpp"
#include "grammars/duration.hpp"
#include "grammars/numeric_date.hpp"
#include "grammars/period.hpp"
#include "grammars/recurrence.hpp"
#include "grammars/relative_date.hpp"
#include "grammars/time_context.hpp"
#include "grammars/time_of_day.hpp"
#include "grammars/time_rules.ipp"

namespace sluice {

using namespace time_grammar;

namespace {

bool parse_any_date(TimeCursor& at, TimeReading& out) {
  const TimeCursor start = at;
  for (const TimeGrammar grammar : {&parse_date, &parse_date_interval, &parse_period, &parse_relative_date}) {
    TimeCursor here = start;
    TimeReading reading;
    if (start.scan().once(grammar, here, reading) && here.place() > at.place()) {
      at = here;
      out = reading;
    }
  }
  return at.place() > start.place();
}

bool parse_any_date_once(TimeCursor& at, TimeReading& out) { return at.scan().once(parse_any_date, at, out); }
bool parse_time_once(TimeCursor& at, TimeReading& out) { return at.scan().once(parse_time_of_day, at, out); }

const Grammar<TimeReading> any_date(parse_any_date_once);
const Grammar<TimeReading> time_of_day(parse_time_once);

const auto take_date = with([](TimeReading& r, TimeReading& d) {
  const TimeMod mod = r.mod;
  r = d;
  if (r.first.mod == TimeMod::none) r.first.mod = mod;
});
const auto take_second = with([](TimeReading& r, const TimeReading& d) { r.second = d.first; });
auto shade(TimeMod mod) {
  return then([mod](TimeReading& r) { r.mod = mod; });
}
const auto by_entry = with([](TimeReading& r, Entry e) { r.mod = e->mod; });
const auto this_unit = with([](TimeReading& r, Entry e) {
  r.first.kind = TimeExpression::relative, r.first.unit = e->text[0], r.first.count = 0;
  r.first.mod = r.mod;
});
/// "the year" behind an edge is the one that runs.
const auto unit_now = -(word(tc_the) | word(tc_that)) >> one_of(tc_unit)[this_unit];
const auto inner = any_date[take_date] | unit_now;

const auto of_in = -(word(tc_of) | word(tc_in));
const auto edge_noun = rule<struct EdgeNoun>("edge_noun") = -word(tc_the) >> entry(tc_edge_noun)[by_entry] >> word(tc_of) >> inner;
const auto edge = rule<struct Edge>("edge") =
    -word(tc_the) >> entry(tc_edge, tc_mid)[with([](TimeReading& r, Entry e) { r.mod = e->mod; })] >>
    -(-word(tc_comma) >> (word(tc_to) | word(tc_hyphen)) >> -(entry(tc_edge, tc_mid) >> -word(tc_hyphen))) >> -(word(tc_in) |
        word(tc_on)) >> inner;
const auto earlier = rule<struct EarlierIn>("earlier_in") = word(tc_earlier)[shade(TimeMod::start)] >> -(word(tc_in) | word(tc_on)) >>
    inner;
const auto later = rule<struct LaterIn>("later_in") = word(tc_later)[shade(TimeMod::end)] >> -(word(tc_in) | word(tc_on)) >> inner;
const auto possessive_end = rule<struct PossessiveEnd>("possessive_end") =
    any_date[take_date] >> word(tc_plural_s) >> entry(tc_edge_noun)[with([](TimeReading& r, Entry e) { r.first.mod = e->mod; })];
const auto unit_end = rule<struct UnitEnd>("unit_end") =
    one_of(tc_unit)[this_unit] >> (word(tc_plural_s) | word(tc_hyphen)) >> entry(tc_edge_noun)[with([](TimeReading& r,
        Entry e) { r.first.mod = e->mod; })];
const auto year_end = rule<struct YearEnd>("year_end") = -word(tc_the) >> entry(tc_year_end)[with([](TimeReading& r, Entry e) {
  r.first.kind = TimeExpression::relative, r.first.unit = 'Y', r.first.mod = e->mod;
})] >> -(number(1900, 2100, 4)[with([](TimeReading& r, int n) {
  r.first.kind = TimeExpression::partial, r.first.year = n;
})]);
const auto end_month = rule<struct EndMonth>("end_month") =   // "end-June", "end March", "end 2024"
    entry(tc_edge_noun)[by_entry] >> word(tc_hyphen) >> any_date[take_date];
const auto approximate = rule<struct Approximate>("approximate") =
    entry(tc_about)[by_entry] >> any_date[take_date];

// Clock intervals: "9-11 a.m.", "17:00-18:30".
const Grammar<int> small_number(parse_month_day, true, tc_cardinal, tc_ordinal);
const auto hour_range = rule<struct HourRange>("hour_range") =
    number(1, 12)[with([](TimeReading& r, int n) {
      r.first.kind = TimeExpression::partial, r.first.hour = static_cast<std::int8_t>(n);
    })] >> word(tc_hyphen) >> time_of_day[take_second];
const auto clock_range = rule<struct ClockRange>("clock_range") =
    time_of_day[with([](TimeReading& r, const TimeReading& d) { r.first = d.first; })] >> word(tc_hyphen) >> time_of_day[take_second];

bool parse_edge(TimeCursor& at, TimeReading& out) {
  if (!at.scan().ahead(tc_edge, tc_mid, tc_edge_noun, tc_earlier, tc_later, tc_year_end)) return false;
  return longest<TimeReading, edge_noun, edge, earlier, later, possessive_end, unit_end, year_end, end_month>(at, out);
}
bool parse_approximate(TimeCursor& at, TimeReading& out) { return at->is(tc_about) && longest<TimeReading, approximate>(at, out); }
bool parse_hours(TimeCursor& at, TimeReading& out) {
  const TimeCursor start = at;
  if (!longest<TimeReading, hour_range, clock_range>(at, out)) return false;
  if (out.first.hour < 0 || out.second.hour < 0) return at = start, false;
  // "9-11 p.m.": the mark behind counts for both.
  if (out.second.hour >= 12 && out.first.hour < 12 && out.first.hour + 12 < out.second.hour && out.first.minute < 0)
    out.first.hour = static_cast<std::int8_t>(out.first.hour + 12);
  out.type = sy_time;
  return true;
}
/// "Tuesday 9-11 a.m.", "3 May from 9-11 a.m.": both ends have the day.
const auto take_hours = with([](TimeReading& r, const TimeReading& hours) {
  const auto give = [](TimeExpression day, const TimeExpression& clock) {
    day.hour = clock.hour, day.minute = clock.minute, day.second = clock.second, day.zone = clock.zone;
    return day;
  };
  r.second = give(r.first, hours.second);
  r.first = give(r.first, hours.first);
});
const auto hours = -word(tc_comma) >> -(word(tc_from) | word(tc_at) | word(tc_between)) >>
    Grammar<TimeReading>(parse_hours, true, tc_cardinal, tc_clock_word)[take_hours];
const auto weekday_hours = rule<struct WeekdayHours>("weekday_hours") = entry(tc_weekday)[with([](TimeReading& r, Entry e) {
  r.first.kind = TimeExpression::partial, r.first.unit = 'D', r.first.weekday = static_cast<std::int8_t>(e->number);
})] >> hours;
const auto day_hours = rule<struct DayHours>("day_hours") = any_date[take_date] >> hours;
bool parse_clock_range(TimeCursor& at, TimeReading& out) {
  const TimeScan& scan = at.scan();
  if (!scan.ahead(tc_hyphen) || !(scan.ahead_joined_digits() || scan.ahead(tc_am, tc_pm, tc_oclock, tc_clock_word,
      tc_hours_mark))) return false;
  if (parse_hours(at, out)) return true;
  const TimeCursor start = at;
  out = TimeReading();
  if (!longest<TimeReading, weekday_hours, day_hours>(at, out)) return false;
  if (out.first.unit != 'D' || out.first.kind == TimeExpression::absolute) return at = start, false;
  out.type = sy_time;
  return true;
}
/// "May 4 and 5": the second day has the month of the first, which stands before it.
bool parse_continued_day(TimeCursor& at, TimeReading& out) {
  const TimeScan& scan = at.scan();
  if (at.place() != 0 || !(at->numeric() || at->is(tc_cardinal) || at->is(tc_ordinal))) return false;
  int day = 0;
  if (!parse_month_day(at, day)) return false;
  const Token* join = scan.before(1);
  if (join == nullptr || !(scan.has_class(*join, tc_and) || scan.has_class(*join, tc_to) || scan.has_class(*join, tc_or) ||
      scan.has_class(*join, tc_through)))
    return false;
  std::uint32_t back = 2;
  const Token* number = scan.before(back);
  if (number != nullptr && scan.has_class(*number, tc_ordinal_suffix)) number = scan.before(++back);
  const Token* month = scan.before(back + 1);
  if (number == nullptr || number->kind != TokenKind::number || month == nullptr || month->kind != TokenKind::word) return false;
  for (const ListHit& hit : scan.input().words.hits(scan.word(*month)))
    if (const TimeEntry* entry = scan.tables().entry(hit); entry != nullptr && entry->time_class == tc_month) {
      out.first.kind = TimeExpression::partial;
      out.first.unit = 'D';
      out.first.month = static_cast<std::int8_t>(entry->number);
      out.first.day = static_cast<std::int8_t>(day);
      TimeCursor behind = at;
      int year = 0;
      if (!behind.at_end() && behind->is(tc_comma)) ++behind;
      if (!behind.at_end() && behind->digits == 4 && parse_year(behind, year)) at = behind, out.first.year = year;
      const Token* next = scan.token(at.place());
      return next == nullptr || next->kind == TokenKind::punctuation || (scan.word(*next).classes & (wc_preposition | wc_auxiliary |
          wc_coordinator)) != 0;
    }
  return false;
}
bool parse_amount_rate(TimeCursor& at, TimeReading& out) {
  return parse_rate(at, out) && follows_amount(at.scan());
}

constexpr TimeStarts anything() { return {TimeClassSet{}, true}; }
constexpr TimeStarts starts_with(bool digits, std::initializer_list<TimeClass> classes) {
  TimeStarts out{TimeClassSet{}, false};
  for (const TimeClass c : classes) out.classes.add(c);
  out.classes.digits = digits;
  return out;
}

/// In order of preference among equally long readings. Those that others begin with are read once.
struct Choice {
  TimeGrammar read;
  bool shared;
  TimeStarts (*starts)();
};
constexpr Choice grammars[] = {{parse_amount_rate, false, [] { return starts_with(false, {tc_a, tc_per}); }},
                               {parse_recurrence, false, recurrence_starts},
                               {parse_edge, false, anything},
                               {parse_clock_range, false, anything},
                               {parse_time_of_day, true, time_of_day_starts},
                               {parse_date_interval, true, date_interval_starts},
                               {parse_date, true, date_starts},
                               {parse_duration, false, duration_starts},
                               {parse_period, true, period_starts},
                               {parse_relative_date, true, relative_date_starts},
                               {parse_continued_day, false, [] { return starts_with(true, {tc_cardinal, tc_ordinal}); }},
                               {parse_approximate, false, [] { return starts_with(false, {tc_about}); }}};

/// Which grammars may begin with a token, by its classes, a bit for each of `grammars`.
class Beginnings {
 public:
  Beginnings() {
    std::uint32_t bit = 1;
    for (const Choice& grammar : grammars) {
      const TimeStarts starts = grammar.starts();
      if (starts.any) any_ |= bit;
      if (starts.classes.digits) digits_ |= bit;
      known_.merge(starts.classes);
      for (std::size_t c = 0; c < time_class_count; ++c)
        if (starts.classes.has(static_cast<TimeClass>(c))) by_class_[c] |= bit;
      bit <<= 1;
    }
  }
  [[nodiscard]] std::uint32_t of(const TimeToken& token) const {
    std::uint32_t out = any_ | (token.classes.digits ? digits_ : 0);
    known_.each_shared(token.classes, [&](TimeClass c) { out |= by_class_[c]; });
    return out;
  }

 private:
  std::array<std::uint32_t, time_class_count> by_class_{};
  std::uint32_t digits_ = 0, any_ = 0;
  TimeClassSet known_{};
};

/// Whether a time expression may begin here, by the marks of the words alone: no grammar reads over a word that stands in no entry, so one
/// that makes an expression of the others must come before the first such. Turns nearly every word down within two tokens.
bool worth_trying(const TimeWords& words, const ValueInput& input, std::uint32_t at) {
  const std::vector<Token>& tokens = input.text.tokens;
  const auto marks = [&](std::uint32_t i) { return words.marks(tokens[i].word); };
  const auto mark = [&](std::uint32_t i) { return tokens[i].glued() ? input.text.text[tokens[i].begin] : '\0'; };
  const std::uint16_t here = marks(at);
  const std::uint32_t size = static_cast<std::uint32_t>(tokens.size());
  const bool digits = tokens[at].kind == TokenKind::number;
  if (digits) {
    if ((here & (tm_year | tm_dotted)) != 0) return true;
    if (at + 1 < size && (mark(at + 1) == ':' || mark(at + 1) == '/')) return true;   // 17:30, 16/10/24
    if (at + 3 < size && mark(at + 1) == '-' && mark(at + 3) == '-') return true;
  } else if ((here & (tm_core | tm_code)) != 0) {
    return true;
  } else if ((here & tm_number) != 0 && at + 1 < size && (marks(at + 1) & tm_number) != 0) {
    return true;   // nineteen ninety-six
  }
  constexpr std::uint32_t reach = 10;
  for (std::uint32_t i = at + 1; i < at + reach && i < size && (tokens[i].flags & sentence_start) == 0; ++i) {
    const std::uint16_t bits = marks(i);
    if (tokens[i].kind == TokenKind::number) {
      if ((bits & tm_year) != 0) return true;
      continue;
    }
    if ((bits & tm_core) != 0) return true;
    if ((bits & tm_word) == 0) {
      if ((bits & tm_code) != 0) return true;
      break;
    }
  }
  // A day that has its month before it: "May 4 and 5".
  if (!digits || at < 2 || tokens[at].end - tokens[at].begin > 2 || (tokens[at].flags & sentence_start) != 0) return false;
  return (marks(at - 1) & tm_word) != 0 && (tokens[at - 2].kind == TokenKind::number || (marks(at - 2) & tm_core) != 0);
}

std::string_view grammar_id(SymbolId type) {
  switch (type) {
    case sy_time: return "grammar.time";
    case sy_duration: return "grammar.duration";
    case sy_set: return "grammar.set";
    default: return "grammar.date";
  }
}

}  // namespace

bool parse_time(const TimeWords& words, const ValueInput& input, std::uint32_t token, ValueMention& out) {
  if (!worth_trying(words, input, token)) return false;
  const TimeScan scan(words, input, token);
  if (scan.size() == 0) return false;
  const TimeCursor start(scan, 0);
  static constexpr TimeReading blank;
  TimeReading best, reading = blank;
  static const Beginnings beginnings;
  std::uint32_t end = 0;
  for (std::uint32_t rest = beginnings.of(*start); rest != 0 && end < scan.furthest_end(); rest &= rest - 1) {
    const Choice& grammar = grammars[std::countr_zero(rest)];
    TimeCursor at = start;
    reading = blank;
    if (!(grammar.shared ? scan.once(grammar.read, at, reading) : grammar.read(at, reading))) continue;
    if (at.place() <= end || !fits_context(scan, at.place(), reading)) continue;
    end = at.place();
    best = reading;
  }
  if (end == 0) return false;
  out.begin = token;
  out.end = token + end;
  out.type = best.type;
  out.time = best.first;
  out.time_end = best.second;
  if (out.time.mod == TimeMod::none) out.time.mod = best.mod;
  out.time.leads = leads_sentence(scan);
  if (out.time.kind == TimeExpression::partial && out.time.year == 0 && out.time.direction == 0) out.time.outlook = outlook_of(scan, end);
  out.value.timex.clear();
  out.value.mod.clear();
  out.value.quant = best.every ? "EVERY" : "";
  out.value.freq.clear();
  if (best.times != 0) out.value.freq = std::to_string(best.times) + 'X';
  out.grammar = grammar_id(best.type);
  return true;
}

bool month_first_dates(const TextAnalysis& text, bool otherwise) {
  std::size_t month_first = 0, day_first = 0;
  for (std::size_t i = 0; i + 4 < text.tokens.size(); ++i) {
    if (text.tokens[i].kind != TokenKind::number) continue;
    const std::string_view head = text.of(text.tokens[i]);   // 5/6/2024, 5-6-24 and 5.6.2024, the last in one token or more
    const std::string_view mark = text.of(text.tokens[i + 1]);
    if (head.size() > 2 ? head.find('.') == std::string_view::npos : !text.tokens[i + 1].glued() || (mark != "/" && mark != "-" &&
        mark != ".")) continue;
    const std::uint32_t begin = text.tokens[i].begin;
    NumericDate date;
    if (!parse_numeric_date(text.text.substr(begin, 24), false, date) || date.two_parts || date.day == 0 || date.ambiguous) continue;
    const std::string_view written = text.text.substr(begin, date.length);
    if (written.size() > 4 && written[4] == '-') continue;
    const int part = written[1] >= '0' && written[1] <= '9' ? (written[0] - '0') * 10 + (written[1] - '0') : written[0] - '0';
    (part == date.month ? month_first : day_first) += 1;
  }
  return month_first == day_first ? otherwise : month_first > day_first;
}

}  // namespace sluice
