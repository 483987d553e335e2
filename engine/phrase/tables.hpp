// What the phrase stage knows of words beyond the lexicon: chain verbs, reporting verbs, deverbal nouns, prepositions of several words.
#ifndef SLUICE_PHRASE_TABLES_HPP
#define SLUICE_PHRASE_TABLES_HPP

#include <cstdint>
#include <vector>

#include "phrase/phrases.hpp"

namespace sluice {

/// Bits that the tables give to a vocabulary word.
enum PhraseFlag : std::uint32_t {
  pf_say = 1u << 0,            ///< verb of saying: its subject may stand behind it
  pf_that = 1u << 1,           ///< verb that takes a clause
  pf_copula = 1u << 2,
  pf_naming = 1u << 3,         ///< named her chairman
  pf_ditransitive = 1u << 4,   ///< gave the town $5m
  pf_motion = 1u << 5,         ///< "to" behind it leads to a noun
  pf_transitive = 1u << 6,     ///< active forms have an object
  pf_support = 1u << 7,        ///< made an offer: its subject does what its object names
  pf_chain = 1u << 8,          ///< first word of a chain entry
  pf_deverbal = 1u << 9,
  pf_of_subject = 1u << 10,    ///< deverbal noun whose "of" names who does it
  pf_preposition = 1u << 11,   ///< first word of a preposition in the table
  pf_phrasal = 1u << 12,       ///< verb with particles in the table
  pf_content_noun = 1u << 13,  ///< "the news that"
  pf_chain_noun = 1u << 14,
  pf_adverb = 1u << 17,        ///< an adverb, whatever else it is listed as
  pf_control = 1u << 16,       ///< asks its object to do something
  pf_bare_chain = 1u << 18,    ///< passes its subject on to a bare form: "help build"
  pf_linking = 1u << 20,       ///< "looks set to", "remains likely to"
  pf_ing_chain = 1u << 19,     ///< or to a form in -ing behind no preposition: "stopped producing"
  pf_stance = 1u << 15,        ///< adjective with an effect
};

/// What a chain word says of the verb behind it.
enum class Effect : std::uint8_t { actual, planned, possible, negative, doubtful };   // doubtful: negative and possible

/// What stands between a chain word and the inner verb.
enum class ChainLink : std::uint8_t { to, ing, bare };

/// "fail to" or "in talks to": up to 4 words, then the link.
struct ChainEntry {
  FoldId words[4] = {no_fold, no_fold, no_fold, no_fold};
  FoldId preposition = no_fold;   ///< before -ing: "succeed in signing"
  std::uint8_t length = 0;
  ChainLink link = ChainLink::to;
  Effect effect = Effect::actual;
  std::uint8_t pad = 0;
};

struct PrepositionEntry {
  FoldId words[5] = {no_fold, no_fold, no_fold, no_fold, no_fold};
  FoldId as = no_fold;            ///< the preposition as which it counts
  std::uint32_t length = 0;
};

struct PhrasalEntry {
  FoldId verb = no_fold;
  FoldId particle = no_fold;
};

struct NounEffect {
  FoldId word = no_fold;
  Effect effect = Effect::actual;
  std::uint8_t pad[3] = {};
};

/// Single words that the grammar of clauses turns on.
struct KnownWords {
  FoldId nt = no_fold, not_ = no_fold, ve = no_fold, re = no_fold, m = no_fold;
  FoldId is = no_fold, are = no_fold, am = no_fold, was = no_fold, were = no_fold, has = no_fold, had = no_fold, does = no_fold;
  FoldId did = no_fold, done = no_fold, before = no_fold, shall = no_fold, cannot = no_fold, say = no_fold, into = no_fold;
  FoldId on = no_fold, get = no_fold, give = no_fold, of = no_fold, by = no_fold, to = no_fold, as = no_fold, that = no_fold, there = no_fold, in = no_fold;
  FoldId for_ = no_fold, between = no_fold, without = no_fold, instead = no_fold, than = no_fold, yet = no_fold, no = no_fold;
  FoldId longer = no_fold, s = no_fold, d = no_fold, ll = no_fold, wo = no_fold, ca = no_fold, it = no_fold, whose = no_fold;
  FoldId where = no_fold, when = no_fold, be = no_fold, have = no_fold, do_ = no_fold, go = no_fold, will = no_fold, would = no_fold;
  FoldId could = no_fold, can = no_fold, been = no_fold, being = no_fold, from = no_fold, this_ = no_fold, these = no_fold;
  FoldId those = no_fold, the = no_fold;
};

struct PhraseTables::Tables {
  std::vector<std::uint32_t> flags;       ///< PhraseFlag bits by FoldId; words behind its end have none
  std::vector<ChainEntry> chains;         ///< by first word, longer first
  std::vector<PrepositionEntry> prepositions;  ///< by first word, longer first
  std::vector<PhrasalEntry> phrasals;     ///< sorted
  std::vector<NounEffect> chain_nouns;    ///< sorted by word
  std::vector<NounEffect> stances;        ///< sorted by word
  std::vector<FoldId> verb_prefixes;      ///< re, co ... of "re-elected"
  KnownWords known;

  [[nodiscard]] std::uint32_t flag(FoldId word) const { return word < flags.size() ? flags[word] : 0; }
  void add_flag(FoldId word, std::uint32_t bits) {
    if (word == no_fold) return;
    if (word >= flags.size()) flags.resize(word + 1, 0);
    flags[word] |= bits;
  }
  [[nodiscard]] bool phrasal(FoldId verb, FoldId particle) const;
  /// Effect of a chain noun or a stance adjective; false where the word is none.
  [[nodiscard]] bool noun_effect(FoldId noun, Effect& effect) const;
  [[nodiscard]] bool stance_effect(FoldId adjective, Effect& effect) const;
  /// Entries that start with `word`.
  [[nodiscard]] std::span<const ChainEntry> chains_of(FoldId word) const;
  [[nodiscard]] std::span<const PrepositionEntry> prepositions_of(FoldId word) const;

  template <class A>
  void archive(A& a) { a(flags, chains, prepositions, phrasals, chain_nouns, stances, verb_prefixes, known); }
};

}  // namespace sluice

#endif
