#include "cli/progress.hpp"

#include <unistd.h>

#include <cstdio>
#include <string>

#include "cli/output.hpp"

namespace sluice::cli {
namespace {

constexpr auto line_every = std::chrono::milliseconds(200);
constexpr auto json_every = std::chrono::seconds(1);
constexpr double megabyte = 1e6;

std::string decimal(double number) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.1f", number);
  return buffer;
}

}  // namespace

void Progress::show(std::size_t documents, std::size_t failed, std::uint64_t bytes) {
  documents_ = documents;
  failed_ = failed;
  bytes_ = bytes;
  if (kind_ == ProgressKind::none) return;
  const Clock::time_point now = Clock::now();
  if (kind_ == ProgressKind::json) {
    if (now - shown_ < json_every) return;
    shown_ = now;
    json(false);
    return;
  }
  if (now - shown_ < line_every) return;
  shown_ = now;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const double read = static_cast<double>(bytes) / megabyte;
  write_all(STDERR_FILENO, "\r\033[K" + std::to_string(documents) + " documents" + (failed > 0 ? ", " + std::to_string(failed) + " failed" : "") + ", " +
                               decimal(read) + " MB, " + decimal(read / seconds) + " MB/s");
  on_screen_ = true;
}

void Progress::clear() {
  if (!on_screen_) return;
  write_all(STDERR_FILENO, "\r\033[K");
  on_screen_ = false;
}

void Progress::finish() {
  clear();
  if (kind_ == ProgressKind::json) json(true);
}

void Progress::json(bool last) const {
  const double seconds = std::chrono::duration<double>(Clock::now() - start_).count();
  write_all(STDERR_FILENO, "{\"documents\":" + std::to_string(documents_) + ",\"failed\":" + std::to_string(failed_) + ",\"bytes\":" +
                               std::to_string(bytes_) + ",\"seconds\":" + decimal(seconds) + ",\"done\":" + (last ? "true" : "false") + "}\n");
}

}  // namespace sluice::cli
