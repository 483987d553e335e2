#include "sluice/segment.hpp"

#include "text/analyze.hpp"

namespace sluice {

void segment(std::string_view text, Segments& out) {
  thread_local TextAnalysis analysis;
  analyze_text(text, analysis);
  out.tokens.clear();
  out.sentences.clear();
  for (const Token& token : analysis.tokens) out.tokens.push_back(token.span());
  // What stands between sentences, if anything, joins the one before.
  for (const Sentence& sentence : analysis.sentences) {
    if (sentence.end <= sentence.begin) continue;
    if (!out.sentences.empty()) out.sentences.back().end = sentence.begin;
    out.sentences.push_back({out.sentences.empty() ? 0 : sentence.begin, sentence.end});
  }
  const auto count = static_cast<std::uint32_t>(out.tokens.size());
  if (out.sentences.empty() && count > 0) out.sentences.push_back({0, count});
  if (!out.sentences.empty()) out.sentences.back().end = count;
  analysis.text = {};
}

}  // namespace sluice
