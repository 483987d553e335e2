#include "text/paragraphs.hpp"

#include <algorithm>

#include "text/chars.hpp"

namespace sluice {

namespace {

// Mail and old agency wires wrap at 60 to 80 characters; nothing that is wrapped by hand is far wider.
constexpr std::uint32_t widest_wrap = 160;

char32_t first_char(const TextAnalysis& text, std::uint32_t token) { return chars::at(text.text, text.tokens[token].begin).value; }

// Whether white space [begin, end) holds an empty line, or a form feed or paragraph separator.
bool has_empty_line(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  int line_ends = 0;
  for (std::uint32_t at = begin; at < end;) {
    const chars::Char c = chars::at(text, at);
    if (c.value == '\f' || c.value == 0x2029) return true;
    if (chars::is_line_end(c.value) && !(c.value == '\n' && at > begin && text[at - 1] == '\r')) ++line_ends;
    at += c.length;
  }
  return line_ends > 1;
}

std::uint32_t width_of(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  std::uint32_t width = 0;
  for (std::uint32_t at = begin; at < end; ++at)
    if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) ++width;
  return width;
}

bool is_bullet(char32_t c) {
  return c == '*' || c == '+' || chars::is_dash(c) || c == 0x2022 || c == 0x2023 || c == 0x25AA || c == 0x25A0 || c == 0x25CF ||
         c == 0x25BA || c == 0x25B8 || c == 0xB7;
}

// "- x", "* x", "3. x", "b) x"
bool is_item(const TextAnalysis& text, std::uint32_t begin, std::uint32_t end) {
  if (end - begin < 2) return false;
  const Token& first = text.tokens[begin];
  const Token& second = text.tokens[begin + 1];
  if (first.end - first.begin <= 3 && is_bullet(first_char(text, begin)) && !second.glued()) return true;
  if (end - begin < 3 || text.tokens[begin + 2].glued() || !second.glued() || first.end - first.begin > 2) return false;
  const char32_t mark = first_char(text, begin + 1);
  return (first.kind == TokenKind::number && (mark == '.' || mark == ')')) || (first.end - first.begin == 1 && mark == ')');
}

bool has_cells(const TextAnalysis& text, std::uint32_t begin, std::uint32_t end) {
  std::uint32_t gaps = 0;
  std::uint32_t bars = 0;
  for (std::uint32_t i = begin; i < end; ++i) {
    if (text.of(text.tokens[i]) == "|") ++bars;
    if (i == begin || text.tokens[i].glued()) continue;
    const std::uint32_t from = text.tokens[i - 1].end;
    const std::uint32_t to = text.tokens[i].begin;
    if (to - from >= 3 || text.text[from] == '\t') ++gaps;
  }
  return gaps >= 2 || bars >= 2;
}

void find_lines(const TextAnalysis& text, std::vector<Line>& lines) {
  lines.clear();
  const auto count = static_cast<std::uint32_t>(text.tokens.size());
  const Token* tokens = text.tokens.data();
  for (std::uint32_t begin = 0; begin < count;) {
    Line line;
    line.begin = begin;
    std::uint32_t end = begin;
    bool behind_word = false;
    do {
      // A clitic is no word of its own.
      const bool word = tokens[end].kind == TokenKind::word;
      line.words += (word & !(behind_word & tokens[end].glued())) ? 1u : 0u;
      behind_word = word;
    } while (++end < count && (tokens[end].flags & newline_before) == 0);
    line.end = end;
    line.empty_before = begin == 0 || has_empty_line(text.text, text.tokens[begin - 1].end, text.tokens[begin].begin);
    line.ending = ending_of(text, begin, end);
    lines.push_back(line);
    begin = end;
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Line& line = lines[i];
    if (line.empty_before && (i + 1 == lines.size() || lines[i + 1].empty_before)) continue;
    line.width = width_of(text.text, text.tokens[line.begin].begin, text.tokens[line.end - 1].end);
    line.lower_start = chars::is_lower(first_char(text, line.begin));
    line.item = is_item(text, line.begin, line.end);
    line.table = has_cells(text, line.begin, line.end);
  }
}

bool may_join(const Line& line, const Line& next) { return !next.item && !next.table && !line.table; }

// The sentence plainly goes on in the next line.
bool goes_on(const Line& line, const Line& next) {
  return may_join(line, next) && line.ending == Ending::open && next.lower_start && line.width >= 25;
}

class Wrapping {
 public:
  Wrapping(const TextAnalysis& text, const std::vector<Line>& lines) : text_(text), lines_(lines) {
    for_each_block([&](std::size_t begin, std::size_t end) {
      const std::uint32_t width = width_of_block(begin, end);
      if (width > widest_wrap) return;
      const std::size_t evidence = evidence_in(begin, end);
      if (evidence * 3 < end - begin - 1) return;
      evidence_ += evidence;
      page_width_ = std::max(page_width_, width);
    });
  }

  // Whether each line of the block [begin, end) is joined to the one before it, by calling join(i, joined).
  template <class Join>
  void decide(std::size_t begin, std::size_t end, Join join) const {
    const std::uint32_t width = width_of_block(begin, end);
    const bool wrapped = width <= widest_wrap && evidence_in(begin, end) * 3 >= end - begin - 1;
    const std::uint32_t column = wrapped ? width : evidence_ >= 2 && width <= page_width_ ? page_width_ : 0;
    for (std::size_t i = begin + 1; i < end; ++i) {
      const Line& line = lines_[i - 1];
      const Line& next = lines_[i];
      bool joined = goes_on(line, next) && (column != 0 || line.width >= 40);
      if (!joined && column != 0 && may_join(line, next)) {
        // Lines are filled greedily: where the next word would have fitted, the writer ended the line on purpose.
        const Token& word = text_.tokens[next.begin];
        joined = line.width + 1 + width_of(text_.text, word.begin, word.end) > column;
      }
      join(i, joined);
    }
  }

  // Runs of lines without an empty one between.
  template <class Visit>
  void for_each_block(Visit visit) const {
    for (std::size_t begin = 0; begin < lines_.size();) {
      std::size_t end = begin + 1;
      while (end < lines_.size() && !lines_[end].empty_before) ++end;
      if (end - begin > 1) visit(begin, end);
      begin = end;
    }
  }

 private:
  [[nodiscard]] std::uint32_t width_of_block(std::size_t begin, std::size_t end) const {
    std::uint32_t width = 0;
    for (std::size_t i = begin; i < end; ++i) width = std::max(width, lines_[i].width);
    return width;
  }
  [[nodiscard]] std::size_t evidence_in(std::size_t begin, std::size_t end) const {
    std::size_t evidence = 0;
    for (std::size_t i = begin + 1; i < end; ++i) evidence += goes_on(lines_[i - 1], lines_[i]) ? 1 : 0;
    return evidence;
  }

  const TextAnalysis& text_;
  const std::vector<Line>& lines_;
  std::size_t evidence_ = 0;
  std::uint32_t page_width_ = 0;
};

}  // namespace

Ending ending_of(const TextAnalysis& text, std::uint32_t begin, std::uint32_t end) {
  while (end > begin) {
    const Token& last = text.tokens[end - 1];
    const std::string_view form = text.of(last);
    const char32_t c = first_char(text, end - 1);
    if (c == '?' || c == '!' || c == 0x203D) return Ending::question;
    if (c == '.' || c == 0x2026 || c == 0x3002) return Ending::stop;
    if (c == ':') return Ending::colon;
    if (last.kind == TokenKind::word) return form.ends_with('.') ? Ending::abbreviation : Ending::open;
    if (!chars::is_closing(c)) return Ending::open;
    --end;
  }
  return Ending::open;
}

void find_paragraphs(TextAnalysis& text, std::vector<Line>& lines, std::vector<Paragraph>& out) {
  out.clear();
  find_lines(text, lines);
  // A line that goes on the one above loses its newline of its own: mark the others.
  for (const Line& line : lines) text.tokens[line.begin].flags |= paragraph_before;
  const Wrapping wrapping(text, lines);
  wrapping.for_each_block([&](std::size_t begin, std::size_t end) {
    wrapping.decide(begin, end, [&](std::size_t i, bool joined) {
      if (joined) text.tokens[lines[i].begin].flags &= static_cast<std::uint8_t>(~paragraph_before);
    });
  });
  for (const Line& line : lines) {
    if ((text.tokens[line.begin].flags & paragraph_before) != 0) {
      out.push_back({line.begin, line.end, line.words, line.empty_before, line.ending, ZoneKind::body});
    } else {
      out.back().end = line.end;
      out.back().ending = line.ending;
      out.back().words += line.words;
    }
  }
}

}  // namespace sluice
