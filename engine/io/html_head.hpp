// What a page says of itself: its headline and its day of publication.
#ifndef SLUICE_IO_HTML_HEAD_HPP
#define SLUICE_IO_HTML_HEAD_HPP

#include <gumbo.h>

#include <string>
#include <string_view>

namespace sluice {

struct HtmlHead {
  std::string title;  ///< plain text, or empty
  std::string date;   ///< ISO, or empty
};

/// From JSON-LD, meta elements, itemprops, `time` elements and the title element, in this order.
[[nodiscard]] HtmlHead read_html_head(const GumboNode& root);

/// The value of an attribute, or empty.
[[nodiscard]] std::string_view html_attribute(const GumboNode& node, const char* name);

}  // namespace sluice

#endif
