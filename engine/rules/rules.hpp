// Rule files in, checked tree out.
#ifndef SLUICE_RULES_RULES_HPP
#define SLUICE_RULES_RULES_HPP

#include <functional>
#include <string_view>

#include "lexicon/lattice.hpp"
#include "lexicon/pack.hpp"
#include "rules/ast.hpp"

namespace sluice {

/// Parses one file and appends what it declares to `out`. After an error it goes on at the next declaration or clause, so that all
/// errors of a file are reported. Never throws; time and memory are linear in the file, nesting is capped (diagnostic).
void parse_rules(std::string_view path, std::string_view bytes, ast::Rules& out, Diagnostics& diagnostics);

/// Parses every `.rules` file of the pack, in path order.
[[nodiscard]] ast::Rules parse_rules(const Pack& pack, Diagnostics& diagnostics);

/// What the checks may ask of the rest of a pack. A function that is not given leaves its check out.
struct CheckOptions {
  std::function<bool(std::string_view lemma)> is_verb;   ///< whether the verb table has this base form
  std::function<bool(std::string_view path)> has_file;   ///< whether the pack has this word list file
};

/// Replaces `use` by the templates' clauses, then checks names, roles, slots, recursion, captures and bounds, and lints. Reports
/// everything; drops the declarations and rules that have errors, so that the rest can run. Behind it, every name in a pattern is a
/// built-in symbol, a list, a sub-pattern or an entity type that is there; every capture of a fact rule is a slot or begins with `_`; a
/// slot's types are names of symbols (a `let` among them is written out); an identifier in a `set` is a capture (any other word has
/// become text).
void check_rules(ast::Rules& rules, const Symbols& builtin, Diagnostics& diagnostics, const CheckOptions& options = {});

/// Entity types in the order in which their rules run, those that read nothing of the others first, and after them the facts. All rules of
/// a type stand in one stage, but those that read their own type in one of their own behind it. Types that read each other's output in a
/// cycle are reported by the path of the cycle, and then share a stage.
struct StageOrder {
  std::vector<std::vector<std::uint32_t>> entity_stages;  ///< indexes into Rules::rules
  std::vector<std::uint32_t> fact_rules;
};
[[nodiscard]] StageOrder order_stages(const ast::Rules& rules, Diagnostics& diagnostics);

}  // namespace sluice

#endif
