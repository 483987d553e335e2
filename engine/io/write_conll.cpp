#include "io/annotation_text.hpp"
#include "io/write.hpp"

namespace sluice {
namespace {

constexpr std::string_view document_line = "-DOCSTART- -X- -X- O\n\n";
constexpr std::string_view unknown_columns = " -X- -X- ";  // part of speech and chunk

}  // namespace

void write_conll(const Document& document, TagScheme scheme, std::string& out) {
  Segments segments;
  segment_for_mentions(document, segments);
  const std::vector<std::uint32_t> flat = flat_mentions(document);
  out += document_line;
  std::size_t m = 0;
  for (const Span sentence : segments.sentences) {
    for (std::uint32_t t = sentence.begin; t < sentence.end; ++t) {
      const Span token = segments.tokens[t];
      while (m < flat.size() && document.mentions()[flat[m]].span.end <= token.begin) ++m;
      out += token.of(document.text());
      out += unknown_columns;
      const Mention* mention = m < flat.size() && document.mentions()[flat[m]].span.overlaps(token) ? &document.mentions()[flat[m]] : nullptr;
      if (mention == nullptr) {
        out += "O\n";
        continue;
      }
      const bool first = token.begin <= mention->span.begin;
      const bool last = token.end >= mention->span.end;
      if (scheme == TagScheme::bioes) out += first && last ? "S-" : first ? "B-" : last ? "E-" : "I-";
      else out += first ? "B-" : "I-";
      (out += mention->type) += '\n';
    }
    out += '\n';
  }
}

}  // namespace sluice
