#include "cli/progress.hpp"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

#include "cli/output.hpp"
#include "io/json_text.hpp"

namespace sluice::cli {
namespace {

constexpr auto line_every = std::chrono::milliseconds(200);
constexpr auto json_every = std::chrono::seconds(1);
constexpr double megabyte = 1e6;
constexpr std::size_t most_failures = 100;   // kept for the list at the end
constexpr std::size_t failures_shown = 20;   // of them on a terminal
constexpr double least_seconds = 0.001;

std::string decimal(double number) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.1f", number);
  return buffer;
}

/// `1,234,567`.
std::string grouped(std::uint64_t number) {
  std::string out = std::to_string(number);
  for (std::size_t at = out.size(); at > 3; at -= 3) out.insert(at - 3, 1, ',');
  return out;
}

std::string counted(std::uint64_t number, std::string_view what) { return grouped(number) + ' ' + std::string(what) + (number == 1 ? "" : "s"); }

/// `45 s`, `3 min`, `2 h 10 min`.
std::string lasting(double seconds) {
  const auto whole = static_cast<std::uint64_t>(std::ceil(seconds));
  if (whole < 90) return std::to_string(whole) + " s";
  const std::uint64_t minutes = (whole + 30) / 60;
  if (minutes < 90) return std::to_string(minutes) + " min";
  return std::to_string(minutes / 60) + " h " + std::to_string(minutes % 60) + " min";
}

std::string counts(const RunState& state) {
  return counted(state.documents, "document") + (state.failed > 0 ? ", " + grouped(state.failed) + " failed" : "") + ", " + counted(state.facts, "fact");
}

}  // namespace

double Progress::seconds() const { return std::max(std::chrono::duration<double>(Clock::now() - start_).count(), least_seconds); }

double Progress::seconds_left(const RunState& state) const {
  if (state.bytes == 0 || state.all_bytes <= state.bytes) return -1;
  return seconds() * static_cast<double>(state.all_bytes - state.bytes) / static_cast<double>(state.bytes);
}

void Progress::show(const RunState& state) {
  if (kind_ == ProgressKind::none) return;
  const Clock::time_point now = Clock::now();
  if (kind_ == ProgressKind::json) {
    if (now - shown_ < json_every) return;
    shown_ = now;
    json(state, false, false);
    return;
  }
  if (now - shown_ < line_every) return;
  shown_ = now;
  const double read = static_cast<double>(state.bytes) / megabyte;
  const double left = seconds_left(state);
  write_all(STDERR_FILENO, "\r\033[K" + counts(state) + ", " + decimal(read) + " MB, " + decimal(read / seconds()) + " MB/s" +
                               (left >= 0 ? ", " + lasting(left) + " left" : ""));
  on_screen_ = true;
}

void Progress::clear() {
  if (!on_screen_) return;
  write_all(STDERR_FILENO, "\r\033[K");
  on_screen_ = false;
}

void Progress::failure(Failure failure) {
  if (failures_.size() < most_failures) failures_.push_back(std::move(failure));
}

void Progress::finish(const RunState& state, bool complete) {
  clear();
  if (kind_ == ProgressKind::json) return json(state, true, complete);
  std::string out;
  if (kind_ == ProgressKind::line) {
    const double read = static_cast<double>(state.bytes) / megabyte;
    out = "sluice: " + counts(state) + " in " + lasting(seconds()) + ", " + decimal(read) + " MB, " + decimal(read / seconds()) + " MB/s" +
          (state.resumed > 0 ? "; " + grouped(state.resumed) + " were done before" : "") + '\n';
    const std::size_t shown = std::min(failures_.size(), failures_shown);
    for (std::size_t i = 0; i < shown; ++i) out += "  failed: " + failures_[i].message + '\n';
    if (state.failed > shown && shown > 0) out += "  ... and " + grouped(state.failed - shown) + " more\n";
  } else if (state.failed > 0) {
    out = "sluice: " + grouped(state.failed) + " of " + counted(state.documents + state.failed, "document") + " failed\n";
  }
  write_all(STDERR_FILENO, out);
}

void Progress::json(const RunState& state, bool last, bool complete) const {
  std::string out = "{\"documents\":" + std::to_string(state.documents) + ",\"failed\":" + std::to_string(state.failed) + ",\"facts\":" + std::to_string(state.facts) +
                    ",\"resumed\":" + std::to_string(state.resumed) + ",\"bytes\":" + std::to_string(state.bytes);
  if (state.all_bytes > 0) out += ",\"all_bytes\":" + std::to_string(state.all_bytes);
  out += ",\"seconds\":" + decimal(seconds());
  if (const double left = seconds_left(state); left >= 0 && !last) out += ",\"seconds_left\":" + decimal(left);
  if (last) {
    out += ",\"failures\":[";
    for (const Failure& f : failures_) {
      if (&f != &failures_.front()) out += ',';
      out += "{\"id\":";
      append_json(out, f.id);
      out += ",\"code\":";
      append_json(out, f.code);
      out += ",\"message\":";
      append_json(out, f.message);
      out += '}';
    }
    out += "],\"complete\":";
    out += complete ? "true" : "false";
  }
  write_all(STDERR_FILENO, out + ",\"done\":" + (last ? "true" : "false") + "}\n");
}

}  // namespace sluice::cli
