// How far a run has come, beside its output, so that another can go on after it.
#ifndef SLUICE_CLI_JOURNAL_HPP
#define SLUICE_CLI_JOURNAL_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sluice::cli {

/// What was done so far. `records` counts what the input gave, `bytes` what was written of it.
struct Tally {
  std::uint64_t records = 0, bytes = 0, written = 0, failed = 0, facts = 0;

  [[nodiscard]] std::string text() const;
  static std::optional<Tally> parse(std::string_view text);
};

/// A file of lines, each a tally that the output then held; the first line names the run. A line is written whole or not at all, and one that was
/// cut off does not count.
class Journal {
 public:
  Journal() = default;
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  /// Begins anew for the run with this name. False where the file cannot be written.
  bool begin(const std::string& path, std::string_view run);
  /// Goes on behind what stands there.
  bool reopen(const std::string& path);
  /// False where the line cannot be written.
  bool add(const Tally& tally);
  void remove();

  /// The last tally whose bytes are all there; nothing where there is no journal. `run` becomes the name of its run.
  static std::optional<Tally> read(const std::string& path, std::uint64_t bytes, std::string& run);

 private:
  std::string path_;
  int descriptor_ = -1;
};

}  // namespace sluice::cli

#endif
