#include <doctest/doctest.h>

#include "tests/text/cut.hpp"

namespace {
const std::string mark = "\xEF\xBF\xBD";
}

TEST_CASE("decode: each maximal ill-formed subsequence is one U+FFFD") {
  struct Case {
    std::string bytes;
    std::string text;
    std::vector<sluice::Replacement> replaced;
  };
  const Case cases[] = {
      {"a\x80z", "a" + mark + "z", {{1, 1}}},
      {"a\xC3", "a" + mark, {{1, 1}}},
      {"\xE2\x82z", mark + "z", {{0, 2}}},
      {"\xF0\x9F\x98", mark, {{0, 3}}},
      {"\xC0\xAF", mark + mark, {{0, 1}, {3, 1}}},
      {"\xE0\x80\xAF", mark + mark + mark, {{0, 1}, {3, 1}, {6, 1}}},
      {"\xED\xA0\x80", mark + mark + mark, {{0, 1}, {3, 1}, {6, 1}}},
      {"\xF4\x90\x80\x80", mark + mark + mark + mark, {{0, 1}, {3, 1}, {6, 1}, {9, 1}}},
      {"\xF0\x80\x80\x41", mark + mark + mark + "A", {{0, 1}, {3, 1}, {6, 1}}},
      {"12345678\xFF" "9", "12345678" + mark + "9", {{8, 1}}},
      {"\xF1\x80\xE1\x80\xC2 b", mark + mark + mark + " b", {{0, 2}, {3, 2}, {6, 1}}},
  };
  sluice::TextAnalysis out;
  for (const Case& c : cases) {
    CAPTURE(c.bytes);
    sluice::analyze_text(c.bytes, out);
    CHECK(out.text == c.text);
    REQUIRE(out.replacements.size() == c.replaced.size());
    REQUIRE(out.issues.size() == c.replaced.size());
    for (std::size_t i = 0; i < c.replaced.size(); ++i) {
      CHECK(out.replacements[i].offset == c.replaced[i].offset);
      CHECK(out.replacements[i].original_length == c.replaced[i].original_length);
      CHECK(out.issues[i].code == "T001");
      CHECK(out.issues[i].offset == c.replaced[i].offset);
    }
  }
}

TEST_CASE("decode: valid text is viewed, not copied") {
  const std::string text = "Caf\u00E9 \u20AC5 \U0001F600 ends.";
  sluice::TextAnalysis out;
  sluice::analyze_text("\xFF", out);
  sluice::analyze_text(text, out);
  CHECK(out.text.data() == text.data());
  CHECK(out.text.size() == text.size());
  CHECK(out.owned.empty());
  CHECK(out.issues.empty());
  CHECK(out.replacements.empty());
}

TEST_CASE("decode: a hundred issues are listed, the rest is counted") {
  sluice::TextAnalysis out;
  sluice::analyze_text(std::string(100, '\xFF'), out);
  CHECK(out.issues.size() == 100);
  sluice::analyze_text(std::string(250, '\xFF'), out);
  REQUIRE(out.issues.size() == 101);
  CHECK(out.issues.back().code == "T002");
  CHECK(out.issues.back().offset == 300);
  CHECK(out.issues.back().message.find("150") != std::string::npos);
  CHECK(out.replacements.size() == 250);
}
