// Number words, scales, units, currencies and modifiers, compiled from rules/values/*.tsv. Immutable, shared by threads.
#ifndef SLUICE_VALUES_QUANTITY_TABLES_HPP
#define SLUICE_VALUES_QUANTITY_TABLES_HPP

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/archive.hpp"
#include "lexicon/lattice.hpp"
#include "lexicon/lexicon.hpp"
#include "lexicon/pack.hpp"
#include "sluice/decimal.hpp"
#include "sluice/diagnostic.hpp"

namespace sluice {

/// What a word or phrase may be inside an amount. One phrase may have several readings (`m`: million, metre).
enum class AmountRole : std::uint8_t {
  zero, digit, teen, ten,     ///< number words below a hundred
  hundred, scale, dozen,      ///< multipliers
  half,
  ordinal_digit, ordinal_teen, ordinal_ten, ordinal_scale,
  part_digit, part_teen, part_ten, part_scale,  ///< plural denominators: thirds, hundredths; `half` and `quarter` too
  article, conjunction, point, minus, over,
  scale_symbol,               ///< bn, m, k: behind digits
  currency, minor_currency,   ///< words and signs of money
  unit,
  percent, percent_points, basis_points,
  before, after,              ///< modifiers by their side
  between, range_word,        ///< "between", "to"
  per,                        ///< "a", "per", "each" before the denominator of a rate
  designator,                 ///< a noun whose number is a name: Article 50, Phase 2
  score_word,                 ///< a word beside which 2-1 is a score
  noun,                       ///< a counted noun whose singular is `text`
  plain_before,               ///< before a bare C or F that is a temperature
  not_half,                   ///< before a half that is no fraction: the second half, in half
  evidence, dateline,         ///< words and towns that speak for a currency
  precious,                   ///< near it an ounce is a troy ounce
  warmth,                     ///< near it degrees are of temperature
  american, british, metric,  ///< towns of a dateline, by the units that are used there
  figures,                    ///< "all figures in Canadian dollars" is about the document's money
  times,                      ///< 3 x 4 m
  ratio_word,                 ///< near it 3:1 is a number
  multiple,                   ///< threefold
  fold,                       ///< behind a number: 20-fold
  street,                     ///< behind a house number: 10 Downing Street
  change,                     ///< a word of change: "up 3 pounds to 40 pounds" is a step and a level
  extent,                     ///< behind an ambiguous unit that is one: 2 in thick
};

/// Bits of AmountReading::flags.
enum AmountFlag : std::uint8_t {
  af_exact_case = 1,    ///< fits only when the text's letters are those of `surface`
  af_money_only = 2,    ///< a scale that counts only beside a currency
  af_glued = 4,         ///< fits only when it stands against the number
  af_weak = 8,          ///< also a common word or another sign; wants support from the context
  af_denominator = 16,  ///< a unit that stands only under a slash or behind "per"
  af_prefix = 32,       ///< a currency sign that stands before its amount
  af_named = 64,        ///< a unit's written-out name, not its symbol
};

struct AmountReading {
  AmountRole role = AmountRole::digit;
  std::uint8_t flags = 0;
  std::uint16_t shared = 0;    ///< of a currency: 1 where another stands before it for the same sign, which is read in its place
  std::uint32_t index = 0;     ///< number, unit, currency or modifier record
  std::uint32_t surface = 0;   ///< index into texts; counts with af_exact_case
};

/// What a distinct word may do in a value.
enum ValueWordFlag : std::uint16_t {
  vw_time = 1,       ///< a time expression may begin with it
  vw_amount = 2,     ///< an amount may begin with it
  vw_article = 4,    ///< an amount may begin with it where a word with vw_multiple follows: a | million
  vw_multiple = 8,
  vw_sign = 16,      ///< an amount may begin with it where it stands against a number: -5, .5
  vw_bound = 32,     ///< a bound before an amount may begin with it: over, more than
  vw_entry = 64,     ///< some entry of the amount tables may begin with it
  vw_sign_head = 128,  ///< an amount may begin with it where a currency sign follows: A | $
  vw_bound_end = 256,  ///< a bound before an amount may end with it: more than, at least
};

/// The flags of a word that has this reading.
[[nodiscard]] std::uint16_t word_flags(const AmountReading& reading);

/// A unit of measure: amount_si = (amount + offset) x numerator / denominator, in the dimension's SI unit.
struct UnitRecord {
  std::string ucum;
  std::uint32_t dimension = 0;
  Decimal numerator{1}, denominator{1}, offset;
  bool rate = false;           ///< fused with its denominator: b/d, Mtpa; the part behind the slash is the rate

  template <class A>
  void archive(A& a) {
    a(ucum, dimension, numerator, denominator, offset, rate);
  }
};

struct DimensionRecord {
  std::string name;            ///< lower case
  std::string si_unit;
  SymbolId symbol = no_symbol;
  std::string over;            ///< dimension under the slash, where this one is a quotient: speed = length / time
  std::string under;           ///< and the one above it

  template <class A>
  void archive(A& a) {
    a(name, si_unit, symbol, over, under);
  }
};

struct CurrencyRecord {
  std::string code;
  std::int32_t minor_power = -2;             ///< a minor unit is 10^minor_power of the currency
  std::string evidence;                      ///< the word that speaks for it where a sign or name is shared

  template <class A>
  void archive(A& a) {
    a(code, minor_power, evidence);
  }
};

class QuantityTables {
 public:
  /// Reads rules/values/ and adds one list, `values/amounts`, whose rows lead to the readings here.
  void compile(const Pack& pack, LexiconBuilder& lexicon, Symbols& symbols, Diagnostics& diagnostics);

  template <class A>
  void archive(A& a) {
    a(list_, rows_, readings_, signs_, numbers_, units_, dimensions_, currencies_, texts_, phrase_flags_, contexts_);
  }

  [[nodiscard]] ListId list() const { return list_; }
  [[nodiscard]] std::span<const AmountReading> readings(std::uint32_t row) const {
    return {readings_.data() + rows_[row], readings_.data() + rows_[row + 1]};
  }
  [[nodiscard]] const Decimal& number(std::uint32_t index) const { return numbers_[index]; }
  [[nodiscard]] const UnitRecord& unit(std::uint32_t index) const { return units_[index]; }
  [[nodiscard]] const DimensionRecord& dimension(std::uint32_t index) const { return dimensions_[index]; }
  [[nodiscard]] const CurrencyRecord& currency(std::uint32_t index) const { return currencies_[index]; }
  /// What else a unit may mean: an ounce is a troy ounce near precious metals, a ton is metric behind a dateline of such a country.
  struct UnitContext {
    std::uint32_t unit = 0;
    AmountRole near = AmountRole::precious;    ///< a word of this role stands in the sentence, or in the dateline
    AmountRole dateline = AmountRole::precious;  ///< and, where it is another role, one of this in the dateline
    std::uint32_t other = 0;
  };
  [[nodiscard]] const std::vector<UnitContext>& unit_contexts() const { return contexts_; }
  [[nodiscard]] std::size_t currency_count() const { return currencies_.size(); }
  [[nodiscard]] std::size_t unit_count() const { return units_.size(); }
  [[nodiscard]] std::string_view text(std::uint32_t index) const { return texts_[index]; }
  /// Whether letters are as the reading wants them.
  [[nodiscard]] bool fits(const AmountReading& reading, std::string_view letters) const;
  /// ValueWordFlag bits of a word by the phrases of two words and more that it may begin, or end "a ..." of.
  [[nodiscard]] std::uint16_t phrase_flags(FoldId fold) const { return static_cast<std::uint16_t>(word_bits(fold)); }
  /// Whether the number behind this abbreviation is a name: No. 10, Fig. 2.
  [[nodiscard]] bool names_number(FoldId fold) const { return (word_bits(fold) & names_number_flag) != 0; }
  /// The currency sign or code that is spelled so, or null.
  [[nodiscard]] const AmountReading* sign(std::string_view text) const;
  /// The dimension that is `above` / `below`, or no_dimension.
  [[nodiscard]] std::uint32_t quotient(std::uint32_t above, std::uint32_t below) const;
  static constexpr std::uint32_t no_dimension = 0xFFFFFFFF;

 private:
  ListId list_ = no_list;
  std::vector<std::uint32_t> rows_;          ///< first reading of each row of the list, and one past the last
  std::vector<AmountReading> readings_;
  std::vector<AmountReading> signs_;         ///< currency signs and codes of letters, by text: USD115 is one token
  std::vector<Decimal> numbers_;
  std::vector<UnitRecord> units_;
  std::vector<DimensionRecord> dimensions_;
  std::vector<CurrencyRecord> currencies_;
  std::vector<std::string> texts_;
  struct PhraseWord {
    FoldId fold = no_fold;
    std::uint32_t flags = 0;
  };
  std::vector<UnitContext> contexts_;
  std::vector<PhraseWord> phrase_flags_;     ///< by fold

  static constexpr std::uint32_t names_number_flag = 1u << 16;
  [[nodiscard]] std::uint32_t word_bits(FoldId fold) const;

  friend class QuantityCompiler;
};

}  // namespace sluice

#endif
