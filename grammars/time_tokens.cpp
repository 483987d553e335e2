#include "grammars/time_tokens.hpp"

#include <algorithm>

namespace sluice {

namespace {

/// Words of time that always want another behind them.
constexpr TimeClassSet connectors = [] {
  TimeClassSet set{};
  for (const TimeClass c : {tc_the, tc_of, tc_in, tc_on, tc_at, tc_to, tc_until, tc_through, tc_and, tc_or, tc_from, tc_between, tc_since,
                            tc_by, tc_for, tc_during, tc_within, tc_comma, tc_hyphen, tc_slash})
    set.add(c);
  return set;
}();

}  // namespace

TimeScan::TimeScan(const TimeWords& words, const ValueInput& input, std::uint32_t first) : words_(&words), input_(&input), first_(first) {
  const std::vector<Token>& tokens = input.text.tokens;
  const std::uint32_t most = std::min(max_tokens, static_cast<std::uint32_t>(tokens.size()) - first);
  std::uint32_t phrase_end = 0;   // a phrase may hold words that are no words of time alone: "more than"
  bool number = false;            // tokens joined to digits: 2024-10-16T07:14
  for (; size_ < most; ++size_) {
    const Token& source = tokens[first + size_];
    if (size_ != 0 && (source.flags & sentence_start) != 0) return;
    TimeToken& token = tokens_[size_];
    read(source, most - size_, token);
    number = token.numeric() || (number && token.glued);
    if (token.hit_count == 0 && !number && size_ >= phrase_end) return;
    ahead_joined_ |= (token.glued && size_ != 0 && *token.begin == ':') || token.decimal || (token.numeric() && token.digits == 0 &&
        token.code == 0);
    ahead_.merge(token.classes);
    if (!token.classes.within(connectors) || token.hit_count == 0) furthest_ = std::max(furthest_, size_ + token.longest);
    phrase_end = std::max(phrase_end, size_ + token.longest);
  }
}

std::string_view TimeScan::run(std::uint32_t i) const {
  const std::vector<Token>& tokens = input_->text.tokens;
  std::uint32_t last = i;
  while (last + 1 < size_ && tokens[first_ + last + 1].glued() && tokens[first_ + last].end - tokens[first_ + i].begin < 40) ++last;
  const std::uint32_t begin = tokens[first_ + i].begin;
  return input_->text.text.substr(begin, tokens[first_ + last].end - begin);
}

const Token* TimeScan::before(std::uint32_t back) const {
  const std::vector<Token>& tokens = input_->text.tokens;
  for (std::uint32_t i = 0; i < back; ++i)
    if (i >= first_ || (tokens[first_ - i].flags & sentence_start) != 0) return nullptr;
  return &tokens[first_ - back];
}

const Token* TimeScan::token(std::uint32_t i) const {
  const std::vector<Token>& tokens = input_->text.tokens;
  if (first_ + i >= tokens.size()) return nullptr;
  for (std::uint32_t k = std::max(size_, 1u); k <= i; ++k)
    if ((tokens[first_ + k].flags & sentence_start) != 0) return nullptr;
  return &tokens[first_ + i];
}

bool TimeScan::once(TimeGrammar grammar, TimeCursor& at, TimeReading& out) const {
  const std::uint32_t begin = at.place();
  for (std::size_t i = 0; i < memos_; ++i) {
    if (memo_[i].grammar != grammar || memo_[i].begin != begin) continue;
    if (memo_[i].end == begin) return false;
    at += memo_[i].end - begin;
    out = kept_[i].reading;
    return true;
  }
  const bool read = grammar(at, out);
  if (memos_ < max_memos) {
    memo_[memos_] = {grammar, begin, read ? at.place() : begin};
    if (read) kept_[memos_].reading = out;
    ++memos_;
  }
  return read;
}

void TimeScan::read(const Token& source, std::uint32_t left, TimeToken& token) {
  const TimeWord& known = (*words_)[source.word];
  token.classes = known.classes;
  token.begin = input_->text.text.data() + source.begin;
  token.hits = words_->hits(known);
  token.bytes = source.end - source.begin;
  token.number = known.number;
  token.hit_count = known.hit_count;
  token.longest = 1;
  token.digits = known.digits;
  token.glued = source.glued();
  token.capital = known.capital;
  token.decimal = known.decimal;
  token.grouped = known.grouped;
  token.code = known.code;
  if ((words_->marks(source.word) & tm_heads) != 0) add_phrases(static_cast<std::uint32_t>(&source - input_->text.tokens.data()), left, token);
}

void TimeScan::add_phrases(std::uint32_t index, std::uint32_t left, TimeToken& token) {
  const std::vector<PhraseHit>& phrases = input_->phrases;
  if (!sought_phrases_) {
    const auto before = [](const PhraseHit& hit, std::uint32_t i) { return hit.begin < i; };
    next_phrase_ = static_cast<std::size_t>(std::lower_bound(phrases.begin(), phrases.end(), index, before) - phrases.begin());
    sought_phrases_ = true;
  }
  while (next_phrase_ < phrases.size() && phrases[next_phrase_].begin < index) ++next_phrase_;
  TimeHit* const pool = pool_ + pooled_;
  std::size_t count = token.hit_count;
  std::copy(token.hits, token.hits + count, pool);
  for (std::size_t i = next_phrase_; i < phrases.size() && phrases[i].begin == index && count < TimeWords::max_hits; ++i) {
    const std::uint32_t length = phrases[i].end - index;
    const TimeEntry* entry = length > 1 && length <= left ? tables().entry(phrases[i].entry) : nullptr;
    if (entry == nullptr || entry->time_class >= time_class_count) continue;
    const bool known = std::any_of(pool, pool + count, [&](const TimeHit& h) { return h.entry == entry && h.length == length; });
    if (known) continue;
    pool[count++] = {entry, entry->time_class, static_cast<std::uint8_t>(length)};
    token.longest = std::max(token.longest, static_cast<std::uint8_t>(length));
    token.classes.add(entry->time_class);
  }
  pooled_ += count;
  token.hits = pool;
  token.hit_count = static_cast<std::uint8_t>(count);
}

}  // namespace sluice
