#include "values/values.hpp"

#include "grammars/amount.hpp"
#include "grammars/time_expression.hpp"
#include "values/amount_context.hpp"
#include "values/amount_text.hpp"
#include "values/amount_value.hpp"
#include "values/tables.hpp"
#include "values/value_words.hpp"

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
  Finder(const TimeWords& time_words, const ValueInput& input, const AmountText& text, ValueMention& here, ValueMention& inside,
         std::vector<ValueMention>& out)
      : time_words_(time_words), input_(input), text_(text), evidence_(text), here_(here), inside_(inside), out_(out) {}

  void run() {
    for (const Sentence& sentence : input_.text.sentences) {
      free_ = sentence.begin;
      for (std::uint32_t at = sentence.begin; at < sentence.end;) {
        const std::uint16_t flags = text_.flags(at);
        if ((flags & begins_value) == 0) {
          ++at;
          continue;
        }
        const bool amount = begins_amount(at, flags, sentence.end);
        at = amount || time_at(at) ? step(at, flags, amount, sentence) : at + 1;
      }
    }
  }

 private:
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  static constexpr std::uint16_t begins_value = vw_time | vw_amount | vw_article | vw_sign | vw_sign_head;

  const TimeWords& time_words_;
  const ValueInput& input_;
  const AmountText& text_;
  CurrencyEvidence evidence_;
  ValueMention& here_;               ///< the time expression at time_at_, where time_found_
  ValueMention& inside_;
  std::vector<ValueMention>& out_;
  std::uint32_t time_at_ = none;
  bool time_found_ = false;
  std::uint32_t free_ = 0;           ///< no value found so far ends behind it
  Amount amount_;

  /// By a look at the word and the one behind it.
  [[nodiscard]] bool begins_amount(std::uint32_t at, std::uint16_t flags, std::uint32_t limit) const {
    if ((flags & (vw_amount | vw_article | vw_sign | vw_sign_head)) == 0) return false;
    if ((flags & vw_amount) != 0) return true;
    if (at + 1 >= limit) return false;
    if ((flags & vw_sign_head) != 0 && text_.token(at + 1).kind == TokenKind::symbol) return true;
    if ((flags & vw_sign_head) != 0 && at + 2 < limit && text_.token(at + 2).kind == TokenKind::symbol) return true;
    if ((flags & vw_sign) != 0) return text_.glued(at + 1) && text_.token(at + 1).kind != TokenKind::word;
    if ((flags & vw_article) == 0) return false;
    const std::uint32_t next = text_.joining_hyphen(at + 1, limit) ? at + 2 : at + 1;
    return (text_.flags(next) & vw_multiple) != 0;
  }

  /// Whether no amount goes on over token `at`: the end of a clause, or a word of grammar.
  [[nodiscard]] bool nothing_behind(std::uint32_t at, std::uint32_t limit) const {
    if (at >= limit) return true;
    const Token& token = text_.token(at);
    if (token.kind == TokenKind::punctuation) return at + 1 >= limit || !text_.glued(at + 1);
    constexpr std::uint32_t grammar = wc_determiner | wc_possessive | wc_pronoun | wc_preposition | wc_auxiliary | wc_modal | wc_to;
    return token.kind == TokenKind::word && !token.glued() && (text_.flags(at) & vw_entry) == 0 && (text_.word(at).classes & grammar) != 0;
  }

  [[nodiscard]] bool time_at(std::uint32_t at) {
    if (time_at_ != at) {
      time_at_ = at;
      time_found_ = (text_.flags(at) & vw_time) != 0 && parse_time(time_words_, input_, at, here_) && here_.end > at;
    }
    return time_found_;
  }

  /// Whether a time expression inside the amount takes its number: "about | 20 May", "between | 2015 and 2019".
  bool time_inside(const Amount& a) {
    if (a.term.kind == TermKind::quantity && a.range)   // "between | 9am and 5pm"
      return a.low.begin > a.begin && parse_time(time_words_, input_, a.low.begin, inside_) && inside_.type == sy_time && inside_.end >= a.low.end;
    if (a.term.kind != TermKind::number && a.term.kind != TermKind::ordinal) return false;
    const bool fraction = a.term.number.fraction;
    const auto takes = [&](std::uint32_t i, std::uint32_t end) {
      return end > a.end || (!fraction && (i == a.term.begin || (a.range && i == a.low.begin)) && end >= a.low.end);
    };
    for (std::uint32_t i = a.begin + 1; i < a.end; ++i) {
      if ((text_.flags(i) & vw_time) == 0) continue;
      if (i == time_at_ ? time_found_ && takes(i, here_.end) : parse_time(time_words_, input_, i, inside_) && takes(i,
          inside_.end)) return true;
    }
    return false;
  }

  /// The amount that begins at `from`, where it is a value; its end with what it counts, or 0.
  std::uint32_t amount_at(std::uint32_t from, const Sentence& sentence, std::optional<CountedNoun>& counted) {
    counted.reset();
    if (!parse_amount(text_, from, sentence.end, amount_)) return 0;
    if (amount_.term.kind == TermKind::number) counted = counted_noun(text_, amount_, sentence);
    return counted ? counted->end : amount_.end;
  }
  bool keep(const Sentence& sentence, const std::optional<CountedNoun>& counted) {
    if (!is_amount(text_, amount_, sentence, counted.has_value()) || time_inside(amount_)) return false;
    make_amount_value(text_, amount_, sentence, counted, evidence_, out_.emplace_back());
    return true;
  }

  /// Reads what stands at `at`; gives the token to go on from.
  std::uint32_t step(std::uint32_t at, std::uint16_t flags, bool amount, const Sentence& sentence) {
    const bool time = time_at(at);
    if (time && text_.token(at).kind == TokenKind::number && nothing_behind(here_.end, sentence.end)) return take_time();
    std::optional<CountedNoun> counted;
    if (amount) {
      // Bounds before it belong to it, unless a time expression holds the number.
      const std::uint32_t from = before_bounds(text_, at, free_);
      if (from < at)
        if (const std::uint32_t end = amount_at(from, sentence, counted); end > at && keep(sentence, counted)) return free_ = end;
    } else if (time && (flags & vw_bound) != 0) {
      amount = may_start_amount(text_, at);
    }
    const std::uint32_t end = amount ? amount_at(at, sentence, counted) : 0;
    // "above 2019 levels": what reads as a year in front of a noun is no count of it.
    if (time && end > here_.end && here_.time.unit == 'Y' && !amount_.range &&
        (counted ? here_.end == amount_.end : end == here_.end + 1 && amount_.term.kind == TermKind::quantity && grammatical(here_.end)))
      return take_time();
    // A time expression wins unless the amount is longer; a fraction keeps its quarter.
    if (time && (here_.end > end || (here_.end == end && !(amount_.term.number.fraction &&
        amount_.term.kind == TermKind::number)))) return take_time();
    if (end == 0) return at + 1;
    if (keep(sentence, counted)) return free_ = end;
    return time ? take_time() : after_refused(at, amount_, sentence);
  }

  /// A word of grammar, which behind a year is no unit: "since 1882 as", "in 2019 in".
  [[nodiscard]] bool grammatical(std::uint32_t at) const {
    return (text_.word(at).classes & (wc_preposition | wc_subordinator | wc_auxiliary | wc_coordinator)) != 0;
  }

  std::uint32_t take_time() {
    out_.push_back(std::move(here_));
    return free_ = here_.end;
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

struct ValueReader::State {
  explicit State(const ValueTables& tables) : words(tables), text(tables.tables().quantity, words) {}

  ValueWords words;
  AmountText text;
  ValueMention here, inside;
};

ValueReader::ValueReader(const ValueTables& tables) : state_(std::make_unique<State>(tables)) {}
ValueReader::~ValueReader() = default;
ValueReader::ValueReader(ValueReader&&) noexcept = default;

void ValueReader::forget_words() { state_->words.forget(); }

void ValueReader::read(const ValueInput& input, std::vector<ValueMention>& out) {
  State& s = *state_;
  s.words.learn(input.words);
  s.text.read(input);
  Finder(s.words.time(), input, s.text, s.here, s.inside, out).run();
}

void find_values(const ValueTables& tables, const ValueInput& input, std::vector<ValueMention>& out) { ValueReader(tables).read(input,
    out); }

}  // namespace sluice
