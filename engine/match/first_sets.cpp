#include "match/first_sets.hpp"

#include <algorithm>

namespace sluice {

const FirstSets::First& FirstSets::find(std::uint32_t node) {
  if (places_.empty()) places_.assign(tables_.nodes.size(), none);
  places_[node] = static_cast<std::uint32_t>(firsts_.size());
  First& out = firsts_.emplace_back();
  work_.assign(1, node);
  seen_.clear();
  while (!work_.empty() && !out.anything) {
    const std::uint32_t at = work_.back();
    work_.pop_back();
    if (at == none || std::find(seen_.begin(), seen_.end(), at) != seen_.end()) continue;
    seen_.push_back(at);
    const Node& n = tables_.nodes[at];
    switch (n.op) {
      case Node::split:
        work_.push_back(n.next);
        work_.push_back(n.other);
        break;
      case Node::open:
      case Node::close: work_.push_back(n.next); break;
      case Node::edge: out.edge_kinds |= Lattice::kind(n.id); break;
      case Node::token:
        if (out.count == First::room) out.anything = true;
        else out.conditions[out.count++] = n.argument;
        break;
      case Node::any:
      case Node::look:
      case Node::accept: out.anything = true; break;
    }
  }
  return out;
}

}  // namespace sluice
