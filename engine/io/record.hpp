// One document on its way in: what a reader hands to the engine, and what a writer needs of it beside the engine's result.
#ifndef SLUICE_IO_RECORD_HPP
#define SLUICE_IO_RECORD_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sluice/document.hpp"
#include "sluice/result.hpp"

namespace sluice {

/// A piece of the text and where it stands in the page that it was taken from, in bytes of both. Where the two are equally long they are the same,
/// byte by byte; else the piece is written otherwise there, as `&amp;` is.
struct SourceRun {
  std::uint32_t begin = 0, end = 0;
  std::uint32_t source_begin = 0, source_end = 0;
};

struct InputRecord {
  std::string id;
  std::string text;               ///< bytes as they came; not necessarily valid UTF-8
  std::string date;               ///< ISO, or empty
  std::string title;
  std::string meta;               ///< a JSON object with the keys that mean nothing to the engine, or empty
  std::string source;             ///< where it stands, for messages: `news/a.txt`, `news.jsonl:3`
  std::vector<SourceRun> source_map;  ///< of HTML, in the order of the text; what stands in no run was put in by the reader
  std::string page;               ///< of HTML: the page itself, where its offsets are asked for
  std::vector<Issue> issues;      ///< what the reader found wrong with it; offsets are 0
  std::optional<Error> error;     ///< set where there is no document: only id and source hold then

  /// Makes it empty and keeps its memory.
  void clear() {
    for (std::string* part : {&id, &text, &date, &title, &meta, &source, &page}) part->clear();
    source_map.clear();
    issues.clear();
    error.reset();
  }
};

}  // namespace sluice

#endif
