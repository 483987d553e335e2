// Time expressions of a piece of text by the standard tables, anchored, for tests.
#ifndef SLUICE_TESTS_TIME_READER_HPP
#define SLUICE_TESTS_TIME_READER_HPP

#include <string>
#include <string_view>
#include <vector>

#include "grammars/time_expression.hpp"
#include "lexicon/lexicon.hpp"
#include "lexicon/pack.hpp"
#include "text/analyze.hpp"
#include "values/anchor.hpp"

namespace sluice::test {

/// One time expression found.
struct FoundTime {
  Span span;
  std::string type;
  std::string timex, mod, quant, freq;
};

/// The tables of rules/, compiled once for a test program.
class TimeReader {
 public:
  TimeReader() {
    Pack pack;
    pack.add_directory(SLUICE_SOURCE_DIR "/rules", diagnostics);
    LexiconBuilder builder;
    Symbols symbols;
    builder.add_grammar(pack, diagnostics);
    tables.compile(pack, builder, symbols, diagnostics);
    lexicon = builder.build();
  }
  static const TimeReader& standard() {
    static const TimeReader reader;
    return reader;
  }

  [[nodiscard]] std::vector<FoundTime> read(std::string_view text, std::string_view date = {},
                                            TimeDirection tense = TimeDirection::past, bool month_first = false,
                                            unsigned fiscal_start = 1) const {
    TextAnalysis analysis;
    analyze_text(text, analysis);
    WordCache words(lexicon);
    words.begin_document();
    words.look_up(analysis.text, analysis.tokens);
    std::vector<PhraseHit> phrases;
    find_phrases(words, analysis, phrases);
    const ValueInput input{analysis, words, phrases, month_first_dates(analysis, month_first) ? "mdy" : ""};
    TimeWords time_words(tables);
    time_words.learn(words);
    std::vector<ValueMention> mentions;
    for (std::uint32_t i = 0; i < analysis.tokens.size();) {
      ValueMention mention;
      if ((time_words.marks(analysis.tokens[i].word) & tm_may_begin) != 0 && parse_time(time_words, input, i, mention)) {
        i = mention.end;
        mentions.push_back(std::move(mention));
      } else {
        ++i;
      }
    }
    const std::vector<TimeDirection> tenses(mentions.size(), tense);
    anchor_times(mentions, date, tenses, fiscal_start);
    std::vector<FoundTime> out;
    for (const ValueMention& m : mentions) {
      const Span span{analysis.tokens[m.begin].begin, analysis.tokens[m.end - 1].end};
      const char* type = m.type == sy_time ? "time" : m.type == sy_duration ? "duration" : m.type == sy_set ? "set" : "date";
      out.push_back({span, type, m.value.timex, m.value.mod, m.value.quant, m.value.freq});
    }
    return out;
  }

  Diagnostics diagnostics;
  TimeTables tables;
  Lexicon lexicon;
};

}  // namespace sluice::test

#endif
