#include "lexicon/lexicon.hpp"

#include <algorithm>

#include "lexicon/tables.hpp"

namespace sluice {

namespace {

template <class Keys>
bool keys_below(const Keys& keyed, std::size_t tests, std::size_t limit) {
  return std::all_of(keyed.begin(), keyed.end(), [&](const KeyedTest& k) { return k.test < tests && k.key < limit; });
}

template <class Ids>
bool ids_below(const Ids& ids, std::size_t limit) {
  bool below = true;
  for (const std::uint32_t id : ids) below &= id < limit;
  return below;
}

}  // namespace

bool Lexicon::Tables::valid() const {
  if (!words.valid() || !list_names.valid() || !values.valid() || !spellings.valid() || !test_strings.valid()) return false;
  if (!trie.valid(words.size())) return false;
  if (std::max({classes.size(), singulars.size(), flags.size()}) > words.size()) return false;
  if (!std::all_of(singulars.begin(), singulars.end(), [&](FoldId f) { return f == no_fold || f < words.size(); })) return false;
  if (verb_starts.size() > words.size() + 1 || (verb_starts.empty() && !verb_readings.empty())) return false;
  for (std::size_t i = 1; i < verb_starts.size(); ++i)
    if (verb_starts[i] < verb_starts[i - 1] || verb_starts[i] - verb_starts[i - 1] > 0xFFFF) return false;
  if (!verb_starts.empty() && (verb_starts.front() != 0 || verb_starts.back() != verb_readings.size())) return false;
  for (const VerbAnalysis& reading : verb_readings)
    if (reading.lemma >= words.size()) return false;
  if (lists.size() != list_names.size() || !ids_below(row_values, values.size())) return false;
  for (const ListTable& list : lists)
    if (list.rows_begin > row_values.size() || list.rows > row_values.size() - list.rows_begin) return false;
  if (!ids_below(exact_spellings, spellings.size())) return false;
  for (const PhraseEntry& entry : trie.all_entries()) {
    if (entry.exact > exact_spellings.size() || entry.exact_tokens() > exact_spellings.size() - entry.exact) return false;
    if (entry.hit.list >= lists.size() || entry.hit.row >= lists[entry.hit.list].rows) return false;
  }
  const std::size_t n = tests.size();
  return keys_below(literal_tests, n, words.size()) && keys_below(exact_tests, n, test_strings.size()) &&
         keys_below(form_tests, n, words.size()) && keys_below(list_tests, n, lists.size()) && keys_below(shape_tests, n, ~0ULL) &&
         keys_below(class_tests, n, ~0ULL) && keys_below(regex_tests, n, regex_tests.size()) &&
         std::all_of(regex_tests.begin(), regex_tests.end(), [&](const KeyedTest& k) { return tests[k.test].text < test_strings.size(); });
}

void Lexicon::Tables::set_regexes() {
  std::vector<std::string_view> patterns;
  for (const KeyedTest& regex : regex_tests) patterns.push_back(test_strings.text(tests[regex.test].text));
  regexes.set(patterns);
}

Lexicon::Lexicon() : tables_(std::make_unique<Tables>()) { tables_->trie.finish({}); }
Lexicon::~Lexicon() = default;
Lexicon::Lexicon(Lexicon&&) noexcept = default;
Lexicon& Lexicon::operator=(Lexicon&&) noexcept = default;

FoldId Lexicon::find(std::string_view folded) const { return tables_->words.find(folded); }
std::string_view Lexicon::text(FoldId fold) const { return tables_->words.text(fold); }
std::size_t Lexicon::size() const { return tables_->words.size(); }

ListId Lexicon::find_list(std::string_view name) const {
  const std::uint32_t id = tables_->list_names.find(name);
  return id == StringTable::missing ? no_list : static_cast<ListId>(id);
}
std::string_view Lexicon::list_name(ListId list) const { return tables_->list_names.text(list); }
std::size_t Lexicon::list_count() const { return tables_->lists.size(); }

std::string_view Lexicon::list_value(ListId list, std::uint32_t row) const {
  return tables_->values.text(tables_->row_values[tables_->lists[list].rows_begin + row]);
}

std::span<const VerbAnalysis> Lexicon::verbs(FoldId fold) const {
  const Tables& t = *tables_;
  if (fold >= t.verb_starts.size() || fold + 1 >= t.verb_starts.size()) return {};
  return {t.verb_readings.data() + t.verb_starts[fold], t.verb_readings.data() + t.verb_starts[fold + 1]};
}
std::uint32_t Lexicon::classes(FoldId fold) const { return tables_->classes_of(fold); }
bool Lexicon::is_verb_lemma(FoldId lemma) const { return tables_->flag(lemma, wf_verb_lemma); }
std::span<const WordTest> Lexicon::tests() const { return tables_->tests; }

void Lexicon::archive(ArchiveWriter& a) { tables_->archive(a); }

void Lexicon::archive(ArchiveReader& a) {
  auto read = std::make_unique<Tables>();
  read->archive(a);
  if (!a.failed() && (!a.checks() || read->valid())) {
    read->set_regexes();
    if (!a.checks() || read->regexes.compile()) {
      tables_ = std::move(read);
      return;
    }
  }
  a.fail();
  *this = Lexicon();
}

}  // namespace sluice
