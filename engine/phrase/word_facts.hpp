// What the phrase stage asks of a word without its context, put together once for each distinct word.
#ifndef SLUICE_PHRASE_WORD_FACTS_HPP
#define SLUICE_PHRASE_WORD_FACTS_HPP

#include <cstdint>
#include <vector>

#include "lexicon/analysis.hpp"
#include "phrase/tables.hpp"

namespace sluice::phrase {

/// What a word is in its sentence.
enum class Tag : std::uint8_t {
  open,          ///< not settled yet: noun, verb, adjective or adverb
  noun, name, value, time, number, determiner, possessive, pronoun, adjective, adverb,
  preposition, to, particle, verb, auxiliary, modal, negation,
  coordinator, subordinator, relative, marker,   // marker: 's and ' behind a noun
  comma, quote_open, quote_close, bracket_open, bracket_close, dash, colon, semicolon, stop, other,
};

/// Form in which a verb stands, once settled.
enum class Form : std::uint8_t { none, base, present, ing, past, participle };
inline constexpr std::size_t form_count = 6;

/// Marks that take their role from what stands around them.
enum class Mark : std::uint8_t { none, straight_quote, short_dash, long_dash, apostrophe };

struct WordFacts {
  FoldId fold = no_fold;
  FoldId noun = no_fold;          ///< the singular where there is one, else the word
  std::uint32_t classes = 0;      ///< WordClass
  std::uint32_t flags = 0;        ///< PhraseFlag
  FoldId lemmas[form_count] = {no_fold, no_fold, no_fold, no_fold, no_fold, no_fold};  ///< the reading that fits each Form best
  std::uint8_t forms = 0;         ///< VerbFormBit of all readings
  Tag punctuation = Tag::other;   ///< of a mark with one role
  Tag tag = Tag::open;            ///< of a word, before its context is seen
  Mark mark = Mark::none;
  bool plural : 1 = false;
  bool capital : 1 = false;
  bool other_past : 1 = false;    ///< a reading is a past form and no base form
  bool past_only : 1 = false;     ///< a reading is a past form and no other: fell, took
  bool ing_only : 1 = false;      ///< a reading is a form in -ing and no other
  bool minus : 1 = false;         ///< "-"
  bool hyphen : 1 = false;        ///< "-" or another hyphen
  bool before_nt : 1 = false;     ///< a modal before n't alone: "ca"
  bool plain : 1 = false;         ///< noun, verb, adjective or adverb in -ly, whatever stands around it
  bool multiple : 1 = false;      ///< a verb form in -ed: "doubled" where a grammar reads a number
  std::uint16_t prepositions_begin = 0;  ///< entries of the preposition table that it is the first word of
  std::uint16_t prepositions_count = 0;
};

/// Facts by word id; grows with the cache that it follows, and starts anew with it.
class WordFactTable {
 public:
  /// Brings the table up to the words that the cache has.
  void follow(const PhraseTables::Tables& tables, const WordCache& words);
  [[nodiscard]] const WordFacts& operator[](std::uint32_t word) const { return facts_[word]; }

 private:
  std::vector<WordFacts> facts_;
  const WordCache* words_ = nullptr;
  std::uint64_t generation_ = 0;
};

}  // namespace sluice::phrase

#endif
