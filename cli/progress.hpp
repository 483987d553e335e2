// How far a run has come, on standard error.
#ifndef SLUICE_CLI_PROGRESS_HPP
#define SLUICE_CLI_PROGRESS_HPP

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace sluice::cli {

enum class ProgressKind : std::uint8_t { none, line, json };

struct Failure {
  std::string id, code, message;
};

/// What a run has done so far. `bytes` of the input were read, of `all_bytes`, which is 0 where that is not known.
struct RunState {
  std::uint64_t documents = 0, failed = 0, facts = 0, resumed = 0;
  std::uint64_t bytes = 0, all_bytes = 0;
};

/// `line` keeps one line of a terminal up to date and ends with a summary; `json` writes an object a second, and one at the end. What failed is listed
/// at the end, unless it is `none` and stands above anyway.
class Progress {
 public:
  explicit Progress(ProgressKind kind) : kind_(kind) {}

  [[nodiscard]] ProgressKind kind() const { return kind_; }
  void show(const RunState& state);
  /// Takes the line away before something else is written.
  void clear();
  void failure(Failure failure);
  void finish(const RunState& state, bool complete);

 private:
  using Clock = std::chrono::steady_clock;

  ProgressKind kind_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point shown_ = start_;
  bool on_screen_ = false;
  std::vector<Failure> failures_;  // the first of them

  [[nodiscard]] double seconds() const;
  [[nodiscard]] double seconds_left(const RunState& state) const;
  void json(const RunState& state, bool last, bool complete) const;
};

}  // namespace sluice::cli

#endif
