// What a pronoun or a definite noun stands for.
#ifndef SLUICE_RESOLVE_ANAPHORA_HPP
#define SLUICE_RESOLVE_ANAPHORA_HPP

#include <cstdint>
#include <span>
#include <vector>

#include "lexicon/analysis.hpp"
#include "phrase/phrases.hpp"
#include "resolve/names.hpp"

namespace sluice {

/// Nouns that stand for something named before ("the company", "the miner"), with the type that they stand for: rules/grammar/anaphors.tsv.
class AnaphorTables {
 public:
  void compile(const Pack& pack, LexiconBuilder& lexicon, const Symbols& symbols, Diagnostics& diagnostics);
  template <class A>
  void archive(A& a) { a(entries_); }
  /// Type that the noun stands for, or no_symbol. A noun may have several rows: `types` gets them all.
  void types(FoldId noun, std::vector<SymbolId>& types) const;
  /// Which places the noun may stand for: "the country" for a country, "the town" for none.
  enum Scope : std::uint16_t { any_name, countries, no_countries };
  [[nodiscard]] Scope scope(FoldId noun) const;

 private:
  struct Entry { FoldId noun = no_fold; SymbolId type = no_symbol; std::uint16_t scope = 0; };
  std::vector<Entry> entries_;   // by noun
};

/// The name (index into Names::names) that noun phrase `noun` stands for, among those whose type is one of `wanted`; none where it is no
/// anaphor or nothing fits. `excluded` are entities that it cannot be: fellow arguments. Looks back a few sentences.
[[nodiscard]] std::uint32_t antecedent(const AnaphorTables& tables, const Analysis& analysis, const Phrases& phrases, const Names& names,
                                       std::uint32_t noun, std::span<const SymbolId> wanted, std::span<const std::uint32_t> excluded);

/// The name of one of the types `wanted` that the text before `token` is about: the nearest that was a subject, or else the one named most often.
[[nodiscard]] std::uint32_t topic(const Analysis& analysis, const Phrases& phrases, const Names& names, std::uint32_t token,
                                  std::span<const SymbolId> wanted, std::span<const std::uint32_t> excluded);

/// The entity of a noun phrase: of the name at its head, or of its apposition; none where it has no name.
[[nodiscard]] std::uint32_t name_of(const Phrases& phrases, const Names& names, std::uint32_t noun);

/// Index of the first clause of a sentence, or of a later one; clauses are ordered by sentence.
[[nodiscard]] std::size_t first_clause_of(const Phrases& phrases, std::uint32_t sentence);

}  // namespace sluice

#endif
