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
#include "values/time_value.hpp"

namespace sluice {

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
  std::string_view locale_hint;           ///< `mdy` where the document writes the month before the day in digits, else empty
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
