#include "values/calendar.hpp"

#include <charconv>

namespace sluice {

namespace {

using namespace std::chrono;

std::optional<int> digits(std::string_view text, std::size_t from, std::size_t count) {
  if (from + count > text.size()) return std::nullopt;
  int value = 0;
  for (std::size_t i = from; i < from + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

std::string padded(int number, std::size_t width) {
  std::string text = std::to_string(number);
  if (text.size() < width) text.insert(0, width - text.size(), '0');
  return text;
}

unsigned month_of(Day day) { return static_cast<unsigned>(year_month_day{day}.month()); }
int year_of(Day day) { return static_cast<int>(year_month_day{day}.year()); }
Day first_of(int y, unsigned m) { return Day{year{y} / month{m} / 1}; }

}  // namespace

bool exists(int y, unsigned m, unsigned d) { return (year{y} / month{m} / std::chrono::day{d}).ok(); }

std::optional<Day> parse_day(std::string_view text) {
  const auto y = digits(text, 0, 4), m = digits(text, 5, 2), d = digits(text, 8, 2);
  if (!y || !m || !d || text[4] != '-' || text[7] != '-') return std::nullopt;
  if (!exists(*y, static_cast<unsigned>(*m), static_cast<unsigned>(*d))) return std::nullopt;
  return Day{year{*y} / month{static_cast<unsigned>(*m)} / std::chrono::day{static_cast<unsigned>(*d)}};
}

std::optional<TimePoint> parse_point(std::string_view timex) {
  timex = timex.substr(0, timex.find('/'));
  if (timex.starts_with("FY")) timex.remove_prefix(2);
  if (timex.starts_with("BC")) {
    const auto y = digits(timex, 2, 4);
    if (!y) return std::nullopt;
    return TimePoint{first_of(-*y, 1), 'Y'};
  }
  const auto y = digits(timex, 0, 4);
  if (!y) {
    if (const auto decade = digits(timex, 0, 3); decade && timex.size() == 3) return TimePoint{first_of(*decade * 10, 1), 'T'};
    if (const auto century = digits(timex, 0, 2); century && timex.size() == 2) return TimePoint{first_of(*century * 100, 1), 'C'};
    return std::nullopt;
  }
  if (const auto exact = parse_day(timex)) return TimePoint{*exact, 'D'};
  if (timex.size() == 4) return TimePoint{first_of(*y, 1), 'Y'};
  if (timex.size() < 6 || timex[4] != '-') return std::nullopt;
  const std::string_view rest = timex.substr(5);
  if (const auto m = digits(rest, 0, 2); m && *m >= 1 && *m <= 12) return TimePoint{first_of(*y, static_cast<unsigned>(*m)), 'M'};
  if (rest[0] == 'W') {
    if (const auto week = digits(rest, 1, 2)) return TimePoint{week_start(Day{year{*y} / January / 4}) + weeks{*week - 1}, 'W'};
  }
  if (rest[0] == 'Q' && rest.size() > 1 && rest[1] >= '1' && rest[1] <= '4')
    return TimePoint{first_of(*y, static_cast<unsigned>(rest[1] - '1') * 3 + 1), 'Q'};
  if (rest[0] == 'H' && rest.size() > 1) return TimePoint{first_of(*y, rest[1] == '2' ? 7 : 1), 'H'};
  if (rest == "SP") return TimePoint{first_of(*y, 3), 'S'};
  if (rest == "SU") return TimePoint{first_of(*y, 6), 'S'};
  if (rest == "FA") return TimePoint{first_of(*y, 9), 'S'};
  if (rest == "WI") return TimePoint{first_of(*y, 12), 'S'};
  return std::nullopt;
}

Day shifted(Day day, std::int64_t count, char unit) {
  const auto months_on = [&](std::int64_t n) {
    const year_month_day then = year_month_day{day} + months{static_cast<int>(n)};
    return then.ok() ? Day{then} : Day{then.year() / then.month() / last};
  };
  // Counts beyond any calendar stay where they are: the result is not printed then.
  if (count > 20000000 || count < -20000000) return day;
  switch (unit) {
    case 'D': return day + days{count};
    case 'W': case 'E': return day + weeks{count};
    case 'F': return day + weeks{2 * count};
    case 'M': return months_on(count);
    case 'Q': case 'S': return months_on(3 * count);
    case 'H': return months_on(6 * count);
    case 'Y': return months_on(12 * count);
    case 'T': return months_on(120 * count);
    case 'C': return months_on(1200 * count);
    default: return day;
  }
}

Day week_start(Day day) { return day - (weekday{day} - Monday); }

std::string timex_year(int y) { return y < 0 ? "BC" + padded(-y, 4) : padded(y, 4); }

std::string timex_of(Day day, char unit) {
  const int y = year_of(day);
  const unsigned m = month_of(day);
  if (y > 9999 || y < -9999) return "XXXX";
  if (y < 0) {   // before Christ: "BC0490", "BC049", "BC04"
    std::string text = timex_year(y);
    if (unit == 'T') text.resize(5);
    else if (unit == 'C') text.resize(4);
    else if (unit != 'Y') text = unit == 'M' ? text + '-' + padded(static_cast<int>(m), 2) : text + "-XX-XX";
    return text;
  }
  switch (unit) {
    case 'W': case 'E': case 'F': {
      const Day monday = week_start(day);
      const int week_year = year_of(monday + days{3});
      const auto week = (monday - week_start(Day{year{week_year} / January / 4})) / weeks{1} + 1;
      return padded(week_year, 4) + "-W" + padded(static_cast<int>(week), 2) + (unit == 'E' ? "-WE" : "");
    }
    case 'M': return padded(y, 4) + '-' + padded(static_cast<int>(m), 2);
    case 'Q': return padded(y, 4) + "-Q" + std::to_string((m + 2) / 3);
    case 'H': return padded(y, 4) + (m <= 6 ? "-H1" : "-H2");
    case 'Y': return padded(y, 4);
    case 'T': return padded(y, 4).substr(0, 3);
    case 'C': return padded(y, 4).substr(0, 2);
    default:
      return padded(y, 4) + '-' + padded(static_cast<int>(m), 2) + '-' +
             padded(static_cast<int>(static_cast<unsigned>(year_month_day{day}.day())), 2);
  }
}

// The Gregorian computus (Meeus, Jones, Butcher).
Day easter_sunday(int y) {
  const int a = y % 19, b = y / 100, c = y % 100;
  const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return Day{year{y} / month{static_cast<unsigned>(n / 31)} / std::chrono::day{static_cast<unsigned>(n % 31 + 1)}};
}

Day nth_weekday(int y, unsigned m, unsigned w, int nth) {
  const weekday wanted{w % 7};
  if (nth < 0) return Day{year{y} / month{m} / wanted[last]};
  return Day{year{y} / month{m} / wanted[1]} + weeks{nth - 1};
}

}  // namespace sluice
