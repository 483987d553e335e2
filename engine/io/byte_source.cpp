#include "io/byte_source.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>

namespace sluice {
namespace {

constexpr std::size_t piece = std::size_t{1} << 16;
constexpr std::string_view mark = "\xEF\xBB\xBF";

}  // namespace

bool ByteSource::open(const std::string& path, std::string& problem) {
  close();
  begin_ = end_ = 0;
  problem_.clear();
  if (path == "-") {
    descriptor_ = STDIN_FILENO;
    return true;
  }
  descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ < 0) problem = std::strerror(errno);
  return descriptor_ >= 0;
}

void ByteSource::close() {
  if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
  descriptor_ = -1;
}

bool ByteSource::fill() {
  buffer_.resize(piece);
  begin_ = end_ = 0;
  ssize_t got = 0;
  do got = ::read(descriptor_, buffer_.data(), buffer_.size());
  while (got < 0 && errno == EINTR);
  if (got < 0) problem_ = std::strerror(errno);
  if (got <= 0) return false;
  end_ = static_cast<std::size_t>(got);
  bytes_ += end_;
  return true;
}

int ByteSource::first_mark() {
  if (begin_ == end_ && !fill()) return -1;
  std::string_view seen(buffer_.data() + begin_, end_ - begin_);
  if (seen.starts_with(mark)) seen.remove_prefix(mark.size());
  const std::size_t at = seen.find_first_not_of(" \t\r\n");
  return at == std::string_view::npos ? -1 : static_cast<unsigned char>(seen[at]);
}

bool ByteSource::line(std::string& out) {
  bool any = false;
  while (begin_ < end_ || fill()) {
    any = true;
    const void* newline = std::memchr(buffer_.data() + begin_, '\n', end_ - begin_);
    if (newline == nullptr) {
      out.append(buffer_.data() + begin_, end_ - begin_);
      begin_ = end_;
      continue;
    }
    const auto length = static_cast<std::size_t>(static_cast<const char*>(newline) - (buffer_.data() + begin_));
    out.append(buffer_.data() + begin_, length);
    begin_ += length + 1;
    break;
  }
  return any;
}

void ByteSource::rest(std::string& out) {
  while (begin_ < end_ || fill()) {
    out.append(buffer_.data() + begin_, end_ - begin_);
    begin_ = end_;
  }
}

}  // namespace sluice
