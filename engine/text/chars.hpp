// What the text stage asks about single characters. Text is valid UTF-8 here.
#ifndef SLUICE_TEXT_CHARS_HPP
#define SLUICE_TEXT_CHARS_HPP

#include <cstdint>
#include <cstring>
#include <string_view>

#include "text/token.hpp"

namespace sluice::chars {

struct Char {
  char32_t value = 0;
  std::uint32_t length = 0;  ///< bytes; 0 past the end
};

/// The character that begins at byte `at`.
[[nodiscard]] inline Char at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[at + i])); };
  const char32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  if (lead < 0xE0) return {((lead & 0x1F) << 6) | (byte(1) & 0x3F), 2};
  if (lead < 0xF0) return {((lead & 0x0F) << 12) | ((byte(1) & 0x3F) << 6) | (byte(2) & 0x3F), 3};
  return {((lead & 0x07) << 18) | ((byte(1) & 0x3F) << 12) | ((byte(2) & 0x3F) << 6) | (byte(3) & 0x3F), 4};
}

/// Where the character that ends at `end` begins; `end` must be over 0.
[[nodiscard]] inline std::size_t before(std::string_view text, std::size_t end) {
  std::size_t begin = end - 1;
  while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
  return begin;
}

[[nodiscard]] constexpr bool ascii_upper(char32_t c) { return c >= 'A' && c <= 'Z'; }
[[nodiscard]] constexpr bool ascii_lower(char32_t c) { return c >= 'a' && c <= 'z'; }
[[nodiscard]] constexpr bool ascii_letter(char32_t c) { return ascii_upper(c) || ascii_lower(c); }
[[nodiscard]] constexpr bool ascii_digit(char32_t c) { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

[[nodiscard]] inline bool is_ascii(std::string_view text) {
  std::size_t at = 0;
  std::uint64_t all = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, 8);
    all |= word;
  }
  for (; at < text.size(); ++at) all |= static_cast<unsigned char>(text[at]);
  return (all & 0x8080808080808080u) == 0;
}

[[nodiscard]] bool is_letter(char32_t c);
[[nodiscard]] bool is_upper(char32_t c);  ///< title case too
[[nodiscard]] bool is_lower(char32_t c);
[[nodiscard]] bool is_digit(char32_t c);
[[nodiscard]] bool is_space(char32_t c);  ///< Unicode White_Space
/// White space, controls, format characters and what else leaves no trace on paper: no token is made of these alone.
[[nodiscard]] bool is_blank(char32_t c);
/// Joins the character before it for word boundaries: combining marks, joiners, format characters.
[[nodiscard]] bool is_extender(char32_t c);
/// The kind of a token that begins with `c`.
[[nodiscard]] TokenKind kind_of(char32_t c);

/// ' and its curly and wide forms; UAX #29's letters that may stand inside a word as an apostrophe.
[[nodiscard]] constexpr bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0xFF07; }

[[nodiscard]] constexpr bool is_closing(char32_t c) {
  return c == ')' || c == ']' || c == '}' || c == '"' || c == '\'' || c == 0x201D || c == 0x2019 || c == 0xBB;
}
[[nodiscard]] constexpr bool is_opening(char32_t c) {
  return c == '(' || c == '[' || c == '{' || c == '"' || c == '\'' || c == 0x201C || c == 0x2018 || c == 0xAB || c == 0x201E;
}
[[nodiscard]] constexpr bool is_dash(char32_t c) { return c == '-' || (c >= 0x2010 && c <= 0x2015); }
[[nodiscard]] constexpr bool is_line_end(char32_t c) {
  return (c >= 0x0A && c <= 0x0D) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

}  // namespace sluice::chars

#endif
