#include "match/token_tests.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace sluice {

bool meets(const RuleProgram::Tables& tables, const Analysis& analysis, std::uint32_t condition, std::uint32_t token) {
  const Condition c = tables.conditions[condition];
  const std::uint64_t* tests = analysis.words.test_bits(analysis.word(token).symbol).data();
  for (std::uint32_t i = c.begin; i < c.end; ++i) {
    const ConditionTerm& term = tables.terms[i];
    if (term.kind == ConditionTerm::alternative) return true;
    const bool value = term.kind == ConditionTerm::sentence_first ? (analysis.token(token).flags & sentence_start) != 0
                                                                  : (tests[term.test_id / 64] >> (term.test_id % 64) & 1u) != 0;
    if (value != term.negated) continue;
    // This conjunction fails; the next one may hold.
    do ++i;
    while (i < c.end && tables.terms[i].kind != ConditionTerm::alternative);
    if (i == c.end) return false;
  }
  return true;
}

TokenTests::TokenTests(const RuleProgram::Tables& tables) : tables_(&tables), stride_((tables.conditions.size() + 63) / 64) {
  // A condition hangs on the first test that each of its alternatives demands.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;   // test, condition
  std::uint32_t tests = 0;
  for (std::uint32_t c = 0; c < tables.conditions.size(); ++c) {
    const std::size_t before = pairs.size();
    bool found = false, all = true;
    for (std::uint32_t i = tables.conditions[c].begin; i < tables.conditions[c].end; ++i) {
      const ConditionTerm& term = tables.terms[i];
      if (term.kind == ConditionTerm::alternative) {
        all &= found;
        found = false;
      } else if (!found && term.kind == ConditionTerm::test && !term.negated) {
        found = true;
        pairs.emplace_back(term.test_id, c);
        tests = std::max(tests, term.test_id + 1);
      }
    }
    if (all && found) continue;
    pairs.resize(before);
    others_.push_back(c);
  }
  std::sort(pairs.begin(), pairs.end());
  first_.assign(tests + 1, 0);
  for (const auto& [test, condition] : pairs) {
    ++first_[test + 1];
    hung_.push_back(condition);
  }
  for (std::uint32_t t = 0; t < tests; ++t) first_[t + 1] += first_[t];
}

std::uint32_t TokenTests::add_row(const Analysis& analysis, std::uint32_t token, std::uint32_t key) {
  if (rows_.size() <= key) rows_.resize(std::max<std::size_t>(key + 1, rows_.size() * 2), none);
  rows_[key] = static_cast<std::uint32_t>(bits_.size() / std::max<std::size_t>(stride_, 1));
  bits_.resize(bits_.size() + stride_, 0);
  std::uint64_t* row = bits_.data() + bits_.size() - stride_;
  const auto judge = [&](std::uint32_t c) {
    if (sluice::meets(*tables_, analysis, c, token)) row[c / 64] |= std::uint64_t{1} << (c % 64);
  };
  for (const std::uint32_t c : others_) judge(c);
  const std::span<const std::uint64_t> tests = analysis.words.test_bits(analysis.word(token).symbol);
  for (std::size_t word = 0; word < tests.size(); ++word)
    for (std::uint64_t left = tests[word]; left != 0; left &= left - 1) {
      const std::size_t test = word * 64 + static_cast<std::size_t>(std::countr_zero(left));
      if (test + 1 >= first_.size()) break;
      for (std::uint32_t i = first_[test]; i < first_[test + 1]; ++i) judge(hung_[i]);
    }
  return rows_[key];
}

}  // namespace sluice
