#include <doctest/doctest.h>

#include "tests/text/cut.hpp"

namespace {
struct Case {
  const char* text;
  const char* sentences;
};

void check(std::initializer_list<Case> cases) {
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(sentences_of(c.text) == c.sentences);
  }
}

sluice::TextAnalysis analyzed(std::string_view text) {
  sluice::TextAnalysis out;
  sluice::analyze_text(text, out);
  return out;
}
}  // namespace

TEST_CASE("sentences: final punctuation") {
  check({{"Output rose. Prices fell! Why? Nobody knows…", "Output rose. / Prices fell! / Why? / Nobody knows…"},
         {"Sales rose 1.5 percent. Costs did not.", "Sales rose 1.5 percent. / Costs did not."},
         {"It closed at 5. 300 jobs went.", "It closed at 5. / 300 jobs went."},
         {"He waited... and left.", "He waited... and left."},
         {"He waited... Nobody came.", "He waited... / Nobody came."},
         {"Really?! Yes.", "Really?! / Yes."},
         {"Shares of Yahoo! rose.", "Shares of Yahoo! rose."},
         {"Output fell 5%.The mine shut.", "Output fell 5%. / The mine shut."},
         {"École fermée. Étienne est parti.", "École fermée. / Étienne est parti."}});
}

TEST_CASE("sentences: abbreviations and initials") {
  check({{"Dr. Okafor met Gov. Reyes at St. Jude on Jan. 5.", "Dr. Okafor met Gov. Reyes at St. Jude on Jan. 5."},
         {"It moved to the U.S. Shares rose.", "It moved to the U.S. / Shares rose."},
         {"It is a U.S. Treasury bond.", "It is a U.S. Treasury bond."},
         {"It left the U.S. The price fell.", "It left the U.S. / The price fell."},
         {"He joined Orbex Inc. He left in May.", "He joined Orbex Inc. / He left in May."},
         {"Orbex Inc. Chairman Li Wei left.", "Orbex Inc. Chairman Li Wei left."},
         {"J. P. Duarte spoke. A. Klein did not.", "J. P. Duarte spoke. / A. Klein did not."},
         {"They chose plan B. The vote is due.", "They chose plan B. / The vote is due."},
         {"It opens by 9 a.m. on Monday.", "It opens by 9 a.m. on Monday."},
         {"It opens at 9 a.m. It closes at 5 p.m.", "It opens at 9 a.m. / It closes at 5 p.m."},
         {"Ore, tin, etc. are sold.", "Ore, tin, etc. are sold."},
         {"It cost £3bn. Orbex paid 318p. 12 firms bid.", "It cost £3bn. / Orbex paid 318p. / 12 firms bid."},
         {"Pit No. 5 is shut.", "Pit No. 5 is shut."}});
}

TEST_CASE("sentences: quotes and brackets") {
  check({{"\"We will see,\" he said. \"Not now.\" He left.", "\"We will see,\" he said. / \"Not now.\" / He left."},
         {"“It is late. We must go,” she said.", "“It is late. / We must go,” she said."},
         {"“Is it?” she asked. “No.”", "“Is it?” she asked. / “No.”"},
         {"It fell (see p. 5). Nobody cared.", "It fell (see p. 5). / Nobody cared."},
         {"It fell. (It rose later.) Then it fell.", "It fell. / (It rose later.) / Then it fell."}});
}

TEST_CASE("sentences: lines") {
  check({{"Mine opens in north\n\nThe mine opened on Monday.", "Mine opens in north / The mine opened on Monday."},
         {"- First point\n- Second point", "- First point / - Second point"},
         {"1. Open the file. Then read.\n2. Close it.", "1. Open the file. / Then read. / 2. Close it."},
         {"Copper\t9,480\t+1%\nZinc\t2,750\t-2%", "Copper\t9,480\t+1% / Zinc\t2,750\t-2%"}});
}

TEST_CASE("sentences: hard-wrapped text is unwrapped") {
  const char* wrapped =
      "The harbour company said on Thursday that the new quay would be\n"
      "ready in spring. It had been delayed twice by storms, which tore\n"
      "away part of the wall. The Port Authority has not said\n"
      "what it will cost.\n"
      "\n"
      "Work on the second quay begins when the first one is ready. Ships\n"
      "of up to 300 metres will then be able to call there, and Oslo\n"
      "Lines has asked for a berth.\n";
  const auto text = analyzed(wrapped);
  REQUIRE(text.sentences.size() == 5);
  CHECK(sentences_of(wrapped).find("would be\nready in spring. / It had") != std::string::npos);
  CHECK(sentences_of(wrapped).find("has not said\nwhat it will cost. / Work") != std::string::npos);
  CHECK(sentences_of(wrapped).find("Ships\nof up to 300 metres will then be able to call there, and Oslo\nLines has") != std::string::npos);
  int paragraphs = 0;
  for (const auto& token : text.tokens) paragraphs += (token.flags & sluice::paragraph_before) != 0 ? 1 : 0;
  CHECK(paragraphs == 2);

  std::string crlf;
  for (const char* c = wrapped; *c != 0; ++c) crlf += *c == '\n' ? std::string("\r\n") : std::string(1, *c);
  CHECK(analyzed(crlf).sentences.size() == 5);
}

TEST_CASE("sentences: in text that is not wrapped each line is a paragraph") {
  const auto text = analyzed("The mine shut in May.\nThe owner blamed the price of coal.\nThe town did not.\n");
  CHECK(text.sentences.size() == 3);
  int paragraphs = 0;
  for (const auto& token : text.tokens) paragraphs += (token.flags & sluice::paragraph_before) != 0 ? 1 : 0;
  CHECK(paragraphs == 3);
}

TEST_CASE("sentences: marks on tokens and sentences") {
  const auto text = analyzed("Mill Fire Kills Two in Harbour Town\n\nTwo people died in a fire. Angela Ruiz has fled to Oslo.");
  REQUIRE(text.sentences.size() == 3);
  CHECK(text.sentences[0].headline);
  CHECK(text.sentences[0].title_case);
  CHECK_FALSE(text.sentences[1].headline);
  CHECK_FALSE(text.sentences[1].title_case);
  CHECK_FALSE(text.sentences[2].title_case);
  std::uint32_t next = 0;
  for (const auto& s : text.sentences) {
    CHECK(s.begin == next);
    CHECK((text.tokens[s.begin].flags & sluice::sentence_start) != 0);
    next = s.end;
  }
  CHECK(next == text.tokens.size());
  CHECK_FALSE(text.tokens[0].glued());
}

TEST_CASE("sentences: headlines in capitals, in title case and in sentence case") {
  const auto case_of = [](std::string_view line) { return analyzed(line).sentences.at(0).title_case; };
  CHECK(case_of("Turbine Maker Bets on the North Sea"));
  CHECK(case_of("TURBINE MAKER BETS ON NORTH SEA"));
  CHECK_FALSE(case_of("Turbine maker bets on the North Sea"));
  CHECK_FALSE(case_of("Lindqvist joins Orbex board"));
}

TEST_CASE("sentences: the cap is reported") {
  std::string longest;
  for (std::uint32_t i = 0; i < 1200; ++i) longest += "word ";
  const auto text = analyzed(longest);
  REQUIRE(text.sentences.size() == 3);
  CHECK(text.sentences[0].end == 512);
  CHECK(text.sentences[1].end == 1024);
  REQUIRE(text.issues.size() == 1);
  CHECK(text.issues[0].code == "T003");
  CHECK(text.issues[0].offset == 512 * 5);
  CHECK(analyzed(longest.substr(0, 512 * 5)).issues.empty());
}

TEST_CASE("sentences: hostile input is cut up and not lost") {
  for (const std::string& piece : {std::string("("), std::string("."), std::string("\n"), std::string("A."), std::string("é\u0301"),
                                   std::string("a@b-"), std::string("www.x "), std::string("'s"), std::string(". \""), std::string("\u0E01"),
                                   std::string("- "), std::string("\t|\n"), std::string("1.")}) {
    std::string text;
    while (text.size() < 100'000) text += piece;
    const auto out = analyzed(text);
    std::uint32_t end = 0;
    for (const auto& token : out.tokens) {
      REQUIRE(token.begin >= end);
      REQUIRE(token.end > token.begin);
      end = token.end;
    }
    for (const auto& s : out.sentences) REQUIRE(s.end - s.begin <= 512);
  }
}
