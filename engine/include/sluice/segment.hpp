// Tokens and sentences of a text, as the engine's rules see them: for formats and models that want a text cut up.
//
//   sluice::Segments pieces;
//   sluice::segment("Sweden joined NATO.", pieces);      // 4 tokens, 1 sentence
#ifndef SLUICE_SEGMENT_HPP
#define SLUICE_SEGMENT_HPP

#include <cstdint>
#include <string_view>
#include <vector>

#include "sluice/span.hpp"

namespace sluice {

/// Byte spans in the order of the text. White space belongs to no token; every other character belongs to one.
struct Segments {
  std::vector<Span> tokens;
  std::vector<Span> sentences;  ///< indexes of tokens, half-open; they cover all tokens
};

/// Cuts valid UTF-8 and replaces what `out` held; its memory is kept. Linear in the length of the text. Any thread.
void segment(std::string_view text, Segments& out);

}  // namespace sluice

#endif
