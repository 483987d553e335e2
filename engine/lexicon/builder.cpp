#include <algorithm>
#include <cstring>
#include <tuple>

#include "lexicon/builder_state.hpp"

namespace sluice {

LexiconBuilder::LexiconBuilder() : state_(std::make_unique<State>()) {}
LexiconBuilder::~LexiconBuilder() = default;

FoldId LexiconBuilder::intern(std::string_view word) { return state_->intern(word); }

bool LexiconBuilder::is_verb_lemma(std::string_view lemma) const {
  const FoldId id = state_->tables.words.find(state_->fold_word(lemma));
  return id != no_fold && state_->tables.flag(id, wf_verb_lemma);
}

std::uint32_t LexiconBuilder::add_test(WordTest test, std::string_view text, std::string& error) {
  State& s = *state_;
  error.clear();
  if (test.kind == WordTest::regex) error = regex_error(text);
  if (test.kind == WordTest::regex || test.kind == WordTest::exact)
    // A pattern that RE2 refuses becomes one that matches nothing, so that the rest can go on.
    test.text = s.tables.test_strings.intern(error.empty() ? text : std::string_view("[^\\s\\S]"));
  if (test.kind == WordTest::verb_or_noun || test.kind == WordTest::plural)
    if (test.fold != no_fold) s.add_flag(test.fold, wf_asked_noun);

  std::string key;
  for (const std::uint32_t field : {static_cast<std::uint32_t>(test.kind), static_cast<std::uint32_t>(test.forms),
                                    static_cast<std::uint32_t>(test.list), test.fold, test.mask, test.text})
    key += std::to_string(field) + ' ';
  const auto [at, fresh] = s.test_ids.try_emplace(key, static_cast<std::uint32_t>(s.tables.tests.size()));
  if (fresh) {
    s.tables.tests.emplace_back();
    // Padding is archived too; it must not depend on what the stack held.
    WordTest& stored = s.tables.tests.back();
    std::memset(static_cast<void*>(&stored), 0, sizeof stored);
    stored.kind = test.kind;
    stored.forms = test.forms;
    stored.list = test.list;
    stored.fold = test.fold;
    stored.mask = test.mask;
    stored.text = test.text;
  }
  return at->second;
}

namespace {

void index_tests(Lexicon::Tables& t) {
  const auto by_key = [](const KeyedTest& a, const KeyedTest& b) { return std::tie(a.key, a.test) < std::tie(b.key, b.test); };
  for (std::uint32_t i = 0; i < t.tests.size(); ++i) {
    const WordTest& test = t.tests[i];
    switch (test.kind) {
      case WordTest::literal:
        if (test.fold != no_fold) t.literal_tests.push_back({test.fold, i});
        break;
      case WordTest::exact: t.exact_tests.push_back({test.text, i}); break;
      case WordTest::verb_or_noun:
      case WordTest::plural:
        if (test.fold != no_fold) t.form_tests.push_back({test.fold, i});
        break;
      case WordTest::shape: t.shape_tests.push_back({test.mask, i}); break;
      case WordTest::in_list:
        if (test.list != no_list) t.list_tests.push_back({test.list, i});
        break;
      case WordTest::regex: t.regex_tests.push_back({static_cast<std::uint32_t>(t.regex_tests.size()), i}); break;
      case WordTest::word_class: t.class_tests.push_back({test.mask, i}); break;
    }
  }
  for (auto* keyed : {&t.literal_tests, &t.exact_tests, &t.form_tests, &t.list_tests}) std::sort(keyed->begin(), keyed->end(), by_key);
}

/// Sorts the readings by word, lemmas in the order of the tables, and joins the forms of one lemma.
void lay_out_verbs(std::vector<std::pair<FoldId, VerbAnalysis>>& readings, Lexicon::Tables& t) {
  std::stable_sort(readings.begin(), readings.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::uint32_t> starts(readings.empty() ? 0 : readings.back().first + 2, 0);
  std::vector<VerbAnalysis> laid_out;
  for (std::size_t i = 0; i < readings.size();) {
    const FoldId word = readings[i].first;
    const std::size_t begin = laid_out.size();
    for (; i < readings.size() && readings[i].first == word; ++i) {
      const VerbAnalysis& reading = readings[i].second;
      const auto same = std::find_if(laid_out.begin() + static_cast<std::ptrdiff_t>(begin), laid_out.end(),
                                     [&](const VerbAnalysis& known) { return known.lemma == reading.lemma; });
      if (same == laid_out.end()) laid_out.push_back(reading);
      else same->forms = static_cast<std::uint8_t>(same->forms | reading.forms);
    }
    starts[word + 1] = static_cast<std::uint32_t>(laid_out.size() - begin);
  }
  for (std::size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
  t.verb_starts.assign(starts);
  t.verb_readings.assign(laid_out);
}

}  // namespace

Lexicon LexiconBuilder::build() {
  Lexicon lexicon;
  Lexicon::Tables& t = *lexicon.tables_;
  State& s = *state_;
  t = std::move(s.tables);
  t.trie.finish(s.endings);
  for (const std::vector<std::uint32_t>& rows : s.list_rows) {
    t.lists.push_back({static_cast<std::uint32_t>(t.row_values.size()), static_cast<std::uint32_t>(rows.size())});
    t.row_values.edit([&](std::vector<std::uint32_t>& all) { all.insert(all.end(), rows.begin(), rows.end()); });
  }
  lay_out_verbs(s.verb_readings, t);
  index_tests(t);
  t.set_regexes();
  s = State();
  return lexicon;
}

}  // namespace sluice
