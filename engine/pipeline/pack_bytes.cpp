#include "lexicon/archive.hpp"
#include "pipeline/standard.hpp"

namespace sluice {

std::string write_pack(const Pack& pack) {
  std::vector<std::string> strings;
  for (const auto& [path, bytes] : pack.files) {
    strings.push_back(path);
    strings.push_back(bytes);
  }
  std::string out;
  ArchiveWriter writer(out);
  writer(strings);
  return out;
}

Pack read_pack(std::string_view bytes) {
  std::vector<std::string> strings;
  ArchiveReader reader(bytes);
  reader(strings);
  Pack pack;
  for (std::size_t i = 0; i + 1 < strings.size(); i += 2) {
    pack.origins[strings[i]] = "standard/";
    pack.files[std::move(strings[i])] = std::move(strings[i + 1]);
  }
  return pack;
}

}  // namespace sluice
