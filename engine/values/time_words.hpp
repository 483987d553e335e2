// What each distinct word may be in a time expression: found once for each word and kept from document to document, so that a token that
// has no part in one costs one look.
#ifndef SLUICE_VALUES_TIME_WORDS_HPP
#define SLUICE_VALUES_TIME_WORDS_HPP

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "lexicon/words.hpp"
#include "values/time_tables.hpp"

namespace sluice {

/// An entry of the time tables that starts at a token, over `length` tokens.
struct TimeHit {
  const TimeEntry* entry;
  TimeClass time_class;
  std::uint8_t length;
};

/// A set of classes, and of whether digits are in it. Not initialised by itself, so that tokens are not.
struct TimeClassSet {
  std::uint64_t bits[2];
  bool digits;             ///< a token that begins with a digit, or a coded period

  [[nodiscard]] constexpr bool has(TimeClass c) const { return (bits[c / 64] >> (c % 64) & 1u) != 0; }
  constexpr void add(TimeClass c) { bits[c / 64] |= std::uint64_t{1} << (c % 64); }
  constexpr void merge(const TimeClassSet& other) { bits[0] |= other.bits[0], bits[1] |= other.bits[1], digits |= other.digits; }
  [[nodiscard]] constexpr bool meets(const TimeClassSet& other) const {
    return ((bits[0] & other.bits[0]) | (bits[1] & other.bits[1])) != 0 || (digits && other.digits);
  }
  /// Whether it has no class that `other` has not.
  [[nodiscard]] constexpr bool within(const TimeClassSet& other) const {
    return ((bits[0] & ~other.bits[0]) | (bits[1] & ~other.bits[1])) == 0 && (!digits || other.digits);
  }
  /// Calls `f` with each class that is in both sets.
  template <class F>
  void each_shared(const TimeClassSet& other, F f) const {
    for (unsigned half = 0; half < 2; ++half)
      for (std::uint64_t rest = bits[half] & other.bits[half]; rest != 0; rest &= rest - 1)
        f(static_cast<TimeClass>(64 * half + static_cast<unsigned>(std::countr_zero(rest))));
  }
};

/// What a word is by its letters and by the entries that it alone is.
struct TimeWord {
  TimeClassSet classes{};      ///< of all hits
  std::int32_t number = -1;    ///< of digits or behind a code
  std::uint32_t first_hit = 0;
  std::uint8_t hit_count = 0;
  std::uint8_t digits = 0;     ///< number of digits where the token is digits alone (commas and point do not count), else 0
  bool capital = false;
  bool decimal = false;        ///< digits with a decimal point: 3.5
  bool grouped = false;        ///< digits with commas: 1,500
  char code = 0;               ///< of a coded period such as Q3, H1, FY2024: Q H F Y
};

/// Time words by word id of a WordCache. One for each thread; the tables must outlive it.
class TimeWords {
 public:
  static constexpr std::size_t max_hits = 8;   ///< of one token

  explicit TimeWords(const TimeTables& tables) : tables_(&tables) {}

  /// Learns the words that the cache has got since the last call.
  void learn(const WordCache& words) {
    for (std::uint32_t id = static_cast<std::uint32_t>(marks_.size()); id < words.size(); ++id) add(words, id);
  }
  /// Called where the cache has started anew.
  void forget();

  [[nodiscard]] const TimeTables& tables() const { return *tables_; }
  /// TimeMark bits.
  [[nodiscard]] std::uint16_t marks(std::uint32_t word) const { return marks_[word]; }
  [[nodiscard]] const TimeWord& operator[](std::uint32_t word) const { return words_[word]; }
  [[nodiscard]] const TimeHit* hits(const TimeWord& word) const { return hits_.data() + word.first_hit; }

 private:
  const TimeTables* tables_;
  std::vector<std::uint16_t> marks_;
  std::vector<TimeWord> words_;
  std::vector<TimeHit> hits_;

  void add(const WordCache& words, std::uint32_t id);
};

}  // namespace sluice

#endif
