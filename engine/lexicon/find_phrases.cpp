#include <algorithm>

#include "lexicon/lattice.hpp"
#include "lexicon/word_state.hpp"

namespace sluice {

namespace {

/// Whether an entry's case rules accept the tokens from `first`.
bool entry_fits(const Lexicon::Tables& t, const WordCache& words, const TextAnalysis& text, const PhraseEntry& entry, std::uint32_t first,
                std::uint32_t length) {
  if (entry.cases == 0) return true;
  std::uint32_t exact = 0;
  for (std::uint32_t i = 0; i < length; ++i) {
    const CaseRule rule = entry.rule(i);
    if (rule == CaseRule::any) continue;
    const std::uint32_t word = text.tokens[first + i].word;
    const std::string_view spelling = rule == CaseRule::exact ? t.spelling(entry, exact++) : std::string_view();
    if (!case_fits(rule, words[word].shape, words.surface(word), spelling)) return false;
  }
  return true;
}

}  // namespace

void find_phrases(const WordCache& words, const TextAnalysis& text, std::vector<PhraseHit>& out) {
  const Lexicon::Tables& t = words.lexicon().tables();
  for (const Sentence& sentence : text.sentences) {
    for (std::uint32_t first = sentence.begin; first < sentence.end; ++first) {
      const std::uint32_t id = text.tokens[first].word;
      const Word& word = words.words_[id];
      if (!word.starts_phrase) continue;
      for (const ListHit& hit : words.hits(word)) out.push_back({first, first + 1, hit});
      std::uint32_t state = words.state_->readings[id].state;
      for (std::uint32_t at = first + 1; at < sentence.end && state != PhraseTrie::root && t.trie.has_children(state); ++at) {
        const FoldId fold = words.words_[text.tokens[at].word].fold;
        if (fold == no_fold || (state = t.trie.step(state, fold)) == 0) break;
        for (const PhraseEntry& entry : t.trie.entries(state))
          if (entry_fits(t, words, text, entry, first, at + 1 - first)) out.push_back({first, at + 1, entry.hit});
      }
    }
  }
}

void read_lists(const WordCache& words, const TextAnalysis& text, std::vector<PhraseHit>& hits, Lattice& lattice) {
  const Lexicon::Tables& t = words.lexicon().tables();
  const WordCache::State& s = *words.state_;
  const ListReading* readings = s.readings.data();
  const Token* tokens = text.tokens.data();
  std::vector<Edge>& longer = lattice.scratch();
  for (const Sentence& sentence : text.sentences) {
    for (std::uint32_t first = sentence.begin; first < sentence.end; ++first) {
      const ListReading& word = readings[tokens[first].word];
      const ListHit* pool = s.list_pool.data() + word.begin;
      for (std::uint32_t i = 0; i < word.hits; ++i) hits.push_back({first, first + 1, pool[i]});
      // A state that is not the root has entries that go on.
      std::uint32_t state = word.state;
      for (std::uint32_t at = first + 1; at < sentence.end && state != PhraseTrie::root; ++at) {
        const FoldId fold = readings[tokens[at].word].fold;
        if (fold == no_fold || !t.trie.may_step(state, fold) || (state = t.trie.step(state, fold)) == PhraseTrie::root) break;
        for (const PhraseEntry& entry : t.trie.entries(state)) {
          const ListUse use = entry.hit.list < s.uses.size() ? s.uses[entry.hit.list] : ListUse();
          if ((!use.hits && use.symbol == no_symbol) || !entry_fits(t, words, text, entry, first, at + 1 - first)) continue;
          if (use.hits) hits.push_back({first, at + 1, entry.hit});
          if (use.symbol != no_symbol) longer.push_back({first, at + 1, use.symbol, 0, entry.hit.row});
        }
        if (!t.trie.has_children(state)) break;
      }
      if (word.edges == 0 && longer.empty()) continue;
      lattice.put(first, longer, word.edge_kinds, word.edges, [&](std::uint32_t i) {
        return Edge{first, first + 1, pool[word.hits + i].list, 0, pool[word.hits + i].row};
      });
      longer.clear();
    }
  }
}

void find_phrases_plain(const Lexicon& lexicon, const WordCache& words, const TextAnalysis& text, std::vector<PhraseHit>& out) {
  const Lexicon::Tables& t = lexicon.tables();
  // The words of every entry, read back from the trie.
  std::vector<std::uint32_t> parents(t.trie.states(), 0);
  std::vector<FoldId> last_words(t.trie.states(), no_fold);
  t.trie.each_edge([&](std::uint32_t state, std::uint32_t parent, FoldId word) {
    parents[state] = parent;
    last_words[state] = word;
  });
  struct Known {
    std::vector<FoldId> words;
    const PhraseEntry* entry;
  };
  std::vector<Known> all;
  for (std::uint32_t state = 1; state < t.trie.states(); ++state) {
    std::vector<FoldId> phrase;
    for (std::uint32_t s = state; s != PhraseTrie::root; s = parents[s]) phrase.insert(phrase.begin(), last_words[s]);
    for (const PhraseEntry& entry : t.trie.entries(state)) all.push_back({phrase, &entry});
  }
  std::stable_sort(all.begin(), all.end(), [](const Known& a, const Known& b) { return a.words.size() < b.words.size(); });
  for (const Sentence& sentence : text.sentences) {
    for (std::uint32_t first = sentence.begin; first < sentence.end; ++first) {
      for (const Known& known : all) {
        const std::uint32_t length = static_cast<std::uint32_t>(known.words.size());
        if (length > sentence.end - first) continue;
        const auto same = [&](std::uint32_t i) { return words.folded(text.tokens[first + i].word) == lexicon.text(known.words[i]); };
        bool fits = true;
        for (std::uint32_t i = 0; i < length; ++i) fits = fits && same(i);
        if (fits && entry_fits(t, words, text, *known.entry, first, length)) out.push_back({first, first + length, known.entry->hit});
      }
    }
  }
}

}  // namespace sluice
