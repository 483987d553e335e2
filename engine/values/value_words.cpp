#include "values/value_words.hpp"

#include "values/roman.hpp"
#include "values/tables.hpp"

namespace sluice {

namespace {

/// By the letters alone: digits, signs, fractions in one sign, USD115.
std::uint16_t flags_of_letters(std::string_view s, const Word& word) {
  const unsigned char first = static_cast<unsigned char>(s.front());
  if (first >= '0' && first <= '9') return vw_amount;
  if (s == "-" || s == "+" || s == "." || s == "\xE2\x88\x92" || s == "\xE2\x80\x93") return vw_sign;
  if (s.size() == 2 && first == 0xC2 && s[1] >= '\xBC' && s[1] <= '\xBE') return vw_amount;
  if (s.size() == 3 && s.starts_with("\xE2\x85")) return vw_amount;
  if (roman_ordinal(s) != 0) return vw_amount;
  const bool code = first >= 'A' && first <= 'Z' && s.size() > 1 && (word.shape & ws_alphabetic) == 0;
  return code && s.substr(0, 5).find_first_of("0123456789") != std::string_view::npos ? vw_amount : 0;
}

}  // namespace

ValueWords::ValueWords(const ValueTables& tables) : tables_(&tables), time_(tables.tables().time) {}

void ValueWords::forget() {
  time_.forget();
  flags_.clear();
  amounts_.clear();
  readings_.clear();
}

void ValueWords::add(const WordCache& words, std::uint32_t id) {
  const QuantityTables& tables = tables_->tables().quantity;
  const Word& word = words[id];
  const std::string_view surface = words.surface(id);
  const std::uint16_t of_phrases = tables.phrase_flags(word.fold);
  std::uint32_t flags = of_phrases | flags_of_letters(surface, word);
  if ((time_.marks(id) & tm_may_begin) != 0) flags |= vw_time;
  AmountWord amount;
  amount.begins_phrase = (of_phrases & vw_entry) != 0;
  amount.first_reading = static_cast<std::uint32_t>(readings_.size());
  if (word.starts_phrase)
    for (const ListHit& hit : words.hits(word)) {
      if (hit.list != tables.list()) continue;
      for (const AmountReading& r : tables.readings(hit.row)) {
        if (!tables.fits(r, surface)) continue;
        readings_.push_back(r);
        amount.roles |= std::uint64_t{1} << static_cast<unsigned>(r.role);
        flags |= vw_entry | word_flags(r);
      }
    }
  amount.reading_count = static_cast<std::uint16_t>(readings_.size() - amount.first_reading);
  flags_.push_back(static_cast<std::uint16_t>(flags));
  amounts_.push_back(amount);
}

}  // namespace sluice
