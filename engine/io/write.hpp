// What extraction found, as text: JSONL for programs, a table for people, CSV for spreadsheets.
#ifndef SLUICE_IO_WRITE_HPP
#define SLUICE_IO_WRITE_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "io/json_buffer.hpp"
#include "io/offsets.hpp"
#include "io/record.hpp"
#include "sluice/document.hpp"

namespace sluice {

enum class OutputFormat : std::uint8_t { table, jsonl, csv };

/// `table`, `jsonl`, `csv`.
[[nodiscard]] std::optional<OutputFormat> output_format(std::string_view name);

/// The same for every document of a run. Views must live as long.
struct WriteOptions {
  OffsetUnit offsets = OffsetUnit::codepoint;
  bool with_text = false;
  std::string_view version;   ///< of the engine
  std::string_view rules;     ///< hash of its rules
  std::size_t width = 100;    ///< columns that a table may take
};

/// Writes documents one by one, each appended to a string. Keeps working memory: one for each thread.
class Writer {
 public:
  Writer(OutputFormat format, const WriteOptions& options) : format_(format), options_(options) {}

  /// What stands once before all documents.
  [[nodiscard]] std::string head() const;
  /// `document` is what the engine made of `record`.
  void document(const InputRecord& record, const Document& document, std::string& out);
  /// What stands in place of a document that could not be read.
  void error(const InputRecord& record, std::string& out);

 private:
  OutputFormat format_;
  WriteOptions options_;
  Offsets offsets_;
  JsonBuffer json_;
};

/// One JSON object and a newline. `offsets` must be assigned to the document's text.
void write_json(const InputRecord& record, const Document& document, const WriteOptions& options, const Offsets& offsets, JsonBuffer& out);
void write_json_error(const InputRecord& record, const WriteOptions& options, JsonBuffer& out);
/// The facts in columns, then the mentions by type, then a blank line.
void write_table(const InputRecord& record, const Document& document, const WriteOptions& options, std::string& out);
/// A line for each argument of each fact.
void write_csv(const InputRecord& record, const Document& document, const Offsets& offsets, std::string& out);
[[nodiscard]] std::string_view csv_head();

}  // namespace sluice

#endif
