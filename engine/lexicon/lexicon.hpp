// The compiled lexicon: vocabulary, closed-class words, verb and noun forms, word lists with their phrase trie, and the word tests
// that rules ask. Immutable after compilation; everything that changes while reading lives in a WordCache.
#ifndef SLUICE_LEXICON_LEXICON_HPP
#define SLUICE_LEXICON_LEXICON_HPP

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/archive.hpp"
#include "lexicon/pack.hpp"
#include "sluice/diagnostic.hpp"

namespace sluice {

/// Id of a case-folded word in the compiled vocabulary.
using FoldId = std::uint32_t;
inline constexpr FoldId no_fold = 0xFFFFFFFF;
/// Id of a word list. A list's name is `Country` for `words Country ...`, or the path for those that only the engine reads.
using ListId = std::uint16_t;
inline constexpr ListId no_list = 0xFFFF;

/// Id of what an edge over tokens is: a built-in type, a dimension, a word list, an entity type, a chunk.
using SymbolId = std::uint16_t;
inline constexpr SymbolId no_symbol = 0xFFFF;

/// What a word may be, from rules/grammar/*.tsv; several bits may hold at once (`that`, `up`).
enum WordClass : std::uint32_t {
  wc_determiner = 1u << 0,      ///< the a an this these each every some any no
  wc_possessive = 1u << 1,      ///< my your his her its our their
  wc_pronoun = 1u << 2,         ///< he it they who (also bit wc_relative) this that ...
  wc_relative = 1u << 3,        ///< who whom whose which that where when
  wc_preposition = 1u << 4,
  wc_coordinator = 1u << 5,     ///< and or but nor "&"
  wc_subordinator = 1u << 6,    ///< if unless because although while as since after before when that whether
  wc_conditional = 1u << 7,     ///< if unless provided (opens a condition)
  wc_auxiliary = 1u << 8,       ///< forms of be have do
  wc_modal = 1u << 9,           ///< will would can could may might shall should must
  wc_possible_modal = 1u << 10, ///< could may might can
  wc_negation = 1u << 11,       ///< not n't never no neither nor hardly barely
  wc_adverb = 1u << 12,         ///< listed adverbs and words in -ly that are no listed adjectives
  wc_adjective = 1u << 13,
  wc_particle = 1u << 14,       ///< up out off down over back (may belong to a verb)
  wc_to = 1u << 15,
  wc_be = 1u << 16, wc_have = 1u << 17, wc_do = 1u << 18,
  wc_noun = 1u << 19,           ///< listed common noun (a verb form with this bit is a noun/verb homograph)
  wc_number_word = 1u << 20,    ///< hundred, three, dozen
  wc_quantifier = 1u << 21,     ///< several many few both all half most
  wc_possessive_marker = 1u << 22, ///< 's and ' behind a noun
  wc_feminine = 1u << 23, wc_masculine = 1u << 24, wc_neuter = 1u << 25, wc_plural_pronoun = 1u << 26,
  wc_time_noun = 1u << 27,      ///< year month week day quarter ... of a temporal noun group
};

/// Shape of a word as written.
enum WordShape : std::uint32_t {
  ws_capitalised = 1u << 0,     ///< first letter upper case
  ws_upper = 1u << 1,           ///< all its letters upper case (one letter counts)
  ws_lower = 1u << 2,           ///< all its letters lower case
  ws_digit = 1u << 3,           ///< begins with a digit
  ws_acronym = 1u << 4,         ///< 2 to 8 letters, at least 2 upper case and no lower case but a final s; dots, digits and & allowed: MSP, U.S., G20, R&D
  ws_initial = 1u << 5,         ///< one capital, with or without a dot
  ws_has_letter = 1u << 6,
  ws_mixed = 1u << 7,           ///< a capital behind a lower-case letter: iPhone, McDonald
  ws_alphabetic = 1u << 8,      ///< letters alone
  ws_punctuation = 1u << 9,
};

/// Bits of VerbAnalysis::forms.
enum VerbFormBit : std::uint8_t { vf_base = 1, vf_s = 2, vf_ing = 4, vf_past = 8, vf_participle = 16 };

/// One reading of a word as a verb form: "left" is {leave, past|participle}.
struct VerbAnalysis {
  FoldId lemma = no_fold;
  std::uint8_t forms = 0;
  std::uint8_t pad[3] = {};
};

/// Membership of a word or phrase in a list: `row` counts the list's rows and leads to its value.
struct ListHit {
  ListId list = no_list;
  std::uint16_t pad = 0;
  std::uint32_t row = 0;
};

/// A test of one word that some rule asks; its index is the bit in a word's test set.
struct WordTest {
  enum Kind : std::uint8_t {
    literal,        ///< folded form is `fold`
    exact,          ///< surface is string number `text`
    verb_or_noun,   ///< a form of verb or noun `fold`; `forms` restricts it (0: any verb form, or the noun in any number)
    plural,         ///< a plural of noun `fold`
    shape,          ///< all bits of `mask` in WordShape
    in_list,        ///< the word alone is an entry of list `list`
    regex,          ///< RE2 number `text` matches the whole surface
    word_class,     ///< any bit of `mask` in WordClass
  };
  Kind kind = literal;
  std::uint8_t forms = 0;
  ListId list = no_list;
  std::uint32_t fold = no_fold;
  std::uint32_t mask = 0;
  std::uint32_t text = 0;   ///< index into Lexicon's test strings
};

/// What compilation needs to know of one declared list.
struct ListSource {
  std::string name;                      ///< `Country`
  std::string path;                      ///< TSV in the pack, or empty for an inline list
  /// Of the TSV's rows only those count whose column (1 is the first) compares so; two numbers compare as numbers.
  struct Filter { std::uint32_t column = 2; std::string op; std::string value; };
  std::vector<Filter> filters;
  bool any_case = false;                 ///< entries fit in any case, however they are written
  struct Entry { std::vector<std::string> phrases; std::string value; std::uint32_t line = 0; };
  std::vector<Entry> inline_entries;
  std::string declared_in;               ///< file and line of the declaration, for diagnostics
  std::uint32_t line = 0;
};

class LexiconBuilder;

/// Immutable; shared by threads.
class Lexicon {
 public:
  Lexicon();
  ~Lexicon();
  Lexicon(Lexicon&&) noexcept;
  Lexicon& operator=(Lexicon&&) noexcept;

  /// Vocabulary id of an already folded word, or no_fold.
  [[nodiscard]] FoldId find(std::string_view folded) const;
  [[nodiscard]] std::string_view text(FoldId fold) const;
  [[nodiscard]] std::size_t size() const;

  [[nodiscard]] ListId find_list(std::string_view name) const;
  [[nodiscard]] std::string_view list_name(ListId list) const;
  [[nodiscard]] std::size_t list_count() const;
  /// Value column of a list's row (the empty string where there is none); further columns follow, each behind a TAB.
  [[nodiscard]] std::string_view list_value(ListId list, std::uint32_t row) const;

  /// Readings of a vocabulary word as a verb form.
  [[nodiscard]] std::span<const VerbAnalysis> verbs(FoldId fold) const;
  [[nodiscard]] std::uint32_t classes(FoldId fold) const;   ///< WordClass bits from the tables
  /// True where `lemma` is the base form of a verb in the table.
  [[nodiscard]] bool is_verb_lemma(FoldId lemma) const;

  [[nodiscard]] std::span<const WordTest> tests() const;

  void archive(ArchiveWriter& a);
  void archive(ArchiveReader& a);

  struct Tables;                    ///< defined in lexicon/tables.hpp, for lexicon/ alone
  [[nodiscard]] const Tables& tables() const { return *tables_; }

 private:
  friend class LexiconBuilder;
  std::unique_ptr<Tables> tables_;
};

/// Makes a Lexicon: intern words, add lists and tests, then `build`.
class LexiconBuilder {
 public:
  LexiconBuilder();
  ~LexiconBuilder();

  /// Reads the closed-class, verb, noun and adjective tables under `grammar/` of the pack.
  void add_grammar(const Pack& pack, Diagnostics& diagnostics);
  /// Adds a list; phrases are tokenized by the engine's own tokenizer. Twice the same name is the same list.
  ListId add_list(const Pack& pack, const ListSource& source, Diagnostics& diagnostics);
  /// Folds and interns a single word.
  FoldId intern(std::string_view word);
  /// Index of a test, shared between equal ones. For `exact` and `regex`, `text` is the string or the pattern;
  /// a bad pattern leaves a message in `error`.
  std::uint32_t add_test(WordTest test, std::string_view text, std::string& error);
  [[nodiscard]] bool is_verb_lemma(std::string_view lemma) const;

  [[nodiscard]] Lexicon build();

  struct State;                     ///< defined in lexicon/builder_state.hpp, for lexicon/ alone

 private:
  std::unique_ptr<State> state_;
};

}  // namespace sluice

#endif
