#include "lexicon/word_analysis.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "lexicon/inflection.hpp"
#include "lexicon/shape.hpp"
#include "lexicon/tables.hpp"

namespace sluice {

namespace {

constexpr std::uint32_t open_classes = wc_noun | wc_adjective | wc_adverb;

/// Whether `singular` can be the noun behind an unlisted plural.
bool may_be_noun(const Lexicon::Tables& t, const Lexicon& lexicon, FoldId singular) {
  const std::uint32_t classes = t.classes_of(singular);
  if ((classes & wc_noun) != 0 || t.flag(singular, wf_asked_noun)) return true;
  return classes == 0 && lexicon.verbs(singular).empty();
}

/// The vocabulary's singular of an unlisted plural, or no_fold. Capitalised words are mostly names (Philips, Reuters), so they need a
/// singular that is certainly a noun.
FoldId regular_singular(const Lexicon::Tables& t, const Lexicon& lexicon, std::string_view folded, std::uint32_t shape) {
  for (const std::string& candidate : singular_candidates(folded)) {
    const FoldId id = t.words.find(candidate);
    if (id == no_fold || !may_be_noun(t, lexicon, id)) continue;
    if ((shape & ws_lower) != 0 || (t.classes_of(id) & wc_noun) != 0 || t.flag(id, wf_asked_noun)) return id;
  }
  return no_fold;
}

bool looks_plural(std::string_view folded) {
  return folded.size() > 3 && folded.ends_with('s') && !folded.ends_with("ss") && !folded.ends_with("us") && !folded.ends_with("is");
}

void analyze_noun(const Lexicon::Tables& t, const Lexicon& lexicon, std::string_view folded, Word& word) {
  const bool known = word.fold != no_fold;
  if (known && t.singular_of(word.fold) != no_fold) {
    word.noun = t.singular_of(word.fold);
    word.plural = true;
    return;
  }
  if ((word.classes & wc_noun) != 0) {
    word.noun = word.fold;
    word.plural = known && t.flag(word.fold, wf_plural_only);
    return;
  }
  const bool closed = (word.classes & ~open_classes) != 0;
  if (closed || (word.shape & ws_has_letter) == 0) return;
  const FoldId singular = regular_singular(t, lexicon, folded, word.shape);
  if (singular != no_fold) {
    word.noun = singular;
    word.plural = true;
    return;
  }
  if (known && word.classes == 0 && word.verbs_count == 0) word.noun = word.fold;
  const bool alphabetic_lower = (word.shape & (ws_lower | ws_alphabetic)) == (ws_lower | ws_alphabetic);
  if (alphabetic_lower && word.classes == 0 && word.verbs_count == 0 && looks_plural(folded)) word.plural = true;
}

/// Whether an adverb in -ly comes from a listed adjective: recently, steadily, probably, politically.
bool from_adjective(const Lexicon::Tables& t, std::string_view folded) {
  const std::string stem(folded.substr(0, folded.size() - 2));
  const auto is_adjective = [&](const std::string& word) {
    const FoldId id = t.words.find(word);
    return id != no_fold && (t.classes_of(id) & wc_adjective) != 0;
  };
  if (is_adjective(stem) || is_adjective(stem + "le") || is_adjective(stem + "l")) return true;
  if (stem.ends_with('i') && is_adjective(stem.substr(0, stem.size() - 1) + "y")) return true;
  return stem.ends_with("al") && is_adjective(stem.substr(0, stem.size() - 2));
}

constexpr std::array<std::string_view, 9> adjective_endings = {"ous", "ful", "ive", "al", "ic", "able", "ible", "less", "ish"};

/// Classes that the ending of an unlisted word suggests.
std::uint32_t classes_by_ending(const Lexicon::Tables& t, std::string_view folded, std::uint32_t shape) {
  if ((shape & ws_alphabetic) == 0 || folded.size() < 5) return 0;
  if (folded.ends_with("ly")) {
    // Capitalised words in -ly are adverbs at the start of a sentence, or names: Italy, Kelly.
    return (shape & ws_lower) != 0 || from_adjective(t, folded) ? static_cast<std::uint32_t>(wc_adverb) : 0u;
  }
  if ((shape & ws_lower) == 0) return 0;
  for (const std::string_view ending : adjective_endings)
    if (folded.size() > ending.size() + 2 && folded.ends_with(ending)) return wc_adjective;
  return 0;
}

/// Calls `visit` with the index of each test in `keyed` under `key`.
template <class Visit>
void each_keyed(const std::vector<KeyedTest>& keyed, std::uint32_t key, Visit visit) {
  auto at = std::lower_bound(keyed.begin(), keyed.end(), key, [](const KeyedTest& k, std::uint32_t wanted) { return k.key < wanted; });
  for (; at != keyed.end() && at->key == key; ++at) visit(at->test);
}

bool passes_form(const Lexicon& lexicon, const WordTest& test, const Word& word) {
  if (test.kind == WordTest::plural) return word.noun == test.fold && word.plural;
  for (const VerbAnalysis& reading : lexicon.verbs(word.fold))
    if (reading.lemma == test.fold && (test.forms == 0 || (reading.forms & test.forms) != 0)) return true;
  return test.forms == 0 && (word.fold == test.fold || word.noun == test.fold);
}

}  // namespace

void analyze_word(const Lexicon& lexicon, std::string_view surface, std::string_view folded, Word& word) {
  const Lexicon::Tables& t = lexicon.tables();
  word.fold = t.words.find(folded);
  word.shape = word_shape(surface);
  if (word.fold != no_fold) {
    word.classes = t.classes_of(word.fold);
    const std::span<const VerbAnalysis> verbs = lexicon.verbs(word.fold);
    word.verbs_count = static_cast<std::uint16_t>(verbs.size());
    if (!verbs.empty()) word.verbs_begin = static_cast<std::uint32_t>(verbs.data() - t.verb_readings.data());
  }
  analyze_noun(t, lexicon, folded, word);
  if (word.classes == 0 && word.verbs_count == 0) word.classes = classes_by_ending(t, folded, word.shape);
}

void collect_tests(const Lexicon& lexicon, const Word& word, std::string_view surface, std::span<const ListHit> hits,
                   std::vector<int>& scratch, std::span<std::uint64_t> bits) {
  const Lexicon::Tables& t = lexicon.tables();
  const auto set = [&](std::uint32_t test) { bits[test / 64] |= std::uint64_t{1} << (test % 64); };
  if (word.fold != no_fold) each_keyed(t.literal_tests, word.fold, set);
  if (!t.exact_tests.empty()) {
    const std::uint32_t string = t.test_strings.find(surface);
    if (string != StringTable::missing) each_keyed(t.exact_tests, string, set);
  }
  if (!t.form_tests.empty()) {
    const auto ask = [&](std::uint32_t test) {
      if (passes_form(lexicon, t.tests[test], word)) set(test);
    };
    if (word.fold != no_fold) each_keyed(t.form_tests, word.fold, ask);
    if (word.noun != no_fold && word.noun != word.fold) each_keyed(t.form_tests, word.noun, ask);
    for (const VerbAnalysis& reading : lexicon.verbs(word.fold))
      if (reading.lemma != word.fold && reading.lemma != word.noun) each_keyed(t.form_tests, reading.lemma, ask);
  }
  for (const ListHit& hit : hits) each_keyed(t.list_tests, hit.list, set);
  for (const KeyedTest& test : t.shape_tests)
    if ((word.shape & test.key) == test.key) set(test.test);
  for (const KeyedTest& test : t.class_tests)
    if ((word.classes & test.key) != 0) set(test.test);
  scratch.clear();
  t.regexes.match(surface, scratch);
  for (const int regex : scratch) set(t.regex_tests[static_cast<std::size_t>(regex)].test);
}

bool passes_plain(const Lexicon& lexicon, const WordTest& test, const Word& word, std::string_view surface,
                  std::span<const ListHit> hits) {
  const Lexicon::Tables& t = lexicon.tables();
  switch (test.kind) {
    case WordTest::literal: return word.fold != no_fold && word.fold == test.fold;
    case WordTest::exact: return surface == t.test_strings.text(test.text);
    case WordTest::verb_or_noun:
    case WordTest::plural: return test.fold != no_fold && passes_form(lexicon, test, word);
    case WordTest::shape: return (word.shape & test.mask) == test.mask;
    case WordTest::in_list: return std::any_of(hits.begin(), hits.end(), [&](const ListHit& hit) { return hit.list == test.list; });
    case WordTest::regex: {
      RegexSet one;
      std::vector<int> found;
      one.set({t.test_strings.text(test.text)});
      one.match(surface, found);
      return !found.empty();
    }
    case WordTest::word_class: return (word.classes & test.mask) != 0;
  }
  return false;
}

}  // namespace sluice
