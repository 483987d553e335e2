#include "io/json_buffer.hpp"

#include <algorithm>
#include <charconv>
#include <string>

#include "io/json_text.hpp"

namespace sluice {

void JsonBuffer::grow(std::size_t more) {
  const std::size_t wider = std::max(capacity_ * 2, size_ + more + 4096);
  std::unique_ptr<char[]> data(new char[wider]);
  if (size_ != 0) std::memcpy(data.get(), data_.get(), size_);
  data_ = std::move(data);
  capacity_ = wider;
}

void JsonBuffer::string(std::string_view text) {
  reserve(text.size() + 2);
  char* out = data_.get() + size_;
  *out++ = '"';
  for (const char c : text) {
    if (c < 0x20 || c == '"' || c == '\\' || c == 0x7F) {
      // Something to escape, or beyond ASCII and to be checked.
      std::string careful;
      append_json(careful, text);
      *this += careful;
      return;
    }
    *out++ = c;
  }
  *out++ = '"';
  size_ = static_cast<std::size_t>(out - data_.get());
}

void JsonBuffer::number(std::uint64_t value) {
  reserve(20);
  size_ = static_cast<std::size_t>(std::to_chars(data_.get() + size_, data_.get() + capacity_, value).ptr - data_.get());
}

void JsonBuffer::number(const Decimal& value) {
  std::string text;
  append_json(text, value);
  *this += text;
}

}  // namespace sluice
