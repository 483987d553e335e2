#include <doctest/doctest.h>

#include "tests/text/cut.hpp"

using sluice::ZoneKind;

namespace {

// One letter for each paragraph's sentences, with the words that a zone begins with: "t Ferry sinks | m By".
std::string zones_of(std::string_view text) {
  sluice::TextAnalysis out;
  sluice::analyze_text(text, out);
  std::string letters;
  for (const sluice::Sentence& s : out.sentences) letters += "tmbrx"[static_cast<std::size_t>(s.zone)];
  // Zones follow one another without a gap and agree with the sentences.
  for (std::size_t i = 0; i < out.zones.size(); ++i) {
    if (i > 0) CHECK(out.zones[i].span.begin == out.zones[i - 1].span.end);
    if (i > 0) CHECK(out.zones[i].kind != out.zones[i - 1].kind);
    CHECK(out.zones[i].span.begin < out.zones[i].span.end);
  }
  std::size_t zone = 0;
  for (const sluice::Sentence& s : out.sentences) {
    while (zone < out.zones.size() && out.zones[zone].span.end <= out.tokens[s.begin].begin) ++zone;
    REQUIRE(zone < out.zones.size());
    CHECK(out.zones[zone].kind == s.zone);
  }
  return letters;
}

const std::string story =
    "A ferry with 40 people on board ran aground off Bergen on Tuesday, the coast guard said.\n\n"
    "Nobody was hurt. The ship's owner, Fjordline, said it would be towed to harbour as soon as the wind drops.\n\n";

}  // namespace

TEST_CASE("zones: a page with a head, links and notices") {
  CHECK(zones_of("4.2 C\nBergen\n12/02/2025\nShipping News\n\nFerry runs aground off Bergen in heavy storm\n\n" + story +
                 "Supported by\n\nThe coast guard sent two helicopters and a lifeboat to the scene within the hour.\n\n"
                 "Related posts\n\nTug crews strike in Hull\n\nMaria Holm\n\nPort of Riga buys three cranes\n\n"
                 "error: Content is protected !!") == "mmmm" "t" "bbb" "x" "b" "rrrr" "x");
  CHECK(zones_of("HOME > NORDIC > SHIPPING\n\nFerry runs aground off Bergen\n\n12/02/2025 07:14\nBy Ola Berg\n\n" + story +
                 "Share this article\nTerms of use   Cookies   © 2025 Nordic Wire") == "m" "t" "mm" "bbb" "xx");
  CHECK(zones_of("SHIPPING NEWS\n\nFerry Runs Aground Off Bergen\n\n" + story + "RELATED\n- Tug crews strike in Hull\n- Riga buys cranes") ==
        "m" "t" "bbb" "rrr");
}

TEST_CASE("zones: links in the middle of a story") {
  CHECK(zones_of("Ferry runs aground off Bergen\n\n" + story + "Read more\n\nTug crews strike in Hull\n\n" + story) == "t" "bbb" "rr" "bbb");
  CHECK(zones_of("Ferry runs aground off Bergen\n\n" + story + "READ ALSO: Tug crews strike in Hull\n\nThe wind is strong.\n") ==
        "t" "bbb" "r" "b");
}

TEST_CASE("zones: links with teasers below them") {
  CHECK(zones_of("Ferry runs aground off Bergen\n\n" + story +
                 "Most read\n\nTug crews strike in Hull\n\nTug crews in the port of Hull walked out on Monday over pay and over hours.\n\n"
                 "Riga buys cranes\n\nThe port of Riga has bought three cranes from a maker in Finland for next year.\n") == "t" "bbb" "rrrrr");
}

TEST_CASE("zones: plain text") {
  CHECK(zones_of("Ferry runs aground\n\n" + story) == "t" "bbb");
  CHECK(zones_of(story) == "bbb");
  CHECK(zones_of("The ferry ran aground") == "b");
  CHECK(zones_of("Fjordline buys two ferries\nRiga buys three cranes") == "bb");
  CHECK(zones_of("Fjordline buys two ferries\n\nRiga buys three cranes") == "tb");
  CHECK(zones_of("") == "");
  CHECK(zones_of(" \n\n ") == "");
  CHECK(zones_of("Will the ferry float again?\n\n" + story) == "t" "bbb");
  CHECK(zones_of("Fjordline to merge with Baltic Lines Inc.\n\n" + story) == "t" "bbb");
}

TEST_CASE("zones: words of the page inside the story stay in the story") {
  CHECK(zones_of("Sponsored by the city, the ferry to Askoy will run twice an hour.") == "b");
  CHECK(zones_of("Ferry deal signed\n\nUpdated plans show a quay of 300 metres.\n\nBy Monday the wind had dropped.\n\n"
                 "Related companies paid $3 million, the owner said.") == "t" "bbb");
  CHECK(zones_of("Published accounts show that the ferry made a loss.\n\nThe latest news was worse.") == "bb");
  CHECK(zones_of("Ferry deal signed\n\n" + story + "What comes next\n\n" + story) == "t" "bbb" "b" "bbb");
}

TEST_CASE("meta date") {
  struct Case {
    std::string head;
    const char* date;
  };
  const Case cases[] = {
      {"12/02/2025", "2025-02-12"},
      {"02/28/2025", "2025-02-28"},
      {"2025-02-12", "2025-02-12"},
      {"2025-02-12T07:14:00Z", "2025-02-12"},
      {"12.02.2025", "2025-02-12"},
      {"12-Feb-2025", "2025-02-12"},
      {"February 12, 2025", "2025-02-12"},
      {"Published: Feb. 12, 2025 at 7:14 a.m.", "2025-02-12"},
      {"Feb 12 2025", "2025-02-12"},
      {"Wednesday, 12th February 2025", "2025-02-12"},
      {"12 Feb 2025, 07:14 GMT", "2025-02-12"},
      {"02/12/2025 7:14 AM EST", "2025-02-12"},
      {"By Ola Berg | 12 February 2025", "2025-02-12"},
      {"31/02/2025", ""},
      {"February 12", ""},
      {"12/02", ""},
  };
  sluice::TextAnalysis out;
  for (const Case& c : cases) {
    CAPTURE(c.head);
    const std::string page = "Ferry runs aground off Bergen\n\n" + c.head + "\n\n" + story;
    sluice::analyze_text(page, out);
    CHECK(out.meta_date == c.date);
  }
  sluice::analyze_text(story + "It was built on 3 May 1998.", out);
  CHECK(out.meta_date.empty());
  sluice::analyze_text("BERGEN, 12 Feb 2025 (Nordic Wire) - " + story, out);
  CHECK(out.meta_date == "2025-02-12");
}
