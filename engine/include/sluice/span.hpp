// A piece of a text, by byte offsets.
//
//   sluice::Span s{3, 8};
//   std::string_view word = s.of(text);      // text.substr(3, 5)
#ifndef SLUICE_SPAN_HPP
#define SLUICE_SPAN_HPP

#include <compare>
#include <cstdint>
#include <ostream>
#include <string_view>

namespace sluice {

/// Half-open range of bytes `[begin, end)` of a document's text.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr std::uint32_t length() const { return end - begin; }
  [[nodiscard]] constexpr bool empty() const { return end <= begin; }
  [[nodiscard]] constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  [[nodiscard]] constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  /// The piece of `text` under this span; `text` must be the text that the span belongs to.
  [[nodiscard]] constexpr std::string_view of(std::string_view text) const { return text.substr(begin, length()); }

  friend constexpr auto operator<=>(Span, Span) = default;
};

inline std::ostream& operator<<(std::ostream& out, Span span) { return out << span.begin << '-' << span.end; }

}  // namespace sluice

#endif
