#include "match/captures.hpp"

#include <algorithm>

#include "match/automaton.hpp"

namespace sluice {
namespace {

constexpr int depth_limit = 4000;  // calls; a match has at most match_length_limit tokens and a pattern few nodes between two of them

}  // namespace

bool PathFinder::find(std::uint32_t root, const Analysis& analysis, const Sentence& sentence, std::uint32_t begin, std::uint32_t end,
                      bool exact_end, Path& out, std::uint32_t reach) {
  analysis_ = &analysis;
  sentence_ = &sentence;
  end_ = end;
  exact_end_ = exact_end;
  reach_ = reach;
  out_ = &out;
  captures_.clear();
  open_.clear();
  edges_.clear();
  wildcards_ = 0;
  trigger_ = none;
  trigger_is_form_ = false;
  if (++call_ == 0 || visits_.empty()) {
    visits_.assign(1024, {});
    call_ = 1;
  }
  visit_count_ = 0;
  if (!visit(root, begin, 0)) return false;
  std::stable_sort(out.captures.begin(), out.captures.end(), [](const Capture& a, const Capture& b) { return a.begin < b.begin; });
  return true;
}

bool PathFinder::may_begin(std::uint32_t root, const Analysis& analysis, std::uint32_t token) {
  const auto [at, fresh] = first_nodes_.try_emplace(root);
  if (fresh) {
    std::vector<std::uint32_t> stack{root}, seen;
    bool certain = true;
    while (!stack.empty() && certain) {
      const std::uint32_t node = stack.back();
      stack.pop_back();
      if (node == none || std::find(seen.begin(), seen.end(), node) != seen.end()) continue;
      seen.push_back(node);
      const Node& n = tables_.nodes[node];
      switch (n.op) {
        case Node::split:
          stack.push_back(n.next);
          stack.push_back(n.other);
          break;
        case Node::open:
        case Node::close: stack.push_back(n.next); break;
        case Node::token:
        case Node::edge: at->second.push_back(node); break;
        case Node::any:
        case Node::look:
        case Node::accept: certain = false; break;
      }
    }
    if (!certain) at->second.clear();
  }
  if (at->second.empty()) return true;
  return std::any_of(at->second.begin(), at->second.end(), [&](std::uint32_t node) {
    const Node& n = tables_.nodes[node];
    if (n.op == Node::token) return meets(tables_, analysis, n.argument, token);
    return std::ranges::any_of(analysis.lattice.at(token), [&](const Edge& e) { return e.symbol == n.id; });
  });
}

bool PathFinder::first_visit(std::uint32_t node, std::uint32_t position) {
  const auto place_of = [&](std::uint32_t n, std::uint32_t p) {
    const std::size_t mask = visits_.size() - 1;
    std::size_t at = (((std::uint64_t{n} << 32) | p) * 0x9E3779B97F4A7C15ull) >> 32 & mask;
    while (visits_[at].call == call_ && (visits_[at].node != n || visits_[at].position != p)) at = (at + 1) & mask;
    return at;
  };
  if (visit_count_ * 2 >= visits_.size()) {
    std::vector<Visit> old(visits_.size() * 2);
    old.swap(visits_);
    for (const Visit& v : old)
      if (v.call == call_) visits_[place_of(v.node, v.position)] = v;
  }
  Visit& place = visits_[place_of(node, position)];
  if (place.call == call_) return false;
  place = {node, position, call_};
  ++visit_count_;
  return true;
}

bool PathFinder::visit(std::uint32_t node, std::uint32_t position, int depth) {
  if (node == none || depth > depth_limit) return false;
  const Node& n = tables_.nodes[node];
  // Two ways can meet again only where they have parted, at a split or by edges of two lengths.
  if ((n.op == Node::split || n.op == Node::edge) && !first_visit(node, position)) return false;
  switch (n.op) {
    case Node::accept:
      if (position < reach_ || (exact_end_ && position != end_)) return false;
      out_->captures.assign(captures_.begin(), captures_.end());
      out_->end = position;
      out_->wildcards = wildcards_;
      out_->trigger = trigger_;
      out_->trigger_is_form = trigger_is_form_;
      return true;
    case Node::split: return visit(n.next, position, depth + 1) || visit(n.other, position, depth + 1);
    case Node::open: {
      open_.push_back(position);
      const bool found = visit(n.next, position, depth + 1);
      if (!found) open_.pop_back();
      return found;
    }
    case Node::close: {
      const std::uint32_t begin = open_.back();
      open_.pop_back();
      Capture c;
      c.name = n.id;
      c.begin = begin;
      c.end = position;
      if (!edges_.empty() && edges_.back().begin == begin && edges_.back().end == position) {
        c.symbol = edges_.back().symbol;
        c.payload = edges_.back().payload;
      }
      captures_.push_back(c);
      if (visit(n.next, position, depth + 1)) return true;
      captures_.pop_back();
      open_.push_back(begin);
      return false;
    }
    case Node::look: return holds(tables_, *analysis_, n.argument, position, *sentence_) && visit(n.next, position, depth + 1);
    case Node::any:
    case Node::token: {
      if (position >= end_ || (n.op == Node::token && !meets(tables_, *analysis_, n.argument, position))) return false;
      const std::uint32_t trigger = trigger_;
      const bool is_form = trigger_is_form_;
      if (n.trigger == 2 ? !trigger_is_form_ : n.trigger == 1 && trigger_ == none) {
        trigger_ = position;
        trigger_is_form_ = n.trigger == 2;
      }
      wildcards_ += n.wildcard;
      if (visit(n.next, position + 1, depth + 1)) return true;
      wildcards_ -= n.wildcard;
      trigger_ = trigger;
      trigger_is_form_ = is_form;
      return false;
    }
    case Node::edge:
      if (position >= end_) return false;
      for (const Edge& e : analysis_->lattice.at(position)) {
        if (e.symbol != n.id || e.end > end_) continue;
        edges_.push_back({position, e.end, e.symbol, e.payload});
        if (visit(n.next, e.end, depth + 1)) return true;
        edges_.pop_back();
      }
      return false;
  }
  return false;
}

}  // namespace sluice
