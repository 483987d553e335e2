#include "text/byte_masks.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "text/chars.hpp"

namespace sluice {

namespace {

constexpr std::uint32_t block = 64;

struct Block {
  std::uint64_t letters = 0, digits = 0, blanks = 0;
};

Block mark_plain(const char* bytes, std::size_t size) {
  Block out;
  for (std::size_t i = 0; i < size; ++i) {
    const auto c = static_cast<unsigned char>(bytes[i]);
    out.letters |= std::uint64_t{chars::ascii_letter(c)} << i;
    out.digits |= std::uint64_t{chars::ascii_digit(c)} << i;
    out.blanks |= std::uint64_t{c <= 0x20 || c == 0x7F} << i;
  }
  return out;
}

#if defined(__SSE2__)
std::uint64_t bits(__m128i mask) { return static_cast<std::uint32_t>(_mm_movemask_epi8(mask)); }
// All ones in the bytes that are at most `high` as unsigned numbers.
__m128i at_most(__m128i bytes, char high) { return _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(high)), bytes); }

Block mark(const char* bytes) {
  Block out;
  for (unsigned i = 0; i < 4; ++i) {
    const __m128i c = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * i));
    const __m128i letter = _mm_sub_epi8(_mm_or_si128(c, _mm_set1_epi8(0x20)), _mm_set1_epi8('a'));
    out.letters |= bits(at_most(letter, 25)) << (16 * i);
    out.digits |= bits(at_most(_mm_sub_epi8(c, _mm_set1_epi8('0')), 9)) << (16 * i);
    out.blanks |= bits(_mm_or_si128(at_most(c, 0x20), _mm_cmpeq_epi8(c, _mm_set1_epi8(0x7F)))) << (16 * i);
  }
  return out;
}
#else
Block mark(const char* bytes) { return mark_plain(bytes, block); }
#endif

}  // namespace

void ByteMasks::resize(std::size_t size) {
  const std::size_t words = size / block + 2;
  for (auto* mask : {&letters_, &digits_, &blanks_}) mask->resize(words);
  for (auto* mask : {&letters_, &digits_, &blanks_}) (*mask)[words - 2] = (*mask)[words - 1] = 0;
}

void ByteMasks::assign(std::string_view text) {
  resize(text.size());
  const auto put = [&](std::size_t word, const Block& marks) {
    letters_[word] = marks.letters;
    digits_[word] = marks.digits;
    blanks_[word] = marks.blanks;
  };
  const std::size_t whole = text.size() / block;
  for (std::size_t word = 0; word < whole; ++word) put(word, mark(text.data() + word * block));
  const std::size_t rest = text.size() % block;
  if (rest == 0) return;
  std::array<char, block> last;
  last.fill('.');
  std::memcpy(last.data(), text.data() + whole * block, rest);
  put(whole, mark(last.data()));
}

void ByteMasks::assign_plain(std::string_view text) {
  resize(text.size());
  for (std::size_t begin = 0; begin < text.size(); begin += block) {
    const Block marks = mark_plain(text.data() + begin, std::min<std::size_t>(block, text.size() - begin));
    letters_[begin / block] = marks.letters;
    digits_[begin / block] = marks.digits;
    blanks_[begin / block] = marks.blanks;
  }
}

}  // namespace sluice
