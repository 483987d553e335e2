#include "resolve/names.hpp"

#include <algorithm>
#include <tuple>

namespace sluice {
namespace {

int tier(const Name& n) {
  if (n.priority >= sure_priority) return n.within_run ? 1 : 0;
  return n.priority >= likely_priority ? 1 : n.priority >= possible_priority ? 2 : 3;
}

/// Whether a capitalised word stands right before or behind, in the same sentence.
bool within_run(const Analysis& analysis, const Name& n) {
  const auto& tokens = analysis.text.tokens;
  const auto capital = [&](std::uint32_t t) { return (analysis.word(t).shape & ws_capitalised) != 0; };
  if (n.end < tokens.size() && (tokens[n.end].flags & sentence_start) == 0 && capital(n.end)) return true;
  return n.begin > 0 && (tokens[n.begin].flags & sentence_start) == 0 && capital(n.begin - 1) && (tokens[n.begin - 1].flags & sentence_start) == 0;
}

bool stronger(const Name& a, const Name& b) {
  return std::tuple(tier(a), ~a.length(), -a.priority, a.wildcards, a.begin, a.rule_order) <
         std::tuple(tier(b), ~b.length(), -b.priority, b.wildcards, b.begin, b.rule_order);
}

/// A guess that is glued to a number or a hyphen ("6PR", "5-HTP"), or an address of the web read as a place or person.
bool is_fragment(const Analysis& analysis, const Name& n) {
  if (n.priority >= possible_priority || n.listed()) return false;
  const Token& first = analysis.token(n.begin);
  if (n.begin > 0 && first.glued()) {
    const TokenKind before = analysis.token(n.begin - 1).kind;
    if (before == TokenKind::number || before == TokenKind::word || analysis.surface(n.begin - 1) == "-") return true;
  }
  // "a CPA", "an IPO": what there are several of.
  const bool acronym = n.length() == 1 && (analysis.word(n.begin).shape & ws_acronym) != 0;
  if (acronym && n.begin > 0 && (analysis.surface(n.begin - 1) == "a" || analysis.surface(n.begin - 1) == "an")) return true;
  if (n.type != sy_place && n.type != sy_person) return false;
  const std::string_view last = analysis.surface(n.end - 1);
  return last.find('@') != std::string_view::npos || (last.find('.') != std::string_view::npos && last.find('.') + 1 < last.size());
}

/// A hyphen between spaces is a dash, and no name runs over it.
void cut_at_dash(const Analysis& analysis, Name& n) {
  for (std::uint32_t t = n.begin + 1; t + 1 < n.end; ++t) {
    if (analysis.surface(t) != "-" || (analysis.token(t).glued() && analysis.token(t + 1).glued())) continue;
    n.end = t;
    n.priority = std::min(n.priority, n.length() == 1 ? possible_priority - 4 : n.priority);
    return;
  }
}

/// The value that forbids the name: one that it cuts, or one that covers it.
const ValueMention* value_in_the_way(const std::vector<ValueMention>& values, const Name& n) {
  auto v = std::lower_bound(values.begin(), values.end(), n.begin, [](const ValueMention& m, std::uint32_t token) { return m.end <= token; });
  for (; v != values.end() && v->begin < n.end; ++v) {
    const bool inside = n.begin <= v->begin && v->end <= n.end && n.length() > v->end - v->begin;
    if (!inside) return &*v;
  }
  return nullptr;
}

void add_candidates(const RuleProgram& program, const Matcher& matcher, const MatchList& matches, const Analysis& analysis, Names& names) {
  std::vector<Attribute> attributes;
  for (const Match& match : matches.matches) {
    const RuleInfo& rule = program.rules()[match.rule];
    Name name;
    name.begin = match.begin;
    name.end = match.end;
    name.type = rule.symbol;
    name.rule = rule.id;
    name.priority = rule.priority;
    name.wildcards = match.wildcards;
    name.rule_order = match.rule + 1;
    for (const Capture& c : matches.of(match)) {
      if (c.name != rule.name_capture) continue;
      name.begin = c.begin;
      name.end = c.end;
      if (program.is_list(c.symbol))
        name.identity = (std::uint64_t{c.symbol} + 1) << 32 | c.payload;
      break;
    }
    if (name.begin >= name.end) continue;
    name.in_context = match.begin != name.begin || match.end != name.end;
    const bool capital = (analysis.word(name.begin).shape & ws_capitalised) != 0;
    cut_at_dash(analysis, name);
    if (is_fragment(analysis, name)) continue;
    name.within_run = name.listed() && capital && (name.type == sy_place || name.length() == 1) && within_run(analysis, name);
    attributes.clear();
    matcher.attributes(match, matches, analysis, attributes);
    for (const Attribute& a : attributes)
      if (a.id == "country") name.country = a.value;
    const std::uint32_t index = static_cast<std::uint32_t>(names.candidates.size());
    names.candidates.push_back(name);
    for (const Capture& c : matches.of(match)) {
      if (std::find(rule.aliases.begin(), rule.aliases.end(), c.name) == rule.aliases.end() || c.begin >= c.end) continue;
      Name alias = name;
      alias.begin = c.begin;
      alias.end = c.end;
      alias.same_as = index;
      alias.identity = 0;
      names.candidates.push_back(alias);
    }
  }
}

/// The same name by another rule: the winner keeps what that rule knew.
void learn(Name& winner, const Name& other) {
  if (winner.identity == 0) winner.identity = other.identity;
  if (winner.country.empty()) winner.country = other.country;
  if (winner.same_as == none) winner.same_as = other.same_as;
}

}  // namespace

void Names::clear() {
  names.clear();
  readings.clear();
  clusters.clear();
  lost.clear();
  candidates.clear();
}

namespace {

/// Settles conflicts among candidates that hang together: each overlaps another of the cluster.
class Settler {
 public:
  Settler(const std::vector<ValueMention>& values, bool keep_lost, Names& names, std::size_t tokens)
      : values_(values), keep_lost_(keep_lost), names_(names), owner_(tokens, none), winner_of_(names.candidates.size(), none) {}

  void settle(std::vector<std::uint32_t>& cluster) {
    const std::vector<Name>& candidates = names_.candidates;
    if (cluster.size() > 1)
      std::sort(cluster.begin(), cluster.end(), [&](std::uint32_t a, std::uint32_t b) {
        return stronger(candidates[a], candidates[b]) || (!stronger(candidates[b], candidates[a]) && a < b);
      });
    const std::size_t first_name = names_.names.size(), first_reading = names_.readings.size();
    for (const std::uint32_t i : cluster) take(i);
    put_in_place(first_name, first_reading, cluster);
  }

  /// Lets aliases point to what became of the names that they stand for.
  void join_aliases() {
    for (Name& n : names_.names)
      if (n.same_as != none) n.same_as = winner_of_[n.same_as];
  }

 private:
  const std::vector<ValueMention>& values_;
  bool keep_lost_;
  Names& names_;
  std::vector<std::uint32_t> owner_;      // token -> winner
  std::vector<std::uint32_t> winner_of_;  // candidate -> winner that it became or joined

  void take(std::uint32_t index) {
    const Name& c = names_.candidates[index];
    std::uint32_t in_the_way = none;
    for (std::uint32_t t = c.begin; t < c.end && in_the_way == none; ++t) in_the_way = owner_[t];
    if (in_the_way != none) {
      Name& winner = names_.names[in_the_way];
      const bool same_place = winner.begin == c.begin && winner.end == c.end;
      if (keep_lost_ && !(same_place && winner.rule == c.rule && winner.type == c.type))
        names_.lost.push_back({c, winner.rule, winner.begin, winner.end});
      if (!same_place) return;
      if (winner.type == c.type) {
        learn(winner, c);
        winner_of_[index] = in_the_way;
      }
      names_.readings.push_back({in_the_way, c.type, c.rule, c.priority, c.listed() && !c.in_context});
      return;
    }
    if (const ValueMention* v = value_in_the_way(values_, c); v != nullptr) {
      if (keep_lost_) names_.lost.push_back({c, v->grammar, v->begin, v->end});
      return;
    }
    winner_of_[index] = static_cast<std::uint32_t>(names_.names.size());
    for (std::uint32_t t = c.begin; t < c.end; ++t) owner_[t] = winner_of_[index];
    names_.names.push_back(c);
  }

  /// The cluster's winners came in order of strength; they are kept in order of place.
  void put_in_place(std::size_t first_name, std::size_t first_reading, const std::vector<std::uint32_t>& cluster) {
    const std::size_t winners = names_.names.size() - first_name;
    if (winners < 2) return;
    std::vector<std::uint32_t> order(winners), place(winners);
    for (std::uint32_t i = 0; i < winners; ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return names_.names[first_name + a].begin < names_.names[first_name + b].begin;
    });
    std::vector<Name> sorted;
    for (std::uint32_t i = 0; i < winners; ++i) {
      place[order[i]] = i;
      sorted.push_back(std::move(names_.names[first_name + order[i]]));
    }
    std::move(sorted.begin(), sorted.end(), names_.names.begin() + static_cast<std::ptrdiff_t>(first_name));
    const auto moved = [&](std::uint32_t winner) { return static_cast<std::uint32_t>(first_name) + place[winner - first_name]; };
    for (std::size_t r = first_reading; r < names_.readings.size(); ++r) names_.readings[r].name = moved(names_.readings[r].name);
    for (const std::uint32_t i : cluster)
      if (winner_of_[i] != none) winner_of_[i] = moved(winner_of_[i]);
  }
};

}  // namespace

void settle_names(const RuleProgram& program, const Matcher& matcher, const MatchList& matches, const Analysis& analysis,
                  const std::vector<ValueMention>& values, bool keep_lost, Names& names) {
  add_candidates(program, matcher, matches, analysis, names);
  names.names.clear();
  names.readings.clear();
  names.lost.clear();
  std::vector<std::uint64_t> by_place(names.candidates.size());
  for (std::uint32_t i = 0; i < by_place.size(); ++i) by_place[i] = std::uint64_t{names.candidates[i].begin} << 32 | i;
  std::sort(by_place.begin(), by_place.end());
  Settler settler(values, keep_lost, names, analysis.text.tokens.size());
  std::vector<std::uint32_t> cluster;
  std::uint32_t reach = 0;
  for (const std::uint64_t at : by_place) {
    const std::uint32_t i = static_cast<std::uint32_t>(at);
    const Name& c = names.candidates[i];
    if (!cluster.empty() && c.begin >= reach) {
      settler.settle(cluster);
      cluster.clear();
    }
    cluster.push_back(i);
    reach = std::max(reach, c.end);
  }
  settler.settle(cluster);
  settler.join_aliases();
}

void write_names(const Names& names, const SymbolSet& entity_symbols, Analysis& analysis) {
  analysis.lattice.remove(entity_symbols);
  for (std::uint32_t i = 0; i < names.names.size(); ++i) {
    const Name& n = names.names[i];
    Edge edge;
    edge.begin = n.begin;
    edge.end = n.end;
    edge.symbol = n.type;
    edge.payload = i;
    analysis.lattice.add(edge);
  }
}

}  // namespace sluice
