// Distinct strings with dense ids, in three flat arrays.
#ifndef SLUICE_LEXICON_STRING_TABLE_HPP
#define SLUICE_LEXICON_STRING_TABLE_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/flat_array.hpp"
#include "lexicon/hash.hpp"

namespace sluice {

/// String to id and back; ids count from 0 in order of first appearance. `find` costs one hash and, mostly, one comparison.
class StringTable {
 public:
  static constexpr std::uint32_t missing = 0xFFFFFFFF;

  [[nodiscard]] std::size_t size() const { return offsets_.empty() ? 0 : offsets_.size() - 1; }
  [[nodiscard]] std::string_view text(std::uint32_t id) const {
    return {characters_.data() + offsets_[id], offsets_[id + 1] - offsets_[id]};
  }
  [[nodiscard]] std::uint32_t find(std::string_view string) const {
    if (slots_.empty()) return missing;
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = hash_bytes(string) & mask;; i = (i + 1) & mask) {
      const std::uint32_t id = slots_[i];
      if (id == missing || text(id) == string) return id;
    }
  }
  std::uint32_t intern(std::string_view string) {
    const std::uint32_t known = find(string);
    if (known != missing) return known;
    if (offsets_.empty()) offsets_.push_back(0);
    const std::uint32_t id = static_cast<std::uint32_t>(size());
    characters_.edit([&](std::vector<char>& own) { own.insert(own.end(), string.begin(), string.end()); });
    offsets_.push_back(static_cast<std::uint32_t>(characters_.size()));
    if ((size() + 1) * 10 > slots_.size() * 7) grow();
    else place(id);
    return id;
  }

  template <class A>
  void archive(A& a) {
    a(characters_, offsets_, slots_);
  }
  /// Whether what was read from an archive can be used without reading past an array.
  [[nodiscard]] bool valid() const {
    if (offsets_.empty()) return characters_.empty() && slots_.empty();
    if (offsets_.front() != 0 || offsets_.back() != characters_.size()) return false;
    // Without early exits the loops run over whole registers, and a start checks some hundred thousand words.
    bool ordered = true;
    for (std::size_t i = 1; i < offsets_.size(); ++i) ordered &= offsets_[i - 1] <= offsets_[i];
    if (!ordered || (slots_.size() & (slots_.size() - 1)) != 0 || slots_.size() <= size()) return false;
    std::uint32_t used = 0;
    std::uint32_t beyond = 0;
    const std::uint32_t limit = static_cast<std::uint32_t>(size());
    for (const std::uint32_t id : slots_) {
      used += id != missing ? 1u : 0u;
      beyond |= static_cast<std::uint32_t>(id >= limit) & static_cast<std::uint32_t>(id != missing);
    }
    if (beyond != 0) return false;
    return used == size();
  }

 private:
  FlatArray<char> characters_;
  FlatArray<std::uint32_t> offsets_;  ///< size() + 1 of them
  FlatArray<std::uint32_t> slots_;     ///< open addressing over a power of two, at most 70% full

  void place(std::uint32_t id) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t i = hash_bytes(text(id)) & mask;
    while (slots_[i] != missing) i = (i + 1) & mask;
    slots_.edit([&](std::vector<std::uint32_t>& own) { own[i] = id; });
  }
  void grow() {
    slots_.assign(slots_.empty() ? 16 : slots_.size() * 2, missing);
    for (std::uint32_t id = 0; id < size(); ++id) place(id);
  }
};

}  // namespace sluice

#endif
