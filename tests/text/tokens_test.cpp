#include <doctest/doctest.h>

#include "tests/text/cut.hpp"

using sluice::Token;
using sluice::TokenKind;

namespace {
struct Case {
  const char* text;
  const char* tokens;
};

void check(std::initializer_list<Case> cases) {
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(cut(c.text) == c.tokens);
    CHECK(cut(c.text, sluice::tokenize_plain) == c.tokens);
  }
}
}  // namespace

TEST_CASE("tokens: contractions") {
  check({{"won't", "wo|n't"},
         {"can't", "ca|n't"},
         {"didn’t", "did|n’t"},
         {"DON'T", "DO|N'T"},
         {"they've", "they|'ve"},
         {"we're she'll I'd I'm", "we|'re she|'ll I|'d I|'m"},
         {"couldn't've", "could|n't|'ve"},
         {"it's Norway's Norway’s", "it|'s Norway|'s Norway|’s"},
         {"O'Neill D'Arcy o'clock O'Brien's", "O'Neill D'Arcy o'clock O'Brien|'s"},
         {"the miners' union", "the miners|' union"},
         {"G7's U.S.'s 1970's (WTO)'s", "G7|'s U.S.|'s 1970|'s (|WTO|)|'s"},
         {"do n't Norway 's", "do n't Norway 's"},
         {"the letter 's' here", "the letter '|s|' here"},
         {"n't", "n't"},
         {"'s", "'s"},
         {"'tis", "'|tis"},
         {"rock'n'roll", "rock'n'roll"}});
}

TEST_CASE("tokens: numbers and letters") {
  check({{"1.2bn", "1.2|bn"},
         {"$3.4m", "$|3.4|m"},
         {"30km 21st 1970s 5pm 3D", "30|km 21|st 1970|s 5|pm 3|D"},
         {"Q3 FY2024 G20 CO2 A330", "Q3 FY2024 G20 CO2 A330"},
         {"10,000 1.5 3.14159 1,234,567.89", "10,000 1.5 3.14159 1,234,567.89"},
         {"in 2024, or 2025.", "in 2024|, or 2025|."},
         {"1,2 and 3 ,4", "1,2 and 3 ,|4"},
         {"5:30 2-1 24/7", "5|:|30 2|-|1 24|/|7"},
         {"650,000–670,000", "650,000|–|670,000"},
         {"7% €12m US$5 -3°C 3×4 km²", "7|% €|12|m US|$|5 -|3|°|C 3|×|4 km|²"},
         {"10.30am", "10.30|am"},
         {"16.10.2024", "16.10.2024"}});
}

TEST_CASE("tokens: abbreviations and initials") {
  check({{"the U.S. and the U.K. said", "the U.S. and the U.K. said"},
         {"9 a.m. to 5 p.m.", "9 a.m. to 5 p.m."},
         {"9a.m.", "9|a.m."},
         {"e.g. i.e. Ph.D. N.V. S.p.A.", "e.g. i.e. Ph.D. N.V. S.p.A."},
         {"U.S.-based", "U.S.|-|based"},
         {"J. P. Morgan", "J. P. Morgan"},
         {"J.P. Morgan", "J.P. Morgan"},
         {"George W. Bush", "George W. Bush"},
         {"Plan B. The", "Plan B|. The"},
         {"spent on R&D. Sales", "spent on R|&|D|. Sales"},
         {"Mr. Dr. Smith Inc. Corp. Ltd. St. Lucia", "Mr. Dr. Smith Inc. Corp. Ltd. St. Lucia"},
         {"Jan. 22, Sept. 9", "Jan. 22|, Sept. 9"},
         {"No. 5", "No. 5"},
         {"No. It", "No|. It"},
         {"He sat. They", "He sat|. They"},
         {"cost £3bn. Rivals fell to 318p. 12 rose.", "cost £|3|bn|. Rivals fell to 318|p|. 12 rose|."},
         {"made 5 Mt. Mt. Hood is 20 C. Rain fell on 5 Dec. 2023.", "made 5 Mt|. Mt. Hood is 20 C|. Rain fell on 5 Dec. 2023|."},
         {"and so on.", "and so on|."},
         {"word... wait..", "word|... wait|.."}});
}

TEST_CASE("tokens: marks") {
  check({{"well-known", "well|-|known"},
         {"R&D AT&T", "R|&|D AT|&|T"},
         {"and/or", "and|/|or"},
         {"so -- no—yes – ok", "so -- no|—|yes – ok"},
         {"“Yes,” he said", "“|Yes|,|” he said"},
         {"What?!", "What|?|!"},
         {"(MSP)", "(|MSP|)"}});
}

TEST_CASE("tokens: addresses") {
  check({{"see http://example.org/a-b?c=1&d.", "see http://example.org/a-b?c=1&d|."},
         {"(https://example.org/x)", "(|https://example.org/x|)"},
         {"“www.example.org”", "“|www.example.org|”"},
         {"jo-ann.smith+news@my-paper.co.uk.", "jo-ann.smith+news@my-paper.co.uk|."},
         {"@handle #tag", "@handle #|tag"},
         {"www.example.org’s www.example.org'", "www.example.org|’s www.example.org|'"},
         {"http: //", "http|: /|/"},
         {"http://例え.jp/é\xCC\x81 x", "http://例え.jp/é\xCC\x81 x"}});
}

TEST_CASE("tokens: kinds") {
  std::vector<Token> tokens;
  sluice::tokenize("Oslo 5 % € , n't 's ½ ² ٣ ไทย \xF0\x9F\x98\x80 -- @me", 0, tokens);
  const TokenKind kinds[] = {TokenKind::word,   TokenKind::number, TokenKind::symbol, TokenKind::symbol, TokenKind::punctuation,
                             TokenKind::word,   TokenKind::word,   TokenKind::number, TokenKind::symbol, TokenKind::number,
                             TokenKind::word,   TokenKind::symbol, TokenKind::punctuation, TokenKind::word};
  REQUIRE(tokens.size() == std::size(kinds));
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    CAPTURE(i);
    CHECK(tokens[i].kind == kinds[i]);
  }
}

TEST_CASE("tokens: offsets start at the base and what stands before them is flagged") {
  std::vector<Token> tokens;
  sluice::tokenize("a b", 100, tokens);
  sluice::tokenize(" c\r\nd\u00A0e\u2028f", 200, tokens);
  REQUIRE(tokens.size() == 6);
  CHECK(tokens[0].begin == 100);
  CHECK(tokens[0].flags == 0);
  CHECK(tokens[1].span() == sluice::Span{102, 103});
  CHECK(tokens[2].begin == 201);
  CHECK(tokens[2].flags == sluice::space_before);
  CHECK(tokens[3].flags == (sluice::space_before | sluice::newline_before));
  CHECK(tokens[4].flags == sluice::space_before);
  CHECK(tokens[5].flags == (sluice::space_before | sluice::newline_before));
}

TEST_CASE("tokens: no rule splits a combining sequence") {
  check({{"30k\xCC\x81m", "30|k\xCC\x81m"},
         {"30\xCC\x81km", "30\xCC\x81|km"},
         {"can\xCC\x81't", "can\xCC\x81't"},
         {"U.S.\xCC\x81", "U.S|.\xCC\x81"},
         {"a  \xCC\x81" "b", "a  \xCC\x81|b"},
         {"\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7 ok", "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7 ok"}});
}

TEST_CASE("tokens: controls, NUL and a byte order mark are no tokens") {
  using namespace std::string_literals;
  CHECK(cut("a\0b"s) == "a b");
  CHECK(cut("\xEF\xBB\xBF" "Oslo") == "Oslo");
  CHECK(cut("\x01\t \x7F") == "");
  CHECK(cut("") == "");
}

TEST_CASE("fold") {
  const Case cases[] = {{"Straße", "strasse"}, {"ＡＢＣ", "abc"}, {"O’Neill", "o'neill"},  {"NATO", "nato"},
                        {"re\u2011use", "re-use"}, {"\u22125", "-5"}, {"ﬁne", "fine"}, {"–", "–"}, {"É", "é"}};
  for (const Case& c : cases) {
    CAPTURE(c.text);
    std::string out = "x";
    sluice::fold(c.text, out);
    CHECK(out == std::string("x") + c.tokens);
  }
}
