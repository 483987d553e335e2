#include "values/amount_text.hpp"

#include <algorithm>

namespace sluice {

namespace {

bool is_hyphen(std::string_view s) { return s == "-" || s == "\xE2\x80\x90" || s == "\xE2\x80\x91"; }

}  // namespace

void AmountText::read(const ValueInput& input) {
  input_ = &input;
  tokens_ = input.text.tokens.data();
  size_ = static_cast<std::uint32_t>(input.text.tokens.size());
  used_ = 0;
  for (Place& p : places_) p.token = none;
  for (ReadNumber& n : numbers_) n.at = none;
}

void AmountText::fill(std::uint32_t i, Place& place) const {
  const AmountWord& word = value_words_->amount(token(i).word);
  // A place's hits stand in one block, and stay where they are as long as the document is read.
  constexpr std::size_t usual = 64;
  if (used_ % block + usual > block) used_ += block - used_ % block;
  while (used_ / block >= blocks_.size()) blocks_.push_back(std::make_unique<AmountHit[]>(block));
  AmountHit* const first = blocks_[used_ / block].get() + used_ % block;
  AmountHit* out = first;
  const AmountHit* const end = first + usual;
  place = {i, 0, word.roles, first};
  for (const AmountReading& r : value_words_->readings(word))
    if (r.shared == 0 && out != end) *out++ = {i + 1, r};
  if (word.begins_phrase) {
    const std::vector<PhraseHit>& phrases = input_->phrases;
    auto phrase = std::lower_bound(phrases.begin(), phrases.end(), i, [](const PhraseHit& hit, std::uint32_t at) { return hit.begin < at; });
    for (; phrase != phrases.end() && phrase->begin == i; ++phrase) {
      if (phrase->entry.list != tables_->list() || phrase->end == i + 1) continue;
      // A$ is one sign, "a $5" is not.
      if (phrase->end == i + 2 && !glued(i + 1) && token(i).end == token(i).begin + 1 && token(i + 1).kind == TokenKind::symbol) continue;
      const std::string_view text = slice(i, phrase->end);
      for (const AmountReading& r : tables_->readings(phrase->entry.row)) {
        if (out == end || r.shared != 0 || !tables_->fits(r, text)) continue;
        *out++ = {phrase->end, r};
        place.roles |= std::uint64_t{1} << static_cast<unsigned>(r.role);
      }
    }
  }
  place.count = static_cast<std::uint32_t>(out - first);
  used_ += place.count;
}

std::vector<std::uint32_t> AmountText::currencies(std::uint32_t i, std::uint32_t end, AmountRole role) const {
  std::vector<std::uint32_t> out;
  const auto take = [&](const AmountReading& r) {
    if (r.role == role) out.push_back(r.index);
  };
  if (end == i + 1)
    for (const AmountReading& r : value_words_->readings(value_words_->amount(token(i).word))) take(r);
  const auto before = [](const PhraseHit& hit, std::uint32_t at) { return hit.begin < at; };
  const std::vector<PhraseHit>& phrases = input_->phrases;
  for (auto p = std::lower_bound(phrases.begin(), phrases.end(), i, before); p != phrases.end() && p->begin == i; ++p)
    if (p->entry.list == tables_->list() && p->end == end && end > i + 1)
      for (const AmountReading& r : tables_->readings(p->entry.row))
        if (tables_->fits(r, slice(i, end))) take(r);
  return out;
}

const AmountHit* AmountText::find(std::uint32_t i, AmountRole role, std::uint32_t limit) const {
  if (!roles(i).meets({role})) return nullptr;
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
