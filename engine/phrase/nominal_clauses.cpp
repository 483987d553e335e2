// Deverbal nouns as clauses: "A's acquisition of B", "talks between A and B".
#include <algorithm>

#include "phrase/clause_builder.hpp"

namespace sluice::phrase {

void ClauseBuilder::nominal(std::uint32_t n) {
  const NounPhrase& noun = out_.nouns[n];
  const FoldId predicate = noun_fold(n);
  const bool of_subject = (t_.flag(predicate) & pf_of_subject) != 0;
  Clause clause;
  clause.predicate = predicate;
  clause.begin = noun.begin;
  clause.end = noun.end;
  clause.trigger_begin = noun.head;
  clause.trigger_end = noun.head + 1;
  clause.sentence = r_.sentence;
  clause.relation = ClauseRelation::nominal;
  clause.nominal = true;
  clause.quoted = top().quoted;
  const auto index = static_cast<std::uint32_t>(out_.clauses.size());
  out_.clauses.push_back(clause);
  Frame frame;   // only to string the obliques together
  frame.clause = index;

  const auto here = [&]() -> Clause& { return out_.clauses[index]; };
  if (noun.possessor != none && out_.nouns[noun.possessor].kind != NounPhrase::value) here().subject = noun.possessor;
  for (std::uint32_t t = noun.begin; t < noun.head; ++t) {
    const WordFacts& word = r_.word(t);
    Effect effect = Effect::actual;
    if ((word.flags & pf_stance) != 0 && t_.stance_effect(word.fold, effect)) {
      if (effect == Effect::planned) here().modality = std::max(here().modality, Modality::planned);
      if (effect == Effect::possible) here().modality = std::max(here().modality, Modality::possible);
      if (effect == Effect::negative) here().polarity = Polarity::negative;
    } else if (t == noun.begin && (word.classes & wc_negation) != 0) {
      here().polarity = Polarity::negative;
    }
  }
  if (preposition_ == k_.without) here().polarity = Polarity::negative;   // "ended without a deal"
  std::uint32_t i = chunk_ + 1;
  for (int steps = 0; steps < 6; ++steps) {
    const Chunk* first = at(i);
    if (is(first, Chunk::noun) && first->time) {
      add_oblique(frame, no_fold, first->ref, first->begin, first->end);
      here().end = first->end;
      ++i;
      continue;
    }
    if (!is(first, Chunk::preposition) || !is(at(i + 1), Chunk::noun)) break;
    const Chunk& inner = chunks_[i + 1];
    const FoldId preposition = first->fold;
    if (first->may_subordinate && inner.clause_follows) break;
    const bool value = out_.nouns[inner.ref].kind == NounPhrase::value;
    if (preposition == k_.of && !inner.time) {
      if (of_subject && here().subject == none && !value) here().subject = inner.ref;
      else if (here().object == none) here().object = inner.ref;
    } else if (preposition == k_.by && !value && !inner.time) {
      // "its acquisition by X": the possessor is what was acquired
      if (here().object == none) here().object = here().subject;
      here().subject = inner.ref;
    } else if (preposition == k_.between && here().subject == none) {
      here().subject = inner.ref;
      add_oblique(frame, preposition, inner.ref, inner.begin, inner.end);
    } else {
      if (preposition == k_.as && here().complement == none && !inner.time) here().complement = inner.ref;
      add_oblique(frame, preposition, inner.ref, inner.begin, inner.end);
    }
    here().end = inner.end;
    i += 2;
    while (is(at(i), Chunk::coordinator) && is(at(i + 1), Chunk::noun) && (preposition == k_.between || !chunks_[i + 1].clause_follows)) i += 2;
  }
}

/// A nominal without a doer of its own that stands as object of "make", "sign", "complete" or behind "be in" is done by the verb's subject.
void ClauseBuilder::share_subjects() {
  for (std::size_t c = first_clause_; c < out_.clauses.size(); ++c) {
    Clause& clause = out_.clauses[c];
    if (!clause.nominal || clause.subject != none || clause.parent == none) continue;
    const Clause& around = out_.clauses[clause.parent];
    if (around.verb == none) continue;
    const auto holds = [&](std::uint32_t n) { return n != none && out_.nouns[n].head == clause.trigger_begin; };
    bool shares = (t_.flag(around.predicate) & pf_support) != 0 && holds(around.object);
    if (!shares && (around.predicate == k_.be || (t_.flag(around.predicate) & pf_support) != 0) && around.obliques != none) {
      const Oblique& first = out_.obliques[around.obliques];
      shares = holds(first.noun) && (first.preposition == k_.in || first.preposition == k_.into);
    }
    if (shares && around.subject != none && !holds(around.subject)) clause.subject = around.subject;
  }
}

}  // namespace sluice::phrase
