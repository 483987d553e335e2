// One line of JSONL input: `{"id":"a1","text":"...","date":"2024-10-16","title":"..."}`.
#ifndef SLUICE_IO_JSONL_HPP
#define SLUICE_IO_JSONL_HPP

#include <memory>
#include <string_view>

#include "io/record.hpp"

namespace sluice {

/// Fills id, text, date, title and meta of `record`, whose source must name the line. Keys other than the four go to `meta`, numbers digit for
/// digit; a null key is an absent one. What is no such object sets `record.error`, with the column where JSON itself is broken.
/// Invalid UTF-8 is replaced and noted.
void parse_jsonl(std::string_view line, InputRecord& record);

/// Takes out a date that is of no ISO form, with an issue that says so, and the time behind a date.
void check_date(InputRecord& record);
/// The `id` of a line of which only the beginning is at hand; empty where it does not stand there.
[[nodiscard]] std::string jsonl_id(std::string_view beginning);

/// The same as parse_jsonl at the speed of simdjson for lines that are as they should be and whose further keys are plain values; what is not goes to
/// parse_jsonl, which also words the messages. Keeps its memory: one for each thread.
class JsonlParser {
 public:
  JsonlParser();
  ~JsonlParser();
  JsonlParser(JsonlParser&&) noexcept;
  void parse(std::string_view line, InputRecord& record);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sluice

#endif
