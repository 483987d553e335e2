// Which paragraphs are the story, and which are the page around it.
#ifndef SLUICE_TEXT_ZONES_HPP
#define SLUICE_TEXT_ZONES_HPP

#include <string>
#include <vector>

#include "text/paragraphs.hpp"
#include "text/token.hpp"

namespace sluice {

/// Sets the zone of each paragraph and writes `text.zones`. What is not plainly something else is body. `line` is scratch.
void find_zones(TextAnalysis& text, std::vector<Paragraph>& paragraphs, std::string& line);

}  // namespace sluice

#endif
