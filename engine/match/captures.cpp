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
  exact_end_ = exact_end;
  reach_ = reach;
  out_ = &out;
  captures_.clear();
  open_.clear();
  edges_.clear();
  trail_.clear();
  wildcards_ = 0;
  trigger_ = none;
  trigger_is_form_ = false;
  const Outline& o = outline(root);
  lowest_ = o.lowest;
  begin_ = begin;
  end_ = std::min(end, begin + match_length_limit);
  width_ = end_ - begin + 1;
  const std::size_t places = std::size_t{o.highest - o.lowest + 1} * width_;
  if (visits_.size() < places) visits_.resize(places, 0);
  if (++call_ == 0) {
    std::fill(visits_.begin(), visits_.end(), 0);
    call_ = 1;
  }
  if (!visit(root, begin, 0)) return false;
  // Few, and nearly in order.
  for (std::size_t i = 1; i < out.captures.size(); ++i)
    for (std::size_t j = i; j > 0 && out.captures[j].begin < out.captures[j - 1].begin; --j) std::swap(out.captures[j], out.captures[j - 1]);
  return true;
}

const PathFinder::Outline& PathFinder::outline(std::uint32_t root) {
  const auto [at, fresh] = outlines_.try_emplace(root);
  Outline& out = at->second;
  if (!fresh) return out;
  std::vector<std::uint32_t> work{root}, seen;
  while (!work.empty()) {
    const std::uint32_t node = work.back();
    work.pop_back();
    if (node == none || std::find(seen.begin(), seen.end(), node) != seen.end()) continue;
    seen.push_back(node);
    out.lowest = std::min(out.lowest, node);
    out.highest = std::max(out.highest, node);
    work.push_back(tables_.nodes[node].next);
    if (tables_.nodes[node].op == Node::split) work.push_back(tables_.nodes[node].other);
  }
  return out;
}

/// Walks on from `node` as long as there is one way, and calls itself where there are several. What a way that fails has noted is taken
/// back: captures and open ones by the trail, the rest by value.
bool PathFinder::visit(std::uint32_t node, std::uint32_t position, int depth) {
  if (depth > depth_limit) return false;
  const std::size_t mark = trail_.size();
  const std::uint32_t wildcards = wildcards_, trigger = trigger_;
  const bool is_form = trigger_is_form_;
  for (bool open = true; open && node != none;) {
    const Node& n = tables_.nodes[node];
    node = n.next;
    switch (n.op) {
      case Node::accept:
        open = !(exact_end_ && position != end_) && position >= reach_;
        if (!open) break;
        out_->captures.assign(captures_.begin(), captures_.end());
        out_->end = position;
        out_->wildcards = wildcards_;
        out_->trigger = trigger_;
        out_->trigger_is_form = trigger_is_form_;
        return true;
      case Node::split:
        // Two ways can meet again only where they have parted, at a split or by edges of two lengths.
        open = first_visit(static_cast<std::uint32_t>(&n - tables_.nodes.data()), position);
        if (!open) break;
        if (n.other == none || !firsts_.may_begin(n.other, *analysis_, position, end_)) break;
        if (n.next != none && firsts_.may_begin(n.next, *analysis_, position, end_) && visit(n.next, position, depth + 1)) return true;
        node = n.other;
        break;
      case Node::open:
        open_.push_back(position);
        trail_.push_back(none);
        break;
      case Node::close: {
        Capture c;
        c.name = n.id;
        c.begin = open_.back();
        c.end = position;
        if (!edges_.empty() && edges_.back().begin == c.begin && edges_.back().end == position) {
          c.symbol = edges_.back().symbol;
          c.payload = edges_.back().payload;
        }
        trail_.push_back(c.begin);
        open_.pop_back();
        captures_.push_back(c);
        break;
      }
      case Node::look: open = holds(tables_, *analysis_, n.argument, position, *sentence_); break;
      case Node::any:
      case Node::token:
        open = position < end_ && (n.op == Node::any || tests_.meets(*analysis_, n.argument, position));
        if (n.trigger == 2 ? !trigger_is_form_ : n.trigger == 1 && trigger_ == none) {
          trigger_ = position;
          trigger_is_form_ = n.trigger == 2;
        }
        wildcards_ += n.wildcard;
        ++position;
        break;
      case Node::edge:
        open = false;
        if (position >= end_ || (analysis_->lattice.kinds_at(position) & Lattice::kind(n.id)) == 0 ||
            !first_visit(static_cast<std::uint32_t>(&n - tables_.nodes.data()), position))
          break;
        for (const Edge& e : analysis_->lattice.at(position)) {
          if (e.symbol != n.id || e.end > end_) continue;
          edges_.push_back({position, e.end, e.symbol, e.payload});
          if (visit(n.next, e.end, depth + 1)) return true;
          edges_.pop_back();
        }
        break;
    }
  }
  for (; trail_.size() > mark; trail_.pop_back()) {
    if (trail_.back() == none) {
      open_.pop_back();
    } else {
      captures_.pop_back();
      open_.push_back(trail_.back());
    }
  }
  wildcards_ = wildcards;
  trigger_ = trigger;
  trigger_is_form_ = is_form;
  return false;
}

}  // namespace sluice
