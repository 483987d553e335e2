#include "lexicon/words.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "lexicon/lattice.hpp"
#include "lexicon/word_analysis.hpp"
#include "lexicon/word_state.hpp"
#include "text/analyze.hpp"

namespace sluice {

namespace {

/// Bounds behind which a cache starts anew: distinct words, and bytes of their spellings.
constexpr std::size_t most_words = 262'144;
constexpr std::size_t most_bytes = 32 * 1024 * 1024;
constexpr std::size_t first_slots = 4'096;

template <class State>
void clear(State& s, std::size_t stride) {
  s.arena.clear();
  s.slots.assign(first_slots, {});
  s.surfaces.clear();
  s.folds.clear();
  s.readings.clear();
  s.hits.clear();
  s.list_pool.clear();
  s.stride = stride;
  s.symbol_bits.clear();
  s.symbol_slots.assign(1024, State::empty);
  s.symbols = 0;
  s.bits.assign(stride, 0);
}

template <class State>
void grow_slots(State& s) {
  std::vector<typename State::Slot> old(s.slots.size() * 2);
  old.swap(s.slots);
  const std::size_t mask = s.slots.size() - 1;
  for (const auto& slot : old) {
    if (slot.id == State::empty) continue;
    std::size_t i = slot.key().hash() & mask;
    while (s.slots[i].id != State::empty) i = (i + 1) & mask;
    s.slots[i] = slot;
  }
}

constexpr std::array<std::uint64_t, 9> low_bytes = [] {
  std::array<std::uint64_t, 9> masks{};
  for (std::size_t n = 1; n < 9; ++n) masks[n] = masks[n - 1] << 8 | 0xFF;
  return masks;
}();

/// Key of the spelling at `from`; `readable` bytes stand there, those behind the spelling included.
SpellingKey key_of(const char* from, std::size_t size, std::size_t readable) {
  if (size > SpellingKey::longest) return {hash_bytes({from, size}), 0xFF000000u | static_cast<std::uint32_t>(size & 0xFFFFFF)};
  std::array<char, 16> copy{};
  if (readable < copy.size()) {
    std::copy_n(from, size, copy.data());
    from = copy.data();
  }
  std::uint64_t head = 0, tail = 0;
  std::memcpy(&head, from, 8);
  std::memcpy(&tail, from + 8, 8);
  head &= low_bytes[std::min<std::size_t>(size, 8)];
  tail &= low_bytes[size - std::min<std::size_t>(size, 8)];
  return {head, static_cast<std::uint32_t>(tail | size << 24)};
}

template <class State>
std::uint64_t hash_set(const State& s, const std::uint64_t* bits) {
  return hash_bytes({reinterpret_cast<const char*>(bits), s.stride * sizeof *bits});
}

/// Id of the test set in s.bits.
template <class State>
std::uint32_t intern_symbol(State& s) {
  if (s.stride == 0) return s.symbols = 1, 0;
  if ((s.symbols + 1) * 2 > s.symbol_slots.size()) {
    s.symbol_slots.assign(s.symbol_slots.size() * 2, State::empty);
    const std::size_t mask = s.symbol_slots.size() - 1;
    for (std::uint32_t id = 0; id < s.symbols; ++id) {
      std::size_t i = hash_set(s, s.symbol_bits.data() + id * s.stride) & mask;
      while (s.symbol_slots[i] != State::empty) i = (i + 1) & mask;
      s.symbol_slots[i] = id;
    }
  }
  const std::size_t mask = s.symbol_slots.size() - 1;
  for (std::size_t i = hash_set(s, s.bits.data()) & mask;; i = (i + 1) & mask) {
    const std::uint32_t id = s.symbol_slots[i];
    if (id == State::empty) {
      s.symbol_slots[i] = s.symbols;
      s.symbol_bits.insert(s.symbol_bits.end(), s.bits.begin(), s.bits.end());
      return s.symbols++;
    }
    if (std::equal(s.bits.begin(), s.bits.end(), s.symbol_bits.begin() + static_cast<std::ptrdiff_t>(id * s.stride))) return id;
  }
}

}  // namespace

WordCache::WordCache(const Lexicon& lexicon, std::span<const ListUse> uses) : lexicon_(&lexicon), state_(std::make_unique<State>()) {
  state_->uses = uses;
  clear(*state_, lexicon.tables().test_stride());
}
WordCache::~WordCache() = default;
WordCache::WordCache(WordCache&&) noexcept = default;

bool WordCache::begin_document() {
  if (words_.size() <= most_words && state_->arena.used() <= most_bytes) return false;
  words_.clear();
  ++generation_;
  clear(*state_, state_->stride);
  return true;
}

std::uint32_t WordCache::id(std::string_view surface) {
  State& s = *state_;
  const SpellingKey key = key_of(surface.data(), surface.size(), surface.size());
  const std::size_t mask = s.slots.size() - 1;
  std::size_t i = key.hash() & mask;
  for (; s.slots[i].id != State::empty; i = (i + 1) & mask)
    if (s.slots[i].key() == key && (key.exact() || s.surfaces[s.slots[i].id] == surface)) return s.slots[i].id;

  const Lexicon::Tables& t = lexicon_->tables();
  const std::uint32_t id = static_cast<std::uint32_t>(words_.size());
  const std::string_view kept = s.arena.keep(surface);
  s.folded.clear();
  fold(surface, s.folded);
  Word word;
  analyze_word(*lexicon_, kept, s.folded, word);

  word.fold_hash = static_cast<std::uint32_t>(hash_bytes(s.folded));
  std::uint32_t state = 0;
  word.hits_begin = static_cast<std::uint32_t>(s.hits.size());
  if (word.fold != no_fold && (state = t.trie.step(PhraseTrie::root, word.fold)) != 0) {
    for (const PhraseEntry& entry : t.trie.entries(state)) {
      const CaseRule rule = entry.rule(0);
      if (case_fits(rule, word.shape, kept, rule == CaseRule::exact ? t.spelling(entry, 0) : std::string_view()))
        s.hits.push_back(entry.hit);
    }
  }
  word.hits_count = static_cast<std::uint32_t>(s.hits.size()) - word.hits_begin;
  word.starts_phrase = word.hits_count != 0 || (state != 0 && t.trie.has_children(state));

  std::fill(s.bits.begin(), s.bits.end(), 0);
  if (s.stride != 0)
    collect_tests(*lexicon_, word, kept, {s.hits.data() + word.hits_begin, word.hits_count}, s.regexes, s.bits);
  word.symbol = intern_symbol(s);

  words_.push_back(word);
  s.surfaces.push_back(kept);
  s.folds.push_back(word.fold != no_fold ? lexicon_->text(word.fold) : s.folded == kept ? kept : s.arena.keep(s.folded));
  s.readings.push_back(list_reading(word, state != 0 && t.trie.has_children(state) ? state : 0));
  s.slots[i] = {key.head, key.tail, id};
  if (words_.size() * 2 > s.slots.size()) grow_slots(s);
  return id;
}

ListReading WordCache::list_reading(const Word& word, std::uint32_t state) {
  State& s = *state_;
  ListReading reading;
  reading.fold = word.fold;
  reading.state = state;
  reading.symbol = word.symbol;
  reading.begin = static_cast<std::uint32_t>(s.list_pool.size());
  const auto use_of = [&](ListId list) { return list < s.uses.size() ? s.uses[list] : ListUse(); };
  for (const ListHit& hit : hits(word))
    if (use_of(hit.list).hits) s.list_pool.push_back(hit);
  reading.hits = static_cast<std::uint32_t>(s.list_pool.size()) - reading.begin;
  const auto first = static_cast<std::ptrdiff_t>(s.list_pool.size());
  for (const ListHit& hit : hits(word))
    if (const SymbolId symbol = use_of(hit.list).symbol; symbol != no_symbol) s.list_pool.push_back({symbol, 0, hit.row});
  const auto key = [](const ListHit& h) { return std::pair(h.list, h.row); };
  std::sort(s.list_pool.begin() + first, s.list_pool.end(), [&](const ListHit& a, const ListHit& b) { return key(a) < key(b); });
  s.list_pool.erase(std::unique(s.list_pool.begin() + first, s.list_pool.end(), [&](const ListHit& a, const ListHit& b) { return key(a) == key(b); }),
                    s.list_pool.end());
  reading.edges = static_cast<std::uint32_t>(static_cast<std::ptrdiff_t>(s.list_pool.size()) - first);
  for (auto edge = s.list_pool.begin() + first; edge != s.list_pool.end(); ++edge) reading.edge_kinds |= Lattice::kind(edge->list);
  return reading;
}

void WordCache::look_up(std::string_view text, std::span<Token> tokens) {
  for (Token& token : tokens) {
    // The usual case, a word seen before, without the call.
    const std::size_t size = token.end - token.begin;
    const SpellingKey key = key_of(text.data() + token.begin, size, text.size() - token.begin);
    const State& s = *state_;
    const State::Slot& slot = s.slots[key.hash() & (s.slots.size() - 1)];
    const std::string_view surface(text.data() + token.begin, size);
    token.word = slot.key() == key && (key.exact() || s.surfaces[slot.id] == surface) ? slot.id : id(surface);
  }
}

void WordCache::test_keys(std::span<const Token> tokens, std::vector<std::uint32_t>& out) const {
  out.resize(tokens.size());
  const ListReading* readings = state_->readings.data();
  for (std::size_t i = 0; i < tokens.size(); ++i)
    out[i] = readings[tokens[i].word].symbol * 2 + ((tokens[i].flags & sentence_start) != 0 ? 1u : 0u);
}

std::string_view WordCache::surface(std::uint32_t id) const { return state_->surfaces[id]; }
std::string_view WordCache::folded(std::uint32_t id) const { return state_->folds[id]; }
std::span<const ListHit> WordCache::hits(const Word& word) const {
  return {state_->hits.data() + word.hits_begin, word.hits_count};
}
std::span<const VerbAnalysis> WordCache::verbs(const Word& word) const {
  return {lexicon_->tables().verb_readings.data() + word.verbs_begin, word.verbs_count};
}
const VerbAnalysis* WordCache::verb(const Word& word, FoldId lemma) const {
  for (const VerbAnalysis& reading : verbs(word))
    if (reading.lemma == lemma) return &reading;
  return nullptr;
}

bool WordCache::passes(std::uint32_t symbol, std::uint32_t test) const {
  return (state_->symbol_bits[symbol * state_->stride + test / 64] >> (test % 64) & 1u) != 0;
}
std::span<const std::uint64_t> WordCache::test_bits(std::uint32_t symbol) const {
  return {state_->symbol_bits.data() + symbol * state_->stride, state_->stride};
}
std::uint32_t WordCache::symbol_count() const { return state_->symbols; }

}  // namespace sluice
