#include "resolve/anaphora.hpp"

#include <algorithm>
#include <string>

namespace sluice {
namespace {

constexpr std::uint32_t sentences_back = 5;         // for a pronoun
constexpr std::uint32_t sentences_back_noun = 14;   // for "the company"
constexpr std::size_t names_back = 64;
constexpr std::uint32_t words_beside = 3;           // between a name and what it is called

std::string type_name(std::string_view lower) {
  std::string out(lower);
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

/// First name of `names` that begins at or behind `token`.
std::size_t first_name_from(const Names& names, std::uint32_t token) {
  return static_cast<std::size_t>(std::lower_bound(names.names.begin(), names.names.end(), token,
                                                   [](const Name& n, std::uint32_t t) { return n.begin < t; }) -
                                  names.names.begin());
}

}  // namespace

void AnaphorTables::compile(const Pack& pack, LexiconBuilder& lexicon, const Symbols& symbols, Diagnostics& diagnostics) {
  const std::string* file = pack.find("grammar/anaphors.tsv");
  if (file == nullptr) return;
  for (const TsvRow& row : parse_tsv(*file)) {
    const SymbolId type = row.columns.size() > 1 ? symbols.find(type_name(row.columns[1])) : no_symbol;
    if (type == no_symbol) {
      Diagnostic d;
      d.code = "D021";
      d.message = "unknown type in column 2";
      d.hint = "a mention type, such as organization";
      d.file = "grammar/anaphors.tsv";
      d.line = row.line;
      diagnostics.push_back(std::move(d));
      continue;
    }
    const std::string_view only = row.columns.size() > 2 ? row.columns[2] : std::string_view();
    const std::uint16_t scope = only == "countries" ? countries : only == "no countries" ? no_countries : any_name;
    for (const std::string& word : phrase_alternatives(row.columns[0])) entries_.push_back({lexicon.intern(word), type, scope});
  }
  std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) { return a.noun < b.noun; });
}

void AnaphorTables::types(FoldId noun, std::vector<SymbolId>& types) const {
  for (auto at = std::lower_bound(entries_.begin(), entries_.end(), noun, [](const Entry& e, FoldId n) { return e.noun < n; });
       at != entries_.end() && at->noun == noun; ++at)
    types.push_back(at->type);
}

AnaphorTables::Scope AnaphorTables::scope(FoldId noun) const {
  const auto at = std::lower_bound(entries_.begin(), entries_.end(), noun, [](const Entry& e, FoldId n) { return e.noun < n; });
  return at != entries_.end() && at->noun == noun ? static_cast<Scope>(at->scope) : any_name;
}

std::size_t first_clause_of(const Phrases& phrases, std::uint32_t sentence) {
  return static_cast<std::size_t>(std::lower_bound(phrases.clauses.begin(), phrases.clauses.end(), sentence,
                                                   [](const Clause& c, std::uint32_t s) { return c.sentence < s; }) -
                                  phrases.clauses.begin());
}

std::uint32_t name_of(const Phrases& phrases, const Names& names, std::uint32_t noun) {
  if (noun == none) return none;
  const NounPhrase& n = phrases.nouns[noun];
  std::uint32_t best = none;
  for (std::size_t i = first_name_from(names, n.begin); i < names.names.size() && names.names[i].begin < n.end; ++i)
    if (names.names[i].entity != none && names.names[i].end <= n.end && names.names[i].begin <= n.head && n.head < names.names[i].end) best = static_cast<std::uint32_t>(i);
  if (best == none && n.apposition != none && n.apposition != noun) {
    const NounPhrase& a = phrases.nouns[n.apposition];
    for (std::size_t i = first_name_from(names, a.begin); i < names.names.size() && names.names[i].begin < a.end; ++i)
      if (names.names[i].entity != none && names.names[i].end <= a.end && names.names[i].begin <= a.head && a.head < names.names[i].end) best = static_cast<std::uint32_t>(i);
  }
  return best;
}

namespace {

bool has(std::span<const SymbolId> list, SymbolId s) { return std::find(list.begin(), list.end(), s) != list.end(); }
bool has(std::span<const std::uint32_t> list, std::uint32_t i) { return std::find(list.begin(), list.end(), i) != list.end(); }

/// What names may be meant, and where to look for them.
struct Search {
  const Analysis& analysis;
  const Phrases& phrases;
  const Names& names;
  std::span<const SymbolId> types;
  std::span<const std::uint32_t> excluded;   ///< entities
  AnaphorTables::Scope scope = AnaphorTables::any_name;

  [[nodiscard]] bool fits(std::uint32_t name) const {
    const Name& m = names.names[name];
    if (scope != AnaphorTables::any_name && m.country.empty() == (scope == AnaphorTables::countries)) return false;
    return m.entity != none && has(types, m.type) && !has(excluded, m.entity);
  }

  /// The first subject of a sentence that is such a name and begins before token `limit`.
  [[nodiscard]] std::uint32_t subject(std::uint32_t sentence, std::uint32_t limit, std::uint32_t noun) const {
    for (std::size_t k = first_clause_of(phrases, sentence); k < phrases.clauses.size() && phrases.clauses[k].sentence == sentence; ++k) {
      const Clause& c = phrases.clauses[k];
      if (c.subject == none || c.subject == noun || phrases.nouns[c.subject].begin >= limit) continue;
      const std::uint32_t name = name_of(phrases, names, c.subject);
      if (name != none && fits(name) && names.names[name].begin < limit) return name;
    }
    return none;
  }

  /// Whether two tokens are the same word, capitals apart. Words that no rule knows have no id of their own.
  [[nodiscard]] bool same_word(std::uint32_t a, std::uint32_t b) const {
    const FoldId fold = analysis.fold(a);
    if (fold != analysis.fold(b)) return false;
    return fold != no_fold || analysis.words.folded(analysis.token(a).word) == analysis.words.folded(analysis.token(b).word);
  }

  [[nodiscard]] bool comma(std::uint32_t t) const { return analysis.words.folded(analysis.token(t).word) == ","; }

  /// The nearest name before `limit` that has the word at `word` in it: "the exchange" for "London Metal Exchange".
  [[nodiscard]] std::uint32_t with_word(std::uint32_t word, std::uint32_t limit) const {
    std::size_t i = first_name_from(names, limit);
    for (std::size_t steps = 0; i-- > 0 && steps < names_back; ++steps) {
      const Name& m = names.names[i];
      if (!fits(static_cast<std::uint32_t>(i)) || m.end - m.begin < 2) continue;
      for (std::uint32_t t = m.begin; t < m.end; ++t)
        if (same_word(t, word)) return static_cast<std::uint32_t>(i);
    }
    return none;
  }

  /// The nearest name before `limit` that the word stands beside: "President Aylin Kaya", "insurer Calder & Hope", "Aylin Kaya, the president".
  [[nodiscard]] std::uint32_t called(std::uint32_t word, std::uint32_t limit) const {
    const auto mark = [&](std::uint32_t t) { return analysis.token(t).kind == TokenKind::punctuation; };
    std::size_t i = first_name_from(names, limit);
    for (std::size_t steps = 0; i-- > 0 && steps < names_back; ++steps) {
      const Name& m = names.names[i];
      if (!fits(static_cast<std::uint32_t>(i))) continue;
      for (std::uint32_t t = m.begin, k = 0; t-- > 0 && k < words_beside; ++k) {
        if (mark(t) && (k != 0 || !comma(t))) break;
        if (same_word(t, word)) return static_cast<std::uint32_t>(i);
      }
      if (m.end + 1 >= limit || !comma(m.end)) continue;
      for (std::uint32_t t = m.end + 1, k = 0; t < limit && k <= words_beside && !mark(t); ++t, ++k)
        if (same_word(t, word)) return static_cast<std::uint32_t>(i);
    }
    return none;
  }

  /// A sentence of the page's menu or notices is no place to look from the body.
  [[nodiscard]] bool reaches(std::uint32_t sentence, ZoneKind zone) const {
    const ZoneKind there = analysis.text.sentences[sentence].zone;
    return there == zone || (there == ZoneKind::title && zone == ZoneKind::body);
  }
};

std::uint32_t antecedent_at(const AnaphorTables& tables, const Analysis& analysis, const Phrases& phrases, const Names& names, std::uint32_t noun,
                            std::span<const SymbolId> wanted, std::span<const std::uint32_t> excluded, int depth) {
  if (noun == none || depth == 0) return none;
  const NounPhrase& n = phrases.nouns[noun];
  std::vector<SymbolId> types;
  AnaphorTables::Scope scope = AnaphorTables::any_name;
  bool person_only = false;
  if (n.kind == NounPhrase::pronoun) {
    const std::uint32_t classes = analysis.word(n.head).classes;
    if ((classes & (wc_masculine | wc_feminine)) != 0) {
      types = {sy_person};
      person_only = true;
    } else if ((classes & wc_neuter) != 0) {
      types = {sy_organization, sy_place};
    } else if ((classes & wc_plural_pronoun) != 0) {
      types = {sy_organization};
    } else {
      return none;
    }
  } else if (n.kind == NounPhrase::common && n.definite) {
    const Word& head = analysis.word(n.head);
    if (n.possessor != none) return none;   // "its mine" is none of what was named
    // "the terminal": a name that has the word in it, or else one of the kind that the word stands for
    const std::uint32_t same = Search{analysis, phrases, names, wanted, excluded}.with_word(n.head, n.begin);
    if (same != none) return same;
    const FoldId noun_form = head.noun != no_fold ? head.noun : head.fold;
    tables.types(noun_form, types);
    scope = tables.scope(noun_form);
  } else {
    return none;
  }
  std::erase_if(types, [&](SymbolId s) { return !has(wanted, s); });
  if (types.empty()) return none;
  const Search search{analysis, phrases, names, types, excluded, scope};
  if (n.kind == NounPhrase::common) {
    const std::uint32_t named = search.called(n.head, n.begin);
    if (named != none) return named;
  }
  const std::uint32_t last = n.sentence;
  const ZoneKind zone = analysis.text.sentences[last].zone;
  std::uint32_t seen = 0;
  const std::uint32_t reach = n.kind == NounPhrase::common ? sentences_back_noun : sentences_back;
  for (std::uint32_t s = last + 1; s-- > 0 && seen <= reach;) {
    const Sentence& sentence = analysis.text.sentences[s];
    if (!search.reaches(s, zone)) continue;
    ++seen;
    const std::uint32_t limit = s == last ? n.begin : sentence.end;
    // Subjects before others, the first clause's before later ones.
    const std::uint32_t by_subject = search.subject(s, limit, noun);
    if (by_subject != none) return by_subject;
    // "the group may": a subject that itself stands for a name
    for (std::size_t k = first_clause_of(phrases, s); k < phrases.clauses.size() && phrases.clauses[k].sentence == s; ++k) {
      const std::uint32_t other = phrases.clauses[k].subject;
      if (other == none || other == noun || phrases.nouns[other].begin >= limit) continue;
      const NounPhrase& stands = phrases.nouns[other];
      if (stands.kind != NounPhrase::common || !stands.definite || name_of(phrases, names, other) != none) continue;
      const std::uint32_t found = antecedent_at(tables, analysis, phrases, names, other, types, excluded, depth - 1);
      if (found != none) return found;
    }
    for (std::size_t i = first_name_from(names, sentence.begin); i < names.names.size() && names.names[i].begin < limit; ++i)
      if (search.fits(static_cast<std::uint32_t>(i))) return static_cast<std::uint32_t>(i);
    if (person_only && s == last) continue;
  }
  return none;
}

}  // namespace

std::uint32_t antecedent(const AnaphorTables& tables, const Analysis& analysis, const Phrases& phrases, const Names& names, std::uint32_t noun,
                         std::span<const SymbolId> wanted, std::span<const std::uint32_t> excluded) {
  return antecedent_at(tables, analysis, phrases, names, noun, wanted, excluded, 3);
}

std::uint32_t topic(const Analysis& analysis, const Phrases& phrases, const Names& names, std::uint32_t token,
                    std::span<const SymbolId> wanted, std::span<const std::uint32_t> excluded) {
  const Search search{analysis, phrases, names, wanted, excluded};
  const auto& sentences = analysis.text.sentences;
  std::uint32_t last = 0;
  while (last + 1 < sentences.size() && sentences[last + 1].begin <= token) ++last;
  const ZoneKind zone = sentences[last].zone;
  std::uint32_t seen = 0;
  for (std::uint32_t s = last + 1; s-- > 0 && seen <= sentences_back_noun;) {
    if (!search.reaches(s, zone)) continue;
    ++seen;
    const std::uint32_t found = search.subject(s, s == last ? token : sentences[s].end, none);
    if (found != none) return found;
  }
  std::uint32_t best = none, most = 0;
  const std::size_t end = first_name_from(names, token);
  for (std::size_t i = end > names_back ? end - names_back : 0; i < end; ++i) {
    if (!search.fits(static_cast<std::uint32_t>(i))) continue;
    std::uint32_t count = 0;
    for (std::size_t j = end > names_back ? end - names_back : 0; j < end; ++j) count += names.names[j].entity == names.names[i].entity ? 1 : 0;
    if (count > most) {
      most = count;
      best = static_cast<std::uint32_t>(i);
    }
  }
  return best;
}

}  // namespace sluice
