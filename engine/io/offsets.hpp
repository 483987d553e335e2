// Byte offsets of a text in the unit that a reader of results asked for.
#ifndef SLUICE_IO_OFFSETS_HPP
#define SLUICE_IO_OFFSETS_HPP

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "sluice/document.hpp"

namespace sluice {

enum class OffsetUnit : std::uint8_t { byte, codepoint, utf16 };

/// `byte`, `codepoint`, `utf16`.
[[nodiscard]] std::string_view name(OffsetUnit unit);
[[nodiscard]] std::optional<OffsetUnit> offset_unit(std::string_view name);

/// Leads byte offsets of one valid UTF-8 text to another unit and back. One pass over the text makes it, nothing at all where the text is
/// plain ASCII; a look-up costs at most one block. In bytes the offsets are those of the input, before `replacements` were made.
/// Keeps views: text and replacements must live as long. Reuse one from text to text.
class Offsets {
 public:
  void assign(std::string_view text, OffsetUnit unit, std::span<const Replacement> replacements);
  /// Of a byte offset, which may be the text's length.
  [[nodiscard]] std::uint32_t from_byte(std::uint32_t byte) const;
  /// The byte offset with this offset; one beyond the text gives the text's length.
  [[nodiscard]] std::uint32_t to_byte(std::uint32_t offset) const;

 private:
  std::string_view text_;
  OffsetUnit unit_ = OffsetUnit::byte;
  std::span<const Replacement> replacements_;
  std::vector<std::uint32_t> blocks_;   // units before each block of bytes; empty where units are bytes
  std::vector<std::int64_t> shifts_;    // bytes that the input is longer, up to and with each replacement

  [[nodiscard]] std::uint32_t units(std::size_t begin, std::size_t end) const;
};

}  // namespace sluice

#endif
