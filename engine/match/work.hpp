// What matching costs, counted and not timed: nodes that are looked at, by rule, by word and by gap. For `profile` alone.
#ifndef SLUICE_MATCH_WORK_HPP
#define SLUICE_MATCH_WORK_HPP

#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "lexicon/analysis.hpp"
#include "match/tables.hpp"

namespace sluice {

/// How often, and how many nodes in all.
struct Work {
  std::uint64_t times = 0, nodes = 0;
};

/// Runs the patterns of one stage node by node. The counts depend on the texts alone.
class WorkCounter {
 public:
  WorkCounter(const RuleProgram::Tables& tables, const std::vector<Root>& roots);

  void count(const Analysis& analysis, const Sentence& sentence);

  [[nodiscard]] const std::vector<std::uint64_t>& by_rule() const { return by_rule_; }
  /// By the folded word at which matching began: what came behind the first node.
  [[nodiscard]] const std::unordered_map<std::string, Work>& by_word() const { return by_word_; }
  /// By source: of a gap, tokens that it took.
  [[nodiscard]] const std::unordered_map<std::uint32_t, Work>& by_gap() const { return by_gap_; }

 private:
  struct First { std::uint32_t node; RuleIndex rule; };
  struct Place { std::uint32_t position, node; };

  const RuleProgram::Tables& tables_;
  std::vector<First> firsts_;             // nodes of all patterns that take something or look around
  std::vector<std::uint64_t> by_rule_;
  std::unordered_map<std::string, Work> by_word_;
  std::unordered_map<std::uint32_t, Work> by_gap_;
  std::vector<Place> open_;
  std::unordered_set<std::uint64_t> met_; // position and node

  void add(std::uint32_t position, std::uint32_t node);
  void step(const Analysis& analysis, const Sentence& sentence, std::uint32_t limit, Place place);
};

}  // namespace sluice

#endif
