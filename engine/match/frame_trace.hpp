// Which part of a frame a clause leaves empty: the frame tried part by part, for `explain` alone.
#ifndef SLUICE_MATCH_FRAME_TRACE_HPP
#define SLUICE_MATCH_FRAME_TRACE_HPP

#include <cstdint>
#include <vector>

#include "match/alone.hpp"
#include "phrase/phrases.hpp"

namespace sluice {

/// One bind of a frame in one clause.
struct BindTrace {
  std::uint32_t part = 0, bind = 0;   ///< indexes into the frame's parts and the part's binds
  bool filled = false;
  std::vector<Capture> captures;      ///< what it took
};

struct FrameTrace {
  std::uint32_t clause = 0;
  bool asked = false;                 ///< the predicate is one of the frame's, with the particle or preposition that it wants
  bool fits = false;                  ///< every part that must find something did
  std::vector<BindTrace> binds;       ///< in the order in which they are filled: objects and complements first
};

/// Runs the frame as it is, alone and with more and more of its parts.
class FrameTracer {
 public:
  FrameTracer(const RuleProgram::Tables& tables, RuleIndex rule);

  /// What becomes of the frame in a clause.
  [[nodiscard]] FrameTrace trace(const Analysis& analysis, const Phrases& phrases, std::uint32_t clause);

 private:
  RuleAlone alone_;
  Frame whole_;

  bool fits(const Frame& frame, const Analysis& analysis, const Phrases& phrases, std::uint32_t clause, std::vector<Capture>& captures);
};

}  // namespace sluice

#endif
