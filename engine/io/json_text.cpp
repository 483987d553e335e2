#include "io/json_text.hpp"

#include <array>
#include <charconv>
#include <cstdlib>

namespace sluice {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

enum Kind : unsigned char { plain, escaped, high };

constexpr std::array<unsigned char, 256> kinds = [] {
  std::array<unsigned char, 256> table{};
  for (std::size_t i = 0; i < 0x20; ++i) table[i] = escaped;
  table['"'] = table['\\'] = table[0x7F] = escaped;
  for (std::size_t i = 0x80; i < 256; ++i) table[i] = high;
  return table;
}();

/// Bytes of the well-formed sequence at `at`, or 0, and then `bad` is how many bytes stand for one replacement.
std::size_t sequence(std::string_view bytes, std::size_t at, std::size_t& bad) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned char lead = byte(at);
  bad = 1;
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  unsigned char high_end = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  for (; bad < length; ++bad) {
    if (at + bad >= bytes.size() || byte(at + bad) < low || byte(at + bad) > high_end) return 0;
    low = 0x80;
    high_end = 0xBF;
  }
  return length;
}

void append_escape(std::string& out, char c) {
  constexpr std::string_view digits = "0123456789abcdef";
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
  }
  out += "\\u00";
  out += digits[static_cast<unsigned char>(c) >> 4];
  out += digits[static_cast<unsigned char>(c) & 15];
}

}  // namespace

void append_json(std::string& out, std::string_view text) {
  out += '"';
  std::size_t copied = 0;
  for (std::size_t at = 0; at < text.size();) {
    const unsigned char kind = kinds[static_cast<unsigned char>(text[at])];
    if (kind == plain) {
      ++at;
      continue;
    }
    std::size_t bad = 1;
    if (kind == high)
      if (const std::size_t length = sequence(text, at, bad); length != 0) {
        at += length;
        continue;
      }
    out.append(text, copied, at - copied);
    if (kind == high) out += replacement;
    else append_escape(out, text[at]);
    at += bad;
    copied = at;
  }
  out.append(text, copied);
  out += '"';
}

void append_json(std::string& out, std::uint64_t number) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

void append_json(std::string& out, const Decimal& number) {
  static const Decimal limit(std::int64_t{1} << 53);
  const bool quoted = number.overflowed() || number > limit || number < -limit;
  if (quoted) out += '"';
  out += number.to_string();
  if (quoted) out += '"';
}

std::string valid_utf8(std::string_view bytes, std::size_t& replaced) {
  std::string out;
  out.reserve(bytes.size());
  replaced = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    std::size_t bad = 0;
    if (const std::size_t length = sequence(bytes, at, bad); length != 0) {
      out.append(bytes, at, length);
      at += length;
    } else {
      out += replacement;
      at += bad;
      ++replaced;
    }
  }
  return out;
}

bool is_valid_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    std::size_t bad = 0;
    const std::size_t length = sequence(bytes, at, bad);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

}  // namespace sluice
