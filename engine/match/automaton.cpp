#include "match/automaton.hpp"

#include <algorithm>

namespace sluice {
namespace {

std::uint64_t pair_key(std::uint32_t a, std::uint32_t b) { return (std::uint64_t{a} << 32) | b; }

}  // namespace

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
    const Node& n = tables_.nodes[node];
    if (n.op == Node::split) {   // only where ways part can two of them meet again
      const std::uint64_t key = pair_key(node, position);
      if (std::find(seen_.begin(), seen_.end(), key) != seen_.end() || seen_.size() > 4096) return false;
      seen_.push_back(key);
    }
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

}  // namespace

bool holds(const RuleProgram::Tables& tables, const Analysis& analysis, std::uint32_t look, std::uint32_t position, const Sentence& sentence) {
  const Look& l = tables.looks[look];
  Ends ends(tables, analysis, sentence);
  bool found = false;
  if (l.ahead) {
    found = ends.reaches(l.root, position, 0, true);
  } else {
    const std::uint32_t behind = std::min<std::uint32_t>(position - sentence.begin, l.longest);
    for (std::uint32_t length = l.shortest; length <= behind && !found; ++length) found = ends.reaches(l.root, position - length, position, false);
  }
  return found != l.negated;
}

std::size_t PairTable::place(std::uint32_t a, std::uint32_t b) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = (pair_key(a, b) * 0x9E3779B97F4A7C15ull) >> 32 & mask;
  while (slots_[at].a != absent && (slots_[at].a != a || slots_[at].b != b)) at = (at + 1) & mask;
  return at;
}

std::uint32_t& PairTable::operator()(std::uint32_t a, std::uint32_t b) {
  std::size_t at = place(a, b);
  if (slots_[at].a == absent) {
    if (++size_ * 2 > slots_.size()) {
      std::vector<Slot> old(slots_.size() * 2);
      old.swap(slots_);
      for (const Slot& s : old)
        if (s.a != absent) slots_[place(s.a, s.b)] = s;
      at = place(a, b);
    }
    slots_[at].a = a;
    slots_[at].b = b;
  }
  return slots_[at].value;
}

Automaton::Automaton(const RuleProgram::Tables& tables, TokenTests& tests, std::vector<Root> roots, std::vector<std::uint32_t> anchored)
    : tables_(tables), tests_(tests), firsts_(tables, tests), roots_(std::move(roots)), anchored_(std::move(anchored)), marks_(tables.nodes.size(), 0), pending_(match_length_limit + 1u, dead),
      last_end_(tables.rules.size(), 0) {
  collect_alphabet();
  reset();
}

void Automaton::forget() {
  word_classes_.clear();
  reset();
}

/// The conditions and edge symbols of all nodes that the roots lead to.
void Automaton::collect_alphabet() {
  ++generation_;
  for (const Root& root : roots_) stack_.push_back(root.node);
  stack_.insert(stack_.end(), anchored_.begin(), anchored_.end());
  while (!stack_.empty()) {
    const std::uint32_t at = stack_.back();
    stack_.pop_back();
    if (at == none || marks_[at] == generation_) continue;
    marks_[at] = generation_;
    const Node& n = tables_.nodes[at];
    if (n.op == Node::token) conditions_.push_back(n.argument);
    if (n.op == Node::edge) {
      if (edge_index_.size() <= n.id) edge_index_.resize(n.id + 1u, 0);
      if (edge_index_[n.id] == 0) edge_index_[n.id] = static_cast<std::uint16_t>(edge_columns_++);
      edge_kinds_of_all_ |= Lattice::kind(n.id);
    }
    stack_.push_back(n.next);
    if (n.op == Node::split) stack_.push_back(n.other);
  }
  std::sort(conditions_.begin(), conditions_.end());
  conditions_.erase(std::unique(conditions_.begin(), conditions_.end()), conditions_.end());
  symbol_bits_.assign(edge_index_.size(), 0);
  for (std::size_t symbol = 0; symbol < edge_index_.size(); ++symbol)
    if (edge_index_[symbol] != 0) symbol_bits_[symbol] = column_bit(edge_index_[symbol]);
  bit_words_ = (conditions_.size() + 63) / 64;
  condition_index_.assign(tables_.conditions.size(), none);
  for (std::uint32_t i = 0; i < conditions_.size(); ++i) condition_index_[conditions_[i]] = i;
}

void Automaton::reset() {
  if (word_classes_.empty()) {
    word_bits_.clear();
    word_class_by_hash_.clear();
    word_class_count_ = 0;
    classes_.clear();
    plain_classes_.clear();
    class_slots_.assign(1024, unknown);
    class_stride_ = 64;
    ++class_generation_;
  }
  states_.clear();
  flags_.assign(1, 0);
  edge_bits_.assign(1, 0);
  nodes_.clear();
  looks_.clear();
  accepts_.clear();
  by_hash_.clear();
  steps_.assign(class_stride_, dead);
  jumps_.assign(edge_columns_, dead);
  unions_.clear();
  resolved_.clear();
  hopeful_.clear();
  states_.push_back({});  // dead
  found_.clear();
  found_accepts_.clear();
  ++generation_;
  starts_.assign(anchored_.empty() ? 0 : tables_.nodes.size(), unknown);
  for (const Root& root : roots_) close(root.node);
  start_ = intern();
  found_.clear();
  found_accepts_.clear();
  ++generation_;
  for (const Root& root : roots_) close(root.node, true);
  hopeful_start_ = intern();
}

/// The class of words with this key: which of the conditions the token meets.
std::uint32_t Automaton::add_word_class(const Analysis& analysis, std::uint32_t token, std::size_t key) {
  bits_.assign(bit_words_, 0);
  tests_.each_met(analysis, token, [&](std::uint32_t condition) {
    const std::uint32_t i = condition_index_[condition];
    if (i != none) bits_[i / 64] |= std::uint64_t{1} << (i % 64);
  });
  std::uint64_t hash = 1469598103934665603ull;
  for (const std::uint64_t word : bits_) hash = (hash ^ word ^ (word >> 32)) * 1099511628211ull;
  std::vector<std::uint32_t>& candidates = word_class_by_hash_[hash];
  const auto same = [&](std::uint32_t c) {
    return std::equal(bits_.begin(), bits_.end(), word_bits_.begin() + static_cast<std::ptrdiff_t>(c * bit_words_));
  };
  const auto known = std::find_if(candidates.begin(), candidates.end(), same);
  std::uint32_t found = word_class_count_;
  if (known != candidates.end()) {
    found = *known;
  } else {
    candidates.push_back(found);
    word_bits_.insert(word_bits_.end(), bits_.begin(), bits_.end());
    plain_classes_.push_back(unknown);
    ++word_class_count_;
  }
  if (word_classes_.size() <= key) word_classes_.resize(std::max(key + 1, word_classes_.size() * 2), unknown);
  return word_classes_[key] = found;
}

std::uint32_t Automaton::find_class(std::uint32_t word_class, std::uint64_t edges) {
  const auto place = [&] {
    const std::size_t mask = class_slots_.size() - 1;
    std::size_t at = class_slot(word_class, edges) & mask;
    while (class_slots_[at] != unknown && (classes_[class_slots_[at]].word_class != word_class || classes_[class_slots_[at]].edges != edges))
      at = (at + 1) & mask;
    return at;
  };
  if (const std::uint32_t known = class_slots_[place()]; known != unknown) return known;
  const std::uint32_t fresh = add_class(word_class, edges);
  return class_slots_[place()] = fresh;
}

std::uint32_t Automaton::add_class(std::uint32_t word_class, std::uint64_t edges) {
  classes_.push_back({word_class, edges});
  if (classes_.size() * 2 > class_slots_.size()) {
    class_slots_.assign(class_slots_.size() * 2, unknown);
    const std::size_t mask = class_slots_.size() - 1;
    for (std::uint32_t c = 0; c + 1 < classes_.size(); ++c) {
      if (classes_[c].edges == 0) continue;
      std::size_t at = class_slot(classes_[c].word_class, classes_[c].edges) & mask;
      while (class_slots_[at] != unknown) at = (at + 1) & mask;
      class_slots_[at] = c;
    }
  }
  if (classes_.size() > class_stride_) {
    std::vector<State> wider(states_.size() * class_stride_ * 2, unknown);
    for (std::size_t s = 0; s < states_.size(); ++s)
      std::copy_n(steps_.begin() + static_cast<std::ptrdiff_t>(s * class_stride_), class_stride_,
                  wider.begin() + static_cast<std::ptrdiff_t>(s * class_stride_ * 2));
    class_stride_ *= 2;
    std::fill_n(wider.begin(), class_stride_, dead);
    steps_.swap(wider);
  }
  return static_cast<std::uint32_t>(classes_.size() - 1);
}

/// Adds the nodes that are reached from `node` without taking anything.
void Automaton::close(std::uint32_t node, bool through_looks) {
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
      case Node::edge: found_.push_back(at); break;
      case Node::look:
        if (through_looks) stack_.push_back(n.next);
        else found_.push_back(at);
        break;
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
  std::uint8_t flags = found_accepts_.empty() ? 0 : has_accepts;
  std::uint64_t edge_bits = 0;
  r.looks_begin = static_cast<std::uint32_t>(looks_.size());
  for (const std::uint32_t n : found_) {
    if (tables_.nodes[n].op == Node::look) looks_.push_back(n);
    if (tables_.nodes[n].op == Node::edge) edge_bits |= column_bit(edge_index_[tables_.nodes[n].id]);
  }
  r.looks_end = static_cast<std::uint32_t>(looks_.size());
  if (r.looks_begin != r.looks_end) flags |= has_looks;
  if (edge_bits != 0) flags |= has_edges;
  states_.push_back(r);
  flags_.push_back(flags);
  edge_bits_.push_back(edge_bits);
  steps_.resize(states_.size() * class_stride_, unknown);
  jumps_.resize(states_.size() * edge_columns_, unknown);
  const State state = static_cast<State>(states_.size() - 1);
  candidates.push_back(state);
  return state;
}

Automaton::State Automaton::make_step(State state, std::uint32_t token_class) {
  found_.clear();
  found_accepts_.clear();
  ++generation_;
  const Record r = states_[state];
  const Class c = classes_[token_class];
  const std::uint64_t* bits = word_bits_.data() + c.word_class * bit_words_;
  for (std::uint32_t i = r.nodes_begin; i < r.nodes_end; ++i) {
    const Node& n = tables_.nodes[nodes_[i]];
    if (n.op == Node::token) {
      const std::uint32_t at = condition_index_[n.argument];
      if ((bits[at / 64] >> (at % 64) & 1) != 0) close(n.next);
    } else if (n.op == Node::any) {
      close(n.next);
    } else if (n.op == Node::edge) {
      const std::uint32_t column = edge_index_[n.id];
      if (column < crowded && (c.edges >> column & 1) != 0) close(n.next);
    }
  }
  const State next = intern();
  return steps_[state * class_stride_ + token_class] = next;
}

Automaton::State Automaton::make_jump(State state, std::uint32_t column) {
  found_.clear();
  found_accepts_.clear();
  ++generation_;
  const Record r = states_[state];
  for (std::uint32_t i = r.nodes_begin; i < r.nodes_end; ++i) {
    const Node& n = tables_.nodes[nodes_[i]];
    if (n.op == Node::edge && edge_index_[n.id] == column) close(n.next);
  }
  const State next = intern();
  return jumps_[std::size_t{state} * edge_columns_ + column] = next;
}

Automaton::State Automaton::make_join(State a, State b) {
  const std::uint32_t low = std::min(a, b), high = std::max(a, b);
  if (const State known = unions_(low, high); known != unknown) return known;
  found_.clear();
  found_accepts_.clear();
  for (const State s : {a, b}) {
    const Record& r = states_[s];
    found_.insert(found_.end(), nodes_.begin() + r.nodes_begin, nodes_.begin() + r.nodes_end);
    found_accepts_.insert(found_accepts_.end(), accepts_.begin() + r.accepts_begin, accepts_.begin() + r.accepts_end);
  }
  std::sort(found_.begin(), found_.end());
  found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
  const State next = intern();
  return unions_(low, high) = next;
}

/// As `holds`, but turned away early where the pattern can begin nowhere.
bool Automaton::look_holds(std::uint32_t look, const Analysis& analysis, std::uint32_t position, const Sentence& sentence) {
  const Look& l = tables_.looks[look];
  bool plausible = false;
  if (l.ahead) {
    plausible = firsts_.may_begin(l.root, analysis, position, sentence.end);
  } else {
    const std::uint32_t behind = std::min<std::uint32_t>(position - sentence.begin, l.longest);
    for (std::uint32_t length = l.shortest; length <= behind && !plausible; ++length)
      plausible = firsts_.may_begin(l.root, analysis, position - length, length == 0 ? position : sentence.end);
  }
  if (!plausible) return l.negated;
  return holds(tables_, analysis, look, position, sentence);
}

/// A bit for each of the state's first 32 lookarounds: whether what stands behind it can go on at this position. Where no long edge begins
/// the token's class tells, once for all.
std::uint32_t Automaton::hopeful_looks(State state, const Analysis& analysis, std::uint32_t position, const Sentence& sentence) {
  const std::uint32_t place = position - sentence.begin;
  const bool by_class = position < sentence.end && token_long_edges_[place] == 0;
  if (by_class)
    if (const std::uint32_t known = hopeful_(state, token_classes_[place]); known != PairTable::absent) return known;
  const Record& r = states_[state];
  std::uint32_t mask = 0;
  for (std::uint32_t i = r.looks_begin; i < r.looks_end && i < r.looks_begin + 32; ++i)
    if (firsts_.may_begin(tables_.nodes[looks_[i]].next, analysis, position, sentence.end)) mask |= std::uint32_t{1} << (i - r.looks_begin);
  if (by_class) hopeful_(state, token_classes_[place]) = mask;
  return mask;
}

/// The state without its lookarounds: what stands behind those that hold at this position is joined to it.
Automaton::State Automaton::resolve_looks(State state, const Analysis& analysis, std::uint32_t position, const Sentence& sentence) {
  while ((flags_[state] & has_looks) != 0) {
    const Record r = states_[state];
    std::uint32_t mask = 0, bit = 1;
    bool cacheable = true;
    open_looks_.clear();
    const std::uint32_t hopeful = hopeful_looks(state, analysis, position, sentence);
    for (std::uint32_t i = r.looks_begin; i < r.looks_end; ++i) {
      const Node& n = tables_.nodes[looks_[i]];
      if (bit == 0) cacheable = false;
      if ((bit == 0 || (hopeful & bit) != 0) && look_holds(n.argument, analysis, position, sentence)) {
        mask |= bit;
        open_looks_.push_back(n.next);
      }
      bit <<= 1;
    }
    if (cacheable) {
      if (const State known = resolved_(state, mask); known != unknown) {
        state = known;
        continue;
      }
    }
    const State asked = state;
    found_.clear();
    found_accepts_.assign(accepts_.begin() + r.accepts_begin, accepts_.begin() + r.accepts_end);
    ++generation_;
    for (std::uint32_t i = r.nodes_begin; i < r.nodes_end; ++i) {
      if (tables_.nodes[nodes_[i]].op != Node::look) found_.push_back(nodes_[i]);
      marks_[nodes_[i]] = generation_;
    }
    for (const std::uint32_t node : open_looks_) close(node);
    state = intern();
    if (cacheable) resolved_(asked, mask) = state;
  }
  return state;
}

/// What of each token the patterns of this stage can see.
void Automaton::read_sentence(const Analysis& analysis, const Sentence& sentence) {
  if (classes_.size() > class_budget) forget();
  if (states_.size() > state_budget || steps_.size() > table_budget) reset();
  const std::uint32_t length = sentence.end - sentence.begin;
  token_classes_.resize(length);
  token_long_edges_.resize(length);
  for (std::uint32_t i = 0; i < length; ++i) {
    const std::uint32_t token = sentence.begin + i;
    const std::uint32_t word = word_class(analysis, token);
    std::uint64_t single = 0, longer = 0;
    if ((analysis.lattice.kinds_at(token) & edge_kinds_of_all_) != 0)
      for (const Edge& e : analysis.lattice.at(token)) {
        if (e.symbol >= symbol_bits_.size()) continue;
        const std::uint64_t bit = symbol_bits_[e.symbol];
        if (e.end == token + 1 && bit >> crowded == 0) single |= bit;
        else longer |= bit;
      }
    token_long_edges_[i] = longer;
    if (single != 0) token_classes_[i] = find_class(word, single);
    else if (plain_classes_[word] != unknown) token_classes_[i] = plain_classes_[word];
    else token_classes_[i] = plain_classes_[word] = add_class(word, 0);
  }
}

Automaton::State Automaton::start_of(std::uint32_t root) {
  found_.clear();
  found_accepts_.clear();
  ++generation_;
  close(root);
  return starts_[root] = intern();
}

bool Automaton::goes_through(State start, const Analysis& analysis, const Sentence& sentence, std::uint32_t token) {
  run_one_way(analysis, sentence, token, start);
  const bool found = !round_.empty();
  round_.clear();
  return found;
}

/// From `begin` in `state`, which is all there is to carry as long as no edge opens a second way.
void Automaton::run_one_way(const Analysis& analysis, const Sentence& sentence, std::uint32_t begin, State state) {
  const std::uint32_t limit = std::min(sentence.end - begin, match_length_limit);
  const std::uint32_t* classes = token_classes_.data() + (begin - sentence.begin);
  const std::uint64_t* long_edges = token_long_edges_.data() + (begin - sentence.begin);
  for (std::uint32_t offset = 0;; ++offset) {
    std::uint8_t flags = flags_[state];
    if (flags != 0) {
      if ((flags & has_looks) != 0) {
        state = resolve_looks(state, analysis, begin + offset, sentence);
        flags = flags_[state];
      }
      if ((flags & has_edges) != 0 && offset < limit && (edge_bits_[state] & long_edges[offset]) != 0)
        return run_ways(analysis, sentence, begin, offset, state);
      if ((flags & has_accepts) != 0 && offset != 0) accept(state, begin, begin + offset);
    }
    if (offset == limit || state == dead) return;
    state = step(state, classes[offset]);
    if (state == dead) return;
  }
}

/// The general case, from `state` at `offset`: states by position, joined where ways meet.
void Automaton::run_ways(const Analysis& analysis, const Sentence& sentence, std::uint32_t begin, std::uint32_t offset, State first) {
  const std::uint32_t limit = std::min(sentence.end - begin, match_length_limit);
  pending_[offset] = first;
  for (std::uint32_t furthest = offset; offset <= furthest; ++offset) {
    State state = pending_[offset];
    if (state == dead) continue;
    pending_[offset] = dead;
    if ((flags_[state] & has_looks) != 0) state = resolve_looks(state, analysis, begin + offset, sentence);
    if (offset != 0) accept(state, begin, begin + offset);
    if (offset == limit) break;
    const std::uint32_t token = begin + offset, place = token - sentence.begin;
    const State next = step(state, token_classes_[place]);
    if (next != dead) {
      pending_[offset + 1] = join(pending_[offset + 1], next);
      furthest = std::max(furthest, offset + 1);
    }
    if ((edge_bits_[state] & token_long_edges_[place]) == 0) continue;
    for (const Edge& e : analysis.lattice.at(token)) {
      const std::uint32_t length = e.end - begin;
      if (length > limit || e.symbol >= edge_index_.size() || edge_index_[e.symbol] == 0) continue;
      if (e.end == token + 1 && edge_index_[e.symbol] < crowded) continue;   // in the token's class
      const State target = jump(state, edge_index_[e.symbol]);
      if (target == dead) continue;
      pending_[length] = join(pending_[length], target);
      furthest = std::max(furthest, length);
    }
  }
}

/// Of the matches of one start the longest of each rule, where it does not overlap the rule's own match before it.
void Automaton::keep_longest(std::vector<Hit>& out) {
  std::sort(round_.begin(), round_.end(), [](const Hit& a, const Hit& b) { return a.rule != b.rule ? a.rule < b.rule : a.end > b.end; });
  RuleIndex last = none;
  for (const Hit& hit : round_) {
    if (hit.rule == last) continue;
    last = hit.rule;
    if (hit.begin < last_end_[hit.rule]) continue;
    last_end_[hit.rule] = hit.end;
    out.push_back(hit);
  }
  round_.clear();
}

void Automaton::find(const Analysis& analysis, const Sentence& sentence, std::vector<Hit>& out) {
  const std::size_t first = out.size();
  read_sentence(analysis, sentence);
  for (std::uint32_t token = sentence.begin; token < sentence.end; ++token) {
    const std::uint32_t place = token - sentence.begin;
    if ((edge_bits_[hopeful_start_] & token_long_edges_[place]) == 0 && step(hopeful_start_, token_classes_[place]) == dead) continue;
    run_one_way(analysis, sentence, token, start_);
    if (!round_.empty()) keep_longest(out);
  }
  for (std::size_t i = first; i < out.size(); ++i) last_end_[out[i].rule] = 0;
}

}  // namespace sluice
