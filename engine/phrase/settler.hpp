// Settles noun/verb homographs and the forms of verbs, item by item from left to right, from the neighbours and from whether the clause at
// hand has its subject and its finite verb already. A backward pass before it notes where a finite verb follows.
#ifndef SLUICE_PHRASE_SETTLER_HPP
#define SLUICE_PHRASE_SETTLER_HPP

#include "phrase/items.hpp"

namespace sluice::phrase {

/// Form that a verb waits for behind the group that follows it: "has the minister read", "let the phone ring".
enum class Awaited : std::uint8_t { nothing, base, participle, after_be };

/// What the clause at hand has so far.
struct ClauseState {
  bool subject = false;
  bool finite = false;
  bool fresh = false;       ///< a noun stands where a new clause without "that" may begin
  bool weak_fresh = false;  ///< a noun behind "and" where a new clause may begin
  bool relative = false;    ///< ends at a comma
  std::uint8_t commas = 0;  ///< since the subject
  bool report = false;      ///< the last finite verb takes a clause
  bool base_last = false;   ///< the last verb is a base form behind to or a modal
  bool participle_last = false;
  bool ing_last = false;
  bool present_last = false;
  bool after_comma = false; ///< no verb since the last comma
  bool gap = false;         ///< a relative clause whose own subject comes first: its verb is finite
  bool plural = false;      ///< of the subject
  Awaited awaited = Awaited::nothing;
};

/// Settles the items of one sentence. settle_context.cpp has the questions, settle_open.cpp the decisions, settle_clause.cpp the state.
class Settler {
 public:
  Settler(const PhraseTables::Tables& tables, const Sentence& sentence, std::span<Item> items)
      : t_(tables), k_(tables.known), sentence_(sentence), items_(items) {}
  void run();

 private:
  const PhraseTables::Tables& t_;
  const KnownWords& k_;
  const Sentence& sentence_;
  std::span<Item> items_;
  static constexpr std::size_t depth_limit = 12;
  ClauseState stack_[depth_limit];
  std::size_t depth_ = 0;

  ClauseState& top() { return stack_[depth_]; }
  static bool is(const Item& item, std::uint32_t classes) { return (item.classes & classes) != 0; }
  const Item* at(std::size_t i) const { return i < items_.size() ? &items_[i] : nullptr; }
  /// The item before `i` that is no adverb, negation or bracketed mark.
  const Item* before(std::size_t i) const {
    if (i == 0) return nullptr;
    const Item& item = items_[i - 1];
    return item.tag != Tag::adverb && item.tag != Tag::negation ? &item : further_before(i - 1);
  }
  const Item* further_before(std::size_t i) const;
  std::size_t skip_adverbs(std::size_t i) const;
  bool starts_noun_group(const Item* item) const;
  /// May be a noun or come before one inside a group.
  bool maybe_noun(const Item* item) const;
  bool strong_object(const Item* item) const;
  bool maybe_finite(const Item& item) const;
  bool is_nonfinite_auxiliary(const Item& item) const;
  bool past_only(const Item& item) const;
  /// Sets Item::evidence: an unmistakable finite verb follows this item with only nouns, prepositions and adverbs between.
  void look_ahead();
  /// What only an object can begin with; behind a noun and an -s form it makes the form a verb.
  bool certain_object(const Item* next) const;
  bool behind_plain_noun(std::size_t i) const;
  void set_verb(Item& item, Form form, bool finite);
  void set_noun(Item& item) { item.tag = item.capital && item.classes == 0 && item.forms == 0 ? Tag::name : Tag::noun; }

  void one(std::size_t i);
  bool base_follows(std::size_t i) const;
  void auxiliary(Item& item);
  /// 's behind a noun owns; behind a pronoun it is a verb. 'd is had or would.
  void marker(std::size_t i);
  void to(std::size_t i);
  void open(std::size_t i);
  /// A noun, verb, adjective or adverb.
  void content_word(std::size_t i, const Item* prev, const Item* next);
  void preposition(std::size_t i);
  /// "that": opens a clause behind verbs of saying, a relative clause behind a noun, or points at a noun.
  void that(std::size_t i);
  void relative(std::size_t i);
  /// The clause has its subject and lacks its finite verb, or may begin anew.
  bool wants_finite();
  void verb_or_not(std::size_t i, const Item* prev, const Item* next);
  bool at_clause_start(const Item* prev) const;
  bool is_bare_chain(FoldId lemma) const { return (t_.flag(lemma) & pf_bare_chain) != 0; }
  bool is_ing_chain(FoldId lemma) const { return (t_.flag(lemma) & pf_ing_chain) != 0; }
  bool next_is_finite(std::size_t i) const;
  /// The word behind item `i` reads as the finite verb of which `i` is the subject: "the firm plans a plant".
  bool verb_behind_subject(std::size_t i);
  /// A form in -ed that could be the verb stands close behind item `i`.
  bool weak_later(std::size_t i) const;
  bool completes_inversion(Item& item, std::size_t i, const Item* next);
  [[nodiscard]] Awaited awaited_by(const Item& auxiliary, std::size_t i);
  void noun_or_adjective(Item& item, const Item* next);
  /// Behind a determiner, possessor or adjective: never a finite verb.
  void inside_group(Item& item, const Item* next);
  void inside_group_or_participle(Item& item, const Item* next);
  void behind_auxiliary(Item& item, const Item& aux, std::size_t i, const Item* next);
  void behind_preposition(Item& item, const Item& preposition, std::size_t i, const Item* next);
  /// "by cutting costs", "succeeded in cutting emissions", but not "built by mining firms".
  bool governs_gerund(const Item& preposition, std::size_t i, bool plural);
  bool kept_from(const Item& preposition, std::size_t i) const;
  void behind_verb(Item& item, const Item& verb, std::size_t i, const Item* next);
  void behind_coordinator(Item& item, std::size_t i, const Item* next);
  void behind_noun(Item& item, const Item& prev, std::size_t i, const Item* next);
  /// "exports increased": an ambiguous form that is a finite verb if this item is a noun.
  bool weak_finite(const Item& next, std::size_t) const;
  bool coordinated_before(std::size_t i) const;
  /// An adjective that is no noun, and what it may stand before: a noun group no noun goes on with.
  bool modified_noun(std::size_t i) const;
  /// From item `i` on nothing but one phrase with a preposition, or a time, comes before the end.
  bool closes(std::size_t i) const;
  /// Behind item `i` stands a participle that no noun follows.
  bool modified_pronoun(std::size_t i) const;
  /// Behind the next comma stands a form that may be the finite verb: "gold, considered a safe asset, gained".
  bool finite_behind_comma(std::size_t i) const;
  /// Whether an unmistakable finite verb stands within reach behind item `i`.
  bool verb_later(std::size_t i) const;
  /// Whether any unmistakable finite verb comes within reach, across boundaries: "oil prices, which have risen, ...".
  bool finite_anywhere(std::size_t i) const;
  void participle_behind_noun(Item& item, const Item* next);
  void at_start(Item& item, std::size_t i, const Item* next);
  static bool base_like(std::uint8_t f) { return (f & (vf_base | vf_s)) != 0; }
  /// A comma comes before any finite verb.
  bool comma_first(std::size_t i) const;
  /// Behind a comma, subordinator, quote, dash or the like.
  void at_boundary(Item& item, const Item& prev, std::size_t i, const Item* next);
  /// The clause further out that waits for its verb has a plural subject.
  bool pending_plural();
  bool pending_subject();
  void push(bool relative);
  void reset();
  void note(std::size_t i);
  void note_finite(bool report, bool coordinated = false);
  bool stack_outer_pending() const;
  void note_verb(const Item& item, const Item* prev);
};

}  // namespace sluice::phrase

#endif
