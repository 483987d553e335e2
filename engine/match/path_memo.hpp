// Paths of patterns by what stands in the text: the same classes of tokens give the same path.
#ifndef SLUICE_MATCH_PATH_MEMO_HPP
#define SLUICE_MATCH_PATH_MEMO_HPP

#include <cstdint>
#include <span>
#include <vector>

#include "match/automaton.hpp"
#include "match/captures.hpp"

namespace sluice {

/// Remembers the path that PathFinder found for a hit, by the pattern and the classes of the hit's tokens. A path is a function of these
/// where the pattern looks at nothing outside the hit and no edge over several tokens begins inside it. Not shared between threads.
class PathMemo {
 public:
  static constexpr std::uint32_t longest = 8;   ///< tokens of a hit that is remembered

  PathMemo(const RuleProgram::Tables& tables, PathFinder& paths) : tables_(tables), paths_(paths), looks_(tables.nodes.size(), unknown) { clear(); }

  /// PathFinder::find with an exact end, for a hit of `automaton` in the sentence that it has read last.
  bool find(std::uint32_t root, const Automaton& automaton, const Analysis& analysis, const Sentence& sentence, std::uint32_t begin,
            std::uint32_t end, Path& out);

 private:
  static constexpr std::size_t slot_budget = 1 << 15;
  static constexpr std::uint32_t none_yet = 0xFFFFFFFF;
  enum Look : std::uint8_t { unknown, looks, looks_not };

  struct Entry {
    std::uint64_t hash = 0;
    std::uint32_t key = 0;               // in keys_: root, then one class for each token
    std::uint32_t length = 0;
    std::uint32_t captures_begin = 0, captures_end = 0;
    std::uint32_t wildcards = 0, trigger = none;
    bool found = false, trigger_is_form = false;
  };

  const RuleProgram::Tables& tables_;
  PathFinder& paths_;
  std::vector<std::uint8_t> looks_;      // by root node: whether the pattern has a lookaround
  std::uint64_t generation_ = 0;         // of the automaton's classes
  std::vector<std::uint32_t> slots_;     // open addressing over entries_
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> keys_;
  std::vector<Capture> captures_;        // places counted from the hit's begin; the payload of an edge is asked anew
  std::vector<std::uint32_t> work_, seen_;

  void clear();
  bool has_look(std::uint32_t root);
};

}  // namespace sluice

#endif
