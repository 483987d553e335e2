#include "values/amount_text.hpp"

namespace sluice {

namespace {

bool is_hyphen(std::string_view s) { return s == "-" || s == "\xE2\x80\x90" || s == "\xE2\x80\x91"; }

}  // namespace

void AmountText::read(const ValueInput& input) {
  input_ = &input;
  tokens_ = input.text.tokens.data();
  size_ = static_cast<std::uint32_t>(input.text.tokens.size());
  own_phrases_.clear();
  const ListId list = tables_->list();
  for (std::uint32_t i = 0; i < input.phrases.size(); ++i)
    if (input.phrases[i].entry.list == list) own_phrases_.push_back(i);
  next_phrase_ = 0;
  used_ = 0;
  for (Place& p : places_) p.token = none;
  for (ReadNumber& n : numbers_) n.at = none;
}

void AmountText::fill(std::uint32_t i, Place& place) const {
  const auto begin_of = [&](std::size_t k) { return input_->phrases[own_phrases_[k]].begin; };
  const std::size_t own = own_phrases_.size();
  while (next_phrase_ > 0 && begin_of(next_phrase_ - 1) >= i) --next_phrase_;
  while (next_phrase_ < own && begin_of(next_phrase_) < i) ++next_phrase_;
  place = {i, 0, 0, nullptr};
  // A place's hits stand in one block, and stay where they are as long as the document is read.
  AmountHit* out = nullptr;
  const AmountHit* end = nullptr;
  for (std::size_t k = next_phrase_; k < own && begin_of(k) == i; ++k) {
    const PhraseHit& phrase = input_->phrases[own_phrases_[k]];
    // A$ is one sign, "a $5" is not.
    if (phrase.end == i + 2 && !glued(i + 1) && token(i).end == token(i).begin + 1 && token(i + 1).kind == TokenKind::symbol) continue;
    if (out == nullptr) {
      constexpr std::size_t usual = 64;
      if (used_ % block + usual > block) used_ += block - used_ % block;
      while (used_ / block >= blocks_.size()) blocks_.push_back(std::make_unique<AmountHit[]>(block));
      out = blocks_[used_ / block].get() + used_ % block;
      end = out + usual;
      place.hits = out;
    }
    const std::string_view text = slice(i, phrase.end);
    for (const AmountReading& r : tables_->readings(phrase.entry.row)) {
      if (out == end || !tables_->fits(r, text)) continue;
      *out++ = {phrase.end, r};
      place.roles |= std::uint64_t{1} << static_cast<unsigned>(r.role);
    }
  }
  if (out == nullptr) return;
  place.count = static_cast<std::uint32_t>(out - place.hits);
  used_ += place.count;
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
