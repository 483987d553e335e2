// Where the patterns of a rule stop: a slow run over the same tables, for `explain` alone. Nothing of it is asked while documents are read.
#ifndef SLUICE_MATCH_TRACE_HPP
#define SLUICE_MATCH_TRACE_HPP

#include <cstdint>
#include <span>
#include <vector>

#include "lexicon/analysis.hpp"
#include "match/tables.hpp"

namespace sluice {

/// What an item took on the way to the furthest place.
struct TraceStep {
  std::uint32_t source = none;        ///< index into Tables::sources
  std::uint32_t begin = 0, end = 0;   ///< tokens; empty for a lookaround
};

/// A node that was reached with the most taken before it, and did not go on.
struct TraceRefusal {
  std::uint32_t source = none;
  std::uint32_t node = none;
  std::uint32_t token = 0;            ///< where it was asked first; the end of the sentence where no token is left
  std::uint32_t last = 0;             ///< where it was asked last: further on behind a gap
};

/// A rule's patterns tried from one token on.
struct Trace {
  std::uint32_t begin = 0;
  std::uint32_t end = none;           ///< of the longest match; none where nothing matched
  std::uint32_t taken = 0;            ///< items that took something, gaps apart
  std::vector<TraceStep> steps;       ///< the way that took most, or the longest match
  std::vector<TraceRefusal> refusals; ///< empty where something matched
};

/// Every start in the sentence from which the patterns take something, in order. Linear in nodes x tokens for each start.
[[nodiscard]] std::vector<Trace> trace_patterns(const RuleProgram::Tables& tables, std::span<const std::uint32_t> roots, const Analysis& analysis,
                                                const Sentence& sentence);

}  // namespace sluice

#endif
