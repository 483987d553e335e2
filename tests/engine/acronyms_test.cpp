// Definitions of acronyms: how many pairs of tests/engine/acronyms.txt are found, and how many that are none.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sluice/sluice.hpp>
#include <string>

namespace {

struct Pair {
  std::string name, acronym;
  friend auto operator<=>(const Pair&, const Pair&) = default;
};

/// Takes the marks "[words|label]" out of a line and keeps what stood in them.
std::string unmark(const std::string& line, Pair& marked) {
  std::string text;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t bar = line[at] == '[' ? line.find('|', at) : std::string::npos;
    if (bar == std::string::npos) {
      text += line[at++];
      continue;
    }
    const std::size_t end = line.find(']', bar);
    const std::string words = line.substr(at + 1, bar - at - 1);
    (line.substr(bar + 1, end - bar - 1) == "name" ? marked.name : marked.acronym) = words;
    text += words;
    at = end + 1;
  }
  return text;
}

bool is_acronym(const std::string& form) {
  const auto capitals = std::count_if(form.begin(), form.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  return form.find(' ') == std::string::npos && form.size() <= 10 && capitals >= 2;
}

std::set<Pair> found_pairs(const sluice::Document& doc) {
  std::set<Pair> out;
  for (const sluice::Entity& entity : doc.entities()) {
    std::set<std::string> forms(entity.aliases.begin(), entity.aliases.end());
    forms.insert(entity.name);
    for (const std::string& acronym : forms)
      for (const std::string& name : forms)
        if (is_acronym(acronym) && name.find(' ') != std::string::npos) out.insert({name, acronym});
  }
  return out;
}

}  // namespace

TEST_CASE("definitions of acronyms, in both orders, and what looks like one") {
  const sluice::Engine engine = sluice::Engine::standard();
  std::ifstream in(std::string(SLUICE_SOURCE_DIR) + "/tests/engine/acronyms.txt");
  std::size_t pairs = 0, right = 0, wrong = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    Pair marked;
    const std::string text = unmark(line, marked);
    std::set<Pair> found = found_pairs(engine.extract(text));
    if (!marked.name.empty()) {
      ++pairs;
      if (found.erase(marked) != 0) ++right;
      else MESSAGE("missed: " << line);
    }
    wrong += found.size();
    for (const Pair& p : found) MESSAGE("wrong: " << p.name << " = " << p.acronym << " in: " << line);
  }
  CHECK(pairs >= 200);
  CHECK(static_cast<double>(right) >= 0.95 * static_cast<double>(pairs));
  CHECK(static_cast<double>(right) >= 0.98 * static_cast<double>(right + wrong));
}
