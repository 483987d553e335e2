// The words of time expressions, compiled: which class each list entry has (month, unit, `ago` ...) and its value.
// rules/values/time_words.tsv names the classes; the grammars in grammars/ use them as terminals.
#ifndef SLUICE_VALUES_TIME_TABLES_HPP
#define SLUICE_VALUES_TIME_TABLES_HPP

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/archive.hpp"
#include "lexicon/lattice.hpp"
#include "lexicon/lexicon.hpp"
#include "lexicon/pack.hpp"
#include "values/time_value.hpp"

namespace sluice {

/// What a word may be in a time expression. The names in the class column of time_words.tsv are these without `tc_`.
enum TimeClass : std::uint8_t {
  tc_month, tc_weekday, tc_weekdays_named, tc_unit, tc_season, tc_day_part, tc_cardinal, tc_ordinal, tc_holiday, tc_zone,
  tc_the, tc_a, tc_this, tc_that, tc_same, tc_last, tc_past, tc_previous, tc_next, tc_coming, tc_following, tc_current,
  tc_edge, tc_mid, tc_earlier, tc_later, tc_edge_noun, tc_year_end,
  tc_of, tc_in, tc_on, tc_at, tc_to, tc_until, tc_through, tc_and, tc_or, tc_from, tc_between, tc_before, tc_after, tc_since, tc_by,
  tc_for, tc_during, tc_within, tc_around,
  tc_comma, tc_hyphen, tc_slash, tc_apostrophe, tc_dot,
  tc_ago, tc_hence, tc_each, tc_per, tc_other, tc_alternate,
  tc_about, tc_less, tc_more, tc_another, tc_vague, tc_couple, tc_half, tc_half_a, tc_half_word, tc_quarter_word, tc_recent, tc_old,
  tc_day_word, tc_tonight, tc_weak_part, tc_present, tc_vague_past, tc_vague_past_noun, tc_vague_future,
  tc_quarter, tc_fiscal, tc_year_noun, tc_year_earlier, tc_month_earlier, tc_ended, tc_year_ended, tc_century, tc_decade, tc_plural_s,
  tc_ordinal_suffix, tc_era_bc, tc_era_ad,
  tc_am, tc_pm, tc_oclock, tc_hours_mark, tc_clock_word,
  tc_times, tc_times_word, tc_time_word, tc_frequency, tc_weekdays, tc_duration_word, tc_overnight, tc_long, tc_all, tc_whole, tc_filler,
  tc_code_prefix, tc_half_year, tc_fraction, tc_starting, tc_dated, tc_forward, tc_to_come, tc_takes, tc_ends,
  time_class_count,
  tc_none = 0xFF
};

/// One list entry. `text` is the value column as written (a TIMEX code, a mod), `number` the same as a number where it is one.
struct TimeEntry {
  TimeClass time_class = tc_none;
  bool weak = false;        ///< counts only beside other words of time
  bool many = false;        ///< a plural
  char kind = 0;            ///< of a cardinal: unit, teen, ten, hundred, thousand, dozen by first letter (`n` for ten)
  TimeMod mod = TimeMod::none;   ///< where `text` is one
  char pad[3] = {};
  std::int32_t number = 0;
  char text[16] = {};       ///< zero-ended

  [[nodiscard]] std::string_view view() const { return text; }
};

/// What is known of a word, whatever its case, before its entries are looked at: enough to pass over nearly all words.
enum TimeMark : std::uint16_t {
  tm_word = 1,      ///< stands in some entry
  tm_begins = 2,    ///< an expression may begin with it
  tm_core = 4,      ///< it can make an expression of the words around it: a month, a unit, but not `ago`
  tm_heads = 8,     ///< the first of an entry of two or more words
  tm_number = 16,   ///< a number word: two of them may be a year
  // By the letters of the word, in TimeWords alone:
  tm_may_begin = 32,   ///< an expression may begin with it: digits, codes, tm_begins
  tm_code = 64,        ///< written as Q3 and FY2024 are
  tm_year = 128,       ///< four digits that may be a year by themselves
  tm_dotted = 256,     ///< digits with two points and more: 16.10.2024
};

/// When a holiday is: month and day, the nth weekday of a month, or days from Easter Sunday.
struct HolidayRule {
  std::int16_t easter = no_easter;
  std::int8_t month = 0, day = 0, weekday = 0, nth = 0;
  std::int16_t shift = 0;   ///< days behind the nth weekday
  static constexpr std::int16_t no_easter = 0x7FFF;
};

/// Immutable after `compile`; shared by threads.
class TimeTables {
 public:
  /// Reads rules/values/{months,weekdays,...}.tsv from the pack and adds the words of each class as a list
  /// `values/NAME/CLASS`. A file that the pack does not
  /// have adds nothing; a row that cannot be read is a diagnostic.
  void compile(const Pack& pack, LexiconBuilder& lexicon, Symbols& symbols, Diagnostics& diagnostics);

  /// Entries of one list row (a word may have several classes); empty for lists of others.
  [[nodiscard]] const TimeEntry* entry(ListHit hit) const {
    if (hit.list >= first_row_.size() || first_row_[hit.list] == none) return nullptr;
    const std::size_t row = std::size_t{first_row_[hit.list]} + hit.row;
    return row < entries_.size() ? &entries_[row] : nullptr;
  }
  [[nodiscard]] const HolidayRule& holiday(const TimeEntry& entry) const { return holidays_[static_cast<std::size_t>(entry.number)]; }
  /// TimeMark bits of a word: the union over its spellings and over the entries that it stands in.
  [[nodiscard]] std::uint8_t marks(FoldId fold) const { return fold < marks_.size() ? marks_[fold] : std::uint8_t{0}; }

  template <class A>
  void archive(A& a) { a(first_row_, entries_, holidays_, prefixes_, marks_); }

  /// The code behind a prefix of coded periods: `Q` for "Q" and "CQ", `F` for "FY"; 0 where it is none.
  [[nodiscard]] char code_of(std::string_view prefix) const;

 private:
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  void mark(LexiconBuilder& lexicon, TimeClass time_class, std::string_view phrase);
  TimeEntry read_row(const TsvRow& row, TimeClass list_class, std::string& problem);

  struct Prefix { char text[4] = {}; char code = 0; char pad[3] = {}; };
  std::vector<std::uint32_t> first_row_;   ///< by list id
  std::vector<TimeEntry> entries_;
  std::vector<HolidayRule> holidays_;
  std::vector<Prefix> prefixes_;
  std::vector<std::uint8_t> marks_;        ///< TimeMark bits by FoldId
};

}  // namespace sluice

#endif
