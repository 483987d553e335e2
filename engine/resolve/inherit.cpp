// What one place of a document makes sure, other places inherit.
#include <algorithm>
#include <array>
#include <utility>

#include "match/conditions.hpp"
#include "resolve/names.hpp"

namespace sluice {
namespace {

constexpr std::size_t forms_per_word = 8;  // short forms with the same first word that are tried at one place

/// A form that stands for a name elsewhere in the document: tokens of the name at `begin`, `length` of them.
struct Form {
  std::uint32_t hash = 0;        ///< fold_hash of its first word
  std::uint32_t name = none;
  std::uint32_t begin = 0, length = 0;
  std::string_view rule;
  bool after_article = false;    ///< counts only behind "the" ("the Fund")
  bool replaces = false;         ///< may take the place of shorter names inside it
};

bool is_lower_word(const Word& w) { return (w.shape & ws_lower) != 0; }

class Inheritance {
 public:
  Inheritance(const Analysis& analysis, const std::vector<ValueMention>& values, Names& names)
      : analysis_(analysis), values_(values), names_(names) {}

  void run() {
    original_ = names_.names.size();
    mark_tokens();
    for (std::uint32_t i = 0; i < original_; ++i) add_forms(i);
    sort_forms();
    find_forms();
    sort_names();
    cluster();
  }

 private:
  const Analysis& analysis_;
  const std::vector<ValueMention>& values_;
  Names& names_;
  std::size_t original_ = 0;
  std::vector<std::uint32_t> owner_;       // token -> name, or none
  std::vector<char> blocked_;              // token lies in a value
  std::vector<Form> forms_;                                      // by the first word's hash, in order of place among equals
  std::array<std::uint64_t, 32> first_words_{};                  // which hashes forms_ may have

  [[nodiscard]] std::string_view folded(std::uint32_t token) const { return analysis_.words.folded(analysis_.token(token).word); }
  [[nodiscard]] bool is_article(std::uint32_t token) const { return folded(token) == "the"; }
  [[nodiscard]] bool capitalised(std::uint32_t token) const { return (analysis_.word(token).shape & ws_capitalised) != 0; }

  void mark_tokens() {
    owner_.assign(analysis_.text.tokens.size(), none);
    blocked_.assign(analysis_.text.tokens.size(), 0);
    for (std::uint32_t i = 0; i < names_.names.size(); ++i)
      for (std::uint32_t t = names_.names[i].begin; t < names_.names[i].end; ++t) owner_[t] = i;
    for (const ValueMention& v : values_)
      for (std::uint32_t t = v.begin; t < v.end; ++t) blocked_[t] = 1;
  }

  void add_form(Form form) {
    form.hash = analysis_.word(form.begin).fold_hash;
    first_words_[form.hash >> 6 & 31] |= 1ull << (form.hash & 63);
    forms_.push_back(form);
  }

  /// Sorts the forms and keeps a bounded number of different ones for each first word.
  void sort_forms() {
    std::stable_sort(forms_.begin(), forms_.end(), [](const Form& a, const Form& b) { return a.hash < b.hash; });
    std::size_t kept = 0, group = 0;
    for (const Form& form : forms_) {
      if (kept != 0 && forms_[group].hash != form.hash) group = kept;
      bool known = kept - group >= forms_per_word;
      for (std::size_t i = group; i < kept && !known; ++i)
        known = forms_[i].length == form.length && forms_[i].after_article == form.after_article && same_words(forms_[i].begin, form.begin, form.length);
      if (!known) forms_[kept++] = form;
    }
    forms_.resize(kept);
  }

  [[nodiscard]] bool same_words(std::uint32_t a, std::uint32_t b, std::uint32_t length) const {
    if (a == b) return true;
    for (std::uint32_t i = 0; i < length; ++i)
      if (analysis_.token(a + i).word != analysis_.token(b + i).word && (analysis_.word(a + i).fold_hash != analysis_.word(b + i).fold_hash || folded(a + i) != folded(b + i))) return false;
    return true;
  }

  [[nodiscard]] bool any_symbol(std::uint32_t token, SymbolId symbol) const {
    const Edge* e = analysis_.lattice.find(symbol, token, token + 1);
    return e != nullptr;
  }

  void add_forms(std::uint32_t index) {
    const Name& n = names_.names[index];
    const std::uint32_t length = n.end - n.begin;
    const bool named = n.type <= sy_product && n.type != sy_demonym;
    if (!named || !capitalised(n.begin)) return;
    // A guess stands for itself alone.
    if (n.priority < possible_priority && !n.listed()) return;
    add_form({0, index, n.begin, length, "document.repeat", false, true});
    if (length < 2) return;
    if (n.type == sy_person) {
      std::uint32_t end = n.end;
      if (end - n.begin > 2 && is_suffix(end - 1)) --end;
      const std::uint32_t last = end - 1;
      if (capitalised(last) && letters(last) > 1) add_form({0, index, last, 1, "document.surname", false, true});
      // Particle names: "van der Meer" for "Jan van der Meer", "al-Sadr" for "Muqtada al-Sadr".
      std::uint32_t first = last;
      while (first > n.begin + 1 && (is_lower_word(analysis_.word(first - 1)) || analysis_.surface(first - 1) == "-")) --first;
      if (first != last) add_form({0, index, first, end - first, "document.surname", false, true});
      // Two family names, or a compound one: "Al Balushi", "Garcia Marquez".
      if (end - n.begin >= 3) add_form({0, index, n.begin + 1, end - n.begin - 1, "document.surname", false, true});
      // "Maria" for "Maria Lopez", unless the word means something else too.
      const Word& given = analysis_.word(n.begin);
      if (letters(n.begin) > 2 && (given.classes & (wc_noun | wc_adjective | wc_preposition)) == 0 && given.verbs_count == 0)
        add_form({0, index, n.begin, 1, "document.given-name", false, false});
    } else if (n.type == sy_organization) {
      for (std::uint32_t keep = length - 1; keep >= 1; --keep) {
        const std::uint32_t end = n.begin + keep;
        if (!capitalised(end - 1) || analysis_.is(end - 1, wc_preposition | wc_determiner)) continue;
        if (keep == 1) {
          const Word& w = analysis_.word(n.begin);
          const bool common = (w.classes & (wc_noun | wc_adjective | wc_determiner | wc_preposition | wc_number_word)) != 0 || w.verbs_count != 0;
          bool other = common || analysis_.token(n.begin).end - analysis_.token(n.begin).begin < 3;
          for (const Edge& e : analysis_.lattice.at(n.begin))
            if (e.end == n.begin + 1 && e.symbol >= builtin_symbols) other |= may_be_other(e.symbol);
          if (other) break;
        }
        add_form({0, index, n.begin, keep, "document.short-form", false, true});
      }
      const std::uint32_t last = n.end - 1;
      if (capitalised(last) && (analysis_.word(last).classes & wc_noun) != 0) add_form({0, index, last, 1, "document.head", true, false});
      std::uint32_t first = n.begin;
      if (capitalised(first) && length >= 3 && analysis_.is(first + 1, wc_preposition) && (analysis_.word(first).classes & wc_noun) != 0)
        add_form({0, index, first, 1, "document.head", true, false});
    }
  }

  /// Lists of places, demonyms and given names: a name's first word that is one of these is no short form of it.
  [[nodiscard]] bool may_be_other(SymbolId symbol) const {
    for (const Name& n : names_.names)
      if ((n.type == sy_place || n.type == sy_demonym) && n.end == n.begin + 1 && (n.identity >> 32) == std::uint64_t{symbol} + 1) return true;
    return false;
  }

  [[nodiscard]] std::uint32_t letters(std::uint32_t token) const { return analysis_.token(token).end - analysis_.token(token).begin; }
  [[nodiscard]] bool is_suffix(std::uint32_t token) const {
    static constexpr std::array<std::string_view, 7> suffixes = {"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"};
    return std::find(suffixes.begin(), suffixes.end(), analysis_.surface(token)) != suffixes.end();
  }
  [[nodiscard]] bool may_begin_form(std::uint32_t token) const {
    const std::uint32_t hash = analysis_.word(token).fold_hash;
    return (first_words_[hash >> 6 & 31] >> (hash & 63) & 1) != 0;
  }

  /// The longest form that stands at the token, or null.
  const Form* form_at(std::uint32_t token, std::uint32_t sentence_end) const {
    const std::uint32_t hash = analysis_.word(token).fold_hash;
    auto at = std::lower_bound(forms_.begin(), forms_.end(), hash, [](const Form& f, std::uint32_t h) { return f.hash < h; });
    const Form* best = nullptr;
    for (; at != forms_.end() && at->hash == hash; ++at) {
      const Form& f = *at;
      if (token + f.length > sentence_end || (best != nullptr && best->length >= f.length) || !same_words(f.begin, token, f.length)) continue;
      bool free = true;
      for (std::uint32_t t = token; t < token + f.length; ++t) free &= blocked_[t] == 0;
      if (!free || (f.after_article && (token == 0 || !is_article(token - 1)))) continue;
      // A form may begin with a small letter ("al-Sadr"), but a capital is never missing.
      if ((capitalised(f.begin) && !capitalised(token)) || !capitalised(token + f.length - 1)) continue;
      best = &f;
    }
    return best;
  }

  void find_forms() {
    std::vector<char> gone(original_, 0);
    for (const Sentence& s : analysis_.text.sentences) {
      for (std::uint32_t t = s.begin; t < s.end; ++t) {
        const bool acronym = owner_[t] == none && (analysis_.word(t).shape & ws_acronym) != 0;
        if (!may_begin_form(t) && !acronym) continue;
        const std::uint32_t owner = owner_[t];
        if (owner != none && names_.names[owner].begin != t) continue;
        const Form* form = form_at(t, s.end);
        if (form != nullptr && owner != none && is_short_form(*form, owner)) {
          names_.names[owner].same_as = form->name;
          continue;
        }
        if (form != nullptr && owner != none && !may_replace(*form, owner)) form = nullptr;
        if (form != nullptr && owner == none && is_plain_word(*form, t)) form = nullptr;
        if (form != nullptr && covers_other(*form, t)) form = nullptr;
        if (form == nullptr && acronym && blocked_[t] == 0) {
          add_acronym(t);
          continue;
        }
        if (form == nullptr) continue;
        const Name& full = names_.names[form->name];
        for (std::uint32_t inside = t; inside < t + form->length; ++inside)
          if (owner_[inside] != none) gone[owner_[inside]] = 1;
        Name name;
        name.begin = t;
        name.end = t + form->length;
        name.type = full.type;
        name.rule = form->rule;
        name.same_as = form->name;
        names_.names.push_back(name);
        t += form->length - 1;
      }
    }
    // Names that gave way are dropped; what pointed to them points to nothing.
    std::vector<std::uint32_t> new_index(names_.names.size(), none);
    std::vector<Name> kept;
    for (std::uint32_t i = 0; i < names_.names.size(); ++i) {
      if (i < original_ && gone[i] != 0) continue;
      new_index[i] = static_cast<std::uint32_t>(kept.size());
      kept.push_back(std::move(names_.names[i]));
    }
    for (Name& n : kept)
      if (n.same_as != none) n.same_as = new_index[n.same_as];
    names_.names = std::move(kept);
  }

  /// A word that any sentence may begin with ("Reading", "Nice") names no place there.
  [[nodiscard]] bool is_plain_word(const Form& form, std::uint32_t token) const {
    const Word& w = analysis_.word(token);
    const bool word = (w.classes & (wc_noun | wc_adjective | wc_preposition | wc_determiner)) != 0 || w.verbs_count != 0;
    return form.length == 1 && word && (analysis_.token(token).flags & sentence_start) != 0 && names_.names[form.name].type == sy_place;
  }

  /// Whether the form may take the place of a shorter name that begins with it. What has the form's length was weighed already.
  [[nodiscard]] bool may_replace(const Form& form, std::uint32_t owner) const {
    const Name& n = names_.names[owner];
    return form.replaces && form.name != owner && n.same_as == none && n.length() < form.length;
  }

  /// Whether the name at the form's place is the form itself, found by a rule of its own.
  [[nodiscard]] bool is_short_form(const Form& form, std::uint32_t owner) const {
    const Name& n = names_.names[owner];
    const Name& full = names_.names[form.name];
    return form.name != owner && n.same_as == none && n.length() == form.length && n.type == full.type && full.length() > form.length;
  }

  /// A name that reaches beyond the form, or is the form's own.
  [[nodiscard]] bool covers_other(const Form& form, std::uint32_t token) const {
    for (std::uint32_t t = token; t < token + form.length; ++t)
      if (owner_[t] != none && (names_.names[owner_[t]].end > token + form.length || owner_[t] == form.name)) return true;
    return false;
  }

  /// An acronym that nothing has claimed: of an organization whose initials it spells.
  void add_acronym(std::uint32_t token) {
    for (std::uint32_t i = 0; i < original_; ++i) {
      const Name& n = names_.names[i];
      if (n.type != sy_organization || n.end - n.begin < 2) continue;
      const Token &first = analysis_.token(n.begin), &last = analysis_.token(n.end - 1);
      if (!abbreviates(analysis_.surface(token), analysis_.text.text.substr(first.begin, last.end - first.begin))) continue;
      Name name;
      name.begin = token;
      name.end = token + 1;
      name.type = n.type;
      name.rule = "document.acronym";
      name.same_as = i;
      names_.names.push_back(name);
      return;
    }
  }

  void sort_names() {
    std::vector<std::uint32_t> order(names_.names.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return names_.names[a].begin < names_.names[b].begin; });
    std::vector<std::uint32_t> new_index(order.size());
    std::vector<Name> sorted;
    for (const std::uint32_t i : order) {
      new_index[i] = static_cast<std::uint32_t>(sorted.size());
      sorted.push_back(std::move(names_.names[i]));
    }
    for (Name& n : sorted)
      if (n.same_as != none) n.same_as = new_index[n.same_as];
    names_.names = std::move(sorted);
  }

  void cluster() {
    std::vector<std::uint32_t> parent(names_.names.size());
    for (std::uint32_t i = 0; i < parent.size(); ++i) parent[i] = i;
    const auto root = [&](std::uint32_t i) {
      while (parent[i] != i) i = parent[i] = parent[parent[i]];
      return i;
    };
    const auto unite = [&](std::uint32_t a, std::uint32_t b) {
      a = root(a);
      b = root(b);
      if (a != b) parent[std::max(a, b)] = std::min(a, b);
    };
    const auto has_entity = [](const Name& n) { return n.type != sy_demonym && n.type != sy_role && n.type != sy_commodity; };
    // The same words of the same type, and the same list entry, are one entity.
    std::vector<std::pair<std::uint64_t, std::uint32_t>> keys;
    for (std::uint32_t i = 0; i < names_.names.size(); ++i) {
      const Name& n = names_.names[i];
      if (!has_entity(n)) continue;
      std::uint64_t key = n.type + 1u;
      for (std::uint32_t t = n.begin; t < n.end; ++t) key = (key ^ analysis_.word(t).fold_hash) * 0x9E3779B97F4A7C15ull, key ^= key >> 29;
      keys.emplace_back(key, i);
      if (n.identity != 0) keys.emplace_back((n.identity ^ std::uint64_t{n.type} << 56) * 0xC2B2AE3D27D4EB4Full, i);
      if (n.same_as != none) unite(n.same_as, i);
    }
    std::sort(keys.begin(), keys.end());
    for (std::size_t k = 1; k < keys.size(); ++k)
      if (keys[k].first == keys[k - 1].first) unite(keys[k - 1].second, keys[k].second);
    unite_acronyms(unite);
    std::vector<std::uint32_t> cluster_of(names_.names.size(), none);
    for (std::uint32_t i = 0; i < names_.names.size(); ++i) {
      Name& n = names_.names[i];
      if (!has_entity(n)) continue;
      const std::uint32_t r = root(i);
      if (cluster_of[r] == none) {
        cluster_of[r] = static_cast<std::uint32_t>(names_.clusters.size());
        names_.clusters.push_back({n.type, i});
      }
      n.entity = cluster_of[r];
      NameCluster& cluster = names_.clusters[n.entity];
      const Name& canonical = names_.names[cluster.canonical];
      // The longest form names the entity, but no acronym does, and the first of equals stays.
      if (n.end - n.begin > canonical.end - canonical.begin && n.type == canonical.type) cluster.canonical = i;
    }
    for (Name& n : names_.names) {
      if (n.entity == none || !n.country.empty()) continue;
      n.country = names_.names[names_.clusters[n.entity].canonical].country;
    }
  }

  /// Acronyms that some rule took for a name of its own join the organization whose initials they spell.
  template <class Unite>
  void unite_acronyms(Unite unite) {
    std::vector<std::uint32_t> acronyms, full;
    for (std::uint32_t i = 0; i < names_.names.size(); ++i) {
      const Name& n = names_.names[i];
      if (n.type != sy_organization) continue;
      if (n.end == n.begin + 1 && (analysis_.word(n.begin).shape & ws_acronym) != 0 && n.identity == 0) acronyms.push_back(i);
      else if (n.end - n.begin >= 2) full.push_back(i);
    }
    if (acronyms.size() > 200 || full.size() > 2000) return;
    for (const std::uint32_t a : acronyms)
      for (const std::uint32_t f : full) {
        const Name& n = names_.names[f];
        const Token &first = analysis_.token(n.begin), &last = analysis_.token(n.end - 1);
        if (abbreviates(analysis_.surface(names_.names[a].begin), analysis_.text.text.substr(first.begin, last.end - first.begin))) {
          unite(f, a);
          break;
        }
      }
  }
};

}  // namespace

void inherit_names(const Analysis& analysis, const std::vector<ValueMention>& values, Names& names) {
  Inheritance(analysis, values, names).run();
}

}  // namespace sluice
