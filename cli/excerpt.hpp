// A diagnostic with the line it speaks of and a caret under the place.
#ifndef SLUICE_CLI_EXCERPT_HPP
#define SLUICE_CLI_EXCERPT_HPP

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sluice/diagnostic.hpp"

namespace sluice::cli {

/// Reads each file once. Where a file cannot be read, the message stands alone.
class Excerpts {
 public:
  /// `built_in`: a file `rules/...` is the standard one that is linked in, whatever stands on the disk.
  explicit Excerpts(bool built_in = false) : built_in_(built_in) {}

  /// With a newline at the end.
  [[nodiscard]] std::string show(const Diagnostic& diagnostic);
  /// Column in code points, counted from 1.
  [[nodiscard]] std::size_t column(const Diagnostic& diagnostic);

 private:
  bool built_in_;
  std::map<std::string, std::vector<std::string>> files_;

  const std::vector<std::string>& lines_of(const std::string& file);
};

}  // namespace sluice::cli

#endif
