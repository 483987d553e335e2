#include "lexicon/lattice.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <tuple>

#include "lexicon/pack.hpp"

using namespace sluice;

TEST_CASE("symbols: the built-in ones in their order, further ones behind") {
  Symbols symbols;
  CHECK(symbols.size() == builtin_symbols);
  CHECK(symbols.find("Person") == sy_person);
  CHECK(symbols.find("Commodity") == sy_commodity);
  CHECK(symbols.find("Set") == sy_set);
  CHECK(symbols.find("NounGroup") == sy_noun_group);
  CHECK(symbols.find("text") == sy_text);
  CHECK(symbols.find("Mass") == no_symbol);
  const SymbolId mass = symbols.add("Mass");
  CHECK(mass == builtin_symbols);
  CHECK(symbols.add("Mass") == mass);
  CHECK(symbols.name(mass) == "Mass");

  std::string bytes;
  ArchiveWriter writer(bytes);
  symbols.archive(writer);
  Symbols again;
  ArchiveReader reader(bytes);
  again.archive(reader);
  CHECK_FALSE(reader.failed());
  CHECK(again.find("Mass") == mass);
}

TEST_CASE("a lattice against a plain list of edges") {
  std::mt19937 engine(5);
  const auto random = [&] { return static_cast<std::uint32_t>(engine()); };
  for (int round = 0; round < 200; ++round) {
    const std::uint32_t tokens = 1 + random() % 12;
    Lattice lattice;
    lattice.reset(tokens);
    std::vector<Edge> plain;
    for (std::size_t n = random() % 30; n != 0; --n) {
      Edge edge;
      edge.begin = random() % tokens;
      edge.end = edge.begin + 1 + random() % (tokens - edge.begin);
      edge.symbol = static_cast<SymbolId>(random() % 3);
      edge.payload = random() % 2;
      lattice.add(edge);
      if (std::find(plain.begin(), plain.end(), edge) == plain.end()) plain.push_back(edge);
    }
    if (round % 2 == 0) {
      SymbolSet gone;
      gone.clear(3);
      gone.add(2);
      lattice.remove(gone);
      std::erase_if(plain, [](const Edge& edge) { return edge.symbol == 2; });
    }
    for (std::uint32_t begin = 0; begin < tokens; ++begin) {
      const std::vector<Edge> at(lattice.at(begin).begin(), lattice.at(begin).end());
      CHECK(lattice.any_at(begin) == !at.empty());
      std::vector<Edge> wanted;
      std::copy_if(plain.begin(), plain.end(), std::back_inserter(wanted), [&](const Edge& e) { return e.begin == begin; });
      std::sort(wanted.begin(), wanted.end(), [](const Edge& a, const Edge& b) {
        return std::tuple(~a.end, a.symbol, a.payload) < std::tuple(~b.end, b.symbol, b.payload);
      });
      CHECK(at == wanted);
      for (SymbolId symbol = 0; symbol < 3; ++symbol) {
        for (std::uint32_t end = begin; end <= tokens; ++end) {
          const bool there = std::any_of(plain.begin(), plain.end(),
                                         [&](const Edge& e) { return e.begin == begin && e.end == end && e.symbol == symbol; });
          CHECK((lattice.find(symbol, begin, end) != nullptr) == there);
        }
      }
    }
  }
}

TEST_CASE("tables, alternatives and diagnostics as text") {
  const auto rows = parse_tsv("\xEF\xBB\xBF# head\nA | B\t 1 \r\n\n \t\nlast\t\t3");
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].line == 2);
  CHECK(rows[0].columns == std::vector<std::string_view>{"A | B", "1"});
  CHECK(rows[1].line == 5);
  CHECK(rows[1].columns == std::vector<std::string_view>{"last", "", "3"});
  CHECK(phrase_alternatives("A | B\\|C||D ") == std::vector<std::string>{"A", "B|C", "D"});
  CHECK(phrase_alternatives("").empty());

  const auto shown = [](const Diagnostic& d) {
    std::ostringstream out;
    out << d;
    return out.str();
  };
  CHECK(shown({Severity::error, "S014", "unknown type 'Plaec'", "did you mean 'Place'?", "rules/a.rules", 12, 9}) ==
        "rules/a.rules:12:9: error S014: unknown type 'Plaec' (did you mean 'Place'?)");
  CHECK(shown({Severity::warning, "D011", "left out", "", "a.tsv", 0, 0}) == "a.tsv: warning D011: left out");
}

TEST_CASE("a pack reads a directory and stays inside it") {
  namespace fs = std::filesystem;
  const fs::path base = fs::temp_directory_path() / "sluice-pack-test";
  fs::remove_all(base);
  fs::create_directories(base / "pack/names");
  fs::create_directories(base / "more/names");
  std::ofstream(base / "outside.tsv") << "secret\n";
  std::ofstream(base / "pack/names/a.tsv") << "first\n";
  std::ofstream(base / "pack/b.rules") << "# rules\n";
  std::ofstream(base / "pack/readme.md") << "no\n";
  std::ofstream(base / "more/names/a.tsv") << "second\n";
  fs::create_symlink(base / "outside.tsv", base / "pack/link.tsv");
  fs::create_symlink(base / "pack/b.rules", base / "pack/c.rules");

  Pack pack;
  Diagnostics diagnostics;
  pack.add_directory(base / "pack", diagnostics);
  CHECK(diagnostics.empty());
  CHECK(pack.files.size() == 3);
  REQUIRE(pack.find("names/a.tsv") != nullptr);
  CHECK(*pack.find("names/a.tsv") == "first\n");
  CHECK(pack.find("c.rules") != nullptr);
  CHECK(pack.find("link.tsv") == nullptr);
  pack.add_directory(base / "more", diagnostics);
  CHECK(*pack.find("names/a.tsv") == "second\n");
  CHECK(pack.origins.at("names/a.tsv") == (base / "more").generic_string() + "/");
  pack.add_directory(base / "nowhere", diagnostics);
  REQUIRE(diagnostics.size() == 1);
  CHECK(diagnostics[0].code == "D001");
  fs::remove_all(base);
}
