// One rule tried on the sentences of a document, item by item, with the reason of each refusal in words.
#ifndef SLUICE_PIPELINE_EXPLAIN_RULE_HPP
#define SLUICE_PIPELINE_EXPLAIN_RULE_HPP

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/program.hpp"
#include "resolve/names.hpp"
#include "sluice/explain.hpp"

namespace sluice {

/// A document as the rule found it.
struct RuleView {
  const Engine::Program& program;
  const Analysis& analysis;
  const Phrases* phrases = nullptr;   ///< null for an entity rule, which runs before there are any
  const Names* names = nullptr;       ///< with what lost its place
  /// What became of a match of the rule over tokens [begin, end), on one line.
  std::function<std::string(std::uint32_t begin, std::uint32_t end)> fate;
};

/// Where tables of a program stand in the rule files.
[[nodiscard]] RulePlace place_of(const Engine::Program& program, const RuleInfo& rule);
/// Bytes of tokens [begin, end); empty where there are none.
[[nodiscard]] Span byte_span(const Analysis& analysis, std::uint32_t begin, std::uint32_t end);

[[nodiscard]] std::vector<SentenceExplanation> explain_rule(const RuleView& view, RuleIndex rule, std::optional<Span> within);

}  // namespace sluice

#endif
