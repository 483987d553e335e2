// Values in text: numbers, money, measures and time expressions, found by the grammars and given their exact meaning.
#ifndef SLUICE_VALUES_VALUES_HPP
#define SLUICE_VALUES_VALUES_HPP

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/archive.hpp"
#include "lexicon/lattice.hpp"
#include "lexicon/lexicon.hpp"
#include "lexicon/words.hpp"
#include "sluice/value.hpp"
#include "text/token.hpp"

namespace sluice {

/// A time expression before it is anchored: what the grammar read, without the document's date. Written by grammars/, read by
/// values/calendar. `kind` says which fields count.
struct TimeExpression {
  enum Kind : std::uint8_t {
    none,
    absolute,      ///< `timex` is final already: 2024-10-16, PRESENT_REF, P2Y, 197, FY2024
    partial,       ///< a date by its parts: year, month, day, weekday, season, quarter, half. What is missing before them is found from
                   ///< the anchor, by `direction` or else by tense. `unit` with `count` adds: W the count-th week of the month or year, N the
                   ///< count-th `weekday` of the month (-1 the last), P days from Easter Sunday; T the decade of `year`
    relative,      ///< `count` x `unit` from the anchor: "three weeks ago", "last year" (-1 year), "this month" (0), "tomorrow". Parts set
                   ///< beside lie inside: "the third quarter of last year" is -1 year with quarter 3
    following,     ///< like relative, but counted from the last date mentioned: "two days later", "a year earlier"
  };
  Kind kind = none;
  std::int8_t direction = 0;     ///< -1 last/previous/past, 0 unmarked, +1 next/coming, 2 this
  char unit = 0;                 ///< granularity: Y year, Q quarter, H half, S season, M month, W week, E weekend, D day, h m s, C century, T decade
  std::int32_t count = 0;
  std::int32_t year = 0;         ///< 0: none
  std::int8_t month = 0, day = 0, weekday = 0;  ///< 1-12, 1-31, 1 (Monday) - 7; 0: none
  std::int8_t quarter = 0, half = 0;
  char season[3] = {0, 0, 0};    ///< SP SU FA WI
  bool fiscal = false;
  std::int8_t hour = -1, minute = -1, second = -1;
  char day_part[3] = {0, 0, 0};  ///< MO AF EV NI MI
  std::string zone;              ///< UTC offset or Z behind a clock time, in TIMEX form
  std::string timex;             ///< for `absolute`
  std::string mod;               ///< START MID END APPROX ...
};

/// One value over tokens [begin, end).
struct ValueMention {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  SymbolId type = sy_number;        ///< one of sy_number ... sy_set
  SymbolId dimension = no_symbol;   ///< of a quantity: the symbol of `Mass`, `Energy` ...; sy_count for counted nouns
  Value value;                      ///< complete for amounts; `timex` is filled by anchoring for times that need it
  TimeExpression time;              ///< kind none for amounts
  TimeExpression time_end;          ///< the second end of an interval, kind none where it is none. A `following` first end is counted from it
  std::string_view grammar;         ///< rule id: `grammar.money`; static storage
};

/// Units, currencies, scales, number and calendar words, modifiers: rules/values/*.tsv compiled. Immutable, shared by threads.
class ValueTables {
 public:
  ValueTables();
  ~ValueTables();
  ValueTables(ValueTables&&) noexcept;
  ValueTables& operator=(ValueTables&&) noexcept;

  /// Reads the tables, adds their phrases to the lexicon as lists, and their dimensions to the symbols.
  void compile(const Pack& pack, LexiconBuilder& lexicon, Symbols& symbols, Diagnostics& diagnostics);

  void archive(ArchiveWriter& a);
  void archive(ArchiveReader& a);

  struct Tables;   ///< defined in values/tables.hpp, for values/ and grammars/ alone
  [[nodiscard]] const Tables& tables() const { return *tables_; }

 private:
  std::unique_ptr<Tables> tables_;
};

/// What the value stage reads.
struct ValueInput {
  const TextAnalysis& text;
  const WordCache& words;
  const std::vector<PhraseHit>& phrases;  ///< by begin
  std::string_view locale_hint;           ///< reserved: empty
};

/// Reads the values of one document after another. One for each thread: it keeps what it has learnt of each distinct word of one
/// WordCache. The tables must outlive it.
class ValueReader {
 public:
  explicit ValueReader(const ValueTables& tables);
  ~ValueReader();
  ValueReader(ValueReader&&) noexcept;

  /// Called where the WordCache has started anew (WordCache::begin_document).
  void forget_words();
  /// Appends every value in the document, in order, not overlapping (but a `set` such as "a year" may follow a quantity directly,
  /// and a `quantity` may hold no other value). Looks closer only at tokens that can begin a value. Linear.
  void read(const ValueInput& input, std::vector<ValueMention>& out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The same for a single text.
void find_values(const ValueTables& tables, const ValueInput& input, std::vector<ValueMention>& out);

/// Tense of the verb that a date modifies, for bare weekdays and months.
enum class TimeDirection : std::uint8_t { unknown, past, present, future };

/// Gives `mention.value.timex` (and `mod`) its anchored form. `document_date` and `last_date` are ISO dates or empty (then what
/// cannot be settled stays partial: XXXX-10). `last_date` is the date mentioned before this one.
void anchor_time(ValueMention& mention, std::string_view document_date, std::string_view last_date, TimeDirection tense);

}  // namespace sluice

#endif
