// A result line read back: the JSON of one document as Document.
#ifndef SLUICE_IO_READ_RESULT_HPP
#define SLUICE_IO_READ_RESULT_HPP

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/offsets.hpp"
#include "sluice/document.hpp"
#include "sluice/result.hpp"

namespace sluice {

/// What a line says. Its spans are in `offsets` until in_bytes() has led them back, for the text need not stand in the line.
struct StoredResult {
  std::string id;
  OffsetUnit offsets = OffsetUnit::codepoint;
  Document document;
  std::optional<std::string> text;         ///< where the line has it
  std::string meta;                        ///< a JSON object, or empty
  std::vector<std::string> mention_texts;  ///< what each mention's `text` says
  std::optional<Error> error;              ///< of a line that stands in place of a document
};

/// Reads zones, mentions, entities, facts and issues; keys that it does not know are passed over. `source` names the line in errors (`out.jsonl:3`).
/// A line that holds an error instead of a document gives a result without any.
Result<StoredResult> read_result(std::string_view line, std::string_view source);

/// The document with its spans in bytes of `text`, which becomes its text.
[[nodiscard]] Document in_bytes(StoredResult result, std::string_view text);

}  // namespace sluice

#endif
