#include "io/write.hpp"

namespace sluice {

std::optional<OutputFormat> output_format(std::string_view name) {
  if (name == "table") return OutputFormat::table;
  if (name == "jsonl") return OutputFormat::jsonl;
  if (name == "csv") return OutputFormat::csv;
  return std::nullopt;
}

std::string Writer::head() const { return format_ == OutputFormat::csv ? std::string(csv_head()) : std::string(); }

void Writer::document(const InputRecord& record, const Document& document, std::string& out) {
  if (format_ == OutputFormat::table) {
    write_table(record, document, options_, out);
    return;
  }
  offsets_.assign(document.text(), options_.offsets, document.replacements());
  if (format_ == OutputFormat::jsonl) write_json(record, document, options_, offsets_, out);
  else write_csv(record, document, offsets_, out);
}

void Writer::error(const InputRecord& record, std::string& out) const {
  if (format_ == OutputFormat::jsonl) write_json_error(record, options_, out);
}

}  // namespace sluice
