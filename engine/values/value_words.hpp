// What each distinct word may do in a value: found once for each word and kept from document to document, so that a token that has
// no part in a value costs one look.
#ifndef SLUICE_VALUES_VALUE_WORDS_HPP
#define SLUICE_VALUES_VALUE_WORDS_HPP

#include <cstdint>
#include <vector>

#include "lexicon/words.hpp"
#include "values/quantity_tables.hpp"
#include "values/values.hpp"

namespace sluice {

/// Flags by word id of a WordCache. One for each thread.
class ValueWords {
 public:
  explicit ValueWords(const ValueTables& tables) : tables_(&tables) {}

  /// Learns the words that the cache has got since the last call.
  void learn(const WordCache& words) {
    for (std::uint32_t id = static_cast<std::uint32_t>(flags_.size()); id < words.size(); ++id) flags_.push_back(flags_of(words, id));
  }
  /// Called where the cache has started anew.
  void forget() { flags_.clear(); }

  /// ValueWordFlag bits.
  [[nodiscard]] std::uint16_t operator[](std::uint32_t word) const { return flags_[word]; }

 private:
  const ValueTables* tables_;
  std::vector<std::uint16_t> flags_;

  [[nodiscard]] std::uint16_t flags_of(const WordCache& words, std::uint32_t id) const;
};

}  // namespace sluice

#endif
