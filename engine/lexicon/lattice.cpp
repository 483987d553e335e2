#include "lexicon/lattice.hpp"

#include <algorithm>
#include <tuple>

namespace sluice {

void Lattice::reset(std::size_t token_count) {
  edges_.clear();
  starts_.assign(token_count + 1, 0);
}

void Lattice::index() {
  const auto order = [](const Edge& a, const Edge& b) {
    return std::tuple(a.begin, ~a.end, a.symbol, a.payload) < std::tuple(b.begin, ~b.end, b.symbol, b.payload);
  };
  if (!std::is_sorted(edges_.begin(), edges_.end(), order)) std::sort(edges_.begin(), edges_.end(), order);
  edges_.erase(std::unique(edges_.begin(), edges_.end()), edges_.end());
  std::fill(starts_.begin(), starts_.end(), 0);
  for (const Edge& edge : edges_) ++starts_[edge.begin + 1];
  for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
}

const Edge* Lattice::find(SymbolId symbol, std::uint32_t begin, std::uint32_t end) const {
  for (const Edge& edge : at(begin))
    if (edge.symbol == symbol && edge.end == end) return &edge;
  return nullptr;
}

const Edge* Lattice::longest(SymbolId symbol, std::uint32_t token) const {
  for (const Edge& edge : at(token))
    if (edge.symbol == symbol) return &edge;
  return nullptr;
}

bool Lattice::any(SymbolId symbol, std::uint32_t begin, std::uint32_t end) const {
  if (begin >= end) return false;
  for (std::uint32_t i = starts_[begin]; i < starts_[end]; ++i)
    if (edges_[i].symbol == symbol && edges_[i].end <= end) return true;
  return false;
}

}  // namespace sluice
