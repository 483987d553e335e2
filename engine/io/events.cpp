#include "io/events.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>

namespace sluice {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double roughly = 0.1;  // how far `about` may be from the number

struct Range {
  double low = -infinity, high = infinity;
};

Range range_of(const std::optional<Decimal>& amount, const std::optional<Decimal>& low, const std::optional<Decimal>& high, Modifier modifier) {
  Range range;
  if (amount) range = {amount->to_double(), amount->to_double()};
  if (low) range.low = low->to_double();
  if (high) range.high = high->to_double();
  switch (modifier) {
    case Modifier::exact: break;
    case Modifier::about: range = {range.low - roughly * std::abs(range.low), range.high + roughly * std::abs(range.high)}; break;
    case Modifier::over: case Modifier::at_least: range.high = infinity; break;
    case Modifier::under: case Modifier::at_most: range.low = -infinity; break;
  }
  return range;
}

bool overlap(Range a, Range b) { return a.low <= b.high && b.low <= a.high; }

Range range_of(const Value& v) { return range_of(v.amount, v.low, v.high, v.modifier); }

bool has_amount(const Value& v) { return v.amount || v.low || v.high; }

/// How little it leaves open: for the choice among values that agree.
bool says_more(const Value& a, const Value& b) {
  if (!a.timex.empty() || !b.timex.empty()) return a.timex.size() > b.timex.size();
  const Range ra = range_of(a), rb = range_of(b);
  return ra.high - ra.low < rb.high - rb.low;
}

class Joiner {
 public:
  explicit Joiner(const Document& document) : document_(document) {}

  std::vector<JoinedEvent> run() {
    std::map<std::uint32_t, std::size_t> index;
    std::vector<JoinedEvent> events;
    const std::span<const Fact> facts = document_.facts();
    for (std::uint32_t f = 0; f < facts.size(); ++f) {
      const auto [at, fresh] = index.try_emplace(facts[f].event, events.size());
      if (fresh) {
        events.emplace_back();
        events.back().event = facts[f].event;
        events.back().type = facts[f].kind;
      }
      events[at->second].facts.push_back(f);
    }
    for (JoinedEvent& event : events) join(event);
    return events;
  }

 private:
  const Document& document_;

  void join(JoinedEvent& event) const {
    const std::span<const Fact> facts = document_.facts();
    std::stable_sort(event.facts.begin(), event.facts.end(), [&](std::uint32_t a, std::uint32_t b) { return facts[a].modality < facts[b].modality; });
    event.polarity = facts[event.facts.front()].polarity;
    event.modality = facts[event.facts.front()].modality;
    for (const std::uint32_t f : event.facts) {
      event.polarity_conflict |= facts[f].polarity != event.polarity;
      for (const Argument& a : facts[f].arguments) add(role(event, a.role), a, f);
      if (facts[f].attribution) add(event.attributions, *facts[f].attribution, f);
    }
  }

  static JoinedRole& role(JoinedEvent& event, std::string_view name) {
    const auto at = std::find_if(event.roles.begin(), event.roles.end(), [&](const JoinedRole& r) { return r.role == name; });
    if (at != event.roles.end()) return *at;
    event.roles.emplace_back();
    event.roles.back().role = name;
    return event.roles.back();
  }

  const Value* value(const Argument& a) const {
    if (a.mention == none || !document_.mentions()[a.mention].value) return nullptr;
    const Value& v = *document_.mentions()[a.mention].value;
    return has_amount(v) || !v.timex.empty() ? &v : nullptr;
  }

  /// -1 where the two cannot both hold, 1 where they are one, 0 where they are different words that need not exclude each other.
  int compare(const Argument& a, const Argument& b) const {
    if (!a.value.empty() || !b.value.empty()) return a.value == b.value ? 1 : -1;
    if (a.entity != none && b.entity != none) return a.entity == b.entity ? 1 : -1;
    const Value* va = value(a);
    const Value* vb = value(b);
    if (va != nullptr && vb != nullptr) return !values_agree(*va, *vb) ? -1 : comparable(*va, *vb) ? 1 : 0;
    return same_words(a.span.of(document_.text()), b.span.of(document_.text())) ? 1 : 0;
  }

  static bool comparable(const Value& a, const Value& b) {
    return a.timex.empty() == b.timex.empty() && a.currency == b.currency && (a.unit == b.unit || (!a.si_unit.empty() && a.si_unit == b.si_unit)) && a.per == b.per;
  }

  static bool same_words(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
  }

  bool better(const Argument& a, const Argument& b) const {
    const Value* va = value(a);
    const Value* vb = value(b);
    if (va != nullptr && vb != nullptr) return says_more(*va, *vb);
    return a.mention != none && b.mention == none;
  }

  /// True where it stands against a filler that is there.
  bool add(std::vector<JoinedFiller>& fillers, const Argument& argument, std::uint32_t fact) const {
    bool against = false;
    for (JoinedFiller& filler : fillers) {
      const int same = compare(*filler.argument, argument);
      if (same > 0) {
        if (filler.facts.back() != fact) filler.facts.push_back(fact);
        if (better(argument, *filler.argument)) filler.argument = &argument;
        return false;
      }
      // Two fillers of one fact stand beside each other on purpose.
      against |= same < 0 && filler.facts.back() != fact;
    }
    fillers.push_back({&argument, {fact}});
    return against;
  }

  void add(JoinedRole& role, const Argument& argument, std::uint32_t fact) const { role.conflict |= add(role.fillers, argument, fact); }
};

}  // namespace

bool values_agree(const Value& a, const Value& b) {
  if (!a.timex.empty() && !b.timex.empty()) return a.timex.starts_with(b.timex) || b.timex.starts_with(a.timex);
  if (!has_amount(a) || !has_amount(b) || a.currency != b.currency || a.per != b.per) return true;
  if (a.unit == b.unit) return overlap(range_of(a), range_of(b));
  if (a.si_unit.empty() || a.si_unit != b.si_unit) return true;
  return overlap(range_of(a.si_amount, a.si_low, a.si_high, a.modifier), range_of(b.si_amount, b.si_low, b.si_high, b.modifier));
}

std::vector<JoinedEvent> join_events(const Document& document) { return Joiner(document).run(); }

}  // namespace sluice
