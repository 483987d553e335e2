// The inside of a WordCache, shared with the phrase finder.
#ifndef SLUICE_LEXICON_WORD_STATE_HPP
#define SLUICE_LEXICON_WORD_STATE_HPP

#include <string>
#include <string_view>
#include <vector>

#include "lexicon/tables.hpp"
#include "lexicon/word_arena.hpp"
#include "lexicon/words.hpp"

namespace sluice {

struct WordCache::State {
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t id = empty;
  };
  static constexpr std::uint32_t empty = 0xFFFFFFFF;

  WordArena arena;
  std::vector<Slot> slots;                 ///< open addressing over a power of two, at most half full
  std::vector<std::string_view> surfaces;  ///< by word id, in the arena
  std::vector<std::string_view> folds;     ///< by word id, in the arena or the vocabulary
  std::vector<std::uint32_t> first_states; ///< by word id: trie state behind this word as the first of an entry, or 0
  std::vector<ListHit> hits;

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
