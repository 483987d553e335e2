// One document on its way in: what a reader hands to the engine, and what a writer needs of it beside the engine's result.
#ifndef SLUICE_IO_RECORD_HPP
#define SLUICE_IO_RECORD_HPP

#include <optional>
#include <string>
#include <vector>

#include "sluice/document.hpp"
#include "sluice/result.hpp"

namespace sluice {

struct InputRecord {
  std::string id;
  std::string text;               ///< bytes as they came; not necessarily valid UTF-8
  std::string date;               ///< ISO, or empty
  std::string title;
  std::string meta;               ///< a JSON object with the keys that mean nothing to the engine, or empty
  std::string source;             ///< where it stands, for messages: `news/a.txt`, `news.jsonl:3`
  std::vector<Issue> issues;      ///< what the reader found wrong with it; offsets are 0
  std::optional<Error> error;     ///< set where there is no document: only id and source hold then

  /// Makes it empty and keeps its memory.
  void clear() {
    for (std::string* part : {&id, &text, &date, &title, &meta, &source}) part->clear();
    issues.clear();
    error.reset();
  }
};

}  // namespace sluice

#endif
