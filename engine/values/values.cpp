#include "values/values.hpp"

#include "grammars/amount.hpp"
#include "grammars/time_expression.hpp"
#include "values/amount_context.hpp"
#include "values/amount_text.hpp"
#include "values/amount_value.hpp"
#include "values/tables.hpp"

namespace sluice {

ValueTables::ValueTables() : tables_(std::make_unique<Tables>()) {}
ValueTables::~ValueTables() = default;
ValueTables::ValueTables(ValueTables&&) noexcept = default;
ValueTables& ValueTables::operator=(ValueTables&&) noexcept = default;

void ValueTables::compile(const Pack& pack, LexiconBuilder& lexicon, Symbols& symbols, Diagnostics& diagnostics) {
  *tables_ = Tables();
  tables_->quantity.compile(pack, lexicon, symbols, diagnostics);
  tables_->time.compile(pack, lexicon, symbols, diagnostics);
}

void ValueTables::archive(ArchiveWriter& a) { a(*tables_); }
void ValueTables::archive(ArchiveReader& a) { a(*tables_); }

namespace {

/// One document's pass over its tokens.
class Finder {
 public:
  Finder(const ValueTables::Tables& tables, const ValueInput& input, std::vector<ValueMention>& out)
      : tables_(tables), input_(input), text_(tables.quantity, input), evidence_(text_), out_(out) {}

  void run() {
    for (const Sentence& sentence : input_.text.sentences)
      for (std::uint32_t at = sentence.begin; at < sentence.end;) at = step(at, sentence);
  }

 private:
  const ValueTables::Tables& tables_;
  const ValueInput& input_;
  AmountText text_;
  CurrencyEvidence evidence_;
  std::vector<ValueMention>& out_;
  ValueMention time_, amount_, inner_;

  bool time_at(std::uint32_t at, ValueMention& mention) {
    if (!can_begin_time(tables_.time, input_.words, text_.word(at))) return false;
    mention = ValueMention();
    return parse_time(tables_.time, input_, at, mention) && mention.end > at;
  }

  /// Whether a time expression inside the amount takes its number: "about | 20 May", "between | 2015 and 2019".
  bool time_inside(const Amount& a) {
    if (a.term.kind != TermKind::number && a.term.kind != TermKind::ordinal) return false;
    const bool fraction = a.term.number.fraction;
    for (std::uint32_t i = a.begin + 1; i < a.end; ++i)
      if (time_at(i, inner_) && (inner_.end > a.end || (!fraction && (i == a.term.begin || (a.range && i == a.low.begin)) && inner_.end >= a.low.end)))
        return true;
    return false;
  }

  /// Reads what starts at `at`; gives the token to go on from.
  std::uint32_t step(std::uint32_t at, const Sentence& sentence) {
    const bool time = time_at(at, time_);
    Amount amount;
    bool found = may_start_amount(text_, at) && parse_amount(text_, at, sentence.end, amount);
    std::optional<CountedNoun> counted;
    if (found && amount.term.kind == TermKind::number) counted = counted_noun(text_, amount, sentence);
    const std::uint32_t end = !found ? at : counted ? counted->end : amount.end;
    // A time expression wins unless the amount is longer; a fraction keeps its quarter.
    if (time && (time_.end > end || (time_.end == end && !(amount.term.number.fraction && amount.term.kind == TermKind::number)))) {
      out_.push_back(time_);
      return time_.end;
    }
    if (!found) return at + 1;
    if (!is_amount(text_, amount, sentence, counted.has_value()) || time_inside(amount)) {
      if (time) {
        out_.push_back(time_);
        return time_.end;
      }
      return after_refused(at, amount, sentence);
    }
    make_amount_value(text_, amount, sentence, counted, evidence_, amount_);
    out_.push_back(amount_);
    return end;
  }

  /// Where to go on behind a number that is no value: past the number itself, but not past a bound before it.
  std::uint32_t after_refused(std::uint32_t at, const Amount& amount, const Sentence& sentence) {
    const std::uint32_t first = amount.range ? amount.low.begin : amount.term.begin;
    if (first > at) return at + 1;
    std::uint32_t next = amount.range ? amount.low.end : amount.term.end;
    // The rest of a phone number, serial or score goes with its beginning.
    while (next + 1 < sentence.end && text_.glued(next) && text_.glued(next + 1) && text_.token(next).kind != TokenKind::word &&
           text_.token(next + 1).kind == TokenKind::number)
      next += 2;
    return next;
  }
};

}  // namespace

void find_values(const ValueTables& tables, const ValueInput& input, std::vector<ValueMention>& out) {
  Finder(tables.tables(), input, out).run();
}

}  // namespace sluice
