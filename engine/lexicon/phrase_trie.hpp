// List entries as token sequences: one trie over all lists, its edges in one open-addressing table.
#ifndef SLUICE_LEXICON_PHRASE_TRIE_HPP
#define SLUICE_LEXICON_PHRASE_TRIE_HPP

#include <bit>
#include <cstdint>
#include <span>
#include <string_view>

#include "lexicon/flat_array.hpp"
#include "lexicon/hash.hpp"
#include "lexicon/lexicon.hpp"
#include "lexicon/shape.hpp"

namespace sluice {

inline constexpr std::size_t longest_phrase = 12;

/// An entry that ends in a state. `cases` holds the CaseRule of each token, two bits each, the first lowest; the tokens whose rule is
/// `exact` have their spelling in Lexicon::Tables::exact_spellings, in token order from `exact`.
struct PhraseEntry {
  ListHit hit;
  std::uint32_t cases = 0;
  std::uint32_t exact = 0;

  [[nodiscard]] CaseRule rule(std::size_t token) const { return static_cast<CaseRule>((cases >> (2 * token)) & 3u); }
  /// How many tokens have the rule `exact`, whose two bits are both set.
  [[nodiscard]] std::uint32_t exact_tokens() const { return static_cast<std::uint32_t>(std::popcount(cases & (cases >> 1) & 0x555555u)); }
};

/// State 0 is the root, and "no state" as the target of a step.
class PhraseTrie {
 public:
  static constexpr std::uint32_t root = 0;

  /// The state behind `word`, or 0.
  [[nodiscard]] std::uint32_t step(std::uint32_t state, FoldId word) const {
    if (edges_.empty()) return 0;
    for (std::size_t i = slot(state, word);; i = i + 1 == edges_.size() ? 0 : i + 1) {
      const Edge& edge = edges_[i];
      if (edge.to == 0 || (edge.from == state && edge.word == word)) return edge.to;
    }
  }
  /// False where no entry goes on from `state`, which is not the root, with `word`; true hardly ever but where one does. A text asks this at
  /// every token, of a table that is a tenth of the edges and stays in the processor's caches (Bloom 1970, three bits in one word).
  [[nodiscard]] bool may_step(std::uint32_t state, FoldId word) const {
    if (filter_.empty()) return false;
    const std::uint64_t hash = hash_ids(state, word), bits = filter_bits(hash);
    return (filter_[filter_place(hash)] & bits) == bits;
  }
  [[nodiscard]] std::span<const PhraseEntry> entries(std::uint32_t state) const {
    return {entries_.data() + entry_starts_[state], entries_.data() + entry_starts_[state + 1]};
  }
  [[nodiscard]] bool has_children(std::uint32_t state) const { return has_children_[state] != 0; }
  [[nodiscard]] std::size_t states() const { return has_children_.size(); }
  [[nodiscard]] std::span<const PhraseEntry> all_entries() const { return entries_; }

  /// Words of the path from the root to each state's parent: calls `visit(state, parent, word)` for every edge.
  template <class Visit>
  void each_edge(Visit visit) const {
    for (const Edge& edge : edges_)
      if (edge.to != 0) visit(edge.to, edge.from, edge.word);
  }

  /// Building: the state behind `word`, made where it is missing; then `finish` with the entries of all states.
  std::uint32_t extend(std::uint32_t state, FoldId word);
  struct Ending { std::uint32_t state; PhraseEntry entry; };
  void finish(std::span<const Ending> endings);

  template <class A>
  void archive(A& a) {
    a(edges_, has_children_, entry_starts_, entries_, filter_);
  }
  [[nodiscard]] bool valid(std::size_t words) const;

 private:
  struct Edge {
    std::uint32_t from = 0;
    FoldId word = 0;
    std::uint32_t to = 0;   ///< 0: the slot is empty
  };
  FlatArray<Edge> edges_;
  FlatArray<std::uint8_t> has_children_;     ///< by state
  FlatArray<std::uint32_t> entry_starts_;    ///< states() + 1 of them once finished
  FlatArray<PhraseEntry> entries_;
  FlatArray<std::uint64_t> filter_;          ///< of the edges that do not begin at the root; made by `finish`

  /// The table may have any size: the hash is scaled to it instead of masked.
  [[nodiscard]] std::size_t slot(std::uint32_t state, FoldId word) const {
    return static_cast<std::size_t>(((hash_ids(state, word) >> 16 & 0xFFFFFFFFu) * edges_.size()) >> 32);
  }
  [[nodiscard]] std::size_t filter_place(std::uint64_t hash) const { return static_cast<std::size_t>((hash >> 32) * filter_.size() >> 32); }
  [[nodiscard]] static std::uint64_t filter_bits(std::uint64_t hash) {
    return std::uint64_t{1} << (hash & 63) | std::uint64_t{1} << (hash >> 6 & 63) | std::uint64_t{1} << (hash >> 12 & 63);
  }
  void resize(std::size_t slots);
  void fill_filter();
};

}  // namespace sluice

#endif
