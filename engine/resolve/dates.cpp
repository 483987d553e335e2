#include "resolve/dates.hpp"

#include "values/anchor.hpp"

namespace sluice {
namespace {

/// Direction by the verb that the date hangs on: of its clause, or the nearest verb group of the sentence.
TimeDirection direction(const Analysis& analysis, const Phrases& phrases, const ValueMention& value, std::uint32_t sentence) {
  const VerbGroup* verb = nullptr;
  if (phrases.clause_at.size() > value.begin && phrases.clause_at[value.begin] != none) {
    const Clause& c = phrases.clauses[phrases.clause_at[value.begin]];
    if (c.verb != none) verb = &phrases.verbs[c.verb];
    if (c.nominal && c.parent != none && phrases.clauses[c.parent].verb != none) verb = &phrases.verbs[phrases.clauses[c.parent].verb];
  }
  if (verb == nullptr) {
    const Sentence& s = analysis.text.sentences[sentence];
    for (std::uint32_t t = value.begin; t-- > s.begin && verb == nullptr;)
      if (phrases.verb_at.size() > t && phrases.verb_at[t] != none) verb = &phrases.verbs[phrases.verb_at[t]];
    for (std::uint32_t t = value.end; t < s.end && verb == nullptr; ++t)
      if (phrases.verb_at.size() > t && phrases.verb_at[t] != none) verb = &phrases.verbs[phrases.verb_at[t]];
  }
  if (verb == nullptr) return TimeDirection::unknown;
  if (verb->tense == Tense::future || verb->modality != Modality::actual || verb->infinitive) return TimeDirection::future;
  if (verb->tense == Tense::past || verb->perfect) return TimeDirection::past;
  return verb->tense == Tense::present ? TimeDirection::present : TimeDirection::unknown;
}

}  // namespace

void anchor_dates(const Analysis& analysis, const Phrases& phrases, std::string_view document_date, unsigned fiscal_start,
                  std::vector<ValueMention>& values) {
  std::vector<TimeDirection> directions(values.size(), TimeDirection::unknown);
  std::uint32_t sentence = 0;
  const auto& sentences = analysis.text.sentences;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const ValueMention& v = values[i];
    if (v.time.kind == TimeExpression::none || v.time.kind == TimeExpression::absolute) continue;
    while (sentence + 1 < sentences.size() && sentences[sentence].end <= v.begin) ++sentence;
    directions[i] = direction(analysis, phrases, v, sentence);
  }
  anchor_times(values, document_date, directions, fiscal_start);
}

}  // namespace sluice
