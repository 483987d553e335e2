// What several annotation formats need of a document: its mentions fitted to tokens, and tokens cut where mentions begin and end.
#ifndef SLUICE_IO_ANNOTATION_TEXT_HPP
#define SLUICE_IO_ANNOTATION_TEXT_HPP

#include <cstdint>
#include <vector>

#include "sluice/document.hpp"
#include "sluice/segment.hpp"

namespace sluice {

/// Indexes of mentions that do not overlap: of those that do, the one that begins first, and of these the longest.
[[nodiscard]] std::vector<std::uint32_t> flat_mentions(const Document& document);

/// Tokens and sentences of the document's text. A token is cut where a mention or a fact's argument begins or ends inside it, and a sentence
/// does not end inside a mention, so that each is a run of tokens of one sentence.
void segment_for_mentions(const Document& document, Segments& out);

/// The first and past the last token under a span, which must begin and end with tokens.
[[nodiscard]] Span tokens_under(const Segments& segments, Span span);

}  // namespace sluice

#endif
