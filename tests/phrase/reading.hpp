// Reads marked-up sentences with the real rules/grammar tables, and prints what the phrase stage made of them.
#ifndef SLUICE_TESTS_PHRASE_READING_HPP
#define SLUICE_TESTS_PHRASE_READING_HPP

#include <string>
#include <string_view>
#include <vector>

#include "lexicon/analysis.hpp"
#include "phrase/phrases.hpp"

namespace sluice::test {

/// Lexicon and phrase tables from the project's rules, compiled once.
struct Grammar {
  Lexicon lexicon;
  PhraseTables tables;
  Grammar();
  static const Grammar& get();
};

/// One text through the stage. `[surface|type]` puts an edge of that type over the words.
class Reading {
 public:
  explicit Reading(std::string_view marked);
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  std::string text;
  Analysis analysis;
  Phrases phrases;

  [[nodiscard]] std::string tokens(std::uint32_t begin, std::uint32_t end) const;
  [[nodiscard]] std::string word(FoldId fold) const;
  /// The tight text of a noun group, or its extent; "-" for none.
  [[nodiscard]] std::string noun(std::uint32_t n) const;
  [[nodiscard]] std::string group(std::uint32_t n) const;      ///< determiner and extent included
  [[nodiscard]] std::string members(std::uint32_t n) const;    ///< the coordination, joined by " + "
  /// `lemma voice polarity modality` of verb group `v`.
  [[nodiscard]] std::string verb(std::uint32_t v) const;
  /// `predicate(subject, object) prep:noun ...` of clause `c`.
  [[nodiscard]] std::string clause(std::uint32_t c) const;
};

/// Lines of a table under tests/phrase, without comments and empty lines; `line` counts from 1.
struct Line {
  std::string text;
  std::size_t line = 0;
};
[[nodiscard]] std::vector<Line> read_lines(const char* file);
[[nodiscard]] std::vector<std::string> split(std::string_view text, char mark);

}  // namespace sluice::test

#endif
