// Bytes to valid UTF-8.
#ifndef SLUICE_TEXT_DECODE_HPP
#define SLUICE_TEXT_DECODE_HPP

#include <string_view>

#include "text/token.hpp"

namespace sluice {

/// Sets `out.text`, and `out.owned`, `out.replacements` and `out.issues` where `bytes` are no valid UTF-8: each maximal
/// subpart of an ill-formed sequence becomes one U+FFFD (Unicode 3.9, table 3-8; the WHATWG decoder does the same).
/// Valid input is viewed and not copied.
void decode(std::string_view bytes, TextAnalysis& out);

}  // namespace sluice

#endif
