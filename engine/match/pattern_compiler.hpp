// Patterns of the rule language written out as automaton nodes.
#ifndef SLUICE_MATCH_PATTERN_COMPILER_HPP
#define SLUICE_MATCH_PATTERN_COMPILER_HPP

#include <cstdint>
#include <map>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "match/declarations.hpp"

namespace sluice {

class PatternCompiler {
 public:
  static constexpr std::size_t node_limit = 40'000;   ///< of one rule

  PatternCompiler(Declarations& names, LexiconBuilder& lexicon, Symbols& symbols, RuleProgram::Tables& out)
      : names_(names), lexicon_(lexicon), symbols_(symbols), out_(out) {}

  /// Must be called before the patterns of another rule; `schema` is null where the rule's type has none, `glue` where it has none.
  void begin_rule(const Schema* schema, const ast::Pattern* glue);
  /// Whether the rule has come to the limit: its nodes are not complete and must not be used.
  [[nodiscard]] bool too_large() const { return too_large_; }

  /// The first node of the pattern, which accepts with `rule`.
  std::uint32_t compile(const ast::Pattern& pattern, std::uint32_t rule);

 private:
  // Exits are kept as (node, which) rather than pointers, since the node array grows.
  struct Exit { std::uint32_t node; bool other; };
  struct Piece { std::uint32_t start = none; std::vector<Exit> exits; };

  Declarations& names_;
  LexiconBuilder& lexicon_;
  Symbols& symbols_;
  RuleProgram::Tables& out_;
  std::map<std::vector<std::pair<std::uint32_t, int>>, std::uint32_t> condition_ids_;
  const Schema* schema_ = nullptr;
  const ast::Pattern* glue_ = nullptr;      // null also inside what the rule only names or asks
  std::uint32_t source_ = none;             // of the nodes that are made now
  int open_patterns_ = 0;
  /// By item: its index in the sources. Items of sub-patterns last as long as the compilation, the others as long as one pattern.
  std::unordered_map<const ast::Item*, std::uint32_t> sources_, shared_sources_;
  bool in_sub_pattern_ = false;
  std::size_t first_node_ = 0;
  bool too_large_ = false;

  std::uint32_t add_node(Node node);
  void tie(const std::vector<Exit>& exits, std::uint32_t target);
  Piece single(Node node);
  Piece join(Piece a, Piece b);
  [[nodiscard]] bool is_one_token(const Piece& piece) const;
  Piece choice(Piece a, Piece b);
  Piece loop(Piece body);
  Piece gap(std::uint32_t up_to);
  Piece edge(SymbolId symbol);

  std::uint32_t condition(const std::vector<ConditionTerm>& terms);
  std::uint32_t test(const WordTest& test, std::string_view text, const ast::Place& place);
  Node token_node(const WordTest& test, std::string_view text, const ast::Place& place, std::uint8_t trigger);
  Piece literal_word(const char* text, const ast::Place& place);

  std::uint32_t source(const ast::Item& item);
  Piece pattern(const ast::Pattern& pattern);
  Piece sub_pattern(const ast::Pattern& pattern);
  Piece sequence(const ast::Sequence& items);
  Piece repeated(const ast::Item& item);
  Piece coordinated(const ast::Item& item);
  Piece captured(const ast::Item& item);
  [[nodiscard]] bool takes_anaphor(const ast::Item& item, CaptureId id);
  Piece atom(const ast::Item& item);
  Piece words(const ast::Item& item);
  Piece form(const ast::Item& item);
  Piece features(const ast::Item& item);
  Piece reference(const ast::Item& item);
  Piece look(const ast::Item& item);
  Piece all_within(const ast::Item& item);
};

}  // namespace sluice

#endif
