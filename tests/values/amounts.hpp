// Values of a piece of text by the standard tables, for tests.
#ifndef SLUICE_TESTS_AMOUNTS_HPP
#define SLUICE_TESTS_AMOUNTS_HPP

#include <string>
#include <vector>

#include "lexicon/lexicon.hpp"
#include "lexicon/pack.hpp"
#include "markup/value_text.hpp"
#include "text/analyze.hpp"
#include "values/values.hpp"

namespace sluice::test {

/// The tables of rules/, compiled once for a test program.
class AmountReader {
 public:
  AmountReader() {
    Pack pack;
    pack.add_directory(SLUICE_SOURCE_DIR "/rules", diagnostics);
    LexiconBuilder builder;
    builder.add_grammar(pack, diagnostics);
    tables.compile(pack, builder, symbols, diagnostics);
    lexicon = builder.build();
  }
  static const AmountReader& standard() {
    static const AmountReader reader;
    return reader;
  }

  struct Found {
    Span span;
    std::string type;
    ValueMention mention;

    [[nodiscard]] std::string value() const { return value_text(type, mention.value); }
  };
  /// Numbers, ordinals, percents, money and quantities in `text`; times are left out.
  [[nodiscard]] std::vector<Found> read(std::string_view text) const {
    TextAnalysis analysis;
    analyze_text(text, analysis);
    WordCache words(lexicon);
    words.begin_document();
    words.look_up(analysis.text, analysis.tokens);
    std::vector<PhraseHit> phrases;
    find_phrases(words, analysis, phrases);
    std::vector<ValueMention> mentions;
    find_values(tables, {analysis, words, phrases, {}}, mentions);
    std::vector<Found> out;
    for (ValueMention& m : mentions) {
      const Span span{analysis.tokens[m.begin].begin, analysis.tokens[m.end - 1].end};
      const std::string_view type = m.type == sy_number    ? "number"
                                    : m.type == sy_ordinal ? "ordinal"
                                    : m.type == sy_percent ? "percent"
                                    : m.type == sy_money   ? "money"
                                    : m.type == sy_quantity ? "quantity"
                                                            : "";
      if (!type.empty()) out.push_back({span, std::string(type), std::move(m)});
    }
    return out;
  }

  Diagnostics diagnostics;
  Symbols symbols;
  ValueTables tables;
  Lexicon lexicon;
};

}  // namespace sluice::test

#endif
