// What the amount grammars read: a document's tokens with the entries of the amount tables that start at each, and a cursor over them.
#ifndef SLUICE_VALUES_AMOUNT_TEXT_HPP
#define SLUICE_VALUES_AMOUNT_TEXT_HPP

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <string_view>
#include <vector>

#include "values/amount_term.hpp"
#include "values/quantity_tables.hpp"
#include "values/value_words.hpp"
#include "values/values.hpp"

namespace sluice {

/// An entry of the amount tables over tokens [start, end), letters checked.
struct AmountHit {
  std::uint32_t end = 0;
  AmountReading reading;
};

/// Which scale signs count: `m` behind digits is a million beside money and before a counted noun, and a metre elsewhere.
enum class ScaleSigns : std::uint8_t { plain, money };

/// A set of roles.
class RoleSet {
 public:
  constexpr RoleSet(std::initializer_list<AmountRole> roles) {
    for (const AmountRole r : roles) bits_ |= std::uint64_t{1} << static_cast<unsigned>(r);
  }
  constexpr explicit RoleSet(std::uint64_t bits) : bits_(bits) {}
  [[nodiscard]] constexpr bool meets(RoleSet other) const { return (bits_ & other.bits_) != 0; }
  [[nodiscard]] constexpr bool within(RoleSet other) const { return (bits_ & ~other.bits_) == 0; }
  constexpr RoleSet operator&(RoleSet other) const { return RoleSet(bits_ & other.bits_); }

 private:
  std::uint64_t bits_ = 0;
};

/// One document as the grammars see it. Entries are gathered where a grammar asks for them, and numbers are read once for each place.
/// Serves one document after another (`read`) and one thread.
class AmountText {
 public:
  AmountText(const QuantityTables& tables, const ValueWords& value_words) : tables_(&tables), value_words_(&value_words) {}

  /// Turns to another document, which must outlive its use here.
  void read(const ValueInput& input);

  [[nodiscard]] const QuantityTables& tables() const { return *tables_; }
  [[nodiscard]] const ValueInput& input() const { return *input_; }
  [[nodiscard]] std::uint32_t size() const { return size_; }
  [[nodiscard]] const Token& token(std::uint32_t i) const { return tokens_[i]; }
  [[nodiscard]] std::string_view surface(std::uint32_t i) const { return input_->text.of(token(i)); }
  [[nodiscard]] std::string_view folded(std::uint32_t i) const { return input_->words.folded(token(i).word); }
  [[nodiscard]] const Word& word(std::uint32_t i) const { return input_->words[token(i).word]; }
  [[nodiscard]] bool glued(std::uint32_t i) const { return token(i).glued(); }
  /// ValueWordFlag bits of the token's word.
  [[nodiscard]] std::uint16_t flags(std::uint32_t i) const { return (*value_words_)[token(i).word]; }
  [[nodiscard]] std::span<const AmountHit> hits(std::uint32_t i) const {
    if (i >= size_ || (flags(i) & vw_entry) == 0) return {};
    const Place& p = place(i);
    return {p.hits, p.count};
  }
  /// What the token's word alone may be in a time expression.
  [[nodiscard]] const TimeClassSet& time_classes(std::uint32_t i) const { return value_words_->time()[token(i).word].classes; }
  /// Every currency that the sign or name over tokens [i, end) may stand for in `role`; `hits` has the first of them alone.
  [[nodiscard]] std::vector<std::uint32_t> currencies(std::uint32_t i, std::uint32_t end, AmountRole role) const;
  /// The roles that entries starting at token `i` have; none behind the end.
  [[nodiscard]] RoleSet roles(std::uint32_t i) const {
    if (i >= size_ || (flags(i) & vw_entry) == 0) return RoleSet(0);
    const AmountWord& word = value_words_->amount(token(i).word);
    return RoleSet(word.begins_phrase ? place(i).roles : word.roles);
  }
  /// The longest entry of `role` that starts at token `i` and ends within `limit`, or null.
  [[nodiscard]] const AmountHit* find(std::uint32_t i, AmountRole role, std::uint32_t limit) const;
  [[nodiscard]] bool is(std::uint32_t i, AmountRole role) const { return roles(i).meets({role}); }
  /// A hyphen that joins words: no space on either side of token `i`.
  [[nodiscard]] bool joining_hyphen(std::uint32_t i, std::uint32_t limit) const;
  [[nodiscard]] std::string_view slice(std::uint32_t begin, std::uint32_t end) const;
  /// Whether the document writes sums in pounds with their sign.
  [[nodiscard]] bool has_pound_sign() const { return input_->text.text.find("\xC2\xA3") != std::string_view::npos; }
  /// Whether nothing but a space, the end or punctuation follows token `i - 1`.
  [[nodiscard]] bool ends_word(std::uint32_t i) const;

  /// A number that was read, or could not be, at a place.
  struct ReadNumber {
    std::uint32_t at = none, limit = 0;
    ScaleSigns signs = ScaleSigns::plain;
    bool found = false;
    NumberReading reading;
  };
  /// Where the number at `at` is kept; another number may be there.
  [[nodiscard]] ReadNumber& read_number(std::uint32_t at, ScaleSigns signs) const {
    return numbers_[(at * 2 + static_cast<std::uint32_t>(signs)) % numbers_.size()];
  }

 private:
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  static constexpr std::size_t block = 2048;   ///< hits

  /// The entries that start at one token.
  struct Place {
    std::uint32_t token = none;
    std::uint32_t count = 0;
    std::uint64_t roles = 0;
    const AmountHit* hits = nullptr;
  };

  const QuantityTables* tables_;
  const ValueWords* value_words_;
  const ValueInput* input_ = nullptr;
  const Token* tokens_ = nullptr;
  std::uint32_t size_ = 0;
  mutable std::array<Place, 64> places_;       ///< by token, the last that was asked for
  mutable std::array<ReadNumber, 16> numbers_;
  mutable std::vector<std::unique_ptr<AmountHit[]>> blocks_;
  mutable std::size_t used_ = 0;               ///< hits in all blocks

  [[nodiscard]] const Place& place(std::uint32_t i) const {
    Place& p = places_[i % places_.size()];
    if (p.token != i) fill(i, p);
    return p;
  }
  void fill(std::uint32_t i, Place& place) const;
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
