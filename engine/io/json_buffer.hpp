// JSON text in one growing buffer: what write_json fills, without a capacity check for each byte.
#ifndef SLUICE_IO_JSON_BUFFER_HPP
#define SLUICE_IO_JSON_BUFFER_HPP

#include <cstdint>
#include <cstring>
#include <memory>
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
  /// `"text"`, escaped as append_json does.
  void string(std::string_view text);
  void number(std::uint64_t value);
  void number(const Decimal& value);

 private:
  std::unique_ptr<char[]> data_;
  std::size_t size_ = 0, capacity_ = 0;

  void reserve(std::size_t more) {
    if (capacity_ - size_ < more) grow(more);
  }
  void grow(std::size_t more);
};

}  // namespace sluice

#endif
