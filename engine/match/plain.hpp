// The matcher's plain twin: no states, no memory, every rule from every token. Slow, and what the lazy DFA is compared with in tests.
#ifndef SLUICE_MATCH_PLAIN_HPP
#define SLUICE_MATCH_PLAIN_HPP

#include <span>
#include <vector>

#include "match/automaton.hpp"

namespace sluice {

/// What Automaton::find does, by set simulation of one rule at a time.
void find_plain(const RuleProgram::Tables& tables, std::span<const Root> roots, const Analysis& analysis, const Sentence& sentence,
                std::vector<Hit>& out);

}  // namespace sluice

#endif
