#include "text/analyze.hpp"

#include "text/decode.hpp"
#include "text/meta_date.hpp"
#include "text/paragraphs.hpp"
#include "text/sentences.hpp"
#include "text/zones.hpp"

namespace sluice {

void TextAnalysis::clear() {
  text = {};
  owned.clear();
  replacements.clear();
  tokens.clear();
  sentences.clear();
  zones.clear();
  meta_date.clear();
  issues.clear();
}

void analyze_text(std::string_view bytes, TextAnalysis& out) {
  struct Workspace {
    std::vector<Line> lines;
    std::vector<Paragraph> paragraphs;
    std::string line;
  };
  // Kept for each thread, so that a document allocates nothing once the largest has been seen.
  thread_local Workspace work;

  out.clear();
  decode(bytes, out);
  tokenize(out.text, 0, out.tokens);
  if (out.tokens.empty()) return;
  // Nothing stands before the first token, so it is glued to nothing.
  out.tokens.front().flags |= space_before | newline_before;
  find_paragraphs(out, work.lines, work.paragraphs);
  find_zones(out, work.paragraphs, work.line);
  find_sentences(out, work.paragraphs);
  find_meta_date(out);
}

}  // namespace sluice
