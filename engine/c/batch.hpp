// Documents read in batches, on one thread or several, for results in any form.
#ifndef SLUICE_C_BATCH_HPP
#define SLUICE_C_BATCH_HPP

#include <cstddef>
#include <functional>
#include <string>

#include "c/handles.hpp"
#include "io/offsets.hpp"
#include "io/record.hpp"
#include "io/select.hpp"
#include "io/write.hpp"

namespace sluice {

/// The options of a call, checked. Views are the caller's.
struct BatchOptions {
  /// Throws BadCall where an option has no meaning.
  explicit BatchOptions(const sluice_extract_options* options);

  std::string date;
  std::size_t jobs = 1;
  OffsetUnit offsets = OffsetUnit::codepoint;
  bool with_text = false, month_first = false;
  unsigned fiscal_year_start = 1;
  Selection selection;

  [[nodiscard]] WriteOptions write(const SharedEngine& shared) const;
};

/// Reads `record` into `workspace.document`, with `workspace.offsets` set. What goes wrong stands in `record.error` then.
void read(const SharedEngine& shared, const BatchOptions& options, InputRecord& record, Workspace& workspace);

/// Cuts `count` items into pieces in their order and does each on one of `jobs` threads, the calling one among them. The first exception is
/// thrown again when all threads are done.
void in_pieces(std::size_t count, std::size_t jobs, const std::function<void(std::size_t piece, std::size_t begin, std::size_t end)>& work);
/// How many pieces that makes.
[[nodiscard]] std::size_t piece_count(std::size_t count, std::size_t jobs);

}  // namespace sluice

#endif
