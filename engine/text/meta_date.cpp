#include "text/meta_date.hpp"

#include <array>
#include <optional>

#include "text/analyze.hpp"
#include "text/chars.hpp"
#include "text/lists.hpp"

namespace sluice {

namespace {

constexpr std::uint32_t longest_dateline = 16;  // tokens

struct Day {
  int year = 0;
  int month = 0;
  int day = 0;
};

bool exists(Day d) {
  constexpr std::array<int, 13> days{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (d.year < 1000 || d.year > 2999 || d.month < 1 || d.month > 12 || d.day < 1) return false;
  const bool leap = d.year % 4 == 0 && (d.year % 100 != 0 || d.year % 400 == 0);
  return d.day <= days[static_cast<std::size_t>(d.month)] + (leap && d.month == 2 ? 1 : 0);
}

class DateReader {
 public:
  explicit DateReader(const TextAnalysis& text) : text_(text), lists_(TextLists::get()) {}

  // The date whose first token is `i`, before `end`.
  std::optional<Day> at(std::uint32_t i, std::uint32_t end, bool month_first) {
    if (text_.tokens[i].kind == TokenKind::number) {
      if (auto day = dotted(i, month_first)) return day;
      if (auto day = joined(i, end, month_first)) return day;
      return day_month(i, end);
    }
    return month_day(i, end);
  }

  // A date that only the order month, day, year allows, or a time zone of the United States.
  bool shows_month_first(std::uint32_t i, std::uint32_t end) {
    if (text_.tokens[i].kind == TokenKind::number) {
      const int first = number(i);
      const int second = separator(i + 1, end, '/') ? number(i + 2) : 0;
      return first >= 1 && first <= 12 && second > 12 && second <= 31 && separator(i + 3, end, '/') && year(i + 4) != 0;
    }
    return text_.tokens[i].kind == TokenKind::word && i > 0 && entry(i).kind == CalendarWord::us_zone &&
           text_.of(text_.tokens[i]).size() >= 2 && chars::is_upper(chars::at(text_.text, text_.tokens[i].begin).value);
  }

 private:
  std::string_view form(std::uint32_t i) const { return i < text_.tokens.size() ? text_.of(text_.tokens[i]) : std::string_view(); }

  int number(std::uint32_t i) const {
    const std::string_view digits = form(i);
    if (digits.empty() || digits.size() > 4) return 0;
    int value = 0;
    for (const char c : digits) {
      if (c < '0' || c > '9') return 0;
      value = value * 10 + (c - '0');
    }
    return value;
  }
  int year(std::uint32_t i) const { return form(i).size() == 4 ? number(i) : 0; }

  bool separator(std::uint32_t i, std::uint32_t end, char mark) const {
    return i + 1 < end && form(i).size() == 1 && form(i)[0] == mark && text_.tokens[i].glued() && text_.tokens[i + 1].glued();
  }

  CalendarEntry entry(std::uint32_t i) {
    word_.clear();
    if (form(i).size() <= 16) fold(form(i), word_);
    return lists_.calendar(word_);
  }
  int month(std::uint32_t i) {
    const CalendarEntry found = entry(i);
    return found.kind == CalendarWord::month ? found.number : 0;
  }

  static std::optional<Day> ordered(int first, int second, int year, bool month_first) {
    const Day by_day{year, second, first};
    const Day by_month{year, first, second};
    const Day& preferred = month_first ? by_month : by_day;
    if (exists(preferred)) return preferred;
    const Day& other = month_first ? by_day : by_month;
    return exists(other) ? std::optional(other) : std::nullopt;
  }

  // 16.10.2024 is one token.
  std::optional<Day> dotted(std::uint32_t i, bool month_first) const {
    const std::string_view digits = form(i);
    if (digits.size() < 8 || digits.size() > 10) return std::nullopt;
    std::array<int, 3> parts{};
    std::array<int, 3> sizes{};
    std::size_t part = 0;
    for (const char c : digits) {
      if (c == '.') {
        if (++part > 2) return std::nullopt;
      } else if (c >= '0' && c <= '9') {
        parts[part] = parts[part] * 10 + (c - '0');
        ++sizes[part];
      } else {
        return std::nullopt;
      }
    }
    if (part != 2) return std::nullopt;
    if (sizes[2] == 4) return ordered(parts[0], parts[1], parts[2], month_first);
    const Day day{parts[0], parts[1], parts[2]};
    return sizes[0] == 4 && exists(day) ? std::optional(day) : std::nullopt;
  }

  // 16/10/2024, 16-10-2024, 2024-10-16, 2024/10/16, 16-Oct-2024
  std::optional<Day> joined(std::uint32_t i, std::uint32_t end, bool month_first) {
    for (const char mark : {'/', '-'}) {
      if (!separator(i + 1, end, mark) || !separator(i + 3, end, mark)) continue;
      if (const int named = month(i + 2)) {
        const Day day{year(i + 4), named, number(i)};
        return exists(day) ? std::optional(day) : std::nullopt;
      }
      if (year(i) != 0) {
        const Day day{year(i), number(i + 2), number(i + 4)};
        return exists(day) ? std::optional(day) : std::nullopt;
      }
      return ordered(number(i), number(i + 2), year(i + 4), month_first);
    }
    return std::nullopt;
  }

  // 16 October 2024, 16th of Oct., 2024
  std::optional<Day> day_month(std::uint32_t i, std::uint32_t end) {
    const int day = number(i);
    if (day < 1 || day > 31) return std::nullopt;
    std::uint32_t at = skip_ordinal(i + 1, end);
    if (at < end && form(at) == "of") ++at;
    const int named = at < end ? month(at) : 0;
    if (named == 0) return std::nullopt;
    ++at;
    if (at < end && form(at) == ",") ++at;
    const Day found{at < end ? year(at) : 0, named, day};
    return exists(found) ? std::optional(found) : std::nullopt;
  }

  // October 16, 2024, Oct. 16th 2024
  std::optional<Day> month_day(std::uint32_t i, std::uint32_t end) {
    const int named = text_.tokens[i].kind == TokenKind::word ? month(i) : 0;
    if (named == 0 || i + 1 >= end) return std::nullopt;
    const int day = number(i + 1);
    std::uint32_t at = skip_ordinal(i + 2, end);
    if (at < end && form(at) == ",") ++at;
    const Day found{at < end ? year(at) : 0, named, day};
    return exists(found) ? std::optional(found) : std::nullopt;
  }

  std::uint32_t skip_ordinal(std::uint32_t i, std::uint32_t end) const {
    const std::string_view s = i < end && text_.tokens[i].glued() ? form(i) : std::string_view();
    return s == "st" || s == "nd" || s == "rd" || s == "th" ? i + 1 : i;
  }

  const TextAnalysis& text_;
  std::string word_;
  const TextLists& lists_;
};

// Past the last token of the dateline that the sentence begins with: what stands before its dash. None: its begin.
std::uint32_t dateline_end(const TextAnalysis& text, const Sentence& sentence) {
  for (std::uint32_t i = sentence.begin + 1; i < sentence.end && i < sentence.begin + longest_dateline; ++i) {
    const char32_t c = chars::at(text.text, text.tokens[i].begin).value;
    if (chars::is_dash(c) && !text.tokens[i].glued()) return i;
  }
  return sentence.begin;
}

void write(Day day, std::string& out) {
  const auto digits = [&](int value, int count) {
    std::string piece(static_cast<std::size_t>(count), '0');
    for (int i = count - 1; i >= 0; --i, value /= 10) piece[static_cast<std::size_t>(i)] = static_cast<char>('0' + value % 10);
    out += piece;
  };
  digits(day.year, 4);
  out += '-';
  digits(day.month, 2);
  out += '-';
  digits(day.day, 2);
}

}  // namespace

void find_meta_date(TextAnalysis& text) {
  DateReader reader(text);
  std::optional<bool> month_first;
  const auto order = [&] {
    if (!month_first) {
      month_first = false;
      for (const Sentence& s : text.sentences)
        for (std::uint32_t i = s.begin; i < s.end && s.zone == ZoneKind::meta && !*month_first; ++i)
          month_first = reader.shows_month_first(i, s.end);
    }
    return *month_first;
  };
  const auto look = [&](std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t i = begin; i < end; ++i) {
      if (text.tokens[i].kind != TokenKind::number && text.tokens[i].kind != TokenKind::word) continue;
      if (const auto day = reader.at(i, end, order())) {
        write(*day, text.meta_date);
        return true;
      }
    }
    return false;
  };
  for (const Sentence& s : text.sentences)
    if (s.zone == ZoneKind::meta && look(s.begin, s.end)) return;
  for (const Sentence& s : text.sentences) {
    if (s.zone != ZoneKind::body) continue;
    look(s.begin, dateline_end(text, s));
    return;
  }
}

}  // namespace sluice
