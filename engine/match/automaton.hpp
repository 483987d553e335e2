// Runs many patterns at once over a lattice: a lazy DFA whose states are sets of automaton nodes. A token takes a state to the next
// position; a lattice edge takes it to the edge's end, where the sets that meet are joined. All three operations are remembered.
#ifndef SLUICE_MATCH_AUTOMATON_HPP
#define SLUICE_MATCH_AUTOMATON_HPP

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "lexicon/analysis.hpp"
#include "match/tables.hpp"

namespace sluice {

/// Tokens that one match may span; what would be longer is not matched.
inline constexpr std::uint32_t match_length_limit = 128;

/// A rule that matched tokens [begin, end).
struct Hit {
  RuleIndex rule = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// Whether one token meets a condition.
[[nodiscard]] bool meets(const RuleProgram::Tables& tables, const Analysis& analysis, std::uint32_t condition, std::uint32_t token);

/// Whether lookaround `look` holds at `position` inside tokens [sentence_begin, sentence_end).
[[nodiscard]] bool holds(const RuleProgram::Tables& tables, const Analysis& analysis, std::uint32_t look, std::uint32_t position,
                         const Sentence& sentence);

/// The patterns of one stage. Not shared between threads; the states made so far are kept from document to document, up to a budget.
class Automaton {
 public:
  Automaton(const RuleProgram::Tables& tables, std::vector<Root> roots);

  /// For each rule, its leftmost-longest matches in the sentence, not overlapping one another, appended in order of their begin.
  void find(const Analysis& analysis, const Sentence& sentence, std::vector<Hit>& out);
  /// Must be called when word symbols have changed their meaning.
  void forget();

 private:
  using State = std::uint32_t;
  static constexpr State dead = 0;
  static constexpr State unknown = 0xFFFFFFFF;
  static constexpr std::size_t state_budget = 20'000;

  struct Record {
    std::uint32_t nodes_begin = 0, nodes_end = 0;      // token, any, edge and look nodes, sorted
    std::uint32_t accepts_begin = 0, accepts_end = 0;  // rules
    bool has_looks = false;
    bool has_edges = false;
  };

  const RuleProgram::Tables& tables_;
  std::vector<Root> roots_;
  std::vector<Record> states_;
  std::vector<std::uint32_t> nodes_;
  std::vector<RuleIndex> accepts_;
  std::unordered_map<std::uint64_t, std::vector<State>> by_hash_;
  std::unordered_map<std::uint64_t, State> steps_;
  std::unordered_map<std::uint64_t, State> jumps_;
  std::unordered_map<std::uint64_t, State> unions_;
  std::unordered_map<std::uint64_t, State> resolved_;
  std::vector<State> start_steps_;                     // by token class, of the start state
  std::vector<State> start_jumps_;                     // by symbol
  State start_ = dead;
  std::vector<std::uint32_t> marks_;                   // generation of the closure that last saw a node
  std::uint32_t generation_ = 0;
  std::vector<std::uint32_t> stack_, found_;
  std::vector<RuleIndex> found_accepts_;
  std::vector<State> pending_;                         // by position behind the start
  std::vector<std::uint32_t> last_end_;                // by rule: end of its last match in this sentence
  std::vector<Hit> round_;

  void reset();
  void close(std::uint32_t node);
  State intern();
  State step(State state, std::uint32_t token_class, const Analysis& analysis, std::uint32_t token);
  State jump(State state, SymbolId symbol);
  State join(State a, State b);
  State resolve_looks(State state, const Analysis& analysis, std::uint32_t position, const Sentence& sentence);
  void run_from(const Analysis& analysis, const Sentence& sentence, std::uint32_t begin, std::vector<Hit>& out);
};

}  // namespace sluice

#endif
