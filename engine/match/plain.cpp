#include "match/plain.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace sluice {

void find_plain(const RuleProgram::Tables& tables, std::span<const Root> roots, const Analysis& analysis, const Sentence& sentence,
                std::vector<Hit>& out) {
  std::map<RuleIndex, std::uint32_t> last_end;
  for (std::uint32_t begin = sentence.begin; begin < sentence.end; ++begin) {
    const std::uint32_t limit = std::min(sentence.end, begin + match_length_limit);
    std::map<RuleIndex, std::uint32_t> longest;
    for (const Root& root : roots) {
      std::set<std::pair<std::uint32_t, std::uint32_t>> seen;   // position, node
      std::vector<std::pair<std::uint32_t, std::uint32_t>> work{{begin, root.node}};
      while (!work.empty()) {
        const auto [position, at] = work.back();
        work.pop_back();
        if (at == none || position > limit || !seen.insert({position, at}).second) continue;
        const Node& n = tables.nodes[at];
        switch (n.op) {
          case Node::accept:
            if (position > begin) longest[root.rule] = std::max(longest[root.rule], position);
            break;
          case Node::split:
            work.push_back({position, n.next});
            work.push_back({position, n.other});
            break;
          case Node::open:
          case Node::close: work.push_back({position, n.next}); break;
          case Node::look:
            if (holds(tables, analysis, n.argument, position, sentence)) work.push_back({position, n.next});
            break;
          case Node::any:
            if (position < limit) work.push_back({position + 1, n.next});
            break;
          case Node::token:
            if (position < limit && meets(tables, analysis, n.argument, position)) work.push_back({position + 1, n.next});
            break;
          case Node::edge:
            if (position < limit)
              for (const Edge& e : analysis.lattice.at(position))
                if (e.symbol == n.id) work.push_back({e.end, n.next});
            break;
        }
      }
    }
    for (const auto& [rule, end] : longest) {
      const auto before = last_end.find(rule);
      if (before != last_end.end() && begin < before->second) continue;
      last_end[rule] = end;
      out.push_back({rule, begin, end});
    }
  }
}

}  // namespace sluice
