// From an amount that was read to a value mention: units, SI, currency, rate and the thing measured.
#ifndef SLUICE_VALUES_AMOUNT_VALUE_HPP
#define SLUICE_VALUES_AMOUNT_VALUE_HPP

#include "values/amount_context.hpp"
#include "values/amount_term.hpp"
#include "values/amount_text.hpp"
#include "values/values.hpp"

namespace sluice {

/// Which currency a shared name or sign means in this document. Looks through the document at most once.
class CurrencyEvidence {
 public:
  explicit CurrencyEvidence(const AmountText& text) : text_(&text) {}

  /// The currency of the term; `reason` says what in the document decided it, where something did.
  std::uint32_t settle(const AmountTerm& term, std::string& reason);

 private:
  const AmountText* text_;
  std::vector<std::uint32_t> counts_;        ///< by currency, filled on demand
  std::vector<std::uint32_t> datelines_;     ///< currencies whose town opens the document
  bool sought_datelines_ = false;
  std::uint32_t statement_ = no_unit;        ///< "all figures in Canadian dollars"
  std::string statement_text_;
  bool sought_statement_ = false;

  void count();
  void find_datelines();
  void find_statement();
};

/// Fills `out`, which is new, from `amount`; `counted` is the noun behind a bare number, if any.
void make_amount_value(const AmountText& text, const Amount& amount, const Sentence& sentence, const std::optional<CountedNoun>& counted,
                       CurrencyEvidence& evidence, ValueMention& out);

}  // namespace sluice

#endif
