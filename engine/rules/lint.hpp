// Warnings: what runs, and is likely not what the writer wanted.
#ifndef SLUICE_RULES_LINT_HPP
#define SLUICE_RULES_LINT_HPP

#include "rules/messages.hpp"
#include "rules/rules.hpp"

namespace sluice {

/// Looks at the rules that have no error.
void lint_rules(const ast::Rules& rules, const CheckOptions& options, Reporter& reporter);

}  // namespace sluice

#endif
