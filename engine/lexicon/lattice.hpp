// The sequence that rules read: edges over tokens, each with a symbol (a type, a word list, a chunk).
#ifndef SLUICE_LEXICON_LATTICE_HPP
#define SLUICE_LEXICON_LATTICE_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lexicon/archive.hpp"
#include "lexicon/words.hpp"

namespace sluice {

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

/// A set of symbols, with the kinds (Lattice::kind) of all its members.
class SymbolSet {
 public:
  void clear(std::size_t symbols) {
    has_.assign(symbols, 0);
    kinds_ = 0;
  }
  void add(SymbolId symbol) {
    has_[symbol] = 1;
    kinds_ |= std::uint64_t{1} << (symbol % 64);
  }
  [[nodiscard]] bool has(SymbolId symbol) const { return has_[symbol] != 0; }
  [[nodiscard]] std::uint64_t kinds() const { return kinds_; }

 private:
  std::vector<char> has_;
  std::uint64_t kinds_ = 0;
};

/// Edges of one document, in a chain for each token at which they begin: longest first, then by symbol, then by payload, without
/// doubles. Adding costs the length of one chain; nothing needs sorting afterwards.
class Lattice {
 private:
  struct Link {
    Edge edge;
    std::uint32_t next = 0;
  };
  static constexpr std::uint32_t end_of_chain = 0xFFFFFFFF;

 public:
  /// Reads one chain. Pointers to edges hold until the next `add` or `remove`.
  class Iterator {
   public:
    using value_type = Edge;
    using difference_type = std::ptrdiff_t;
    Iterator() = default;
    Iterator(const Link* links, std::uint32_t at) : links_(links), at_(at) {}
    const Edge& operator*() const { return links_[at_].edge; }
    const Edge* operator->() const { return &links_[at_].edge; }
    Iterator& operator++() { return at_ = links_[at_].next, *this; }
    Iterator operator++(int) {
      const Iterator old = *this;
      ++*this;
      return old;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }

   private:
    const Link* links_ = nullptr;
    std::uint32_t at_ = end_of_chain;
  };
  struct Range {
    Iterator first;
    [[nodiscard]] Iterator begin() const { return first; }
    [[nodiscard]] Iterator end() const { return {}; }
  };

  void reset(std::size_t token_count);
  void add(const Edge& edge);
  /// Removes the edges of these symbols.
  void remove(const SymbolSet& symbols);
  /// Fills the chain of a token at which no edge begins yet: with `longer`, in any order, and behind them `count` edges of one token,
  /// make(0) ... make(count - 1), in the order of a chain and without doubles, whose symbols have the bits `kinds`.
  template <class Make>
  void put(std::uint32_t token, std::vector<Edge>& longer, std::uint64_t kinds, std::uint32_t count, Make make) {
    if (!longer.empty()) kinds |= sort_chain(longer);
    kinds_[token] |= kinds;
    const std::size_t first = links_.size();
    links_.resize(first + longer.size() + count);
    Link* link = links_.data() + first;
    std::uint32_t next = static_cast<std::uint32_t>(first);
    first_[token] = next;
    for (const Edge& edge : longer) *link++ = {edge, ++next};
    for (std::uint32_t i = 0; i < count; ++i) *link++ = {make(i), ++next};
    link[-1].next = end_of_chain;
  }
  /// Working memory for the `longer` of `put`; empty between calls.
  [[nodiscard]] std::vector<Edge>& scratch() { return scratch_; }
  /// Edges that start at `token`.
  [[nodiscard]] Range at(std::uint32_t token) const { return {{links_.data(), first_[token]}}; }
  [[nodiscard]] bool any_at(std::uint32_t token) const { return first_[token] != end_of_chain; }
  /// Bits `kind(symbol)` of all edges that begin at `token`: where a symbol's bit is missing there is no edge of it.
  [[nodiscard]] std::uint64_t kinds_at(std::uint32_t token) const { return kinds_[token]; }
  /// The bit of a symbol; symbols may share one.
  [[nodiscard]] static std::uint64_t kind(SymbolId symbol) { return std::uint64_t{1} << (symbol % 64); }
  /// The edge of `symbol` over just these tokens, or null.
  [[nodiscard]] const Edge* find(SymbolId symbol, std::uint32_t begin, std::uint32_t end) const;

 private:
  std::vector<Link> links_;             ///< removed ones stay until `reset`
  std::vector<std::uint32_t> first_;    ///< by token
  std::vector<std::uint64_t> kinds_;    ///< by token
  std::vector<Edge> scratch_;

  /// Puts edges into the order of a chain, without doubles; returns their kinds.
  static std::uint64_t sort_chain(std::vector<Edge>& edges);
};

/// List entries in the text by their WordCache's uses: hits appended as find_phrases would, edges put into the lattice, which must be
/// without edges as yet. The same as find_phrases and an `add` for each edge, at a fraction of the cost.
void read_lists(const WordCache& words, const TextAnalysis& text, std::vector<PhraseHit>& hits, Lattice& lattice);

}  // namespace sluice

#endif
