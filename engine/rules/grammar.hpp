// The grammar of rule files over their tokens: each function reads one construct at `at`.
#ifndef SLUICE_RULES_GRAMMAR_HPP
#define SLUICE_RULES_GRAMMAR_HPP

#include <string_view>
#include <vector>

#include "rules/ast.hpp"
#include "rules/token.hpp"

namespace sluice {

using TokenCursor = const RuleToken*;

/// The furthest token that any alternative refused, and what would have been taken there. It is what a message shows: in a grammar
/// without look-ahead beyond two tokens, the furthest refusal is where the writer went wrong.
struct SyntaxRefusal {
  TokenCursor at = nullptr;
  std::vector<std::string_view> expected;

  void note(TokenCursor where, std::string_view what) {
    if (at != nullptr && where < at) return;
    if (at == nullptr || where > at) at = where, expected.clear();
    for (std::string_view e : expected)
      if (e == what) return;
    expected.push_back(what);
  }
};

// Each moves `at` behind what it read and returns true, or leaves `at` alone and returns false; `refusal` is written either way.
// [at, end) must be followed by one more token. Recursion is as deep as the brackets, `not` and operators in [at, end) nest: the caller
// bounds them.

/// One clause or frame part, added to `rule`.
bool read_clause(TokenCursor& at, TokenCursor end, ast::Rule& rule, SyntaxRefusal& refusal);
/// `rule`, `frame` or `template` with name and options, up to and with the `{`.
bool read_rule_head(TokenCursor& at, TokenCursor end, ast::Rule& rule, SyntaxRefusal& refusal);
bool read_words(TokenCursor& at, TokenCursor end, ast::WordsDeclaration& words, SyntaxRefusal& refusal);
bool read_let(TokenCursor& at, TokenCursor end, ast::LetDeclaration& let, SyntaxRefusal& refusal);
bool read_schema(TokenCursor& at, TokenCursor end, ast::SchemaDeclaration& schema, SyntaxRefusal& refusal);
bool read_resolve(TokenCursor& at, TokenCursor end, ast::ResolveDeclaration& resolve, SyntaxRefusal& refusal);
bool read_suite(TokenCursor& at, TokenCursor end, ast::SuiteDeclaration& suite, SyntaxRefusal& refusal);

[[nodiscard]] bool is_declaration_keyword(std::string_view word);
[[nodiscard]] bool is_clause_keyword(std::string_view word);
/// Lower-case words with a meaning of their own inside a clause, such as `all` and `if`.
[[nodiscard]] bool is_inner_keyword(std::string_view word);

}  // namespace sluice

#endif
