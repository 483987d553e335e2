// Word lists into the phrase trie.
#include <algorithm>
#include <charconv>
#include <optional>

#include "lexicon/builder_state.hpp"

namespace sluice {

namespace {

/// Notes of one kind that a list reports before it only counts them.
constexpr std::size_t most_notes = 10;

/// Adds the entries of one source to its list.
class ListReader {
 public:
  ListReader(LexiconBuilder::State& state, ListId list, Diagnostics& diagnostics, std::string file, bool any_case)
      : s_(state), list_(list), diagnostics_(diagnostics), file_(std::move(file)), any_case_(any_case) {}

  /// Opens the next row, which has this value.
  void row(std::string_view value, std::uint32_t line) {
    s_.list_rows[list_].push_back(s_.tables.values.intern(value));
    line_ = line;
  }

  /// Adds a phrase to the row opened last.
  void phrase(std::string_view text) {
    s_.tokens.clear();
    tokenize(text, 0, s_.tokens);
    if (s_.tokens.empty()) return note(Severity::warning, "D012", "an entry without a word", "");
    if (s_.tokens.size() > longest_phrase)
      return note(Severity::warning, "D011", "the entry '" + std::string(text) + "' is left out",
                  "an entry has at most " + std::to_string(longest_phrase) + " words");
    std::uint32_t state = PhraseTrie::root;
    PhraseEntry entry;
    entry.hit.list = list_;
    entry.hit.row = static_cast<std::uint32_t>(s_.list_rows[list_].size() - 1);
    entry.exact = static_cast<std::uint32_t>(s_.tables.exact_spellings.size());
    for (std::size_t i = 0; i < s_.tokens.size(); ++i) {
      const std::string_view word = text.substr(s_.tokens[i].begin, s_.tokens[i].end - s_.tokens[i].begin);
      const CaseRule rule = any_case_ ? CaseRule::any : case_rule(word);
      entry.cases |= static_cast<std::uint32_t>(rule) << (2 * i);
      if (rule == CaseRule::exact) s_.tables.exact_spellings.push_back(s_.tables.spellings.intern(word));
      state = s_.tables.trie.extend(state, s_.intern(word));
    }
    if (!add(state, entry)) {
      s_.tables.exact_spellings.resize(entry.exact);
      note(Severity::note, "D013", "'" + std::string(text) + "' is in this list already", "the first entry counts");
    }
  }

  void finish() {
    if (notes_ > most_notes)
      diagnostics_.push_back({Severity::note, "D014", std::to_string(notes_ - most_notes) + " further remarks on entries of this list", "",
                              file_, 0, 0});
  }

 private:
  LexiconBuilder::State& s_;
  ListId list_;
  Diagnostics& diagnostics_;
  std::string file_;
  bool any_case_;
  std::uint32_t line_ = 0;
  std::size_t notes_ = 0;

  /// False where the list has the same words with the same case rules already.
  bool add(std::uint32_t state, const PhraseEntry& entry) {
    if (state >= s_.last_ending.size()) s_.last_ending.resize(std::max<std::size_t>(s_.tables.trie.states(), state + 1), 0);
    for (std::uint32_t i = s_.last_ending[state]; i != 0; i = s_.earlier_ending[i - 1]) {
      const PhraseEntry& known = s_.endings[i - 1].entry;
      if (known.hit.list == list_ && known.cases == entry.cases && same_spellings(known, entry)) return false;
    }
    s_.endings.push_back({state, entry});
    s_.earlier_ending.push_back(s_.last_ending[state]);
    s_.last_ending[state] = static_cast<std::uint32_t>(s_.endings.size());
    return true;
  }
  [[nodiscard]] bool same_spellings(const PhraseEntry& known, const PhraseEntry& entry) const {
    const auto& all = s_.tables.exact_spellings;
    const std::size_t n = all.size() - entry.exact;
    return std::equal(all.begin() + entry.exact, all.end(), all.begin() + known.exact,
                      all.begin() + static_cast<std::ptrdiff_t>(std::min(known.exact + n, all.size())));
  }

  void note(Severity severity, std::string code, std::string message, std::string hint) {
    if (++notes_ <= most_notes)
      diagnostics_.push_back({severity, std::move(code), std::move(message), std::move(hint), file_, line_, 1});
  }
};

/// All columns behind the first, as they stand in the file.
std::string_view value_of(const TsvRow& row) {
  if (row.columns.size() < 2) return {};
  const std::string_view first = row.columns[1];
  const std::string_view last = row.columns.back();
  return {first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data())};
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return n;
}

bool passes(const TsvRow& row, const ListSource::Filter& filter) {
  const std::string_view cell = filter.column == 0 || filter.column > row.columns.size() ? std::string_view() : row.columns[filter.column - 1];
  const auto a = whole_number(cell), b = whole_number(filter.value);
  const int order = a && b ? (*a < *b ? -1 : *b < *a ? 1 : 0) : cell.compare(filter.value);
  if (filter.op == "=") return order == 0;
  if (filter.op == "!=") return order != 0;
  // What is no number is neither above nor below one.
  if (b && !a) return false;
  if (filter.op == "<") return order < 0;
  if (filter.op == "<=") return order <= 0;
  return filter.op == ">" ? order > 0 : order >= 0;
}

}  // namespace

ListId LexiconBuilder::add_list(const Pack& pack, const ListSource& source, Diagnostics& diagnostics) {
  State& s = *state_;
  if (s.tables.list_names.find(source.name) == StringTable::missing && s.list_rows.size() == no_list) {
    diagnostics.push_back({Severity::error, "D016", "too many word lists", "", source.declared_in, source.line, 1});
    return no_list;
  }
  const ListId list = static_cast<ListId>(s.tables.list_names.intern(source.name));
  if (list == s.list_rows.size()) s.list_rows.emplace_back();
  const auto fresh = [&](const std::string& where) { return s.sources.insert(source.name + '\n' + where).second; };

  std::string part = source.path;
  for (const ListSource::Filter& f : source.filters) part += '\n' + std::to_string(f.column) + f.op + f.value;
  if (!source.path.empty() && fresh(part)) {
    const auto origin = pack.origins.find(source.path);
    const std::string* bytes = pack.find(source.path);
    if (!bytes) {
      diagnostics.push_back({Severity::error, "D015", "no word list '" + source.path + "' in the pack", "", source.declared_in, source.line, 1});
    } else {
      ListReader reader(s, list, diagnostics, (origin == pack.origins.end() ? std::string() : origin->second) + source.path, source.any_case);
      for (const TsvRow& row : parse_tsv(*bytes)) {
        if (!std::all_of(source.filters.begin(), source.filters.end(), [&](const ListSource::Filter& f) { return passes(row, f); })) continue;
        reader.row(value_of(row), row.line);
        for (const std::string& phrase : phrase_alternatives(row.columns[0])) reader.phrase(phrase);
      }
      reader.finish();
    }
  }
  if (!source.inline_entries.empty() && fresh(source.declared_in + ':' + std::to_string(source.line))) {
    ListReader reader(s, list, diagnostics, source.declared_in, source.any_case);
    for (const ListSource::Entry& entry : source.inline_entries) {
      reader.row(entry.value, entry.line != 0 ? entry.line : source.line);
      for (const std::string& phrase : entry.phrases) reader.phrase(phrase);
    }
    reader.finish();
  }
  return list;
}

}  // namespace sluice
