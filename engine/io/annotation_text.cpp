#include "io/annotation_text.hpp"

#include <algorithm>
#include <numeric>

namespace sluice {

std::vector<std::uint32_t> flat_mentions(const Document& document) {
  const std::span<const Mention> mentions = document.mentions();
  std::vector<std::uint32_t> order(mentions.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return mentions[a].span.begin != mentions[b].span.begin ? mentions[a].span.begin < mentions[b].span.begin : mentions[a].span.end > mentions[b].span.end;
  });
  std::vector<std::uint32_t> flat;
  std::uint32_t end = 0;
  for (const std::uint32_t m : order) {
    if (mentions[m].span.begin < end || mentions[m].span.empty()) continue;
    flat.push_back(m);
    end = mentions[m].span.end;
  }
  return flat;
}

void segment_for_mentions(const Document& document, Segments& out) {
  segment(document.text(), out);
  std::vector<std::uint32_t> cuts;
  const auto cut = [&](Span span) {
    if (span.empty()) return;
    cuts.push_back(span.begin);
    cuts.push_back(span.end);
  };
  for (const Mention& m : document.mentions()) cut(m.span);
  for (const Fact& f : document.facts()) {
    cut(f.trigger);
    for (const Argument& a : f.arguments) cut(a.span);
  }
  std::sort(cuts.begin(), cuts.end());
  std::vector<Span> tokens;
  std::vector<std::uint32_t> moved;  // index of each old token among the new ones
  auto next = cuts.begin();
  for (Span token : out.tokens) {
    moved.push_back(static_cast<std::uint32_t>(tokens.size()));
    while (next != cuts.end() && *next <= token.begin) ++next;
    for (; next != cuts.end() && *next < token.end; ++next) {
      if (*next == token.begin) continue;
      tokens.push_back({token.begin, *next});
      token.begin = *next;
    }
    tokens.push_back(token);
  }
  moved.push_back(static_cast<std::uint32_t>(tokens.size()));
  out.tokens = std::move(tokens);
  for (Span& sentence : out.sentences) sentence = {moved[sentence.begin], moved[sentence.end]};
  std::vector<Span> sentences;
  std::uint32_t open_until = 0;  // a byte up to which the last sentence must reach
  std::size_t m = 0;
  const std::vector<std::uint32_t> flat = flat_mentions(document);
  for (const Span sentence : out.sentences) {
    if (sentence.empty()) continue;
    if (!sentences.empty() && out.tokens[sentence.begin].begin < open_until) sentences.back().end = sentence.end;
    else sentences.push_back(sentence);
    const std::uint32_t end = out.tokens[sentence.end - 1].end;
    for (; m < flat.size() && document.mentions()[flat[m]].span.begin < end; ++m) open_until = document.mentions()[flat[m]].span.end;
  }
  out.sentences = std::move(sentences);
}

Span tokens_under(const Segments& segments, Span span) {
  const auto first = std::partition_point(segments.tokens.begin(), segments.tokens.end(), [&](Span t) { return t.end <= span.begin; });
  const auto last = std::partition_point(first, segments.tokens.end(), [&](Span t) { return t.begin < span.end; });
  return {static_cast<std::uint32_t>(first - segments.tokens.begin()), static_cast<std::uint32_t>(last - segments.tokens.begin())};
}

}  // namespace sluice
