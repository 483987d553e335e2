#include "text/lists.hpp"

#include <algorithm>

#include "text/rule_text.hpp"

namespace sluice {

namespace {

// Takes the piece before `separator` off the front of `rest`.
std::string_view take(std::string_view& rest, char separator) {
  const std::size_t end = rest.find(separator);
  const std::string_view piece = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  return piece;
}

// Calls visit(form, column 2, column 3) for each form of each line.
template <class Visit>
void read(std::string_view file, Visit visit) {
  while (!file.empty()) {
    std::string_view line = take(file, '\n');
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    std::string_view forms = take(line, '\t');
    const std::string_view second = take(line, '\t');
    const std::string_view third = take(line, '\t');
    while (!forms.empty()) visit(take(forms, '|'), second, third);
  }
}

ZoneKind zone_named(std::string_view name) {
  if (name == "related") return ZoneKind::related;
  if (name == "boilerplate") return ZoneKind::boilerplate;
  return name == "meta" ? ZoneKind::meta : ZoneKind::body;
}

CueForm form_named(std::string_view name) {
  if (name == "line") return CueForm::line;
  if (name == "sentence") return CueForm::sentence;
  if (name == "label") return CueForm::label;
  return name == "in" ? CueForm::part : CueForm::start;
}

int small_number(std::string_view digits) {
  int number = 0;
  for (const char c : digits)
    if (c >= '0' && c <= '9' && number < 1000) number = number * 10 + (c - '0');
  return number;
}

bool word_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80; }

std::uint64_t bytes_of(std::string_view text) {
  std::uint64_t bytes = 0;
  for (const char c : text) bytes |= std::uint64_t{1} << (static_cast<unsigned char>(c) % 64);
  return bytes;
}

bool ends_word(std::string_view line, std::size_t end) {
  return end == line.size() || !word_byte(line[end]) || end == 0 || !word_byte(line[end - 1]);
}

}  // namespace

const TextLists& TextLists::get() {
  static const TextLists lists;
  return lists;
}

TextLists::TextLists() {
  read(rule_text::abbreviations, [&](std::string_view form, std::string_view kind, std::string_view) {
    abbreviations_[form] = kind == "title" ? Abbreviation::title : kind == "number" ? Abbreviation::number : Abbreviation::common;
  });
  read(rule_text::sentence_starters, [&](std::string_view form, std::string_view, std::string_view) { starters_[form] = 1; });
  read(rule_text::small_words, [&](std::string_view form, std::string_view, std::string_view) { small_[form] = 1; });
  read(rule_text::calendar, [&](std::string_view form, std::string_view kind, std::string_view number) {
    CalendarEntry entry{CalendarWord::clock, small_number(number)};
    if (kind == "month") entry.kind = CalendarWord::month;
    if (kind == "weekday") entry.kind = CalendarWord::weekday;
    if (kind == "us_zone") entry.kind = CalendarWord::us_zone;
    calendar_[form] = entry;
  });
  read(rule_text::zones, [&](std::string_view phrase, std::string_view zone, std::string_view how) {
    const ZoneCue cue{phrase, zone_named(zone), form_named(how)};
    if (cue.form == CueForm::line) {
      if (lines_.find(phrase) == nullptr) lines_[phrase] = cue;
    } else if (cue.form == CueForm::part) {
      parts_.push_back({cue, bytes_of(phrase)});
    } else {
      starts_[phrase.substr(0, phrase.find(' '))].push_back(cue);
    }
  });
  starts_.each([](std::vector<ZoneCue>& cues) {
    std::stable_sort(cues.begin(), cues.end(), [](const ZoneCue& a, const ZoneCue& b) { return a.phrase.size() > b.phrase.size(); });
  });
}

Abbreviation TextLists::abbreviation(std::string_view form) const {
  const Abbreviation* found = abbreviations_.find(form);
  return found == nullptr ? Abbreviation::unknown : *found;
}

CalendarEntry TextLists::calendar(std::string_view word) const {
  const CalendarEntry* found = calendar_.find(word);
  return found == nullptr ? CalendarEntry{} : *found;
}

const ZoneCue* TextLists::whole_line(std::string_view line) const { return lines_.find(line); }

const ZoneCue* TextLists::line_start(std::string_view line) const {
  std::size_t word = 0;
  while (word < line.size() && line[word] != ' ' && line[word] != ':') ++word;
  // A phrase may keep its colon, as "error: ..." does.
  for (const std::size_t end : {word, word + 1}) {
    const std::vector<ZoneCue>* found = starts_.find(line.substr(0, end));
    if (found == nullptr) continue;
    for (const ZoneCue& cue : *found)
      if (line.starts_with(cue.phrase) && ends_word(line, cue.phrase.size())) return &cue;
  }
  return nullptr;
}

const ZoneCue* TextLists::line_part(std::string_view line) const {
  const std::uint64_t bytes = bytes_of(line);
  for (const Part& part : parts_) {
    // A phrase cannot stand in a line that lacks one of its letters.
    if ((part.bytes & ~bytes) != 0) continue;
    const std::size_t found = line.find(part.cue.phrase);
    if (found == std::string_view::npos) continue;
    if (ends_word(line, found) && ends_word(line, found + part.cue.phrase.size())) return &part.cue;
  }
  return nullptr;
}

}  // namespace sluice
