#include "c/batch.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

#include "io/jsonl.hpp"

namespace sluice {
namespace {

constexpr std::size_t most_jobs = 1024;
// Several for each thread, so that one with long documents does not keep the others waiting.
constexpr std::size_t pieces_per_job = 8;

}  // namespace

BatchOptions::BatchOptions(const sluice_extract_options* given) {
  const sluice_extract_options options = complete(given);
  InputRecord dated;
  dated.date = view(options.date);
  check_date(dated);
  if (!dated.issues.empty()) throw BadCall{{"usage", "date: '" + std::string(view(options.date)) + "' is not of the form YYYY-MM-DD"}, {}};
  date = dated.date;
  jobs = std::clamp<std::size_t>(options.jobs, 1, most_jobs);
  switch (options.offsets) {
    case SLUICE_CODEPOINT: offsets = OffsetUnit::codepoint; break;
    case SLUICE_BYTE: offsets = OffsetUnit::byte; break;
    case SLUICE_UTF16: offsets = OffsetUnit::utf16; break;
    default: throw BadCall{{"usage", "offsets: there is no unit " + std::to_string(options.offsets)}, {}};
  }
  with_text = options.with_text != 0;
  month_first = options.month_first != 0;
  fiscal_year_start = options.fiscal_year_start == 0 ? 1 : options.fiscal_year_start;
  if (fiscal_year_start > 12) throw BadCall{{"usage", "fiscal_year_start: there is no month " + std::to_string(fiscal_year_start)}, {}};
  for (std::size_t i = 0; i < options.only_count; ++i) selection.types.emplace_back(options.only[i]);
  for (std::size_t i = 0; i < options.zone_count; ++i) {
    const std::string_view wanted = options.zones[i];
    constexpr std::array kinds = {ZoneKind::title, ZoneKind::meta, ZoneKind::body, ZoneKind::related, ZoneKind::boilerplate};
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](ZoneKind k) { return name(k) == wanted; });
    if (kind == kinds.end()) throw BadCall{{"usage", "zones: '" + std::string(wanted) + "' is none of title, meta, body, related, boilerplate"}, {}};
    selection.zones.push_back(*kind);
  }
}

WriteOptions BatchOptions::write(const SharedEngine& shared) const {
  WriteOptions out;
  out.offsets = offsets;
  out.with_text = with_text;
  out.version = version();
  out.rules = shared.rules;
  return out;
}

void read(const SharedEngine& shared, const BatchOptions& options, InputRecord& record, Workspace& workspace) {
  if (record.error) return;
  if (record.text.size() >= none) {
    record.error = Error{"io.size", "a document may not have 4 GB or more"};
    return;
  }
  try {
    check_date(record);
    shared.engine.extract(record.text,
                          {.date = record.date.empty() ? options.date : record.date, .title = record.title, .month_first = options.month_first,
                           .fiscal_year_start = options.fiscal_year_start},
                          workspace.scratch, workspace.document);
    if (!options.selection.everything()) select(options.selection, workspace.document);
    workspace.offsets.assign(workspace.document.text(), options.offsets, workspace.document.replacements());
  } catch (const std::exception& error) {
    // Out of memory on one huge document must not take the others along.
    record.error = Error{"internal", error.what()};
  }
}

std::size_t piece_count(std::size_t count, std::size_t jobs) {
  if (jobs <= 1 || count <= 1) return count == 0 ? 0 : 1;
  return std::min(count, jobs * pieces_per_job);
}

void in_pieces(std::size_t count, std::size_t jobs, const std::function<void(std::size_t, std::size_t, std::size_t)>& work) {
  const std::size_t pieces = piece_count(count, jobs);
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  std::exception_ptr thrown;
  const auto run = [&] {
    for (std::size_t piece = next++; piece < pieces; piece = next++) {
      try {
        work(piece, count * piece / pieces, count * (piece + 1) / pieces);
      } catch (...) {
        const std::lock_guard lock(mutex);
        if (!thrown) thrown = std::current_exception();
        return;
      }
    }
  };
  std::vector<std::thread> threads;
  try {
    while (threads.size() + 1 < std::min(jobs, pieces)) threads.emplace_back(run);
  } catch (const std::exception&) {
    // Where no further thread can be had, those that there are do all of it.
  }
  run();
  for (std::thread& thread : threads) thread.join();
  if (thrown) std::rethrow_exception(thrown);
}

}  // namespace sluice
