// Verb groups of verb_groups.txt and of varied prose: lemma, voice, polarity and modality.
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

/// Groups asked for in one file, and those right.
struct Score {
  std::size_t all = 0, right = 0;
};

Score score(const char* file) {
  Score sum;
  for (const test::Line& line : test::read_lines(file)) {
    const std::size_t bar = line.text.find("||");
    REQUIRE(bar != std::string::npos);
    const test::Reading reading(line.text.substr(0, bar));
    const std::vector<std::string> wanted = test::split(line.text.substr(bar + 2), ';');
    std::size_t v = 0;
    bool missed = false;
    for (const std::string& shorthand : wanted) {
      ++sum.all;
      // groups that were not asked for are passed over, and count as faults below
      std::size_t found = v;
      while (found < reading.phrases.verbs.size() && reading.verb(static_cast<std::uint32_t>(found)) != complete(shorthand)) ++found;
      if (found < reading.phrases.verbs.size()) {
        v = found + 1;
        ++sum.right;
      } else {
        missed = true;
      }
    }
    if (reading.phrases.verbs.size() > wanted.size()) {
      ++sum.all;
      missed = true;
    }
    if (missed) {
      std::string got;
      for (std::uint32_t i = 0; i < reading.phrases.verbs.size(); ++i) got += (i == 0 ? "" : "; ") + reading.verb(i);
      MESSAGE(std::string(file), ":", line.line, ": ", line.text, "\n  got: ", got);
    }
  }
  MESSAGE(std::string(file), ": ", sum.right, " of ", sum.all, " verb groups right");
  return sum;
}

}  // namespace

TEST_CASE("verb groups: lemma, voice, polarity, modality") {
  std::size_t groups = 0, right = 0;
  for (const char* file : {"verb_groups.txt", "verb_groups_varied.txt", "verb_groups_kept.txt"}) {
    const Score sum = score(file);
    groups += sum.all;
    right += sum.right;
  }
  CHECK(100 * right >= 97 * groups);
  CHECK(groups >= 450);
}
