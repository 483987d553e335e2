// Tokens as text, for tables of cases.
#ifndef SLUICE_TESTS_TEXT_CUT_HPP
#define SLUICE_TESTS_TEXT_CUT_HPP

#include <string>
#include <string_view>
#include <vector>

#include "text/analyze.hpp"

// "won't go" gives "wo|n't go": a space where white space stands, a bar where a token is glued to the one before.
inline std::string cut(std::string_view text, void (*by)(std::string_view, std::uint32_t, std::vector<sluice::Token>&) = sluice::tokenize) {
  std::vector<sluice::Token> tokens;
  by(text, 0, tokens);
  std::string out;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i > 0) out += tokens[i].glued() ? '|' : ' ';
    out += text.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
  }
  return out;
}

// Sentences, parted by " / ".
inline std::string sentences_of(std::string_view text) {
  sluice::TextAnalysis analysis;
  sluice::analyze_text(text, analysis);
  std::string out;
  for (const sluice::Sentence& s : analysis.sentences) {
    if (!out.empty()) out += " / ";
    const std::uint32_t begin = analysis.tokens[s.begin].begin;
    out += analysis.text.substr(begin, analysis.tokens[s.end - 1].end - begin);
  }
  return out;
}

#endif
