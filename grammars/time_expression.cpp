#include "grammars/time_expression.hpp"

#include <algorithm>
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

/// In order of preference among equally long readings. Those that others begin with are read once.
struct Choice {
  TimeGrammar read;
  bool shared;
};
constexpr Choice grammars[] = {
    {parse_amount_rate, false}, {parse_recurrence, false},   {parse_edge, false},   {parse_clock_range, false},
    {parse_time_of_day, true},  {parse_date_interval, true}, {parse_date, true},    {parse_duration, false},
    {parse_period, true},       {parse_relative_date, true}, {parse_continued_day, false}, {parse_approximate, false}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A number that may be a year by itself: 1000 to 2199, without commas.
bool like_year(std::string_view digits) {
  return digits.size() == 4 && (digits[0] == '1' || (digits[0] == '2' && digits[1] < '2')) && is_digit(digits[1]) && is_digit(digits[2]) &&
         is_digit(digits[3]);
}
/// Q3, FY2024: a capital in front and a digit behind.
bool like_code(const Word& word, std::string_view text) {
  return (word.shape & (ws_capitalised | ws_has_letter | ws_alphabetic)) == (ws_capitalised | ws_has_letter) && text.size() <= 6 &&
         is_digit(text.back());
}

/// Whether a time expression may begin here, by the marks of the words alone: no grammar reads over a word that stands in no entry, so one
/// that makes an expression of the others must come before the first such. Turns nearly every word down within two tokens.
bool worth_trying(const TimeTables& tables, const ValueInput& input, std::uint32_t at) {
  const std::vector<Token>& tokens = input.text.tokens;
  const auto text = [&](std::uint32_t i) { return input.text.of(tokens[i]); };
  const auto marks = [&](std::uint32_t i) { return tables.marks(input.words[tokens[i].word].fold); };
  const bool digits = tokens[at].kind == TokenKind::number;
  if (digits) {
    const std::string_view number = text(at);
    if (like_year(number) || std::count(number.begin(), number.end(), '.') > 1) return true;
    if (at + 1 < tokens.size() && tokens[at + 1].glued() && (text(at + 1) == ":" || text(at + 1) == "/")) return true;   // 17:30, 16/10/24
    if (at + 3 < tokens.size() && tokens[at + 1].glued() && tokens[at + 3].glued() && text(at + 1) == "-" &&
        text(at + 3) == "-") return true;
  } else if ((marks(at) & tm_number) != 0 && at + 1 < tokens.size() && (marks(at + 1) & tm_number) != 0) {
    return true;   // nineteen ninety-six
  } else if ((marks(at) & tm_core) != 0 || like_code(input.words[tokens[at].word], text(at))) {
    return true;
  }
  constexpr std::uint32_t reach = 10;
  for (std::uint32_t i = at + 1; i < at + reach && i < tokens.size() && (tokens[i].flags & sentence_start) == 0; ++i) {
    if (tokens[i].kind == TokenKind::number) {
      if (like_year(text(i))) return true;
      continue;
    }
    const std::uint8_t bits = marks(i);
    if ((bits & tm_core) != 0) return true;
    if ((bits & tm_word) == 0) {
      if (like_code(input.words[tokens[i].word], text(i))) return true;
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

bool can_begin_time(const TimeTables& tables, const WordCache&, const Word& word) {
  if ((word.shape & ws_digit) != 0 || (tables.marks(word.fold) & tm_begins) != 0) return true;
  // Coded periods: Q3, FY2024.
  return (word.shape & (ws_capitalised | ws_has_letter | ws_alphabetic)) == (ws_capitalised | ws_has_letter);
}

bool parse_time(const TimeTables& tables, const ValueInput& input, std::uint32_t token, ValueMention& out) {
  if (!worth_trying(tables, input, token)) return false;
  const TimeScan scan(tables, input, token);
  if (scan.size() == 0) return false;
  const TimeCursor start(scan, 0);
  static constexpr TimeReading blank;
  TimeReading best, reading = blank;
  std::uint32_t end = 0;
  for (const Choice& grammar : grammars) {
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
  if (out.time.kind == TimeExpression::partial && out.time.year == 0 && out.time.direction == 0) out.time.outlook = outlook_of(scan);
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
