// Pieces of a rule written as a rule file writes them: for messages that name an item.
#ifndef SLUICE_RULES_PRINT_HPP
#define SLUICE_RULES_PRINT_HPP

#include <string>

#include "rules/ast.hpp"

namespace sluice {

/// On one line; a long one is cut, with an ellipsis.
[[nodiscard]] std::string print_item(const ast::Item& item);
[[nodiscard]] std::string print_pattern(const ast::Pattern& pattern);
/// `length(name) > 2`, `not in(place, Country)`.
[[nodiscard]] std::string print_test(const ast::Test& test);

}  // namespace sluice

#endif
