#include <doctest/doctest.h>

#include "values/calendar.hpp"

namespace sluice {

TEST_CASE("calendar: points of time are parsed and printed alike") {
  for (const char* timex : {"2024-10-16", "2024-10", "2024", "2024-W42", "2024-Q4", "2024-H2", "202", "20", "BC0490"}) {
    const auto point = parse_point(timex);
    REQUIRE_MESSAGE(point, timex);
    CHECK(timex_of(point->day, point->unit) == timex);
  }
  CHECK_FALSE(parse_day("2023-02-29"));
  CHECK(parse_day("2024-02-29"));
  CHECK_FALSE(parse_point("PRESENT_REF"));
  CHECK_FALSE(parse_point("P2Y"));
}

TEST_CASE("calendar: ISO weeks at the turn of the year") {
  CHECK(timex_of(*parse_day("2021-01-03"), 'W') == "2020-W53");
  CHECK(timex_of(*parse_day("2021-01-04"), 'W') == "2021-W01");
  CHECK(timex_of(*parse_day("2024-12-30"), 'W') == "2025-W01");
}

TEST_CASE("calendar: shifts keep to the month") {
  CHECK(timex_of(shifted(*parse_day("2024-03-31"), -1, 'M'), 'D') == "2024-02-29");
  CHECK(timex_of(shifted(*parse_day("2024-02-29"), 1, 'Y'), 'D') == "2025-02-28");
  CHECK(timex_of(shifted(*parse_day("2024-10-16"), -10, 'D'), 'D') == "2024-10-06");
  CHECK(timex_of(shifted(*parse_day("2024-10-16"), 2, 'Q'), 'Q') == "2025-Q2");
}

TEST_CASE("calendar: movable days") {
  CHECK(timex_of(easter_sunday(2024), 'D') == "2024-03-31");
  CHECK(timex_of(easter_sunday(2025), 'D') == "2025-04-20");
  CHECK(timex_of(nth_weekday(2023, 11, 4, 4), 'D') == "2023-11-23");
  CHECK(timex_of(nth_weekday(2024, 5, 1, -1), 'D') == "2024-05-27");
}

}  // namespace sluice
