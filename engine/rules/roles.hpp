// What a rule may say of its captures: roles, tests, values that are set, and the labels of its test sentences.
#ifndef SLUICE_RULES_ROLES_HPP
#define SLUICE_RULES_ROLES_HPP

#include <string>
#include <string_view>
#include <vector>

#include "rules/ast.hpp"
#include "rules/patterns.hpp"

namespace sluice {

/// A rule among its captures and schema while it is checked.
struct RuleScope {
  ast::Rule& rule;
  const ast::SchemaDeclaration* schema = nullptr;   ///< null for a built-in entity type without a declaration
  bool fact = false;
  std::set<std::string, std::less<>> captures;
};

class RoleChecker {
 public:
  RoleChecker(const Symbols& builtin, const NameTable& names, PatternChecker& patterns, Reporter& reporter)
      : builtin_(builtin), names_(names), patterns_(patterns), reporter_(reporter) {}

  /// Collects the captures of match patterns and frame parts; reports those that the schema does not have.
  bool captures(RuleScope& scope);
  /// Required slots and one_of on every path; types of the captured pieces.
  bool coverage(const RuleScope& scope);
  bool where(const RuleScope& scope);
  /// Also turns words that are no captures into text.
  bool sets(RuleScope& scope);
  bool aliases(const RuleScope& scope);
  bool examples(const RuleScope& scope);

 private:
  const Symbols& builtin_;
  const NameTable& names_;
  PatternChecker& patterns_;
  Reporter& reporter_;

  bool test(const RuleScope& scope, const ast::Test& test);
  bool call(const RuleScope& scope, const ast::Test& test);
  bool comparison(const RuleScope& scope, const ast::Test& test);
  bool capture(const RuleScope& scope, std::string_view id, ast::Place place);
  bool expression(const RuleScope& scope, ast::Expression& expression);
  bool role_type(const RuleScope& scope, const ast::Item& item);
  [[nodiscard]] bool fits(std::string_view given, std::string_view wanted) const;
  bool filled(const RuleScope& scope, const std::vector<std::string>& wanted) const;
};

/// Labels of a test sentence in span markup, in order; `error` says what is broken, or is empty.
[[nodiscard]] std::vector<std::string_view> markup_labels(std::string_view text, std::string& error);

}  // namespace sluice

#endif
