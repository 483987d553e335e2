// Reads the word tables under grammar/ of a pack: closed-class words, verbs, nouns and adjectives.
#include <array>

#include "lexicon/builder_state.hpp"
#include "lexicon/inflection.hpp"

namespace sluice {

namespace {

struct NamedClass {
  std::string_view name;
  std::uint32_t bits;
};

constexpr std::array<NamedClass, 28> named_classes = {{
    {"determiner", wc_determiner},
    {"possessive", wc_possessive},
    {"pronoun", wc_pronoun},
    {"relative", wc_relative},
    {"preposition", wc_preposition},
    {"coordinator", wc_coordinator},
    {"subordinator", wc_subordinator},
    {"conditional", wc_conditional},
    {"auxiliary", wc_auxiliary},
    {"modal", wc_modal},
    {"possible_modal", wc_possible_modal | wc_modal},
    {"negation", wc_negation},
    {"adverb", wc_adverb},
    {"adjective", wc_adjective},
    {"particle", wc_particle},
    {"to", wc_to},
    {"be", wc_be},
    {"have", wc_have},
    {"do", wc_do},
    {"noun", wc_noun},
    {"number_word", wc_number_word},
    {"quantifier", wc_quantifier},
    {"possessive_marker", wc_possessive_marker},
    {"feminine", wc_feminine},
    {"masculine", wc_masculine},
    {"neuter", wc_neuter},
    {"plural_pronoun", wc_plural_pronoun},
    {"time_noun", wc_time_noun | wc_noun},
}};

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// Calls `visit` for each piece of `text` between commas.
template <class Visit>
void each_name(std::string_view text, Visit visit) {
  while (!text.empty()) {
    const std::size_t comma = text.find(',');
    if (const std::string_view name = trim(text.substr(0, comma)); !name.empty()) visit(name);
    text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
  }
}

/// One table file of the pack, with its rows and its place in diagnostics.
class Table {
 public:
  Table(const Pack& pack, std::string_view path, Diagnostics& diagnostics) : diagnostics_(diagnostics), file_(path) {
    const auto origin = pack.origins.find(path);
    if (origin != pack.origins.end()) file_ = origin->second + file_;
    if (const std::string* bytes = pack.find(path)) rows = parse_tsv(*bytes);
  }
  void report(const TsvRow& row, std::string code, std::string message, std::string hint = "") {
    diagnostics_.push_back({Severity::error, std::move(code), std::move(message), std::move(hint), file_, row.line, 1});
  }
  [[nodiscard]] static std::string_view column(const TsvRow& row, std::size_t i) {
    return i < row.columns.size() ? row.columns[i] : std::string_view();
  }

  std::vector<TsvRow> rows;

 private:
  Diagnostics& diagnostics_;
  std::string file_;
};

class GrammarReader {
 public:
  GrammarReader(LexiconBuilder::State& state, const Pack& pack, Diagnostics& diagnostics)
      : s_(state), pack_(pack), diagnostics_(diagnostics) {}

  void read() {
    closed_class();
    nouns();
    adjectives();
    irregular_verbs();
    verbs();
  }

 private:
  LexiconBuilder::State& s_;
  const Pack& pack_;
  Diagnostics& diagnostics_;
  std::set<FoldId> irregular_;

  void closed_class() {
    Table table(pack_, "grammar/closed_class.tsv", diagnostics_);
    for (const TsvRow& row : table.rows) {
      std::uint32_t bits = 0;
      each_name(Table::column(row, 1), [&](std::string_view name) {
        for (const NamedClass& known : named_classes)
          if (known.name == name) return void(bits |= known.bits);
        table.report(row, "D021", "unknown word class '" + std::string(name) + "'");
      });
      if (bits == 0) continue;
      for (const std::string& word : phrase_alternatives(row.columns[0])) {
        const FoldId id = s_.intern(word);
        s_.add_class(id, bits);
        if ((bits & wc_time_noun) != 0) plurals_of(id, Table::column(row, 2), bits & (wc_noun | wc_time_noun));
      }
    }
  }

  void nouns() {
    Table table(pack_, "grammar/nouns.tsv", diagnostics_);
    for (const TsvRow& row : table.rows) {
      const FoldId id = s_.intern(row.columns[0]);
      s_.add_class(id, wc_noun);
      plurals_of(id, Table::column(row, 1), wc_noun);
    }
  }

  /// `plurals`: empty for the regular ones, '-' or '=' for none that differs, '*' for a word that is a plural itself.
  void plurals_of(FoldId singular, std::string_view plurals, std::uint32_t classes) {
    if (plurals == "-" || plurals == "=") return;
    if (plurals == "*") return s_.add_flag(singular, wf_plural_only);
    const std::string base(s_.tables.words.text(singular));
    for (const std::string& plural : plurals.empty() ? noun_plurals(base) : phrase_alternatives(plurals)) {
      const FoldId id = s_.intern(plural);
      s_.add_class(id, classes);
      if (id != singular) s_.add_plural(id, singular);
    }
  }

  void adjectives() {
    Table table(pack_, "grammar/adjectives.tsv", diagnostics_);
    for (const TsvRow& row : table.rows)
      for (const std::string& word : phrase_alternatives(row.columns[0])) s_.add_class(s_.intern(word), wc_adjective);
  }

  void add_form(FoldId lemma, std::string_view form, std::uint8_t bit) {
    VerbAnalysis reading;
    reading.lemma = lemma;
    reading.forms = bit;
    s_.verb_readings.emplace_back(s_.intern(form), reading);
  }
  void add_forms(FoldId lemma, const std::vector<std::string>& forms, std::uint8_t bit) {
    for (const std::string& form : forms) add_form(lemma, form, bit);
  }
  FoldId add_lemma(std::string_view word) {
    const FoldId lemma = s_.intern(word);
    s_.add_flag(lemma, wf_verb_lemma);
    add_form(lemma, word, vf_base);
    return lemma;
  }

  /// Columns: lemma, past, participle, then where they are not regular the -s form, the -ing form and further forms of the present.
  void irregular_verbs() {
    Table table(pack_, "grammar/irregular_verbs.tsv", diagnostics_);
    for (const TsvRow& row : table.rows) {
      if (row.columns.size() < 3) {
        table.report(row, "D022", "an irregular verb has a lemma, a past and a participle");
        continue;
      }
      const std::string base(s_.fold_word(row.columns[0]));
      const FoldId lemma = add_lemma(base);
      irregular_.insert(lemma);
      const auto listed_or = [&](std::size_t i, std::vector<std::string> regular) {
        const std::string_view column = Table::column(row, i);
        return column.empty() || column == "-" ? std::move(regular) : phrase_alternatives(column);
      };
      add_forms(lemma, listed_or(1, verb_ed_forms(base, Doubling::by_rule)), vf_past);
      add_forms(lemma, listed_or(2, verb_ed_forms(base, Doubling::by_rule)), vf_participle);
      add_forms(lemma, listed_or(3, {verb_s_form(base)}), vf_s);
      add_forms(lemma, listed_or(4, verb_ing_forms(base, Doubling::by_rule)), vf_ing);
      add_forms(lemma, listed_or(5, {}), vf_base);
    }
  }

  void verbs() {
    Table table(pack_, "grammar/verbs.tsv", diagnostics_);
    for (const TsvRow& row : table.rows) {
      const std::string base(s_.fold_word(row.columns[0]));
      const FoldId known = s_.tables.words.find(base);
      if (known != no_fold && irregular_.contains(known)) continue;
      Doubling doubling = Doubling::by_rule;
      each_name(Table::column(row, 1), [&](std::string_view flag) {
        if (flag == "double") doubling = Doubling::doubled;
        else if (flag == "either") doubling = Doubling::either;
        else if (flag == "single") doubling = Doubling::single;
        else table.report(row, "D023", "unknown verb flag '" + std::string(flag) + "'", "double, either or single");
      });
      const FoldId lemma = add_lemma(base);
      add_form(lemma, verb_s_form(base), vf_s);
      add_forms(lemma, verb_ed_forms(base, doubling), vf_past | vf_participle);
      add_forms(lemma, verb_ing_forms(base, doubling), vf_ing);
    }
  }
};

}  // namespace

void LexiconBuilder::add_grammar(const Pack& pack, Diagnostics& diagnostics) { GrammarReader(*state_, pack, diagnostics).read(); }

}  // namespace sluice
