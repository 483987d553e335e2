// Tokens, sentences and zones: what text/ makes of bytes. Flat arrays, reused from document to document.
#ifndef SLUICE_TEXT_TOKEN_HPP
#define SLUICE_TEXT_TOKEN_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sluice/document.hpp"

namespace sluice {

enum class TokenKind : std::uint8_t {
  word,         ///< begins with a letter (of any script), or is a clitic such as 's, n't
  number,       ///< begins with a digit: 10,000  1.5  (letters behind digits are a token of their own: 1.2|bn, 21|st, 30|km)
  punctuation,
  symbol,       ///< currency signs, %, +, =, degree sign, emoji ...
};

/// Bits of Token::flags.
enum TokenFlag : std::uint8_t {
  space_before = 1,      ///< white space stands before it (not set: glued to the token before)
  newline_before = 2,    ///< a line end stands before it
  paragraph_before = 4,  ///< an empty line, or a line end in text that is not hard-wrapped, stands before it
  sentence_start = 8,
};

struct Token {
  std::uint32_t begin = 0;  ///< byte offsets into the decoded text
  std::uint32_t end = 0;
  std::uint32_t word = 0;   ///< index into the WordCache, filled by lexicon/
  TokenKind kind = TokenKind::word;
  std::uint8_t flags = 0;

  [[nodiscard]] bool glued() const { return (flags & space_before) == 0; }
  [[nodiscard]] Span span() const { return {begin, end}; }
};

/// Tokens [begin, end) of one sentence, headline or line.
struct Sentence {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  ZoneKind zone = ZoneKind::body;
  bool headline = false;    ///< a title, a related link or another line without final punctuation
  bool title_case = false;  ///< most words that could be lower case are capitalised, so capitals tell little
};

/// One document after text/: `text` views the input, or `owned` where invalid bytes had to be replaced.
struct TextAnalysis {
  std::string_view text;
  std::string owned;
  std::vector<Replacement> replacements;
  std::vector<Token> tokens;
  std::vector<Sentence> sentences;
  std::vector<Zone> zones;        ///< cover the text in order, without gaps between their first and last
  std::string meta_date;          ///< ISO date that the meta zone or dateline gives, or empty
  std::vector<Issue> issues;

  [[nodiscard]] std::string_view of(const Token& token) const { return text.substr(token.begin, token.end - token.begin); }
  void clear();
};

}  // namespace sluice

#endif
