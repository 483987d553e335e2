// Numbers that say how near a system's answers come to the gold.
#ifndef SLUICE_EVALUATE_SCORES_HPP
#define SLUICE_EVALUATE_SCORES_HPP

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace sluice {

/// Found and right, found and wrong, missed. Precision, recall and F1 are 0 where they would divide by nothing.
struct Counts {
  std::size_t right = 0, extra = 0, missed = 0;

  [[nodiscard]] double precision() const;
  [[nodiscard]] double recall() const;
  [[nodiscard]] double f1() const;
  Counts& operator+=(const Counts& other);
};

struct Accuracy {
  std::size_t right = 0, all = 0;

  [[nodiscard]] double value() const { return all == 0 ? 0 : static_cast<double>(right) / static_cast<double>(all); }
  Accuracy& operator+=(const Accuracy& other);
};

/// The partial measure of SemEval-2013 task 9: a span that matches counts one, one that overlaps a half.
struct PartialCounts {
  std::size_t same = 0, overlapping = 0, system = 0, gold = 0;

  [[nodiscard]] double precision() const;
  [[nodiscard]] double recall() const;
  [[nodiscard]] double f1() const;
};

using CountsByName = std::map<std::string, Counts>;

/// What one rule gave: mentions by span and type, facts with polarity and modality.
struct RuleScore {
  Counts mentions, facts;
};

struct DocumentScore {
  std::string id;
  Counts mentions, facts, roles;
};

/// One answer that is not as the gold says.
struct Disagreement {
  std::string document;
  std::string kind;      ///< `miss`, `extra`, `value`, `fact-miss`, `factuality`, `fact-extra`
  std::string type;
  std::string what;      ///< the mention's text, or the fact's arguments
  std::string detail;    ///< the rule; for values `wanted W, got G`; for facts polarity and modality
};

struct Scores {
  std::size_t documents = 0, unanswered = 0;
  CountsByName mentions;                   ///< strict: same span, same type
  Counts exact;                            ///< same span, whatever the type
  PartialCounts partial;                   ///< overlap, whatever the type
  Counts overlap;                          ///< overlap, same type
  std::map<std::string, Accuracy> values;  ///< over the strict matches, by type
  CountsByName facts;                      ///< with polarity and modality
  CountsByName roles;                      ///< by fact type
  Accuracy factuality, attribution;        ///< over the facts found, whatever their polarity and modality
  Counts coreference;                      ///< pairs of strictly matched mentions
  std::map<std::string, RuleScore> rules;
  std::vector<DocumentScore> by_document;
  std::vector<Disagreement> disagreements;
};

[[nodiscard]] Counts total(const CountsByName& by_name);
[[nodiscard]] Accuracy total(const std::map<std::string, Accuracy>& by_name);
/// Mean of the F1 of each name.
[[nodiscard]] double macro_f1(const CountsByName& by_name);
/// Whether mentions of this type carry a value that is scored; the others are names.
[[nodiscard]] bool is_value_type(const std::string& type);
/// Sum over the names, or over the values.
[[nodiscard]] Counts total_of(const CountsByName& by_name, bool values);

}  // namespace sluice

#endif
