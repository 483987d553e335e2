// One rule's part of a program by itself, small enough to run every rule apart from the others: for `explain` and `profile`.
#ifndef SLUICE_MATCH_ALONE_HPP
#define SLUICE_MATCH_ALONE_HPP

#include "match/tables.hpp"

namespace sluice {

struct RuleAlone {
  RuleProgram::Tables tables;       ///< its nodes, conditions and lookarounds, and its frame; one rule, number 0
  std::vector<Root> roots;          ///< of its patterns; none where it is a frame
};

/// Capture ids, sources and symbols stay those of the whole program; conditions of `where` and `unless` are left out.
[[nodiscard]] RuleAlone rule_alone(const RuleProgram::Tables& whole, RuleIndex rule);

}  // namespace sluice

#endif
