#include "values/value_words.hpp"

#include "grammars/time_expression.hpp"
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

std::uint16_t ValueWords::flags_of(const WordCache& words, std::uint32_t id) const {
  const ValueTables::Tables& tables = tables_->tables();
  const Word& word = words[id];
  const std::string_view surface = words.surface(id);
  std::uint16_t flags = flags_of_letters(surface, word);
  if (can_begin_time(tables.time, words, word)) flags |= vw_time;
  if (!word.starts_phrase) return static_cast<std::uint16_t>(flags | tables.quantity.phrase_flags(word.fold));
  for (const ListHit& hit : words.hits(word)) {
    if (hit.list != tables.quantity.list()) continue;
    for (const AmountReading& r : tables.quantity.readings(hit.row))
      if (tables.quantity.fits(r, surface)) flags |= static_cast<std::uint16_t>(vw_entry | word_flags(r));
  }
  return static_cast<std::uint16_t>(flags | tables.quantity.phrase_flags(word.fold));
}

}  // namespace sluice
