// Runs an engine over the documents of an input, on several threads, and writes the results in the order of the input.
#ifndef SLUICE_CLI_RUN_HPP
#define SLUICE_CLI_RUN_HPP

#include <cstddef>
#include <cstdint>
#include <string>

#include "cli/destination.hpp"
#include "cli/interrupt.hpp"
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

enum class RunEnd : std::uint8_t {
  complete,
  stopped,       ///< at a document that could not be read, with `strict`
  interrupted,   ///< by a signal
  unwritable,    ///< the destination takes nothing more
  other_input,   ///< the input has not even the records that an earlier run had read
};

/// Goes on behind what the destination's tally counts. The bytes written do not depend on `jobs`. Holds a few documents for each thread at a time.
/// `state` counts along, with what an earlier run did.
RunEnd run(const Engine& engine, Input& input, Destination& destination, const RunOptions& options, Progress& progress, const Interrupt& interrupt, RunState& state);

}  // namespace sluice::cli

#endif
