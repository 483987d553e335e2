// The word lists of rules/text/, ready for look-up.
#ifndef SLUICE_TEXT_LISTS_HPP
#define SLUICE_TEXT_LISTS_HPP

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "sluice/document.hpp"

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
  [[nodiscard]] bool starts_sentence(std::string_view word) const { return starters_.contains(word); }
  [[nodiscard]] bool is_small(std::string_view word) const { return small_.contains(word); }
  [[nodiscard]] CalendarEntry calendar(std::string_view word) const;

  /// The cue that is the whole line, the longest that the line begins with, or one that stands in it; null where there is none.
  /// Lines are folded, with one space between words.
  [[nodiscard]] const ZoneCue* whole_line(std::string_view line) const;
  [[nodiscard]] const ZoneCue* line_start(std::string_view line) const;
  [[nodiscard]] const ZoneCue* line_part(std::string_view line) const;
  /// Whether a cue for line_start begins with this word.
  [[nodiscard]] bool starts_cue(std::string_view word) const { return starts_.contains(word); }

 private:
  TextLists();

  std::unordered_map<std::string_view, Abbreviation> abbreviations_;
  std::unordered_set<std::string_view> starters_;
  std::unordered_set<std::string_view> small_;
  std::unordered_map<std::string_view, CalendarEntry> calendar_;
  std::unordered_map<std::string_view, ZoneCue> lines_;
  std::unordered_map<std::string_view, std::vector<ZoneCue>> starts_;  ///< by first word, longer phrases first
  std::vector<ZoneCue> parts_;
};

}  // namespace sluice

#endif
