#include "resolve/names.hpp"

#include <algorithm>
#include <tuple>

namespace sluice {
namespace {

bool stronger(const Name& a, const Name& b) {
  // Leftmost first, then the longer, then priority, then the more specific, then the earlier rule.
  return std::tuple(a.begin, ~a.end, -a.priority, a.wildcards, a.rule_order) < std::tuple(b.begin, ~b.end, -b.priority, b.wildcards, b.rule_order);
}

}  // namespace

void Names::clear() {
  names.clear();
  clusters.clear();
  lost.clear();
}

void settle_names(const RuleProgram& program, const Matcher& matcher, const MatchList& matches, const Analysis& analysis,
                  const std::vector<ValueMention>& values, bool keep_lost, Names& names) {
  std::vector<Name> candidates = std::move(names.names);
  names.names.clear();
  std::vector<Attribute> attributes;
  const auto list_symbols = program.list_symbols();
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
      if (c.symbol != no_symbol && std::find(list_symbols.begin(), list_symbols.end(), c.symbol) != list_symbols.end())
        name.identity = (std::uint64_t{c.symbol} + 1) << 32 | c.payload;
      break;
    }
    if (name.begin >= name.end) continue;
    attributes.clear();
    matcher.attributes(match, matches, analysis, attributes);
    for (const Attribute& a : attributes)
      if (a.id == "country") name.country = a.value;
    const std::uint32_t index = static_cast<std::uint32_t>(candidates.size());
    candidates.push_back(name);
    for (const Capture& c : matches.of(match)) {
      if (std::find(rule.aliases.begin(), rule.aliases.end(), c.name) == rule.aliases.end() || c.begin >= c.end) continue;
      Name alias = name;
      alias.begin = c.begin;
      alias.end = c.end;
      alias.same_as = index;
      alias.identity = 0;
      candidates.push_back(alias);
    }
  }
  std::vector<std::uint32_t> order(candidates.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return stronger(candidates[a], candidates[b]); });
  std::vector<std::uint32_t> new_index(candidates.size(), none);
  std::size_t value = 0;
  std::uint32_t taken_until = 0;
  for (const std::uint32_t i : order) {
    const Name& c = candidates[i];
    if (c.begin < taken_until) {
      if (keep_lost && !names.names.empty()) {
        const Name& winner = names.names.back();
        if (winner.rule != c.rule || winner.begin != c.begin || winner.end != c.end || winner.type != c.type)
          names.lost.push_back({c, winner.rule, winner.begin, winner.end});
      }
      if (!names.names.empty() && names.names.back().begin == c.begin && names.names.back().end == c.end && names.names.back().type == c.type) {
        // The same name by another rule: it keeps what the other one knew.
        Name& winner = names.names.back();
        if (winner.identity == 0) winner.identity = c.identity;
        if (winner.country.empty()) winner.country = c.country;
        if (winner.same_as == none) winner.same_as = c.same_as;
        new_index[i] = static_cast<std::uint32_t>(names.names.size() - 1);
      }
      continue;
    }
    while (value < values.size() && values[value].end <= c.begin) ++value;
    const ValueMention* in_the_way = nullptr;
    for (std::size_t v = value; v < values.size() && values[v].begin < c.end; ++v) {
      const bool inside = c.begin <= values[v].begin && values[v].end <= c.end && c.end - c.begin > values[v].end - values[v].begin;
      if (!inside) in_the_way = &values[v];
    }
    if (in_the_way != nullptr) {
      if (keep_lost) names.lost.push_back({c, in_the_way->grammar, in_the_way->begin, in_the_way->end});
      continue;
    }
    new_index[i] = static_cast<std::uint32_t>(names.names.size());
    names.names.push_back(c);
    taken_until = c.end;
  }
  for (Name& n : names.names)
    if (n.same_as != none) n.same_as = n.same_as < new_index.size() ? new_index[n.same_as] : none;
}

void write_names(const Names& names, const std::vector<char>& entity_symbols, Analysis& analysis) {
  analysis.lattice.remove_if([&](const Edge& e) { return entity_symbols[e.symbol] != 0; });
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
