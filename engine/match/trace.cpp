#include "match/trace.hpp"

#include <algorithm>
#include <unordered_map>

#include "match/automaton.hpp"

namespace sluice {
namespace {

/// All ways of some patterns from one token on, by position; for each node and position the way that took most.
class Run {
 public:
  Run(const RuleProgram::Tables& tables, const Analysis& analysis, const Sentence& sentence) : tables_(tables), analysis_(analysis), sentence_(sentence) {}

  Trace from(std::span<const std::uint32_t> roots, std::uint32_t begin) {
    begin_ = begin;
    limit_ = std::min(sentence_.end, begin + match_length_limit);
    visits_.clear();
    index_.clear();
    open_.assign(limit_ - begin + 1, {});
    longest_ = none;
    for (const std::uint32_t root : roots) reach(root, begin, none, 0);
    std::vector<std::uint32_t> refused;
    for (std::uint32_t position = begin; position <= limit_; ++position) settle(position, refused);
    return report(refused);
  }

 private:
  struct Visit {
    std::uint32_t node = none, position = 0;
    std::uint32_t before = none;      // the visit that led here
    std::uint32_t taken = 0;
  };

  const RuleProgram::Tables& tables_;
  const Analysis& analysis_;
  const Sentence& sentence_;
  std::uint32_t begin_ = 0, limit_ = 0, longest_ = none;
  std::vector<Visit> visits_;
  std::unordered_map<std::uint64_t, std::uint32_t> index_;   // by position and node
  std::vector<std::vector<std::uint32_t>> open_;             // visits to look at, by position behind the begin

  void reach(std::uint32_t node, std::uint32_t position, std::uint32_t before, std::uint32_t taken) {
    if (node == none) return;
    const auto [at, fresh] = index_.try_emplace((std::uint64_t{position} << 32) | node, static_cast<std::uint32_t>(visits_.size()));
    if (fresh) visits_.push_back({node, position, before, taken});
    else if (visits_[at->second].taken < taken) visits_[at->second] = {node, position, before, taken};
    else return;
    open_[position - begin_].push_back(at->second);
  }

  /// First what takes nothing, until no way improves; then what takes a token or an edge, each once.
  void settle(std::uint32_t position, std::vector<std::uint32_t>& refused) {
    std::vector<std::uint32_t>& open = open_[position - begin_];
    std::vector<std::uint32_t> takers;
    while (!open.empty()) {
      const std::uint32_t at = open.back();
      open.pop_back();
      const Visit v = visits_[at];
      const Node& n = tables_.nodes[v.node];
      switch (n.op) {
        case Node::accept:
          if (position > begin_ && (longest_ == none || visits_[longest_].position <= position)) longest_ = at;
          break;
        case Node::split:
          reach(n.next, position, at, v.taken);
          reach(n.other, position, at, v.taken);
          break;
        case Node::open:
        case Node::close: reach(n.next, position, at, v.taken); break;
        case Node::look:
          if (holds(tables_, analysis_, n.argument, position, sentence_)) reach(n.next, position, at, v.taken);
          else refused.push_back(at);
          break;
        case Node::any:
        case Node::token:
        case Node::edge: takers.push_back(at); break;
      }
    }
    std::sort(takers.begin(), takers.end());
    takers.erase(std::unique(takers.begin(), takers.end()), takers.end());
    for (const std::uint32_t at : takers)
      if (!take(at)) refused.push_back(at);
  }

  bool take(std::uint32_t at) {
    const Visit v = visits_[at];
    const Node& n = tables_.nodes[v.node];
    if (v.position >= limit_) return n.op == Node::any;
    if (n.op == Node::any) {
      reach(n.next, v.position + 1, at, v.taken);
      return true;
    }
    if (n.op == Node::token) {
      if (!meets(tables_, analysis_, n.argument, v.position)) return false;
      reach(n.next, v.position + 1, at, v.taken + 1);
      return true;
    }
    bool taken = false;
    for (const Edge& e : analysis_.lattice.at(v.position)) {
      if (e.symbol != n.id || e.end > limit_) continue;
      reach(n.next, e.end, at, v.taken + 1);
      taken = true;
    }
    return taken;
  }

  [[nodiscard]] std::uint32_t source(std::uint32_t node) const { return tables_.node_sources[node]; }

  [[nodiscard]] Trace report(const std::vector<std::uint32_t>& refused) const {
    Trace out;
    out.begin = begin_;
    std::uint32_t furthest = longest_;
    if (longest_ != none) {
      out.end = visits_[longest_].position;
    } else {
      for (const std::uint32_t at : refused) {
        const Visit& v = visits_[at];
        if (furthest == none || v.taken > visits_[furthest].taken) furthest = at;
      }
    }
    if (furthest == none) return out;
    out.taken = visits_[furthest].taken;
    steps_to(furthest, out.steps);
    if (longest_ == none) collect(refused, out);
    return out;
  }

  void collect(const std::vector<std::uint32_t>& refused, Trace& out) const {
    for (const std::uint32_t at : refused) {
      const Visit& v = visits_[at];
      if (v.taken != out.taken) continue;
      const auto same = std::find_if(out.refusals.begin(), out.refusals.end(), [&](const TraceRefusal& r) { return r.source == source(v.node); });
      if (same != out.refusals.end()) {
        same->token = std::min(same->token, v.position);
        same->last = std::max(same->last, v.position);
      } else {
        out.refusals.push_back({source(v.node), v.node, v.position, v.position});
      }
    }
  }

  /// What the items on the way took, in order. What one item took piece by piece is one step, and so is what stands under one capture.
  void steps_to(std::uint32_t at, std::vector<TraceStep>& out) const {
    std::vector<std::uint32_t> way;
    for (; at != none; at = visits_[at].before) way.push_back(at);
    std::reverse(way.begin(), way.end());
    std::uint32_t capture = none;   // source of the open capture
    for (std::size_t i = 0; i + 1 < way.size(); ++i) {
      const Visit &v = visits_[way[i]], &next = visits_[way[i + 1]];
      const Node& n = tables_.nodes[v.node];
      if (n.op == Node::open) capture = source(v.node);
      if (n.op == Node::close) capture = none;
      if (n.op != Node::token && n.op != Node::edge && n.op != Node::any && n.op != Node::look) continue;
      const std::uint32_t item = capture == none ? source(v.node) : capture;
      if (!out.empty() && out.back().source == item && out.back().end == v.position) out.back().end = next.position;
      else out.push_back({item, v.position, next.position});
    }
  }
};

}  // namespace

std::vector<Trace> trace_patterns(const RuleProgram::Tables& tables, std::span<const std::uint32_t> roots, const Analysis& analysis,
                                  const Sentence& sentence) {
  std::vector<Trace> out;
  Run run(tables, analysis, sentence);
  for (std::uint32_t begin = sentence.begin; begin < sentence.end; ++begin) {
    Trace trace = run.from(roots, begin);
    if (trace.taken > 0) out.push_back(std::move(trace));
  }
  return out;
}

}  // namespace sluice
