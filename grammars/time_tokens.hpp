// What the time grammars read: tokens of one sentence from a starting place on, each with its classes from the time tables.
// Filled on demand, so that a start that leads nowhere costs two or three tokens.
#ifndef SLUICE_GRAMMARS_TIME_TOKENS_HPP
#define SLUICE_GRAMMARS_TIME_TOKENS_HPP

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

#include "values/time_words.hpp"
#include "values/values.hpp"

namespace sluice {

/// One token as the time grammars see it. Plain, so that an array of them costs nothing until it is filled.
struct TimeToken {
  TimeClassSet classes;        ///< of all hits
  const char* begin;
  const TimeHit* hits;         ///< phrases too
  std::uint32_t bytes;
  std::int32_t number;         ///< of digits or behind a code
  std::uint8_t hit_count;
  std::uint8_t longest;        ///< tokens of the longest hit, 1 where there is none
  std::uint8_t digits;         ///< number of digits where the token is digits alone (commas and point do not count), else 0
  bool glued;                  ///< no space before it
  bool capital;
  bool decimal;                ///< digits with a decimal point: 3.5
  bool grouped;                ///< digits with commas: 1,500
  char code;                   ///< of a coded period such as Q3, H1, FY2024: Q H F Y

  [[nodiscard]] bool is(TimeClass c) const { return classes.has(c); }
  /// The longest hit of class `c`, or null.
  [[nodiscard]] const TimeHit* hit(TimeClass c) const {
    if (!is(c)) return nullptr;
    const TimeHit* best = nullptr;
    for (std::size_t i = 0; i < hit_count; ++i)
      if (hits[i].time_class == c && (best == nullptr || hits[i].length > best->length)) best = &hits[i];
    return best;
  }
  /// Begins with a digit, or is a coded period.
  [[nodiscard]] bool numeric() const { return classes.digits; }
  [[nodiscard]] std::string_view text() const { return {begin, bytes}; }
};

/// What a time grammar read. `first` alone, or with `second` the two ends of an interval.
struct TimeReading {
  SymbolId type = sy_date;
  TimeMod mod = TimeMod::none;
  bool every = false;            ///< TIMEX3 `quant`: EVERY
  std::int32_t times = 0;        ///< TIMEX3 `freq`: so many times in each period; 0 for none
  TimeExpression first;
  TimeExpression second;
};

/// What the first token of a grammar's expressions may be: one of `classes`, or anything.
struct TimeStarts {
  TimeClassSet classes;
  bool any;
};

class TimeCursor;

/// A time grammar: reads the longest expression of its kind at `at` and moves `at` behind it.
using TimeGrammar = bool (*)(TimeCursor& at, TimeReading& out);

/// The words of time from token `first` on: up to the first token that stands in no entry of the tables and belongs to no number, at
/// the furthest to the end of the sentence. No grammar reads over such a token.
class TimeScan {
 public:
  static constexpr std::uint32_t max_tokens = 32;

  TimeScan(const TimeWords& words, const ValueInput& input, std::uint32_t first);

  [[nodiscard]] const TimeToken& operator[](std::uint32_t i) const { return tokens_[i]; }
  [[nodiscard]] std::uint32_t size() const { return size_; }
  [[nodiscard]] const ValueInput& input() const { return *input_; }
  [[nodiscard]] const TimeTables& tables() const { return words_->tables(); }
  [[nodiscard]] std::uint32_t first() const { return first_; }
  /// The text from token i to the next white space, at most 40 bytes.
  [[nodiscard]] std::string_view run(std::uint32_t i) const;

  /// The word that stands `back` tokens before the start in the same sentence, or null.
  [[nodiscard]] const Token* before(std::uint32_t back) const;
  /// The token i places behind the start, in the same sentence, or null.
  [[nodiscard]] const Token* token(std::uint32_t i) const;
  [[nodiscard]] const Word& word(const Token& token) const { return input_->words[token.word]; }

  /// Behind the last token with which an expression can end.
  [[nodiscard]] std::uint32_t furthest_end() const { return furthest_; }
  /// The classes of all its tokens. Lets a grammar give up before it tries.
  [[nodiscard]] const TimeClassSet& ahead() const { return ahead_; }
  template <class... C>
  [[nodiscard]] bool ahead(C... classes) const {
    return (ahead_.has(classes) || ...);
  }
  /// The same for digits that are written as a clock time or a date are, joined by a colon or a point.
  [[nodiscard]] bool ahead_joined_digits() const { return ahead_joined_; }

  /// Runs `grammar` at `at`, once: the grammars of larger expressions begin with the same dates again and again.
  bool once(TimeGrammar grammar, TimeCursor& at, TimeReading& out) const;

  /// Whether any hit of the token (phrases not counted) has class `c`.
  [[nodiscard]] bool has_class(const Token& token, TimeClass c) const { return classes_of(token).has(c); }
  /// The classes of all hits of the token, phrases not counted.
  [[nodiscard]] const TimeClassSet& classes_of(const Token& token) const { return (*words_)[token.word].classes; }

 private:
  void read(const Token& source, std::uint32_t left, TimeToken& token);
  void add_phrases(std::uint32_t index, std::uint32_t left, TimeToken& token);

  const TimeWords* words_;
  const ValueInput* input_;
  std::uint32_t first_;
  std::uint32_t size_ = 0;
  std::uint32_t furthest_ = 0;
  bool sought_phrases_ = false;
  bool ahead_joined_ = false;
  TimeClassSet ahead_{};
  std::size_t next_phrase_ = 0;

  struct Memo {
    TimeGrammar grammar;
    std::uint32_t begin, end;            ///< equal where it reads nothing
  };
  static constexpr std::size_t max_memos = 16;
  mutable std::size_t memos_ = 0;
  // Left as they are until they are used.
  union Kept {
    Kept() {}
    TimeReading reading;
  };
  mutable Memo memo_[max_memos];
  mutable Kept kept_[max_memos];
  TimeToken tokens_[max_tokens];
  std::size_t pooled_ = 0;
  TimeHit pool_[max_tokens * TimeWords::max_hits];   ///< of the tokens that begin phrases
};

/// Forward iterator over a TimeScan.
class TimeCursor {
 public:
  using iterator_category = std::forward_iterator_tag;
  using value_type = TimeToken;
  using difference_type = std::ptrdiff_t;
  using pointer = const TimeToken*;
  using reference = const TimeToken&;

  TimeCursor() = default;
  TimeCursor(const TimeScan& scan, std::uint32_t place) : scan_(&scan), place_(place) {}
  reference operator*() const { return (*scan_)[place_]; }
  pointer operator->() const { return &(*scan_)[place_]; }
  TimeCursor& operator++() { ++place_; return *this; }
  TimeCursor operator++(int) { TimeCursor old = *this; ++place_; return old; }
  TimeCursor& operator+=(std::uint32_t n) { place_ += n; return *this; }
  [[nodiscard]] bool at_end() const { return place_ >= scan_->size(); }
  [[nodiscard]] TimeCursor end() const { return {*scan_, scan_->size()}; }
  [[nodiscard]] std::uint32_t place() const { return place_; }
  [[nodiscard]] const TimeScan& scan() const { return *scan_; }
  friend bool operator==(const TimeCursor& a, const TimeCursor& b) { return a.place_ == b.place_; }

 private:
  const TimeScan* scan_ = nullptr;
  std::uint32_t place_ = 0;
};

}  // namespace sluice

#endif
