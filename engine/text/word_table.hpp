// A small map by words that hardly ever has the word that it is asked for.
#ifndef SLUICE_TEXT_WORD_TABLE_HPP
#define SLUICE_TEXT_WORD_TABLE_HPP

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace sluice {

/// Words are views of static text. First byte and length turn away most of what is asked before anything is hashed.
template <class Value>
class WordTable {
 public:
  [[nodiscard]] const Value* find(std::string_view word) const {
    if (word.empty() || (lengths_[first_byte(word)] & length_bit(word)) == 0) return nullptr;
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = hash(word) & mask; slots_[i] != 0; i = (i + 1) & mask)
      if (entries_[slots_[i] - 1].first == word) return &entries_[slots_[i] - 1].second;
    return nullptr;
  }
  /// The value of a word, made where it is missing.
  Value& operator[](std::string_view word) {
    if (const Value* known = find(word)) return const_cast<Value&>(*known);
    entries_.emplace_back(word, Value());
    if (!word.empty()) {
      lengths_[first_byte(word)] |= length_bit(word);
      if (entries_.size() * 2 > slots_.size()) grow();
      else place(entries_.size());
    }
    return entries_.back().second;
  }
  /// Calls visit(value) for every entry.
  template <class Visit>
  void each(Visit visit) {
    for (auto& entry : entries_) visit(entry.second);
  }

 private:
  std::vector<std::pair<std::string_view, Value>> entries_;
  std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(16, 0);   ///< 1 + entry, or 0; open addressing over a power of two
  std::array<std::uint32_t, 256> lengths_{};                               ///< by first byte: the lengths of words

  static unsigned char first_byte(std::string_view word) { return static_cast<unsigned char>(word.front()); }
  static std::uint32_t length_bit(std::string_view word) { return std::uint32_t{1} << std::min<std::size_t>(word.size(), 31); }
  static std::size_t hash(std::string_view word) {
    std::uint32_t h = 2166136261u;
    for (const char c : word) h = (h ^ static_cast<unsigned char>(c)) * 16777619u;
    return h ^ h >> 15;
  }
  void place(std::size_t number) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t i = hash(entries_[number - 1].first) & mask;
    while (slots_[i] != 0) i = (i + 1) & mask;
    slots_[i] = static_cast<std::uint32_t>(number);
  }
  void grow() {
    slots_.assign(slots_.size() * 2, 0);
    for (std::size_t number = 1; number <= entries_.size(); ++number)
      if (!entries_[number - 1].first.empty()) place(number);
  }
};

}  // namespace sluice

#endif
