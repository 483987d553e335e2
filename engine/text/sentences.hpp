// Sentences within paragraphs.
#ifndef SLUICE_TEXT_SENTENCES_HPP
#define SLUICE_TEXT_SENTENCES_HPP

#include <vector>

#include "text/paragraphs.hpp"
#include "text/token.hpp"

namespace sluice {

/// Tokens in a sentence at most; longer ones are cut there and reported as T003.
inline constexpr std::uint32_t longest_sentence = 512;

/// Appends the sentences of `paragraphs` to `text.sentences`, with their zones, and marks their first tokens.
void find_sentences(TextAnalysis& text, const std::vector<Paragraph>& paragraphs);

}  // namespace sluice

#endif
