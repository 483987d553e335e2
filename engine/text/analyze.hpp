// From bytes to tokens, sentences and zones.
#ifndef SLUICE_TEXT_ANALYZE_HPP
#define SLUICE_TEXT_ANALYZE_HPP

#include <string_view>
#include <vector>

#include "text/token.hpp"

namespace sluice {

/// Decodes and validates `bytes`, finds zones, tokens and sentences, and writes them into `out`, which is cleared first.
/// `bytes` must outlive `out`. Cannot fail. Linear in bytes.size().
void analyze_text(std::string_view bytes, TextAnalysis& out);

/// Tokens of a piece of valid UTF-8 alone, appended to `out` with offsets from `base`: what rule files, word lists and
/// markup use, so that a literal in a rule is cut exactly as the text is.
void tokenize(std::string_view text, std::uint32_t base, std::vector<Token>& out);

/// The same by ICU's word iterator and the plain form of the project's tailoring: slow, and the reference in tests.
void tokenize_plain(std::string_view text, std::uint32_t base, std::vector<Token>& out);

/// NFKC case folding of one token's text, appended to `out`. "Straße" gives "strasse", "ＡＢＣ" gives "abc"; curly apostrophes
/// and hyphen variants become ASCII ones.
void fold(std::string_view token, std::string& out);

}  // namespace sluice

#endif
