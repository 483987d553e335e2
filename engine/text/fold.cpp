#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <stdexcept>

#include "text/analyze.hpp"
#include "text/chars.hpp"

namespace sluice {

namespace {

const icu::Normalizer2& folding() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* instance = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU has no case folding: ") + u_errorName(status));
  return *instance;
}

// U+2010..U+2012 (hyphens, figure dash) and the minus sign are hyphens; the en dash and longer ones are marks of their own.
char plain_form(char32_t c) {
  if (c == 0x2018 || c == 0x2019 || c == 0x02BC || c == 0x201B || c == 0x2032) return '\'';
  if ((c >= 0x2010 && c <= 0x2012) || c == 0x2212 || c == 0x2043) return '-';
  return 0;
}

}  // namespace

void fold(std::string_view token, std::string& out) {
  const std::size_t begin = out.size();
  if (chars::is_ascii(token)) {
    out.append(token);
    for (std::size_t i = begin; i < out.size(); ++i) out[i] = chars::lower(out[i]);
    return;
  }
  UErrorCode status = U_ZERO_ERROR;
  icu::StringByteSink<std::string> sink(&out);
  folding().normalizeUTF8(0, icu::StringPiece(token.data(), static_cast<std::int32_t>(token.size())), sink, nullptr, status);
  if (U_FAILURE(status)) {
    out.resize(begin);
    out.append(token);
    return;
  }
  std::size_t write = begin;
  for (std::size_t at = begin; at < out.size();) {
    const chars::Char c = chars::at(out, at);
    if (const char plain = plain_form(c.value)) {
      out[write++] = plain;
    } else {
      for (std::uint32_t i = 0; i < c.length; ++i) out[write++] = out[at + i];
    }
    at += c.length;
  }
  out.resize(write);
}

}  // namespace sluice
