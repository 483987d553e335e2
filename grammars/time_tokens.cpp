#include "grammars/time_tokens.hpp"

#include <algorithm>

namespace sluice {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Reads digits with grouping commas or one decimal point; what is left of `text` decides what else the token is.
void read_digits(std::string_view text, TimeToken& out) {
  std::int64_t number = 0;
  std::uint8_t digits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_digit(c)) {
      if (digits < 10) number = number * 10 + (c - '0');
      ++digits;
    } else if (c == ',' && digits != 0 && i + 3 < text.size()) {
      out.grouped = true;
    } else if (c == '.' && !out.decimal && digits != 0 && i + 1 < text.size()) {
      out.decimal = true;
    } else {
      return;
    }
  }
  if (digits == 0 || digits > 9) return;
  out.digits = digits;
  out.number = static_cast<std::int32_t>(number);
}

/// Q3, H1, FY2024, FY24: a prefix of capitals from the tables, then digits.
void read_code(const TimeTables& tables, std::string_view text, TimeToken& out) {
  std::size_t letters = 0;
  while (letters < text.size() && letters < 3 && text[letters] >= 'A' && text[letters] <= 'Z') ++letters;
  const std::size_t digits = text.size() - letters;
  if (letters == 0 || digits == 0 || digits > 4) return;
  std::int32_t number = 0;
  for (std::size_t i = letters; i < text.size(); ++i) {
    if (!is_digit(text[i])) return;
    number = number * 10 + (text[i] - '0');
  }
  const char code = tables.code_of(text.substr(0, letters));
  if (code == 0) return;
  out.code = code;
  out.number = number;
}

}  // namespace

TimeScan::TimeScan(const TimeTables& tables, const ValueInput& input, std::uint32_t first)
    : tables_(&tables), input_(&input), first_(first) {
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
    ahead_.digits |= token.classes.digits;
    for (std::size_t i = 0; i < token.hit_count; ++i) {
      const TimeClass c = token.hits[i].time_class;
      if (ahead_.has(c)) continue;
      ahead_.add(c);
      class_list_[classes_++] = c;
    }
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

TimeClassSet TimeScan::classes_of(const Token& token) const {
  TimeClassSet set{};
  const Word& known = word(token);
  if ((tables_->marks(known.fold) & tm_word) == 0) return set;
  for (const ListHit& hit : input_->words.hits(known))
    if (const TimeEntry* entry = tables_->entry(hit); entry != nullptr && entry->time_class < time_class_count) set.add(entry->time_class);
  return set;
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

void TimeScan::add(TimeToken& token, const TimeEntry* entry, std::uint32_t length) {
  if (entry == nullptr || entry->time_class >= time_class_count || token.hit_count == TimeToken::max_hits) return;
  for (std::size_t i = 0; i < token.hit_count; ++i)
    if (token.hits[i].entry == entry && token.hits[i].length == length) return;
  token.hits[token.hit_count++] = {entry, entry->time_class, static_cast<std::uint8_t>(length)};
  token.longest = std::max(token.longest, static_cast<std::uint8_t>(length));
  token.classes.add(entry->time_class);
}

void TimeScan::read(const Token& source, std::uint32_t left, TimeToken& token) {
  const Word& known = input_->words[source.word];
  token.classes = TimeClassSet{};
  token.begin = input_->text.text.data() + source.begin;
  token.bytes = source.end - source.begin;
  token.number = -1;
  token.hit_count = 0;
  token.longest = 1;
  token.digits = 0;
  token.glued = source.glued();
  token.capital = (known.shape & ws_capitalised) != 0;
  token.decimal = token.grouped = false;
  token.code = 0;
  if (source.kind == TokenKind::number) read_digits(token.text(), token);
  else if (token.capital && token.bytes <= 6 && is_digit(token.text().back())) read_code(*tables_, token.text(), token);
  token.classes.digits = is_digit(*token.begin) || token.code != 0;

  const std::uint8_t marks = tables_->marks(known.fold);
  if ((marks & tm_word) == 0) return;
  for (const ListHit& hit : input_->words.hits(known)) add(token, tables_->entry(hit), 1);
  if ((marks & tm_heads) == 0) return;
  const std::vector<PhraseHit>& phrases = input_->phrases;
  const std::uint32_t index = static_cast<std::uint32_t>(&source - input_->text.tokens.data());
  if (!sought_phrases_) {
    const auto before = [](const PhraseHit& hit, std::uint32_t i) { return hit.begin < i; };
    next_phrase_ = static_cast<std::size_t>(std::lower_bound(phrases.begin(), phrases.end(), index, before) - phrases.begin());
    sought_phrases_ = true;
  }
  while (next_phrase_ < phrases.size() && phrases[next_phrase_].begin < index) ++next_phrase_;
  for (std::size_t i = next_phrase_; i < phrases.size() && phrases[i].begin == index; ++i)
    if (phrases[i].end - index > 1 && phrases[i].end - index <= left) add(token, tables_->entry(phrases[i].entry), phrases[i].end - index);
}

}  // namespace sluice
