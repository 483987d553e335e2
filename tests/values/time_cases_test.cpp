// Runs grammars/*.cases of the times: each line must give its marked times, with type and value, and no other. `@date` gives the
// document's date for the lines behind it, `@tense` the tense.
#include <doctest/doctest.h>

#include <fstream>

#include "time_reader.hpp"

namespace sluice::test {

namespace {

struct Marked {
  std::string text;
  std::vector<FoundTime> times;
};

/// `[surface|type value]` without nesting.
Marked read_marked(const std::string& line) {
  Marked out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] != '[') {
      out.text += line[i];
      continue;
    }
    const std::size_t bar = line.find('|', i), close = line.find(']', i), space = line.find(' ', bar);
    FoundTime time;
    time.span.begin = static_cast<std::uint32_t>(out.text.size());
    out.text += line.substr(i + 1, bar - i - 1);
    time.span.end = static_cast<std::uint32_t>(out.text.size());
    time.type = line.substr(bar + 1, space - bar - 1);
    time.timex = line.substr(space + 1, close - space - 1);
    out.times.push_back(std::move(time));
    i = close;
  }
  return out;
}

std::string shown(const std::string& text, const std::vector<FoundTime>& times) {
  std::string out;
  for (const FoundTime& t : times) out += '[' + std::string(t.span.of(text)) + '|' + t.type + ' ' + t.timex + "] ";
  return out;
}

void run_cases(const std::string& name, std::size_t least) {
  std::ifstream file(std::string(SLUICE_SOURCE_DIR "/grammars/") + name);
  REQUIRE(file.good());
  std::string line, date;
  TimeDirection tense = TimeDirection::past;
  std::size_t number = 0, cases = 0;
  while (std::getline(file, line)) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    if (line.starts_with("@date ")) { date = line.substr(6); continue; }
    if (line.starts_with("@tense ")) { tense = line == "@tense future" ? TimeDirection::future : TimeDirection::past; continue; }
    ++cases;
    const Marked marked = read_marked(line);
    const auto found = TimeReader::standard().read(marked.text, date, tense);
    const std::string wanted = shown(marked.text, marked.times), got = shown(marked.text, found);
    CHECK_MESSAGE(got == wanted, (name + ":" + std::to_string(number) + ": " + line));
  }
  CHECK(cases >= least);
}

}  // namespace

TEST_CASE("date cases") { run_cases("date.cases", 80); }
TEST_CASE("period cases") { run_cases("period.cases", 50); }
TEST_CASE("relative date cases") { run_cases("relative_date.cases", 70); }
TEST_CASE("time of day cases") { run_cases("time_of_day.cases", 30); }
TEST_CASE("duration cases") { run_cases("duration.cases", 45); }
TEST_CASE("recurrence cases") { run_cases("recurrence.cases", 25); }
TEST_CASE("time expression cases") { run_cases("time_expression.cases", 15); }

TEST_CASE("the time tables compile without errors") {
  for (const Diagnostic& d : TimeReader::standard().diagnostics) CHECK_MESSAGE(d.severity != Severity::error, d);
}

TEST_CASE("time attributes") {
  struct Case { const char* text; const char* mod; const char* quant; const char* freq; };
  const Case cases[] = {
      {"It opened late last year.", "END", "", ""},
      {"It opens in early 2026.", "START", "", ""},
      {"It opens in mid-2026.", "MID", "", ""},
      {"It opens by the end of June 2026.", "END", "", ""},
      {"It lasted about a year.", "APPROX", "", ""},
      {"It lasted more than a year.", "MORE_THAN", "", ""},
      {"It lasted less than a year.", "LESS_THAN", "", ""},
      {"It meets every Monday.", "", "EVERY", ""},
      {"It meets twice a year.", "", "", "2X"},
      {"It meets three times a week.", "", "", "3X"},
  };
  for (const Case& c : cases) {
    const auto found = TimeReader::standard().read(c.text, "2025-05-06");
    REQUIRE_MESSAGE(found.size() == 1, c.text);
    CHECK_MESSAGE(found[0].mod == c.mod, c.text);
    CHECK_MESSAGE(found[0].quant == c.quant, c.text);
    CHECK_MESSAGE(found[0].freq == c.freq, c.text);
  }
}

TEST_CASE("a narrative counts from its own dates") {
  const char* text = "War began on 3 May 1866. On 7 June 1866 the army crossed. By 9 July 1866 it was over. In August the peace was signed. "
                     "In December the king left, and in January he died.";
  const auto found = TimeReader::standard().read(text, "2015-03-01");
  REQUIRE(found.size() == 6);
  CHECK(found[3].timex == "1866-08");
  CHECK(found[4].timex == "1866-12");
  CHECK(found[5].timex == "1867-01");
}

TEST_CASE("month-first dates are seen by the document") {
  const auto day_first = TimeReader::standard().read("Issued 5/6/2024.");
  REQUIRE(day_first.size() == 1);
  CHECK(day_first[0].timex == "2024-06-05");
  const auto month_first = TimeReader::standard().read("Issued 5/6/2024 and renewed 6/25/2024.");
  REQUIRE(month_first.size() == 2);
  CHECK(month_first[0].timex == "2024-05-06");
  CHECK(month_first[1].timex == "2024-06-25");
}

TEST_CASE("an option decides the order of day and month where the document does not") {
  const TimeReader& reader = TimeReader::standard();
  const auto timex = [&](const char* text, bool month_first) { return reader.read(text, "2024-10-16", TimeDirection::past,
      month_first).at(0).timex; };
  CHECK(timex("Issued 5/6/2024.", false) == "2024-06-05");
  CHECK(timex("Issued 5/6/2024.", true) == "2024-05-06");
  CHECK(timex("Issued 5/6/2024 and renewed 25/6/2024.", true) == "2024-06-05");
  CHECK(timex("Issued 25/6/2024.", true) == "2024-06-25");
}

TEST_CASE("fiscal years begin where the option says") {
  struct Case { const char* text; unsigned start; const char* timex; };
  const Case cases[] = {
      {"Sales fell in the last fiscal year.", 1, "FY2024"},
      {"Sales fell in the last fiscal year.", 7, "FY2025"},      // July 2024 to June 2025
      {"Sales fell in the last fiscal year.", 4, "FY2025"},      // April 2024 to March 2025
      {"Sales fell in the current fiscal year.", 10, "FY2026"},  // October 2025 to September 2026
      {"Sales fell in the current fiscal year.", 12, "FY2025"},
      {"Sales fell in the fiscal second quarter.", 7, "FY2025-Q2"},
      {"Sales fell in the fiscal first quarter.", 7, "FY2026-Q1"},
      {"Sales fell in the second quarter of the last fiscal year.", 7, "FY2025-Q2"},
      {"Sales fell in fiscal 2024.", 7, "FY2024"},
      {"Sales fell last year.", 7, "2024"},
  };
  for (const Case& c : cases) {
    const auto found = TimeReader::standard().read(c.text, "2025-10-28", TimeDirection::past, false, c.start);
    REQUIRE_MESSAGE(found.size() == 1, c.text);
    CHECK_MESSAGE(found[0].timex == c.timex, (std::string(c.text) + ' ' + std::to_string(c.start)));
  }
}

}  // namespace sluice::test
