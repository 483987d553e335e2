#include "match/work.hpp"

#include <algorithm>

#include "match/automaton.hpp"

namespace sluice {

WorkCounter::WorkCounter(const RuleProgram::Tables& tables, const std::vector<Root>& roots) : tables_(tables), by_rule_(tables.rules.size(), 0) {
  for (const Root& root : roots) {
    std::vector<std::uint32_t> open{root.node};
    std::unordered_set<std::uint32_t> met;
    while (!open.empty()) {
      const std::uint32_t at = open.back();
      open.pop_back();
      if (at == none || !met.insert(at).second) continue;
      const Node& n = tables.nodes[at];
      if (n.op == Node::split) {
        open.push_back(n.next);
        open.push_back(n.other);
      } else if (n.op == Node::open || n.op == Node::close) {
        open.push_back(n.next);
      } else if (n.op != Node::accept) {
        firsts_.push_back({at, root.rule});
      }
    }
  }
}

void WorkCounter::add(std::uint32_t position, std::uint32_t node) {
  if (node != none && met_.insert((std::uint64_t{position} << 32) | node).second) open_.push_back({position, node});
}

/// Adds what the node leads to from its place.
void WorkCounter::step(const Analysis& analysis, const Sentence& sentence, std::uint32_t limit, Place place) {
  const Node& n = tables_.nodes[place.node];
  switch (n.op) {
    case Node::accept: break;
    case Node::split:
      add(place.position, n.next);
      add(place.position, n.other);
      break;
    case Node::open:
    case Node::close: add(place.position, n.next); break;
    case Node::look:
      if (holds(tables_, analysis, n.argument, place.position, sentence)) add(place.position, n.next);
      break;
    case Node::any:
      if (place.position >= limit) break;
      ++by_gap_[tables_.node_sources[place.node]].nodes;
      add(place.position + 1, n.next);
      break;
    case Node::token:
      if (place.position < limit && meets(tables_, analysis, n.argument, place.position)) add(place.position + 1, n.next);
      break;
    case Node::edge:
      if (place.position >= limit) break;
      for (const Edge& e : analysis.lattice.at(place.position))
        if (e.symbol == n.id && e.end <= limit) add(e.end, n.next);
      break;
  }
}

void WorkCounter::count(const Analysis& analysis, const Sentence& sentence) {
  for (std::uint32_t begin = sentence.begin; begin < sentence.end; ++begin) {
    const std::uint32_t limit = std::min(sentence.end, begin + match_length_limit);
    std::uint64_t behind = 0;
    for (const First& first : firsts_) {
      ++by_rule_[first.rule];
      met_.clear();
      step(analysis, sentence, limit, {begin, first.node});
      std::uint64_t nodes = 0;
      for (; !open_.empty(); ++nodes) {
        const Place place = open_.back();
        open_.pop_back();
        step(analysis, sentence, limit, place);
      }
      by_rule_[first.rule] += nodes;
      behind += nodes;
    }
    Work& word = by_word_[std::string(analysis.words.folded(analysis.token(begin).word))];
    ++word.times;
    word.nodes += behind;
  }
}

}  // namespace sluice
