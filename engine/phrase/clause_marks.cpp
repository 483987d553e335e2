// The small words and marks that open, join and close clauses.
#include <algorithm>

#include "phrase/clause_builder.hpp"

namespace sluice::phrase {

void ClauseBuilder::preposition() {
  const Chunk& chunk = chunks_[chunk_];
  const Chunk* next = at(chunk_ + 1);
  preposition_ = no_fold;
  if (late_particle()) return;
  if (chunk.may_subordinate && next != nullptr && next->clause_follows && chunk.fold != k_.than) {
    const bool time_subject = is(next, Chunk::noun) && next->time;
    const bool between = top().clause == none && top().subject != none && !is(previous(), Chunk::comma);
    if (!time_subject && !between) {
      open_subordinate();
      return;
    }
  }
  preposition_ = chunk.fold;
}

/// "took the company over in 2017": behind the object, a particle of the verb that no noun group follows. False where there is none.
bool ClauseBuilder::late_particle() {
  const Chunk& chunk = chunks_[chunk_];
  const Frame& frame = top();
  if (frame.clause == none) return false;
  Clause& clause = out_.clauses[frame.clause];
  if (clause.verb == none || clause.particle != no_fold || (t_.flag(clause.predicate) & pf_phrasal) == 0 ||
      !t_.phrasal(clause.predicate, chunk.fold)) return false;
  if (chunk.kind != Chunk::particle) {
    if (!is(previous(), Chunk::noun) || clause.object != chunks_[chunk_ - 1].ref) return false;
    const Chunk* next = at(chunk_ + 1);
    const bool object = is(next, Chunk::noun) && (!next->time || chunk.fold == k_.on || chunk.fold == k_.in);
    if (object || is(next, Chunk::verb) || is(next, Chunk::relative) || is(next, Chunk::quote_open)) return false;
  }
  clause.particle = chunk.fold;
  out_.verbs[clause.verb].particle = chunk.fold;
  return true;
}

void ClauseBuilder::open_subordinate() {
  const Chunk& chunk = chunks_[chunk_];
  Frame& outer = top();
  const bool behind_noun = is(previous(), Chunk::noun) && last_noun_ == chunks_[chunk_ - 1].ref;
  preposition_ = no_fold;
  next_ = Next::normal;
  if (chunk.fold == k_.that) {
    const std::uint32_t flags = outer.clause != none ? t_.flag(out_.clauses[outer.clause].predicate) : 0;
    const bool told = outer.clause != none && (flags & pf_that) != 0 && ((flags & (pf_ditransitive | pf_say)) != 0);
    const bool content = !behind_noun || told || (t_.flag(noun_fold(last_noun_)) & pf_content_noun) != 0;
    if (content && is(previous(), Chunk::coordinator)) {
      // "said that A and that B"
      for (std::size_t d = depth_; d-- > 1;)
        if (frames_[stack_[d]].relation == ClauseRelation::content && frames_[stack_[d]].clause != none && !frames_[stack_[d]].quote) {
          pop_to(d);
          break;
        }
    }
    const std::uint32_t antecedent = behind_noun ? antecedent_before(chunk_ - 1) : last_noun_;
    Frame& frame = push(content ? ClauseRelation::content : ClauseRelation::relative);
    if (!content) {
      frame.antecedent = antecedent;
      frame.gap = true;
    }
    return;
  }
  const bool fronted = outer.clause == none && outer.subject == none;
  Frame& frame = push(chunk.conditional ? ClauseRelation::conditional : ClauseRelation::adverbial);
  frame.closes_at_comma = true;
  frame.joined = is(previous(), Chunk::coordinator);
  frame.fronted_clause = fronted;
}

/// What a relative clause behind chunk `chunk` is about: the noun group there, or the one that it is a place or time of.
std::uint32_t ClauseBuilder::antecedent_before(std::size_t chunk) const {
  const bool circumstance = chunks_[chunk].symbol == sy_place || chunks_[chunk].time;
  if (circumstance && chunk >= 2 && is(&chunks_[chunk - 1], Chunk::preposition) && chunks_[chunk - 1].fold != k_.of &&
      is(&chunks_[chunk - 2], Chunk::noun))
    return chunks_[chunk - 2].ref;
  return last_noun_;
}

void ClauseBuilder::open_relative() {
  const Chunk& chunk = chunks_[chunk_];
  std::uint32_t antecedent = none;
  const std::size_t back = preposition_ != no_fold ? 2 : 1;
  const Chunk* before = chunk_ >= back ? &chunks_[chunk_ - back] : nullptr;
  if (is(before, Chunk::comma) && chunk_ >= back + 1) before = &chunks_[chunk_ - back - 1];
  if (is(before, Chunk::coordinator) && chunk_ >= back + 1) before = &chunks_[chunk_ - back - 1];
  // "63% of which": the amount stands between
  const bool part = preposition_ == k_.of && is(before, Chunk::noun) && out_.nouns[before->ref].kind == NounPhrase::value;
  if (is(before, Chunk::noun) || is(before, Chunk::bracket_close)) antecedent = last_noun_;
  if (chunk.fold == k_.that && is(previous(), Chunk::noun)) antecedent = antecedent_before(chunk_ - 1);
  const bool after_comma = is(previous(), Chunk::comma) || (preposition_ != no_fold && chunk_ >= 2 &&
      is(&chunks_[chunk_ - 2], Chunk::comma));
  Frame& frame = push(ClauseRelation::relative);
  frame.antecedent = antecedent;
  frame.closes_at_comma = after_comma;
  std::size_t v = chunk_ + 1;
  while (is(at(v), Chunk::adverb)) ++v;
  if (preposition_ != no_fold && !part) frame.gap_preposition = preposition_;
  else if (chunk.fold == k_.where || chunk.fold == k_.when) frame.gap_preposition = k_.in;
  else if (is(at(v), Chunk::verb)) frame.subject = antecedent;
  else if (chunk.fold == k_.whose) frame.gap = false;
  else frame.gap = true;
  preposition_ = no_fold;
  next_ = Next::normal;
}

void ClauseBuilder::colon() {
  Frame& frame = top();
  const bool says = frame.clause != none && (t_.flag(out_.clauses[frame.clause].predicate) & pf_say) != 0;
  if (says) {
    push(ClauseRelation::content);
    preposition_ = no_fold;
    return;
  }
  new_root();
}

void ClauseBuilder::dash() {
  // a dateline ends with a dash
  if (depth_ == 1 && top().clause == none && chunk_ < 14) {
    const Chunk* next = at(chunk_ + 1);
    const bool place_or_date = next != nullptr && !is(next, Chunk::verb);
    if (place_or_date) {
      new_root();
      return;
    }
  }
  comma();
}

/// The chunk behind the noun group at `i` and the prepositional phrases on it.
std::size_t ClauseBuilder::behind_group(std::size_t i) const {
  if (!is(at(i), Chunk::noun)) return i;
  ++i;
  for (int steps = 0; steps < 4 && is(at(i), Chunk::preposition) && is(at(i + 1), Chunk::noun); ++steps) i += 2;
  return i;
}

/// A verb of saying with its subject, in either order, and nothing that it says behind it.
bool ClauseBuilder::speaks(std::size_t i) const {
  while (is(at(i), Chunk::adverb)) ++i;
  const bool inverted = is(at(i), Chunk::verb);
  std::size_t v = inverted ? i : behind_group(i);
  if (!inverted && is(at(v), Chunk::comma) && is(at(v + 1), Chunk::noun) &&
      is(at(behind_group(v + 1)), Chunk::comma)) v = behind_group(v + 1) + 1;
  if (!finite(at(v)) || (!inverted && v == i)) return false;
  if ((t_.flag(out_.verbs[chunks_[v].ref].lemma) & pf_that) == 0 || out_.verbs[chunks_[v].ref].voice == Voice::passive) return false;
  const bool say = (t_.flag(out_.verbs[chunks_[v].ref].lemma) & pf_say) != 0;
  if (inverted) return say && is(at(v + 1), Chunk::noun) && !chunks_[v + 1].clause_follows;
  const Chunk* behind = at(v + 1);
  if (behind == nullptr) return true;
  switch (behind->kind) {
    case Chunk::stop: case Chunk::comma: case Chunk::preposition: case Chunk::adverb: case Chunk::semicolon: case Chunk::dash:
    case Chunk::quote_close: return true;
    case Chunk::noun: {
      if (behind->time) return !behind->clause_follows;
      // "the minister told a briefing on Tuesday"
      const Chunk* rest = at(behind_group(v + 1));
      const bool told = say && (t_.flag(out_.verbs[chunks_[v].ref].lemma) & pf_ditransitive) != 0 && !behind->clause_follows;
      return told && (rest == nullptr || is(rest, Chunk::stop) || is(rest, Chunk::comma) || is(rest, Chunk::adverb) ||
                      (is(rest, Chunk::noun) && rest->time));
    }
    case Chunk::verb: return say && out_.verbs[behind->ref].participle;
    case Chunk::quote_open: return say;
    default: return false;
  }
}

/// Opens the clause of a verb of saying whose content stands before (and perhaps behind) it.
void ClauseBuilder::wrap(std::size_t) {
  const bool parenthesis = frames_[stack_[0]].clause == none && frames_[stack_[0]].subject != none && depth_ == 1;
  if (!parenthesis) pop_to(0);
  const std::uint32_t parent_of_roots = static_cast<std::uint32_t>(frames_.size());
  Frame& frame = push(ClauseRelation::main);
  frame.parent = none;
  frame.wraps = true;
  frame.closes_at_comma = parenthesis;
  for (std::size_t i = 0; i < roots_size_; ++i) frames_[roots_[i]].parent = parent_of_roots;
  roots_size_ = 0;
}

bool ClauseBuilder::rename(std::uint32_t previous, std::uint32_t next) {
  const NounPhrase& a = out_.nouns[previous];
  const NounPhrase& b = out_.nouns[next];
  if (a.kind == NounPhrase::pronoun || b.kind == NounPhrase::pronoun || a.kind == NounPhrase::value ||
      b.kind == NounPhrase::value) return false;
  if (a.kind == NounPhrase::name && b.kind == NounPhrase::name) return chunks_[chunk_ - 1].symbol == sy_place &&
      at(chunk_ + 1)->symbol == sy_place;
  return true;
}

/// "Orovale holds 60% and Siam 20%": behind the mark at hand a subject and an amount take the verb of the clause that is open.
bool ClauseBuilder::gapped() {
  if (top().clause == none) return false;
  const Clause& clause = out_.clauses[top().clause];
  if (clause.verb == none || clause.nominal || out_.verbs[clause.verb].voice == Voice::passive) return false;
  const auto value = [&](std::uint32_t n) { return n != none && out_.nouns[n].kind == NounPhrase::value; };
  if (!value(clause.object) && !value(clause.second_object)) return false;
  const Chunk *subject = at(chunk_ + 1), *amount = at(chunk_ + 2), *behind = at(chunk_ + 3);
  if (!is(subject, Chunk::noun) || !is(amount, Chunk::noun) || subject->time || amount->time) return false;
  if (!value(amount->ref) || value(subject->ref) || out_.nouns[subject->ref].kind == NounPhrase::pronoun) return false;
  if (finite(behind) || (out_.nouns[subject->ref].kind == NounPhrase::common && !out_.nouns[subject->ref].definite)) return false;
  Clause other = clause;
  other.relation = ClauseRelation::coordinated;
  other.parent = none;
  other.subject = subject->ref;
  other.object = amount->ref;
  other.second_object = other.complement = none;
  other.begin = subject->begin;
  other.end = amount->end;
  other.trigger_begin = amount->begin;
  other.trigger_end = amount->end;
  const std::uint32_t parent = stack_[depth_ - 1];
  Frame frame;
  frame.parent = frames_[parent].parent;
  frame.clause = static_cast<std::uint32_t>(out_.clauses.size());
  frame.begin = subject->begin;
  frame.relation = frames_[parent].relation;
  other.relation = frame.relation;
  frames_.push_back(frame);
  out_.clauses.push_back(other);
  chunks_[chunk_].frame = chunks_[chunk_ + 1].frame = parent;
  chunk_ += 2;
  last_noun_ = amount->ref;
  chain_size_ = 0;
  return true;
}

void ClauseBuilder::comma() {
  const Chunk& chunk = chunks_[chunk_];
  const Chunk* next = at(chunk_ + 1);
  preposition_ = no_fold;
  next_ = Next::normal;
  if (gapped()) return;
  const bool was_renaming = top().renaming;
  top().renaming = false;
  if (next == nullptr) return;
  if (speaks(chunk_ + 1) && (frames_[stack_[0]].clause != none || frames_[stack_[0]].subject != none) && !frames_[stack_[0]].wraps &&
      !(is(next, Chunk::verb) && depth_ == 1 && top().clause == none && !was_renaming)) {
    const bool pending = top().clause == none && top().subject != none && is(next, Chunk::noun);
    // "Orovale, the ministry said, will": a verb of its own follows the next comma
    if (!was_renaming && (!pending || depth_ == 1)) return wrap(chunk_ + 1);
  }
  if (top().clause != none && is(next, Chunk::noun) && out_.verbs.size() > out_.clauses[top().clause].verb &&
      out_.verbs[out_.clauses[top().clause].verb].voice == Voice::active && behind_parenthesis(out_.clauses[top().clause], chunk_ + 1)) return;
  const bool behind_noun = is(previous(), Chunk::noun) || is(previous(), Chunk::bracket_close);
  if (chunk.list && behind_noun && last_noun_ != none && !was_renaming) {
    const Chunk* end = at(chunk.list_end);
    const bool verb_behind = finite(end) || (end != nullptr && is(end, Chunk::adverb) && end->clause_follows);
    Frame& frame = top();
    const bool times = chunks_[chunk_ - 1].time && !next->time;
    const bool fronted = frame.clause == none && frame.subject == none;
    const bool new_clause = verb_behind && (fronted || (frame.clause != none && (frame.fronted_clause || frame.closes_at_comma)));
    const Chunk* behind_next = at(behind_group(chunk_ + 1));
    const NounPhrase& last = out_.nouns[last_noun_];
    const NounPhrase& renamer = out_.nouns[next->ref];
    // "Ana Ruiz, the minister, and Juma Odhiambo"
    const bool titles = next->symbol == sy_role || (is(behind_next, Chunk::coordinator) && renamer.start == renamer.begin &&
        !renamer.plural && next->symbol != sy_commodity);
    const bool renames = last.kind == NounPhrase::name && renamer.kind == NounPhrase::common && (titles || (renamer.definite &&
        is(behind_next, Chunk::comma)));
    if (renames) {
      next_ = Next::apposition;
      return;
    }
    if (!times && !new_clause) {
      next_ = Next::member;
      return;
    }
  }
  if (is(next, Chunk::noun) && behind_noun && last_noun_ != none && !next->time) {
    Frame& frame = top();
    const Chunk* behind = at(behind_group(chunk_ + 1));
    const bool own_verb = finite(behind) || (is(behind, Chunk::adverb) && behind->clause_follows);
    const bool starts_clause = own_verb && (frame.clause != none || frame.subject == none || was_renaming);
    if (was_renaming && own_verb) {
      // "X, the miner, last year bought"
    } else if (out_.nouns[next->ref].kind == NounPhrase::value && !own_verb) {
      if (frame.clause == none) next_ = Next::detached;
    } else if (!starts_clause && rename(last_noun_, next->ref)) {
      next_ = Next::apposition;
      return;
    }
  }
  // what the comma closes
  const bool verb_list = is(next, Chunk::verb) && !out_.verbs[next->ref].participle && !out_.verbs[next->ref].finite;
  if (verb_list && !out_.verbs[next->ref].infinitive) return;
  while (depth_ > 1) {
    const Frame& frame = top();
    if (frame.clause == none || frame.quote || frame.bracket) break;
    const bool closes = frame.closes_at_comma || frame.relation == ClauseRelation::relative ||
        frame.relation == ClauseRelation::participle ||
                        frame.relation == ClauseRelation::infinitive || frame.wraps;
    if (!closes) break;
    pop();
  }
  Frame& frame = top();
  if (is(next, Chunk::noun) && frame.clause != none && next->clause_follows && !next->time && !frame.bracket && !frame.quote &&
      next_ == Next::normal) {
    // a clause of its own behind the comma
    if (depth_ == 1 && !frame.wraps) {
      const std::size_t kept = roots_size_;
      new_root();
      (void)kept;
    }
  }
}

void ClauseBuilder::coordinator() {
  const Chunk* next = at(chunk_ + 1);
  std::size_t n = chunk_ + 1;
  while (is(at(n), Chunk::adverb)) next = at(++n);
  preposition_ = no_fold;
  next_ = Next::normal;
  if (gapped()) return;
  if (is(next, Chunk::noun)) {
    const bool subject = next->clause_follows && top().clause != none;
    if (!subject) {
      if (is(previous(), Chunk::noun) || is(previous(), Chunk::bracket_close) || is(previous(), Chunk::comma)) next_ = Next::member;
      return;
    }
    // a clause of its own: beside the innermost main or content clause
    std::size_t depth = depth_;
    while (depth > 1 && frames_[stack_[depth - 1]].relation != ClauseRelation::content &&
        frames_[stack_[depth - 1]].relation != ClauseRelation::conditional &&
           !frames_[stack_[depth - 1]].bracket)
      --depth;
    pop_to(depth);
    if (depth == 1) {
      new_root();
      return;
    }
    const ClauseRelation relation = top().relation;
    const bool quote = top().quote;
    pop();
    Frame& frame = push(relation);
    frame.quote = quote;
    frame.quoted = frame.quoted || quote;
    return;
  }
}

}  // namespace sluice::phrase
