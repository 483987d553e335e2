#include "io/byte_source.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

namespace sluice {
namespace {

constexpr std::size_t piece = std::size_t{1} << 16;
constexpr std::size_t longest_magic = 4;
constexpr std::string_view mark = "\xEF\xBB\xBF";

}  // namespace

bool ByteSource::open(const std::string& path, std::string& problem) {
  close();
  begin_ = end_ = head_at_ = 0;
  head_.clear();
  problem_.clear();
  unpack_.reset();
  if (path == "-") {
    descriptor_ = STDIN_FILENO;
  } else {
    descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor_ < 0) {
      problem = std::strerror(errno);
      return false;
    }
  }
  // A pipe may give its first bytes one by one.
  head_.resize(longest_magic);
  std::size_t size = 0;
  while (size < longest_magic) {
    const std::ptrdiff_t got = wait_and_read(head_.data() + size, longest_magic - size);
    if (got <= 0) break;
    size += static_cast<std::size_t>(got);
    // The first byte alone settles it for plain text.
    if (head_[0] != '\x1F' && head_[0] != '\x28') break;
  }
  head_.resize(size);
  const Compression named = compression_by_name(path);
  const Compression found = compression_by_content(head_);
  const Compression form = found != Compression::none ? found : named;
  if (form != Compression::none) unpack_.emplace(form, [this](char* to, std::size_t most) { return read_raw(to, most); });
  return true;
}

void ByteSource::close() {
  if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
  descriptor_ = -1;
  unpack_.reset();
}

std::ptrdiff_t ByteSource::wait_and_read(char* to, std::size_t size) {
  for (;;) {
    if (stop_ >= 0) {
      std::array<pollfd, 2> waiting = {pollfd{descriptor_, POLLIN, 0}, pollfd{stop_, POLLIN, 0}};
      if (::poll(waiting.data(), waiting.size(), -1) < 0 && errno != EINTR) waiting[0].revents = POLLIN;
      if (waiting[1].revents != 0) {
        interrupted_ = true;
        problem_ = "interrupted";
        return -1;
      }
      if (waiting[0].revents == 0) continue;
    }
    const ssize_t got = ::read(descriptor_, to, size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) problem_ = std::strerror(errno);
    if (got > 0) bytes_ += static_cast<std::uint64_t>(got);
    return got;
  }
}

std::ptrdiff_t ByteSource::read_raw(char* to, std::size_t size) {
  if (head_at_ < head_.size()) {
    const std::size_t count = std::min(size, head_.size() - head_at_);
    std::memcpy(to, head_.data() + head_at_, count);
    head_at_ += count;
    return static_cast<std::ptrdiff_t>(count);
  }
  return problem_.empty() ? wait_and_read(to, size) : -1;
}

bool ByteSource::fill() {
  buffer_.resize(piece);
  begin_ = end_ = 0;
  const std::ptrdiff_t got = unpack_ ? unpack_->read(buffer_.data(), buffer_.size()) : read_raw(buffer_.data(), buffer_.size());
  if (got < 0 && unpack_ && problem_.empty()) problem_ = unpack_->problem();
  if (got <= 0) return false;
  end_ = static_cast<std::size_t>(got);
  return true;
}

std::string_view ByteSource::peek(std::size_t most) {
  if (begin_ == end_ && !fill()) return {};
  // The first four bytes come alone; what follows them is wanted here as well.
  if (end_ - begin_ < most && end_ < buffer_.size()) {
    const std::ptrdiff_t got = unpack_ ? unpack_->read(buffer_.data() + end_, buffer_.size() - end_) : read_raw(buffer_.data() + end_, buffer_.size() - end_);
    if (got < 0 && unpack_ && problem_.empty()) problem_ = unpack_->problem();
    if (got > 0) end_ += static_cast<std::size_t>(got);
  }
  return {buffer_.data() + begin_, std::min(most, end_ - begin_)};
}

int ByteSource::first_mark() {
  std::string_view seen = peek(piece);
  if (seen.starts_with(mark)) seen.remove_prefix(mark.size());
  const std::size_t at = seen.find_first_not_of(" \t\r\n");
  return at == std::string_view::npos ? -1 : static_cast<unsigned char>(seen[at]);
}

bool ByteSource::line(std::string& out, std::size_t most, bool& too_long) {
  bool any = false;
  std::size_t taken = 0;
  too_long = false;
  const auto keep = [&](std::size_t length) {
    const std::size_t kept = std::min(length, most - std::min(most, taken));
    out.append(buffer_.data() + begin_, kept);
    too_long |= kept < length;
    taken += length;
  };
  while (begin_ < end_ || fill()) {
    any = true;
    const void* newline = std::memchr(buffer_.data() + begin_, '\n', end_ - begin_);
    if (newline == nullptr) {
      keep(end_ - begin_);
      begin_ = end_;
      continue;
    }
    const auto length = static_cast<std::size_t>(static_cast<const char*>(newline) - (buffer_.data() + begin_));
    keep(length);
    begin_ += length + 1;
    break;
  }
  return any;
}

bool ByteSource::rest(std::string& out, std::size_t most) {
  std::size_t taken = 0;
  while (begin_ < end_ || fill()) {
    const std::size_t length = std::min(end_ - begin_, most - taken);
    out.append(buffer_.data() + begin_, length);
    taken += length;
    if (length < end_ - begin_) return false;
    begin_ = end_;
  }
  return true;
}

}  // namespace sluice
