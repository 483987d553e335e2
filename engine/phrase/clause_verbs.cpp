// What a verb group does to the open clauses.
#include <algorithm>

#include "phrase/clause_builder.hpp"

namespace sluice::phrase {

namespace {

void apply(Clause& clause, Effect effect) {
  switch (effect) {
    case Effect::actual: break;
    case Effect::planned: clause.modality = std::max(clause.modality, Modality::planned); break;
    case Effect::possible: clause.modality = std::max(clause.modality, Modality::possible); break;
    case Effect::doubtful:
      clause.modality = std::max(clause.modality, Modality::possible);
      [[fallthrough]];
    case Effect::negative: clause.polarity = clause.polarity == Polarity::positive ? Polarity::negative : Polarity::positive; break;
  }
}

}  // namespace

void ClauseBuilder::verb() {
  const std::uint32_t v = chunks_[chunk_].ref;
  const VerbGroup& group = out_.verbs[v];
  next_ = Next::normal;
  top().renaming = false;
  if (group.finite) finite_verb(v);
  else if (group.infinitive) infinitive(v);
  else participle(v);
  preposition_ = no_fold;
  chain_size_ = 0;
}

void ClauseBuilder::effect_on(std::uint32_t clause, Effect effect) {
  apply(out_.clauses[clause], effect);
  VerbGroup& group = out_.verbs[out_.clauses[clause].verb];
  group.modality = out_.clauses[clause].modality;
  group.polarity = out_.clauses[clause].polarity;
}

/// "no company has", "neither firm": the subject or object denies the clause.
void ClauseBuilder::deny_by(Clause& clause, std::uint32_t noun) {
  if ((r_.word(out_.nouns[noun].begin).classes & wc_negation) == 0) return;
  // "no more than 40 tonnes" denies nothing
  if (out_.nouns[noun].kind == NounPhrase::value && out_.nouns[noun].head > out_.nouns[noun].begin) return;
  clause.polarity = Polarity::negative;
}

/// Who or what the clause is said of: what stands as its subject in the text.
std::uint32_t ClauseBuilder::surface_subject(std::uint32_t c) const {
  if (c == none) return none;
  const Clause& clause = out_.clauses[c];
  const bool passive = clause.verb != none && out_.verbs[clause.verb].voice == Voice::passive;
  return passive ? clause.object : clause.subject;
}

/// The phrases between a subject and its verb belong to the subject.
void ClauseBuilder::extend_subject(const Frame& frame) {
  if (frame.subject_chunk == none || frame.subject_chunk + 1 >= chunk_ || chunk_ - frame.subject_chunk > 12) return;
  std::uint32_t end = 0;
  for (std::uint32_t i = frame.subject_chunk + 1; i < chunk_; ++i) {
    const Chunk::Kind kind = chunks_[i].kind;
    if (kind == Chunk::noun) {
      if (chunks_[i].time) return;
      end = chunks_[i].end;
    } else if (kind != Chunk::preposition && kind != Chunk::coordinator) {
      return;
    }
    if (kind == Chunk::coordinator && is(at(i + 1), Chunk::noun) && !is(&chunks_[i - 1], Chunk::noun)) return;
    if (kind == Chunk::coordinator && out_.nouns[frame.subject].conjunct != none) return;
  }
  NounPhrase& noun = out_.nouns[frame.subject];
  noun.extent = std::max(noun.extent, end);
}

std::uint32_t ClauseBuilder::create(Frame& frame, std::uint32_t v, std::uint32_t subject) {
  const VerbGroup& group = out_.verbs[v];
  const auto index = static_cast<std::uint32_t>(out_.clauses.size());
  Clause clause;
  clause.predicate = group.lemma;
  clause.particle = group.particle;
  clause.verb = v;
  clause.begin = std::min(frame.begin, group.begin);
  clause.end = group.end;
  clause.trigger_begin = group.head;
  clause.trigger_end = group.end;
  clause.sentence = r_.sentence;
  clause.relation = frame.relation;
  clause.quoted = frame.quoted;
  clause.tense = group.tense;
  clause.polarity = group.polarity;
  clause.modality = group.modality;
  clause.obliques = frame.fronted;
  if (group.voice == Voice::passive) clause.object = subject;
  else clause.subject = subject;
  if (subject != none) deny_by(clause, subject);
  frame.clause = index;
  if (frame.gap_preposition != no_fold && frame.antecedent != none) {
    const NounPhrase& noun = out_.nouns[frame.antecedent];
    out_.clauses.push_back(clause);
    add_oblique(frame, frame.gap_preposition, frame.antecedent, noun.begin, noun.end);
    return index;
  }
  out_.clauses.push_back(clause);
  return index;
}

void ClauseBuilder::finite_verb(std::uint32_t v) {
  const VerbGroup& group = out_.verbs[v];
  const Chunk* before = previous();
  for (std::uint32_t back = 2; is(before, Chunk::adverb) && back <= 4 && chunk_ >= back; ++back) before = &chunks_[chunk_ - back];
  const bool say = (t_.flag(group.lemma) & pf_say) != 0;
  if (top().clause != none) {
    const bool inverted = say && is(at(chunk_ + 1), Chunk::noun) && (is(before, Chunk::comma) || is(before, Chunk::quote_close) ||
        is(before, Chunk::dash));
    if (inverted && !is(before, Chunk::coordinator) && speaks(chunk_)) {
      wrap(chunk_);
      create(top(), v, none);
      top().expects_subject = true;
      return;
    }
    if ((is(before, Chunk::coordinator) || is(before, Chunk::comma)) && coordinated_verb(v, is(before, Chunk::comma))) return;
    // the verb of a clause further out
    std::size_t depth = depth_;
    while (depth > 0 && !(frames_[stack_[depth - 1]].clause == none && frames_[stack_[depth - 1]].subject != none)) --depth;
    if (depth > 0) {
      pop_to(depth);
    } else if (is(before, Chunk::noun) && last_noun_ == before->ref) {
      // what was taken for an object is the subject of a clause of its own
      Frame& frame = top();
      Clause& clause = out_.clauses[frame.clause];
      if (clause.object == last_noun_ && clause.verb != none && out_.verbs[clause.verb].voice == Voice::active) clause.object = none;
      Frame& content = push(ClauseRelation::content);
      content.subject = last_noun_;
    } else if (coordinated_verb(v, true)) {
      return;
    } else {
      new_root();
    }
  }
  Frame& frame = top();
  // "among those arrested was the mayor", and not "there was a vote"
  const bool stood_first = group.lemma == k_.be && frame.subject == none && frame.fronted != none && is(before, Chunk::noun) &&
      is(at(chunk_ + 1), Chunk::noun) && frame.relation == ClauseRelation::main;
  const bool inverted = stood_first || (say && frame.subject == none && is(at(chunk_ + 1), Chunk::noun) && is(before, Chunk::quote_close));
  if (frame.subject == none && frame.relation == ClauseRelation::relative && !frame.gap &&
      frame.gap_preposition == no_fold) frame.subject = frame.antecedent;
  if (frame.subject != none) extend_subject(frame);
  const std::uint32_t clause = create(frame, v, frame.subject);
  if (inverted || (frame.wraps && frame.subject == none && is(at(chunk_ + 1), Chunk::noun))) frame.expects_subject = true;
  if (frame.relation == ClauseRelation::main || frame.relation == ClauseRelation::content) {
    for (std::size_t i = 0; i < waiting_size_; ++i) {
      Clause& waiting = out_.clauses[waiting_[i]];
      const bool passive = out_.verbs[waiting.verb].voice == Voice::passive;
      std::uint32_t& place = passive ? waiting.object : waiting.subject;
      if (place == none) place = surface_subject(clause);
    }
    waiting_size_ = 0;
  }
}

/// "and sold C": shares the subject of an earlier clause. False where there is none to share with.
bool ClauseBuilder::coordinated_verb(std::uint32_t v, bool comma_only) {
  VerbGroup& group = out_.verbs[v];
  // A subject that still waits for its verb comes first behind a comma alone.
  if (comma_only)
    for (std::size_t d = depth_; d-- > 0;)
      if (frames_[stack_[d]].clause == none && frames_[stack_[d]].subject != none) return false;
  std::size_t found = depth_limit;
  for (int pass = 0; pass < 2 && found == depth_limit; ++pass)
    for (std::size_t d = depth_; d-- > 0;) {
      const Frame& frame = frames_[stack_[d]];
      if (frame.bracket) break;
      if (frame.clause == none || out_.clauses[frame.clause].verb == none) continue;
      const VerbGroup& other = out_.verbs[out_.clauses[frame.clause].verb];
      const bool same = group.finite ? other.finite && (pass == 1 || other.tense == group.tense || (other.perfect &&
          group.tense == Tense::past)) : (pass == 1 || !other.participle || group.participle == other.participle);
      if (!same) continue;
      found = d;
      break;
    }
  if (found == depth_limit) return false;
  const std::uint32_t target_frame = stack_[found];
  const std::uint32_t target = frames_[target_frame].clause;
  const bool adjacent = chunk_ >= 2 && is(&chunks_[chunk_ - 2], Chunk::verb) && out_.clauses[target].verb == chunks_[chunk_ - 2].ref;
  pop_to(found + 1);
  const bool closes = top().closes_at_comma;
  const bool quote = top().quote;
  const bool bracket = top().bracket;
  const ClauseRelation around = top().relation;
  pop();
  Frame& frame = push(ClauseRelation::coordinated);
  frame.parent = target_frame;
  frame.closes_at_comma = closes || around == ClauseRelation::relative || around == ClauseRelation::participle;
  frame.quote = quote;
  frame.bracket = bracket;
  frame.quoted = frames_[target_frame].quoted;
  const VerbGroup& other = out_.verbs[out_.clauses[target].verb];
  if (!group.finite) {
    // a bare form goes on with the auxiliaries of the verb before
    const bool ing = r_.analysis.surface(group.head).ends_with("ing");
    group.modality = std::max(group.modality, other.modality);
    if (group.polarity == Polarity::positive) group.polarity = other.polarity;
    group.tense = other.tense;
    group.perfect = group.perfect || other.perfect;
    group.finite = other.finite;
    if (!ing) {
      group.progressive = other.progressive && other.voice == Voice::passive;
      if (group.participle) group.voice = other.voice;
      group.infinitive = group.infinitive || other.infinitive;
    } else {
      group.progressive = other.progressive;
    }
    group.participle = other.participle;
  }
  const std::uint32_t subject = surface_subject(target);
  const std::uint32_t index = create(frame, v, subject);
  if (adjacent && group.voice == Voice::active) frame.share_object = target;
  if (adjacent && group.voice == Voice::passive) frame.share_object = target;
  out_.clauses[index].relation = ClauseRelation::coordinated;
  const bool waits = subject == none && std::find(waiting_, waiting_ + waiting_size_, target) != waiting_ + waiting_size_;
  if (waits && waiting_size_ < std::size(waiting_)) waiting_[waiting_size_++] = index;
  return true;
}

/// What a chain verb would say of the infinitive behind its object: "wants Orovale to sell".
bool ClauseBuilder::infinitive_effect(FoldId lemma, Effect& effect) const {
  bool to = false, bare = false;
  for (const ChainEntry& entry : t_.chains_of(lemma)) {
    if (entry.length != 1) continue;
    if (entry.link == ChainLink::to && !to) {
      effect = entry.effect;
      to = true;
    }
    if (entry.link == ChainLink::bare) bare = true;
  }
  if (to && effect == Effect::actual && !bare) effect = Effect::planned;
  return to;
}

/// "the first country to", "the only bank to": what the infinitive says is so.
bool ClauseBuilder::first_to(std::uint32_t n) const {
  const NounPhrase& noun = out_.nouns[n];
  for (std::uint32_t t = noun.start; t < noun.head; ++t) {
    const WordFacts& word = r_.word(t);
    if ((word.flags & pf_chain) == 0 || word.forms != 0) continue;
    for (const ChainEntry& entry : t_.chains_of(word.fold))
      if (entry.length == 1 && entry.link == ChainLink::to && entry.effect == Effect::actual) return true;
  }
  return false;
}

void ClauseBuilder::infinitive(std::uint32_t v) {
  const Chunk* before = previous();
  const Chunk* next = at(chunk_ + 1);
  Frame& frame = top();
  const bool more = next != nullptr && next->clause_follows;
  if (frame.clause == none && frame.subject != none && !more && depth_ == 1 && (headline_ || is(before, Chunk::noun)) &&
      frame.relation == ClauseRelation::main) {
    // "Orovale to buy Cobre Sur"
    VerbGroup& group = out_.verbs[v];
    group.finite = true;
    group.infinitive = false;
    group.tense = Tense::future;
    group.modality = std::max(group.modality, Modality::planned);
    extend_subject(frame);
    create(frame, v, frame.subject);
    return;
  }
  if (is(before, Chunk::coordinator) && frame.clause != none && coordinated_verb(v, false)) return;
  Effect effect = Effect::planned;
  std::uint32_t subject = none;
  ClauseRelation relation = ClauseRelation::infinitive;
  bool denied = false;
  const bool object_of = frame.clause != none && is(before, Chunk::noun) && out_.clauses[frame.clause].object != none;
  if (is(before, Chunk::noun) && first_to(before->ref)) {
    effect = Effect::actual;   // "became the first country to ban"
    subject = surface_subject(frame.clause);
  } else if (is(before, Chunk::noun) && t_.noun_effect(noun_fold(before->ref), effect)) {
    const std::uint32_t owner = out_.nouns[before->ref].possessor;
    subject = owner != none ? owner : surface_subject(frame.clause);
    denied = (r_.word(out_.nouns[before->ref].begin).classes & wc_negation) != 0;   // "has no plans to sell"
  } else if (is(before, Chunk::adjective) && chunk_ >= 2 && is(&chunks_[chunk_ - 2], Chunk::noun)) {
    for (const ChainEntry& entry : t_.chains_of(before->fold))
      if (entry.link == ChainLink::to && entry.length == 1) effect = entry.effect;
    subject = last_noun_;
    relation = ClauseRelation::relative;
  } else if (frame.clause != none) {
    const Clause& clause = out_.clauses[frame.clause];
    const bool controls = infinitive_effect(clause.predicate, effect);
    const bool passive = out_.verbs[clause.verb].voice == Voice::passive;
    if ((t_.flag(clause.predicate) & pf_control) != 0 && object_of && !passive) subject = clause.object;
    else subject = surface_subject(frame.clause);
    if (!controls) effect = Effect::planned;
  }
  Frame& inner = push(relation);
  const std::uint32_t index = create(inner, v, subject);
  if (subject == none && inner.parent != none && frames_[inner.parent].clause == none && frames_[inner.parent].subject == none &&
      waiting_size_ < std::size(waiting_))
    waiting_[waiting_size_++] = index;
  effect_on(index, effect);
  if (denied) effect_on(index, Effect::negative);
}

void ClauseBuilder::participle(std::uint32_t v) {
  const VerbGroup& group = out_.verbs[v];
  const Chunk* before = previous();
  for (std::uint32_t back = 2; is(before, Chunk::adverb) && back <= 4 && chunk_ >= back; ++back) before = &chunks_[chunk_ - back];
  const bool passive = group.voice == Voice::passive;
  const std::uint32_t last = last_noun_;
  if ((is(before, Chunk::coordinator) || (!group.participle && is(before, Chunk::comma))) && top().clause != none &&
      coordinated_verb(v, false)) return;
  if (!group.participle && !is(before, Chunk::coordinator)) {
    // a bare form that nothing explains: a headline or an order
    if (top().clause == none) {
      create(top(), v, top().subject);
      return;
    }
  }
  Frame& outer = top();
  if (outer.clause == none && outer.relation != ClauseRelation::main && outer.relation != ClauseRelation::content &&
      outer.subject == none) {
    // "while keeping", "when completed", "if approved"
    const std::uint32_t parent = outer.parent;
    const std::uint32_t subject = parent == none ? none : surface_subject(frames_[parent].clause) != none
        ? surface_subject(frames_[parent].clause)
                                                                                                          : frames_[parent].subject;
    const std::uint32_t index = create(outer, v, subject);
    if (subject == none && waiting_size_ < std::size(waiting_)) waiting_[waiting_size_++] = index;
    return;
  }
  const std::uint32_t outer_clause = outer.clause;
  const std::uint32_t outer_subject = outer.subject;
  std::uint32_t subject = none;
  ClauseRelation relation = ClauseRelation::participle;
  const FoldId preposition = preposition_;
  Effect effect = Effect::actual;
  bool denied = false;
  if (preposition != no_fold) {
    subject = outer_clause != none ? surface_subject(outer_clause) : outer_subject;
    const Chunk* noun = chunk_ >= 2 ? &chunks_[chunk_ - 2] : nullptr;
    if (is(noun, Chunk::noun)) {
      // "has no intention of resigning"
      denied = t_.noun_effect(noun_fold(noun->ref), effect) && (r_.word(out_.nouns[noun->ref].begin).classes & wc_negation) != 0;
      if (out_.nouns[noun->ref].possessor != none) subject = out_.nouns[noun->ref].possessor;
    } else if (outer_clause != none && (preposition == k_.from)) {
      for (const ChainEntry& entry : t_.chains_of(out_.clauses[outer_clause].predicate))
        if (entry.preposition == preposition) effect = entry.effect;
    }
    // "prevented Orovale from buying", "accused the ministry of hiding"
    if (is(noun, Chunk::noun) && outer_clause != none && out_.clauses[outer_clause].object == noun->ref) {
      if ((preposition == k_.of || preposition == k_.from) &&
          (t_.flag(noun_fold(noun->ref)) & (pf_chain_noun | pf_deverbal)) == 0) subject = noun->ref;
      for (const ChainEntry& entry : t_.chains_of(out_.clauses[outer_clause].predicate))
        if (entry.preposition == preposition) {
          effect = entry.effect;
          subject = noun->ref;
        }
    }
    if (preposition == k_.without || preposition == k_.instead) effect = Effect::negative;
  } else if (is(before, Chunk::noun) || is(before, Chunk::bracket_close)) {
    relation = ClauseRelation::relative;
    subject = last;
    if (is(before, Chunk::noun) && before->time && outer_clause != none) {
      subject = out_.clauses[outer_clause].object != none ? out_.clauses[outer_clause].object : last;
    }
  } else if (is(before, Chunk::comma) || is(before, Chunk::dash)) {
    const Chunk* noun = chunk_ >= 2 ? &chunks_[chunk_ - 2] : nullptr;
    const bool behind_noun = is(noun, Chunk::noun) && !noun->time;
    if (outer_clause == none && outer_subject != none) subject = behind_noun && passive ? last : outer_subject;
    else if (outer_clause != none) subject = passive && behind_noun ? last : surface_subject(outer_clause);
  } else {
    subject = outer_clause != none ? surface_subject(outer_clause) : outer_subject;
  }
  Frame& frame = push(relation);
  frame.closes_at_comma = true;
  const std::uint32_t index = create(frame, v, subject);
  if (effect != Effect::actual) effect_on(index, effect);
  if (denied) effect_on(index, Effect::negative);
  if (subject == none && outer_clause == none && waiting_size_ < std::size(waiting_)) waiting_[waiting_size_++] = index;
}

}  // namespace sluice::phrase
