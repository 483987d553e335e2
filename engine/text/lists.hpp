// The word lists of rules/text/, ready for look-up.
#ifndef SLUICE_TEXT_LISTS_HPP
#define SLUICE_TEXT_LISTS_HPP

#include <cstdint>
#include <string_view>
#include <vector>

#include "sluice/document.hpp"
#include "text/word_table.hpp"

namespace sluice {

enum class Abbreviation : std::uint8_t { unknown, title, number, common };

enum class CalendarWord : std::uint8_t { unknown, month, weekday, clock, us_zone };

struct CalendarEntry {
  CalendarWord kind = CalendarWord::unknown;
  int number = 0;
};

/// How a phrase of rules/text/zones.tsv marks a line.
enum class CueForm : std::uint8_t { line, start, sentence, label, part };

/// A phrase that tells the zone of a line.
struct ZoneCue {
  std::string_view phrase;
  ZoneKind kind = ZoneKind::body;
  CueForm form = CueForm::line;
};

/// Immutable once built. Words are asked in lower case, but abbreviations as they stand.
class TextLists {
 public:
  /// Built on first use, from what the build embedded; safe to call from any thread.
  static const TextLists& get();

  [[nodiscard]] Abbreviation abbreviation(std::string_view form) const;
  [[nodiscard]] bool starts_sentence(std::string_view word) const { return starters_.find(word) != nullptr; }
  [[nodiscard]] bool is_small(std::string_view word) const { return small_.find(word) != nullptr; }
  [[nodiscard]] CalendarEntry calendar(std::string_view word) const;

  /// The cue that is the whole line, the longest that the line begins with, or one that stands in it; null where there is none.
  /// Lines are folded, with one space between words.
  [[nodiscard]] const ZoneCue* whole_line(std::string_view line) const;
  [[nodiscard]] const ZoneCue* line_start(std::string_view line) const;
  [[nodiscard]] const ZoneCue* line_part(std::string_view line) const;
  /// Whether a cue for line_start begins with this word.
  [[nodiscard]] bool starts_cue(std::string_view word) const { return starts_.find(word) != nullptr; }

 private:
  TextLists();

  WordTable<Abbreviation> abbreviations_;
  WordTable<char> starters_, small_;
  WordTable<CalendarEntry> calendar_;
  WordTable<ZoneCue> lines_;
  WordTable<std::vector<ZoneCue>> starts_;   ///< by first word, longer phrases first
  struct Part {
    ZoneCue cue;
    std::uint64_t bytes = 0;                 ///< bit c % 64 for each byte c of the phrase
  };
  std::vector<Part> parts_;
};

}  // namespace sluice

#endif
