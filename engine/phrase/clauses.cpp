// Frames, and what a noun group is to the clause that is open.
#include <algorithm>

#include "phrase/clause_builder.hpp"

namespace sluice::phrase {

ClauseBuilder::ClauseBuilder(const Reader& reader, std::span<Chunk> chunks, bool headline, std::vector<Frame>& frames)
    : r_(reader), t_(reader.tables), k_(reader.tables.known), chunks_(chunks), out_(reader.out), headline_(headline), frames_(frames) {}

void ClauseBuilder::run() {
  first_clause_ = out_.clauses.size();
  frames_.clear();
  new_root();
  for (chunk_ = 0; chunk_ < chunks_.size(); ++chunk_) {
    one();
    chunks_[chunk_].frame = stack_[depth_ - 1];
  }
  while (depth_ > 0) pop();
  finish();
}

Frame& ClauseBuilder::push(ClauseRelation relation) {
  if (depth_ == depth_limit) {
    // The outermost clause can no longer be returned to; what is deeper goes on.
    for (std::size_t d = 1; d < depth_limit; ++d) stack_[d - 1] = stack_[d];
    --depth_;
  }
  Frame frame;
  frame.relation = relation;
  frame.parent = depth_ > 0 ? stack_[depth_ - 1] : none;
  frame.quoted = depth_ > 0 && frames_[stack_[depth_ - 1]].quoted;
  frame.begin = chunk_ < chunks_.size() ? chunks_[chunk_].begin : 0;
  frames_.push_back(frame);
  stack_[depth_++] = static_cast<std::uint32_t>(frames_.size() - 1);
  return frames_.back();
}

/// Closes the innermost clause.
void ClauseBuilder::pop() {
  Frame& frame = top();
  --depth_;
  if (frame.clause == none) return;
  Clause& clause = out_.clauses[frame.clause];
  clause.end = chunk_ < chunks_.size() ? chunks_[chunk_].begin : chunks_.back().end;
  if (frame.gap && frame.antecedent != none && clause.object == none && clause.subject != frame.antecedent && clause.complement == none &&
      clause.predicate != k_.be && out_.verbs[clause.verb].voice == Voice::active)
    clause.object = frame.antecedent;
}

void ClauseBuilder::pop_to(std::size_t depth) {
  while (depth_ > depth) pop();
}

void ClauseBuilder::new_root() {
  pop_to(0);
  push(ClauseRelation::main);
  if (roots_size_ < std::size(roots_)) roots_[roots_size_++] = stack_[depth_ - 1];
  preposition_ = no_fold;
  next_ = Next::normal;
  waiting_size_ = 0;
  chain_size_ = 0;
}

void ClauseBuilder::one() {
  const Chunk& chunk = chunks_[chunk_];
  switch (chunk.kind) {
    case Chunk::noun: noun(); return;
    case Chunk::verb: verb(); return;
    case Chunk::preposition: preposition(); return;
    case Chunk::comma: comma(); return;
    case Chunk::coordinator: coordinator(); return;
    case Chunk::subordinator: open_subordinate(); return;
    case Chunk::relative: open_relative(); return;
    case Chunk::adverb:
      if (chunk.time) add_oblique(top(), no_fold, none, chunk.begin, chunk.end);
      else if (is(previous(), Chunk::noun)) (void)late_particle();
      return;
    case Chunk::particle: (void)late_particle(); return;
    case Chunk::quote_open: {
      Frame& frame = push(ClauseRelation::content);
      frame.quote = frame.quoted = true;
      next_ = Next::normal;
      preposition_ = no_fold;
      return;
    }
    case Chunk::quote_close:
      for (std::size_t d = depth_; d-- > 1;)
        if (frames_[stack_[d]].quote) {
          pop_to(d);
          break;
        }
      preposition_ = no_fold;
      return;
    case Chunk::bracket_open: {
      const std::uint32_t last = last_noun_;
      Frame& frame = push(ClauseRelation::main);
      frame.bracket = true;
      frame.antecedent = last;
      preposition_ = no_fold;
      return;
    }
    case Chunk::bracket_close:
      for (std::size_t d = depth_; d-- > 1;)
        if (frames_[stack_[d]].bracket) {
          last_noun_ = frames_[stack_[d]].antecedent;
          pop_to(d);
          break;
        }
      preposition_ = no_fold;
      return;
    case Chunk::dash: dash(); return;
    case Chunk::colon: colon(); return;
    case Chunk::semicolon:
      new_root();
      return;
    case Chunk::stop:
      preposition_ = no_fold;
      return;
    default: return;
  }
}

void ClauseBuilder::add_oblique(Frame& frame, FoldId preposition, std::uint32_t noun, std::uint32_t begin, std::uint32_t end) {
  const auto index = static_cast<std::uint32_t>(out_.obliques.size());
  out_.obliques.push_back({preposition, noun, begin, end, none});
  if (frame.last_oblique != none) out_.obliques[frame.last_oblique].next = index;
  else if (frame.clause != none) out_.clauses[frame.clause].obliques = index;
  else frame.fronted = index;
  frame.last_oblique = index;
}

void ClauseBuilder::noun() {
  const std::uint32_t n = chunks_[chunk_].ref;
  const Next mode = next_;
  next_ = Next::normal;
  if (out_.nouns[n].kind == NounPhrase::common && (t_.flag(noun_fold(n)) & pf_deverbal) != 0) nominal(n);
  switch (mode) {
    case Next::member:
      if (coordinate(n)) break;
      place_noun(n);
      break;
    case Next::apposition:
      if (last_noun_ != none && out_.nouns[last_noun_].apposition == none) out_.nouns[last_noun_].apposition = n;
      top().renaming = true;
      break;
    case Next::detached: break;
    case Next::normal:
      if (preposition_ != no_fold) {
        const FoldId preposition = preposition_;
        preposition_ = no_fold;
        oblique_noun(n, preposition);
      } else {
        place_noun(n);
      }
      break;
  }
  // the one that is renamed stays what pronouns and relatives refer to
  if (mode == Next::apposition) return;
  if (mode != Next::detached) last_noun_ = n;
  const bool joined = is(previous(), Chunk::preposition) || is(previous(), Chunk::coordinator) || mode == Next::member;
  if (!joined) chain_size_ = 0;
  if (chain_size_ == std::size(chain_)) {
    std::copy(chain_ + 1, chain_ + chain_size_, chain_);
    --chain_size_;
  }
  chain_[chain_size_++] = n;
}

/// Links `n` to the noun group of the same make before "and", and says whether there was one.
bool ClauseBuilder::coordinate(std::uint32_t n) {
  if (chain_size_ == 0) return false;
  const NounPhrase& noun = out_.nouns[n];
  const auto determined = [&](const NounPhrase& p) { return p.start > p.begin; };
  std::size_t found = chain_size_ - 1;
  for (std::size_t c = chain_size_; c-- > 0;) {
    const NounPhrase& other = out_.nouns[chain_[c]];
    if (other.kind != noun.kind || (noun.kind == NounPhrase::common && determined(other) != determined(noun))) continue;
    found = c;
    break;
  }
  NounPhrase& host = out_.nouns[chain_[found]];
  if (host.conjunct != none || chain_[found] == n) return false;
  host.conjunct = n;
  chain_size_ = found;
  return true;
}

void ClauseBuilder::oblique_noun(std::uint32_t n, FoldId preposition) {
  Frame& frame = top();
  const Chunk& chunk = chunks_[chunk_];
  const Chunk* before = chunk_ >= 2 ? &chunks_[chunk_ - 2] : nullptr;
  if (frame.bracket || frame.renaming) return;
  if (preposition == k_.of && is(before, Chunk::noun)) return;
  if (frame.clause == none) {
    if (frame.subject == none || chunk.time) add_oblique(frame, preposition, n, chunk.begin, chunk.end);
    return;
  }
  Clause& clause = out_.clauses[frame.clause];
  if (preposition == k_.by && clause.subject == none && clause.verb != none && out_.verbs[clause.verb].voice == Voice::passive &&
      !chunk.time &&
      (out_.nouns[n].kind != NounPhrase::value || out_.nouns[n].definite)) {
    clause.subject = n;
    if (frame.share_object != none && out_.clauses[frame.share_object].subject == none) out_.clauses[frame.share_object].subject = n;
    return;
  }
  if (preposition == k_.as && clause.complement == none && !chunk.time) clause.complement = n;
  add_oblique(frame, preposition, n, chunk.begin, chunk.end);
}

void ClauseBuilder::give_object(Frame& frame, std::uint32_t n) {
  Clause& clause = out_.clauses[frame.clause];
  clause.object = n;
  deny_by(clause, n);
  if (frame.share_object == none) return;
  Clause& other = out_.clauses[frame.share_object];
  if (other.object == none) other.object = n;
}

/// "said Ana Ruiz, its director, will leave": a name, what renames it, and the verb behind the second comma.
bool ClauseBuilder::renamed_subject() const {
  if (out_.nouns[chunks_[chunk_].ref].kind != NounPhrase::name || !is(at(chunk_ + 1), Chunk::comma) ||
      !is(at(chunk_ + 2), Chunk::noun)) return false;
  std::size_t behind = behind_group(chunk_ + 2);
  if (!is(at(behind), Chunk::comma)) return false;
  ++behind;
  while (is(at(behind), Chunk::adverb)) ++behind;
  return finite(at(behind)) && !speaks(behind);
}

/// "sold, for an undisclosed sum, its cards": the verb of the clause stands before the comma of a parenthesis that ends at the one before.
bool ClauseBuilder::behind_parenthesis(const Clause& clause, std::uint32_t noun) const {
  if (clause.verb == none || clause.object != none || (t_.flag(clause.predicate) & pf_transitive) == 0 || !is(at(noun), Chunk::noun) ||
      chunks_[noun].clause_follows || noun < 2) return false;
  for (std::uint32_t i = noun - 1; i-- > 1 && i + 8 > noun;) {
    if (chunks_[i].kind == Chunk::comma) return chunks_[i - 1].kind == Chunk::verb && chunks_[i - 1].ref == clause.verb;
    if (chunks_[i].kind == Chunk::verb) return false;
  }
  return false;
}

/// "the scientist whose team found the gene won an award": the one finite verb that is still to come belongs to a subject further out.
bool ClauseBuilder::verb_of_outer() const {
  if (frames_[stack_[depth_ - 1]].relation != ClauseRelation::relative) return false;
  bool pending = false;
  for (std::size_t d = depth_ - 1; d-- > 0 && !pending;) pending = frames_[stack_[d]].clause == none && frames_[stack_[d]].subject != none;
  if (!pending) return false;
  int verbs = 0;
  for (std::size_t i = chunk_ + 1; i < chunks_.size() && i < chunk_ + 12; ++i) {
    if (chunks_[i].kind == Chunk::comma || chunks_[i].kind == Chunk::stop) break;
    if (finite(&chunks_[i])) ++verbs;
  }
  return verbs == 1;
}

/// A noun group without a preposition: subject, object, complement, or a bare time.
void ClauseBuilder::place_noun(std::uint32_t n) {
  const Chunk& chunk = chunks_[chunk_];
  Frame* frame = &top();
  if (frame->bracket && frame->clause == none) {
    if (frame->antecedent != none && frame->subject == none && out_.nouns[n].kind != NounPhrase::value &&
        out_.nouns[frame->antecedent].apposition == none)
      out_.nouns[frame->antecedent].apposition = n;
    frame->subject = n;
    return;
  }
  const NounPhrase& noun = out_.nouns[n];
  if (frame->clause == none) {
    const bool followed = chunk.clause_follows || (headline_ && !chunk.time);
    if (chunk.time && !(frame->subject == none && finite(at(chunk_ + 1)))) {
      add_oblique(*frame, no_fold, n, chunk.begin, chunk.end);
      return;
    }
    const bool adjacent = is(previous(), Chunk::noun) && !chunks_[chunk_ - 1].time && frame->subject != none;
    if (adjacent && followed && finite(at(chunk_ + 1)) && frame->subject == chunks_[chunk_ - 1].ref) {
      // "the mine Orovale opened": a relative clause without a pronoun
      Frame& relative = push(ClauseRelation::relative);
      relative.antecedent = last_noun_;
      relative.gap = true;
      relative.subject = n;
      relative.subject_chunk = chunk_;
      return;
    }
    frame->subject = n;
    frame->subject_chunk = chunk_;
    return;
  }
  const std::uint32_t c = frame->clause;
  Clause& clause = out_.clauses[c];
  if (frame->expects_subject) {
    frame->expects_subject = false;
    clause.subject = n;
    return;
  }
  if (frame->renaming) return;
  if (chunk.time) {
    add_oblique(*frame, no_fold, n, chunk.begin, chunk.end);
    return;
  }
  const std::uint32_t flags = t_.flag(clause.predicate);
  const bool passive = clause.verb != none && out_.verbs[clause.verb].voice == Voice::passive;
  const bool direct = is(previous(), Chunk::verb) || is(previous(), Chunk::noun) || is(previous(), Chunk::adverb) ||
      is(previous(), Chunk::particle) ||
                      is(previous(), Chunk::quote_open);
  if ((flags & (pf_that | pf_say)) != 0 && (chunk.clause_follows || renamed_subject()) && !verb_of_outer() && (direct || is(previous(), Chunk::comma)) && clause.complement == none) {
    // a clause without "that"
    const bool told = clause.object != none;
    if (!told || (flags & pf_ditransitive) != 0 || is(previous(), Chunk::verb)) {
      Frame& content = push(ClauseRelation::content);
      content.subject = n;
      content.subject_chunk = chunk_;
      return;
    }
  }
  if ((flags & pf_copula) != 0) {
    if (clause.complement == none) {
      clause.complement = n;
      deny_by(clause, n);
    }
    return;
  }
  if (passive) {
    if ((flags & pf_naming) != 0 && clause.complement == none && direct && noun.kind != NounPhrase::value) clause.complement = n;
    else if ((flags & pf_ditransitive) != 0 && clause.second_object == none && direct) clause.second_object = n;
    else if (noun.kind == NounPhrase::value) add_oblique(*frame, no_fold, n, chunk.begin, chunk.end);
    return;
  }
  if (clause.object == none) {
    if ((is(previous(), Chunk::comma) && !behind_parenthesis(clause, chunk_)) || is(previous(), Chunk::bracket_close)) return;
    give_object(*frame, n);
    return;
  }
  if (!is(previous(), Chunk::noun)) {
    if (noun.kind == NounPhrase::value) add_oblique(*frame, no_fold, n, chunk.begin, chunk.end);
    return;
  }
  if ((flags & pf_ditransitive) != 0 && clause.second_object == none && noun.kind != NounPhrase::pronoun) clause.second_object = n;
  else if ((flags & pf_naming) != 0 && clause.complement == none) clause.complement = n;
  else if (noun.kind == NounPhrase::value) add_oblique(*frame, no_fold, n, chunk.begin, chunk.end);
}

}  // namespace sluice::phrase
