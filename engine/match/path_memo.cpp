#include "match/path_memo.hpp"

#include <algorithm>

namespace sluice {

void PathMemo::clear() {
  slots_.assign(1024, none_yet);
  entries_.clear();
  keys_.clear();
  captures_.clear();
}

bool PathMemo::has_look(std::uint32_t root) {
  if (looks_[root] != unknown) return looks_[root] == looks;
  looks_[root] = looks_not;
  work_.assign(1, root);
  seen_.clear();
  while (!work_.empty()) {
    const std::uint32_t at = work_.back();
    work_.pop_back();
    if (at == none || std::find(seen_.begin(), seen_.end(), at) != seen_.end()) continue;
    seen_.push_back(at);
    const Node& n = tables_.nodes[at];
    if (n.op == Node::look) looks_[root] = looks;
    work_.push_back(n.next);
    if (n.op == Node::split) work_.push_back(n.other);
  }
  return looks_[root] == looks;
}

bool PathMemo::find(std::uint32_t root, const Automaton& automaton, const Analysis& analysis, const Sentence& sentence, std::uint32_t begin,
                    std::uint32_t end, Path& out) {
  const std::uint32_t length = end - begin;
  if (length > longest || has_look(root)) return paths_.find(root, analysis, sentence, begin, end, true, out);
  const std::uint32_t place = begin - sentence.begin;
  const std::span<const std::uint32_t> classes = automaton.token_classes().subspan(place, length);
  for (const std::uint64_t edges : automaton.long_edges().subspan(place, length))
    if (edges != 0) return paths_.find(root, analysis, sentence, begin, end, true, out);
  if (generation_ != automaton.class_generation() || entries_.size() * 2 > slot_budget) {
    clear();
    generation_ = automaton.class_generation();
  }
  std::uint64_t hash = (root + 1) * 0x9E3779B97F4A7C15ull;
  for (const std::uint32_t c : classes) hash = (hash ^ c) * 0xBF58476D1CE4E5B9ull, hash ^= hash >> 29;
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at] != none_yet; at = (at + 1) & mask) {
    const Entry& e = entries_[slots_[at]];
    if (e.hash != hash || e.length != length || keys_[e.key] != root || !std::equal(classes.begin(), classes.end(), keys_.begin() + e.key + 1)) continue;
    if (!e.found) return false;
    out.captures.assign(captures_.begin() + e.captures_begin, captures_.begin() + e.captures_end);
    for (Capture& c : out.captures) {
      c.begin += begin;
      c.end += begin;
      if (c.symbol != no_symbol) c.payload = analysis.lattice.find(c.symbol, c.begin, c.end)->payload;
    }
    out.end = end;
    out.wildcards = e.wildcards;
    out.trigger = e.trigger == none ? none : begin + e.trigger;
    out.trigger_is_form = e.trigger_is_form;
    return true;
  }
  Entry e;
  e.hash = hash;
  e.length = length;
  e.key = static_cast<std::uint32_t>(keys_.size());
  keys_.push_back(root);
  keys_.insert(keys_.end(), classes.begin(), classes.end());
  e.found = paths_.find(root, analysis, sentence, begin, end, true, out);
  e.captures_begin = static_cast<std::uint32_t>(captures_.size());
  if (e.found) {
    for (Capture c : out.captures) {
      c.begin -= begin;
      c.end -= begin;
      captures_.push_back(c);
    }
    e.wildcards = out.wildcards;
    e.trigger = out.trigger == none ? none : out.trigger - begin;
    e.trigger_is_form = out.trigger_is_form;
  }
  e.captures_end = static_cast<std::uint32_t>(captures_.size());
  slots_[at] = static_cast<std::uint32_t>(entries_.size());
  entries_.push_back(e);
  if (entries_.size() * 2 > slots_.size()) {
    slots_.assign(slots_.size() * 2, none_yet);
    for (std::uint32_t i = 0; i < entries_.size(); ++i) {
      std::size_t free = entries_[i].hash & (slots_.size() - 1);
      while (slots_[free] != none_yet) free = (free + 1) & (slots_.size() - 1);
      slots_[free] = i;
    }
  }
  return e.found;
}

}  // namespace sluice
