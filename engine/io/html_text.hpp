// The text of a part of a page, as a reader sees it, with the way back to the page.
#ifndef SLUICE_IO_HTML_TEXT_HPP
#define SLUICE_IO_HTML_TEXT_HPP

#include <gumbo.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "io/record.hpp"

namespace sluice {

/// Renders nodes one behind the other: white space is collapsed, blocks are parted by an empty line, lines by a newline, cells by ` | `.
class HtmlText {
 public:
  /// `page` is what was parsed; `drop` says which elements are no part of the text.
  HtmlText(std::string_view page, std::function<bool(const GumboNode&)> drop) : page_(page), drop_(std::move(drop)) {}

  void render(const GumboNode& node);
  /// A block of its own that stands nowhere in the page's text.
  void block(std::string_view text);
  /// Ends the text with a newline, where there is any.
  void finish();

  std::string text;
  std::vector<SourceRun> runs;

 private:
  enum class Gap : std::uint8_t { none, space, cell, line, block };

  std::string_view page_;
  std::function<bool(const GumboNode&)> drop_;
  Gap gap_ = Gap::none;
  std::size_t space_at_ = std::string_view::npos;  // of a blank in the page that a space in the text may stand for

  void want(Gap gap);
  void close_gap();
  void append(std::string_view piece, std::size_t source_begin, std::size_t source_end);
  void character(std::string_view piece, std::size_t source_begin, std::size_t source_end, bool as_it_is);
  void node_text(const GumboText& node, bool as_it_is);
  void node(const GumboNode& node, bool as_it_is);
};

}  // namespace sluice

#endif
