#include "io/write.hpp"

#include <array>
#include <utility>

namespace sluice {
namespace {

constexpr std::array<std::pair<OutputFormat, std::string_view>, 11> formats = {{{OutputFormat::table, "table"},
                                                                                {OutputFormat::jsonl, "jsonl"},
                                                                                {OutputFormat::csv, "csv"},
                                                                                {OutputFormat::html, "html"},
                                                                                {OutputFormat::brat, "brat"},
                                                                                {OutputFormat::conll, "conll"},
                                                                                {OutputFormat::bioes, "bioes"},
                                                                                {OutputFormat::webannotation, "webannotation"},
                                                                                {OutputFormat::spacy, "spacy"},
                                                                                {OutputFormat::prodigy, "prodigy"},
                                                                                {OutputFormat::sqlite, "sqlite"}}};

}  // namespace

std::optional<OutputFormat> output_format(std::string_view name) {
  for (const auto& [format, its_name] : formats)
    if (name == its_name) return format;
  return std::nullopt;
}

std::string_view name(OutputFormat format) {
  for (const auto& [known, its_name] : formats)
    if (format == known) return its_name;
  return {};
}

std::vector<std::string> output_format_names() {
  std::vector<std::string> names;
  for (const auto& [format, its_name] : formats) names.emplace_back(its_name);
  return names;
}

bool counts_codepoints(OutputFormat format) {
  return format == OutputFormat::webannotation || format == OutputFormat::spacy || format == OutputFormat::prodigy || format == OutputFormat::brat;
}

std::string Writer::head() const {
  if (format_ == OutputFormat::csv) return std::string(csv_head(options_.events));
  return format_ == OutputFormat::html ? std::string(html_head()) : std::string();
}

void Writer::document(const InputRecord& record, const Document& document, std::string& out) {
  switch (format_) {
    case OutputFormat::table: return write_table(record, document, options_, out);
    case OutputFormat::html: return write_html(record, document, out);
    case OutputFormat::conll: return write_conll(document, TagScheme::iob2, out);
    case OutputFormat::bioes: return write_conll(document, TagScheme::bioes, out);
    case OutputFormat::webannotation: return write_webannotation(record, document, out);
    case OutputFormat::spacy: return write_spacy(record, document, options_, out);
    case OutputFormat::prodigy: return write_prodigy(record, document, out);
    case OutputFormat::csv:
      offsets_.assign(document.text(), options_.offsets, document.replacements());
      return write_csv(record, document, options_.events, offsets_, out);
    case OutputFormat::jsonl:
      offsets_.assign(document.text(), options_.offsets, document.replacements());
      json_.clear();
      write_json(record, document, options_, offsets_, json_);
      out += json_.view();
      return;
    case OutputFormat::brat: case OutputFormat::sqlite: return;  // a DocumentSink writes them
  }
}

void Writer::error(const InputRecord& record, std::string& out) {
  if (format_ != OutputFormat::jsonl) return;
  json_.clear();
  write_json_error(record, options_, json_);
  out += json_.view();
}

}  // namespace sluice
