// What is known only at the end of a sentence: extents, parents, which clause holds each token.
#include <algorithm>

#include "phrase/clause_builder.hpp"

namespace sluice::phrase {

/// of-phrases belong to the noun before them, and so does what hangs on them.
void ClauseBuilder::extents() {
  for (std::size_t i = chunks_.size(); i-- > 0;) {
    if (chunks_[i].kind != Chunk::noun || !is(at(i + 1), Chunk::preposition) || chunks_[i + 1].fold != k_.of ||
        !is(at(i + 2), Chunk::noun)) continue;
    NounPhrase& noun = out_.nouns[chunks_[i].ref];
    const NounPhrase* inner = &out_.nouns[chunks_[i + 2].ref];
    std::uint32_t extent = inner->extent;
    for (int steps = 0; steps < 12 && inner->conjunct != none; ++steps) {
      const NounPhrase& member = out_.nouns[inner->conjunct];
      if (member.kind == NounPhrase::common && member.start > member.begin) break;
      extent = std::max(extent, member.extent);
      inner = &member;
    }
    noun.extent = std::max(noun.extent, extent);
  }
}

void ClauseBuilder::finish() {
  extents();
  // parents: the nearest frame further out that has a clause
  for (std::size_t f = 0; f < frames_.size(); ++f) {
    Frame& frame = frames_[f];
    if (frame.clause == none) continue;
    Clause& clause = out_.clauses[frame.clause];
    std::uint32_t p = frame.parent;
    for (std::size_t steps = 0; p != none && frames_[p].clause == none && steps < depth_limit; ++steps) p = frames_[p].parent;
    if (p == none || frames_[p].clause == none || p == f) {
      if (clause.relation == ClauseRelation::content) clause.relation = ClauseRelation::main;
      continue;
    }
    clause.parent = frames_[p].clause;
    if (clause.relation == ClauseRelation::main) clause.relation = ClauseRelation::content;
    if (clause.relation == ClauseRelation::conditional) {
      clause.modality = Modality::conditional;
      // "is talking to X, and if it is allowed will build": a condition of what comes behind
      for (std::size_t later = f + 1; frame.joined && later < frames_.size(); ++later) {
        if (frames_[later].relation != ClauseRelation::coordinated || frames_[later].clause == none) continue;
        clause.parent = frames_[later].clause;
        break;
      }
      Clause& parent = out_.clauses[clause.parent];
      parent.modality = Modality::conditional;
    }
  }
  for (std::size_t t = 0; t < chunks_.size(); ++t)
    for (std::uint32_t token = chunks_[t].begin; token < chunks_[t].end; ++token) {
      std::uint32_t f = frame_at_[token];
      for (std::size_t steps = 0; f != none && frames_[f].clause == none && steps < depth_limit; ++steps) f = frames_[f].parent;
      out_.clause_at[token] = f == none ? none : frames_[f].clause;
    }
  for (std::size_t c = first_clause_; c < out_.clauses.size(); ++c) {
    Clause& clause = out_.clauses[c];
    if (!clause.nominal) continue;
    const std::uint32_t around = out_.clause_at[clause.trigger_begin];
    clause.parent = around == c ? none : around;
  }
  share_subjects();
}

}  // namespace sluice::phrase
