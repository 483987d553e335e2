// Roman numerals with the ending of an ordinal: XIXth.
#ifndef SLUICE_VALUES_ROMAN_HPP
#define SLUICE_VALUES_ROMAN_HPP

#include <string_view>

namespace sluice {

/// The number that `s` counts, or 0 where it is no capital roman numeral with st, nd, rd or th behind it.
constexpr int roman_ordinal(std::string_view s) {
  constexpr std::string_view letters = "IVXLC";
  constexpr int worth[] = {1, 5, 10, 50, 100};
  if (s.size() < 3) return 0;
  const std::string_view ending = s.substr(s.size() - 2);
  if (ending != "st" && ending != "nd" && ending != "rd" && ending != "th") return 0;
  int sum = 0, before = 1000;
  for (const char c : s.substr(0, s.size() - 2)) {
    const std::size_t at = letters.find(c);
    if (at == std::string_view::npos) return 0;
    // A smaller one before a larger one is taken away: IX.
    sum += worth[at] > before ? worth[at] - 2 * before : worth[at];
    before = worth[at];
  }
  return sum;
}

}  // namespace sluice

#endif
