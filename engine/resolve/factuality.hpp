// Whether a fact is so, and who says it: polarity, modality and attribution through the whole clause chain.
#ifndef SLUICE_RESOLVE_FACTUALITY_HPP
#define SLUICE_RESOLVE_FACTUALITY_HPP

#include <cstdint>

#include "lexicon/analysis.hpp"
#include "phrase/phrases.hpp"
#include "sluice/document.hpp"

namespace sluice {

/// Source that a sentence names: tokens [begin, end), and the noun phrase, where there is one.
struct Source {
  std::uint32_t begin = 0, end = 0;
  std::uint32_t noun = none;
  [[nodiscard]] bool empty() const { return begin == end; }
};

struct Factuality {
  Polarity polarity = Polarity::positive;
  Modality modality = Modality::actual;
  Source source;
};

/// Words with an effect on what stands under them, from rules/grammar/effects.tsv: deny -> negative, consider -> possible ...
class EffectTables {
 public:
  void compile(const Pack& pack, LexiconBuilder& lexicon, Diagnostics& diagnostics);
  template <class A>
  void archive(A& a) { a(effects_, according_, to_); }

  enum Effect : std::uint8_t { nothing, negative, planned, possible, reporting };
  /// The effect of a predicate on its complement clause.
  [[nodiscard]] Effect of(FoldId lemma) const;
  [[nodiscard]] FoldId according() const { return according_; }
  [[nodiscard]] FoldId to() const { return to_; }

 private:
  struct Entry { FoldId lemma = no_fold; Effect effect = nothing; std::uint8_t pad[3] = {}; };
  std::vector<Entry> effects_;   // by lemma
  FoldId according_ = no_fold, to_ = no_fold;
};

/// Factuality of what clause `clause` states. Climbs at most 16 clauses.
[[nodiscard]] Factuality judge(const EffectTables& tables, const Analysis& analysis, const Phrases& phrases, std::uint32_t clause);

/// The weaker of two modalities.
[[nodiscard]] constexpr Modality weaker(Modality a, Modality b) { return a < b ? b : a; }

}  // namespace sluice

#endif
