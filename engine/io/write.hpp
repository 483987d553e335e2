// What extraction found, as text: JSONL for programs, a table for people, CSV for spreadsheets, and the forms of other tools.
#ifndef SLUICE_IO_WRITE_HPP
#define SLUICE_IO_WRITE_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/json_buffer.hpp"
#include "io/offsets.hpp"
#include "io/record.hpp"
#include "sluice/document.hpp"

namespace sluice {

/// The last two are no streams: a folder, a database.
enum class OutputFormat : std::uint8_t { table, jsonl, csv, html, conll, bioes, webannotation, spacy, prodigy, brat, sqlite };

/// `table`, `jsonl` ...
[[nodiscard]] std::optional<OutputFormat> output_format(std::string_view name);
[[nodiscard]] std::string_view name(OutputFormat format);
/// All names, as a list for messages and help.
[[nodiscard]] std::vector<std::string> output_format_names();
/// Whether the format's readers count in code points, whatever else was asked for.
[[nodiscard]] bool counts_codepoints(OutputFormat format);

/// The same for every document of a run. Views must live as long.
struct WriteOptions {
  OffsetUnit offsets = OffsetUnit::codepoint;
  bool with_text = false;
  bool source_map = false;    ///< say where the text of a page stands in its HTML
  bool events = false;        ///< add what the facts of each event say together
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
/// `"source_map":[[start,end,source start,source end],...]` behind a comma, in the unit of `offsets`.
void write_source_map(const InputRecord& record, OffsetUnit unit, const Offsets& offsets, JsonBuffer& out);
/// `"events":[...]` behind a comma: each event with the roles that any of its facts fills.
void write_events(const Document& document, const Offsets& offsets, JsonBuffer& out);
/// A part of one page that needs nothing else: the text with highlights, and the facts beside it.
void write_html(const InputRecord& record, const Document& document, std::string& out);
[[nodiscard]] std::string_view html_head();
enum class TagScheme : std::uint8_t { iob2, bioes };
/// A line for each token, of CoNLL-2003's four columns; of mentions that overlap the outer one.
void write_conll(const Document& document, TagScheme scheme, std::string& out);
/// A W3C Web Annotation page in one line: an annotation for each mention and each fact.
void write_webannotation(const InputRecord& record, const Document& document, std::string& out);
/// A line that spaCy's Doc.from_json reads; the whole result stands under `sluice`, which it passes over.
void write_spacy(const InputRecord& record, const Document& document, const WriteOptions& options, std::string& out);
/// A task of Prodigy.
void write_prodigy(const InputRecord& record, const Document& document, std::string& out);
/// The facts in columns, then the mentions by type, then a blank line.
void write_table(const InputRecord& record, const Document& document, const WriteOptions& options, std::string& out);
/// A line for each argument of each fact, or of each event.
void write_csv(const InputRecord& record, const Document& document, bool events, const Offsets& offsets, std::string& out);
[[nodiscard]] std::string_view csv_head(bool events);

}  // namespace sluice

#endif
