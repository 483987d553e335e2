// A time expression before it is anchored: what the grammars read, without the document's date. Plain data all through, since the
// grammars copy readings with every try; it becomes text once, in values/anchor.
#ifndef SLUICE_VALUES_TIME_VALUE_HPP
#define SLUICE_VALUES_TIME_VALUE_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sluice {

/// Up to `N` bytes of text kept in place. What does not fit is dropped, and `cut` tells so.
template <std::size_t N>
class ShortText {
 public:
  constexpr ShortText() = default;
  constexpr ShortText(std::string_view text) { *this += text; }                       // NOLINT: a text by another name
  constexpr ShortText(const char* text) : ShortText(std::string_view(text)) {}        // NOLINT

  constexpr ShortText& operator+=(std::string_view text) {
    const std::size_t room = N - size_, taken = std::min(room, text.size());
    for (std::size_t i = 0; i < taken; ++i) bytes_[size_ + i] = text[i];
    size_ = static_cast<std::uint8_t>(size_ + taken);
    cut_ = cut_ || taken < text.size();
    return *this;
  }
  constexpr ShortText& operator+=(char c) { return *this += std::string_view(&c, 1); }
  constexpr ShortText& add_number(std::int64_t number) {
    char digits[20];
    std::size_t count = 0;
    for (std::uint64_t rest = static_cast<std::uint64_t>(number < 0 ? -number : number); rest != 0 || count == 0; rest /= 10)
      digits[count++] = static_cast<char>('0' + rest % 10);
    if (number < 0) *this += '-';
    while (count != 0) *this += digits[--count];
    return *this;
  }

  [[nodiscard]] constexpr std::string_view view() const { return {bytes_, size_}; }
  constexpr operator std::string_view() const { return view(); }                      // NOLINT
  [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
  [[nodiscard]] constexpr bool cut() const { return cut_; }

 private:
  static_assert(N < 256);
  char bytes_[N] = {};
  std::uint8_t size_ = 0;
  bool cut_ = false;
};

/// TIMEX3 `mod`.
enum class TimeMod : std::uint8_t {
  none, before, after, on_or_before, on_or_after, less_than, more_than, equal_or_less, equal_or_more, start, mid, end, approx,
};
/// As TIMEX3 writes it; empty for none.
[[nodiscard]] std::string_view mod_text(TimeMod mod);
/// The mod that TIMEX3 writes so; none where there is no such.
[[nodiscard]] TimeMod mod_of(std::string_view text);

/// What the words before a date say of when it is: "due on 3 May", "by 3 May".
enum class TimeOutlook : std::uint8_t {
  none,
  ahead,   ///< to come
  limit,   ///< to come unless the verb is past
};

/// Written by grammars/, read by values/anchor. `kind` says which fields count.
struct TimeExpression {
  enum Kind : std::uint8_t {
    none,
    absolute,      ///< `timex` is final already: 2024-10-16, PRESENT_REF, P2Y, 197, FY2024
    partial,       ///< a date by its parts: year, month, day, weekday, season, quarter, half. What is missing before them is found from
                   ///< the anchor, by `direction` or else by tense. `unit` with `count` adds: W the count-th week of the month or year, N the
                   ///< count-th `weekday` of the month (-1 the last), P days from Easter Sunday; T the decade of `year`
    relative,      ///< `count` x `unit` from the anchor: "three weeks ago", "last year" (-1 year), "this month" (0), "tomorrow". Parts set
                   ///< beside lie inside: "the third quarter of last year" is -1 year with quarter 3
    following,     ///< like relative, but counted from the last date mentioned: "two days later", "a year earlier"
  };
  Kind kind = none;
  std::int8_t direction = 0;     ///< -1 last/previous/past, 0 unmarked, +1 next/coming, 2 this
  /// granularity: Y year, Q quarter, H half, S season, M month, W week, E weekend, D day, h m s, C century, T decade
  char unit = 0;
  TimeMod mod = TimeMod::none;
  TimeOutlook outlook = TimeOutlook::none;
  std::int32_t count = 0;
  std::int32_t year = 0;         ///< 0: none
  std::int8_t month = 0, day = 0, weekday = 0;  ///< 1-12, 1-31, 1 (Monday) - 7; 0: none
  std::int8_t quarter = 0, half = 0;
  char season[3] = {0, 0, 0};    ///< SP SU FA WI
  std::int8_t shift = 0;         ///< days behind the nth weekday
  bool fiscal = false;
  bool leads = false;            ///< opens its sentence: "In 1943, ..."
  std::int8_t hour = -1, minute = -1, second = -1;
  char day_part[3] = {0, 0, 0};  ///< MO AF EV NI MI
  ShortText<6> zone;             ///< UTC offset or Z behind a clock time, in TIMEX form
  ShortText<30> timex;           ///< for `absolute`
};

}  // namespace sluice

#endif
