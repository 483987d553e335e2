// What the amount grammars read: a document's tokens with the entries of the amount tables that start at each, and a cursor over them.
#ifndef SLUICE_VALUES_AMOUNT_TEXT_HPP
#define SLUICE_VALUES_AMOUNT_TEXT_HPP

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <vector>

#include "values/quantity_tables.hpp"
#include "values/values.hpp"

namespace sluice {

/// An entry of the amount tables over tokens [start, end), letters checked.
struct AmountHit {
  std::uint32_t end = 0;
  AmountReading reading;
};

/// Made once for a document.
class AmountText {
 public:
  AmountText(const QuantityTables& tables, const ValueInput& input);

  [[nodiscard]] const QuantityTables& tables() const { return *tables_; }
  [[nodiscard]] const ValueInput& input() const { return *input_; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(input_->text.tokens.size()); }
  [[nodiscard]] const Token& token(std::uint32_t i) const { return input_->text.tokens[i]; }
  [[nodiscard]] std::string_view surface(std::uint32_t i) const { return input_->text.of(token(i)); }
  [[nodiscard]] std::string_view folded(std::uint32_t i) const { return input_->words.folded(token(i).word); }
  [[nodiscard]] const Word& word(std::uint32_t i) const { return input_->words[token(i).word]; }
  [[nodiscard]] bool glued(std::uint32_t i) const { return token(i).glued(); }
  [[nodiscard]] std::span<const AmountHit> hits(std::uint32_t i) const {
    return {hits_.data() + starts_[i], hits_.data() + starts_[i + 1]};
  }
  /// The longest entry of `role` that starts at token `i` and ends within `limit`, or null.
  [[nodiscard]] const AmountHit* find(std::uint32_t i, AmountRole role, std::uint32_t limit) const;
  [[nodiscard]] bool is(std::uint32_t i, AmountRole role) const { return find(i, role, size()) != nullptr; }
  /// A hyphen that joins words: no space on either side of token `i`.
  [[nodiscard]] bool joining_hyphen(std::uint32_t i, std::uint32_t limit) const;
  [[nodiscard]] std::string_view slice(std::uint32_t begin, std::uint32_t end) const;
  /// Whether the document writes sums in pounds with their sign.
  [[nodiscard]] bool has_pound_sign() const { return pound_sign_; }
  /// Whether nothing but a space, the end or punctuation follows token `i - 1`.
  [[nodiscard]] bool ends_word(std::uint32_t i) const;

 private:
  const QuantityTables* tables_;
  const ValueInput* input_;
  std::vector<std::uint32_t> starts_;
  std::vector<AmountHit> hits_;
  bool pound_sign_ = false;
};

/// Forward iterator over the tokens of an AmountText.
class AmountCursor {
 public:
  using iterator_category = std::forward_iterator_tag;
  using value_type = Token;
  using difference_type = std::ptrdiff_t;
  using pointer = const Token*;
  using reference = const Token&;

  AmountCursor() = default;
  AmountCursor(const AmountText& text, std::uint32_t at) : text_(&text), at_(at) {}
  reference operator*() const { return text_->token(at_); }
  pointer operator->() const { return &text_->token(at_); }
  AmountCursor& operator++() { ++at_; return *this; }
  AmountCursor operator++(int) { AmountCursor old = *this; ++at_; return old; }
  void move_to(std::uint32_t at) { at_ = at; }
  [[nodiscard]] std::uint32_t at() const { return at_; }
  [[nodiscard]] const AmountText& text() const { return *text_; }
  friend bool operator==(const AmountCursor& a, const AmountCursor& b) { return a.at_ == b.at_; }

 private:
  const AmountText* text_ = nullptr;
  std::uint32_t at_ = 0;
};

}  // namespace sluice

#endif
