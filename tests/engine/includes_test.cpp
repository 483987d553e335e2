// Includes point one way: a folder uses those before it alone.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

TEST_CASE("each folder includes only folders before it") {
  // grammars/ and values/ are one layer: a grammar reads the compiled tables of values/, and values/ calls the grammars.
  const std::map<std::string, int> order = {{"sluice", 0}, {"markup", 1}, {"text", 2}, {"lexicon", 3}, {"grammars", 4}, {"values", 4}, {"phrase", 5},
                                            {"rules", 6}, {"match", 7}, {"resolve", 8}, {"pipeline", 9}, {"standard", 10},
                                            {"evaluate", 11}, {"io", 12}, {"c", 13}};
  const std::filesystem::path root = SLUICE_SOURCE_DIR;
  std::size_t seen = 0;
  for (const auto& [folder, rank] : order) {
    const auto path = folder == "sluice" ? root / "engine/include/sluice" : folder == "grammars" ? root / "grammars" : root / "engine" / folder;
    for (const auto& entry : std::filesystem::directory_iterator(path)) {
      std::ifstream in(entry.path());
      for (std::string line; std::getline(in, line);) {
        if (!line.starts_with("#include \"")) continue;
        const std::string target = line.substr(10, line.find('/', 10) - 10);
        const auto found = order.find(target);
        if (found == order.end()) continue;
        ++seen;
        INFO(entry.path().string() << ": " << line);
        CHECK(found->second <= rank);
      }
    }
  }
  CHECK(seen > 100);
}
