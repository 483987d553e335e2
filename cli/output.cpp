#include "cli/output.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace sluice::cli {

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

Output::~Output() {
  if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
  if (!partial_.empty()) ::unlink(partial_.c_str());
}

bool Output::fail() {
  problem_ = (path_.empty() ? "standard output" : path_) + ": cannot be written: " + std::strerror(errno);
  return false;
}

bool Output::open(const std::string& path) {
  if (path.empty() || path == "-") return true;
  path_ = path;
  struct stat status {};
  // A device or a pipe has no place to be renamed to.
  const bool in_place = ::stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode);
  const std::string target = in_place ? path : partial_path(path);
  descriptor_ = ::open(target.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor_ < 0) return fail();
  if (!in_place) partial_ = target;
  return true;
}

bool Output::reopen(const std::string& path, std::uint64_t bytes) {
  path_ = path;
  const std::string target = partial_path(path);
  descriptor_ = ::open(target.c_str(), O_WRONLY | O_CLOEXEC);
  if (descriptor_ < 0) return fail();
  partial_ = target;
  const auto size = static_cast<off_t>(bytes);
  return (::ftruncate(descriptor_, size) == 0 && ::lseek(descriptor_, size, SEEK_SET) == size) || fail();
}

bool Output::write(std::string_view bytes) {
  if (closed_ || !problem_.empty()) return false;
  if (write_all(descriptor_, bytes)) return true;
  if (errno != EPIPE) return fail();
  closed_ = true;
  return false;
}

bool Output::commit() {
  if (partial_.empty()) return true;
  const int descriptor = descriptor_;
  descriptor_ = STDOUT_FILENO;
  // A name in its place is a promise that the bytes are there, also after a power failure.
  const bool synced = ::fsync(descriptor) == 0 || errno == EINVAL;
  if (::close(descriptor) != 0 || !synced || std::rename(partial_.c_str(), path_.c_str()) != 0) return fail();
  partial_.clear();
  return true;
}

}  // namespace sluice::cli
