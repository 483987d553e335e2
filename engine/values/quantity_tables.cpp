#include "values/quantity_tables.hpp"

namespace sluice {

namespace {

/// Letter for letter, but for the two code points of mu.
bool same_letters(std::string_view text, std::string_view wanted) {
  if (text.size() == wanted.size() && text == wanted) return true;
  std::size_t i = 0, j = 0;
  while (i < text.size() && j < wanted.size()) {
    if (text.substr(i, 2) == "\xC2\xB5" && wanted.substr(j, 2) == "\xCE\xBC") {
      i += 2;
      j += 2;
    } else if (text[i] == wanted[j]) {
      ++i;
      ++j;
    } else {
      return false;
    }
  }
  return i == text.size() && j == wanted.size();
}

}  // namespace

std::uint16_t word_flags(const AmountReading& reading) {
  using R = AmountRole;
  switch (reading.role) {
    case R::zero: case R::digit: case R::teen: case R::ten: case R::between: case R::minus: case R::multiple:
      return vw_amount;
    case R::half: case R::ordinal_digit: case R::ordinal_teen: case R::ordinal_ten: case R::ordinal_scale: case R::part_digit:
      return vw_amount | vw_multiple;
    case R::hundred: case R::scale: case R::dozen: case R::part_teen: case R::part_ten: case R::part_scale:
      return vw_multiple;
    case R::article:
      return vw_article;
    case R::before:
      return vw_bound | vw_bound_end;
    case R::currency:
      return (reading.flags & af_prefix) != 0 ? vw_amount : 0;
    default:
      return 0;
  }
}

bool QuantityTables::fits(const AmountReading& reading, std::string_view letters) const {
  return (reading.flags & af_exact_case) == 0 || same_letters(letters, texts_[reading.surface]);
}

std::uint32_t QuantityTables::word_bits(FoldId fold) const {
  if (fold == no_fold) return 0;
  const auto at = std::lower_bound(phrase_flags_.begin(), phrase_flags_.end(), fold, [](const PhraseWord& w, FoldId f) { return w.fold < f; });
  return at != phrase_flags_.end() && at->fold == fold ? at->flags : 0;
}

std::uint32_t QuantityTables::quotient(std::uint32_t above, std::uint32_t below) const {
  for (std::uint32_t i = 0; i < dimensions_.size(); ++i)
    if (dimensions_[i].under == dimensions_[above].name && dimensions_[i].over == dimensions_[below].name) return i;
  return no_dimension;
}

const AmountReading* QuantityTables::sign(std::string_view text) const {
  const auto less = [&](const AmountReading& r, std::string_view t) { return texts_[r.surface] < t; };
  const auto at = std::lower_bound(signs_.begin(), signs_.end(), text, less);
  return at != signs_.end() && texts_[at->surface] == text ? &*at : nullptr;
}

}  // namespace sluice
