// Small lexicons and analysed texts for the tests of this folder.
#ifndef SLUICE_TESTS_LEXICON_MAKE_HPP
#define SLUICE_TESTS_LEXICON_MAKE_HPP

#include <string>
#include <string_view>
#include <vector>

#include "lexicon/words.hpp"
#include "text/analyze.hpp"

namespace sluice::tests {

/// A pack with the given grammar tables; a table that is not given is empty.
struct Tables {
  std::string closed_class, nouns, adjectives, verbs, irregular_verbs;
};
inline Pack pack_of(const Tables& tables) {
  Pack pack;
  pack.files["grammar/closed_class.tsv"] = tables.closed_class;
  pack.files["grammar/nouns.tsv"] = tables.nouns;
  pack.files["grammar/adjectives.tsv"] = tables.adjectives;
  pack.files["grammar/verbs.tsv"] = tables.verbs;
  pack.files["grammar/irregular_verbs.tsv"] = tables.irregular_verbs;
  return pack;
}

inline ListSource inline_list(std::string name, std::vector<std::vector<std::string>> rows) {
  ListSource source;
  source.name = std::move(name);
  source.declared_in = "inline";
  std::uint32_t line = 1;
  for (auto& phrases : rows) {
    std::string value = std::to_string(line);
    source.inline_entries.push_back({std::move(phrases), std::move(value), line++});
  }
  return source;
}

/// One sentence out of all tokens of `text`, which must outlive the result.
inline TextAnalysis one_sentence(std::string_view text, WordCache& words) {
  TextAnalysis out;
  out.text = text;
  tokenize(text, 0, out.tokens);
  Sentence sentence;
  sentence.end = static_cast<std::uint32_t>(out.tokens.size());
  out.sentences.push_back(sentence);
  words.look_up(text, out.tokens);
  return out;
}

/// "begin-end list row" of every hit.
inline std::vector<std::string> shown(const Lexicon& lexicon, const std::vector<PhraseHit>& hits) {
  std::vector<std::string> out;
  for (const PhraseHit& hit : hits)
    out.push_back(std::to_string(hit.begin) + "-" + std::to_string(hit.end) + " " + std::string(lexicon.list_name(hit.entry.list)) + " " +
                  std::string(lexicon.list_value(hit.entry.list, hit.entry.row)));
  return out;
}

}  // namespace sluice::tests

#endif
