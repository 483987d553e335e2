// The inside of a WordCache, shared with the phrase finder.
#ifndef SLUICE_LEXICON_WORD_STATE_HPP
#define SLUICE_LEXICON_WORD_STATE_HPP

#include <string>
#include <string_view>
#include <vector>

#include "lexicon/hash.hpp"
#include "lexicon/tables.hpp"
#include "lexicon/word_arena.hpp"
#include "lexicon/words.hpp"

namespace sluice {

/// Tells one spelling from every other where it has up to 11 bytes, which then need no look elsewhere: the bytes, zeros, the length in
/// the highest byte of `tail`. Longer ones are told by hash and length, and their bytes are compared.
struct SpellingKey {
  std::uint64_t head = 0;
  std::uint32_t tail = 0;
  static constexpr std::size_t longest = 11;

  [[nodiscard]] bool exact() const { return tail >> 24 <= longest; }
  [[nodiscard]] std::uint64_t hash() const { return hash_ids_wide(head, tail); }
  friend bool operator==(const SpellingKey&, const SpellingKey&) = default;

 private:
  static std::uint64_t hash_ids_wide(std::uint64_t a, std::uint64_t b) {
    return hash_detail::mix(a ^ hash_detail::secret1, (b * hash_detail::secret2) ^ hash_detail::secret2);
  }
};

/// What the list pass needs of a word: half of a line of the processor's cache.
struct ListReading {
  FoldId fold = no_fold;
  std::uint32_t state = 0;          ///< behind this word as the first of an entry that goes on, or 0
  std::uint32_t begin = 0;          ///< in State::list_pool: the word's hits, then its edges
  std::uint32_t hits = 0;
  std::uint32_t edges = 0;
  std::uint32_t symbol = 0;         ///< Word::symbol
  std::uint64_t edge_kinds = 0;     ///< Lattice::kind of the edges
};

struct WordCache::State {
  struct Slot {                            // 16 bytes, which a SpellingKey inside would not leave it
    std::uint64_t head = 0;
    std::uint32_t tail = 0xFE000000u;      ///< of no spelling
    std::uint32_t id = empty;
    [[nodiscard]] SpellingKey key() const { return {head, tail}; }
  };
  static constexpr std::uint32_t empty = 0xFFFFFFFF;

  WordArena arena;
  std::vector<Slot> slots;                 ///< open addressing over a power of two, at most half full
  std::vector<std::string_view> surfaces;  ///< by word id, in the arena
  std::vector<std::string_view> folds;     ///< by word id, in the arena or the vocabulary
  std::vector<ListReading> readings;       ///< by word id
  std::vector<ListHit> hits;
  std::span<const ListUse> uses;
  std::vector<ListHit> list_pool;          ///< hits of lists that have them; edges, with their symbol for the list, in the order of a lattice

  std::size_t stride = 0;                  ///< 64-bit words of a test set
  std::vector<std::uint64_t> symbol_bits;  ///< stride of them for each symbol
  std::vector<std::uint32_t> symbol_slots; ///< open addressing over a power of two, at most half full
  std::uint32_t symbols = 0;

  std::string folded;                      ///< working memory
  std::vector<std::uint64_t> bits;
  std::vector<int> regexes;
};

}  // namespace sluice

#endif
