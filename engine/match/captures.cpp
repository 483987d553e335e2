#include "match/captures.hpp"

#include <algorithm>

#include "match/automaton.hpp"

namespace sluice {
namespace {

constexpr int depth_limit = 4000;  // calls; a match has at most match_length_limit tokens and a pattern few nodes between two of them

}  // namespace

bool PathFinder::find(std::uint32_t root, const Analysis& analysis, const Sentence& sentence, std::uint32_t begin, std::uint32_t end,
                      bool exact_end, Path& out) {
  analysis_ = &analysis;
  sentence_ = &sentence;
  end_ = end;
  exact_end_ = exact_end;
  out_ = &out;
  captures_.clear();
  open_.clear();
  edges_.clear();
  wildcards_ = 0;
  trigger_ = none;
  trigger_is_form_ = false;
  if (failed_.empty()) failed_.resize(1024, ~std::uint64_t{0});
  if (failed_count_ != 0) std::fill(failed_.begin(), failed_.end(), ~std::uint64_t{0});
  failed_count_ = 0;
  if (!visit(root, begin, 0)) return false;
  std::stable_sort(out.captures.begin(), out.captures.end(), [](const Capture& a, const Capture& b) { return a.begin < b.begin; });
  return true;
}

bool PathFinder::first_visit(std::uint32_t node, std::uint32_t position) {
  if (failed_count_ * 2 >= failed_.size()) {
    std::vector<std::uint64_t> old(failed_.size() * 2, ~std::uint64_t{0});
    old.swap(failed_);
    for (const std::uint64_t key : old)
      if (key != ~std::uint64_t{0}) {
        std::size_t at = (key * 0x9E3779B97F4A7C15ull) >> 32 & (failed_.size() - 1);
        while (failed_[at] != ~std::uint64_t{0}) at = (at + 1) & (failed_.size() - 1);
        failed_[at] = key;
      }
  }
  const std::uint64_t key = (std::uint64_t{node} << 32) | position;
  std::size_t at = (key * 0x9E3779B97F4A7C15ull) >> 32 & (failed_.size() - 1);
  for (; failed_[at] != ~std::uint64_t{0}; at = (at + 1) & (failed_.size() - 1))
    if (failed_[at] == key) return false;
  failed_[at] = key;
  ++failed_count_;
  return true;
}

bool PathFinder::visit(std::uint32_t node, std::uint32_t position, int depth) {
  if (node == none || depth > depth_limit || !first_visit(node, position)) return false;
  const Node& n = tables_.nodes[node];
  switch (n.op) {
    case Node::accept:
      if (exact_end_ && position != end_) return false;
      out_->captures = captures_;
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
