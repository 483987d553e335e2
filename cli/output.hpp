// Where results go: standard output, or a file that is put in place only when it is complete.
#ifndef SLUICE_CLI_OUTPUT_HPP
#define SLUICE_CLI_OUTPUT_HPP

#include <cstdint>
#include <string>
#include <string_view>

namespace sluice::cli {

/// Writes everything; false, with errno set, where that fails.
bool write_all(int descriptor, std::string_view bytes);

class Output {
 public:
  Output() = default;
  /// What was neither committed nor kept is removed.
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  /// An empty path or `-` is standard output; a file is written beside its place as `PATH.partial`. False, with problem() set, on failure.
  bool open(const std::string& path);
  /// Goes on behind the first `bytes` of `PATH.partial`; what stands there beyond is dropped.
  bool reopen(const std::string& path, std::uint64_t bytes);
  /// False where nothing more can be written: the reader has gone, or problem() says why.
  bool write(std::string_view bytes);
  /// Puts a file in its place, once the disk has it.
  bool commit();
  /// Leaves an incomplete file as it is, beside its place.
  void keep() { partial_.clear(); }
  /// Whether this is a file that is written beside its place.
  [[nodiscard]] bool is_beside() const { return !partial_.empty(); }
  /// Nobody reads any more; that is no error.
  [[nodiscard]] bool closed() const { return closed_; }
  [[nodiscard]] const std::string& problem() const { return problem_; }

  static std::string partial_path(const std::string& path) { return path + ".partial"; }

 private:
  int descriptor_ = 1;
  std::string path_, partial_, problem_;
  bool closed_ = false;

  bool fail();
};

}  // namespace sluice::cli

#endif
