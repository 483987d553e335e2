// Calendar points as TIMEX3 writes them, on C++20 <chrono>: parse, shift, print. No arithmetic of its own but Easter's.
#ifndef SLUICE_VALUES_CALENDAR_HPP
#define SLUICE_VALUES_CALENDAR_HPP

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sluice {

using Day = std::chrono::sys_days;

/// Reads the date at the head of `text`: `2024-10-16`, `2024-10-16T17:00`. Empty when there is none or it does not exist.
[[nodiscard]] std::optional<Day> parse_day(std::string_view text);

/// A point that a TIMEX value names, as the reference for others: its first day, and its granularity (Y, Q, H, S, M, W, D, T, C).
struct TimePoint {
  Day day;
  char unit = 'D';
};
/// Reads `2024-10-16`, `2024-10`, `2024`, `2024-W18`, `2024-Q3`, `2024-H1`, `2024-SU`, `FY2024`, `197`, also before `T..` or the first
/// half of an interval. Empty for references and durations.
[[nodiscard]] std::optional<TimePoint> parse_point(std::string_view timex);

/// The day `count` units after `day` (before, where negative). Months and years keep the day of the month, or end at the month's last.
[[nodiscard]] Day shifted(Day day, std::int64_t count, char unit);
/// TIMEX value of the period of granularity `unit` that `day` lies in: 2024-10-16, 2024-W42, 2024-W42-WE, 2024-10, 2024-Q4, 2024-H2, 2024,
/// 202, 20.
[[nodiscard]] std::string timex_of(Day day, char unit);
/// `2024`, `0794`, `BC0490`.
[[nodiscard]] std::string timex_year(int year);
/// Monday of the day's ISO week.
[[nodiscard]] Day week_start(Day day);
[[nodiscard]] Day easter_sunday(int year);
/// The `nth` such weekday (1 Monday to 7) of a month; -1 the last.
[[nodiscard]] Day nth_weekday(int year, unsigned month, unsigned weekday, int nth);
[[nodiscard]] bool exists(int year, unsigned month, unsigned day);

}  // namespace sluice

#endif
