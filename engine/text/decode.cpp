#include "text/decode.hpp"

#include <cstring>

namespace sluice {

namespace {

constexpr std::size_t listed_issues = 100;
constexpr std::string_view replacement = "\xEF\xBF\xBD";

// Length of the well-formed sequence at `at`; where there is none, 0, and `bad` says how many bytes the ill-formed one takes.
std::size_t sequence(std::string_view bytes, std::size_t at, std::size_t& bad) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned char lead = byte(at);
  bad = 1;
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
  if (lead == 0xE0) low = 0xA0;   // overlong
  if (lead == 0xED) high = 0x9F;  // surrogates
  if (lead == 0xF0) low = 0x90;   // overlong
  if (lead == 0xF4) high = 0x8F;  // beyond U+10FFFF
  for (; bad < length; ++bad) {
    if (at + bad >= bytes.size() || byte(at + bad) < low || byte(at + bad) > high) return 0;
    low = 0x80;
    high = 0xBF;
  }
  return length;
}

// Past the ASCII bytes from `at`.
std::size_t skip_ascii(std::string_view bytes, std::size_t at) {
  for (; at + 8 <= bytes.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, 8);
    if ((word & 0x8080808080808080u) != 0) break;
  }
  while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
  return at;
}

}  // namespace

void decode(std::string_view bytes, TextAnalysis& out) {
  std::size_t copied = 0;
  std::size_t found = 0;
  std::uint32_t unlisted_from = 0;
  for (std::size_t at = skip_ascii(bytes, 0); at < bytes.size(); at = skip_ascii(bytes, at)) {
    std::size_t bad = 0;
    if (const std::size_t length = sequence(bytes, at, bad); length != 0) {
      at += length;
      continue;
    }
    out.owned.append(bytes, copied, at - copied);
    const auto offset = static_cast<std::uint32_t>(out.owned.size());
    out.owned += replacement;
    out.replacements.push_back({offset, static_cast<std::uint32_t>(bad)});
    if (found < listed_issues) out.issues.push_back({"T001", offset, "invalid UTF-8 was replaced by U+FFFD"});
    if (found == listed_issues) unlisted_from = offset;
    ++found;
    at += bad;
    copied = at;
  }
  if (found == 0) {
    out.text = bytes;
    return;
  }
  out.owned.append(bytes, copied);
  out.text = out.owned;
  if (found > listed_issues)
    out.issues.push_back({"T002", unlisted_from, std::to_string(found - listed_issues) + " more invalid UTF-8 sequences were replaced"});
}

}  // namespace sluice
