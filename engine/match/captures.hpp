// Captures of one pattern on a known match, by backtracking that visits each node at each position once.
#ifndef SLUICE_MATCH_CAPTURES_HPP
#define SLUICE_MATCH_CAPTURES_HPP

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "lexicon/analysis.hpp"
#include "match/first_sets.hpp"
#include "match/tables.hpp"
#include "match/token_tests.hpp"

namespace sluice {

/// What one path through a pattern took.
struct Path {
  std::vector<Capture> captures;            ///< in order of their begin
  std::uint32_t end = 0;
  std::uint32_t wildcards = 0;
  std::uint32_t trigger = none;             ///< token of the lemma form, else of the first literal word
  bool trigger_is_form = false;
};

/// Finds the preferred path of a pattern; keeps its memory between calls.
class PathFinder {
 public:
  PathFinder(const RuleProgram::Tables& tables, TokenTests& tests) : tables_(tables), tests_(tests), firsts_(tables, tests) {}

  /// The preferred path from `root` over tokens [begin, end), which may not leave [sentence.begin, limit). With `exact_end` it must end at
  /// `end`; else it may end anywhere from `reach` up to `limit` and the preferred path decides. Linear in nodes x tokens.
  bool find(std::uint32_t root, const Analysis& analysis, const Sentence& sentence, std::uint32_t begin, std::uint32_t end, bool exact_end,
            Path& out, std::uint32_t reach = 0);

 private:
  struct Taken { std::uint32_t begin, end; SymbolId symbol; std::uint32_t payload; };

  const RuleProgram::Tables& tables_;
  TokenTests& tests_;
  FirstSets firsts_;
  /// The nodes of the pattern at one root lie between these.
  struct Outline { std::uint32_t lowest = none, highest = 0; };
  std::unordered_map<std::uint32_t, Outline> outlines_;   // by root
  std::vector<std::uint32_t> visits_;       // by node and position: the call that was there last
  std::uint32_t call_ = 0, lowest_ = 0, width_ = 0, begin_ = 0;

  const Analysis* analysis_ = nullptr;
  const Sentence* sentence_ = nullptr;
  std::uint32_t end_ = 0;
  bool exact_end_ = false;
  std::uint32_t reach_ = 0;
  std::vector<Capture> captures_;
  std::vector<std::uint32_t> open_;
  std::vector<Taken> edges_;
  std::vector<std::uint32_t> trail_;        // what a failing way takes back: `none` for an opened capture, else the begin of a closed one
  Path* out_ = nullptr;
  std::uint32_t wildcards_ = 0, trigger_ = none;
  bool trigger_is_form_ = false;

  bool visit(std::uint32_t node, std::uint32_t position, int depth);
  const Outline& outline(std::uint32_t root);
  bool first_visit(std::uint32_t node, std::uint32_t position) {
    std::uint32_t& place = visits_[std::size_t{node - lowest_} * width_ + (position - begin_)];
    return place != call_ && (place = call_, true);
  }
};

}  // namespace sluice

#endif
