// Noun groups, verb groups and the small words between them: the sequence that clauses are read from.
#ifndef SLUICE_PHRASE_CHUNKS_HPP
#define SLUICE_PHRASE_CHUNKS_HPP

#include <cstdint>
#include <vector>

#include "phrase/items.hpp"
#include "phrase/phrases.hpp"

namespace sluice::phrase {

struct Chunk {
  enum Kind : std::uint8_t {
    noun, verb, preposition, comma, coordinator, subordinator, relative, adverb, adjective, particle,
    quote_open, quote_close, bracket_open, bracket_close, dash, colon, semicolon, stop, other,
  };
  Kind kind = other;
  bool clause_follows : 1 = false;  ///< a noun group with its finite verb starts at this chunk, with no boundary between
  bool list : 1 = false;           ///< a comma (or noun group) that a list with "and" at its end goes on from
  bool may_subordinate : 1 = false;   ///< preposition that also opens clauses: as, before, after, since, until
  bool conditional : 1 = false;       ///< if, unless
  bool time : 1 = false;              ///< a date, time, duration or set, also as an adverb
  SymbolId symbol = no_symbol;    ///< of a noun group's head
  std::uint32_t begin = 0, end = 0;      ///< tokens
  std::uint32_t ref = none;       ///< index into Phrases::nouns or ::verbs
  FoldId fold = no_fold;          ///< of a noun group: its head
  std::uint32_t list_end = none;  ///< of a comma with `list`: the chunk behind the list
  std::uint32_t match = none;     ///< of an opening bracket or quote: the closing one
  std::uint32_t frame = none;     ///< the clause that was open behind it, while clauses are read
};

/// What reading one group gives: the items that it took.
struct Reader {
  const PhraseTables::Tables& tables;
  const Analysis& analysis;
  const WordFactTable& facts;
  std::uint32_t sentence = 0;
  std::span<const Item> items;
  Phrases& out;

  [[nodiscard]] const WordFacts& word(std::uint32_t token) const { return facts[analysis.token(token).word]; }
};

/// Reads the noun group that starts at item `i`, with its possessors, into `out.nouns`; returns the item behind it (`i` where there is none).
/// `group` is then the group's index.
[[nodiscard]] std::size_t read_noun_group(const Reader& reader, std::size_t i, std::uint32_t& group);

inline constexpr std::size_t no_item = static_cast<std::size_t>(-1);

/// Reads the verb group that starts at item `i`. `lead` is the auxiliary of the group that stands before its subject, with the negations
/// and adverbs before it: "has the minister read".
[[nodiscard]] std::size_t read_verb_group(const Reader& reader, std::size_t i, std::size_t lead, std::uint32_t& group);

/// Cuts a sentence's items into chunks and notes what follows each.
void make_chunks(const Reader& reader, std::vector<Chunk>& chunks);

}  // namespace sluice::phrase

#endif
