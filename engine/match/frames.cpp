#include "match/frames.hpp"

#include <algorithm>

namespace sluice {
namespace {

bool is_value(SymbolId s) { return (s >= sy_number && s <= sy_count); }
bool is_nameable(SymbolId s) { return s == sy_person || s == sy_organization || s == sy_place; }

}  // namespace

FrameMatcher::FrameMatcher(const RuleProgram::Tables& tables, TokenTests& tests, Automaton& patterns)
    : tables_(tables), paths_(tables, tests), patterns_(patterns) {}

std::vector<std::uint32_t> FrameMatcher::roots(const RuleProgram::Tables& tables) {
  std::vector<std::uint32_t> out;
  for (const Frame& frame : tables.frames)
    for (const Part& part : frame.parts)
      for (const Bind& bind : part.binds)
        if (bind.root != none) out.push_back(bind.root);
  return out;
}

void FrameMatcher::match(const Analysis& analysis, const Phrases& phrases, std::uint32_t index, FrameMatches& out) {
  const Clause& clause = phrases.clauses[index];
  if (clause.predicate == no_fold) return;
  auto key = std::lower_bound(tables_.frame_keys.begin(), tables_.frame_keys.end(), clause.predicate,
                              [](const FrameKey& k, FoldId lemma) { return k.lemma < lemma; });
  analysis_ = &analysis;
  phrases_ = &phrases;
  clause_ = &clause;
  carrier_ = nullptr;
  if (clause.nominal && clause.parent != none) {
    const Clause& parent = phrases.clauses[clause.parent];
    const auto holds = [&](std::uint32_t n) { return n != none && phrases.nouns[n].head == clause.trigger_begin; };
    if (!parent.nominal && (holds(parent.subject) || holds(parent.object))) carrier_ = &parent;
  }
  std::uint32_t last_frame = none;
  for (; key != tables_.frame_keys.end() && key->lemma == clause.predicate; ++key) {
    if (key->nominal != clause.nominal || key->frame == last_frame) continue;
    std::uint32_t object = clause.object;
    if (key->particle == no_fold) {
      if (clause.particle != no_fold) continue;
    } else if (key->particle != clause.particle) {
      object = none;
      for (std::uint32_t o = clause.obliques; o != none && object == none; o = phrases.obliques[o].next)
        if (phrases.obliques[o].preposition == key->particle) object = phrases.obliques[o].noun;
      // The object of a deverbal noun stands behind "of" and is one already.
      if (object == none && clause.nominal) object = clause.object;
      if (object == none) continue;
    }
    if (!promises(tables_.frames[key->frame], object)) continue;
    captures_.clear();
    if (!fill(tables_.frames[key->frame], object, captures_)) continue;
    last_frame = key->frame;
    const auto first = static_cast<std::uint32_t>(out.captures.size());
    out.captures.insert(out.captures.end(), captures_.begin(), captures_.end());
    out.matches.push_back({tables_.frames[key->frame].rule, first, static_cast<std::uint32_t>(out.captures.size())});
  }
}

/// Whether every bind that must find something has a place to look and, where it wants a value, a value there: cheap, before any pattern is tried.
bool FrameMatcher::promises(const Frame& frame, std::uint32_t object) const {
  const auto& nouns = phrases_->nouns;
  const auto holds = [&](const Bind& bind, std::uint32_t n) {
    if (n == none) return false;
    if (bind.root != none || bind.takes_text || bind.symbols.empty() || !is_value(bind.symbols[0])) return true;
    for (std::uint32_t t = nouns[n].begin; t < nouns[n].end; ++t)
      for (const Edge& e : takes_at(bind, t) ? analysis_->lattice.at(t) : Lattice::Range{})
        if (std::find(bind.symbols.begin(), bind.symbols.end(), e.symbol) != bind.symbols.end()) return true;
    return false;
  };
  const auto owned = [&](std::uint32_t n) { return n != none && nouns[n].possessor != none; };
  const auto governs = [&](const Part& part, const Clause* clause) {
    for (std::uint32_t o = clause == nullptr ? none : clause->obliques; o != none; o = phrases_->obliques[o].next)
      if (std::find(part.prepositions.begin(), part.prepositions.end(), phrases_->obliques[o].preposition) != part.prepositions.end()) return true;
    return false;
  };
  for (const Part& part : frame.parts)
    for (const Bind& bind : part.binds) {
      if (bind.optional) continue;
      bool place = true;
      switch (static_cast<ast::FramePart::Kind>(part.kind)) {
        case ast::FramePart::subject: place = holds(bind, clause_->subject); break;
        case ast::FramePart::object: place = holds(bind, object) || holds(bind, clause_->second_object); break;
        case ast::FramePart::complement: place = holds(bind, clause_->complement); break;
        case ast::FramePart::possessor: place = owned(clause_->subject) || owned(object) || owned(clause_->complement); break;
        case ast::FramePart::adverbial: place = clause_->nominal || clause_->obliques != none; break;
        case ast::FramePart::with: place = bind.takes_text || governs(part, clause_) || governs(part, carrier_); break;
      }
      if (!place) return false;
    }
  return true;
}

bool FrameMatcher::fill(const Frame& frame, std::uint32_t object, std::vector<Capture>& captures) {
  // Objects first: what is done to tells frames of one verb apart better than who does it.
  for (const bool objects : {true, false})
    for (const Part& part : frame.parts) {
      const auto kind = static_cast<ast::FramePart::Kind>(part.kind);
      if ((kind == ast::FramePart::object || kind == ast::FramePart::complement) != objects) continue;
      if (!fill_part(part, kind, object, captures)) return false;
    }
  return true;
}

bool FrameMatcher::fill_part(const Part& part, ast::FramePart::Kind kind, std::uint32_t object, std::vector<Capture>& captures) {
  const auto& nouns = phrases_->nouns;
  const auto bind_to = [&](const Bind& bind, std::uint32_t noun) { return noun != none && bind_noun(bind, noun, captures); };
  const auto bind_owner = [&](const Bind& bind, std::uint32_t noun) { return noun != none && bind_to(bind, nouns[noun].possessor); };
  const std::size_t before = captures.size();
  for (const Bind& bind : part.binds) {
    bool bound = false;
    switch (kind) {
      case ast::FramePart::subject: bound = bind_to(bind, clause_->subject); break;
      case ast::FramePart::object: bound = bind_to(bind, object) || bind_to(bind, clause_->second_object); break;
      case ast::FramePart::complement: bound = bind_to(bind, clause_->complement); break;
      case ast::FramePart::possessor:
        bound = bind_owner(bind, clause_->subject) || bind_owner(bind, object) || bind_owner(bind, clause_->complement);
        break;
      case ast::FramePart::adverbial: bound = bind_adverbial(bind, captures); break;
      case ast::FramePart::with: bound = bind_with(part, bind, object, before, captures); break;
    }
    if (!bound && !bind.optional) return false;
  }
  return true;
}

bool FrameMatcher::bind_adverbial(const Bind& bind, std::vector<Capture>& captures) {
  const auto& obliques = phrases_->obliques;
  for (std::uint32_t o = clause_->obliques; o != none; o = obliques[o].next)
    if (bind_range(bind, obliques[o].begin, obliques[o].end, captures)) return true;
  if (!clause_->nominal) {
    // "imported coal and exported rice in 2024": one date for both
    const bool date = std::find(bind.symbols.begin(), bind.symbols.end(), static_cast<SymbolId>(sy_date)) != bind.symbols.end();
    const auto own = static_cast<std::uint32_t>(clause_ - phrases_->clauses.data());
    for (std::uint32_t c = own + 1; date && c < phrases_->clauses.size() && c < own + 4; ++c) {
      const Clause& next = phrases_->clauses[c];
      if (next.sentence != clause_->sentence) break;
      if (next.relation != ClauseRelation::coordinated || next.parent != own) continue;
      for (std::uint32_t o = next.obliques; o != none; o = obliques[o].next)
        if (bind_range(bind, obliques[o].begin, obliques[o].end, captures)) return true;
    }
    return false;
  }
  // "the $2bn sale", "last year's sale"
  const std::uint32_t noun = phrases_->noun_at[clause_->trigger_begin];
  if (noun != none && bind_range(bind, phrases_->nouns[noun].begin, clause_->trigger_end, captures)) return true;
  for (std::uint32_t o = carrier_ != nullptr ? carrier_->obliques : none; o != none; o = obliques[o].next)
    if (bind_range(bind, obliques[o].begin, obliques[o].end, captures)) return true;
  return false;
}

/// One phrase fills the roles of one part: `before` is how many captures the parts before made.
bool FrameMatcher::bind_with(const Part& part, const Bind& bind, std::uint32_t object, std::size_t before, std::vector<Capture>& captures) {
  const auto& obliques = phrases_->obliques;
  for (const Clause* clause : {clause_, carrier_}) {
    if (clause == nullptr) continue;
    for (std::uint32_t o = clause->obliques; o != none; o = obliques[o].next) {
      if (obliques[o].noun != none && obliques[o].noun == object) continue;   // "travel to Oslo": the preposition's noun is the object
      const auto taken = [&](const Capture& c) { return c.begin < obliques[o].end && obliques[o].begin < c.end; };
      if (std::any_of(captures.begin(), captures.begin() + static_cast<std::ptrdiff_t>(before), taken)) continue;
      if (std::find(part.prepositions.begin(), part.prepositions.end(), obliques[o].preposition) == part.prepositions.end()) continue;
      if (bind_oblique(bind, obliques[o], captures)) return true;
    }
  }
  return bind.root == none && bind.takes_text && bind_purpose(part, bind, captures);
}

/// The edge of one of the bind's types that is the noun phrase, or its name; for values also one that stands inside it.
bool FrameMatcher::bind_one(const Bind& bind, const NounPhrase& noun, Capture& out) const {
  const Edge* best = nullptr;
  const auto consider = [&](const Edge& e, bool at_head) {
    for (const SymbolId s : bind.symbols)
      if (e.symbol == s && (at_head || is_value(s) || s >= builtin_symbols) && (best == nullptr || e.end - e.begin > best->end - best->begin))
        best = &e;
  };
  bool any = false;
  for (std::uint32_t t = noun.begin; t < noun.end; ++t) {
    if (!takes_at(bind, t)) continue;
    any = true;
    for (const Edge& e : analysis_->lattice.at(t))
      if (e.end <= noun.end && e.begin <= noun.head && noun.head < e.end) consider(e, true);
  }
  for (std::uint32_t t = noun.begin; any && best == nullptr && t < noun.end; ++t)
    for (const Edge& e : analysis_->lattice.at(t))
      if (e.end <= noun.end) consider(e, false);
  if (best != nullptr) {
    out.name = bind.capture;
    out.symbol = best->symbol;
    out.begin = best->begin;
    out.end = best->end;
    out.payload = best->payload;
    return true;
  }
  return false;
}

/// "earlier this month" is nobody.
bool FrameMatcher::is_time(const NounPhrase& noun) const {
  for (std::uint32_t t = noun.begin; t <= noun.head; ++t)
    for (const Edge& e : analysis_->lattice.at(t))
      if ((e.symbol == sy_date || e.symbol == sy_time || e.symbol == sy_duration) && e.end > noun.head) return true;
  return false;
}

bool FrameMatcher::bind_noun(const Bind& bind, std::uint32_t index, std::vector<Capture>& captures) {
  const NounPhrase& noun = phrases_->nouns[index];
  if (bind.root != none) {
    // "its chief executive, Ana Ruiz, will": the name before the noun that it goes with
    const bool named = noun.kind == NounPhrase::common && noun.apposition != none && phrases_->nouns[noun.apposition].kind == NounPhrase::name;
    if (named) {
      const NounPhrase& name = phrases_->nouns[noun.apposition];
      if (bind_range(bind, noun.start, noun.end, captures, name.head + 1)) return true;
      if (bind_range(bind, name.start, name.end, captures, name.head + 1)) return true;
    }
    // A filler begins behind the determiner, unless the pattern itself asks for one, and takes in the head: "plant" is not "plant workers".
    return bind_range(bind, noun.start, noun.end, captures, noun.head + 1) || bind_range(bind, noun.begin, noun.start, captures, noun.head + 1);
  }
  const std::size_t first = captures.size();
  for (std::uint32_t at = index, guard = 0; at != none && guard < 64; at = phrases_->nouns[at].conjunct, ++guard) {
    const NounPhrase& member = phrases_->nouns[at];
    Capture c;
    bool bound = bind_one(bind, member, c);
    if (!bound && member.apposition != none) bound = bind_one(bind, phrases_->nouns[member.apposition], c);
    if (!bound) {
      const bool anaphor = member.kind == NounPhrase::pronoun || (member.kind == NounPhrase::common && member.definite);
      const bool nameable = std::any_of(bind.symbols.begin(), bind.symbols.end(), is_nameable);
      if ((bind.takes_text && !is_time(member)) || (anaphor && nameable)) {
        c.name = bind.capture;
        c.symbol = bind.takes_text ? sy_noun_group : sy_definite;
        c.begin = bind.takes_text ? member.start : member.begin;
        c.end = member.end;
        c.payload = at;
        bound = true;
      }
    }
    if (bound) captures.push_back(c);
    else if (at == index) return false;
    if (!bind.each) {
      // One argument spans the coordination.
      std::uint32_t last = at;
      for (std::uint32_t n = 0; phrases_->nouns[last].conjunct != none && n < 64; ++n) last = phrases_->nouns[last].conjunct;
      if (last != at && !bind.symbols.empty() && is_value(bind.symbols[0])) break;
      if (last != at) {
        Capture& whole = captures.back();
        whole.end = phrases_->nouns[last].end;
        whole.symbol = sy_noun_group;
        whole.payload = at;
      }
      break;
    }
  }
  return captures.size() > first;
}

/// A pattern that begins at one of the tokens and ends from `reach` on; or, for a single type, an edge of it inside the range.
bool FrameMatcher::bind_range(const Bind& bind, std::uint32_t begin, std::uint32_t end, std::vector<Capture>& captures, std::uint32_t reach) {
  if (bind.root == none) {
    const Edge* best = nullptr;
    for (std::uint32_t t = begin; t < end && best == nullptr; ++t)
      for (const Edge& e : takes_at(bind, t) ? analysis_->lattice.at(t) : Lattice::Range{}) {
        if (e.end > end || std::find(bind.symbols.begin(), bind.symbols.end(), e.symbol) == bind.symbols.end()) continue;
        if (best == nullptr || e.end > best->end) best = &e;
      }
    if (best == nullptr) return false;
    captures.push_back({bind.capture, best->symbol, best->begin, best->end, best->payload});
    return true;
  }
  const Sentence& sentence = analysis_->text.sentences[clause_->sentence];
  for (std::uint32_t t = begin; t < end; ++t) {
    if (!patterns_.begins(bind.root, *analysis_, sentence, t)) continue;
    if (!paths_.find(bind.root, *analysis_, sentence, t, sentence.end, false, path_, reach) || path_.end == t) continue;
    captures.insert(captures.end(), path_.captures.begin(), path_.captures.end());
    return true;
  }
  return false;
}

/// `with "to"` also takes what an infinitive says: "visited Oslo to open the talks".
bool FrameMatcher::bind_purpose(const Part& part, const Bind& bind, std::vector<Capture>& captures) {
  const std::uint32_t index = static_cast<std::uint32_t>(clause_ - phrases_->clauses.data());
  for (std::uint32_t i = index + 1; i < phrases_->clauses.size() && phrases_->clauses[i].sentence == clause_->sentence; ++i) {
    const Clause& c = phrases_->clauses[i];
    if (c.parent != index || c.relation != ClauseRelation::infinitive || c.verb == none) continue;
    const std::uint32_t begin = phrases_->verbs[c.verb].begin;
    if (std::find(part.prepositions.begin(), part.prepositions.end(), analysis_->fold(begin)) == part.prepositions.end()) continue;
    std::uint32_t end = std::max(c.end, phrases_->verbs[c.verb].end);
    while (end > begin + 1 && analysis_->token(end - 1).kind == TokenKind::punctuation) --end;
    captures.push_back({bind.capture, sy_text, begin, end, none});
    return true;
  }
  return false;
}

bool FrameMatcher::bind_oblique(const Bind& bind, const Oblique& oblique, std::vector<Capture>& captures) {
  if (oblique.noun != none) {
    if (bind_noun(bind, oblique.noun, captures)) return true;
    // A value that stands behind the noun's own words, as in "by a record 3%".
    // So does a place: "at its Pune works".
    if (bind.root != none || bind.symbols.empty() || !(is_value(bind.symbols[0]) || bind.symbols[0] == sy_place)) return false;
  }
  if (bind_range(bind, oblique.begin, oblique.end, captures)) return true;
  if (bind.root == none && bind.takes_text && oblique.noun == none && oblique.begin < oblique.end) {
    captures.push_back({bind.capture, sy_text, oblique.begin, oblique.end, none});
    return true;
  }
  return false;
}

}  // namespace sluice
