// Every name and sign of every unit and currency in rules/values/ is read back, in several formats of number.
#include <doctest/doctest.h>

#include <map>

#include "amounts.hpp"

namespace sluice::test {

namespace {

struct Tally {
  std::size_t all = 0, wrong = 0;
  std::string first_wrong;

  void read(const std::string& amount, const std::string& type, const std::string& wanted) {
    const std::string text = "The board was told of " + amount + " and left.";
    const auto found = AmountReader::standard().read(text);
    ++all;
    if (found.size() == 1 && found[0].type == type && found[0].value() == wanted && found[0].span.of(text) == amount) return;
    if (++wrong > 40) return;
    first_wrong += text + " wants " + wanted + " -> ";
    for (const auto& f : found) first_wrong += '[' + std::string(f.span.of(text)) + '|' + f.type + ' ' + f.value() + "] ";
    first_wrong += '\n';
  }
  void report(std::size_t least) const {
    MESSAGE(all << " combinations, " << wrong << " wrong");
    CHECK(all >= least);
    CHECK_MESSAGE(wrong * 500 <= all, first_wrong);
  }
};

std::vector<TsvRow> rows(const Pack& pack, std::string_view file) {
  const std::string* bytes = pack.find(file);
  REQUIRE(bytes != nullptr);
  return parse_tsv(*bytes);
}

std::string without_mark(std::string s) {
  if (const std::size_t at = s.find('~'); at != std::string::npos) s.erase(at, 1);
  return s;
}

const std::vector<std::pair<std::string, std::string>>& numbers() {
  static const std::vector<std::pair<std::string, std::string>> all = {
      {"12", "12"}, {"1,234", "1234"}, {"0.75", "0.75"}, {"3.5 million", "3500000"}, {"2.4 billion", "2400000000"}, {"twenty-five", "25"}};
  return all;
}

}  // namespace

TEST_CASE("every unit by every name comes back") {
  Pack pack;
  Diagnostics diagnostics;
  pack.add_directory(SLUICE_SOURCE_DIR "/rules", diagnostics);
  Tally tally;
  std::map<std::string, std::string> first_of_name;
  for (const TsvRow& row : rows(pack, "values/units.tsv")) {
    const std::string flags(row.columns.size() > 7 ? row.columns[7] : "-"), ucum = without_mark(std::string(row.columns[2]));
    if (flags.find("weak") != std::string::npos || flags.find("denominator") != std::string::npos || row.columns[0] == "-") continue;
    const std::string name = without_mark(phrase_alternatives(row.columns[0]).front());
    // "12 thousand barrels" is as well 12,000 barrels, and a pound may be money.
    const std::string first_word = name.substr(0, name.find_first_of(" -"));
    const bool shared = name == "pound" || first_word == "thousand" || first_word == "million" || first_word == "twenty" || first_word == "forty";
    if (shared || !first_of_name.emplace(name, ucum).second) continue;
    for (const auto& [text, value] : numbers()) tally.read(text + ' ' + name, "quantity", value + ' ' + ucum);
  }
  tally.report(1500);
}

TEST_CASE("every currency by its code and its own name comes back") {
  Pack pack;
  Diagnostics diagnostics;
  pack.add_directory(SLUICE_SOURCE_DIR "/rules", diagnostics);
  Tally tally;
  for (const TsvRow& row : rows(pack, "values/currencies.tsv")) {
    const std::string code(row.columns[1]);
    std::string name;
    for (const std::string& n : phrase_alternatives(row.columns[0]))
      if (n != "-" && n != "pound" && n != "pounds" && name.empty()) name = n;
    for (const auto& [text, value] : numbers()) {
      const bool large = text.find("illion") != std::string::npos || text == "1,234";
      if (large) tally.read(code + ' ' + text, "money", value + ' ' + code);
      if (large) tally.read(text + ' ' + code, "money", value + ' ' + code);
      if (!name.empty()) tally.read(text + ' ' + name, "money", value + ' ' + code);
    }
  }
  tally.report(2000);
}

}  // namespace sluice::test
