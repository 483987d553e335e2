// JSON text in one growing buffer: what write_json fills, without a capacity check for each byte.
#ifndef SLUICE_IO_JSON_BUFFER_HPP
#define SLUICE_IO_JSON_BUFFER_HPP

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

#include "sluice/decimal.hpp"

namespace sluice {

/// Keeps its memory from document to document.
class JsonBuffer {
 public:
  void clear() { size_ = 0; }
  [[nodiscard]] std::string_view view() const { return {data_.get(), size_}; }
  [[nodiscard]] std::size_t size() const { return size_; }
  /// Writes over a byte that is there.
  void put(std::size_t at, char c) { data_[at] = c; }

  JsonBuffer& operator+=(char c) {
    reserve(1);
    data_[size_++] = c;
    return *this;
  }
  JsonBuffer& operator+=(std::string_view text) {
    if (text.empty()) return *this;
    reserve(text.size());
    std::memcpy(data_.get() + size_, text.data(), text.size());
    size_ += text.size();
    return *this;
  }
  /// A string literal, without the 0 at its end.
  template <std::size_t n>
  void literal(const char (&text)[n]) {
    reserve(n - 1);
    std::memcpy(data_.get() + size_, text, n - 1);
    size_ += n - 1;
  }
  /// A literal and a number behind it.
  template <std::size_t n>
  void number(const char (&text)[n], std::uint64_t value) {
    reserve(n + 20);
    char* out = data_.get() + size_;
    std::memcpy(out, text, n - 1);
    out += n - 1;
    // Offsets and indexes have few digits, mostly three or four.
    if (value < 10'000) {
      const auto small = static_cast<std::uint32_t>(value);
      const std::uint32_t digits = 1 + (small > 9) + (small > 99) + (small > 999);
      out[digits - 1] = static_cast<char>('0' + small % 10);
      if (digits > 1) out[digits - 2] = static_cast<char>('0' + small / 10 % 10);
      if (digits > 2) out[digits - 3] = static_cast<char>('0' + small / 100 % 10);
      if (digits > 3) out[digits - 4] = static_cast<char>('0' + small / 1000);
      size_ += n - 1 + digits;
      return;
    }
    size_ += n - 1;
    number(value);
  }
  /// `"text"`, escaped as append_json does.
  void string(std::string_view text);
  void number(std::uint64_t value);
  void number(const Decimal& value);

 private:
  std::unique_ptr<char[]> data_;
  std::size_t size_ = 0, capacity_ = 0;
  std::string careful_;   // working memory

  void reserve(std::size_t more) {
    if (capacity_ - size_ < more) [[unlikely]] grow(more);
  }
  void grow(std::size_t more);
  void careful_string(std::string_view text);
};

}  // namespace sluice

#endif
