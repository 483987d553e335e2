#include "lexicon/words.hpp"

#include <algorithm>

#include "lexicon/word_analysis.hpp"
#include "lexicon/word_state.hpp"
#include "text/analyze.hpp"

namespace sluice {

namespace {

/// Bounds behind which a cache starts anew: distinct words, and bytes of their spellings.
constexpr std::size_t most_words = 262'144;
constexpr std::size_t most_bytes = 32 * 1024 * 1024;
constexpr std::size_t first_slots = 16'384;

template <class State>
void clear(State& s, std::size_t stride) {
  s.arena.clear();
  s.slots.assign(first_slots, {});
  s.surfaces.clear();
  s.folds.clear();
  s.first_states.clear();
  s.hits.clear();
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
    std::size_t i = slot.hash & mask;
    while (s.slots[i].id != State::empty) i = (i + 1) & mask;
    s.slots[i] = slot;
  }
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

WordCache::WordCache(const Lexicon& lexicon) : lexicon_(&lexicon), state_(std::make_unique<State>()) {
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
  const std::uint32_t hash = static_cast<std::uint32_t>(hash_bytes(surface));
  std::size_t mask = s.slots.size() - 1;
  std::size_t i = hash & mask;
  for (; s.slots[i].id != State::empty; i = (i + 1) & mask)
    if (s.slots[i].hash == hash && s.surfaces[s.slots[i].id] == surface) return s.slots[i].id;

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
  s.first_states.push_back(state);
  s.slots[i] = {hash, id};
  if (words_.size() * 2 > s.slots.size()) grow_slots(s);
  return id;
}

void WordCache::look_up(std::string_view text, std::span<Token> tokens) {
  for (Token& token : tokens) {
    // The usual case, a word seen before, without the call.
    const std::string_view surface = text.substr(token.begin, token.end - token.begin);
    const std::uint32_t hash = static_cast<std::uint32_t>(hash_bytes(surface));
    const State& s = *state_;
    const State::Slot& slot = s.slots[hash & (s.slots.size() - 1)];
    token.word = slot.hash == hash && slot.id != State::empty && s.surfaces[slot.id] == surface ? slot.id : id(surface);
  }
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
