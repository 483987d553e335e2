// The sequence that rules read: edges over tokens, each with a symbol (a type, a word list, a chunk).
#ifndef SLUICE_LEXICON_LATTICE_HPP
#define SLUICE_LEXICON_LATTICE_HPP

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/archive.hpp"
#include "lexicon/words.hpp"

namespace sluice {

/// Id of what an edge is: a built-in type, a dimension, a word list, an entity type, a chunk.
using SymbolId = std::uint16_t;
inline constexpr SymbolId no_symbol = 0xFFFF;

/// Built-in symbols, in this order in every Symbols. Rule files write them capitalised (`NounGroup`); results in lower case.
enum BuiltinSymbol : SymbolId {
  sy_person, sy_organization, sy_place, sy_demonym, sy_event, sy_work, sy_product, sy_role, sy_commodity,
  sy_number, sy_ordinal, sy_percent, sy_money, sy_quantity, sy_date, sy_time, sy_duration, sy_set,
  sy_period,       ///< Set or Duration
  sy_count,        ///< a Quantity with a counted noun as unit
  sy_noun_group, sy_verb_group, sy_pronoun,
  sy_definite,     ///< a noun group such as "the company", determiner included, that may stand for something named
  sy_text,         ///< "text" in a schema slot: any tight noun group
  builtin_symbols
};

/// Names of symbols. Dimensions (`Mass`, `Energy`), lists and entity types are added behind the built-in ones at compile time.
class Symbols {
 public:
  Symbols();
  SymbolId add(std::string_view name);                       ///< the id that it has already, or a new one
  [[nodiscard]] SymbolId find(std::string_view name) const;  ///< no_symbol where there is none
  [[nodiscard]] std::string_view name(SymbolId symbol) const { return names_[symbol]; }
  [[nodiscard]] std::size_t size() const { return names_.size(); }
  template <class A>
  void archive(A& a) { a(names_); }

 private:
  std::vector<std::string> names_;
};

/// Tokens [begin, end) read as `symbol`. `payload`: for a value type the index into Analysis::values; for a list its row; for a
/// chunk the index into the phrase records; for a name the index into Analysis::names.
struct Edge {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  SymbolId symbol = no_symbol;
  std::uint16_t pad = 0;
  std::uint32_t payload = 0;

  friend bool operator==(const Edge&, const Edge&) = default;
};

/// Edges of one document. Add in any order, then `index` before reading.
class Lattice {
 public:
  void reset(std::size_t token_count);
  void add(const Edge& edge) { edges_.push_back(edge); }
  /// Removes edges for which `gone` holds; call `index` afterwards.
  template <class Predicate>
  void remove_if(Predicate gone) { std::erase_if(edges_, gone); }
  /// Sorts by begin, then the longer first, then symbol; drops doubles.
  void index();
  /// Edges that start at `token`.
  [[nodiscard]] std::span<const Edge> at(std::uint32_t token) const {
    return {edges_.data() + starts_[token], edges_.data() + starts_[token + 1]};
  }
  [[nodiscard]] std::span<const Edge> all() const { return edges_; }
  /// The edge of `symbol` over just these tokens, or null.
  [[nodiscard]] const Edge* find(SymbolId symbol, std::uint32_t begin, std::uint32_t end) const;
  /// The longest edge of `symbol` that starts at `token`, or null.
  [[nodiscard]] const Edge* longest(SymbolId symbol, std::uint32_t token) const;
  /// Whether any edge of `symbol` lies in tokens [begin, end).
  [[nodiscard]] bool any(SymbolId symbol, std::uint32_t begin, std::uint32_t end) const;

 private:
  std::vector<Edge> edges_;
  std::vector<std::uint32_t> starts_;
};

}  // namespace sluice

#endif
