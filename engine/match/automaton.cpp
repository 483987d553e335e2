#include "match/automaton.hpp"

#include <algorithm>

namespace sluice {
namespace {

std::uint64_t pair_key(std::uint32_t a, std::uint32_t b) { return (std::uint64_t{a} << 32) | b; }

}  // namespace

bool meets(const RuleProgram::Tables& tables, const Analysis& analysis, std::uint32_t condition, std::uint32_t token) {
  const Condition c = tables.conditions[condition];
  for (std::uint32_t i = c.begin; i < c.end; ++i) {
    const ConditionTerm& term = tables.terms[i];
    const bool value = term.kind == ConditionTerm::sentence_first ? (analysis.token(token).flags & sentence_start) != 0
                                                                  : analysis.words.passes(analysis.word(token).symbol, term.test_id);
    if (value == term.negated) return false;
  }
  return true;
}

namespace {

/// Every position at which the pattern at `root`, started at `begin`, can end; `limit` is the sentence's end. Plain breadth-first
/// simulation: lookaround patterns are short.
class Ends {
 public:
  Ends(const RuleProgram::Tables& tables, const Analysis& analysis, const Sentence& sentence)
      : tables_(tables), analysis_(analysis), sentence_(sentence) {}

  bool reaches(std::uint32_t root, std::uint32_t begin, std::uint32_t wanted, bool any_end) {
    wanted_ = wanted;
    any_end_ = any_end;
    seen_.clear();
    return visit(root, begin);
  }

 private:
  const RuleProgram::Tables& tables_;
  const Analysis& analysis_;
  const Sentence& sentence_;
  std::uint32_t wanted_ = 0;
  bool any_end_ = false;
  std::vector<std::uint64_t> seen_;

  bool visit(std::uint32_t node, std::uint32_t position) {
    const std::uint64_t key = pair_key(node, position);
    if (std::find(seen_.begin(), seen_.end(), key) != seen_.end() || seen_.size() > 4096) return false;
    seen_.push_back(key);
    const Node& n = tables_.nodes[node];
    switch (n.op) {
      case Node::accept: return any_end_ || position == wanted_;
      case Node::open:
      case Node::close: return visit(n.next, position);
      case Node::split: return (n.next != none && visit(n.next, position)) || (n.other != none && visit(n.other, position));
      case Node::look: return holds(tables_, analysis_, n.argument, position, sentence_) && visit(n.next, position);
      case Node::any: return position < sentence_.end && visit(n.next, position + 1);
      case Node::token:
        return position < sentence_.end && meets(tables_, analysis_, n.argument, position) && visit(n.next, position + 1);
      case Node::edge:
        if (position >= sentence_.end) return false;
        for (const Edge& e : analysis_.lattice.at(position))
          if (e.symbol == n.id && e.end <= sentence_.end && visit(n.next, e.end)) return true;
        return false;
    }
    return false;
  }
};

constexpr std::uint32_t look_behind_limit = 12;  // tokens

}  // namespace

bool holds(const RuleProgram::Tables& tables, const Analysis& analysis, std::uint32_t look, std::uint32_t position, const Sentence& sentence) {
  const Look& l = tables.looks[look];
  Ends ends(tables, analysis, sentence);
  bool found = false;
  if (l.ahead) {
    found = ends.reaches(l.root, position, 0, true);
  } else {
    const std::uint32_t first = position - std::min(position - sentence.begin, look_behind_limit);
    for (std::uint32_t begin = position; !found; --begin) {
      found = ends.reaches(l.root, begin, position, false);
      if (begin == first) break;
    }
  }
  return found != l.negated;
}

Automaton::Automaton(const RuleProgram::Tables& tables, std::vector<Root> roots)
    : tables_(tables), roots_(std::move(roots)), marks_(tables.nodes.size(), 0), last_end_(tables.rules.size(), 0) {
  reset();
}

void Automaton::forget() { reset(); }

void Automaton::reset() {
  states_.clear();
  nodes_.clear();
  accepts_.clear();
  by_hash_.clear();
  steps_.clear();
  jumps_.clear();
  unions_.clear();
  resolved_.clear();
  start_steps_.clear();
  start_jumps_.clear();
  states_.push_back({});  // dead
  found_.clear();
  found_accepts_.clear();
  ++generation_;
  for (const Root& root : roots_) close(root.node);
  start_ = intern();
}

/// Adds the nodes that are reached from `node` without taking anything.
void Automaton::close(std::uint32_t node) {
  stack_.push_back(node);
  while (!stack_.empty()) {
    const std::uint32_t at = stack_.back();
    stack_.pop_back();
    if (at == none || marks_[at] == generation_) continue;
    marks_[at] = generation_;
    const Node& n = tables_.nodes[at];
    switch (n.op) {
      case Node::split:
        stack_.push_back(n.next);
        stack_.push_back(n.other);
        break;
      case Node::open:
      case Node::close: stack_.push_back(n.next); break;
      case Node::accept: found_accepts_.push_back(n.argument); break;
      case Node::token:
      case Node::any:
      case Node::edge:
      case Node::look: found_.push_back(at); break;
    }
  }
}

/// The state for found_ and found_accepts_.
Automaton::State Automaton::intern() {
  if (found_.empty() && found_accepts_.empty()) return dead;
  std::sort(found_.begin(), found_.end());
  std::sort(found_accepts_.begin(), found_accepts_.end());
  found_accepts_.erase(std::unique(found_accepts_.begin(), found_accepts_.end()), found_accepts_.end());
  std::uint64_t hash = 1469598103934665603ull;
  const auto mix = [&](std::uint32_t v) { hash = (hash ^ v) * 1099511628211ull; };
  for (const std::uint32_t n : found_) mix(n);
  mix(0xFFFFFFFF);
  for (const RuleIndex r : found_accepts_) mix(r);
  std::vector<State>& candidates = by_hash_[hash];
  for (const State s : candidates) {
    const Record& r = states_[s];
    if (std::equal(found_.begin(), found_.end(), nodes_.begin() + r.nodes_begin, nodes_.begin() + r.nodes_end) &&
        std::equal(found_accepts_.begin(), found_accepts_.end(), accepts_.begin() + r.accepts_begin, accepts_.begin() + r.accepts_end))
      return s;
  }
  Record r;
  r.nodes_begin = static_cast<std::uint32_t>(nodes_.size());
  nodes_.insert(nodes_.end(), found_.begin(), found_.end());
  r.nodes_end = static_cast<std::uint32_t>(nodes_.size());
  r.accepts_begin = static_cast<std::uint32_t>(accepts_.size());
  accepts_.insert(accepts_.end(), found_accepts_.begin(), found_accepts_.end());
  r.accepts_end = static_cast<std::uint32_t>(accepts_.size());
  for (const std::uint32_t n : found_) {
    r.has_looks |= tables_.nodes[n].op == Node::look;
    r.has_edges |= tables_.nodes[n].op == Node::edge;
  }
  states_.push_back(r);
  const State state = static_cast<State>(states_.size() - 1);
  candidates.push_back(state);
  return state;
}

Automaton::State Automaton::step(State state, std::uint32_t token_class, const Analysis& analysis, std::uint32_t token) {
  State* slot = nullptr;
  if (state == start_) {
    if (start_steps_.size() <= token_class) start_steps_.resize(std::max<std::size_t>(token_class + 1u, start_steps_.size() * 2), unknown);
    if (start_steps_[token_class] != unknown) return start_steps_[token_class];
  } else {
    const auto [at, fresh] = steps_.try_emplace(pair_key(state, token_class), unknown);
    if (!fresh) return at->second;
    slot = &at->second;
  }
  found_.clear();
  found_accepts_.clear();
  ++generation_;
  const Record r = states_[state];
  for (std::uint32_t i = r.nodes_begin; i < r.nodes_end; ++i) {
    const Node& n = tables_.nodes[nodes_[i]];
    if (n.op == Node::any || (n.op == Node::token && meets(tables_, analysis, n.argument, token))) close(n.next);
  }
  const State next = intern();
  if (slot != nullptr) *slot = next;
  else start_steps_[token_class] = next;
  return next;
}

Automaton::State Automaton::jump(State state, SymbolId symbol) {
  if (!states_[state].has_edges) return dead;
  State* slot = nullptr;
  if (state == start_) {
    if (start_jumps_.size() <= symbol) start_jumps_.resize(symbol + 1u, unknown);
    if (start_jumps_[symbol] != unknown) return start_jumps_[symbol];
  } else {
    const auto [at, fresh] = jumps_.try_emplace(pair_key(state, symbol), unknown);
    if (!fresh) return at->second;
    slot = &at->second;
  }
  found_.clear();
  found_accepts_.clear();
  ++generation_;
  const Record r = states_[state];
  for (std::uint32_t i = r.nodes_begin; i < r.nodes_end; ++i) {
    const Node& n = tables_.nodes[nodes_[i]];
    if (n.op == Node::edge && n.id == symbol) close(n.next);
  }
  const State next = intern();
  if (slot != nullptr) *slot = next;
  else start_jumps_[symbol] = next;
  return next;
}

Automaton::State Automaton::join(State a, State b) {
  if (a == dead || a == b) return b;
  if (b == dead) return a;
  const auto [at, fresh] = unions_.try_emplace(pair_key(std::min(a, b), std::max(a, b)), unknown);
  if (!fresh) return at->second;
  State& slot = at->second;
  found_.clear();
  found_accepts_.clear();
  for (const State s : {a, b}) {
    const Record& r = states_[s];
    found_.insert(found_.end(), nodes_.begin() + r.nodes_begin, nodes_.begin() + r.nodes_end);
    found_accepts_.insert(found_accepts_.end(), accepts_.begin() + r.accepts_begin, accepts_.begin() + r.accepts_end);
  }
  std::sort(found_.begin(), found_.end());
  found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
  return slot = intern();
}

/// The state without its lookarounds: what stands behind those that hold at this position is joined to it.
Automaton::State Automaton::resolve_looks(State state, const Analysis& analysis, std::uint32_t position, const Sentence& sentence) {
  while (states_[state].has_looks) {
    const Record r = states_[state];
    std::uint64_t mask = 0, bit = 1;
    bool cacheable = true;
    std::vector<std::uint32_t> open;
    for (std::uint32_t i = r.nodes_begin; i < r.nodes_end; ++i) {
      const Node& n = tables_.nodes[nodes_[i]];
      if (n.op != Node::look) continue;
      if (bit == 0 || bit > (1u << 20)) cacheable = false;
      if (holds(tables_, analysis, n.argument, position, sentence)) {
        mask |= bit;
        open.push_back(n.next);
      }
      bit <<= 1;
    }
    State* slot = nullptr;
    if (cacheable && state < (1u << 30)) {
      const auto [at, fresh] = resolved_.try_emplace((std::uint64_t{state} << 24) | mask, unknown);
      if (!fresh) {
        state = at->second;
        continue;
      }
      slot = &at->second;
    }
    found_.clear();
    found_accepts_.assign(accepts_.begin() + r.accepts_begin, accepts_.begin() + r.accepts_end);
    ++generation_;
    for (std::uint32_t i = r.nodes_begin; i < r.nodes_end; ++i)
      if (tables_.nodes[nodes_[i]].op != Node::look) {
        found_.push_back(nodes_[i]);
        marks_[nodes_[i]] = generation_;
      } else {
        marks_[nodes_[i]] = generation_;
      }
    for (const std::uint32_t node : open) close(node);
    state = intern();
    if (slot != nullptr) *slot = state;
  }
  return state;
}

void Automaton::run_from(const Analysis& analysis, const Sentence& sentence, std::uint32_t begin, std::vector<Hit>& out) {
  const std::uint32_t limit = std::min(sentence.end - begin, match_length_limit);
  pending_.assign(limit + 1u, dead);
  pending_[0] = start_;
  std::uint32_t furthest = 0;
  round_.clear();
  for (std::uint32_t offset = 0; offset <= furthest; ++offset) {
    if (pending_[offset] == dead) continue;
    const State state = resolve_looks(pending_[offset], analysis, begin + offset, sentence);
    const Record& record = states_[state];
    for (std::uint32_t i = record.accepts_begin; i < record.accepts_end; ++i)
      if (offset != 0) round_.push_back({accepts_[i], begin, begin + offset});
    if (offset == limit) break;
    const std::uint32_t token = begin + offset;
    const std::uint32_t token_class = analysis.word(token).symbol * 2 + ((analysis.token(token).flags & sentence_start) != 0 ? 1 : 0);
    const State next = step(state, token_class, analysis, token);
    if (next != dead) {
      pending_[offset + 1] = join(pending_[offset + 1], next);
      furthest = std::max(furthest, offset + 1);
    }
    if (!states_[state].has_edges) continue;
    for (const Edge& e : analysis.lattice.at(token)) {
      const std::uint32_t length = e.end - begin;
      if (length > limit) continue;
      const State target = jump(state, e.symbol);
      if (target == dead) continue;
      pending_[length] = join(pending_[length], target);
      furthest = std::max(furthest, length);
    }
  }
  if (round_.empty()) return;
  // The longest of each rule, where it does not overlap the rule's own match before it.
  std::stable_sort(round_.begin(), round_.end(), [](const Hit& a, const Hit& b) { return a.rule != b.rule ? a.rule < b.rule : a.end > b.end; });
  RuleIndex last = none;
  for (const Hit& hit : round_) {
    if (hit.rule == last) continue;
    last = hit.rule;
    if (hit.begin < last_end_[hit.rule]) continue;
    last_end_[hit.rule] = hit.end;
    out.push_back(hit);
  }
}

void Automaton::find(const Analysis& analysis, const Sentence& sentence, std::vector<Hit>& out) {
  if (roots_.empty()) return;
  if (states_.size() > state_budget) reset();
  const std::size_t first = out.size();
  const bool start_looks = states_[start_].has_looks;
  for (std::uint32_t token = sentence.begin; token < sentence.end; ++token) {
    bool possible = start_looks;
    if (!possible) {
      const std::uint32_t token_class = analysis.word(token).symbol * 2 + ((analysis.token(token).flags & sentence_start) != 0 ? 1 : 0);
      possible = step(start_, token_class, analysis, token) != dead;
      if (!possible && states_[start_].has_edges)
        for (const Edge& e : analysis.lattice.at(token))
          if (jump(start_, e.symbol) != dead) {
            possible = true;
            break;
          }
    }
    if (possible) run_from(analysis, sentence, token, out);
  }
  for (std::size_t i = first; i < out.size(); ++i) last_end_[out[i].rule] = 0;
}

}  // namespace sluice
