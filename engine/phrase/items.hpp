// The words of one sentence as the phrase stage reads them: names, values and compounds are one item, each with a settled role.
#ifndef SLUICE_PHRASE_ITEMS_HPP
#define SLUICE_PHRASE_ITEMS_HPP

#include <cstdint>
#include <vector>

#include "lexicon/analysis.hpp"
#include "phrase/tables.hpp"
#include "phrase/word_facts.hpp"

namespace sluice::phrase {

struct Item {
  std::uint32_t begin = 0;       ///< tokens
  std::uint32_t end = 0;
  std::uint32_t word = 0;        ///< token whose word counts: the last one of a compound
  FoldId fold = no_fold;         ///< the word's, or that of the preposition as which the item counts
  const WordFacts* facts = nullptr;  ///< of that word
  FoldId lemma = no_fold;        ///< of a verb, once settled
  std::uint32_t classes = 0;     ///< WordClass
  SymbolId symbol = no_symbol;   ///< of the mention or value that the item is
  Tag tag = Tag::open;
  Form form = Form::none;
  std::uint8_t forms = 0;        ///< VerbFormBit of all readings
  bool finite : 1 = false;       ///< a verb with a tense of its own
  bool plural : 1 = false;
  bool capital : 1 = false;
  bool hyphenated : 1 = false;   ///< a compound or value with a hyphen: before a noun an adjective
  bool past_only : 1 = false;    ///< one of its readings is a past form and no other: fell, took
  bool evidence : 1 = false;     ///< a finite verb follows before any clause boundary (see settle)
};
static_assert(sizeof(Item) == 40);

[[nodiscard]] inline bool nominal(Tag tag) {
  return tag == Tag::noun || tag == Tag::name || tag == Tag::value || tag == Tag::time || tag == Tag::number;
}
[[nodiscard]] inline bool nominal_or_pronoun(Tag tag) { return nominal(tag) || tag == Tag::pronoun; }

/// Cuts tokens of `sentence` into items and gives the roles that need no context.
void make_items(const PhraseTables::Tables& tables, const WordFactTable& facts, const Analysis& analysis, const Sentence& sentence,
                std::vector<Item>& out);

/// Settles the role and form of every item from its neighbours.
void settle(const PhraseTables::Tables& tables, const Sentence& sentence, std::span<Item> items);

/// The verb lemma that fits `form` best among the readings of the item's word.
[[nodiscard]] inline FoldId lemma_for(const Item& item, Form form) { return item.facts->lemmas[static_cast<std::size_t>(form)]; }

}  // namespace sluice::phrase

#endif
