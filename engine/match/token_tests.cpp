#include "match/token_tests.hpp"

#include <algorithm>

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

std::uint32_t TokenTests::add_row(const Analysis& analysis, std::uint32_t token, std::uint32_t key) {
  if (rows_.size() <= key) rows_.resize(std::max<std::size_t>(key + 1, rows_.size() * 2), none);
  rows_[key] = static_cast<std::uint32_t>(bits_.size() / std::max<std::size_t>(stride_, 1));
  bits_.resize(bits_.size() + stride_, 0);
  std::uint64_t* row = bits_.data() + bits_.size() - stride_;
  for (std::uint32_t c = 0; c < tables_->conditions.size(); ++c)
    if (sluice::meets(*tables_, analysis, c, token)) row[c / 64] |= std::uint64_t{1} << (c % 64);
  return rows_[key];
}

}  // namespace sluice
