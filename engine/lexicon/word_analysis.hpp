// What tables and endings say of one distinct word, and which rule tests it passes.
#ifndef SLUICE_LEXICON_WORD_ANALYSIS_HPP
#define SLUICE_LEXICON_WORD_ANALYSIS_HPP

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "lexicon/words.hpp"

namespace sluice {

/// Fills all of `word` but its hits and symbol. `folded` is the folded form of `surface`.
void analyze_word(const Lexicon& lexicon, std::string_view surface, std::string_view folded, Word& word);

/// Sets in `bits` (zeros before) the tests that the word passes. Costs a look-up for each way of asking and not for each test.
/// `scratch` is working memory.
void collect_tests(const Lexicon& lexicon, const Word& word, std::string_view surface, std::span<const ListHit> hits,
                   std::vector<int>& scratch, std::span<std::uint64_t> bits);
/// Whether the word passes one test, asked by its definition alone: the reference for collect_tests.
[[nodiscard]] bool passes_plain(const Lexicon& lexicon, const WordTest& test, const Word& word, std::string_view surface,
                                std::span<const ListHit> hits);

}  // namespace sluice

#endif
