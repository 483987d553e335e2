#include "phrase/tables.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>

#include "lexicon/archive.hpp"
#include "lexicon/lexicon.hpp"
#include "lexicon/pack.hpp"

namespace sluice {

namespace {

struct KnownWord {
  std::string_view text;
  FoldId KnownWords::* member;
};

constexpr KnownWord known_words[] = {
    {"n't", &KnownWords::nt}, {"not", &KnownWords::not_}, {"'ve", &KnownWords::ve}, {"'re", &KnownWords::re}, {"'m", &KnownWords::m},
    {"is", &KnownWords::is}, {"are", &KnownWords::are}, {"am", &KnownWords::am}, {"was", &KnownWords::was}, {"were", &KnownWords::were},
    {"has", &KnownWords::has}, {"had", &KnownWords::had}, {"does", &KnownWords::does}, {"did", &KnownWords::did},
    {"done", &KnownWords::done}, {"before", &KnownWords::before}, {"shall", &KnownWords::shall}, {"cannot", &KnownWords::cannot},
    {"say", &KnownWords::say}, {"into", &KnownWords::into}, {"get", &KnownWords::get}, {"on", &KnownWords::on}, {"give", &KnownWords::give}, {"of", &KnownWords::of},
    {"by", &KnownWords::by}, {"to", &KnownWords::to}, {"as", &KnownWords::as}, {"that", &KnownWords::that},
    {"there", &KnownWords::there}, {"in", &KnownWords::in}, {"for", &KnownWords::for_}, {"between", &KnownWords::between},
    {"without", &KnownWords::without}, {"instead", &KnownWords::instead}, {"than", &KnownWords::than}, {"yet", &KnownWords::yet},
    {"no", &KnownWords::no}, {"longer", &KnownWords::longer}, {"'s", &KnownWords::s}, {"'d", &KnownWords::d}, {"'ll", &KnownWords::ll},
    {"wo", &KnownWords::wo}, {"ca", &KnownWords::ca}, {"it", &KnownWords::it}, {"whose", &KnownWords::whose},
    {"where", &KnownWords::where}, {"when", &KnownWords::when}, {"be", &KnownWords::be}, {"have", &KnownWords::have},
    {"do", &KnownWords::do_}, {"go", &KnownWords::go}, {"will", &KnownWords::will}, {"would", &KnownWords::would},
    {"could", &KnownWords::could}, {"can", &KnownWords::can}, {"been", &KnownWords::been}, {"being", &KnownWords::being},
    {"from", &KnownWords::from}, {"this", &KnownWords::this_}, {"these", &KnownWords::these}, {"those", &KnownWords::those},
    {"the", &KnownWords::the},
};

/// Reads one table of the pack, row by row; what a row means is the caller's.
class Reader {
 public:
  Reader(const Pack& pack, LexiconBuilder& lexicon, Diagnostics& diagnostics) : pack_(pack), lexicon_(lexicon), diagnostics_(diagnostics) {}

  template <class Row>
  void each(std::string_view name, std::size_t columns, Row row) {
    const std::string path = "grammar/" + std::string(name);
    const std::string* bytes = pack_.find(path);
    if (bytes == nullptr) return;
    const auto origin = pack_.origins.find(path);
    const std::string file = (origin == pack_.origins.end() ? std::string() : origin->second) + path;
    for (const TsvRow& line : parse_tsv(*bytes)) {
      const bool good = line.columns.size() >= columns && [&] {
        bool all = true;
        for (const std::string& phrase : phrase_alternatives(line.columns[0])) all = row(split(phrase), line) && all;
        return all;
      }();
      if (!good)
        diagnostics_.push_back({Severity::error, "D020", "a row of this table is not as its first lines say", "see the comment at the top",
                                file, line.line, 1});
    }
  }

  [[nodiscard]] std::vector<FoldId> split(std::string_view phrase) {
    std::vector<FoldId> words;
    while (!phrase.empty()) {
      const std::size_t space = phrase.find(' ');
      const std::string_view word = phrase.substr(0, space);
      phrase.remove_prefix(space == std::string_view::npos ? phrase.size() : space + 1);
      if (!word.empty()) words.push_back(lexicon_.intern(word));
    }
    return words;
  }

 private:
  const Pack& pack_;
  LexiconBuilder& lexicon_;
  Diagnostics& diagnostics_;
};

bool read_effect(std::string_view text, Effect& effect) {
  if (text == "actual") effect = Effect::actual;
  else if (text == "planned") effect = Effect::planned;
  else if (text == "possible") effect = Effect::possible;
  else if (text == "negative") effect = Effect::negative;
  else if (text == "doubtful") effect = Effect::doubtful;
  else return false;
  return true;
}

/// Calls `each` for every part of `text` between commas.
template <class Each>
bool split_list(std::string_view text, Each each) {
  bool good = true;
  while (!text.empty()) {
    const std::size_t comma = text.find(',');
    std::string_view part = text.substr(0, comma);
    text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    good = each(part) && good;
  }
  return good;
}

bool find_effect(const std::vector<NounEffect>& list, FoldId word, Effect& effect) {
  const auto at = std::lower_bound(list.begin(), list.end(), word, [](const NounEffect& e, FoldId w) { return e.word < w; });
  if (at == list.end() || at->word != word) return false;
  effect = at->effect;
  return true;
}

template <class Entry>
std::span<const Entry> entries_of(const std::vector<Entry>& list, FoldId word) {
  const auto low = std::lower_bound(list.begin(), list.end(), word, [](const Entry& e, FoldId w) { return e.words[0] < w; });
  auto high = low;
  while (high != list.end() && high->words[0] == word) ++high;
  return {low, high};
}

constexpr std::pair<std::string_view, std::uint32_t> class_flags[] = {
    {"copula", pf_copula}, {"naming", pf_naming}, {"ditransitive", pf_ditransitive}, {"motion", pf_motion},
    {"transitive", pf_transitive}, {"support", pf_support}, {"control", pf_control}, {"linking", pf_linking},
};

}  // namespace

bool PhraseTables::Tables::phrasal(FoldId verb, FoldId particle) const {
  const auto less = [](const PhrasalEntry& a, const PhrasalEntry& b) {
    return std::tie(a.verb, a.particle) < std::tie(b.verb, b.particle);
  };
  return std::binary_search(phrasals.begin(), phrasals.end(), PhrasalEntry{verb, particle}, less);
}

bool PhraseTables::Tables::noun_effect(FoldId noun, Effect& effect) const { return find_effect(chain_nouns, noun, effect); }
bool PhraseTables::Tables::stance_effect(FoldId adjective, Effect& effect) const { return find_effect(stances, adjective, effect); }
std::span<const ChainEntry> PhraseTables::Tables::chains_of(FoldId word) const { return entries_of(chains, word); }
std::span<const PrepositionEntry> PhraseTables::Tables::prepositions_of(FoldId word) const { return entries_of(prepositions, word); }

PhraseTables::PhraseTables() : tables_(std::make_unique<Tables>()) {}
PhraseTables::~PhraseTables() = default;
PhraseTables::PhraseTables(PhraseTables&&) noexcept = default;
PhraseTables& PhraseTables::operator=(PhraseTables&&) noexcept = default;

void PhraseTables::add_predicate_noun(FoldId noun) { tables_->add_flag(noun, pf_deverbal); }
void PhraseTables::archive(ArchiveWriter& a) { tables_->archive(a); }
void PhraseTables::archive(ArchiveReader& a) { tables_->archive(a); }

void PhraseTables::compile(const Pack& pack, LexiconBuilder& lexicon, Diagnostics& diagnostics) {
  Tables& t = *tables_;
  for (const KnownWord& word : known_words) t.known.*word.member = lexicon.intern(word.text);
  for (const char* prefix : {"re", "co", "over", "under", "out", "mis", "de", "pre"}) t.verb_prefixes.push_back(lexicon.intern(prefix));
  std::sort(t.verb_prefixes.begin(), t.verb_prefixes.end());

  using Words = std::vector<FoldId>;
  Reader reader(pack, lexicon, diagnostics);
  reader.each("chain_verbs.tsv", 3, [&](const Words& words, const TsvRow& row) {
    ChainEntry entry;
    if (words.empty() || words.size() > 4 || !read_effect(row.columns[2], entry.effect)) return false;
    std::copy(words.begin(), words.end(), entry.words);
    entry.length = static_cast<std::uint8_t>(words.size());
    return split_list(row.columns[1], [&](std::string_view link) {
      const Words parts = reader.split(link);
      if (parts.empty() || parts.size() > 2) return false;
      entry.preposition = parts.size() == 2 ? parts[0] : no_fold;
      const std::string_view last = link.substr(link.rfind(' ') == std::string_view::npos ? 0 : link.rfind(' ') + 1);
      if (last == "to") entry.link = ChainLink::to;
      else if (last == "ing") entry.link = ChainLink::ing;
      else if (last == "bare") entry.link = ChainLink::bare;
      else return false;
      t.chains.push_back(entry);
      const bool bare = entry.link == ChainLink::bare, ing = entry.link == ChainLink::ing && entry.preposition == no_fold;
      t.add_flag(words[0], pf_chain | (bare ? pf_bare_chain + 0u : 0u) | (ing ? pf_ing_chain + 0u : 0u));
      return true;
    });
  });
  std::stable_sort(t.chains.begin(), t.chains.end(), [](const ChainEntry& a, const ChainEntry& b) {
    return a.words[0] != b.words[0] ? a.words[0] < b.words[0] : a.length > b.length;
  });

  reader.each("prepositions.tsv", 1, [&](const Words& words, const TsvRow& row) {
    PrepositionEntry entry;
    if (words.empty() || words.size() > 5) return false;
    std::copy(words.begin(), words.end(), entry.words);
    entry.length = static_cast<std::uint32_t>(words.size());
    entry.as = row.columns.size() > 1 && !row.columns[1].empty() ? lexicon.intern(row.columns[1]) : words[0];
    t.prepositions.push_back(entry);
    t.add_flag(words[0], pf_preposition);
    return true;
  });
  std::stable_sort(t.prepositions.begin(), t.prepositions.end(), [](const PrepositionEntry& a, const PrepositionEntry& b) {
    return a.words[0] != b.words[0] ? a.words[0] < b.words[0] : a.length > b.length;
  });

  reader.each("phrasal_verbs.tsv", 2, [&](const Words& words, const TsvRow& row) {
    if (words.size() != 1) return false;
    for (const std::string& particle : phrase_alternatives(row.columns[1])) t.phrasals.push_back({words[0], lexicon.intern(particle)});
    t.add_flag(words[0], pf_phrasal);
    return true;
  });
  std::sort(t.phrasals.begin(), t.phrasals.end(),
            [](const PhrasalEntry& a, const PhrasalEntry& b) { return std::tie(a.verb, a.particle) < std::tie(b.verb, b.particle); });

  const auto effects = [&](const char* file, std::vector<NounEffect>& out, std::uint32_t flag) {
    reader.each(file, 2, [&](const Words& words, const TsvRow& row) {
      NounEffect entry;
      if (words.size() != 1 || !read_effect(row.columns[1], entry.effect)) return false;
      entry.word = words[0];
      out.push_back(entry);
      t.add_flag(entry.word, flag);
      return true;
    });
    std::stable_sort(out.begin(), out.end(), [](const NounEffect& a, const NounEffect& b) { return a.word < b.word; });
  };
  effects("chain_nouns.tsv", t.chain_nouns, pf_chain_noun);
  effects("stance_adjectives.tsv", t.stances, pf_stance);

  const auto flagged = [&](const char* file, std::size_t columns, auto bits) {
    reader.each(file, columns, [&](const Words& words, const TsvRow& row) {
      const std::uint32_t flag = words.size() == 1 ? bits(row) : 0;
      if (flag != 0) t.add_flag(words[0], flag);
      return flag != 0;
    });
  };
  flagged("reporting_verbs.tsv", 2, [](const TsvRow& row) -> std::uint32_t {
    return row.columns[1] == "say" ? pf_say | pf_that : row.columns[1] == "that" ? pf_that : 0u;
  });
  flagged("reporting_nouns.tsv", 1, [](const TsvRow&) -> std::uint32_t { return pf_content_noun; });
  flagged("adverbs.tsv", 1, [](const TsvRow&) -> std::uint32_t { return pf_adverb; });
  flagged("deverbal_nouns.tsv", 2, [](const TsvRow& row) -> std::uint32_t {
    return row.columns[1] == "subject" ? pf_deverbal | pf_of_subject : row.columns[1] == "object" ? pf_deverbal + 0u : 0u;
  });
  flagged("verb_classes.tsv", 2, [](const TsvRow& row) -> std::uint32_t {
    for (const auto& [name, flag] : class_flags)
      if (row.columns[1] == name) return flag;
    return 0;
  });
}

}  // namespace sluice
