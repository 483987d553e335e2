// Rule files in, checked tree out.
#ifndef SLUICE_RULES_RULES_HPP
#define SLUICE_RULES_RULES_HPP

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

/// Replaces `use` by the templates' clauses, then checks names, roles, slots, recursion, captures, bounds and cycles. Reports everything;
/// drops the rules that have errors, so that the rest can run.
void check_rules(ast::Rules& rules, const Symbols& builtin, Diagnostics& diagnostics);

/// Entity types in the order in which their rules run, those that read nothing of the others first, and after them the facts. Rules whose
/// types read each other's output in a cycle are reported by the path of the cycle.
struct StageOrder {
  std::vector<std::vector<std::uint32_t>> entity_stages;  ///< indexes into Rules::rules
  std::vector<std::uint32_t> fact_rules;
};
[[nodiscard]] StageOrder order_stages(const ast::Rules& rules, Diagnostics& diagnostics);

}  // namespace sluice

#endif
