// Memory of a document's parts that is handed from one document to the next, so that a document that is reused allocates nothing once the
// largest has been seen.
#ifndef SLUICE_PIPELINE_SPARE_PARTS_HPP
#define SLUICE_PIPELINE_SPARE_PARTS_HPP

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sluice/document.hpp"

namespace sluice {

class SpareParts {
 public:
  /// Takes the memory out of a document that is about to be cleared.
  void collect(Document& document) {
    for (Fact& fact : document.facts_) keep(arguments_, fact.arguments);
    for (Entity& entity : document.entities_) {
      keep(strings_, entity.name);
      for (std::string& alias : entity.aliases) keep(strings_, alias);
      keep(aliases_, entity.aliases);
      keep(mentions_, entity.mentions);
    }
  }
  void give(std::vector<Argument>& out) { give(arguments_, out); }
  void give(std::vector<std::string>& out) { give(aliases_, out); }
  void give(std::vector<std::uint32_t>& out) { give(mentions_, out); }
  void give(std::string& out) { give(strings_, out); }

 private:
  /// Parts of one kind that are kept at most, whatever documents bring.
  static constexpr std::size_t most = 4096;

  std::vector<std::vector<Argument>> arguments_;
  std::vector<std::vector<std::string>> aliases_;
  std::vector<std::vector<std::uint32_t>> mentions_;
  std::vector<std::string> strings_;

  template <class Part>
  static void keep(std::vector<Part>& parts, Part& part) {
    // A short string has its memory within itself.
    if (part.capacity() <= Part().capacity() || parts.size() == most) return;
    part.clear();
    parts.push_back(std::move(part));
  }
  template <class Part>
  static void give(std::vector<Part>& parts, Part& out) {
    if (parts.empty()) return;
    out = std::move(parts.back());
    parts.pop_back();
  }
};

}  // namespace sluice

#endif
