// A web page as a document: its story as text, with the title and the day of publication that the page names.
#ifndef SLUICE_IO_READ_HTML_HPP
#define SLUICE_IO_READ_HTML_HPP

#include <string_view>

#include "io/record.hpp"

namespace sluice {

/// Fills text, date and source_map of `record`, whose source and id stand. The text is the smallest part of the page that holds nearly all its running
/// text, with the article around it and the page's headline before it; navigation, forms, scripts and what is named like page furniture is left out.
/// Blocks are parted by an empty line. A page that is nested too deeply to be parsed safely sets `record.error`.
void read_html(std::string_view bytes, InputRecord& record);

}  // namespace sluice

#endif
