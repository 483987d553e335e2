// Word boundaries of UAX #29 as ICU finds them.
#ifndef SLUICE_TEXT_SEGMENTS_HPP
#define SLUICE_TEXT_SEGMENTS_HPP

#include <cstdint>
#include <string_view>

#include "text/tailor.hpp"

namespace sluice {

/// Feeds the segments of text[begin, end) to `tailor`, as if the piece stood alone. One iterator is kept for each thread.
void segment_by_icu(std::string_view text, std::uint32_t begin, std::uint32_t end, Tailor& tailor);

}  // namespace sluice

#endif
