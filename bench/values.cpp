// What the value grammars cost, in processor time per byte of the corpus, and as a ratio to ICU's word iterator in the same run:
// bench_values [MEGABYTES [all|amounts|times]].
#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "corpus.hpp"
#include "lexicon/lexicon.hpp"
#include "lexicon/pack.hpp"
#include "lexicon/words.hpp"
#include "text/analyze.hpp"
#include "values/values.hpp"

namespace {

using sluice::bench::cpu_seconds;
using sluice::bench::texts;

/// The value tables of the rules without some of them, and the corpus as they see it.
class Values {
 public:
  Values(const std::vector<std::string>& texts, const std::vector<std::string>& without) {
    sluice::Diagnostics diagnostics;
    sluice::Pack pack;
    pack.add_directory(SLUICE_SOURCE_DIR "/rules", diagnostics);
    for (const std::string& file : without) pack.files.erase("values/" + file + ".tsv");
    sluice::LexiconBuilder builder;
    sluice::Symbols symbols;
    builder.add_grammar(pack, diagnostics);
    tables_.compile(pack, builder, symbols, diagnostics);
    lexicon_ = builder.build();
    words_ = std::make_unique<sluice::WordCache>(lexicon_);
    reader_ = std::make_unique<sluice::ValueReader>(tables_);
    words_->begin_document();
    for (const std::string& text : texts) {
      documents_.push_back(std::make_unique<Document>());
      Document& d = *documents_.back();
      sluice::analyze_text(text, d.text);
      words_->look_up(d.text.text, d.text.tokens);
      sluice::find_phrases(*words_, d.text, d.phrases);
    }
  }
  /// Reads every document once; gives the number of values.
  std::size_t read() {
    std::size_t count = 0;
    for (const auto& d : documents_) {
      found_.clear();
      reader_->read({d->text, *words_, d->phrases, {}}, found_);
      count += found_.size();
    }
    return count;
  }

 private:
  struct Document {
    sluice::TextAnalysis text;
    std::vector<sluice::PhraseHit> phrases;
  };
  sluice::ValueTables tables_;
  sluice::Lexicon lexicon_;
  std::unique_ptr<sluice::WordCache> words_;
  std::unique_ptr<sluice::ValueReader> reader_;
  std::vector<std::unique_ptr<Document>> documents_;
  std::vector<sluice::ValueMention> found_;
};

/// Word boundaries of every text once; gives their number.
std::size_t icu_words(icu::BreakIterator& iterator, const std::vector<std::string>& texts) {
  std::size_t count = 0;
  for (const std::string& text : texts) {
    UErrorCode status = U_ZERO_ERROR;
    UText* view = utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status);
    iterator.setText(view, status);
    while (iterator.next() != icu::BreakIterator::DONE) ++count;
    utext_close(view);
  }
  return count;
}

}  // namespace

int main(int argc, char** argv) {
  const double megabytes = argc > 1 ? std::atof(argv[1]) : 10;
  const std::string part = argc > 2 ? argv[2] : "";
  const std::vector<std::string> corpus = texts();
  if (corpus.empty()) return std::fputs("bench_values: no articles under corpus/\n", stderr), 2;
  double bytes = 0;
  for (const std::string& text : corpus) bytes += static_cast<double>(text.size());
  const std::vector<std::string> time = {"months", "weekdays", "seasons", "holidays", "day_parts", "time_words", "time_units",
                                         "time_numbers", "time_ordinals", "time_zones"};
  const std::vector<std::string> amounts = {"numbers", "scales", "modifiers", "number_context", "percent", "counted_nouns", "prefixes", "units", "currencies"};
  Values all(corpus, {}), only_amounts(corpus, time), only_time(corpus, amounts);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> words(icu::BreakIterator::createWordInstance(icu::Locale::getEnglish(), status));
  const int rounds = std::max(3, static_cast<int>(megabytes * 1e6 / bytes / 10));
  // The best of ten stretches: other programs make a stretch slower, never faster.
  const auto measure = [&](const auto& read) {
    double best = 1e9;
    for (int stretch = 0; stretch < 10; ++stretch) {
      const double from = cpu_seconds();
      for (int i = 0; i < rounds; ++i) read();
      best = std::min(best, cpu_seconds() - from);
    }
    return best * 1e9 / (bytes * rounds);
  };
  const double icu = measure([&] { return icu_words(*words, corpus); });
  const auto tell = [&](const char* name, double cost) { std::printf("%-28s %8.2f ns/byte %8.2f of ICU's word iterator\n", name, cost, cost / icu); };
  tell("ICU's word iterator", icu);
  if (part.empty() || part == "all") tell("values", measure([&] { return all.read(); }));
  if (part.empty() || part == "amounts") tell("amounts alone", measure([&] { return only_amounts.read(); }));
  if (part.empty() || part == "times") tell("time expressions alone", measure([&] { return only_time.read(); }));
  std::printf("%zu values in %.0f bytes\n", all.read(), bytes);
  return 0;
}
