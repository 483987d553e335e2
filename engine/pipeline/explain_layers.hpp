// What the stages below the rules made of the words at one place, as named fields.
#ifndef SLUICE_PIPELINE_EXPLAIN_LAYERS_HPP
#define SLUICE_PIPELINE_EXPLAIN_LAYERS_HPP

#include <vector>

#include "pipeline/program.hpp"
#include "sluice/explain.hpp"

namespace sluice {

/// From the word up: the word, what rules can name over it, its noun and verb groups, its clauses from the innermost out.
[[nodiscard]] std::vector<LayerRecord> layers_at(const Engine::Program& program, const Analysis& analysis, const Phrases& phrases, std::uint32_t token);

}  // namespace sluice

#endif
