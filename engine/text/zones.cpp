#include "text/zones.hpp"

#include <algorithm>

#include "text/analyze.hpp"
#include "text/chars.hpp"
#include "text/lists.hpp"

namespace sluice {

namespace {

constexpr std::uint32_t longest_cue_line = 20;   // words; longer lines are prose whatever they begin with
constexpr std::uint32_t longest_label_line = 12;
constexpr std::uint32_t sentence_words = 4;
constexpr std::uint32_t prose_words = 12;
constexpr std::uint32_t most_headlines = 4;      // more lines than these without a sentence are a list, not the head of a page

// What a paragraph is by its own words, before its place on the page counts.
enum class Role : std::uint8_t {
  plain,
  related_head,  ///< opens a list of links
  related_line,  ///< one link
  boilerplate,
  meta,          ///< labels, bylines, times
  section,       ///< names a section: meta above the story only
};

class Zoning {
 public:
  Zoning(TextAnalysis& text, std::vector<Paragraph>& paragraphs, std::string& line)
      : text_(text), paragraphs_(paragraphs), line_(line), lists_(TextLists::get()) {}

  void run() {
    const std::size_t story = first_of_story();
    std::size_t at = 0;
    if (story == paragraphs_.size())
      at = only_lines();
    else if (story > 0)
      at = head(story);
    below(at);
    write();
  }

 private:
  [[nodiscard]] std::string_view form(std::uint32_t token) const { return text_.of(text_.tokens[token]); }
  [[nodiscard]] char32_t lead(std::uint32_t token) const { return chars::at(text_.text, text_.tokens[token].begin).value; }

  // The line in lower case, one space between words, without the punctuation around it.
  std::string_view folded(const Paragraph& p) {
    line_.clear();
    std::uint32_t begin = p.begin;
    std::uint32_t end = p.end;
    while (begin < end && text_.tokens[begin].kind == TokenKind::punctuation) ++begin;
    while (end > begin && text_.tokens[end - 1].kind == TokenKind::punctuation) --end;
    if (begin == end) return line_;
    const std::string_view raw = text_.text.substr(text_.tokens[begin].begin, text_.tokens[end - 1].end - text_.tokens[begin].begin);
    if (chars::is_ascii(raw)) {
      // As fold() does it, token by token, but in place.
      line_.resize(raw.size());
      char* out = line_.data();
      for (std::uint32_t i = begin; i < end; ++i) {
        const Token& token = text_.tokens[i];
        if (i > begin && !token.glued()) *out++ = ' ';
        for (std::uint32_t at = token.begin; at < token.end; ++at) *out++ = chars::lower(text_.text[at]);
      }
      line_.resize(static_cast<std::size_t>(out - line_.data()));
      return line_;
    }
    for (std::uint32_t i = begin; i < end; ++i) {
      if (i > begin && !text_.tokens[i].glued()) line_ += ' ';
      fold(form(i), line_);
    }
    return line_;
  }

  CalendarEntry calendar(std::uint32_t token) {
    word_.clear();
    if (form(token).size() <= 16) fold(form(token), word_);
    return lists_.calendar(word_);
  }

  // Nothing but a date or a clock time, perhaps with the name of a city or zone.
  bool is_date_line(const Paragraph& p) {
    if (p.end - p.begin > 24) return false;
    std::uint32_t others = 0;
    bool number = false;
    bool anchor = false;
    for (std::uint32_t i = p.begin; i < p.end; ++i) {
      const Token& token = text_.tokens[i];
      if (token.kind == TokenKind::number) {
        number = true;
        // 16/10/2024, 2024-10-16, 07:14, 16.10.2024
        const bool joined = i > p.begin + 1 && token.glued() && text_.tokens[i - 2].kind == TokenKind::number;
        if (joined && (lead(i - 1) == '/' || lead(i - 1) == ':' || lead(i - 1) == '-')) anchor = true;
        if (form(i).size() >= 8 && form(i).find('.') != form(i).rfind('.')) anchor = true;
      } else if (token.kind == TokenKind::word) {
        const CalendarEntry entry = calendar(i);
        if (entry.kind == CalendarWord::unknown && ++others > 1) return false;
        if (entry.kind == CalendarWord::month || entry.kind == CalendarWord::weekday) anchor = true;
      } else if (token.kind == TokenKind::symbol && lead(i) != '|') {
        return false;
      }
    }
    return anchor && number;
  }

  // "By Jane Doe, Energy Correspondent": names alone, up to a comma at least.
  bool is_byline(const Paragraph& p) const {
    if (p.words < 2 || p.words > longest_label_line || p.ending == Ending::stop || p.ending == Ending::question) return false;
    const std::string_view by = form(p.begin);
    if (by != "By" && by != "BY" && by != "by") return false;
    std::uint32_t names = 0;
    for (std::uint32_t i = p.begin + 1; i < p.end; ++i) {
      if (text_.tokens[i].kind == TokenKind::number || text_.tokens[i].kind == TokenKind::symbol) return names > 0 && lead(i) == '|';
      if (text_.tokens[i].kind != TokenKind::word) {
        if (lead(i) == ',' || lead(i) == '|') return names > 0;
        continue;
      }
      if (chars::is_upper(lead(i)))
        ++names;
      else if (form(i) != "and" && form(i).size() > 3)
        return false;
    }
    return names > 0;
  }

  // HOME > COMPANIES > RESULTS, News | World | Sport
  bool is_breadcrumb(const Paragraph& p) const {
    if (p.ending != Ending::open || p.words > longest_label_line) return false;
    std::uint32_t parts = 0;
    for (std::uint32_t i = p.begin + 1; i + 1 < p.end; ++i) {
      const char32_t c = lead(i);
      if ((c == '>' || c == 0x203A || c == 0xBB || c == '|' || c == 0x2192) && !text_.tokens[i].glued()) ++parts;
      if (text_.tokens[i].kind == TokenKind::word && chars::is_lower(c) && !lists_.is_small(form(i))) return false;
    }
    return parts > 0;
  }

  // After a label such as "Published": a colon, a number or a word of the calendar.
  bool label_goes_on(const Paragraph& p, std::string_view phrase) {
    std::size_t words = 1;
    for (const char c : phrase) words += c == ' ' ? 1 : 0;
    std::uint32_t i = p.begin;
    while (i < p.end && text_.tokens[i].kind == TokenKind::punctuation) ++i;
    i += static_cast<std::uint32_t>(words);
    if (i >= p.end) return true;
    if (lead(i) == ':' || text_.tokens[i].kind == TokenKind::number) return true;
    return text_.tokens[i].kind == TokenKind::word && calendar(i).kind != CalendarWord::unknown;
  }

  bool begins_cue(const Paragraph& p) {
    std::uint32_t i = p.begin;
    while (i + 1 < p.end && text_.tokens[i].kind == TokenKind::punctuation) ++i;
    word_.clear();
    if (form(i).size() <= 16) fold(form(i), word_);
    return lists_.starts_cue(word_);
  }

  static Role role_of(const ZoneCue& cue, bool whole) {
    if (cue.kind == ZoneKind::boilerplate) return Role::boilerplate;
    if (cue.kind == ZoneKind::related) return whole ? Role::related_head : Role::related_line;
    return whole ? Role::section : Role::meta;
  }

  Role role(Paragraph& p) {
    if (p.role == 0xFF) p.role = static_cast<std::uint8_t>(find_role(p));
    return static_cast<Role>(p.role);
  }

  Role find_role(const Paragraph& p) {
    if (p.words > longest_cue_line) return Role::plain;
    const bool finished = p.ending == Ending::stop || p.ending == Ending::question;
    // A sentence of some length is prose, unless it begins as a notice does.
    if (finished && p.words > longest_label_line && !begins_cue(p)) return Role::plain;
    const std::string_view line = folded(p);
    if (const ZoneCue* cue = lists_.whole_line(line)) return role_of(*cue, true);
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos && !finished) {
      const ZoneCue* cue = lists_.whole_line(line.substr(0, colon));
      if (cue != nullptr && cue->kind != ZoneKind::meta) return role_of(*cue, false);
    }
    if (const ZoneCue* cue = lists_.line_start(line)) {
      const bool fits = cue->form == CueForm::sentence || (p.words <= longest_label_line && !finished &&
                                                            (cue->form != CueForm::label || label_goes_on(p, cue->phrase)));
      if (fits && (cue->kind != ZoneKind::related || p.words <= 6)) return role_of(*cue, cue->kind == ZoneKind::related);
    }
    if (const ZoneCue* cue = lists_.line_part(line)) return role_of(*cue, false);
    if (is_byline(p) || is_date_line(p)) return Role::meta;
    return is_breadcrumb(p) ? Role::section : Role::plain;
  }

  // A headline may ask or end in "Inc."; a line that stands alone above a longer one is no sentence of the story then.
  bool soft_headline(std::size_t i) const {
    const Paragraph& p = paragraphs_[i];
    if (p.ending != Ending::question && p.ending != Ending::abbreviation) return false;
    if (p.words > 16 || i + 1 == paragraphs_.size() || !paragraphs_[i + 1].empty_before) return false;
    for (std::uint32_t t = p.begin; t + 1 < p.end; ++t)
      if (lead(t) == '.' && text_.tokens[t].kind == TokenKind::punctuation) return false;
    for (std::size_t next = i + 1; next < paragraphs_.size() && next <= i + 3; ++next)
      if (paragraphs_[next].ending == Ending::stop && paragraphs_[next].words >= prose_words) return true;
    return false;
  }

  bool is_sentence(const Paragraph& p) const {
    return p.ending != Ending::open && p.ending != Ending::colon ? p.words >= sentence_words : p.words > longest_cue_line;
  }

  std::size_t first_of_story() {
    for (std::size_t i = 0; i < paragraphs_.size(); ++i)
      if (is_sentence(paragraphs_[i]) && !soft_headline(i) && role(paragraphs_[i]) == Role::plain) return i;
    return paragraphs_.size();
  }

  // Lines alone: the first is a title when an empty line sets it off; the rest is body.
  std::size_t only_lines() {
    if (paragraphs_.size() < 2 || !paragraphs_[1].empty_before) return 0;
    Paragraph& first = paragraphs_[0];
    if (first.words < 3 || first.ending == Ending::stop || role(first) != Role::plain) return 0;
    first.zone = ZoneKind::title;
    return 1;
  }

  // The lines above the story: one is the title, the others are meta where they look like it.
  std::size_t head(std::size_t story) {
    std::size_t title = story;
    std::uint32_t enough = 0;
    std::uint32_t headlines = 0;
    for (std::size_t i = 0; i < story; ++i) {
      Paragraph& p = paragraphs_[i];
      switch (role(p)) {
        case Role::boilerplate:
          p.zone = ZoneKind::boilerplate;
          continue;
        case Role::related_head:
        case Role::related_line:
          p.zone = ZoneKind::related;
          continue;
        case Role::meta:
        case Role::section:
          p.zone = ZoneKind::meta;
          continue;
        case Role::plain:
          break;
      }
      // The first line of four words or more; failing that the first of three, and so on down.
      const std::uint32_t size = std::min(p.words, sentence_words);
      if (size > enough) {
        enough = size;
        title = i;
      }
      if (p.words >= sentence_words) ++headlines;
    }
    if (headlines > most_headlines) {
      const bool set_off = title == 0 && paragraphs_[1].empty_before;
      for (std::size_t i = 0; i < story; ++i) paragraphs_[i].zone = ZoneKind::body;
      if (set_off) paragraphs_[0].zone = ZoneKind::title;
      return story;
    }
    for (std::size_t i = 0; i < story; ++i) {
      Paragraph& p = paragraphs_[i];
      if (i == title)
        p.zone = ZoneKind::title;
      else if (p.zone == ZoneKind::body && p.words < sentence_words && p.ending == Ending::open)
        p.zone = ZoneKind::meta;
    }
    return story;
  }

  // The story and what stands below it.
  void below(std::size_t begin) {
    bool links = false;
    std::uint32_t in_links = 0;
    for (std::size_t i = begin; i + 1 < paragraphs_.size(); ++i)
      if (is_prose(paragraphs_[i]) && is_prose(paragraphs_[i + 1])) last_pair_ = i + 1;
    for (std::size_t i = begin; i < paragraphs_.size(); ++i) {
      Paragraph& p = paragraphs_[i];
      switch (role(p)) {
        case Role::boilerplate:
          p.zone = ZoneKind::boilerplate;
          continue;
        case Role::related_head:
          links = true;
          in_links = 0;
          p.zone = ZoneKind::related;
          continue;
        case Role::related_line:
          p.zone = ZoneKind::related;
          continue;
        case Role::meta:
          p.zone = links ? ZoneKind::related : ZoneKind::meta;
          continue;
        case Role::section:
        case Role::plain:
          break;
      }
      if (links && is_prose(p) && story_goes_on(i, in_links)) links = false;
      if (!links) continue;
      p.zone = ZoneKind::related;
      ++in_links;
    }
  }

  static bool is_prose(const Paragraph& p) { return p.words >= prose_words && p.ending == Ending::stop; }

  // A list of links in the middle of a story ends where two paragraphs follow one another again; a list with a teaser under
  // each link never does.
  [[nodiscard]] bool story_goes_on(std::size_t i, std::uint32_t in_links) const {
    return i + 1 == paragraphs_.size() ? in_links <= 2 : i < last_pair_;
  }

  void write() {
    for (const Paragraph& p : paragraphs_) {
      const Span span{text_.tokens[p.begin].begin, text_.tokens[p.end - 1].end};
      if (!text_.zones.empty()) text_.zones.back().span.end = span.begin;
      if (!text_.zones.empty() && text_.zones.back().kind == p.zone)
        text_.zones.back().span.end = span.end;
      else
        text_.zones.push_back({p.zone, span});
    }
  }

  TextAnalysis& text_;
  std::vector<Paragraph>& paragraphs_;
  std::string& line_;
  std::string word_;
  std::size_t last_pair_ = 0;  ///< the last paragraph that follows another
  const TextLists& lists_;
};

}  // namespace

void find_zones(TextAnalysis& text, std::vector<Paragraph>& paragraphs, std::string& line) { Zoning(text, paragraphs, line).run(); }

}  // namespace sluice
