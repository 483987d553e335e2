// Lines and paragraphs: what the page itself keeps apart.
#ifndef SLUICE_TEXT_PARAGRAPHS_HPP
#define SLUICE_TEXT_PARAGRAPHS_HPP

#include <cstdint>
#include <vector>

#include "text/token.hpp"

namespace sluice {

/// How a line or paragraph ends, closing quotes and brackets left aside.
enum class Ending : std::uint8_t {
  open,         ///< no final punctuation: a headline, a link, a cell
  colon,
  question,     ///< ? or !
  abbreviation, ///< a stop that belongs to a word, which may also end the sentence
  stop,
};

/// Tokens [begin, end) between two line ends.
struct Line {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t words = 0;      ///< clitics left aside
  std::uint32_t width = 0;      ///< characters; known where another line stands above or below without an empty one between
  bool empty_before = false;
  bool lower_start = false;
  bool item = false;            ///< begins with a bullet or a list number
  bool table = false;           ///< has cells
  Ending ending = Ending::open;
};

/// Tokens [begin, end) that belong together: one line, or the lines of a hard-wrapped paragraph.
struct Paragraph {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t words = 0;
  bool empty_before = false;
  Ending ending = Ending::open;
  ZoneKind zone = ZoneKind::body;
  std::uint8_t role = 0xFF;     ///< what zones.cpp has made of its words, once it has looked
};

/// Finds the paragraphs, and sets paragraph_before on the first token of each. `lines` is scratch.
void find_paragraphs(TextAnalysis& text, std::vector<Line>& lines, std::vector<Paragraph>& out);

/// How tokens [begin, end) end.
[[nodiscard]] Ending ending_of(const TextAnalysis& text, std::uint32_t begin, std::uint32_t end);

}  // namespace sluice

#endif
