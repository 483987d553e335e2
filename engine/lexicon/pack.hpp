// A rule pack in memory: the files under one or more directories, by their path from there.
#ifndef SLUICE_LEXICON_PACK_HPP
#define SLUICE_LEXICON_PACK_HPP

#include <filesystem>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sluice/diagnostic.hpp"

namespace sluice {

/// Path from the pack's root (with '/', such as `names/cities.tsv`) to the file's bytes; sorted, so that a pack compiles
/// the same on every machine. A later directory's file takes the place of an earlier one with the same path.
struct Pack {
  std::map<std::string, std::string, std::less<>> files;
  /// How the pack's root is called in diagnostics: prefix for the paths above (`rules/`).
  std::map<std::string, std::string, std::less<>> origins;

  /// Reads every `.rules` and `.tsv` below `directory`. Links that lead out of it are not followed.
  void add_directory(const std::filesystem::path& directory, Diagnostics& diagnostics);
  [[nodiscard]] const std::string* find(std::string_view path) const;
};

/// One row of a TSV file: `columns[0]` holds the phrase alternatives as written.
struct TsvRow {
  std::uint32_t line = 0;
  std::vector<std::string_view> columns;
};

/// Rows of a TSV file without comments (`#` at the start of a line) and empty lines; columns are trimmed.
[[nodiscard]] std::vector<TsvRow> parse_tsv(std::string_view bytes);
/// Alternatives of a phrase column, parted by `|` (`\|` is a bar), trimmed.
[[nodiscard]] std::vector<std::string> phrase_alternatives(std::string_view column);

}  // namespace sluice

#endif
