// What the benchmarks read and how they count time.
#ifndef SLUICE_BENCH_CORPUS_HPP
#define SLUICE_BENCH_CORPUS_HPP

#include <ctime>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "markup/markup.hpp"

namespace sluice::bench {

/// Processor time of this thread.
inline double cpu_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// The texts of the corpus, sorted by path.
inline std::vector<std::string> texts() {
  std::vector<std::string> out;
  std::set<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(SLUICE_SOURCE_DIR) + "/corpus"))
    if (entry.path().extension() == ".gold") paths.insert(entry.path());
  for (const auto& path : paths) {
    std::ifstream in(path);
    std::stringstream bytes;
    bytes << in.rdbuf();
    const std::string source = bytes.str();
    const std::size_t first = source.find("---\n") + 4, last = source.rfind("\n---");
    Markup markup;
    Diagnostics diagnostics;
    if (parse_markup(std::string_view(source).substr(first, last - first), path.string(), 1, 1, markup, diagnostics)) out.push_back(markup.text);
  }
  return out;
}

}  // namespace sluice::bench

#endif
