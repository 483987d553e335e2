#include "grammars/time_expression.hpp"

#include <algorithm>
#include <array>

#include "grammars/date.hpp"
#include "grammars/duration.hpp"
#include "grammars/numeric_date.hpp"
#include "grammars/period.hpp"
#include "grammars/recurrence.hpp"
#include "grammars/relative_date.hpp"
#include "grammars/time_context.hpp"
#include "grammars/time_of_day.hpp"
#include "grammars/time_terminals.ipp"

namespace sluice {

using namespace time_grammar;

namespace {

bool parse_any_date(TimeCursor& at, TimeReading& out) {
  const TimeCursor start = at;
  for (const TimeGrammar grammar : {&parse_date, &parse_date_interval, &parse_period, &parse_relative_date}) {
    TimeCursor here = start;
    TimeReading reading;
    if (start.scan().at_start(grammar, here, reading) && here.place() > at.place()) {
      at = here;
      out = std::move(reading);
    }
  }
  return at.place() > start.place();
}

bool parse_any_date_once(TimeCursor& at, TimeReading& out) { return at.scan().at_start(parse_any_date, at, out); }
bool parse_time_once(TimeCursor& at, TimeReading& out) { return at.scan().at_start(parse_time_of_day, at, out); }

const Grammar<TimeReading> any_date(parse_any_date_once);
const Grammar<TimeReading> time_of_day(parse_time_once);

const auto take_date = with([](TimeReading& r, TimeReading& d) {
  std::string mod = std::move(r.mod);
  r = std::move(d);
  if (r.first.mod.empty()) r.first.mod = std::move(mod);
});
const auto take_second = with([](TimeReading& r, TimeReading& d) { r.second = std::move(d.first); });
auto shade(const char* mod) {
  return then([mod](TimeReading& r) { r.mod = mod; });
}
const auto by_entry = with([](TimeReading& r, Entry e) { r.mod = e->text; });
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
    -word(tc_the) >> entry(tc_edge, tc_mid)[with([](TimeReading& r, Entry e) { r.mod = e->text[0] != 0 ? e->text : "MID"; })] >>
    -(-word(tc_comma) >> (word(tc_to) | word(tc_hyphen)) >> -(entry(tc_edge, tc_mid) >> -word(tc_hyphen))) >> -(word(tc_in) |
        word(tc_on)) >> inner;
const auto earlier = rule<struct EarlierIn>("earlier_in") = word(tc_earlier)[shade("START")] >> -(word(tc_in) | word(tc_on)) >> inner;
const auto later = rule<struct LaterIn>("later_in") = word(tc_later)[shade("END")] >> -(word(tc_in) | word(tc_on)) >> inner;
const auto possessive_end = rule<struct PossessiveEnd>("possessive_end") =
    any_date[take_date] >> word(tc_plural_s) >> entry(tc_edge_noun)[with([](TimeReading& r, Entry e) { r.first.mod = e->text; })];
const auto unit_end = rule<struct UnitEnd>("unit_end") =
    one_of(tc_unit)[this_unit] >> (word(tc_plural_s) | word(tc_hyphen)) >> entry(tc_edge_noun)[with([](TimeReading& r,
        Entry e) { r.first.mod = e->text; })];
const auto year_end = rule<struct YearEnd>("year_end") = -word(tc_the) >> entry(tc_year_end)[with([](TimeReading& r, Entry e) {
  r.first.kind = TimeExpression::relative, r.first.unit = 'Y', r.first.mod = e->text;
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
    time_of_day[with([](TimeReading& r, TimeReading& d) { r.first = std::move(d.first); })] >> word(tc_hyphen) >> time_of_day[take_second];

bool parse_edge(TimeCursor& at, TimeReading& out) {
  if (!at.scan().ahead(tc_edge, tc_mid, tc_edge_noun, tc_earlier, tc_later, tc_year_end)) return false;
  return longest(at, out, edge_noun, edge, earlier, later, possessive_end, unit_end, year_end, end_month);
}
bool parse_approximate(TimeCursor& at, TimeReading& out) { return longest(at, out, approximate); }
bool parse_clock_range(TimeCursor& at, TimeReading& out) {
  if (!at.scan().ahead(tc_hyphen)) return false;
  const TimeCursor start = at;
  if (!longest(at, out, hour_range, clock_range)) return false;
  if (out.first.hour < 0 || out.second.hour < 0) return at = start, false;
  // "9-11 p.m.": the mark behind counts for both.
  if (out.second.hour >= 12 && out.first.hour < 12 && out.first.hour + 12 < out.second.hour && out.first.minute < 0)
    out.first.hour = static_cast<std::int8_t>(out.first.hour + 12);
  out.type = sy_time;
  return true;
}
/// "May 4 and 5": the second day has the month of the first, which stands before it.
bool parse_continued_day(TimeCursor& at, TimeReading& out) {
  const TimeScan& scan = at.scan();
  if (at.place() != 0) return false;
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
  return follows_amount(at.scan()) && parse_rate(at, out);
}

/// In order of preference among equally long readings.
constexpr TimeGrammar grammars[] = {parse_amount_rate, parse_recurrence, parse_edge, parse_clock_range, parse_time_of_day,
    parse_date_interval,
                                    parse_date, parse_duration, parse_period, parse_relative_date, parse_continued_day, parse_approximate};

/// Classes that make an expression of time out of the words around them.
constexpr TimeClass core[] = {tc_month, tc_weekday, tc_weekdays_named, tc_unit, tc_season, tc_day_part, tc_holiday, tc_day_word, tc_tonight,
                              tc_quarter, tc_half_word, tc_half_year, tc_century, tc_decade, tc_present, tc_vague_past, tc_year_earlier,
                              tc_month_earlier, tc_am, tc_pm, tc_oclock, tc_hours_mark, tc_clock_word, tc_zone, tc_times_word, tc_times,
                              tc_plural_s, tc_ordinal_suffix, tc_frequency, tc_weekdays, tc_duration_word, tc_era_bc, tc_era_ad,
                              tc_code_prefix, tc_year_end, tc_vague_future, tc_vague_past_noun, tc_apostrophe};

/// Whether a token has such a class, or digits that could be a year.
bool is_core(const TimeToken& token) {
  constexpr auto mask = [] {
    std::array<std::uint64_t, 2> bits{};
    for (const TimeClass c : core) bits[c / 64] |= std::uint64_t{1} << (c % 64);
    return bits;
  }();
  return (token.classes[0] & mask[0]) != 0 || (token.classes[1] & mask[1]) != 0 || token.code != 0 || token.digits == 4;
}

std::uint32_t longest_hit(const TimeToken& token) {
  std::uint32_t length = 1;
  for (std::size_t i = 0; i < token.hit_count; ++i) length = std::max(length, token.hits[i].length);
  return length;
}

/// A cheap look ahead: no grammar reads over a token that is no word of time, so one of the classes that matter must come before it.
bool worth_trying(const TimeScan& scan) {
  const TimeToken& first = scan[0];
  if (is_core(first)) return true;
  if (first.numeric() && first.digits == 0) return true;   // 16.10.2024
  constexpr std::uint32_t reach = 10;
  for (std::uint32_t i = longest_hit(first); i < reach && i < scan.size(); i += longest_hit(scan[i])) {
    const TimeToken& token = scan[i];
    if (is_core(token)) return true;
    if (token.hit_count != 0 && !(first.numeric() && i == 1 && token.glued && token.is(tc_slash))) continue;
    if (token.numeric()) continue;
    // 17:30 and 16/10/24
    if (first.numeric() && i == 1 && token.glued && (token.text() == ":" || token.text() == "/")) return true;
    break;
  }
  // A day that has its month before it: "May 4 and 5".
  const Token* before = scan.before(1);
  return first.numeric() && before != nullptr && (scan.has_class(*before, tc_and) || scan.has_class(*before, tc_to) ||
      scan.has_class(*before, tc_through) ||
                                                  scan.has_class(*before, tc_or));
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

bool can_begin_time(const TimeTables& tables, const WordCache& words, const Word& word) {
  if ((word.shape & ws_digit) != 0) return true;
  for (const ListHit& hit : words.hits(word))
    if (const TimeEntry* entry = tables.entry(hit); entry != nullptr && TimeTables::begins_expression(entry->time_class)) return true;
  if (word.starts_phrase && tables.begins_phrase(word.fold)) return true;
  // Coded periods: Q3, FY2024.
  return (word.shape & (ws_capitalised | ws_has_letter | ws_alphabetic)) == (ws_capitalised | ws_has_letter);
}

bool parse_time(const TimeTables& tables, const ValueInput& input, std::uint32_t token, ValueMention& out) {
  const TimeScan scan(tables, input, token);
  const TimeToken& first = scan[0];
  if (first.digits == 0 && first.code == 0 && first.hit_count == 0 && !(first.begin[0] >= '0' && first.begin[0] <= '9')) return false;
  if (!worth_trying(scan)) return false;
  const TimeCursor start(scan, 0);
  TimeReading best;
  std::uint32_t end = 0;
  for (const TimeGrammar grammar : grammars) {
    TimeCursor at = start;
    TimeReading reading;
    if (!scan.at_start(grammar, at, reading) || at.place() <= end || !fits_context(scan, at.place(), reading)) continue;
    end = at.place();
    best = std::move(reading);
  }
  if (end == 0) return false;
  out = ValueMention{};
  out.begin = token;
  out.end = token + end;
  out.type = best.type;
  out.time = std::move(best.first);
  out.time_end = std::move(best.second);
  if (out.time.mod.empty()) out.time.mod = std::move(best.mod);
  out.value.quant = std::move(best.quant);
  out.value.freq = std::move(best.freq);
  out.grammar = grammar_id(best.type);
  anchor_time(out, {}, {}, TimeDirection::unknown);
  return true;
}

bool month_first_dates(const TextAnalysis& text) {
  std::size_t month_first = 0, day_first = 0;
  for (std::size_t i = 0; i + 4 < text.tokens.size(); ++i) {
    if (text.tokens[i].kind != TokenKind::number || text.tokens[i + 1].kind != TokenKind::punctuation) continue;
    const std::uint32_t begin = text.tokens[i].begin;
    NumericDate date;
    if (!parse_numeric_date(text.text.substr(begin, 24), false, date) || date.two_parts || date.day == 0 || date.ambiguous) continue;
    const std::string_view written = text.text.substr(begin, date.length);
    if (written.size() > 4 && written[4] == '-') continue;
    const int head = written[1] >= '0' && written[1] <= '9' ? (written[0] - '0') * 10 + (written[1] - '0') : written[0] - '0';
    (head == date.month ? month_first : day_first) += 1;
  }
  return month_first > day_first;
}

}  // namespace sluice
