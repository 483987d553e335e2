// What ambiguous words are, by the evidence of their document: tests/engine/names.txt.
#include <doctest/doctest.h>

#include <fstream>
#include <sluice/sluice.hpp>
#include <string>
#include <vector>

namespace {

struct Expected {
  std::size_t begin = 0, end = 0;
  std::string type;
};

std::string unmark(const std::string& line, std::vector<Expected>& marks) {
  std::string text;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t bar = line[at] == '[' ? line.find('|', at) : std::string::npos;
    if (bar == std::string::npos) {
      text += line[at++];
      continue;
    }
    const std::size_t end = line.find(']', bar);
    const std::size_t begin = text.size();
    text += line.substr(at + 1, bar - at - 1);
    marks.push_back({begin, text.size(), line.substr(bar + 1, end - bar - 1)});
    at = end + 1;
  }
  return text;
}

bool is_name(std::string_view type) {
  for (const std::string_view name : {"person", "organization", "place", "event", "work", "product", "demonym"})
    if (type == name) return true;
  return false;
}

/// The type of the mention over just this piece; "none" where no name touches it.
std::string found(const sluice::Document& doc, const Expected& piece) {
  std::string near = "none";
  for (const sluice::Mention& m : doc.mentions()) {
    if (!is_name(m.type) || m.span.end <= piece.begin || piece.end <= m.span.begin) continue;
    if (m.span.begin == piece.begin && m.span.end == piece.end) return std::string(m.type);
    near = "another piece, " + std::string(m.type);
  }
  return near;
}

}  // namespace

TEST_CASE("ambiguous names by evidence") {
  const sluice::Engine engine = sluice::Engine::standard();
  std::ifstream in(std::string(SLUICE_SOURCE_DIR) + "/tests/engine/names.txt");
  std::size_t pieces = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::vector<Expected> marks;
    const std::string text = unmark(line, marks);
    const sluice::Document doc = engine.extract(text);
    for (const Expected& piece : marks) {
      ++pieces;
      CAPTURE(line);
      CAPTURE(text.substr(piece.begin, piece.end - piece.begin));
      CHECK(found(doc, piece) == piece.type);
    }
  }
  CHECK(pieces > 80);
}

TEST_CASE("the readings that lost are kept for who asks") {
  const sluice::Engine engine = sluice::Engine::standard();
  const sluice::Document doc = engine.extract("Ana Paris won the seat. On Friday Paris said that she would serve.", {.keep_losers = true});
  bool as_place = false;
  for (const sluice::Loser& l : doc.losers()) as_place |= l.type == "place" && l.span.of(doc.text()) == "Paris" && l.beaten_by == "document.evidence";
  CHECK(as_place);
}
