// Where results go: standard output, or a file that is put in place only when it is complete.
#ifndef SLUICE_CLI_OUTPUT_HPP
#define SLUICE_CLI_OUTPUT_HPP

#include <string>
#include <string_view>

namespace sluice::cli {

/// Writes everything; false, with errno set, where that fails.
bool write_all(int descriptor, std::string_view bytes);

class Output {
 public:
  Output() = default;
  /// What was not committed is removed.
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  /// An empty path or `-` is standard output; a file is written beside its place as `PATH.partial`. False, with problem() set, on failure.
  bool open(const std::string& path);
  /// False where nothing more can be written: the reader has gone, or problem() says why.
  bool write(std::string_view bytes);
  /// Puts a file in its place.
  bool commit();
  /// Nobody reads any more; that is no error.
  [[nodiscard]] bool closed() const { return closed_; }
  [[nodiscard]] const std::string& problem() const { return problem_; }

 private:
  int descriptor_ = 1;
  std::string path_, partial_, problem_;
  bool closed_ = false;

  bool fail();
};

}  // namespace sluice::cli

#endif
