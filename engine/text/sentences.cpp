#include "text/sentences.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "text/chars.hpp"
#include "text/lists.hpp"

namespace sluice {

namespace {

constexpr std::size_t longest_listed = 16;

class Splitter {
 public:
  explicit Splitter(TextAnalysis& text) : text_(text), lists_(TextLists::get()) {}

  void split(const Paragraph& paragraph) {
    std::uint32_t begin = paragraph.begin;
    for (std::uint32_t i = begin; i < paragraph.end; ++i) {
      std::uint32_t next = i + 1;
      if (may_end(i)) {
        const bool bare = token(i).kind != TokenKind::word;
        while (next < paragraph.end && closes(next)) ++next;
        if (next < paragraph.end && ends(begin, i, next, paragraph.end, bare)) {
          emit(begin, next, paragraph.zone);
          begin = next;
        }
        i = next - 1;
      }
    }
    if (begin < paragraph.end) emit(begin, paragraph.end, paragraph.zone);
  }

  void report() {
    if (cuts_ == 0) return;
    text_.issues.push_back({"T003", first_cut_, std::to_string(cuts_) + (cuts_ == 1 ? " sentence was" : " sentences were") + " cut at " +
                                                    std::to_string(longest_sentence) + " tokens"});
  }

 private:
  [[nodiscard]] const Token& token(std::uint32_t i) const { return text_.tokens[i]; }
  [[nodiscard]] char32_t lead(std::uint32_t i) const { return chars::at(text_.text, token(i).begin).value; }

  [[nodiscard]] bool may_end(std::uint32_t i) const {
    if (token(i).kind == TokenKind::word) return text_.text[token(i).end - 1] == '.';
    const char32_t c = lead(i);
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0x203D;
  }

  // Final punctuation, quotes and brackets that belong to the sentence that has just ended.
  [[nodiscard]] bool closes(std::uint32_t i) const {
    const char32_t c = lead(i);
    if (c == '.' || c == '!' || c == '?' || c == 0x2026) return token(i).glued() && token(i).kind != TokenKind::word;
    if (!chars::is_closing(c) || token(i).kind == TokenKind::word) return false;
    if (token(i).glued()) return true;
    // A straight quote with white space on both sides closes only where it opens nothing.
    return c != '"' && c != '\'' && !chars::is_opening(c);
  }

  [[nodiscard]] bool ends(std::uint32_t begin, std::uint32_t at, std::uint32_t next, std::uint32_t end, bool bare) const {
    std::uint32_t word = next;
    const auto leads_in = [&](char32_t mark) { return chars::is_opening(mark) || chars::is_dash(mark) || mark == '*' || mark == 0x2022; };
    while (word + 1 < end && leads_in(lead(word))) ++word;
    const char32_t c = lead(word);
    if (token(next).glued()) {
      // No white space: only a plainly new sentence, as in "fell 5%.The".
      return bare && next == at + 1 && chars::is_upper(c) && token(next).kind == TokenKind::word && at > begin && lead(at) == '.' &&
             token(at).glued() && token(word).end - token(word).begin > 1;
    }
    if (token(word).kind == TokenKind::punctuation && !chars::is_opening(c)) return false;
    if (chars::is_lower(c)) return false;
    // "1. The first point"
    if (bare && at == begin + 1 && token(begin).kind == TokenKind::number && token(at).glued() && lead(at) == '.') return false;
    if (bare) return true;

    const std::string_view form = text_.of(token(at));
    const std::string_view stem = form.substr(0, form.size() - 1);
    if (next > at + 1) return token(word).kind == TokenKind::word;
    if (stem.size() == chars::at(stem, 0).length) return false;
    if (lists_.abbreviation(stem) == Abbreviation::title) return false;
    return starts_sentence(word);
  }

  [[nodiscard]] bool starts_sentence(std::uint32_t i) const {
    const std::string_view form = text_.of(token(i));
    if (form.size() > longest_listed || !chars::is_upper(lead(i))) return false;
    std::array<char, longest_listed> buffer{};
    std::transform(form.begin(), form.end(), buffer.begin(), chars::lower);
    return lists_.starts_sentence({buffer.data(), form.size()});
  }

  void emit(std::uint32_t begin, std::uint32_t end, ZoneKind zone) {
    const bool headline = ending_of(text_, begin, end) == Ending::open || zone == ZoneKind::title;
    while (end - begin > longest_sentence) {
      if (cuts_ == 0) first_cut_ = token(begin + longest_sentence).begin;
      ++cuts_;
      add(begin, begin + longest_sentence, zone, headline);
      begin += longest_sentence;
    }
    add(begin, end, zone, headline);
  }

  void add(std::uint32_t begin, std::uint32_t end, ZoneKind zone, bool headline) {
    text_.tokens[begin].flags |= sentence_start;
    text_.sentences.push_back({begin, end, zone, headline, is_title_case(begin, end, headline)});
  }

  [[nodiscard]] bool is_title_case(std::uint32_t begin, std::uint32_t end, bool headline) const {
    std::uint32_t capital = 0;
    std::uint32_t small = 0;
    bool first = true;
    for (std::uint32_t i = begin; i < end; ++i) {
      if (token(i).kind != TokenKind::word) continue;
      if (i > begin && token(i).glued() && token(i - 1).kind != TokenKind::punctuation) continue;
      if (first) {
        // The first word is capitalised anyway; in lower case it tells.
        first = false;
        if (!chars::is_lower(lead(i))) continue;
      }
      if (chars::is_upper(lead(i))) {
        ++capital;
      } else if (chars::is_lower(lead(i))) {
        const std::string_view form = text_.of(token(i));
        if (form.size() > longest_listed || !lists_.is_small(form)) ++small;
        if (!headline && small > 0) return false;
      }
    }
    return headline ? capital > 0 && capital >= 4 * small : capital >= 4 && small == 0;
  }

  TextAnalysis& text_;
  const TextLists& lists_;
  std::size_t cuts_ = 0;
  std::uint32_t first_cut_ = 0;
};

}  // namespace

void find_sentences(TextAnalysis& text, const std::vector<Paragraph>& paragraphs) {
  Splitter splitter(text);
  for (const Paragraph& paragraph : paragraphs) splitter.split(paragraph);
  splitter.report();
}

}  // namespace sluice
