// Which conditions of the rules a token meets, judged once for each kind of token.
#ifndef SLUICE_MATCH_TOKEN_TESTS_HPP
#define SLUICE_MATCH_TOKEN_TESTS_HPP

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
  explicit TokenTests(const RuleProgram::Tables& tables) : tables_(&tables), stride_((tables.conditions.size() + 63) / 64) {}

  [[nodiscard]] bool meets(const Analysis& analysis, std::uint32_t condition, std::uint32_t token) {
    const std::uint32_t key = analysis.test_keys[token];
    const std::uint32_t row = key < rows_.size() && rows_[key] != none ? rows_[key] : add_row(analysis, token, key);
    return (bits_[row * stride_ + condition / 64] >> (condition % 64) & 1) != 0;
  }
  /// Must be called when word symbols have changed their meaning.
  void forget() {
    rows_.clear();
    bits_.clear();
  }

 private:
  const RuleProgram::Tables* tables_;
  std::size_t stride_;
  std::vector<std::uint32_t> rows_;     // by key: index of its row, or none
  std::vector<std::uint64_t> bits_;     // rows of stride_

  std::uint32_t add_row(const Analysis& analysis, std::uint32_t token, std::uint32_t key);
};

}  // namespace sluice

#endif
