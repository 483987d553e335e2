// Verbs that lack a form: "have" has no passive. What `check` must not make of a test sentence.
#ifndef SLUICE_PIPELINE_VERB_LIMITS_HPP
#define SLUICE_PIPELINE_VERB_LIMITS_HPP

#include <cstdint>
#include <vector>

#include "lexicon/archive.hpp"
#include "lexicon/lexicon.hpp"

namespace sluice {

/// From `grammar/verb_limits.tsv`.
class VerbLimits {
 public:
  enum Form : std::uint8_t { passive = 1, participle = 2, infinitive = 4 };

  void compile(const Pack& pack, LexiconBuilder& lexicon, Diagnostics& diagnostics);
  [[nodiscard]] bool lacks(FoldId lemma, FoldId particle, Form form) const;
  template <class A>
  void archive(A& a) { a(verbs_); }

 private:
  struct Verb {
    FoldId lemma = no_fold, particle = no_fold;
    std::uint32_t forms = 0;
  };
  std::vector<Verb> verbs_;
};

}  // namespace sluice

#endif
