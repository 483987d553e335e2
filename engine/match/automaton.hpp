// Runs many patterns at once over a lattice: a lazy DFA whose states are sets of automaton nodes. A token takes a state to the next
// position; a lattice edge takes it to the edge's end, where the sets that meet are joined. All three operations are remembered.
#ifndef SLUICE_MATCH_AUTOMATON_HPP
#define SLUICE_MATCH_AUTOMATON_HPP

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "lexicon/analysis.hpp"
#include "match/first_sets.hpp"
#include "match/tables.hpp"
#include "match/token_tests.hpp"

namespace sluice {

/// Tokens that one match may span; what would be longer is not matched.
inline constexpr std::uint32_t match_length_limit = 128;

/// A rule that matched tokens [begin, end).
struct Hit {
  RuleIndex rule = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// Whether lookaround `look` holds at `position` inside tokens [sentence_begin, sentence_end).
[[nodiscard]] bool holds(const RuleProgram::Tables& tables, const Analysis& analysis, std::uint32_t look, std::uint32_t position,
                         const Sentence& sentence);

/// Values by a pair of 32-bit keys: open addressing, grown by doubling.
class PairTable {
 public:
  static constexpr std::uint32_t absent = 0xFFFFFFFF;
  void clear() {
    slots_.assign(256, {});
    size_ = 0;
  }
  /// The place of the value, holding `absent` when it is new; valid until the next call.
  std::uint32_t& operator()(std::uint32_t a, std::uint32_t b);

 private:
  struct Slot { std::uint32_t a = absent, b = absent, value = absent; };
  std::vector<Slot> slots_ = std::vector<Slot>(256);
  std::size_t size_ = 0;
  [[nodiscard]] std::size_t place(std::uint32_t a, std::uint32_t b) const;
};

/// The patterns of one stage. A token's class is all that these patterns can see at it: the conditions that its word meets, and the symbols
/// of the edges over it alone. So steps are rows of a small table, and only longer edges open a second way. Not shared between threads; the
/// states made so far are kept from document to document, up to a budget.
class Automaton {
 public:
  /// `roots` are what `find` searches for; `anchored` are asked for one by one, with `begins`.
  Automaton(const RuleProgram::Tables& tables, TokenTests& tests, std::vector<Root> roots, std::vector<std::uint32_t> anchored = {});

  /// For each rule, its leftmost-longest matches in the sentence, not overlapping one another, appended in order of their begin.
  void find(const Analysis& analysis, const Sentence& sentence, std::vector<Hit>& out);
  /// Reads a sentence for `begins`; `find` does so too.
  void read_sentence(const Analysis& analysis, const Sentence& sentence);
  /// Whether the anchored pattern at `root` matches one token or more from `token` on. The sentence must be the one that was read last.
  bool begins(std::uint32_t root, const Analysis& analysis, const Sentence& sentence, std::uint32_t token) {
    const State start = starts_[root] != unknown ? starts_[root] : start_of(root);
    const std::uint32_t place = token - sentence.begin;
    if ((flags_[start] & has_looks) == 0 && (edge_bits_[start] & token_long_edges_[place]) == 0 && step(start, token_classes_[place]) == dead)
      return false;
    return goes_through(start, analysis, sentence, token);
  }
  /// Must be called when word symbols have changed their meaning.
  void forget();
  /// States made so far.
  [[nodiscard]] std::size_t states() const { return states_.size(); }

  /// Classes of the tokens of the sentence that was read last: what the patterns can see at a token, but for `long_edges`.
  [[nodiscard]] std::span<const std::uint32_t> token_classes() const { return token_classes_; }
  /// Of the same tokens: not 0 where an edge begins that some pattern takes and that is not in the token's class.
  [[nodiscard]] std::span<const std::uint64_t> long_edges() const { return token_long_edges_; }
  /// Changes when classes are numbered anew.
  [[nodiscard]] std::uint64_t class_generation() const { return class_generation_; }

 private:
  using State = std::uint32_t;
  static constexpr State dead = 0;
  static constexpr State unknown = 0xFFFFFFFF;
  static constexpr std::size_t state_budget = 20'000;
  static constexpr std::size_t class_budget = 8'192;
  static constexpr std::size_t table_budget = 8'000'000;   // entries of the step table

  struct Record {
    std::uint32_t nodes_begin = 0, nodes_end = 0;      // token, any, edge and look nodes, sorted
    std::uint32_t accepts_begin = 0, accepts_end = 0;  // rules
    std::uint32_t looks_begin = 0, looks_end = 0;      // the look nodes among them, in looks_
  };
  enum Flag : std::uint8_t { has_looks = 1, has_edges = 2, has_accepts = 4 };

  const RuleProgram::Tables& tables_;
  TokenTests& tests_;
  FirstSets firsts_;
  std::vector<Root> roots_;
  std::vector<std::uint32_t> conditions_;              // those that the token nodes ask, sorted
  std::vector<std::uint32_t> condition_index_;         // by condition: its place in conditions_, or none
  std::vector<std::uint16_t> edge_index_;              // by symbol: its column in jumps_, or 0
  std::uint32_t edge_columns_ = 1;
  std::vector<std::uint64_t> symbol_bits_;             // by symbol: column_bit of its column, or 0
  std::uint64_t edge_kinds_of_all_ = 0;                // Lattice::kind of every symbol that has a column

  /// Columns below this have a bit each in a class; those from it on share its bit and are taken as long edges are.
  static constexpr std::uint32_t crowded = 63;
  struct Class {
    std::uint32_t word_class = 0;
    std::uint64_t edges = 0;                           // bits of the columns of edges over this token alone
  };
  std::vector<std::uint32_t> word_classes_;            // by Analysis::test_keys: word class, or unknown
  std::vector<std::uint64_t> word_bits_;               // by word class: which of conditions_ hold, bit_words_ of them each
  std::size_t bit_words_ = 0;
  std::uint32_t word_class_count_ = 0;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> word_class_by_hash_;
  std::vector<Class> classes_;
  std::uint64_t class_generation_ = 0;
  std::vector<std::uint32_t> plain_classes_;           // by word class: the class without edges, or unknown
  std::vector<std::uint32_t> class_slots_;             // open addressing over classes_, or unknown

  std::vector<Record> states_;
  std::vector<std::uint8_t> flags_;                    // by state: Flag bits
  std::vector<std::uint64_t> edge_bits_;               // by state: bits of the columns that it takes
  std::vector<std::uint32_t> nodes_, looks_;
  std::vector<RuleIndex> accepts_;
  std::unordered_map<std::uint64_t, std::vector<State>> by_hash_;
  std::vector<State> steps_;                           // rows of class_stride_ by state
  std::size_t class_stride_ = 64;
  std::vector<State> jumps_;                           // rows of edge_columns_ by state
  PairTable unions_;
  PairTable resolved_;                                 // by state and mask of the lookarounds that hold
  PairTable hopeful_;                                  // by state and token class: hopeful_looks
  State start_ = dead;
  State hopeful_start_ = dead;                         // the start as if all its lookarounds held
  std::vector<std::uint32_t> anchored_;                // roots
  std::vector<State> starts_;                          // by anchored root, or unknown

  std::vector<std::uint32_t> marks_;                   // generation of the closure that last saw a node
  std::uint32_t generation_ = 0;
  std::vector<std::uint32_t> stack_, found_, open_looks_;
  std::vector<RuleIndex> found_accepts_;
  std::vector<std::uint64_t> bits_;
  std::vector<std::uint32_t> token_classes_;           // of the sentence, by token
  std::vector<std::uint64_t> token_long_edges_;        // of the sentence, by token: bits of the columns of edges that are not in its class
  std::vector<State> pending_;                         // by position behind the start; dead outside run_from
  std::vector<std::uint32_t> last_end_;                // by rule: end of its last match in this sentence
  std::vector<Hit> round_;

  void collect_alphabet();
  void reset();
  void close(std::uint32_t node, bool through_looks = false);
  State intern();
  [[nodiscard]] static std::uint64_t column_bit(std::uint32_t column) { return std::uint64_t{1} << (column < crowded ? column : crowded); }
  std::uint32_t word_class(const Analysis& analysis, std::uint32_t token) {
    const std::size_t key = analysis.test_keys[token];
    return key < word_classes_.size() && word_classes_[key] != unknown ? word_classes_[key] : add_word_class(analysis, token, key);
  }
  std::uint32_t add_word_class(const Analysis& analysis, std::uint32_t token, std::size_t key);
  [[nodiscard]] static std::size_t class_slot(std::uint32_t word_class, std::uint64_t edges) {
    return ((edges ^ std::uint64_t{word_class} << 20) * 0x9E3779B97F4A7C15ull) >> 32;
  }
  std::uint32_t find_class(std::uint32_t word_class, std::uint64_t edges);
  std::uint32_t add_class(std::uint32_t word_class, std::uint64_t edges);
  State step(State state, std::uint32_t token_class) {
    const State known = steps_[state * class_stride_ + token_class];
    return known != unknown ? known : make_step(state, token_class);
  }
  State jump(State state, std::uint32_t column) {
    const State known = jumps_[std::size_t{state} * edge_columns_ + column];
    return known != unknown ? known : make_jump(state, column);
  }
  State make_step(State state, std::uint32_t token_class);
  State make_jump(State state, std::uint32_t column);
  State join(State a, State b) { return a == dead || a == b ? b : b == dead ? a : make_join(a, b); }
  State make_join(State a, State b);
  std::uint32_t hopeful_looks(State state, const Analysis& analysis, std::uint32_t position, const Sentence& sentence);
  bool look_holds(std::uint32_t look, const Analysis& analysis, std::uint32_t position, const Sentence& sentence);
  State resolve_looks(State state, const Analysis& analysis, std::uint32_t position, const Sentence& sentence);
  bool goes_through(State start, const Analysis& analysis, const Sentence& sentence, std::uint32_t token);
  State start_of(std::uint32_t root);
  void accept(State state, std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t i = states_[state].accepts_begin; i < states_[state].accepts_end; ++i) round_.push_back({accepts_[i], begin, end});
  }
  void run_one_way(const Analysis& analysis, const Sentence& sentence, std::uint32_t begin, State state);
  void run_ways(const Analysis& analysis, const Sentence& sentence, std::uint32_t begin, std::uint32_t offset, State state);
  void keep_longest(std::vector<Hit>& out);
};

}  // namespace sluice

#endif
