// Noun groups, verb groups and clauses of a document: the records that frames match on.
#ifndef SLUICE_PHRASE_PHRASES_HPP
#define SLUICE_PHRASE_PHRASES_HPP

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "lexicon/analysis.hpp"
#include "sluice/document.hpp"

namespace sluice {

/// A noun phrase. All fields are token indexes or indexes into Phrases::nouns (`none` where there is nothing).
struct NounPhrase {
  enum Kind : std::uint8_t { common, name, pronoun, value, clause };
  std::uint32_t begin = 0;        ///< first token, determiner and possessor included
  std::uint32_t start = 0;        ///< first token behind determiner and possessor: a tight filler is [start, end)
  std::uint32_t head = 0;         ///< the head noun's token (last token of a name)
  std::uint32_t end = 0;          ///< behind the head
  std::uint32_t extent = 0;       ///< behind the prepositional phrases (of, in, for ...) that attach to it; >= end
  std::uint32_t conjunct = none;  ///< next member of the coordination that this one stands in
  std::uint32_t apposition = none;///< the noun phrase that renames it ("X, the miner," / "the miner X")
  std::uint32_t possessor = none; ///< X in "X's membership", or of "its membership"
  std::uint32_t sentence = 0;
  Kind kind = common;
  bool definite = false;          ///< the, this, its, X's
  bool plural = false;
};

enum class Voice : std::uint8_t { active, passive };
enum class Tense : std::uint8_t { none, past, present, future };

/// A verb with its auxiliaries, adverbs and the chain above it: "is scheduled to visit" is one group with lemma visit, modality
/// planned; "failed to reach" is reach, negative.
struct VerbGroup {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;          ///< behind the main verb and its particle
  std::uint32_t head = 0;         ///< token of the main verb
  FoldId lemma = no_fold;
  FoldId particle = no_fold;      ///< up, out, down ... of a phrasal verb
  Voice voice = Voice::active;
  Tense tense = Tense::none;
  bool perfect = false, progressive = false;
  bool finite = false;            ///< has a tense of its own (not a bare participle, infinitive or gerund)
  bool infinitive = false;        ///< "to visit" that depends on something before it
  bool participle = false;        ///< bare -ing or -ed form that modifies or opens a clause
  Polarity polarity = Polarity::positive;
  Modality modality = Modality::actual;
  std::uint32_t sentence = 0;
};

enum class ClauseRelation : std::uint8_t {
  main,
  relative,        ///< which/who/that clause, or reduced ("launched in 2024", "aimed at ...")
  content,         ///< that-clause or quote under a verb of saying or thinking (`parent`)
  infinitive,      ///< under another clause that is not folded into its verb group ("to boost production")
  participle,      ///< "seeking investment", "supported by"
  adverbial,       ///< as, while, because, after ... clause
  conditional,     ///< if, unless clause
  coordinated,     ///< shares the subject of `parent`
  nominal,         ///< a deverbal noun
};

/// A prepositional phrase or bare temporal phrase of a clause.
struct Oblique {
  FoldId preposition = no_fold;   ///< no_fold: bare ("last year", "annually")
  std::uint32_t noun = none;      ///< index into nouns, or none where it is only a token range (a value, an adverb)
  std::uint32_t begin = 0;        ///< tokens behind the preposition
  std::uint32_t end = 0;
  std::uint32_t next = none;      ///< next oblique of the same clause
};

/// One predicate with its participants. Voice, relatives, participles, infinitive chains, coordination and nominal forms are undone:
/// `subject` is who does it, also in a passive. What could not be decided is none.
struct Clause {
  FoldId predicate = no_fold;     ///< verb lemma, or the singular of a deverbal noun
  FoldId particle = no_fold;
  std::uint32_t verb = none;      ///< index into verbs; none for a nominal
  std::uint32_t begin = 0, end = 0;            ///< tokens of the whole clause, roughly
  std::uint32_t trigger_begin = 0, trigger_end = 0;  ///< tokens of the predicate itself
  std::uint32_t subject = none;   ///< indexes into nouns: first member of a coordination
  std::uint32_t object = none;
  std::uint32_t second_object = none;  ///< "gave the town $5m": the thing given
  std::uint32_t complement = none;     ///< "is chairman", "named her chairman", "as chairman"
  std::uint32_t obliques = none;  ///< first of its obliques
  std::uint32_t parent = none;    ///< clause that this one hangs on
  std::uint32_t sentence = 0;
  ClauseRelation relation = ClauseRelation::main;
  bool nominal = false;
  bool quoted = false;            ///< stands inside quotation marks
  Tense tense = Tense::none;
  Polarity polarity = Polarity::positive;  ///< of this predicate; what parents add is for resolve/
  Modality modality = Modality::actual;
};

namespace phrase {
struct Workspace;
}

/// Flat records of one document, reused, with the working memory of the stage that fills them. One for each thread.
struct Phrases {
  Phrases();
  ~Phrases();
  Phrases(Phrases&&) noexcept;
  Phrases& operator=(Phrases&&) noexcept;

  std::vector<NounPhrase> nouns;
  std::vector<VerbGroup> verbs;
  std::vector<Clause> clauses;    ///< by trigger
  std::vector<Oblique> obliques;
  std::vector<std::uint32_t> noun_at;   ///< token -> innermost noun phrase whose [begin, end) holds it, or none
  std::vector<std::uint32_t> verb_at;   ///< token -> verb group, or none
  std::vector<std::uint32_t> clause_at; ///< token -> innermost clause whose range holds it, or none
  std::unique_ptr<phrase::Workspace> work;

  void clear();
};

/// Words that the phrase stage needs to know, from rules/grammar/*.tsv: deverbal nouns, chain verbs (fail to, agree to, plan to) with what
/// they do to polarity and modality, reporting verbs. Compiled once.
class PhraseTables {
 public:
  PhraseTables();
  ~PhraseTables();
  PhraseTables(PhraseTables&&) noexcept;
  PhraseTables& operator=(PhraseTables&&) noexcept;
  void compile(const Pack& pack, LexiconBuilder& lexicon, Diagnostics& diagnostics);
  /// Nouns that frames name as predicates ("acquisition", "accession"): they make nominal clauses.
  void add_predicate_noun(FoldId noun);
  void archive(ArchiveWriter& a);
  void archive(ArchiveReader& a);
  struct Tables;
  [[nodiscard]] const Tables& tables() const { return *tables_; }

 private:
  std::unique_ptr<Tables> tables_;
};

/// Finds the groups and clauses of every sentence, and adds NounGroup, VerbGroup and pronoun edges to the lattice (which is indexed again).
/// Linear in the number of tokens.
void parse_phrases(const PhraseTables& tables, Analysis& analysis, Phrases& out);

}  // namespace sluice

#endif
