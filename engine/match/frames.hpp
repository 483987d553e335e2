// Frames looked up by a clause's predicate, their roles filled from the clause's record.
#ifndef SLUICE_MATCH_FRAMES_HPP
#define SLUICE_MATCH_FRAMES_HPP

#include <span>
#include <vector>

#include "match/automaton.hpp"
#include "match/captures.hpp"
#include "match/tables.hpp"
#include "phrase/phrases.hpp"

namespace sluice {

/// A frame that fits a clause, before `each` roles are taken apart and conditions asked.
struct FrameMatch {
  RuleIndex rule = 0;
  std::uint32_t captures_begin = 0, captures_end = 0;
};

struct FrameMatches {
  std::vector<FrameMatch> matches;
  std::vector<Capture> captures;
  void clear() {
    matches.clear();
    captures.clear();
  }
  [[nodiscard]] std::span<const Capture> of(const FrameMatch& m) const {
    return {captures.data() + m.captures_begin, captures.data() + m.captures_end};
  }
};

class FrameMatcher {
 public:
  /// `patterns` has the patterns of the parts as anchored ones: it tells where a path is worth seeking.
  FrameMatcher(const RuleProgram::Tables& tables, TokenTests& tests, Automaton& patterns);
  /// Roots of the patterns of all parts.
  [[nodiscard]] static std::vector<std::uint32_t> roots(const RuleProgram::Tables& tables);

  /// Every frame that fits clause `index`, appended to `out`. `patterns` must have read the clause's sentence. Cost: the frames of its
  /// predicate times their parts.
  void match(const Analysis& analysis, const Phrases& phrases, std::uint32_t index, FrameMatches& out);

 private:
  const RuleProgram::Tables& tables_;
  PathFinder paths_;
  Automaton& patterns_;
  const Analysis* analysis_ = nullptr;
  const Phrases* phrases_ = nullptr;
  const Clause* clause_ = nullptr;
  const Clause* carrier_ = nullptr;   ///< of a nominal clause: the clause whose subject or object the noun is
  Path path_;
  std::vector<Capture> captures_;     ///< of the frame that is tried

  /// Whether an edge that the bind takes may begin at the token.
  [[nodiscard]] bool takes_at(const Bind& bind, std::uint32_t token) const { return (analysis_->lattice.kinds_at(token) & bind.kinds) != 0; }
  [[nodiscard]] bool promises(const Frame& frame, std::uint32_t object) const;
  bool fill(const Frame& frame, std::uint32_t object, std::vector<Capture>& captures);
  bool fill_part(const Part& part, ast::FramePart::Kind kind, std::uint32_t object, std::vector<Capture>& captures);
  bool bind_adverbial(const Bind& bind, std::vector<Capture>& captures);
  bool bind_with(const Part& part, const Bind& bind, std::uint32_t object, std::size_t before, std::vector<Capture>& captures);
  [[nodiscard]] bool is_time(const NounPhrase& noun) const;
  bool bind_noun(const Bind& bind, std::uint32_t noun, std::vector<Capture>& captures);
  bool bind_one(const Bind& bind, const NounPhrase& noun, Capture& out) const;
  bool bind_range(const Bind& bind, std::uint32_t begin, std::uint32_t end, std::vector<Capture>& captures, std::uint32_t reach = 0);
  bool bind_purpose(const Part& part, const Bind& bind, std::vector<Capture>& captures);
  bool bind_oblique(const Bind& bind, const Oblique& oblique, std::vector<Capture>& captures);
};

}  // namespace sluice

#endif
