// What a LexiconBuilder has gathered so far; shared by the files that make its parts.
#ifndef SLUICE_LEXICON_BUILDER_STATE_HPP
#define SLUICE_LEXICON_BUILDER_STATE_HPP

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lexicon/tables.hpp"
#include "text/analyze.hpp"

namespace sluice {

struct LexiconBuilder::State {
  Lexicon::Tables tables;
  std::vector<std::pair<FoldId, VerbAnalysis>> verb_readings;   ///< form and reading, in the order of the tables
  std::vector<std::vector<std::uint32_t>> list_rows;            ///< value ids by list and row
  std::vector<PhraseTrie::Ending> endings;
  std::vector<std::uint32_t> last_ending;                       ///< by trie state: 1 + its newest ending, or 0
  std::vector<std::uint32_t> earlier_ending;                    ///< by ending: 1 + the one before it in its state, or 0
  std::set<std::string> sources;                                ///< lists added, so that a repeated one is not read twice
  std::map<std::string, std::uint32_t> test_ids;                ///< by the test's fields
  std::string folded;
  std::vector<Token> tokens;

  /// Folded form of one word; valid until the next call.
  std::string_view fold_word(std::string_view word) {
    folded.clear();
    for (const char c : word) {
      if (static_cast<unsigned char>(c) >= 0x80) {
        folded.clear();
        fold(word, folded);
        return folded;
      }
      folded += 'A' <= c && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    }
    return folded;
  }
  FoldId intern(std::string_view word) { return tables.words.intern(fold_word(word)); }

  void add_class(FoldId word, std::uint32_t bits) {
    at(tables.classes, word, 0u, [&](std::uint32_t& classes) { classes |= bits; });
  }
  void add_flag(FoldId word, WordFlag bit) {
    at(tables.flags, word, std::uint8_t{0}, [&](std::uint8_t& flags) { flags = static_cast<std::uint8_t>(flags | bit); });
  }
  /// Marks `plural` as a plural of noun `singular`; the first singular of a word stays.
  void add_plural(FoldId plural, FoldId singular) {
    at(tables.singulars, plural, no_fold, [&](FoldId& known) {
      if (known == no_fold) known = singular;
    });
  }

 private:
  template <class T, class Change>
  static void at(FlatArray<T>& values, FoldId word, T fill, Change change) {
    values.edit([&](std::vector<T>& own) {
      if (word >= own.size()) own.resize(word + 1, fill);
      change(own[word]);
    });
  }
};

}  // namespace sluice

#endif
