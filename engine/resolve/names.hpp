// Names of one document: candidates from entity rules, conflicts among them, and what the whole document adds.
#ifndef SLUICE_RESOLVE_NAMES_HPP
#define SLUICE_RESOLVE_NAMES_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/analysis.hpp"
#include "match/program.hpp"
#include "values/values.hpp"

namespace sluice {

/// A name over tokens [begin, end).
struct Name {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  SymbolId type = no_symbol;
  std::string_view rule;             ///< rule id; storage of the program, or static
  std::int32_t priority = 0;
  std::uint32_t wildcards = 0;
  std::uint32_t rule_order = 0;
  std::uint64_t identity = 0;        ///< list and row that the name stands in: equal ones mean the same thing; 0 for none
  std::uint32_t same_as = none;      ///< index of the name that this one is an alias of
  std::uint32_t entity = none;
  std::string country;               ///< ISO code, where a rule sets it
};

/// An entity: a cluster of names.
struct NameCluster {
  SymbolId type = no_symbol;
  std::uint32_t canonical = none;    ///< index into Names::names
};

/// A name that lost its place, with the one that took it.
struct LostName {
  Name name;
  std::string_view beaten_by;
  std::uint32_t winner_begin = 0, winner_end = 0;
};

struct Names {
  std::vector<Name> names;           ///< winners, by begin, not overlapping
  std::vector<NameCluster> clusters;
  std::vector<LostName> lost;        ///< filled where losers are kept
  void clear();
};

/// Adds the matches of one entity stage to `names` and settles conflicts: leftmost, then longest, then priority, then fewer
/// wildcards, then file order. A value of the same extent or larger takes a name's place, a longer name the value's.
void settle_names(const RuleProgram& program, const Matcher& matcher, const MatchList& matches, const Analysis& analysis,
                  const std::vector<ValueMention>& values, bool keep_lost, Names& names);

/// Puts the names into the lattice in place of those of the stage before. `entity_symbols` says of each SymbolId whether names have it.
void write_names(const Names& names, const std::vector<char>& entity_symbols, Analysis& analysis);

/// What one place of a document makes sure, other places inherit: repeats, surnames, short forms of organizations, acronyms. Adds names,
/// settles the type of ambiguous ones, and clusters all into entities. Linear in tokens for a bounded number of names with the same first word.
void inherit_names(const Analysis& analysis, const std::vector<ValueMention>& values, Names& names);

}  // namespace sluice

#endif
