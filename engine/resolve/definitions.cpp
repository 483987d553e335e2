// Acronyms where they are defined: "Harbour Workers' Union (HWU)", "the HWU (Harbour Workers' Union)", "the Union of Bakers, or UB,".
#include <algorithm>
#include <array>

#include "match/conditions.hpp"
#include "resolve/names.hpp"

namespace sluice {
namespace {

constexpr std::string_view definition_rule = "document.definition";
constexpr std::uint32_t longest_definition = 16;  // tokens

class Definitions {
 public:
  Definitions(const Analysis& analysis, Names& names) : analysis_(analysis), names_(names) {}

  void run() {
    owner_.assign(analysis_.text.tokens.size(), none);
    for (std::uint32_t i = 0; i < names_.names.size(); ++i)
      for (std::uint32_t t = names_.names[i].begin; t < names_.names[i].end; ++t) owner_[t] = i;
    gone_.assign(names_.names.size(), 0);
    for (const Sentence& s : analysis_.text.sentences)
      for (std::uint32_t t = s.begin; t < s.end; ++t)
        if (is_acronym(t)) read(s, t);
    if (changed_) rebuild();
  }

 private:
  const Analysis& analysis_;
  Names& names_;
  std::vector<std::uint32_t> owner_;   // token -> name
  std::vector<char> gone_;
  bool changed_ = false;

  [[nodiscard]] std::string_view surface(std::uint32_t t) const { return analysis_.surface(t); }
  [[nodiscard]] bool capitalised(std::uint32_t t) const { return (analysis_.word(t).shape & ws_capitalised) != 0; }
  [[nodiscard]] bool is_quote(std::uint32_t t) const {
    static constexpr std::array<std::string_view, 6> quotes = {"\"", "\u201C", "\u201D", "'", "\u2018", "\u2019"};
    return std::find(quotes.begin(), quotes.end(), surface(t)) != quotes.end();
  }

  /// MSP, and DoF, but no word that merely begins with a capital.
  [[nodiscard]] bool is_acronym(std::uint32_t t) const {
    const Word& w = analysis_.word(t);
    if ((w.shape & ws_acronym) != 0) return true;
    if ((w.shape & (ws_capitalised | ws_mixed | ws_alphabetic)) != (ws_capitalised | ws_mixed | ws_alphabetic)) return false;
    const std::string_view text = surface(t);
    return text.size() >= 2 && text.size() <= 6 && text.back() >= 'A' && text.back() <= 'Z';
  }

  [[nodiscard]] bool spells(std::uint32_t acronym, std::uint32_t begin, std::uint32_t end) const {
    const std::uint32_t from = analysis_.token(begin).begin;
    return abbreviates(surface(acronym), analysis_.text.text.substr(from, analysis_.token(end - 1).end - from));
  }

  void read(const Sentence& s, std::uint32_t acronym) {
    // name ( acronym )
    std::uint32_t open = acronym;
    while (open > s.begin && (is_quote(open - 1) || surface(open - 1) == "the")) --open;
    std::uint32_t close = acronym + 1;
    while (close < s.end && is_quote(close)) ++close;
    if (close == s.end) return;
    const bool bracket = open > s.begin + 1 && surface(open - 1) == "(" && (surface(close) == ")" || surface(close) == "," || surface(close) == ";");
    if (bracket) return defined_before(s, open - 1, acronym);
    // name , or acronym ,
    if (open > s.begin + 2 && surface(open - 1) == "or" && surface(open - 2) == "," && surface(close) == ",")
      return defined_before(s, open - 2, acronym);
    // acronym ( name )
    if (surface(acronym + 1) == "(" && acronym + 1 < s.end) defined_behind(s, acronym);
  }

  /// Words that may stand inside a name without a capital.
  [[nodiscard]] bool may_join(std::uint32_t t) const {
    static constexpr std::array<std::string_view, 22> joining = {"of", "for", "the", "and", "&", "a", "in", "on", "to", "with", "-", "'s", "'",
                                                                 "\u2019s", "\u2019", "de", "la", "del", "do", "da", "des", "y"};
    return std::find(joining.begin(), joining.end(), surface(t)) != joining.end();
  }

  void defined_before(const Sentence& s, std::uint32_t end, std::uint32_t acronym) {
    const std::uint32_t named = owner_[end - 1] != none && names_.names[owner_[end - 1]].end == end ? owner_[end - 1] : none;
    if (!worth_defining(acronym, named)) return;
    std::uint32_t best = none;
    for (std::uint32_t begin = end; begin > s.begin && end - begin < longest_definition;) {
      --begin;
      if (!capitalised(begin)) {
        if (!may_join(begin)) break;
        continue;
      }
      if (end - begin >= 2 && spells(acronym, begin, end)) best = begin;
    }
    if (best != none) return join(best, end, acronym, named);
    // An acronym in the body's own language: "National Liberation Army of Karu (ELK)".
    if (named == none || names_.names[named].type != sy_organization || names_.names[named].length() < 2) return;
    const Name& body = names_.names[named];
    const bool own_language = body.priority >= sure_priority && body.priority < listed_priority && owner_[acronym] != none &&
                              names_.names[owner_[acronym]].priority < possible_priority && names_.names[owner_[acronym]].length() == 1;
    if (own_language) alias(acronym, named);
  }

  void defined_behind(const Sentence& s, std::uint32_t acronym) {
    std::uint32_t end = acronym + 2;
    while (end < s.end && end - acronym < longest_definition && surface(end) != ")") ++end;
    const std::uint32_t begin = acronym + 2;
    if (end >= s.end || surface(end) != ")" || end < begin + 2 || !capitalised(begin) || !spells(acronym, begin, end)) return;
    const std::uint32_t named = owner_[end - 1] != none && names_.names[owner_[end - 1]].end == end ? owner_[end - 1] : none;
    if (worth_defining(acronym, named)) join(begin, end, acronym, named);
  }

  /// Where neither the acronym nor the words before it are known for a name, it is some other abbreviation.
  [[nodiscard]] bool worth_defining(std::uint32_t acronym, std::uint32_t named) const {
    const auto counts = [&](std::uint32_t name) {
      return name != none && names_.names[name].type <= sy_product && names_.names[name].type != sy_demonym && names_.names[name].type != sy_person;
    };
    if (named != none && names_.names[named].same_as != none) return false;
    return counts(owner_[acronym]) || (owner_[acronym] == none && counts(named));
  }

  /// Makes tokens [begin, end) one name and the acronym its alias, in place of what lies inside.
  void join(std::uint32_t begin, std::uint32_t end, std::uint32_t acronym, std::uint32_t named) {
    for (std::uint32_t t = begin; t < end; ++t)
      if (owner_[t] != none && (names_.names[owner_[t]].begin < begin || names_.names[owner_[t]].end > end)) return;
    std::uint32_t full = named;
    if (named == none || names_.names[named].begin != begin) {
      Name name;
      name.begin = begin;
      name.end = end;
      name.type = named != none && names_.names[named].type != sy_person && names_.names[named].type != sy_role ? names_.names[named].type
                  : owner_[acronym] != none ? names_.names[owner_[acronym]].type : static_cast<SymbolId>(sy_organization);
      name.rule = definition_rule;
      name.priority = definition_priority;
      full = static_cast<std::uint32_t>(names_.names.size());
      for (std::uint32_t t = begin; t < end; ++t) {
        if (owner_[t] != none) gone_[owner_[t]] = 1;
        owner_[t] = full;
      }
      names_.names.push_back(name);
      gone_.push_back(0);
      changed_ = true;
    }
    alias(acronym, full);
  }

  void alias(std::uint32_t acronym, std::uint32_t full) {
    const SymbolId type = names_.names[full].type;
    if (const std::uint32_t known = owner_[acronym]; known != none) {
      Name& n = names_.names[known];
      if (n.length() != 1 || n.same_as != none || known == full) return;
      n.same_as = full;
      n.type = type;
      return;
    }
    Name name;
    name.begin = acronym;
    name.end = acronym + 1;
    name.type = type;
    name.rule = definition_rule;
    name.priority = definition_priority;
    name.same_as = full;
    owner_[acronym] = static_cast<std::uint32_t>(names_.names.size());
    names_.names.push_back(name);
    gone_.push_back(0);
    changed_ = true;
  }

  void rebuild() {
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < names_.names.size(); ++i)
      if (gone_[i] == 0) order.push_back(i);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return names_.names[a].begin < names_.names[b].begin; });
    std::vector<std::uint32_t> place(names_.names.size(), none);
    std::vector<Name> sorted;
    for (const std::uint32_t i : order) {
      place[i] = static_cast<std::uint32_t>(sorted.size());
      sorted.push_back(std::move(names_.names[i]));
    }
    for (Name& n : sorted)
      if (n.same_as != none) n.same_as = place[n.same_as];
    names_.names = std::move(sorted);
  }
};

}  // namespace

void join_definitions(const Analysis& analysis, Names& names) { Definitions(analysis, names).run(); }

}  // namespace sluice
