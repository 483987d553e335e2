#include "lexicon/lattice.hpp"

#include <algorithm>
#include <tuple>

namespace sluice {

namespace {

bool before(const Edge& a, const Edge& b) { return std::tuple(~a.end, a.symbol, a.payload) < std::tuple(~b.end, b.symbol, b.payload); }

}  // namespace

void Lattice::reset(std::size_t token_count) {
  links_.clear();
  first_.assign(token_count, end_of_chain);
  kinds_.assign(token_count, 0);
}

void Lattice::add(const Edge& edge) {
  std::uint32_t previous = end_of_chain, at = first_[edge.begin];
  while (at != end_of_chain && before(links_[at].edge, edge)) {
    previous = at;
    at = links_[at].next;
  }
  if (at != end_of_chain && links_[at].edge == edge) return;
  kinds_[edge.begin] |= kind(edge.symbol);
  const std::uint32_t place = static_cast<std::uint32_t>(links_.size());
  links_.push_back({edge, at});
  (previous == end_of_chain ? first_[edge.begin] : links_[previous].next) = place;
}

void Lattice::remove(const SymbolSet& symbols) {
  for (std::uint32_t token = 0; token < first_.size(); ++token) {
    if ((kinds_[token] & symbols.kinds()) == 0) continue;
    kinds_[token] = 0;
    for (std::uint32_t* at = &first_[token]; *at != end_of_chain;) {
      if (symbols.has(links_[*at].edge.symbol)) {
        *at = links_[*at].next;
      } else {
        kinds_[token] |= kind(links_[*at].edge.symbol);
        at = &links_[*at].next;
      }
    }
  }
}

std::uint64_t Lattice::sort_chain(std::vector<Edge>& edges) {
  std::sort(edges.begin(), edges.end(), before);
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  std::uint64_t kinds = 0;
  for (const Edge& edge : edges) kinds |= kind(edge.symbol);
  return kinds;
}

const Edge* Lattice::find(SymbolId symbol, std::uint32_t begin, std::uint32_t end) const {
  if ((kinds_[begin] & kind(symbol)) == 0) return nullptr;
  for (const Edge& edge : at(begin))
    if (edge.symbol == symbol && edge.end == end) return &edge;
  return nullptr;
}

}  // namespace sluice
