// Reads clauses from the chunks of one sentence, in one pass with a small stack of open clauses.
#ifndef SLUICE_PHRASE_CLAUSE_BUILDER_HPP
#define SLUICE_PHRASE_CLAUSE_BUILDER_HPP

#include <cstdint>
#include <vector>

#include "phrase/chunks.hpp"

namespace sluice::phrase {

/// A clause while it is read: it has a subject before it has a verb, and a Clause only with its verb.
struct Frame {
  std::uint32_t parent = none;       ///< frame that this one hangs on
  std::uint32_t clause = none;       ///< index into Phrases::clauses, once the verb is there
  std::uint32_t subject = none;      ///< noun group
  std::uint32_t subject_chunk = none;
  std::uint32_t antecedent = none;   ///< noun group that a relative clause stands behind
  std::uint32_t fronted = none;      ///< obliques before the verb
  std::uint32_t last_oblique = none;
  std::uint32_t begin = 0;           ///< token
  std::uint32_t around = none;       ///< at the end: its clause, or that of the nearest frame further out which has one
  std::uint32_t share_object = none; ///< clause that takes the same object: "designed and built"
  ClauseRelation relation = ClauseRelation::main;
  FoldId gap_preposition = no_fold;  ///< "in which"
  bool gap = false;                  ///< the antecedent is missing in the clause, and no subject
  bool closes_at_comma = false;
  bool wraps = false;                ///< ", the company said": what stands around it is its content
  bool bracket = false;
  bool quote = false;
  bool quoted = false;
  bool expects_subject = false;      ///< "said Lee"
  bool renaming = false;             ///< inside an apposition, up to the next comma
  bool joined = false;               ///< stands between "and" and the verb that it is a condition of
  bool fronted_clause = false;       ///< an adverbial clause before the main clause's subject
};

class ClauseBuilder {
 public:
  ClauseBuilder(const Reader& reader, std::span<Chunk> chunks, bool headline, std::vector<Frame>& frames);
  void run();

 private:
  enum class Next : std::uint8_t { normal, member, apposition, detached };
  static constexpr std::size_t depth_limit = 16;

  const Reader& r_;
  const PhraseTables::Tables& t_;
  const KnownWords& k_;
  std::span<Chunk> chunks_;
  Phrases& out_;
  bool headline_;
  std::vector<Frame>& frames_;

  std::uint32_t stack_[depth_limit] = {};
  std::size_t depth_ = 0;              ///< frames on the stack
  std::uint32_t chunk_ = 0;            ///< chunk at hand
  FoldId preposition_ = no_fold;       ///< waits for its noun group
  Next next_ = Next::normal;
  std::uint32_t last_noun_ = none;
  std::uint32_t chain_[8] = {};        ///< noun groups that "and" may go on from: "the mayor of Paris and ..."
  std::size_t chain_size_ = 0;
  std::uint32_t waiting_[6] = {};      ///< clauses before the subject that they share with the main clause
  std::size_t waiting_size_ = 0;
  std::uint32_t roots_[16] = {};       ///< frames that hang on nothing, since the last strong boundary
  std::size_t roots_size_ = 0;
  std::size_t first_clause_ = 0;

  // clauses.cpp, clause_marks.cpp, clause_ends.cpp
  Frame& top() { return frames_[stack_[depth_ - 1]]; }
  Frame& push(ClauseRelation relation);
  void pop();
  void pop_to(std::size_t depth);
  void new_root();
  void one();
  void noun();
  void place_noun(std::uint32_t n);
  [[nodiscard]] bool renamed_subject() const;
  [[nodiscard]] bool verb_of_outer() const;
  [[nodiscard]] bool behind_parenthesis(const Clause& clause, std::uint32_t noun) const;
  void oblique_noun(std::uint32_t n, FoldId preposition);
  void open_subordinate();
  void open_relative();
  void preposition();
  bool late_particle();
  void comma();
  void wrap(std::size_t at);
  void coordinator();
  bool gapped();
  void colon();
  void dash();
  bool rename(std::uint32_t previous, std::uint32_t next);
  bool coordinate(std::uint32_t n);
  void add_oblique(Frame& frame, FoldId preposition, std::uint32_t noun, std::uint32_t begin, std::uint32_t end);
  void give_object(Frame& frame, std::uint32_t n);
  void finish();
  void extents();
  [[nodiscard]] std::size_t behind_group(std::size_t i) const;
  [[nodiscard]] std::uint32_t antecedent_before(std::size_t chunk) const;
  [[nodiscard]] bool speaks(std::size_t i) const;

  // clause_verbs.cpp
  void verb();
  void finite_verb(std::uint32_t v);
  void infinitive(std::uint32_t v);
  void participle(std::uint32_t v);
  bool coordinated_verb(std::uint32_t v, bool comma_only);
  std::uint32_t create(Frame& frame, std::uint32_t v, std::uint32_t subject);
  void effect_on(std::uint32_t clause, Effect effect);
  void extend_subject(const Frame& frame);
  void deny_by(Clause& clause, std::uint32_t noun);
  [[nodiscard]] bool first_to(std::uint32_t n) const;
  [[nodiscard]] std::uint32_t surface_subject(std::uint32_t clause) const;
  [[nodiscard]] bool infinitive_effect(FoldId lemma, Effect& effect) const;

  // nominal_clauses.cpp
  void nominal(std::uint32_t n);
  void share_subjects();

  [[nodiscard]] const Chunk* at(std::size_t i) const { return i < chunks_.size() ? &chunks_[i] : nullptr; }
  [[nodiscard]] const Chunk* previous() const { return chunk_ > 0 ? &chunks_[chunk_ - 1] : nullptr; }
  [[nodiscard]] bool is(const Chunk* chunk, Chunk::Kind kind) const { return chunk != nullptr && chunk->kind == kind; }
  [[nodiscard]] bool finite(const Chunk* chunk) const { return is(chunk, Chunk::verb) && out_.verbs[chunk->ref].finite; }
  [[nodiscard]] FoldId noun_fold(std::uint32_t n) const { return r_.word(out_.nouns[n].head).noun; }
};

}  // namespace sluice::phrase

#endif
