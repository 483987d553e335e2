// How far a run has come, on standard error.
#ifndef SLUICE_CLI_PROGRESS_HPP
#define SLUICE_CLI_PROGRESS_HPP

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace sluice::cli {

enum class ProgressKind : std::uint8_t { none, line, json };

/// `line` keeps one line of a terminal up to date; `json` writes an object a second, and one at the end.
class Progress {
 public:
  explicit Progress(ProgressKind kind) : kind_(kind) {}

  void show(std::size_t documents, std::size_t failed, std::uint64_t bytes);
  /// Takes the line away before something else is written.
  void clear();
  void finish();

 private:
  using Clock = std::chrono::steady_clock;

  ProgressKind kind_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point shown_ = start_;
  bool on_screen_ = false;
  std::size_t documents_ = 0, failed_ = 0;
  std::uint64_t bytes_ = 0;

  void json(bool last) const;
};

}  // namespace sluice::cli

#endif
