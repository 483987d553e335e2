// Scores what a system found against the gold.
//
//   sluice::Evaluation evaluation;
//   for (const auto& gold : documents) evaluation.add(gold, &result_for(gold));
//   double f1 = sluice::total(evaluation.scores().facts).f1();
//
// A fact fits a gold fact of its type when each role that the gold fills is filled alike: by a span that overlaps and is at most twice as long
// plus 20 code points, by what the filler refers to, or by the same entity. Facts are paired by a maximum matching.
#ifndef SLUICE_EVALUATE_EVALUATE_HPP
#define SLUICE_EVALUATE_EVALUATE_HPP

#include "evaluate/scores.hpp"
#include "markup/gold.hpp"
#include "sluice/document.hpp"

namespace sluice {

class Evaluation {
 public:
  /// `system` is what was found in the gold's text, in bytes of it; null where the system gave no answer.
  void add(const GoldDocument& gold, const Document* system);
  [[nodiscard]] const Scores& scores() const { return scores_; }

 private:
  Scores scores_;
};

}  // namespace sluice

#endif
