// Facts of a document: matches of fact rules with their arguments resolved, conflicts settled and events linked.
#ifndef SLUICE_RESOLVE_FACTS_HPP
#define SLUICE_RESOLVE_FACTS_HPP

#include <string>
#include <vector>

#include "match/program.hpp"
#include "phrase/phrases.hpp"
#include "resolve/anaphora.hpp"
#include "resolve/factuality.hpp"
#include "resolve/names.hpp"
#include "values/values.hpp"

namespace sluice {

/// A filled role before it becomes an Argument: tokens, and what they are.
struct FactRole {
  CaptureId role = 0;
  std::uint32_t begin = 0, end = 0;   ///< tokens; empty for a literal
  std::uint32_t name = none;          ///< index into Names::names: the name itself, or what the filler stands for
  std::uint32_t value = none;         ///< index into the values
  std::uint32_t refers = none;        ///< noun phrase that a pronoun stands for, where it is no name
  bool anaphor = false;               ///< `name` is what it stands for
  std::string_view literal;           ///< of a `set`: "up"
};

struct FactRecord {
  RuleIndex rule = 0;
  std::uint32_t schema = 0;
  std::uint32_t sentence = 0;
  std::uint32_t clause = none;
  std::uint32_t trigger_begin = 0, trigger_end = 0;
  std::uint32_t wildcards = 0;
  std::vector<FactRole> roles;
  Factuality factuality;
  std::uint32_t event = 0;
};

/// What fact assembly reads.
struct FactInput {
  const RuleProgram& program;
  const Matcher& matcher;
  const MatchList& matches;
  const Analysis& analysis;
  const Phrases& phrases;
  const Names& names;
  const std::vector<ValueMention>& values;
  const EffectTables& effects;
  const AnaphorTables& anaphors;
};

/// Literals that `set` gives, kept alive for FactRole::literal.
struct FactStore {
  std::vector<FactRecord> facts;      ///< by sentence, then trigger
  std::vector<FactRecord> lost;
  std::vector<RuleIndex> lost_to;     ///< rule of what beat `lost[i]`
};

/// Resolves, settles and links. A match whose required role stands for nothing that its slot takes is dropped.
void assemble_facts(const FactInput& input, bool keep_lost, FactStore& out);

/// Resolves alone: every match as a record, with rivals and doubles, in the order of the matches. What rule tests look at.
void resolve_facts(const FactInput& input, FactStore& out);

}  // namespace sluice

#endif
