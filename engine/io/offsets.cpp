#include "io/offsets.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace sluice {
namespace {

constexpr std::size_t block_size = 64;
constexpr std::uint32_t replacement_size = 3;  // U+FFFD in UTF-8

}  // namespace

std::string_view name(OffsetUnit unit) {
  switch (unit) {
    case OffsetUnit::byte: return "byte";
    case OffsetUnit::codepoint: return "codepoint";
    case OffsetUnit::utf16: return "utf16";
  }
  return "codepoint";
}

std::optional<OffsetUnit> offset_unit(std::string_view name) {
  for (const OffsetUnit unit : {OffsetUnit::byte, OffsetUnit::codepoint, OffsetUnit::utf16})
    if (sluice::name(unit) == name) return unit;
  return std::nullopt;
}

std::uint32_t Offsets::units(std::size_t begin, std::size_t end) const {
  // Every code point has one byte that is no continuation (10......); those with four bytes (11110...) have two UTF-16 units.
  std::uint32_t continuations = 0;
  std::uint32_t astral = 0;
  const auto count = [&](std::uint64_t word) {
    constexpr std::uint64_t high = 0x8080808080808080u;
    continuations += static_cast<std::uint32_t>(std::popcount(word & ~(word << 1) & high));
    astral += static_cast<std::uint32_t>(std::popcount(word & (word << 1) & (word << 2) & (word << 3) & high));
  };
  std::size_t i = begin;
  for (; i + 8 <= end; i += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text_.data() + i, 8);
    count(word);
  }
  std::uint64_t last = 0;
  if (i < end) std::memcpy(&last, text_.data() + i, end - i);
  count(last);
  const std::uint32_t heads = static_cast<std::uint32_t>(end - begin) - continuations;
  return unit_ == OffsetUnit::utf16 ? heads + astral : heads;
}

void Offsets::assign(std::string_view text, OffsetUnit unit, std::span<const Replacement> replacements) {
  text_ = text;
  unit_ = unit;
  replacements_ = replacements;
  blocks_.clear();
  shifts_.clear();
  if (unit == OffsetUnit::byte) {
    std::int64_t shift = 0;
    for (const Replacement& r : replacements) shifts_.push_back(shift += static_cast<std::int64_t>(r.original_length) - replacement_size);
    return;
  }
  if (std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) return;
  blocks_.reserve(text.size() / block_size + 1);
  std::uint32_t before = 0;
  for (std::size_t at = 0; at <= text.size(); at += block_size) {
    blocks_.push_back(before);
    before += units(at, std::min(at + block_size, text.size()));
  }
}

std::uint32_t Offsets::from_byte(std::uint32_t byte) const {
  byte = std::min(byte, static_cast<std::uint32_t>(text_.size()));
  if (unit_ == OffsetUnit::byte) {
    const auto after = std::partition_point(replacements_.begin(), replacements_.end(), [&](const Replacement& r) { return r.offset < byte; });
    if (after == replacements_.begin()) return byte;
    return static_cast<std::uint32_t>(byte + shifts_[static_cast<std::size_t>(after - replacements_.begin()) - 1]);
  }
  if (blocks_.empty()) return byte;
  const std::size_t block = byte / block_size, begin = block * block_size;
  // Most blocks of a text in English have one unit a byte.
  if (block + 1 < blocks_.size() && blocks_[block + 1] - blocks_[block] == block_size) return blocks_[block] + static_cast<std::uint32_t>(byte - begin);
  return blocks_[block] + units(begin, byte);
}

std::uint32_t Offsets::to_byte(std::uint32_t offset) const {
  const auto size = static_cast<std::uint32_t>(text_.size());
  if (unit_ == OffsetUnit::byte) {
    std::int64_t byte = offset;
    for (std::size_t i = replacements_.size(); i-- > 0;) {
      if (replacements_[i].offset + replacement_size + shifts_[i] > offset) continue;
      byte = offset - shifts_[i];
      break;
    }
    return static_cast<std::uint32_t>(std::min<std::int64_t>(byte, size));
  }
  if (blocks_.empty()) return std::min(offset, size);
  const auto after = std::upper_bound(blocks_.begin(), blocks_.end(), offset);
  const auto block = static_cast<std::size_t>(after - blocks_.begin()) - 1;
  std::size_t byte = block * block_size;
  std::uint32_t seen = blocks_[block];
  // A block may begin inside a code point, whose units were counted with its first byte.
  while (byte < size && (seen < offset || (static_cast<unsigned char>(text_[byte]) & 0xC0) == 0x80)) {
    seen += units(byte, byte + 1);
    ++byte;
  }
  return static_cast<std::uint32_t>(byte);
}

}  // namespace sluice
