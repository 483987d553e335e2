#include "io/json_buffer.hpp"

#include <algorithm>
#include <charconv>
#include <string>

#include "io/json_text.hpp"

namespace sluice {
namespace {

constexpr std::uint64_t each(unsigned char byte) { return 0x0101010101010101ull * byte; }

/// Not 0 where a byte of the word is a control, a quote, a backslash, DEL or beyond ASCII. After "Bit Twiddling Hacks", determine if a word
/// has a byte less than n: a borrow may also mark a byte above one that is marked, never a word without any.
constexpr std::uint64_t odd_bytes(std::uint64_t word) {
  const auto zeros = [](std::uint64_t w) { return (w - each(1)) & ~w & each(0x80); };
  return ((word - each(0x20)) & ~word & each(0x80)) | zeros(word ^ each('"')) | zeros(word ^ each('\\')) | zeros(word ^ each(0x7F)) |
         (word & each(0x80));
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
  reserve(text.size() + 10);
  char* out = data_.get() + size_;
  *out++ = '"';
  // Eight bytes at a time; where one is to be escaped, or is beyond ASCII and to be checked, append_json does it.
  const char* from = text.data();
  std::size_t left = text.size();
  std::uint64_t odd = 0;
  for (; left >= 8; left -= 8, from += 8, out += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, from, 8);
    std::memcpy(out, &word, 8);
    odd |= odd_bytes(word);
  }
  std::uint64_t word = 0x2020202020202020ull;
  if (left != 0) std::memcpy(&word, from, left);   // an empty view may have no address
  std::memcpy(out, &word, 8);
  if ((odd | odd_bytes(word)) != 0) {
    careful_string(text);
    return;
  }
  out += left;
  *out++ = '"';
  size_ = static_cast<std::size_t>(out - data_.get());
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
