// Clauses of clauses.txt and of varied prose: subject, object, obliques.
#include <doctest/doctest.h>

#include <algorithm>

#include "reading.hpp"

using namespace sluice;

namespace {

/// Whether everything that `wanted` names stands in `got`: the part up to the bracket alike, and each oblique or complement behind it.
bool fits(const std::string& wanted, const std::string& got) {
  const std::size_t close_wanted = wanted.rfind(") ") == std::string::npos ? wanted.size() : wanted.rfind(") ") + 1;
  const std::string head = wanted.substr(0, close_wanted);
  if (got.compare(0, head.size(), head) != 0) return false;
  if (close_wanted == wanted.size()) return true;
  const std::string rest = wanted.substr(close_wanted + 1);
  for (std::size_t from = 0; from < rest.size();) {
    const std::size_t comma = std::min(rest.find(", ", from), rest.size());
    if (got.find(" " + rest.substr(from, comma - from)) == std::string::npos) return false;
    from = comma + 2;
  }
  return true;
}

/// Clauses asked for in one file, and those found.
struct Score {
  std::size_t all = 0, right = 0;
};

Score score(const char* file) {
  Score sum;
  const std::vector<test::Line> lines = test::read_lines(file);
  for (std::size_t l = 0; l < lines.size();) {
    const test::Line& sentence = lines[l++];
    REQUIRE(sentence.text[0] != ' ');
    const test::Reading reading(sentence.text);
    std::vector<std::string> got;
    for (std::uint32_t c = 0; c < reading.phrases.clauses.size(); ++c) got.push_back(reading.clause(c));
    for (; l < lines.size() && lines[l].text[0] == ' '; ++l) {
      const std::string wanted = lines[l].text.substr(lines[l].text.find_first_not_of(' '));
      ++sum.all;
      if (std::any_of(got.begin(), got.end(), [&](const std::string& clause) { return fits(wanted, clause); })) {
        ++sum.right;
        continue;
      }
      std::string shown;
      for (const std::string& clause : got) shown += "\n    " + clause;
      MESSAGE(std::string(file), ":", lines[l].line, ": ", sentence.text, "\n  wanted: ", wanted, "\n  got:", shown);
    }
  }
  MESSAGE(std::string(file), ": ", sum.right, " of ", sum.all, " clauses right");
  return sum;
}

}  // namespace

TEST_CASE("clauses: predicate, subject, object, obliques") {
  std::size_t clauses = 0, right = 0;
  for (const char* file : {"clauses.txt", "clauses_varied.txt", "clauses_kept.txt"}) {
    const Score sum = score(file);
    clauses += sum.all;
    right += sum.right;
  }
  CHECK(100 * right >= 90 * clauses);
  CHECK(clauses >= 300);
}
