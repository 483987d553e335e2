// `where` tests and `set` values of a rule, evaluated on one match.
#ifndef SLUICE_MATCH_CONDITIONS_HPP
#define SLUICE_MATCH_CONDITIONS_HPP

#include <deque>
#include <span>
#include <string>
#include <string_view>

#include "lexicon/analysis.hpp"
#include "match/tables.hpp"
#include "phrase/phrases.hpp"

namespace sluice {

/// What a condition may look at.
struct ConditionInput {
  const RuleProgram::Tables& tables;
  const Analysis& analysis;
  std::span<const Capture> captures;
  const Clause* clause = nullptr;      ///< of a frame, or null
  const VerbGroup* verb = nullptr;
  std::uint32_t sentence = 0;
  const Phrases* phrases = nullptr;
  std::uint32_t clause_index = none;
};

[[nodiscard]] bool test_holds(const ConditionInput& input, std::uint32_t test_node);
/// The value of an expression; `literal` where the rule itself has it.
struct Evaluated {
  std::string_view text;
  bool literal = false;
};
/// What stands neither in the program nor in the lexicon nor in the text is put into `made`.
[[nodiscard]] Evaluated evaluate(const ConditionInput& input, std::uint32_t expression_node, std::deque<std::string>& made);

/// Whether `acronym` abbreviates `name`: its letters are the first letters of the name's words in order; words in lower case may be
/// left out, a word may give several of its first letters (African Development Bank, AfDB).
[[nodiscard]] bool abbreviates(std::string_view acronym, std::string_view name);

}  // namespace sluice

#endif
