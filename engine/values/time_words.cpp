#include "values/time_words.hpp"

#include <algorithm>
#include <string_view>

namespace sluice {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Reads digits with grouping commas or one decimal point; what is left of `text` decides what else the token is.
void read_digits(std::string_view text, TimeWord& out) {
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
void read_code(const TimeTables& tables, std::string_view text, TimeWord& out) {
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

/// A number that may be a year by itself: 1000 to 2199, without commas.
bool like_year(std::string_view digits) {
  return digits.size() == 4 && (digits[0] == '1' || (digits[0] == '2' && digits[1] < '2')) && is_digit(digits[1]) && is_digit(digits[2]) &&
         is_digit(digits[3]);
}

}  // namespace

void TimeWords::forget() {
  marks_.clear();
  words_.clear();
  hits_.clear();
}

void TimeWords::add(const WordCache& words, std::uint32_t id) {
  const Word& word = words[id];
  const std::string_view text = words.surface(id);
  std::uint16_t marks = tables_->marks(word.fold);
  TimeWord out;
  out.capital = (word.shape & ws_capitalised) != 0;
  if (!text.empty() && is_digit(text.front())) {
    read_digits(text, out);
    if (like_year(text)) marks |= tm_year;
    if (std::count(text.begin(), text.end(), '.') > 1) marks |= tm_dotted;
  } else if (out.capital && text.size() <= 6 && is_digit(text.back())) {
    read_code(*tables_, text, out);
  }
  // Coded periods: Q3, FY2024.
  const bool mixed = (word.shape & (ws_capitalised | ws_has_letter | ws_alphabetic)) == (ws_capitalised | ws_has_letter);
  if (mixed && text.size() <= 6 && is_digit(text.back())) marks |= tm_code;
  if ((word.shape & ws_digit) != 0 || (marks & tm_begins) != 0 || mixed) marks |= tm_may_begin;
  out.classes.digits = (!text.empty() && is_digit(text.front())) || out.code != 0;
  out.first_hit = static_cast<std::uint32_t>(hits_.size());
  if ((marks & tm_word) != 0)
    for (const ListHit& hit : words.hits(word)) {
      const TimeEntry* entry = tables_->entry(hit);
      if (entry == nullptr || entry->time_class >= time_class_count || out.hit_count == max_hits) continue;
      const bool known = std::any_of(hits_.begin() + out.first_hit, hits_.end(), [&](const TimeHit& h) { return h.entry == entry; });
      if (known) continue;
      hits_.push_back({entry, entry->time_class, 1});
      ++out.hit_count;
      out.classes.add(entry->time_class);
    }
  marks_.push_back(marks);
  words_.push_back(out);
}

}  // namespace sluice
