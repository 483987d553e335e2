// Distinct words of the texts read so far, analysed once each, and the phrase lists found over a token sequence.
#ifndef SLUICE_LEXICON_WORDS_HPP
#define SLUICE_LEXICON_WORDS_HPP

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "lexicon/lexicon.hpp"
#include "text/token.hpp"

namespace sluice {

/// All that is known of one distinct surface form.
struct Word {
  FoldId fold = no_fold;          ///< vocabulary id of the folded form; no_fold for words that no rule, list or table knows
  FoldId noun = no_fold;          ///< vocabulary id of the singular, where the word may be a noun that the vocabulary knows
  std::uint32_t classes = 0;      ///< WordClass bits, those of the suffix rules included
  std::uint32_t shape = 0;        ///< WordShape bits
  std::uint32_t verbs_begin = 0;  ///< readings as a verb: Lexicon::verbs(fold)
  std::uint16_t verbs_count = 0;
  bool plural = false;            ///< looks like, or is listed as, a plural noun
  bool starts_phrase = false;     ///< some phrase of two or more words, or a single-word entry, may start here
  std::uint32_t fold_hash = 0;    ///< of the folded form: the same for all spellings of one word in whatever case
  std::uint32_t symbol = 0;       ///< id of its set of rule tests in this cache: equal sets, equal ids, counted from 0
  std::uint32_t hits_begin = 0;   ///< lists that the word alone is in: WordCache::hits(word)
  std::uint32_t hits_count = 0;
};

struct PhraseHit;
struct ListReading;
class Lattice;

/// What becomes of a list's entries in a text: edges with a symbol, hits for the value stage, both or neither.
struct ListUse {
  SymbolId symbol = no_symbol;
  bool hits = true;
};

/// Grows with the number of distinct words up to a bound, then starts anew (between documents only). Ids depend on what was read
/// before, so no result may depend on an id. One for each thread.
class WordCache {
 public:
  /// `uses`: by ListId; a list behind its end has hits and no edges. Must outlive the cache.
  explicit WordCache(const Lexicon& lexicon, std::span<const ListUse> uses = {});
  ~WordCache();
  WordCache(WordCache&&) noexcept;

  /// Called before each document; forgets everything when the bound is passed. True when it did.
  bool begin_document();
  /// Counts how often everything was forgotten: ids of one generation mean the same words.
  [[nodiscard]] std::uint64_t generation() const { return generation_; }
  /// Sets Token::word of every token.
  void look_up(std::string_view text, std::span<Token> tokens);
  /// What tells the tests that rules ask of a token: its word's symbol, and whether it begins a sentence.
  void test_keys(std::span<const Token> tokens, std::vector<std::uint32_t>& out) const;
  /// Id of one surface form.
  std::uint32_t id(std::string_view surface);

  [[nodiscard]] const Word& operator[](std::uint32_t id) const { return words_[id]; }
  /// Ids are 0 ... size() - 1.
  [[nodiscard]] std::size_t size() const { return words_.size(); }
  [[nodiscard]] std::string_view surface(std::uint32_t id) const;
  [[nodiscard]] std::string_view folded(std::uint32_t id) const;
  [[nodiscard]] std::span<const ListHit> hits(const Word& word) const;
  [[nodiscard]] std::span<const VerbAnalysis> verbs(const Word& word) const;
  /// The verb reading with this lemma, or null.
  [[nodiscard]] const VerbAnalysis* verb(const Word& word, FoldId lemma) const;
  /// Whether the words behind symbol `symbol` pass test `test`.
  [[nodiscard]] bool passes(std::uint32_t symbol, std::uint32_t test) const;
  /// The bits of a symbol's test set, 64 tests a word.
  [[nodiscard]] std::span<const std::uint64_t> test_bits(std::uint32_t symbol) const;
  [[nodiscard]] std::uint32_t symbol_count() const;
  [[nodiscard]] const Lexicon& lexicon() const { return *lexicon_; }

 private:
  friend void find_phrases(const WordCache& words, const TextAnalysis& text, std::vector<PhraseHit>& out);
  friend void read_lists(const WordCache& words, const TextAnalysis& text, std::vector<PhraseHit>& hits, Lattice& lattice);

  const Lexicon* lexicon_;
  std::vector<Word> words_;
  std::uint64_t generation_ = 0;
  struct State;
  std::unique_ptr<State> state_;

  ListReading list_reading(const Word& word, std::uint32_t state);
};

/// An entry of a word list found in the text, tokens [begin, end).
struct PhraseHit {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  ListHit entry;
};

/// Appends every list entry in the tokens, single words and phrases, nested and overlapping ones too, ordered by begin, then end.
/// Case: an entry's token in lower case fits any case, a capitalised one fits a token that begins with a capital, one of two or more
/// capitals fits capitals alone. Phrases do not run over a sentence's end. Linear: an entry has at most 12 tokens.
void find_phrases(const WordCache& words, const TextAnalysis& text, std::vector<PhraseHit>& out);
/// The same by comparing each list entry at each place, for tests.
void find_phrases_plain(const Lexicon& lexicon, const WordCache& words, const TextAnalysis& text, std::vector<PhraseHit>& out);

}  // namespace sluice

#endif
