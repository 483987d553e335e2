#include "io/json_buffer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "io/json_text.hpp"

namespace sluice {
namespace {

// Whether one of 16 bytes is a control, a quote, a backslash, DEL or beyond ASCII.
#if defined(__SSE2__)
using Sixteen = __m128i;
Sixteen odd_bytes(std::uint64_t low, std::uint64_t high) {
  const Sixteen c = _mm_set_epi64x(static_cast<long long>(high), static_cast<long long>(low));
  const auto is = [&](char byte) { return _mm_cmpeq_epi8(c, _mm_set1_epi8(byte)); };
  // As a signed number a byte beyond ASCII is below every control.
  return _mm_or_si128(_mm_or_si128(_mm_cmplt_epi8(c, _mm_set1_epi8(0x20)), is('"')), _mm_or_si128(is('\\'), is(0x7F)));
}
Sixteen either(Sixteen a, Sixteen b) { return _mm_or_si128(a, b); }
bool any(Sixteen odd) { return _mm_movemask_epi8(odd) != 0; }
#else
using Sixteen = std::uint64_t;
constexpr std::uint64_t each(unsigned char byte) { return 0x0101010101010101ull * byte; }
/// After "Bit Twiddling Hacks", determine if a word has a byte less than n: a borrow may also mark a byte above one that is marked, never a
/// word without any.
constexpr std::uint64_t odd_bytes(std::uint64_t word) {
  const auto zeros = [](std::uint64_t w) { return (w - each(1)) & ~w & each(0x80); };
  return ((word - each(0x20)) & ~word & each(0x80)) | zeros(word ^ each('"')) | zeros(word ^ each('\\')) | zeros(word ^ each(0x7F)) |
         (word & each(0x80));
}
Sixteen odd_bytes(std::uint64_t low, std::uint64_t high) { return odd_bytes(low) | odd_bytes(high); }
Sixteen either(Sixteen a, Sixteen b) { return a | b; }
bool any(Sixteen odd) { return odd != 0; }
#endif

template <class Word>
Word load(const char* from) {
  Word word;
  std::memcpy(&word, from, sizeof word);
  return word;
}

/// Copies `n` bytes, 1 to 15, and says whether one is odd; pieces that overlap leave no loop over single bytes.
bool copy_short(const char* from, std::size_t n, char* out) {
  if (n >= 8) {
    const auto low = load<std::uint64_t>(from), high = load<std::uint64_t>(from + n - 8);
    std::memcpy(out, &low, 8);
    std::memcpy(out + n - 8, &high, 8);
    return any(odd_bytes(low, high));
  }
  std::uint64_t word = 0x2020202020202020ull;
  if (n >= 4) {
    const auto low = load<std::uint32_t>(from), high = load<std::uint32_t>(from + n - 4);
    std::memcpy(out, &low, 4);
    std::memcpy(out + n - 4, &high, 4);
    word = low | static_cast<std::uint64_t>(high) << 32;
  } else {
    const std::array<char, 8> bytes = {from[0], from[n / 2], from[n - 1], ' ', ' ', ' ', ' ', ' '};
    out[0] = bytes[0];
    out[n / 2] = bytes[1];
    out[n - 1] = bytes[2];
    std::memcpy(&word, bytes.data(), 8);
  }
  return any(odd_bytes(word, word));
}

}  // namespace

void JsonBuffer::grow(std::size_t more) {
  const std::size_t wider = std::max(capacity_ * 2, size_ + more + 4096);
  std::unique_ptr<char[]> data(new char[wider]);
  if (size_ != 0) std::memcpy(data.get(), data_.get(), size_);
  data_ = std::move(data);
  capacity_ = wider;
}

void JsonBuffer::string(std::string_view text) {
  const std::size_t n = text.size();
  reserve(n + 2);
  char* out = data_.get() + size_;
  *out++ = '"';
  // Sixteen bytes at a time; where one is to be escaped, or is beyond ASCII and to be checked, append_json does it.
  bool odd = false;
  if (n >= 16) {
    Sixteen found = odd_bytes(0x2020202020202020ull, 0x2020202020202020ull);
    const auto step = [&](std::size_t at) {
      const auto low = load<std::uint64_t>(text.data() + at), high = load<std::uint64_t>(text.data() + at + 8);
      std::memcpy(out + at, &low, 8);
      std::memcpy(out + at + 8, &high, 8);
      found = either(found, odd_bytes(low, high));
    };
    for (std::size_t at = 0; at + 16 <= n; at += 16) step(at);
    step(n - 16);
    odd = any(found);
  } else if (n != 0) {
    odd = copy_short(text.data(), n, out);
  }
  if (odd) return careful_string(text);
  out[n] = '"';
  size_ += n + 2;
}

void JsonBuffer::careful_string(std::string_view text) {
  careful_.clear();
  append_json(careful_, text);
  *this += careful_;
}

void JsonBuffer::number(std::uint64_t value) {
  reserve(20);
  size_ = static_cast<std::size_t>(std::to_chars(data_.get() + size_, data_.get() + capacity_, value).ptr - data_.get());
}

void JsonBuffer::number(const Decimal& value) {
  careful_.clear();
  append_json(careful_, value);
  *this += careful_;
}

}  // namespace sluice
