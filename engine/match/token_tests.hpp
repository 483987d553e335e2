// Which conditions of the rules a token meets, judged once for each kind of token.
#ifndef SLUICE_MATCH_TOKEN_TESTS_HPP
#define SLUICE_MATCH_TOKEN_TESTS_HPP

#include <bit>
#include <cstdint>
#include <vector>

#include "lexicon/analysis.hpp"
#include "match/tables.hpp"

namespace sluice {

/// Whether one token meets a condition, by its terms: the plain form.
[[nodiscard]] bool meets(const RuleProgram::Tables& tables, const Analysis& analysis, std::uint32_t condition, std::uint32_t token);

/// Remembers a row of bits, one for each condition, by Analysis::test_keys. Not shared between threads.
class TokenTests {
 public:
  explicit TokenTests(const RuleProgram::Tables& tables);

  [[nodiscard]] bool meets(const Analysis& analysis, std::uint32_t condition, std::uint32_t token) {
    return (bits_[row_of(analysis, token) * stride_ + condition / 64] >> (condition % 64) & 1) != 0;
  }
  /// Calls `visit` with every condition that the token meets.
  template <class Visit>
  void each_met(const Analysis& analysis, std::uint32_t token, Visit visit) {
    const std::uint32_t at = row_of(analysis, token);
    const std::uint64_t* row = bits_.data() + at * stride_;
    for (std::uint32_t i = 0; i < stride_; ++i)
      for (std::uint64_t left = row[i]; left != 0; left &= left - 1) visit(i * 64 + static_cast<std::uint32_t>(std::countr_zero(left)));
  }
  /// Must be called when word symbols have changed their meaning.
  void forget() {
    rows_.clear();
    bits_.clear();
  }

 private:
  const RuleProgram::Tables* tables_;
  std::size_t stride_;
  std::vector<std::uint32_t> first_;    // by test: first of its entries in hung_
  std::vector<std::uint32_t> hung_;     // conditions that can hold only where some test does, by that test
  std::vector<std::uint32_t> others_;   // conditions that can hold without any
  std::vector<std::uint32_t> rows_;     // by key: index of its row, or none
  std::vector<std::uint64_t> bits_;     // rows of stride_

  std::uint32_t row_of(const Analysis& analysis, std::uint32_t token) {
    const std::uint32_t key = analysis.test_keys[token];
    return key < rows_.size() && rows_[key] != none ? rows_[key] : add_row(analysis, token, key);
  }
  std::uint32_t add_row(const Analysis& analysis, std::uint32_t token, std::uint32_t key);
};

}  // namespace sluice

#endif
