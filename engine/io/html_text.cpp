#include "io/html_text.hpp"

#include <algorithm>

#include "io/html_words.hpp"

namespace sluice {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

std::size_t length_of(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

bool is_reference_byte(char c) { return c == '#' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Whether the page may go on with `decoded`: up to the next thing that is written otherwise there.
bool agrees(std::string_view page, std::string_view decoded) {
  constexpr std::size_t enough = 8;
  for (std::size_t i = 0; i < enough && i < page.size() && i < decoded.size(); ++i) {
    if (page[i] == '&' || page[i] == '\r') return true;
    if (page[i] != decoded[i]) return false;
  }
  return true;
}

/// Where the reference that begins at `at` ends: `&amp;`, `&#8217;`, and by old custom without its semicolon, as in `&copy2024`. `rest` is what follows it.
std::size_t reference_end(std::string_view page, std::size_t at, std::string_view rest) {
  std::size_t end = at + 1;
  while (end < page.size() && is_reference_byte(page[end])) ++end;
  const bool closed = end < page.size() && page[end] == ';';
  const std::size_t whole = closed ? end + 1 : end;
  if (agrees(page.substr(whole), rest)) return whole;
  for (std::size_t shorter = at + 3; shorter <= end; ++shorter)
    if (agrees(page.substr(shorter), rest)) return shorter;
  return whole;
}

/// Whether an ampersand of the text was written as a reference.
bool is_ampersand_reference(std::string_view page) {
  for (const std::string_view form : {"&amp", "&AMP", "&#38", "&#x26", "&#X26"})
    if (page.starts_with(form)) return true;
  return false;
}

}  // namespace

void HtmlText::want(Gap gap) { gap_ = std::max(gap_, gap); }

void HtmlText::close_gap() {
  const std::size_t blank = space_at_;
  const Gap gap = std::exchange(gap_, Gap::none);
  space_at_ = std::string_view::npos;
  if (text.empty()) return;
  if (gap == Gap::block) text += "\n\n";
  else if (gap == Gap::line) text += '\n';
  else if (gap == Gap::cell) text += " | ";
  else if (gap == Gap::space && blank != std::string_view::npos) append(" ", blank, blank + 1);
  else if (gap == Gap::space) text += ' ';
}

void HtmlText::append(std::string_view piece, std::size_t source_begin, std::size_t source_end) {
  const auto begin = static_cast<std::uint32_t>(text.size());
  const auto from = static_cast<std::uint32_t>(source_begin), to = static_cast<std::uint32_t>(source_end);
  text += piece;
  const auto end = static_cast<std::uint32_t>(text.size());
  const bool same = page_.substr(source_begin, source_end - source_begin) == piece;
  if (same && !runs.empty()) {
    SourceRun& last = runs.back();
    if (last.end == begin && last.source_end == from && last.end - last.begin == last.source_end - last.source_begin) {
      last.end = end;
      last.source_end = to;
      return;
    }
  }
  if (!same && end - begin == to - from && piece.size() > 1) {
    // Equal lengths say that both sides are the same: a reference to two characters may be as long as they are.
    const auto first = static_cast<std::uint32_t>(length_of(piece[0]));
    runs.push_back({begin, begin + first, from, from + 1});
    runs.push_back({begin + first, end, from + 1, to});
    return;
  }
  runs.push_back({begin, end, from, to});
}

void HtmlText::character(std::string_view piece, std::size_t source_begin, std::size_t source_end, bool as_it_is) {
  if (piece.size() == 1 && is_blank(piece[0])) {
    if (as_it_is && piece[0] == '\n') {
      want(Gap::line);
    } else {
      if (gap_ == Gap::none && piece[0] == ' ' && source_end - source_begin == 1 && page_[source_begin] == ' ') space_at_ = source_begin;
      want(Gap::space);
    }
    return;
  }
  close_gap();
  append(piece, source_begin, source_end);
}

void HtmlText::node_text(const GumboText& node, bool as_it_is) {
  const std::string_view decoded = node.text;
  std::size_t at = static_cast<std::size_t>(node.original_text.data - page_.data());
  const std::size_t stop = std::min(at + node.original_text.length, page_.size());
  std::size_t i = 0;
  while (i < decoded.size()) {
    const std::size_t size = std::min(length_of(decoded[i]), decoded.size() - i);
    const std::string_view piece = decoded.substr(i, size);
    std::size_t next = at;
    const std::string_view here = page_.substr(at, stop - std::min(at, stop));
    if (at >= stop) {
      next = at = stop;
    } else if (page_[at] == '\r') {
      next = at + (at + 1 < stop && page_[at + 1] == '\n' ? 2 : 1);
    } else if (page_.substr(at, size) == piece) {
      next = is_ampersand_reference(here) ? at + reference_end(here, 0, decoded.substr(i + size)) : at + size;
    } else if (page_[at] == '&') {
      next = at + reference_end(here, 0, decoded.substr(i + size));
      // A few names stand for two characters.
      const std::size_t second = i + size;
      if (second < decoded.size()) {
        const std::size_t more = std::min(length_of(decoded[second]), decoded.size() - second);
        // `&fjlig;` and the like; the second is a mark of its own, or the `j` of this one.
        if (!agrees(page_.substr(next, stop - next), decoded.substr(second)) && agrees(page_.substr(next, stop - next), decoded.substr(second + more))) {
          character(decoded.substr(i, size + more), at, next, as_it_is);
          at = next;
          i = second + more;
          continue;
        }
      }
    } else {
      next = std::min(at + length_of(page_[at]), stop);
    }
    character(piece, at, next, as_it_is);
    at = next;
    i += size;
  }
}

void HtmlText::node(const GumboNode& node, bool as_it_is) {
  if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA || node.type == GUMBO_NODE_WHITESPACE) return node_text(node.v.text, as_it_is);
  if (node.type != GUMBO_NODE_ELEMENT || drop_(node)) return;
  const GumboElement& element = node.v.element;
  if (element.tag == GUMBO_TAG_BR) return want(Gap::line);
  const HtmlPlace place = HtmlWords::get().place(gumbo_normalized_tagname(element.tag));
  const Gap gap = place == HtmlPlace::block ? Gap::block : place == HtmlPlace::line ? Gap::line : Gap::none;
  if (gap != Gap::none) want(gap);
  if (place == HtmlPlace::cell && node.index_within_parent > 0 && gap_ < Gap::line) want(Gap::cell);
  for (unsigned i = 0; i < element.children.length; ++i)
    this->node(*static_cast<const GumboNode*>(element.children.data[i]), as_it_is || element.tag == GUMBO_TAG_PRE);
  if (gap != Gap::none) want(gap);
}

void HtmlText::render(const GumboNode& node) {
  want(Gap::block);
  this->node(node, false);
  want(Gap::block);
}

void HtmlText::block(std::string_view line) {
  want(Gap::block);
  close_gap();
  text += line;
  want(Gap::block);
}

void HtmlText::finish() {
  gap_ = Gap::none;
  if (!text.empty()) text += '\n';
}

}  // namespace sluice
