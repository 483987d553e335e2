// Tokens of a rule file: what the lexical grammar makes of its bytes.
#ifndef SLUICE_RULES_TOKEN_HPP
#define SLUICE_RULES_TOKEN_HPP

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "rules/ast.hpp"
#include "rules/messages.hpp"

namespace sluice {

enum class Lexeme : std::uint8_t {
  name,        ///< begins with a capital
  word,        ///< any other word: keywords, ids, lemmas
  number, string, exact, regex,
  open, close, open_bracket, close_bracket, open_brace, close_brace,
  comma, colon, dot, bar, ampersand, exclamation, tilde, question, star, plus, minus, slash,
  dots, arrow, double_arrow, equal, not_equal, less, less_equal, greater, greater_equal,
  end,         ///< behind the last token
};

struct RuleToken {
  Lexeme kind = Lexeme::end;
  bool line_start = false;   ///< first token on its line
  ast::Place place;
  std::string_view raw;      ///< as written, for messages
  std::string_view text;     ///< without quotes and escapes
};

/// Tokens of one file, with a last one of kind `end`. Views point into the file's bytes and into `decoded`.
struct RuleTokens {
  std::vector<RuleToken> all;
  std::deque<std::string> decoded;
};

/// Reports what is no token (open strings, stray bytes, invalid UTF-8) and leaves it out. Linear.
void lex_rules(std::string_view bytes, std::uint32_t file, RuleTokens& out, Reporter& reporter);

}  // namespace sluice

#endif
