// A diagnostic with the line it speaks of and a caret under the place.
#ifndef SLUICE_CLI_EXCERPT_HPP
#define SLUICE_CLI_EXCERPT_HPP

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sluice/diagnostic.hpp"

namespace sluice::cli {

/// Reads each file once. Where a file cannot be read, the message stands alone.
class Excerpts {
 public:
  /// With a newline at the end.
  [[nodiscard]] std::string show(const Diagnostic& diagnostic);

 private:
  std::map<std::string, std::vector<std::string>> files_;

  const std::vector<std::string>& lines_of(const std::string& file);
};

}  // namespace sluice::cli

#endif
