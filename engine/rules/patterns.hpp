// What a pattern means before it is compiled: its names, size, captures, and which roles it is sure to fill.
#ifndef SLUICE_RULES_PATTERNS_HPP
#define SLUICE_RULES_PATTERNS_HPP

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/lattice.hpp"
#include "lexicon/lexicon.hpp"
#include "rules/ast.hpp"
#include "rules/messages.hpp"
#include "rules/names.hpp"
#include "text/token.hpp"

namespace sluice {

// Bounds that keep a compiled program small and its run linear.
inline constexpr std::uint32_t widest_gap = 20;
inline constexpr std::uint32_t most_repetitions = 100;
inline constexpr std::uint32_t most_unordered_items = 5;
inline constexpr std::size_t most_positions = 20'000;
inline constexpr std::size_t most_captures = 64;

/// Everything that patterns may name.
struct NameTable {
  enum Kind : std::uint8_t { builtin, list, sub_pattern, entity };
  struct Known {
    Kind kind = builtin;
    std::size_t index = 0;    ///< into Rules::words, lets, schemas
    bool broken = false;      ///< declared, but with errors that are reported already
    bool used = false;
  };
  std::map<std::string, Known, std::less<>> names;
  std::set<std::string, std::less<>> facts;
  std::vector<std::string> sorted;          ///< of `names`, for suggestions
};

/// What is known of a `let` once it has been checked.
struct LetFacts {
  std::size_t positions = 1;
  bool nullable = false;
  std::optional<std::vector<std::string>> types;   ///< the names it is a choice of, where it is nothing else
};

class PatternChecker {
 public:
  PatternChecker(NameTable& names, std::vector<LetFacts>& lets, Reporter& reporter) : names_(names), lets_(lets), reporter_(reporter) {}

  /// Where a pattern stands, which says what it may hold.
  struct Role {
    bool captures = true;        ///< captures are kept here
    bool each = true;            ///< `each` is allowed
    std::string_view owner;      ///< type of the rule, for messages
  };
  /// Reports all that is wrong in it. False where the rule cannot run (also for errors reported elsewhere).
  bool check(const ast::Pattern& pattern, const Role& role);

  /// Positions once names and repetitions are written out, capped just above most_positions.
  [[nodiscard]] std::size_t positions(const ast::Pattern& pattern) const;
  /// Whether it can match without taking a token.
  [[nodiscard]] bool nullable(const ast::Pattern& pattern) const;
  /// The names that it is a choice of; nothing where it is more than a choice of names.
  [[nodiscard]] std::optional<std::vector<std::string>> types(const ast::Pattern& pattern) const;
  [[nodiscard]] std::optional<std::vector<std::string>> types(const ast::Item& item) const;

  /// The declaration of `name`, marked as used; reports and gives null where there is none or it is broken.
  NameTable::Known* resolve(std::string_view name, ast::Place place);
  /// `name` as a word list; reports where it is none.
  bool resolve_list(std::string_view name, ast::Place place);
  [[nodiscard]] Suggester& suggest() { return suggest_; }
  /// Number of tokens that the engine's tokenizer makes of `text`.
  [[nodiscard]] std::size_t token_count(std::string_view text);

 private:
  NameTable& names_;
  std::vector<LetFacts>& lets_;
  Reporter& reporter_;
  Suggester suggest_;
  std::vector<Token> tokens_;
  LexiconBuilder expressions_;   // asked whether a regular expression is one

  bool check(const ast::Pattern& pattern, const Role& role, bool repeated);
  bool check(const ast::Item& item, const Role& role, bool repeated);
  bool check_atom(const ast::Item& item);
  bool check_repetition(const ast::Item& item);
  bool check_features(const ast::Item& item);
  bool check_reference(const ast::Item& item);
};

/// Calls `visit(item)` for each item, outer before inner, also those inside look-arounds.
template <class Visit>
void each_item(const ast::Pattern& pattern, Visit&& visit) {
  for (const ast::Sequence& sequence : pattern.alternatives)
    for (const ast::Item& item : sequence) {
      visit(item);
      for (const ast::Pattern& inner : item.patterns) each_item(inner, visit);
    }
}

/// Whether each path through the pattern fills at least one capture of `wanted`.
[[nodiscard]] bool surely_fills(const ast::Pattern& pattern, const std::vector<std::string>& wanted);

}  // namespace sluice

#endif
