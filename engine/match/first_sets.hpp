// What a way through a pattern can begin with: turns away most ways before they are walked.
#ifndef SLUICE_MATCH_FIRST_SETS_HPP
#define SLUICE_MATCH_FIRST_SETS_HPP

#include <cstdint>
#include <vector>

#include "lexicon/analysis.hpp"
#include "match/tables.hpp"
#include "match/token_tests.hpp"

namespace sluice {

/// First sets of automaton nodes, made when first asked for. Not shared between threads.
class FirstSets {
 public:
  FirstSets(const RuleProgram::Tables& tables, TokenTests& tests) : tables_(tables), tests_(tests) {}

  /// False where no way from `node` can go on at `position`; `end` is where the tokens that it may take end.
  [[nodiscard]] bool may_begin(std::uint32_t node, const Analysis& analysis, std::uint32_t position, std::uint32_t end) {
    const First& first = node < places_.size() && places_[node] != none ? firsts_[places_[node]] : find(node);
    if (first.anything) return true;
    if (position >= end) return false;
    if ((first.edge_kinds & analysis.lattice.kinds_at(position)) != 0) return true;
    for (std::size_t i = 0; i < first.count; ++i)
      if (tests_.meets(analysis, first.conditions[i], position)) return true;
    return false;
  }

 private:
  /// One of a few conditions, or an edge of one of these kinds.
  struct First {
    static constexpr std::size_t room = 8;
    std::uint32_t conditions[room] = {};
    std::uint64_t edge_kinds = 0;
    std::uint8_t count = 0;
    bool anything = false;   // an end, a lookaround, any token, or more conditions than there is room for
  };

  const RuleProgram::Tables& tables_;
  TokenTests& tests_;
  std::vector<std::uint32_t> places_;   // by node: its place in firsts_, or none
  std::vector<First> firsts_;
  std::vector<std::uint32_t> work_, seen_;

  const First& find(std::uint32_t node);
};

}  // namespace sluice

#endif
