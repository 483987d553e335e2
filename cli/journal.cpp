#include "cli/journal.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <fstream>

#include "cli/output.hpp"

namespace sluice::cli {

std::string Tally::text() const {
  return std::to_string(records) + ' ' + std::to_string(bytes) + ' ' + std::to_string(written) + ' ' + std::to_string(failed) + ' ' + std::to_string(facts);
}

std::optional<Tally> Tally::parse(std::string_view text) {
  Tally tally;
  const std::array<std::uint64_t*, 5> parts = {&tally.records, &tally.bytes, &tally.written, &tally.failed, &tally.facts};
  const char* at = text.data();
  const char* const end = text.data() + text.size();
  for (std::uint64_t* part : parts) {
    while (at != end && *at == ' ') ++at;
    const auto [next, error] = std::from_chars(at, end, *part);
    if (error != std::errc()) return std::nullopt;
    at = next;
  }
  return at == end ? std::optional(tally) : std::nullopt;
}

Journal::~Journal() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool Journal::begin(const std::string& path, std::string_view run) {
  path_ = path;
  descriptor_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0666);
  return descriptor_ >= 0 && write_all(descriptor_, std::string(run) + '\n');
}

bool Journal::reopen(const std::string& path) {
  path_ = path;
  descriptor_ = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
  // A line that was cut off must not join the next one.
  return descriptor_ >= 0 && write_all(descriptor_, "\n");
}

bool Journal::add(const Tally& tally) { return descriptor_ < 0 || write_all(descriptor_, tally.text() + '\n'); }

void Journal::remove() {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
  if (!path_.empty()) ::unlink(path_.c_str());
  path_.clear();
}

std::optional<Tally> Journal::read(const std::string& path, std::uint64_t bytes, std::string& run) {
  std::ifstream in(path, std::ios::binary);
  std::string line;
  if (!in || !std::getline(in, run) || in.eof()) return std::nullopt;
  std::optional<Tally> last;
  while (std::getline(in, line)) {
    if (in.eof()) break;  // without its newline it was cut off
    const std::optional<Tally> tally = Tally::parse(line);
    if (tally && tally->bytes <= bytes) last = tally;
  }
  return last ? last : Tally();
}

}  // namespace sluice::cli
