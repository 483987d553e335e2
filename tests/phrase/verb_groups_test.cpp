// Verb groups of verb_groups.txt: lemma, voice, polarity and modality.
#include <doctest/doctest.h>

#include <sstream>

#include "reading.hpp"

using namespace sluice;

namespace {

/// "sell negative planned" in the form in which Reading::verb prints a group.
std::string complete(const std::string& shorthand) {
  std::istringstream in(shorthand);
  std::string lemma, word, voice = "active", polarity = "positive", modality = "actual";
  in >> lemma;
  while (in >> word) {
    if (word == "passive") voice = word;
    else if (word == "negative") polarity = word;
    else modality = word;
  }
  return lemma + " " + voice + " " + polarity + " " + modality;
}

}  // namespace

TEST_CASE("verb groups: lemma, voice, polarity, modality") {
  std::size_t all = 0, right = 0;
  for (const test::Line& line : test::read_lines("verb_groups.txt")) {
    const std::size_t bar = line.text.find("||");
    REQUIRE(bar != std::string::npos);
    const test::Reading reading(line.text.substr(0, bar));
    const std::vector<std::string> wanted = test::split(line.text.substr(bar + 2), ';');
    std::size_t v = 0;
    bool missed = false;
    for (const std::string& shorthand : wanted) {
      ++all;
      // groups that were not asked for are passed over, and count as faults below
      std::size_t found = v;
      while (found < reading.phrases.verbs.size() && reading.verb(static_cast<std::uint32_t>(found)) != complete(shorthand)) ++found;
      if (found < reading.phrases.verbs.size()) {
        v = found + 1;
        ++right;
      } else {
        missed = true;
      }
    }
    if (reading.phrases.verbs.size() > wanted.size()) {
      ++all;
      missed = true;
    }
    if (missed) {
      std::string got;
      for (std::uint32_t i = 0; i < reading.phrases.verbs.size(); ++i) got += (i == 0 ? "" : "; ") + reading.verb(i);
      MESSAGE("verb_groups.txt:", line.line, ": ", line.text, "\n  got: ", got);
    }
  }
  MESSAGE(right, " of ", all, " verb groups right");
  CHECK(all >= 200);
  CHECK(100 * right >= 97 * all);
}
