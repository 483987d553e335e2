// A text as bitmaps, one bit for each byte: where its ASCII letters, its digits and its blanks stand. A run is then one instruction and not
// a loop, whose end the processor cannot foresee.
#ifndef SLUICE_TEXT_BYTE_MASKS_HPP
#define SLUICE_TEXT_BYTE_MASKS_HPP

#include <bit>
#include <cstdint>
#include <string_view>
#include <vector>

namespace sluice {

class ByteMasks {
 public:
  /// Reads `text`; keeps its memory from text to text.
  void assign(std::string_view text);
  /// The same byte by byte: the reference in tests.
  void assign_plain(std::string_view text);

  /// The first byte from `at` on that is no letter, no digit, no blank; the text's length where there is none. `at` is no further than that.
  [[nodiscard]] std::uint32_t behind_letters(std::uint32_t at) const { return behind(letters_.data(), at); }
  [[nodiscard]] std::uint32_t behind_digits(std::uint32_t at) const { return behind(digits_.data(), at); }
  [[nodiscard]] std::uint32_t behind_blanks(std::uint32_t at) const { return behind(blanks_.data(), at); }

  friend bool operator==(const ByteMasks&, const ByteMasks&) = default;

 private:
  // Bits behind the text are 0, and one word of these stands behind the last, so that every run ends.
  std::vector<std::uint64_t> letters_, digits_, blanks_;

  void resize(std::size_t size);
  static std::uint32_t behind(const std::uint64_t* mask, std::uint32_t at) {
    std::uint32_t word = at / 64;
    std::uint64_t others = ~mask[word] >> (at % 64);
    if (others != 0) return at + static_cast<std::uint32_t>(std::countr_zero(others));
    do others = ~mask[++word];
    while (others == 0);
    return word * 64 + static_cast<std::uint32_t>(std::countr_zero(others));
  }
};

}  // namespace sluice

#endif
