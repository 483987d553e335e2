// Which ids came before.
#ifndef SLUICE_IO_SEEN_IDS_HPP
#define SLUICE_IO_SEEN_IDS_HPP

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace sluice {

/// A set of 64-bit hashes: 16 bytes for each id at the most, whatever its length. Two ids out of ten million share one in some 1 of 300,000 runs;
/// such a document would wrongly be noted as a repetition and lose nothing.
class SeenIds {
 public:
  /// True where this id was added before.
  bool add(std::string_view id) {
    if (2 * (count_ + 1) > slots_.size()) grow();
    std::uint64_t hash = 0xcbf29ce484222325u;
    for (const char c : id) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    // FNV leaves the high bits weak on short strings; this spreads them.
    hash ^= hash >> 32;
    hash *= 0xd6e8feb86659fd93u;
    hash ^= hash >> 32;
    return insert(hash == 0 ? 1 : hash);
  }

 private:
  std::vector<std::uint64_t> slots_;  // 0 is free
  std::size_t count_ = 0;

  bool insert(std::uint64_t hash) {
    std::size_t at = hash & (slots_.size() - 1);
    while (slots_[at] != 0 && slots_[at] != hash) at = (at + 1) & (slots_.size() - 1);
    if (slots_[at] == hash) return true;
    slots_[at] = hash;
    ++count_;
    return false;
  }

  void grow() {
    std::vector<std::uint64_t> old(slots_.empty() ? 64 : 2 * slots_.size());
    old.swap(slots_);
    count_ = 0;
    for (const std::uint64_t hash : old)
      if (hash != 0) insert(hash);
  }
};

}  // namespace sluice

#endif
