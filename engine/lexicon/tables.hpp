// The arrays behind a Lexicon, for lexicon/ alone. Those that grow with the lists and tables are flat arrays, which load at no cost.
#ifndef SLUICE_LEXICON_TABLES_HPP
#define SLUICE_LEXICON_TABLES_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "lexicon/flat_array.hpp"
#include "lexicon/lexicon.hpp"
#include "lexicon/phrase_trie.hpp"
#include "lexicon/regex.hpp"
#include "lexicon/string_table.hpp"

namespace sluice {

/// Bits of Tables::flags, by FoldId.
enum WordFlag : std::uint8_t {
  wf_verb_lemma = 1,    ///< base form of a verb in the table
  wf_plural_only = 2,   ///< a noun that is plural by itself: police
  wf_asked_noun = 4,    ///< some rule asks for forms of this word, so its regular plural is worth knowing
};

/// A test under the key by which a word finds it.
struct KeyedTest {
  std::uint32_t key = 0;
  std::uint32_t test = 0;
};

/// Where a list's name and rows lie.
struct ListTable {
  std::uint32_t rows_begin = 0;   ///< in Tables::row_values
  std::uint32_t rows = 0;
};

struct Lexicon::Tables {
  StringTable words;

  // By FoldId. The first four end behind the last word that has something there, so that long name lists cost nothing in them.
  FlatArray<std::uint32_t> classes;
  FlatArray<FoldId> singulars;                 ///< of listed plurals, else no_fold
  FlatArray<std::uint8_t> flags;
  FlatArray<std::uint32_t> verb_starts;        ///< readings of word i: [verb_starts[i], verb_starts[i + 1])
  FlatArray<VerbAnalysis> verb_readings;

  StringTable list_names;                      ///< id: ListId
  std::vector<ListTable> lists;
  FlatArray<std::uint32_t> row_values;         ///< id in values, by row
  StringTable values;
  PhraseTrie trie;
  std::vector<std::uint32_t> exact_spellings;  ///< ids in spellings
  StringTable spellings;

  std::vector<WordTest> tests;
  StringTable test_strings;
  // The tests again by what a word looks them up with, sorted by key; the rest are asked one by one.
  std::vector<KeyedTest> literal_tests;        ///< key: fold
  std::vector<KeyedTest> exact_tests;          ///< key: test string
  std::vector<KeyedTest> form_tests;           ///< key: lemma; verb_or_noun and plural
  std::vector<KeyedTest> list_tests;           ///< key: list
  std::vector<KeyedTest> shape_tests;          ///< key: mask
  std::vector<KeyedTest> class_tests;          ///< key: mask
  std::vector<KeyedTest> regex_tests;          ///< key: index in regexes
  RegexSet regexes;                            ///< of test_strings; not archived

  [[nodiscard]] std::uint32_t classes_of(FoldId fold) const { return fold < classes.size() ? classes[fold] : 0; }
  [[nodiscard]] FoldId singular_of(FoldId fold) const { return fold < singulars.size() ? singulars[fold] : no_fold; }
  [[nodiscard]] bool flag(FoldId fold, WordFlag bit) const { return fold < flags.size() && (flags[fold] & bit) != 0; }
  [[nodiscard]] std::size_t test_stride() const { return (tests.size() + 63) / 64; }
  [[nodiscard]] std::string_view spelling(const PhraseEntry& entry, std::uint32_t nth) const {
    return spellings.text(exact_spellings[entry.exact + nth]);
  }

  template <class A>
  void archive(A& a) {
    a(words, classes, singulars, flags, verb_starts, verb_readings, list_names, lists, row_values, values, trie, exact_spellings,
      spellings, tests, test_strings, literal_tests, exact_tests, form_tests, list_tests, shape_tests, class_tests, regex_tests);
  }
  /// Whether every id in the arrays points into the array that it is meant for.
  [[nodiscard]] bool valid() const;
  /// Gives `regexes` the patterns that regex_tests name, to be compiled when they are first asked.
  void set_regexes();
};

}  // namespace sluice

#endif
