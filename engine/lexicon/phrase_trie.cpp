#include "lexicon/phrase_trie.hpp"

#include <utility>
#include <vector>

namespace sluice {

void PhraseTrie::resize(std::size_t slots) {
  const FlatArray<Edge> old = std::move(edges_);
  edges_.assign(slots, Edge());
  edges_.edit([&](std::vector<Edge>& edges) {
    for (const Edge& edge : old) {
      if (edge.to == 0) continue;
      std::size_t i = slot(edge.from, edge.word);
      while (edges[i].to != 0) i = i + 1 == edges.size() ? 0 : i + 1;
      edges[i] = edge;
    }
  });
}

void PhraseTrie::fill_filter() {
  std::size_t inner = 0;
  for (const Edge& edge : edges_) inner += edge.to != 0 && edge.from != root ? 1 : 0;
  if (inner == 0) return;
  // Ten bits an edge: about one false answer in forty.
  filter_.assign(inner * 10 / 64 + 1, 0);
  filter_.edit([&](std::vector<std::uint64_t>& filter) {
    for (const Edge& edge : edges_) {
      if (edge.to == 0 || edge.from == root) continue;
      const std::uint64_t hash = hash_ids(edge.from, edge.word);
      filter[filter_place(hash)] |= filter_bits(hash);
    }
  });
}

std::uint32_t PhraseTrie::extend(std::uint32_t state, FoldId word) {
  if (has_children_.empty()) has_children_.push_back(0);
  if (const std::uint32_t known = step(state, word)) return known;
  if (states() * 3 >= edges_.size() * 2) resize(edges_.empty() ? 64 : edges_.size() * 2);
  const std::uint32_t made = static_cast<std::uint32_t>(states());
  std::size_t i = slot(state, word);
  while (edges_[i].to != 0) i = i + 1 == edges_.size() ? 0 : i + 1;
  edges_.edit([&](std::vector<Edge>& edges) { edges[i] = {state, word, made}; });
  has_children_.edit([&](std::vector<std::uint8_t>& known) {
    known.push_back(0);
    known[state] = 1;
  });
  return made;
}

void PhraseTrie::finish(std::span<const Ending> endings) {
  if (has_children_.empty()) has_children_.push_back(0);
  // Two thirds full: probes stay short and the table small to load.
  if (states() > 1) resize(states() + states() / 2);
  std::vector<std::uint32_t> starts(states() + 1, 0);
  for (const Ending& ending : endings) ++starts[ending.state + 1];
  for (std::size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
  entry_starts_.assign(starts);
  entries_.assign(endings.size(), PhraseEntry());
  entries_.edit([&](std::vector<PhraseEntry>& entries) {
    for (const Ending& ending : endings) entries[starts[ending.state]++] = ending.entry;
  });
  fill_filter();
}

bool PhraseTrie::valid(std::size_t words) const {
  if (has_children_.empty() || entry_starts_.size() != states() + 1) return false;
  if (entry_starts_.front() != 0 || entry_starts_.back() != entries_.size()) return false;
  bool sound = true;
  for (std::size_t i = 1; i < entry_starts_.size(); ++i) sound &= entry_starts_[i - 1] <= entry_starts_[i];
  std::size_t used = 0;
  for (const Edge& edge : edges_) {
    // A parent is always older than its child, so no path can run in a circle.
    sound &= (edge.to == 0) | ((edge.to < states()) & (edge.from < edge.to) & (edge.word < words));
    used += edge.to != 0 ? 1 : 0;
  }
  if (!sound) return false;
  return edges_.empty() ? states() == 1 : used < edges_.size();
}

}  // namespace sluice
