#include "resolve/facts.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "lexicon/hash.hpp"

namespace sluice {
namespace {

bool overlap(const FactRole& a, const FactRole& b) { return a.begin < b.end && b.begin < a.end; }

/// First of the names or values that begins at or behind `token`.
template <class Mention>
std::size_t first_from(const std::vector<Mention>& mentions, std::uint32_t token) {
  const auto at = std::lower_bound(mentions.begin(), mentions.end(), token, [](const Mention& m, std::uint32_t t) { return m.begin < t; });
  return static_cast<std::size_t>(at - mentions.begin());
}

class Assembly {
 public:
  Assembly(const FactInput& input, bool keep_lost, FactStore& out) : in_(input), keep_lost_(keep_lost), out_(out) {}

  void resolve_all() {
    if (in_.matches.matches.empty()) return;
    index_mentions();
    for (const Match& match : in_.matches.matches) add(match, false);
    for (const Match* match : elliptic_) add(*match, true);
  }

  void run() {
    resolve_all();
    std::stable_sort(out_.facts.begin(), out_.facts.end(), [](const FactRecord& a, const FactRecord& b) {
      return std::tie(a.sentence, a.schema, a.trigger_begin) < std::tie(b.sentence, b.schema, b.trigger_begin);
    });
    settle();
    complete_from_sentence();
    std::stable_sort(out_.facts.begin(), out_.facts.end(), [](const FactRecord& a, const FactRecord& b) {
      return std::tie(a.sentence, a.trigger_begin, a.schema) < std::tie(b.sentence, b.trigger_begin, b.schema);
    });
    link_events();
  }

 private:
  const FactInput& in_;
  bool keep_lost_;
  FactStore& out_;
  std::vector<Attribute> attributes_;
  struct Starts { std::uint32_t name = none, value = none; };
  std::vector<Starts> starts_;           // by token
  std::vector<const Match*> elliptic_;   // a role of theirs is filled by what other facts say

  [[nodiscard]] const Schema& schema(const FactRecord& f) const { return in_.program.schemas()[f.schema]; }

  const SchemaSlot* slot_of(const Schema& s, CaptureId role) const {
    for (const SchemaSlot& slot : s.slots)
      if (slot.name == role) return &slot;
    return nullptr;
  }

  /// Of each token, the first name and the first value that begin there.
  void index_mentions() {
    starts_.assign(in_.analysis.text.tokens.size(), {});
    for (std::size_t i = in_.names.names.size(); i-- > 0;) starts_[in_.names.names[i].begin].name = static_cast<std::uint32_t>(i);
    for (std::size_t i = in_.values.size(); i-- > 0;) starts_[in_.values[i].begin].value = static_cast<std::uint32_t>(i);
  }
  /// The name with just these tokens, or none.
  [[nodiscard]] std::uint32_t name_at(std::uint32_t begin, std::uint32_t end) const {
    const std::uint32_t at = starts_[begin].name;
    return at != none && in_.names.names[at].end == end ? at : none;
  }
  [[nodiscard]] std::uint32_t value_at(std::uint32_t begin, std::uint32_t end) const {
    for (std::uint32_t at = starts_[begin].value; at < in_.values.size() && in_.values[at].begin == begin; ++at)
      if (in_.values[at].end == end) return at;
    return none;
  }

  void add(const Match& match, bool last) {
    const RuleInfo& rule = in_.program.rules()[match.rule];
    if (rule.schema == none) return;
    const Schema& schema = in_.program.schemas()[rule.schema];
    FactRecord fact;
    fact.rule = match.rule;
    fact.schema = rule.schema;
    fact.sentence = match.sentence;
    fact.clause = match.clause;
    fact.trigger_begin = match.trigger_begin;
    fact.trigger_end = match.trigger_end;
    fact.wildcards = match.wildcards;
    std::vector<std::uint32_t> entities;
    // Fillers that are names first: what a pronoun stands for cannot be one of them.
    for (const bool anaphors : {false, true})
      for (const Capture& c : in_.matches.of(match)) {
        const SchemaSlot* slot = slot_of(schema, c.name);
        if (slot == nullptr || c.begin >= c.end) continue;
        FactRole role;
        role.role = c.name;
        role.begin = c.begin;
        role.end = c.end;
        role.name = name_at(c.begin, c.end);
        role.value = value_at(c.begin, c.end);
        const bool noun_phrase = (c.symbol == sy_noun_group || c.symbol == sy_pronoun || c.symbol == sy_definite) && c.payload != none;
        const std::uint32_t noun = noun_phrase ? c.payload : definite_at(c);
        const bool may_stand = noun != none && role.name == none && role.value == none;
        if (may_stand != anaphors) continue;
        if (may_stand && !resolve(c, noun, *slot, entities, role) && noun_phrase) {
          if (slot->optional) continue;
          return;
        }
        if (role.name != none && in_.names.names[role.name].entity != none) entities.push_back(in_.names.names[role.name].entity);
        fact.roles.push_back(role);
      }
    fact.factuality = judge(in_.effects, in_.analysis, in_.phrases, match.clause);
    attributes_.clear();
    in_.matcher.attributes(match, in_.matches, in_.analysis, attributes_);
    // What a rule calls actual and positive is taken for granted in a noun group, whoever speaks: "the six-member board".
    int granted = 0;
    for (const Attribute& a : attributes_) {
      if ((a.id == "modality" && a.value == name(Modality::actual)) || (a.id == "polarity" && a.value == name(Polarity::positive))) ++granted;
      if (granted == 2) fact.factuality.source = {};
      if (a.id == "modality") {
        for (const Modality m : {Modality::actual, Modality::planned, Modality::possible, Modality::conditional})
          if (a.value == name(m)) fact.factuality.modality = m == Modality::actual ? m : weaker(fact.factuality.modality, m);
      } else if (a.id == "polarity") {
        if (a.value == name(Polarity::positive)) fact.factuality.polarity = Polarity::positive;
        if (a.value == name(Polarity::negative))
          fact.factuality.polarity = fact.factuality.polarity == Polarity::positive ? Polarity::negative : Polarity::positive;
      } else {
        if (a.role == no_capture) continue;
        FactRole role;
        role.role = a.role;
        if (a.value == "topic") {
          const SchemaSlot* slot = slot_of(schema, role.role);
          if (filled(fact, role.role) != nullptr || slot == nullptr || (slot->optional && complete(schema, fact))) continue;
          if (!last) return elliptic_.push_back(&match);
          if (stand_in(match, fact, *slot, entities, role)) fact.roles.push_back(role);
          continue;
        }
        if (a.value == "source") {
          if (filled(fact, role.role) == nullptr && source_of(fact, role)) fact.roles.push_back(role);
          continue;
        }
        role.begin = match.trigger_begin;
        role.end = match.trigger_end;
        role.literal = a.value;
        if (a.literal && slot_of(schema, role.role) != nullptr && !role.literal.empty()) fact.roles.push_back(role);
      }
    }
    order_roles(schema, fact);
    if (complete(schema, fact)) out_.facts.push_back(std::move(fact));
  }

  /// The definite noun group that a pattern took word by word: "the miner" as one of a rule's own nouns.
  [[nodiscard]] std::uint32_t definite_at(const Capture& c) const {
    const std::uint32_t n = in_.phrases.noun_at[c.end - 1];
    if (n == none) return none;
    const NounPhrase& noun = in_.phrases.nouns[n];
    const bool whole = noun.end == c.end && noun.begin <= c.begin && c.begin <= noun.head;
    return whole && noun.kind == NounPhrase::common && noun.definite ? n : none;
  }

  /// `set role = topic`: what fills the role in an earlier fact of the type in this sentence, or else the name that the sentences up to here
  /// are about.
  bool stand_in(const Match& match, const FactRecord& fact, const SchemaSlot& slot, const std::vector<std::uint32_t>& entities,
                FactRole& role) const {
    for (auto earlier = out_.facts.rbegin(); earlier != out_.facts.rend(); ++earlier) {
      if (earlier->sentence != fact.sentence || earlier->schema != fact.schema || earlier->trigger_begin >= match.trigger_begin) continue;
      const FactRole* same = filled(*earlier, role.role);
      if (same == nullptr) continue;
      role = *same;
      return true;
    }
    const std::uint32_t found = topic(in_.analysis, in_.phrases, in_.names, match.trigger_begin, slot.types, entities);
    if (found == none) return false;
    role.name = found;
    role.begin = in_.names.names[found].begin;
    role.end = in_.names.names[found].end;
    return true;
  }

  /// `set role = source`: who says so, where that is an organization.
  bool source_of(const FactRecord& fact, FactRole& role) const {
    static constexpr SymbolId organizations[] = {sy_organization};
    const std::uint32_t noun = fact.factuality.source.noun;
    if (noun == none) return false;
    std::uint32_t name = name_of(in_.phrases, in_.names, noun);
    if (name == none) name = antecedent(in_.anaphors, in_.analysis, in_.phrases, in_.names, noun, organizations, {});
    if (name == none || in_.names.names[name].type != sy_organization) return false;
    role.name = name;
    role.begin = in_.phrases.nouns[noun].start;
    role.end = in_.phrases.nouns[noun].end;
    role.anaphor = true;
    return true;
  }

  /// What a pronoun, a definite noun or a common noun group stands for. False where the slot takes names alone and none was found.
  bool resolve(const Capture& c, std::uint32_t index, const SchemaSlot& slot, const std::vector<std::uint32_t>& entities, FactRole& role) const {
    const NounPhrase& noun = in_.phrases.nouns[index];
    const bool text = std::find(slot.types.begin(), slot.types.end(), static_cast<SymbolId>(sy_text)) != slot.types.end();
    const bool coordinated = c.end > noun.end;
    if (coordinated) return true;
    std::uint32_t found = name_of(in_.phrases, in_.names, index);
    // "Cotarusi, a mine that ...": what the noun renames
    for (std::uint32_t k = index, steps = 0; found == none && k-- > 0 && steps < 12; ++steps)
      if (in_.phrases.nouns[k].apposition == index) {
        found = name_of(in_.phrases, in_.names, k);
        break;
      }
    if (found != none && std::find(slot.types.begin(), slot.types.end(), in_.names.names[found].type) == slot.types.end()) found = none;
    if (found == none && (role.refers = plural_subject(index)) != none) return text;
    if (found == none) found = antecedent(in_.anaphors, in_.analysis, in_.phrases, in_.names, index, slot.types, entities);
    if (found != none) {
      role.name = found;
      role.anaphor = true;
      return true;
    }
    return text && c.symbol == sy_noun_group && noun.kind != NounPhrase::pronoun;
  }

  /// What "they" stands for where a plural common noun is the subject of a clause before it, in the sentence or the one before: that noun phrase.
  [[nodiscard]] std::uint32_t plural_subject(std::uint32_t pronoun) const {
    const NounPhrase& p = in_.phrases.nouns[pronoun];
    if (p.kind != NounPhrase::pronoun || !in_.analysis.is(p.head, wc_plural_pronoun)) return none;
    // "two people said ... they said": the sentence before counts where this one has no plural subject
    for (std::uint32_t back = 0; back <= 1 && back <= p.sentence; ++back) {
      const std::uint32_t sentence = p.sentence - back;
      std::uint32_t last = none;
      for (std::size_t i = first_clause_of(in_.phrases, sentence); i < in_.phrases.clauses.size(); ++i) {
        const Clause& c = in_.phrases.clauses[i];
        if (c.sentence != sentence || c.trigger_begin >= p.begin) break;
        if (c.subject == none) continue;
        const NounPhrase& n = in_.phrases.nouns[c.subject];
        const bool people = n.kind == NounPhrase::common || (back == 1 && n.kind == NounPhrase::value);
        if (!n.plural || !people || n.end > p.begin) continue;
        if (back == 0) return c.subject;
        last = c.subject;
      }
      if (last != none) return last;
    }
    return none;
  }

  void order_roles(const Schema& schema, FactRecord& fact) const {
    const auto rank = [&](CaptureId role) {
      for (std::size_t i = 0; i < schema.slots.size(); ++i)
        if (schema.slots[i].name == role) return i;
      return schema.slots.size();
    };
    std::stable_sort(fact.roles.begin(), fact.roles.end(), [&](const FactRole& a, const FactRole& b) { return rank(a.role) < rank(b.role); });
    // One filler a role.
    fact.roles.erase(std::unique(fact.roles.begin(), fact.roles.end(), [](const FactRole& a, const FactRole& b) { return a.role == b.role; }),
                     fact.roles.end());
  }

  [[nodiscard]] static const FactRole* filled(const FactRecord& fact, CaptureId role) {
    for (const FactRole& r : fact.roles)
      if (r.role == role) return &r;
    return nullptr;
  }

  [[nodiscard]] static bool complete(const Schema& schema, const FactRecord& fact) {
    for (const SchemaSlot& slot : schema.slots)
      if (!slot.optional && filled(fact, slot.name) == nullptr) return false;
    for (const auto& group : schema.one_of)
      if (std::none_of(group.begin(), group.end(), [&](CaptureId id) { return filled(fact, id) != nullptr; })) return false;
    return true;
  }

  [[nodiscard]] std::uint32_t entity_of(const FactRole& r) const { return r.name == none ? none : in_.names.names[r.name].entity; }

  [[nodiscard]] bool same_filler(const FactRole& a, const FactRole& b) const {
    if (!a.literal.empty() || !b.literal.empty()) return a.literal == b.literal;
    return overlap(a, b) || (entity_of(a) != none && entity_of(a) == entity_of(b));
  }

  /// Whether the two tell the same: every required role that both fill is filled alike, and so is at least one role; no role contradicts.
  [[nodiscard]] bool same_fact(const FactRecord& a, const FactRecord& b) const {
    if (a.schema != b.schema || a.sentence != b.sentence) return false;
    bool alike = false;
    for (const SchemaSlot& slot : schema(a).slots) {
      const FactRole *x = filled(a, slot.name), *y = filled(b, slot.name);
      if (x == nullptr || y == nullptr) continue;
      if (same_filler(*x, *y)) alike |= x->literal.empty();
      else return false;
    }
    return alike;
  }

  /// Whether one of the two must go though they differ: both hang on the same words and claim the same place for their differing fillers.
  [[nodiscard]] bool rivals(const FactRecord& a, const FactRecord& b) const {
    return a.schema == b.schema && a.sentence == b.sentence && a.rule != b.rule && a.trigger_begin < b.trigger_end && b.trigger_begin < a.trigger_end;
  }

  [[nodiscard]] bool better(const FactRecord& a, const FactRecord& b) const {
    const RuleInfo &x = in_.program.rules()[a.rule], &y = in_.program.rules()[b.rule];
    const bool by_priority = schema(a).policy == ResolvePolicy::priority;
    if (by_priority && x.priority != y.priority) return x.priority > y.priority;
    if (a.roles.size() != b.roles.size()) return a.roles.size() > b.roles.size();
    if (x.priority != y.priority) return x.priority > y.priority;
    if (a.wildcards != b.wildcards) return a.wildcards < b.wildcards;
    return a.rule < b.rule;
  }

  void settle() {
    std::vector<FactRecord> kept;
    std::size_t group = 0;   // kept facts of the same sentence and schema begin here
    for (FactRecord& fact : out_.facts) {
      if (kept.empty() || kept.back().sentence != fact.sentence || kept.back().schema != fact.schema) group = kept.size();
      if (schema(fact).policy == ResolvePolicy::all) {
        kept.push_back(std::move(fact));
        continue;
      }
      bool placed = false;
      for (std::size_t i = group; i < kept.size() && !placed; ++i) {
        const bool same = same_fact(kept[i], fact);
        if (!same && !rivals(kept[i], fact)) continue;
        placed = true;
        const bool swap = better(fact, kept[i]);
        FactRecord loser = swap ? kept[i] : fact;
        if (swap) kept[i] = fact;
        if (same) merge(kept[i], loser);
        if (keep_lost_) {
          out_.lost.push_back(std::move(loser));
          out_.lost_to.push_back(kept[i].rule);
        }
      }
      if (!placed) kept.push_back(std::move(fact));
    }
    out_.facts = std::move(kept);
  }

  /// The clause at the head of those that say one thing with `clause`: what is reported ends below the verb of saying.
  [[nodiscard]] std::uint32_t head_clause(std::uint32_t clause) const {
    const auto& clauses = in_.phrases.clauses;
    for (int steps = 0; clause != none && steps < 16; ++steps) {
      const Clause& c = clauses[clause];
      if (c.relation == ClauseRelation::content || c.relation == ClauseRelation::conditional || c.relation == ClauseRelation::coordinated || c.parent == none) break;
      clause = c.parent;
    }
    return clause;
  }

  /// "The plant, which will cost $2bn, is being built by Orovale": a date, an amount or a place that no fact of the sentence has taken, and that is
  /// the only one of its kind there, goes to the one fact that has a free role for it.
  void complete_from_sentence() {
    for (std::size_t first = 0; first < out_.facts.size();) {
      std::size_t end = first;
      while (end < out_.facts.size() && out_.facts[end].sentence == out_.facts[first].sentence) ++end;
      for (std::size_t i = first; i < end; ++i) {
        const bool alone = std::count_if(out_.facts.begin() + static_cast<std::ptrdiff_t>(first), out_.facts.begin() + static_cast<std::ptrdiff_t>(end),
                                         [&](const FactRecord& f) { return f.schema == out_.facts[i].schema; }) == 1;
        if (alone && out_.facts[i].clause != none) complete_one(out_.facts[i], first, end);
      }
      first = end;
    }
  }

  /// Prepositions of a place where something is done.
  [[nodiscard]] bool stands_in(std::uint32_t token) const {
    static constexpr std::array<std::string_view, 7> where = {"in", "at", "near", "off", "outside", "on", "along"};
    return std::find(where.begin(), where.end(), in_.analysis.words.folded(in_.analysis.token(token).word)) != where.end();
  }

  /// "the minister said on Friday": a date that says when something was said.
  [[nodiscard]] bool when_said(std::uint32_t date, std::uint32_t from) const {
    for (std::uint32_t t = date, steps = 0; t-- > from && steps < 4; ++steps) {
      if (in_.effects.of(in_.analysis.fold(t)) == EffectTables::reporting) return true;
      if (in_.analysis.token(t).kind == TokenKind::punctuation) return false;
    }
    return false;
  }

  void complete_one(FactRecord& fact, std::size_t first, std::size_t end) {
    const Schema& s = schema(fact);
    const Sentence& sentence = in_.analysis.text.sentences[fact.sentence];
    const std::uint32_t head = head_clause(fact.clause);
    const auto free = [&](std::uint32_t begin, std::uint32_t behind) {
      if (head_clause(in_.phrases.clause_at[begin]) != head) return false;
      for (std::size_t f = first; f < end; ++f)
        for (const FactRole& r : out_.facts[f].roles)
          if (r.literal.empty() && r.begin < behind && begin < r.end && (&out_.facts[f] == &fact || r.value != none || r.name != none)) return false;
      return true;
    };
    for (const SchemaSlot& slot : s.slots) {
      if (!slot.optional || slot.types.empty() || filled(fact, slot.name) != nullptr) continue;
      const SymbolId kind = slot.types.front();
      const auto same_kind = [&](const SchemaSlot& other) { return !other.types.empty() && other.types.front() == kind; };
      if (std::count_if(s.slots.begin(), s.slots.end(), same_kind) != 1) continue;
      FactRole role;
      role.role = slot.name;
      int found = 0;
      if (kind == sy_date || kind == sy_money || kind == sy_duration || kind == sy_percent) {
        for (std::size_t v = first_from(in_.values, sentence.begin); v < in_.values.size() && in_.values[v].begin < sentence.end; ++v) {
          const ValueMention& value = in_.values[v];
          if (std::find(slot.types.begin(), slot.types.end(), value.type) == slot.types.end() || !free(value.begin, value.end)) continue;
          if (kind == sy_date && when_said(value.begin, sentence.begin)) continue;
          ++found;
          role.begin = value.begin;
          role.end = value.end;
          role.value = static_cast<std::uint32_t>(v);
        }
      } else if (kind == sy_place) {
        for (std::size_t n = first_from(in_.names.names, sentence.begin + 1); n < in_.names.names.size() && in_.names.names[n].begin < sentence.end; ++n) {
          const Name& name = in_.names.names[n];
          if (name.type != sy_place) continue;
          const bool owns = name.end < sentence.end && in_.analysis.is(name.end, wc_possessive_marker);
          if (owns || !stands_in(name.begin - 1) || !free(name.begin, name.end)) continue;
          ++found;
          role.begin = name.begin;
          role.end = name.end;
          role.name = static_cast<std::uint32_t>(n);
        }
      }
      if (found == 1) fact.roles.push_back(role);
    }
    order_roles(s, fact);
  }

  /// Optional roles that only the loser filled go over to the winner.
  void merge(FactRecord& winner, const FactRecord& loser) const {
    for (const FactRole& r : loser.roles)
      if (filled(winner, r.role) == nullptr && std::none_of(winner.roles.begin(), winner.roles.end(), [&](const FactRole& w) {
            return w.literal.empty() && r.literal.empty() && overlap(w, r);
          }))
        winner.roles.push_back(r);
    order_roles(schema(winner), winner);
    if (winner.factuality.source.empty()) winner.factuality.source = loser.factuality.source;
  }

  /// Facts with the same required fillers tell the same thing, in whatever sentence they stand.
  void link_events() {
    struct Key { std::uint64_t hash; std::size_t begin, end; };
    std::string bytes;
    std::vector<Key> keys;
    std::size_t slots = 16;
    while (slots < out_.facts.size() * 2) slots *= 2;
    std::vector<std::uint32_t> table(slots, none);   // open addressing over keys
    const auto put = [&](std::uint32_t number) { bytes.append(reinterpret_cast<const char*>(&number), sizeof number); };
    for (FactRecord& fact : out_.facts) {
      const std::size_t begin = bytes.size();
      put(fact.schema);
      for (const SchemaSlot& slot : schema(fact).slots) {
        const FactRole* r = filled(fact, slot.name);
        if (r == nullptr || (slot.optional && entity_of(*r) == none)) continue;
        put(slot.name);
        if (!r->literal.empty()) {
          (bytes += 'l') += r->literal;
        } else if (entity_of(*r) != none) {
          bytes += 'e';
          put(entity_of(*r));
        } else {
          bytes += 't';
          for (std::uint32_t t = r->begin; t < r->end; ++t) (bytes += ' ') += in_.analysis.words.folded(in_.analysis.token(t).word);
        }
        bytes += '\0';
      }
      const std::string_view key = std::string_view(bytes).substr(begin);
      const std::uint64_t hash = hash_bytes(key);
      std::size_t at = hash & (slots - 1);
      while (table[at] != none && (keys[table[at]].hash != hash ||
                                   key != std::string_view(bytes).substr(keys[table[at]].begin, keys[table[at]].end - keys[table[at]].begin)))
        at = (at + 1) & (slots - 1);
      if (table[at] == none) {
        table[at] = static_cast<std::uint32_t>(keys.size());
        fact.event = table[at];
        keys.push_back({hash, begin, bytes.size()});
      } else {
        fact.event = table[at];
        bytes.resize(begin);
      }
    }
  }
};

}  // namespace

void assemble_facts(const FactInput& input, bool keep_lost, FactStore& out) { Assembly(input, keep_lost, out).run(); }

void resolve_facts(const FactInput& input, FactStore& out) { Assembly(input, false, out).resolve_all(); }

}  // namespace sluice
