// What each distinct word may do in a value: found once for each word and kept from document to document, so that a token that has
// no part in a value costs one look.
#ifndef SLUICE_VALUES_VALUE_WORDS_HPP
#define SLUICE_VALUES_VALUE_WORDS_HPP

#include <cstdint>
#include <span>
#include <vector>

#include "lexicon/words.hpp"
#include "values/quantity_tables.hpp"
#include "values/time_words.hpp"
#include "values/values.hpp"

namespace sluice {

/// What a word is in the amount tables by itself.
struct AmountWord {
  std::uint64_t roles = 0;           ///< of its readings, a bit for each AmountRole
  std::uint32_t first_reading = 0;
  std::uint16_t reading_count = 0;
  bool begins_phrase = false;        ///< entries of two words and more may begin with it
};

/// By word id of a WordCache. One for each thread.
class ValueWords {
 public:
  explicit ValueWords(const ValueTables& tables);

  /// Learns the words that the cache has got since the last call.
  void learn(const WordCache& words) {
    time_.learn(words);
    for (std::uint32_t id = static_cast<std::uint32_t>(flags_.size()); id < words.size(); ++id) add(words, id);
  }
  /// Called where the cache has started anew.
  void forget();

  /// ValueWordFlag bits.
  [[nodiscard]] std::uint16_t operator[](std::uint32_t word) const { return flags_[word]; }
  [[nodiscard]] const AmountWord& amount(std::uint32_t word) const { return amounts_[word]; }
  /// The readings of a word in the amount tables, letters checked.
  [[nodiscard]] std::span<const AmountReading> readings(const AmountWord& word) const {
    return {readings_.data() + word.first_reading, word.reading_count};
  }
  [[nodiscard]] const TimeWords& time() const { return time_; }

 private:
  const ValueTables* tables_;
  TimeWords time_;
  std::vector<std::uint16_t> flags_;
  std::vector<AmountWord> amounts_;
  std::vector<AmountReading> readings_;

  void add(const WordCache& words, std::uint32_t id);
};

}  // namespace sluice

#endif
