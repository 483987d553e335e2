#include "evaluate/evaluate.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "evaluate/comparable.hpp"
#include "markup/value_text.hpp"

namespace sluice {
namespace {

struct Filler {
  std::vector<Span> spans;   // gold: any of them will do; system: its own span and what it refers to
  std::string entity;        // gold
  std::uint32_t index = none;  // system
  std::string_view text, value;
  bool literal = false;
};

struct Role {
  std::string_view role;
  Filler filler;
};

struct Record {
  std::string_view type, rule;
  Polarity polarity;
  Modality modality;
  std::vector<Role> roles;
  std::optional<Filler> attribution;
};

struct Name {
  Span span;
  std::string type, text, value, entity;
  std::string rule;
};

/// Mentions by span and type, in order; of several with the same both the last one counts.
class Names {
 public:
  using Key = std::tuple<std::uint32_t, std::uint32_t, std::string>;

  void add(Name name) {
    const auto [at, fresh] = index_.try_emplace(Key(name.span.begin, name.span.end, name.type), all_.size());
    if (fresh) all_.push_back(std::move(name));
    else all_[at->second] = std::move(name);
  }
  [[nodiscard]] const Name* find(const Name& like) const {
    const auto at = index_.find(Key(like.span.begin, like.span.end, like.type));
    return at == index_.end() ? nullptr : &all_[at->second];
  }
  [[nodiscard]] const std::vector<Name>& all() const { return all_; }

 private:
  std::vector<Name> all_;
  std::map<Key, std::size_t> index_;
};

bool near(Span gold, Span system) { return gold.overlaps(system) && system.length() <= 2 * gold.length() + 20; }

class Comparison {
 public:
  Comparison(const GoldDocument& gold, const Document* system, Scores& scores) : gold_(gold), scores_(scores) {
    score_.id = gold.id;
    take_gold();
    if (system != nullptr) take_system(*system);
  }

  void run() {
    ++scores_.documents;
    compare_mentions();
    compare_spans();
    compare_facts();
    compare_roles();
    compare_entities();
    scores_.by_document.push_back(std::move(score_));
  }

 private:
  const GoldDocument& gold_;
  Scores& scores_;
  DocumentScore score_;
  Names wanted_, found_;
  std::vector<Record> wanted_facts_, found_facts_;
  std::vector<std::vector<Span>> entities_;  // of the system, by index

  void disagree(std::string kind, std::string_view type, std::string what, std::string detail) {
    scores_.disagreements.push_back({gold_.id, std::move(kind), std::string(type), std::move(what), std::move(detail)});
  }

  void take_gold() {
    const CodePoints points(gold_.text);
    for (const MarkupSpan& m : gold_.mentions)
      wanted_.add({points.of(m.span), m.label, std::string(m.span.of(gold_.text)), m.value.empty() ? "" : comparable_value(m.label, m.value), m.id, {}});
    const auto filler = [&](const GoldFiller& f) {
      Filler out{{}, f.entity, none, f.text, {}, f.literal};
      for (const Span span : f.spans) out.spans.push_back(points.of(span));
      return out;
    };
    for (const GoldFact& fact : gold_.facts) {
      Record& record = wanted_facts_.emplace_back(Record{fact.type, {}, fact.polarity, fact.modality, {}, {}});
      for (const GoldArgument& a : fact.arguments) record.roles.push_back({a.role, filler(a.filler)});
      if (fact.attribution) record.attribution = filler(*fact.attribution);
    }
  }

  void take_system(const Document& document) {
    const CodePoints points(document.text());
    entities_.resize(document.entities().size());
    for (const Mention& m : document.mentions()) {
      const std::string type(m.type);
      found_.add({points.of(m.span), type, std::string(m.span.of(document.text())), m.value ? value_text(type, *m.value) : std::string(),
                  m.entity == none ? std::string() : std::to_string(m.entity), std::string(m.rule)});
      if (m.entity < entities_.size()) entities_[m.entity].push_back(points.of(m.span));
    }
    const auto filler = [&](const Argument& a) {
      Filler out{{points.of(a.span)}, {}, a.entity, a.span.of(document.text()), a.value, false};
      if (a.refers) out.spans.push_back(points.of(*a.refers));
      return out;
    };
    for (const Fact& fact : document.facts()) {
      Record& record = found_facts_.emplace_back(Record{fact.kind, fact.rule, fact.polarity, fact.modality, {}, {}});
      for (const Argument& a : fact.arguments) record.roles.push_back({a.role, filler(a)});
      if (fact.attribution) record.attribution = filler(*fact.attribution);
    }
  }

  void compare_mentions() {
    for (const Name& m : wanted_.all()) {
      const Name* answer = found_.find(m);
      if (answer == nullptr) {
        ++scores_.mentions[m.type].missed;
        ++score_.mentions.missed;
        disagree("miss", m.type, m.text, "");
        continue;
      }
      ++scores_.mentions[m.type].right;
      ++score_.mentions.right;
      ++scores_.rules[answer->rule].mentions.right;
      if (m.value.empty() || !is_value_type(m.type)) continue;
      const bool same = answer->value == m.value;
      scores_.values[m.type] += {same ? std::size_t{1} : 0, 1};
      if (!same) disagree("value", m.type, m.text, "wanted " + m.value + ", got " + (answer->value.empty() ? "none" : answer->value) + "  " + answer->rule);
    }
    for (const Name& m : found_.all()) {
      if (wanted_.find(m) != nullptr) continue;
      ++scores_.mentions[m.type].extra;
      ++score_.mentions.extra;
      ++scores_.rules[m.rule].mentions.extra;
      disagree("extra", m.type, m.text, m.rule);
    }
  }

  /// The measures that are lenient in the span or in the type.
  void compare_spans() {
    const std::vector<Name>& wanted = wanted_.all();
    const std::vector<Name>& found = found_.all();
    const auto overlapped = [](const std::vector<Name>& some, const std::vector<Name>& others) {
      return static_cast<std::size_t>(std::count_if(some.begin(), some.end(), [&](const Name& a) {
        return std::any_of(others.begin(), others.end(), [&](const Name& b) { return a.type == b.type && a.span.overlaps(b.span); });
      }));
    };
    const std::size_t hit = overlapped(wanted, found);
    scores_.overlap += {hit, found.size() - overlapped(found, wanted), wanted.size() - hit};

    // One to one: the same spans first, then those that share most.
    std::vector<char> wanted_used(wanted.size()), found_used(found.size());
    std::multimap<Span, std::size_t> by_span;
    for (std::size_t j = 0; j < found.size(); ++j) by_span.emplace(found[j].span, j);
    std::size_t same = 0;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      const auto at = by_span.find(wanted[i].span);
      if (at == by_span.end()) continue;
      wanted_used[i] = found_used[at->second] = true;
      by_span.erase(at);
      ++same;
    }
    struct Shared { std::uint32_t length; std::size_t i, j; };
    std::vector<Shared> shared;
    for (std::size_t i = 0; i < wanted.size(); ++i)
      for (std::size_t j = 0; j < found.size(); ++j)
        if (!wanted_used[i] && !found_used[j] && wanted[i].span.overlaps(found[j].span))
          shared.push_back({std::min(wanted[i].span.end, found[j].span.end) - std::max(wanted[i].span.begin, found[j].span.begin), i, j});
    std::stable_sort(shared.begin(), shared.end(), [](const Shared& a, const Shared& b) { return a.length > b.length; });
    std::size_t overlapping = 0;
    for (const Shared& s : shared) {
      if (wanted_used[s.i] || found_used[s.j]) continue;
      wanted_used[s.i] = found_used[s.j] = true;
      ++overlapping;
    }
    scores_.exact += {same, found.size() - same, wanted.size() - same};
    scores_.partial.same += same;
    scores_.partial.overlapping += overlapping;
    scores_.partial.system += found.size();
    scores_.partial.gold += wanted.size();
  }

  /// By a near span, by what it refers to, or, for an entity, by a system's entity most of whose mentions lie on mentions of the gold's.
  [[nodiscard]] bool fits(const Filler& gold, const Filler& system) const {
    if (gold.literal) return gold.text == system.value || gold.text == system.text;
    for (const Span g : gold.spans)
      for (const Span s : system.spans)
        if (near(g, s)) return true;
    if (gold.entity.empty() || system.index >= entities_.size()) return false;
    const std::vector<Span>& mentions = entities_[system.index];
    const auto hit = std::count_if(mentions.begin(), mentions.end(), [&](Span m) {
      return std::any_of(gold.spans.begin(), gold.spans.end(), [&](Span g) { return m.overlaps(g); });
    });
    return 2 * static_cast<std::size_t>(hit) > mentions.size();
  }

  [[nodiscard]] bool fits(const Record& gold, const Record& system) const {
    return gold.type == system.type && std::all_of(gold.roles.begin(), gold.roles.end(), [&](const Role& g) {
      return std::any_of(system.roles.begin(), system.roles.end(), [&](const Role& s) { return g.role == s.role && fits(g.filler, s.filler); });
    });
  }

  static bool same_factuality(const Record& a, const Record& b) { return a.polarity == b.polarity && a.modality == b.modality; }

  static std::string show(const Record& fact) {
    std::string out;
    for (const Role& role : fact.roles) out.append(out.empty() ? "" : "; ").append(role.role).append("=").append(role.filler.text);
    return out;
  }

  static std::string factuality(const Record& fact) { return std::string(name(fact.polarity)) + ' ' + std::string(name(fact.modality)); }

  void compare_facts() {
    std::vector<std::vector<std::uint32_t>> loose(wanted_facts_.size()), firm(wanted_facts_.size());
    for (std::size_t i = 0; i < wanted_facts_.size(); ++i)
      for (std::uint32_t j = 0; j < found_facts_.size(); ++j) {
        if (!fits(wanted_facts_[i], found_facts_[j])) continue;
        loose[i].push_back(j);
        if (same_factuality(wanted_facts_[i], found_facts_[j])) firm[i].push_back(j);
      }
    const std::vector<std::uint32_t> found = best_pairs(loose), right = best_pairs(firm);
    std::vector<char> used(found_facts_.size());
    for (std::size_t i = 0; i < wanted_facts_.size(); ++i) {
      const Record& want = wanted_facts_[i];
      if (found[i] != none) compare_factuality(want, found_facts_[found[i]]);
      Counts& counts = scores_.facts[std::string(want.type)];
      if (right[i] == none) {
        ++counts.missed;
        ++score_.facts.missed;
        const std::string got = found[i] == none ? "" : ", got " + factuality(found_facts_[found[i]]);
        disagree(found[i] == none ? "fact-miss" : "factuality", want.type, show(want), factuality(want) + got);
        continue;
      }
      used[right[i]] = true;
      ++counts.right;
      ++score_.facts.right;
      ++scores_.rules[std::string(found_facts_[right[i]].rule)].facts.right;
    }
    for (std::size_t j = 0; j < found_facts_.size(); ++j) {
      if (used[j]) continue;
      const Record& extra = found_facts_[j];
      ++scores_.facts[std::string(extra.type)].extra;
      ++score_.facts.extra;
      ++scores_.rules[std::string(extra.rule)].facts.extra;
      disagree("fact-extra", extra.type, show(extra), factuality(extra) + "  " + std::string(extra.rule));
    }
  }

  void compare_factuality(const Record& want, const Record& got) {
    scores_.factuality += {same_factuality(want, got) ? std::size_t{1} : 0, 1};
    if (!want.attribution && !got.attribution) return;
    const bool same = want.attribution && got.attribution && fits(*want.attribution, *got.attribution);
    scores_.attribution += {same ? std::size_t{1} : 0, 1};
  }

  /// Each filled role for itself. What was said (`content`) is not scored.
  void compare_roles() {
    struct Filled { std::string_view type; const Role* role; };
    const auto filled = [](const std::vector<Record>& facts) {
      std::vector<Filled> out;
      for (const Record& fact : facts)
        for (const Role& role : fact.roles)
          if (role.role != "content") out.push_back({fact.type, &role});
      return out;
    };
    const std::vector<Filled> wanted = filled(wanted_facts_), found = filled(found_facts_);
    std::vector<char> used(found.size());
    for (const Filled& want : wanted) {
      std::size_t j = 0;
      while (j < found.size() && (used[j] || found[j].type != want.type || found[j].role->role != want.role->role ||
                                  !fits(want.role->filler, found[j].role->filler)))
        ++j;
      Counts& counts = scores_.roles[std::string(want.type)];
      if (j == found.size()) {
        ++counts.missed;
        ++score_.roles.missed;
        continue;
      }
      used[j] = true;
      ++counts.right;
      ++score_.roles.right;
    }
    for (std::size_t j = 0; j < found.size(); ++j)
      if (!used[j]) {
        ++scores_.roles[std::string(found[j].type)].extra;
        ++score_.roles.extra;
      }
  }

  /// Pairs of mentions that both sides have: one entity here, one entity there.
  void compare_entities() {
    struct Pair { std::string_view gold, system; };
    std::vector<Pair> both;
    for (const Name& m : wanted_.all())
      if (const Name* answer = m.entity.empty() ? nullptr : found_.find(m)) both.push_back({m.entity, answer->entity});
    for (std::size_t i = 0; i < both.size(); ++i)
      for (std::size_t j = 0; j < i; ++j) {
        const bool gold = both[i].gold == both[j].gold;
        const bool system = both[i].system == both[j].system && !both[i].system.empty();
        scores_.coreference += {gold && system ? std::size_t{1} : 0, system && !gold ? std::size_t{1} : 0, gold && !system ? std::size_t{1} : 0};
      }
  }
};

}  // namespace

void Evaluation::add(const GoldDocument& gold, const Document* system) {
  if (system == nullptr) ++scores_.unanswered;
  Comparison(gold, system, scores_).run();
}

}  // namespace sluice
