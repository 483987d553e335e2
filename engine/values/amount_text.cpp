#include "values/amount_text.hpp"

namespace sluice {

namespace {

bool is_hyphen(std::string_view s) { return s == "-" || s == "\xE2\x80\x90" || s == "\xE2\x80\x91"; }

/// Letter for letter, but for the two code points of mu.
bool same_letters(std::string_view text, std::string_view wanted) {
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

AmountText::AmountText(const QuantityTables& tables, const ValueInput& input) : tables_(&tables), input_(&input) {
  const std::size_t n = input.text.tokens.size();
  starts_.reserve(n + 1);
  std::size_t next = 0;
  for (std::uint32_t i = 0; i < n; ++i) {
    starts_.push_back(static_cast<std::uint32_t>(hits_.size()));
    for (; next < input.phrases.size() && input.phrases[next].begin <= i; ++next) {
      const PhraseHit& phrase = input.phrases[next];
      if (phrase.entry.list != tables.list()) continue;
      const std::string_view text = slice(phrase.begin, phrase.end);
      // A$ is one sign, "a $5" is not.
      if (phrase.end == phrase.begin + 2 && !glued(phrase.begin + 1) && token(phrase.begin).end == token(phrase.begin).begin + 1 &&
          token(phrase.begin + 1).kind == TokenKind::symbol)
        continue;
      for (const AmountReading& r : tables.readings(phrase.entry.row))
        if ((r.flags & af_exact_case) == 0 || same_letters(text, tables.text(r.surface))) hits_.push_back({phrase.end, r});
      pound_sign_ = pound_sign_ || text == "\xC2\xA3";
    }
  }
  starts_.push_back(static_cast<std::uint32_t>(hits_.size()));
}

const AmountHit* AmountText::find(std::uint32_t i, AmountRole role, std::uint32_t limit) const {
  const AmountHit* best = nullptr;
  for (const AmountHit& hit : hits(i))
    if (hit.reading.role == role && hit.end <= limit && (best == nullptr || hit.end > best->end)) best = &hit;
  return best;
}

bool AmountText::joining_hyphen(std::uint32_t i, std::uint32_t limit) const {
  return i + 1 < limit && glued(i) && glued(i + 1) && is_hyphen(surface(i));
}

std::string_view AmountText::slice(std::uint32_t begin, std::uint32_t end) const {
  return input_->text.text.substr(token(begin).begin, token(end - 1).end - token(begin).begin);
}

bool AmountText::ends_word(std::uint32_t i) const {
  return i >= size() || !glued(i) || (token(i).kind != TokenKind::word && token(i).kind != TokenKind::number);
}

}  // namespace sluice
