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
  bool in_context = false;           ///< its rule also matched words around it
  bool within_run = false;           ///< listed, beside another capitalised word: perhaps a part of a longer name
  std::string_view country;          ///< ISO code, where a rule sets it; good until the next document

  [[nodiscard]] std::uint32_t length() const { return end - begin; }
  [[nodiscard]] bool listed() const { return identity != 0; }
};

/// A rule's priority says how sure its names are. A guess gives way to whatever is surer, however long it is itself.
inline constexpr std::int32_t sure_priority = 30;
inline constexpr std::int32_t likely_priority = 20;
inline constexpr std::int32_t possible_priority = 10;
inline constexpr std::int32_t definition_priority = 50;   ///< of a name that its acronym confirms
inline constexpr std::int32_t listed_priority = 55;       ///< from here on lists and legal forms

/// Another reading of a winner: the same tokens, another type.
struct Reading {
  std::uint32_t name = none;         ///< index into Names::names
  SymbolId type = no_symbol;
  std::string_view rule;
  std::int32_t priority = 0;
  bool listed = false;               ///< by a list alone, without context
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
  std::vector<Reading> readings;     ///< what else the winners may be, until the document's evidence is weighed
  std::vector<NameCluster> clusters;
  std::vector<LostName> lost;        ///< filled where losers are kept
  std::vector<Name> candidates;      ///< all that the rules proposed, stage after stage
  void clear();
};

/// Adds the matches of one entity stage to the candidates and settles conflicts among all of them. Surer rules come first (priority 30
/// and above, then 20, then 10, then the rest; a list entry that stands within a run of capitals counts as 20); among those that are equally sure the longer name wins, then priority, then fewer
/// wildcards, then the leftmost, then file order. A value of the same extent or larger takes a name's place, a longer name the value's.
void settle_names(const RuleProgram& program, const Matcher& matcher, const MatchList& matches, const Analysis& analysis,
                  const std::vector<ValueMention>& values, bool keep_lost, Names& names);

/// Puts the names into the lattice in place of those of the stage before. `entity_symbols` are those that names may have.
void write_names(const Names& names, const SymbolSet& entity_symbols, Analysis& analysis);

/// Settles what a form of several readings is by all that the document says of it: the rules that read it so here, those that read
/// it so elsewhere, and the full names that it is a part of. Drops guesses whose words the document also has in lower case.
void weigh_evidence(const Analysis& analysis, bool keep_lost, Names& names);

/// Joins acronyms with the names that define them, in either order, and makes one name of the words whose initials an acronym spells.
void join_definitions(const Analysis& analysis, Names& names);

/// What one place of a document makes sure, other places inherit: repeats, surnames, short forms of organizations, acronyms. Adds names
/// and clusters all into entities. Linear in tokens for a bounded number of names with the same first word.
void inherit_names(const Analysis& analysis, const std::vector<ValueMention>& values, Names& names);

}  // namespace sluice

#endif
