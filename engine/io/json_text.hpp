// Pieces of JSON text, appended to a string. What comes out is valid JSON in valid UTF-8, whatever goes in.
#ifndef SLUICE_IO_JSON_TEXT_HPP
#define SLUICE_IO_JSON_TEXT_HPP

#include <cstdint>
#include <string>
#include <string_view>

#include "sluice/decimal.hpp"

namespace sluice {

/// `"text"` with what must be escaped; an ill-formed sequence of bytes becomes one U+FFFD.
void append_json(std::string& out, std::string_view text);
void append_json(std::string& out, std::uint64_t number);
/// As an exact number, or in quotes beyond 2^53, where readers that keep doubles would round it.
void append_json(std::string& out, const Decimal& number);

/// The bytes with each ill-formed sequence replaced by U+FFFD; `replaced` counts them.
[[nodiscard]] std::string valid_utf8(std::string_view bytes, std::size_t& replaced);
[[nodiscard]] bool is_valid_utf8(std::string_view bytes);

}  // namespace sluice

#endif
