// Runs an engine over the documents of an input, on several threads, and writes the results in the order of the input.
#ifndef SLUICE_CLI_RUN_HPP
#define SLUICE_CLI_RUN_HPP

#include <cstddef>
#include <string>

#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "io/input.hpp"
#include "io/select.hpp"
#include "io/write.hpp"
#include "sluice/engine.hpp"

namespace sluice::cli {

struct RunOptions {
  OutputFormat format = OutputFormat::jsonl;
  WriteOptions write;
  Selection selection;
  std::string date;        ///< for documents that bring none
  bool month_first = false;
  unsigned fiscal_year_start = 1;
  std::size_t jobs = 1;
  bool strict = false;     ///< stop at the first document that cannot be read
};

struct RunSummary {
  std::size_t written = 0;
  std::size_t failed = 0;
};

/// The bytes written do not depend on `jobs`. Holds a few documents for each thread at a time. Stops early where the output does.
RunSummary run(const Engine& engine, Input& input, Output& output, const RunOptions& options, Progress& progress);

}  // namespace sluice::cli

#endif
