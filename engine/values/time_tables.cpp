#include "values/time_tables.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "text/analyze.hpp"

namespace sluice {

namespace {

constexpr std::array<std::string_view, time_class_count> class_names = {
    "month", "weekday", "weekdays_named", "unit", "season", "day_part", "cardinal", "ordinal", "holiday", "zone",
    "the", "a", "this", "that", "same", "last", "past", "previous", "next", "coming", "following", "current",
    "edge", "mid", "earlier", "later", "edge_noun", "year_end",
    "of", "in", "on", "at", "to", "until", "through", "and", "or", "from", "between", "before", "after", "since", "by",
    "for", "during", "within", "around",
    "comma", "hyphen", "slash", "apostrophe", "dot",
    "ago", "hence", "each", "per", "other", "alternate",
    "about", "less", "more", "another", "vague", "couple", "half", "half_a", "half_word", "quarter_word", "recent", "old",
    "day_word", "tonight", "weak_part", "present", "vague_past", "vague_past_noun", "vague_future",
    "quarter", "fiscal", "year_noun", "year_earlier", "month_earlier", "ended", "year_ended", "century", "decade", "plural_s",
    "ordinal_suffix", "era_bc", "era_ad",
    "am", "pm", "oclock", "hours_mark", "clock_word",
    "times", "times_word", "time_word", "frequency", "weekdays", "duration_word", "overnight", "long", "all", "whole", "filler",
    "code_prefix", "half_year", "fraction", "starting", "dated", "forward", "to_come", "takes", "ends"};

/// By TimeMod.
constexpr std::array<std::string_view, 13> mod_names = {"", "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN",
                                                        "EQUAL_OR_LESS", "EQUAL_OR_MORE", "START", "MID", "END", "APPROX"};

std::optional<std::int32_t> integer(std::string_view text) {
  std::int32_t number = 0;
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return number;
}

std::string_view column(const TsvRow& row, std::size_t i) { return i < row.columns.size() ? row.columns[i] : std::string_view{}; }

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t space = text.find(' ');
    if (space != 0) words.push_back(text.substr(0, space));
    if (space == std::string_view::npos) break;
    text.remove_prefix(space + 1);
  }
  return words;
}

std::optional<HolidayRule> holiday_rule(std::string_view text) {
  HolidayRule rule;
  const std::vector<std::string_view> words = words_of(text);
  if (words.size() == 2 && words[0] == "easter") {
    const auto days = integer(words[1]);
    if (!days) return std::nullopt;
    rule.easter = static_cast<std::int16_t>(*days);
    return rule;
  }
  if ((words.size() == 4 || words.size() == 5) && words[0] == "nth") {
    const auto nth = integer(words[1]), weekday = integer(words[2]), month = integer(words[3]);
    if (!nth || !weekday || !month) return std::nullopt;
    rule.nth = static_cast<std::int8_t>(*nth);
    rule.weekday = static_cast<std::int8_t>(*weekday);
    rule.month = static_cast<std::int8_t>(*month);
    if (words.size() == 5) {
      const auto shift = integer(words[4]);
      if (!shift || *shift < -100 || *shift > 100) return std::nullopt;
      rule.shift = static_cast<std::int16_t>(*shift);
    }
    return rule;
  }
  if (text.size() == 5 && text[2] == '-') {
    const auto month = integer(text.substr(0, 2)), day = integer(text.substr(3));
    if (!month || !day) return std::nullopt;
    rule.month = static_cast<std::int8_t>(*month);
    rule.day = static_cast<std::int8_t>(*day);
    return rule;
  }
  return std::nullopt;
}

/// Whether a word of this class may be the first of a time expression.
bool begins_expression(TimeClass time_class) {
  switch (time_class) {
    case tc_month: case tc_weekday: case tc_weekdays_named: case tc_unit: case tc_season: case tc_day_part: case tc_cardinal: case tc_ordinal:
    case tc_holiday: case tc_the: case tc_a: case tc_this: case tc_that: case tc_same: case tc_last: case tc_past: case tc_previous:
    case tc_next: case tc_coming: case tc_following: case tc_current: case tc_edge: case tc_mid: case tc_earlier: case tc_later:
    case tc_edge_noun: case tc_year_end: case tc_between: case tc_apostrophe: case tc_each: case tc_per: case tc_alternate: case tc_about:
    case tc_less: case tc_more: case tc_another: case tc_vague: case tc_couple: case tc_half: case tc_half_a: case tc_recent:
    case tc_day_word: case tc_tonight: case tc_present: case tc_vague_past: case tc_vague_past_noun: case tc_vague_future: case tc_fiscal:
    case tc_year_earlier: case tc_month_earlier: case tc_decade: case tc_era_ad: case tc_clock_word: case tc_times: case tc_frequency:
    case tc_weekdays: case tc_duration_word: case tc_overnight: case tc_all: case tc_whole: case tc_quarter: case tc_year_noun:
    case tc_half_year: case tc_around: case tc_code_prefix: case tc_fraction:
      return true;
    default:
      return false;
  }
}

/// Whether a word of this class makes an expression of time out of the words around it.
bool is_core(TimeClass time_class) {
  switch (time_class) {
    case tc_month: case tc_weekday: case tc_weekdays_named: case tc_unit: case tc_season: case tc_day_part: case tc_holiday:
    case tc_day_word: case tc_tonight: case tc_quarter: case tc_half_word: case tc_half_year: case tc_century: case tc_decade:
    case tc_present: case tc_vague_past: case tc_year_earlier: case tc_month_earlier: case tc_am: case tc_pm: case tc_oclock:
    case tc_hours_mark: case tc_clock_word: case tc_zone: case tc_times_word: case tc_times: case tc_plural_s: case tc_ordinal_suffix:
    case tc_frequency: case tc_weekdays: case tc_duration_word: case tc_era_bc: case tc_era_ad: case tc_code_prefix: case tc_year_end:
    case tc_vague_future: case tc_vague_past_noun: case tc_apostrophe:
      return true;
    default:
      return false;
  }
}

/// The lists that have one class, and the one where a column names it.
struct TimeList { std::string_view name; TimeClass time_class; };
constexpr TimeList time_lists[] = {
    {"months", tc_month}, {"weekdays", tc_weekday}, {"time_units", tc_unit}, {"seasons", tc_season}, {"day_parts", tc_day_part},
    {"time_numbers", tc_cardinal}, {"time_ordinals", tc_ordinal}, {"holidays", tc_holiday}, {"time_zones", tc_zone},
    {"time_words", tc_none}};

}  // namespace

std::string_view mod_text(TimeMod mod) { return mod_names[static_cast<std::size_t>(mod)]; }

TimeMod mod_of(std::string_view text) {
  const auto found = std::find(mod_names.begin(), mod_names.end(), text);
  return found == mod_names.end() ? TimeMod::none : static_cast<TimeMod>(found - mod_names.begin());
}

void TimeTables::compile(const Pack& pack, LexiconBuilder& lexicon, Symbols&, Diagnostics& diagnostics) {
  for (const TimeList& list : time_lists) {
    const std::string name = "values/" + std::string(list.name);
    const std::string path = name + ".tsv";
    const std::string* bytes = pack.find(path);
    if (bytes == nullptr) continue;
    // A word may stand in several classes, and a list holds each word once: each class is a list of its own.
    std::map<TimeClass, std::pair<ListSource, std::vector<TimeEntry>>> classes;
    for (const TsvRow& row : parse_tsv(*bytes)) {
      const auto wrong = [&](std::string message) {
        diagnostics.push_back({Severity::error, "D110", std::move(message), "see the comment at the head of the file", path, row.line, 1});
      };
      std::string problem;
      const TimeEntry entry = read_row(row, list.time_class, problem);
      if (!problem.empty()) wrong(std::move(problem));
      if (entry.time_class == tc_none) continue;
      auto& [source, entries] = classes[entry.time_class];
      std::vector<std::string> phrases = phrase_alternatives(column(row, 0));
      for (const std::string& phrase : phrases) mark(lexicon, entry.time_class, phrase);
      source.inline_entries.push_back({std::move(phrases), {}, row.line});
      entries.push_back(entry);
    }
    for (auto& [time_class, list_of_class] : classes) {
      auto& [source, entries] = list_of_class;
      source.name = name + '/' + std::string(class_names[time_class]);
      source.declared_in = path;
      const ListId id = lexicon.add_list(pack, source, diagnostics);
      if (first_row_.size() <= id) first_row_.resize(std::size_t{id} + 1, none);
      first_row_[id] = static_cast<std::uint32_t>(entries_.size());
      entries_.insert(entries_.end(), entries.begin(), entries.end());
    }
  }
}

void TimeTables::mark(LexiconBuilder& lexicon, TimeClass time_class, std::string_view phrase) {
  std::vector<Token> tokens;
  tokenize(phrase, 0, tokens);
  // Of a phrase the last word tells: "at the moment".
  std::size_t telling = tokens.size();
  while (telling > 1 && tokens[telling - 1].kind != TokenKind::word) --telling;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const FoldId fold = lexicon.intern(phrase.substr(tokens[i].begin, tokens[i].end - tokens[i].begin));
    if (fold >= marks_.size()) marks_.resize(fold + 1, 0);
    std::uint8_t bits = tm_word;
    if (i == 0 && tokens.size() > 1) bits |= tm_heads;
    if (i == 0 && begins_expression(time_class)) bits |= tm_begins;
    if (i + 1 == telling && is_core(time_class)) bits |= tm_core;
    if (time_class == tc_cardinal) bits |= tm_number;
    marks_[fold] = static_cast<std::uint8_t>(marks_[fold] | bits);
  }
}

TimeEntry TimeTables::read_row(const TsvRow& row, TimeClass list_class, std::string& problem) {
  TimeEntry entry;
  entry.time_class = list_class;
  std::string_view value = column(row, list_class == tc_none ? 2 : 1);
  if (list_class == tc_none) {
    const auto found = std::find(class_names.begin(), class_names.end(), column(row, 1));
    if (found == class_names.end()) problem = "unknown class of time words '" + std::string(column(row, 1)) + "'";
    else entry.time_class = static_cast<TimeClass>(found - class_names.begin());
  }
  for (std::size_t i = 2; i < row.columns.size(); ++i) {
    if (row.columns[i] == "weak") entry.weak = true;
    if (row.columns[i] == "many") entry.many = true;
    if (row.columns[i] == "plural") entry.many = true, entry.time_class = tc_weekdays_named;
  }
  if (entry.time_class == tc_cardinal) {
    entry.kind = value == "ten" ? 'n' : value.empty() ? '\0' : value.front();
    value = column(row, 2);
  }
  if (entry.time_class == tc_holiday) {
    const auto rule = holiday_rule(value);
    if (!rule) problem = "cannot read when this day is: '" + std::string(value) + "'";
    entry.number = static_cast<std::int32_t>(holidays_.size());
    holidays_.push_back(rule.value_or(HolidayRule{}));
    return entry;
  }
  if (value.size() >= sizeof entry.text) problem = "value too long: '" + std::string(value) + "'";
  else std::copy(value.begin(), value.end(), entry.text);
  const auto number = integer(value);
  entry.number = number.value_or(0);
  entry.mod = mod_of(value);
  const bool number_wanted = entry.time_class == tc_month || entry.time_class == tc_weekday || entry.time_class == tc_cardinal ||
                             entry.time_class == tc_ordinal;
  if (number_wanted && !number) problem = "a number is missing";
  if (entry.time_class == tc_code_prefix)
    for (const std::string& phrase : phrase_alternatives(column(row, 0))) {
      Prefix prefix;
      if (phrase.size() < sizeof prefix.text) std::copy(phrase.begin(), phrase.end(), prefix.text);
      prefix.code = entry.text[0];
      prefixes_.push_back(prefix);
    }
  return entry;
}

char TimeTables::code_of(std::string_view prefix) const {
  for (const Prefix& known : prefixes_)
    if (prefix == known.text) return known.code;
  return 0;
}

}  // namespace sluice
