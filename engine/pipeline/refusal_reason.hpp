// Why a node of a pattern did not go on at a token, in words.
#ifndef SLUICE_PIPELINE_REFUSAL_REASON_HPP
#define SLUICE_PIPELINE_REFUSAL_REASON_HPP

#include <string>

#include "match/tables.hpp"
#include "match/trace.hpp"
#include "pipeline/program.hpp"
#include "resolve/names.hpp"

namespace sluice {

[[nodiscard]] std::string refusal_reason(const Engine::Program& program, const Analysis& analysis, const Names* names, const Sentence& sentence,
                                         const TraceRefusal& refusal);

}  // namespace sluice

#endif
