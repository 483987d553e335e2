// Templates: the clauses of a `use` written out in the rule that names it.
#ifndef SLUICE_RULES_EXPAND_HPP
#define SLUICE_RULES_EXPAND_HPP

#include "rules/ast.hpp"
#include "rules/messages.hpp"

namespace sluice {

/// Items of one rule once its templates are written out.
inline constexpr std::size_t most_expanded_items = 20'000;
/// The same for all rules together.
inline constexpr std::size_t most_expanded_in_all = 5'000'000;

/// Appends each used template's clauses to the rule, parameters replaced by the given patterns, and marks the rule broken where that
/// cannot be done. `used` says, for each template, whether some rule names it. Leaves `uses` empty.
void expand_templates(ast::Rules& rules, std::vector<bool>& used, Reporter& reporter);

}  // namespace sluice

#endif
