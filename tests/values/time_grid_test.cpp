// Every date and time in every format is read back as what it was made from.
#include <doctest/doctest.h>

#include "time_reader.hpp"
#include "values/calendar.hpp"

namespace sluice::test {

namespace {

constexpr const char* month_names[] = {"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};
constexpr const char* month_short[] = {"Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."};
constexpr const char* day_words[] = {"",          "first",     "second",     "third",      "fourth",      "fifth",     "sixth",
    "seventh",
                                     "eighth",    "ninth",     "tenth",      "eleventh",   "twelfth",     "thirteenth", "fourteenth",
                                         "fifteenth",
                                     "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty-first", "twenty-second",
                                     "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh", "twenty-eighth",
                                     "twenty-ninth", "thirtieth", "thirty-first"};
constexpr const char* weekdays[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

std::string padded(int n, std::size_t width = 2) {
  std::string text = std::to_string(n);
  return std::string(text.size() < width ? width - text.size() : 0, '0') + text;
}
std::string ranked(int day) {
  const int last = day % 10;
  const bool teen = day / 10 == 1;
  return std::to_string(day) + (teen || last == 0 || last > 3 ? "th" : last == 1 ? "st" : last == 2 ? "nd" : "rd");
}
std::string number_words(int n) {
  constexpr const char* small[] = {"",    "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
                                   "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
                                       "nineteen"};
  constexpr const char* tens[] = {"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
  return n < 20 ? small[n] : std::string(tens[n / 10]) + (n % 10 != 0 ? std::string("-") + small[n % 10] : "");
}
std::string year_words(int year) {
  if (year / 100 == 20 && year % 100 < 10) return "two thousand" + (year % 100 != 0 ? " and " + number_words(year % 100) : "");
  if (year % 100 == 0) return number_words(year / 100) + " hundred";
  return number_words(year / 100) + (year % 100 < 10 ? " hundred and " : " ") + number_words(year % 100);
}

/// How many were read back, of how many; the first few that were not.
struct Tally {
  std::size_t tried = 0, right = 0;
  std::string wrong;

  void check(const std::string& before, const std::string& written, const std::string& behind, const std::string& type,
      const std::string& timex,
             const std::string& date = "2025-06-12") {
    ++tried;
    const std::string text = before + written + behind;
    const auto found = TimeReader::standard().read(text, date);
    if (found.size() == 1 && found[0].span.of(text) == written && found[0].type == type && found[0].timex == timex) {
      ++right;
    } else if (tried - right <= 20) {
      wrong += "\n  " + text + "  wants " + timex + ", gives";
      for (const FoundTime& f : found) wrong += " [" + std::string(f.span.of(text)) + '|' + f.type + ' ' + f.timex + ']';
    }
  }
  [[nodiscard]] bool good() const { return right == tried; }
};

}  // namespace

TEST_CASE("dates in every format are read back") {
  Tally tally;
  for (const int year : {1914, 1968, 1999, 2001, 2016, 2024, 2025, 2031})
    for (int month = 1; month <= 12; ++month)
      for (int day = 1; day <= 31; ++day) {
        if (!exists(year, static_cast<unsigned>(month), static_cast<unsigned>(day))) continue;
        const Day point{std::chrono::year{year} / month / day};
        const std::string timex = timex_of(point, 'D'), y = std::to_string(year), d = std::to_string(day), m = month_names[month - 1];
        const std::string weekday = weekdays[std::chrono::weekday{point}.c_encoding()], abbreviated = month_short[month - 1];
        std::vector<std::string> formats = {
            d + ' ' + m + ' ' + y,
            d + ' ' + m + ", " + y,
            m + ' ' + d + ", " + y,
            m + ' ' + d + ' ' + y,
            m + ' ' + ranked(day) + ", " + y,
            ranked(day) + ' ' + m + ' ' + y,
            "the " + ranked(day) + " of " + m + ' ' + y,
            "the " + ranked(day) + " of " + m + ", " + y,
            "the " + std::string(day_words[day]) + " of " + m + ' ' + y,
            weekday + ", " + m + ' ' + d + ", " + y,
            weekday + ", " + d + ' ' + m + ' ' + y,
            weekday + ' ' + d + ' ' + m + ' ' + y,
            d + ' ' + abbreviated + ' ' + y,
            abbreviated + ' ' + d + ", " + y,
            d + '-' + m.substr(0, 3) + '-' + y,
            y + '-' + padded(month) + '-' + padded(day),
            y + '/' + padded(month) + '/' + padded(day),
            d + '/' + std::to_string(month) + '/' + y,
            padded(day) + '/' + padded(month) + '/' + y,
            padded(day) + '.' + padded(month) + '.' + y,
            padded(day) + '-' + padded(month) + '-' + y,
            m + ' ' + d + ", " + year_words(year),
        };
        if (year >= 1970 && year < 2070) formats.push_back(padded(day) + '/' + padded(month) + '/' + padded(year % 100));
        for (const std::string& written : formats) {
          // The month first only where the document shows it.
          const bool month_first = day > 12 && written.find('/') != std::string::npos;
          if (!month_first) tally.check("The quay opened on ", written, " after a long delay.", "date", timex);
          else tally.check("The quay opened on ", written, ".", "date", timex);
        }
        if (day > 12) tally.check("It opened on ", std::to_string(month) + '/' + d + '/' + y, ".", "date", timex);
      }
  CHECK(tally.tried >= 10'000);
  CHECK_MESSAGE(tally.good(), tally.wrong);
}

TEST_CASE("clock times in every format are read back") {
  Tally tally;
  struct Zone { const char* written; const char* timex; };
  for (const auto& [zone, offset] : {Zone{"", ""}, Zone{" GMT", "Z"}, Zone{" ET", "-05:00"}, Zone{" CET", "+01:00"}, Zone{" Beijing time",
      "+08:00"}})
    for (int hour = 0; hour < 24; ++hour)
      for (int minute = 0; minute < 60; minute += 7) {
        const std::string timex = "T" + padded(hour) + ':' + padded(minute) + offset;
        const std::string clock = std::to_string(hour % 12 == 0 ? 12 : hour % 12), half = hour < 12 ? "a.m." : "p.m.";
        const std::string minutes = padded(minute), mark = hour < 12 ? "am" : "pm";
        for (const std::string& written : {padded(hour) + ':' + minutes, clock + ':' + minutes + ' ' + half, clock + ':' + minutes + mark,
                                           clock + '.' + minutes + ' ' + half}) {
          tally.check("The lock shut at ", written + zone, " by order.", "time", "2025-06-12" + timex);
          tally.check("The lock shut at ", written + zone + " on 3 May 2024", " by order.", "time", "2024-05-03" + timex);
          tally.check("The lock shut on ", "May 3, 2024 at " + written + zone, " by order.", "time", "2024-05-03" + timex);
          tally.check("The lock shut on ", "Tuesday at " + written + zone, " by order.", "time", "2025-06-10" + timex);
        }
        if (minute == 0) {
          tally.check("The lock shut at ", clock + ' ' + half + zone, " by order.", "time", "2025-06-12" + timex);
          tally.check("The lock shut at ", clock + mark + zone, " by order.", "time", "2025-06-12" + timex);
        }
      }
  CHECK(tally.tried >= 4'000);
  CHECK_MESSAGE(tally.good(), tally.wrong);
}

TEST_CASE("months, quarters, halves, years and spans are read back") {
  Tally tally;
  constexpr const char* ordinals[] = {"", "first", "second", "third", "fourth"};
  for (int year = 1900; year <= 2060; ++year) {
    const std::string y = std::to_string(year), next = std::to_string(year + 1), end = padded((year + 1) % 100);
    tally.check("The law was passed in ", y, " by a narrow margin.", "date", y);
    tally.check("It was signed in ", y + '-' + next, " by all.", "date", y + '/' + next);
    if (year < 2059) tally.check("It was signed in ", y + '/' + end, " by all.", "date", y + '/' + next);
    tally.check("It was signed in ", "early " + y, " by all.", "date", y);
    tally.check("It was signed at ", "the end of " + y, " by all.", "date", y);
    tally.check("It grew in ", "FY" + y, " by a third.", "date", "FY" + y);
    tally.check("It grew in ", "the year ended 30 June " + y, " again.", "date", "FY" + y);
    tally.check("It grew in ", "the first nine months of " + y, " again.", "date", y + "-01/" + y + "-09");
    for (const char* season : {"spring SP", "summer SU", "autumn FA", "winter WI"}) {
      const std::string name = std::string(season).substr(0, std::string(season).size() - 3);
      tally.check("It grew in ", "the " + name + " of " + y, " again.", "date", y + '-' + std::string(season).substr(name.size() + 1));
      tally.check("It grew in ", name + ' ' + y, " again.", "date", y + '-' + std::string(season).substr(name.size() + 1));
    }
    for (int n = 1; n <= 4; ++n) {
      const std::string digit = std::to_string(n), quarter = y + "-Q" + digit;
      for (const std::string& written : {"Q" + digit + ' ' + y, digit + 'Q' + ' ' + y, y + " Q" + digit, "Q" + digit + " of " + y,
                                         "the " + std::string(ordinals[n]) + " quarter of " + y})
        tally.check("Profit rose in ", written, " as costs fell.", "date", quarter);
      if (n > 2) continue;
      for (const std::string& written : {"H" + digit + ' ' + y, digit + 'H' + ' ' + y, "the " + std::string(ordinals[n]) + " half of " + y})
        tally.check("Profit rose in ", written, " as costs fell.", "date", y + "-H" + digit);
    }
    for (int month = 1; month <= 12; ++month) {
      const std::string m = month_names[month - 1], timex = y + '-' + padded(month);
      for (const std::string& written : {m + ' ' + y, m + ", " + y, m + " of " + y, std::string(month_short[month - 1]) + ' ' + y,
          "late " + m + ' ' + y})
        tally.check("The dam burst in ", written, " and was rebuilt.", "date", timex);
    }
  }
  CHECK(tally.tried >= 10'000);
  CHECK_MESSAGE(tally.good(), tally.wrong);
}

TEST_CASE("durations and sets are read back") {
  Tally tally;
  struct Unit { const char* name; const char* code; int times; };
  constexpr Unit units[] = {{"second", "T S", 1}, {"minute", "T M", 1}, {"hour", "T H", 1}, {"day", " D", 1},   {"week", " W", 1},
                            {"month", " M", 1},   {"year", " Y", 1},    {"decade", " Y", 10}, {"century", " Y", 100}};
  for (const Unit& unit : units)
    for (int n = 2; n <= 99; ++n) {
      const std::string name = unit.name, many = name == "century" ? "centuries" : name + 's';
      const std::string value = std::string("P") + (unit.code[0] == 'T' ? "T" :
          "") + std::to_string(n * unit.times) + (unit.code[0] == 'T' ? unit.code[2] : unit.code[1]);
      for (const std::string& count : {std::to_string(n), number_words(n)}) {
        tally.check("The talks took ", count + ' ' + many, " in all.", "duration", value);
        tally.check("The talks took ", "about " + count + ' ' + many, " in all.", "duration", value);
        tally.check("The talks took ", "more than " + count + ' ' + many, " in all.", "duration", value);
        tally.check("A ", count + '-' + name, " wait is usual.", "duration", value);
        tally.check("It is printed ", "every " + count + ' ' + many, " or so.", "set", value);
      }
    }
  CHECK(tally.tried >= 8'000);
  CHECK_MESSAGE(tally.good(), tally.wrong);
}

}  // namespace sluice::test
