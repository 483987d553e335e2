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
  std::uint32_t coordinated = none;   // clause of the nearest coordinated frame behind
  for (std::size_t f = frames_.size(); f-- > 0;) {
    Frame& frame = frames_[f];
    if (frame.clause == none) continue;
    const std::uint32_t behind = coordinated;
    if (frame.relation == ClauseRelation::coordinated) coordinated = frame.clause;
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
      if (frame.joined && behind != none) clause.parent = behind;
      Clause& parent = out_.clauses[clause.parent];
      parent.modality = Modality::conditional;
    }
  }
  for (Frame& frame : frames_) {
    const Frame* f = &frame;
    for (std::size_t steps = 0; f != nullptr && f->clause == none && steps < depth_limit; ++steps)
      f = f->parent == none ? nullptr : &frames_[f->parent];
    frame.around = f == nullptr ? none : f->clause;
  }
  for (const Chunk& chunk : chunks_) {
    if (chunk.frame == none) continue;
    const std::uint32_t clause = frames_[chunk.frame].around;
    for (std::uint32_t token = chunk.begin; token < chunk.end; ++token) out_.clause_at[token] = clause;
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
