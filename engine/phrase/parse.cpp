// Runs the stage over every sentence and adds its groups to the lattice.
#include <algorithm>

#include "phrase/clause_builder.hpp"

namespace sluice {

/// Working memory, reused from sentence to sentence and from document to document.
struct phrase::Workspace {
  WordFactTable facts;
  std::vector<Item> items;
  std::vector<Chunk> chunks;
  std::vector<Frame> frames;
};

Phrases::Phrases() : work(std::make_unique<phrase::Workspace>()) {}
Phrases::~Phrases() = default;
Phrases::Phrases(Phrases&&) noexcept = default;
Phrases& Phrases::operator=(Phrases&&) noexcept = default;

namespace {

/// Which noun group holds each token; the possessor of a group is painted by its own record.
void paint_noun(const NounPhrase& noun, std::uint32_t index, Phrases& out) {
  const std::uint32_t from = noun.possessor != none ? std::max(noun.begin, out.nouns[noun.possessor].end) : noun.begin;
  for (std::uint32_t t = from; t < noun.end; ++t) out.noun_at[t] = index;
}

void add_edges(const Phrases& phrases, Lattice& lattice) {
  for (std::uint32_t n = 0; n < phrases.nouns.size(); ++n) {
    const NounPhrase& noun = phrases.nouns[n];
    if (noun.kind == NounPhrase::pronoun) {
      lattice.add({noun.begin, noun.end, sy_pronoun, 0, n});
      continue;
    }
    for (std::uint32_t t = noun.start; t < noun.end; ++t) lattice.add({t, noun.end, sy_noun_group, 0, n});
  }
  for (std::uint32_t v = 0; v < phrases.verbs.size(); ++v) lattice.add({phrases.verbs[v].begin, phrases.verbs[v].end, sy_verb_group, 0, v});
}

}  // namespace

void Phrases::clear() {
  nouns.clear();
  verbs.clear();
  clauses.clear();
  obliques.clear();
  noun_at.clear();
  verb_at.clear();
  clause_at.clear();
}

void parse_phrases(const PhraseTables& tables, Analysis& analysis, Phrases& out) {
  out.clear();
  const std::size_t tokens = analysis.text.tokens.size();
  out.noun_at.assign(tokens, none);
  out.verb_at.assign(tokens, none);
  out.clause_at.assign(tokens, none);

  phrase::Workspace& work = *out.work;
  work.facts.follow(tables.tables(), analysis.words);
  for (std::uint32_t s = 0; s < analysis.text.sentences.size(); ++s) {
    const Sentence& sentence = analysis.text.sentences[s];
    if (sentence.begin >= sentence.end) continue;
    const std::size_t first_noun = out.nouns.size(), first_verb = out.verbs.size();
    phrase::make_items(tables.tables(), work.facts, analysis, sentence, work.items);
    phrase::settle(tables.tables(), sentence, work.items);
    const phrase::Reader reader{tables.tables(), analysis, work.facts, s, work.items, out};
    phrase::make_chunks(reader, work.chunks);
    phrase::ClauseBuilder(reader, work.chunks, sentence.headline, work.frames).run();
    for (std::size_t n = first_noun; n < out.nouns.size(); ++n) paint_noun(out.nouns[n], static_cast<std::uint32_t>(n), out);
    for (std::size_t v = first_verb; v < out.verbs.size(); ++v)
      for (std::uint32_t t = out.verbs[v].begin; t < out.verbs[v].end; ++t) out.verb_at[t] = static_cast<std::uint32_t>(v);
  }
  add_edges(out, analysis.lattice);
}

}  // namespace sluice
