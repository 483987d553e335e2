#include "values/amount_value.hpp"

#include <algorithm>

namespace sluice {

namespace {

/// "t/a" into unit and rate; the slash of a code such as L/(100.km) is the last one outside brackets.
void split_rate(const std::string& ucum, Value& value) {
  const std::size_t slash = ucum.rfind('/');
  value.unit = ucum.substr(0, slash);
  if (slash != std::string::npos) value.per = ucum.substr(slash + 1);
}

/// Fills the value of a measure: unit, dimension, SI amounts.
void measure_value(const QuantityTables& tables, const Amount& a, std::uint32_t settled, ValueMention& out) {
  Value& v = out.value;
  const UnitRecord& unit = tables.unit(settled);
  std::uint32_t dimension = unit.dimension;
  Decimal numerator = unit.numerator, denominator = unit.denominator;
  std::string si = tables.dimension(dimension).si_unit;
  if (unit.rate) {
    split_rate(unit.ucum, v);
  } else if (a.term.under != no_unit) {
    const UnitRecord& under = tables.unit(a.term.under);
    const std::uint32_t quotient = tables.quotient(dimension, under.dimension);
    if (quotient != QuantityTables::no_dimension) {
      v.unit = unit.ucum + '/' + under.ucum;
      dimension = quotient;
      numerator = numerator * under.denominator;
      denominator = denominator * under.numerator;
      si = tables.dimension(quotient).si_unit;
    } else {
      v.unit = unit.ucum;
      v.per = under.ucum;
    }
  } else {
    v.unit = unit.ucum;
  }
  v.dimension = tables.dimension(dimension).name;
  out.dimension = tables.dimension(dimension).symbol;
  const auto convert = [&](const NumberReading& n) {
    const Fraction amount = n.value + Fraction{unit.offset, Decimal(1)};
    return (amount * Fraction{numerator, denominator}).decimal();
  };
  v.si_unit = si;
  if (a.range) {
    v.si_low = convert(a.low.number);
    v.si_high = convert(a.term.number);
    if (*v.si_high < *v.si_low) std::swap(*v.si_low, *v.si_high);
    if (v.si_low->overflowed() || v.si_high->overflowed()) v.si_low.reset(), v.si_high.reset(), v.si_unit.clear();
  } else {
    v.si_amount = convert(a.term.number);
    if (v.si_amount->overflowed()) v.si_amount.reset(), v.si_unit.clear();
  }
}

}  // namespace

void CurrencyEvidence::count() {
  const QuantityTables& tables = text_->tables();
  counts_.assign(tables.currency_count(), 0);
  for (const PhraseHit& phrase : text_->input().phrases)
    if (phrase.entry.list == tables.list())
      for (const AmountReading& r : tables.readings(phrase.entry.row))
        if (r.role == AmountRole::evidence) ++counts_[r.index];
}

void CurrencyEvidence::find_datelines() {
  sought_datelines_ = true;
  constexpr std::uint32_t opening = 30;
  for (std::uint32_t i = 0; i < std::min(opening, text_->size()); ++i)
    for (const AmountHit& hit : text_->hits(i))
      if (hit.reading.role == AmountRole::dateline) datelines_.push_back(hit.reading.index);
}

void CurrencyEvidence::find_statement() {
  sought_statement_ = true;
  const QuantityTables& tables = text_->tables();
  constexpr std::uint32_t reach = 8;
  for (const PhraseHit& phrase : text_->input().phrases) {
    if (phrase.entry.list != tables.list() || phrase.begin < 2) continue;
    const Token& before = text_->token(phrase.begin - 1);
    if (before.end - before.begin != 2 || text_->folded(phrase.begin - 1) != "in") continue;
    for (const AmountHit& hit : text_->hits(phrase.begin)) {
      if (hit.reading.role != AmountRole::currency || (hit.reading.flags & af_named) == 0 || hit.end != phrase.end) continue;
      for (std::uint32_t i = phrase.begin - 1; i-- > 0 && phrase.begin - i <= reach && text_->token(i).kind == TokenKind::word;)
        if (text_->is(i, AmountRole::figures)) {
          const bool all = i > 0 && text_->folded(i - 1) == "all";
          statement_ = hit.reading.index;
          statement_text_ = text_->slice(all ? i - 1 : i, hit.end);
          return;
        }
    }
  }
}

std::uint32_t CurrencyEvidence::settle(const AmountTerm& term, std::string& reason) {
  const QuantityTables& tables = text_->tables();
  std::uint32_t end = 0;
  AmountRole role = AmountRole::currency;
  for (const AmountHit& hit : text_->hits(term.currency_at))
    if ((hit.reading.role == AmountRole::currency || hit.reading.role == AmountRole::minor_currency) && hit.end > end) end = hit.end, role = hit.reading.role;
  const std::vector<std::uint32_t> candidates = text_->currencies(term.currency_at, end, role);
  const auto may_be = [&](std::uint32_t currency) { return std::find(candidates.begin(), candidates.end(), currency) != candidates.end(); };
  if (candidates.size() < 2 || !may_be(term.currency)) return term.currency;
  const bool dollars = tables.currency(term.currency).code == "USD";
  if (dollars) {
    // The plain dollar is the American one, unless the document says otherwise or opens in a country with its own.
    if (!sought_statement_) find_statement();
    if (statement_ != no_unit && may_be(statement_)) {
      reason = statement_text_;
      return statement_;
    }
    if (!sought_datelines_) find_datelines();
    for (const std::uint32_t c : datelines_)
      if (may_be(c)) {
        reason = "dateline";
        return c;
      }
    return term.currency;
  }
  if (counts_.empty()) count();
  std::uint32_t best = term.currency;
  for (const std::uint32_t candidate : candidates)
    if (counts_[candidate] > counts_[best]) best = candidate;
  if (best != term.currency) reason = "the document speaks of " + tables.currency(best).evidence;
  return best;
}

void make_amount_value(const AmountText& text, const Amount& a, const Sentence& sentence, const std::optional<CountedNoun>& counted,
                       CurrencyEvidence& evidence, ValueMention& out) {
  const QuantityTables& tables = text.tables();
  out.begin = a.begin;
  out.end = counted ? counted->end : a.end;
  Value& v = out.value;
  v.modifier = a.modifier;
  if (a.range) {
    v.low = a.low.number.value.decimal();
    v.high = a.term.number.value.decimal();
    if (*v.high < *v.low) std::swap(*v.low, *v.high);
  } else {
    v.amount = a.term.number.value.decimal();
  }
  switch (a.term.kind) {
    case TermKind::number:
      out.type = counted ? sy_quantity : sy_number;
      out.grammar = counted ? "grammar.count" : "grammar.number";
      if (counted) {
        v.unit = '{' + counted->singular + '}';
        v.dimension = "count";
        out.dimension = sy_count;
      }
      break;
    case TermKind::ordinal:
      out.type = sy_ordinal;
      out.grammar = "grammar.ordinal";
      return;
    case TermKind::percent:
      out.type = sy_percent;
      out.grammar = "grammar.percent";
      break;
    case TermKind::money:
      out.type = sy_money;
      out.grammar = "grammar.money";
      v.currency = tables.currency(evidence.settle(a.term, v.reason)).code;
      if (a.term.under != no_unit) v.per = tables.unit(a.term.under).ucum;
      break;
    case TermKind::quantity:
      out.type = sy_quantity;
      out.grammar = "grammar.quantity";
      measure_value(tables, a, settle_unit(text, a.term.unit, a.begin, sentence), out);
      break;
  }
  if (v.per.empty() && !a.term.hyphen) v.per = rate_behind(text, out.end, sentence, a.term.kind);
  const bool bare = a.term.kind == TermKind::number && !counted && !a.term.number.fraction;
  if (a.term.hyphen) return;
  auto words = measured_words(text, out.end, sentence.end, false);
  if (!words && bare) words = measured_words(text, out.end, sentence.end, true);
  if (!words) words = measured_words_before(text, out.begin, sentence.begin);
  if (words) v.of = Span{text.token(words->first).begin, text.token(words->second - 1).end};
}

}  // namespace sluice
