// All that the stages have made of one document so far; each stage reads what stands before it and adds its own part.
#ifndef SLUICE_LEXICON_ANALYSIS_HPP
#define SLUICE_LEXICON_ANALYSIS_HPP

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "lexicon/lattice.hpp"
#include "lexicon/words.hpp"
#include "text/token.hpp"

namespace sluice {

/// Text, words and edges of one document. The stages above lexicon/ take it as `const Analysis&`.
struct Analysis {
  TextAnalysis text;
  WordCache words;
  std::vector<PhraseHit> phrases;     ///< of the lists that have hits by their ListUse
  Lattice lattice;
  std::vector<std::uint32_t> test_keys;   ///< by token: word symbol * 2 + 1 at a sentence's start; equal keys pass the same tests of rules

  explicit Analysis(const Lexicon& lexicon, std::span<const ListUse> uses = {}) : words(lexicon, uses) {}

  [[nodiscard]] const Token& token(std::uint32_t i) const { return text.tokens[i]; }
  [[nodiscard]] const Word& word(std::uint32_t i) const { return words[text.tokens[i].word]; }
  [[nodiscard]] std::string_view surface(std::uint32_t i) const { return text.of(text.tokens[i]); }
  [[nodiscard]] FoldId fold(std::uint32_t i) const { return word(i).fold; }
  [[nodiscard]] bool is(std::uint32_t i, std::uint32_t word_class) const { return (word(i).classes & word_class) != 0; }
};

}  // namespace sluice

#endif
