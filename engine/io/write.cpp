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
  if (format_ == OutputFormat::csv) return write_csv(record, document, offsets_, out);
  json_.clear();
  write_json(record, document, options_, offsets_, json_);
  out += json_.view();
}

void Writer::error(const InputRecord& record, std::string& out) {
  if (format_ != OutputFormat::jsonl) return;
  json_.clear();
  write_json_error(record, options_, json_);
  out += json_.view();
}

}  // namespace sluice
