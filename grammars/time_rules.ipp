// How a time grammar tries its rules: those alone that the first token and the words ahead allow, the longest reading wins. For the time
// grammars alone (grammars/*.cpp): it is no header of the engine.
#ifndef SLUICE_GRAMMARS_TIME_RULES_IPP
#define SLUICE_GRAMMARS_TIME_RULES_IPP

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <initializer_list>

#include "grammars/time_terminals.ipp"

namespace sluice::time_grammar {

/// What is known of a parser before it runs, worked out from the parser itself, so that most are passed over without being tried.
struct Outline {
  TimeClassSet first{};    ///< one of these the first token is
  bool any_first = false;  ///< `first` is not known
  bool nullable = false;   ///< it may read nothing, so what follows it may come first
  TimeClassSet need{};     ///< one of these it reads somewhere
  int rarity = 0;          ///< how much `need` tells; 0 where nothing is needed
};

inline Outline outline_of(const TimeClassSet& set) {
  Outline out;
  out.first = out.need = set;
  // Words that stand everywhere tell little.
  constexpr TimeClass common[] = {tc_the, tc_a, tc_of, tc_in, tc_on, tc_at, tc_to, tc_and, tc_or, tc_by, tc_for, tc_from, tc_comma,
      tc_hyphen, tc_cardinal};
  out.rarity = set.digits ? 2 : 3;
  for (const TimeClass c : common)
    if (set.has(c)) out.rarity = 1;
  return out;
}
inline Outline nothing() {
  Outline out;
  out.nullable = true;
  return out;
}

template <class Parser>
Outline outline(const Parser& p) {
  if constexpr (requires { p.starts(); }) return outline_of(p.starts());
  Outline out;
  out.any_first = true;
  return out;
}
template <std::size_t N>
Outline outline(const EntryOf<N>& p) {
  TimeClassSet set{};
  for (const TimeClass c : p.classes) set.add(c);
  return outline_of(set);
}
inline Outline outline(const NumberOf& p) {
  return outline_of(set_of(p.time_class));
}
inline Outline outline(const WordOf& p) {
  return outline_of(set_of(p.time_class));
}
template <class Test>
Outline outline(const Token1<Test>&) {
  return outline_of(digits_set());
}
template <class Result>
Outline outline(const Grammar<Result>& p) {
  if (!p.any) return outline_of(p.first);
  Outline out;
  out.any_first = true;
  return out;
}
inline Outline outline(const Glued&) { return nothing(); }
inline Outline outline(const SentenceEnd&) { return nothing(); }
inline Outline outline(const x3::eps_parser&) { return nothing(); }
template <class L, class R> Outline outline(const x3::sequence<L, R>& p);
template <class L, class R> Outline outline(const x3::alternative<L, R>& p);
template <class S> Outline outline(const x3::optional<S>& p);
template <class S> Outline outline(const x3::kleene<S>& p);
template <class S> Outline outline(const x3::plus<S>& p);
template <class S> Outline outline(const x3::and_predicate<S>&);
template <class S> Outline outline(const x3::not_predicate<S>&);
template <class S> Outline outline(const x3::omit_directive<S>& p);
template <class S, class A> Outline outline(const x3::action<S, A>& p);
template <class Id, class Right, class Attribute, bool force>
Outline outline(const x3::rule_definition<Id, Right, Attribute, force>& p);

template <class L, class R>
Outline outline(const x3::sequence<L, R>& p) {
  Outline out = outline(p.left);
  const Outline right = outline(p.right);
  if (out.nullable) {
    out.first.merge(right.first);
    out.any_first |= right.any_first;
    out.nullable = right.nullable;
  }
  if (right.rarity > out.rarity) out.need = right.need, out.rarity = right.rarity;
  return out;
}
template <class L, class R>
Outline outline(const x3::alternative<L, R>& p) {
  Outline out = outline(p.left);
  const Outline right = outline(p.right);
  out.first.merge(right.first);
  out.any_first |= right.any_first;
  out.nullable |= right.nullable;
  out.need.merge(right.need);
  out.rarity = std::min(out.rarity, right.rarity);
  return out;
}
template <class S>
Outline outline(const x3::optional<S>& p) {
  Outline out = outline(p.subject);
  out.nullable = true;
  out.rarity = 0;
  return out;
}
template <class S>
Outline outline(const x3::kleene<S>& p) {
  Outline out = outline(p.subject);
  out.nullable = true;
  out.rarity = 0;
  return out;
}
template <class S> Outline outline(const x3::plus<S>& p) { return outline(p.subject); }
template <class S>
Outline outline(const x3::and_predicate<S>& p) {
  const Outline subject = outline(p.subject);
  Outline out = nothing();
  out.need = subject.need, out.rarity = subject.rarity;
  return out;
}
template <class S> Outline outline(const x3::not_predicate<S>&) { return nothing(); }
template <class S> Outline outline(const x3::omit_directive<S>& p) { return outline(p.subject); }
template <class S, class A> Outline outline(const x3::action<S, A>& p) { return outline(p.subject); }
template <class Id, class Right, class Attribute, bool force>
Outline outline(const x3::rule_definition<Id, Right, Attribute, force>& p) { return outline(p.rhs); }

/// The rules of one grammar by what their first token may be and by what they need ahead.
class RuleIndex {
 public:
  RuleIndex(std::initializer_list<Outline> rules) {
    std::uint32_t bit = 1;
    for (const Outline& rule : rules) {
      if (rule.any_first || rule.nullable) any_.first |= bit;
      if (rule.rarity == 0) any_.need |= bit;
      if (rule.first.digits) digits_.first |= bit;
      if (rule.need.digits) digits_.need |= bit;
      for (std::size_t c = 0; c < time_class_count; ++c) {
        if (rule.first.has(static_cast<TimeClass>(c))) classes_[c].first |= bit;
        if (rule.rarity != 0 && rule.need.has(static_cast<TimeClass>(c))) classes_[c].need |= bit;
      }
      first_.merge(rule.first);
      if (rule.rarity != 0) need_.merge(rule.need);
      bit <<= 1;
    }
  }
  /// What the first token of any of them may be.
  [[nodiscard]] TimeStarts starts() const { return {first_, any_.first != 0}; }
  /// The rules that are worth trying at `token`, as bits.
  [[nodiscard]] std::uint32_t candidates(const TimeToken& token, const TimeScan& scan) const {
    std::uint32_t first = any_.first;
    if (first_.meets(token.classes)) {
      if (token.classes.digits) first |= digits_.first;
      first_.each_shared(token.classes, [&](TimeClass c) { first |= classes_[c].first; });
    }
    if (first == 0) return 0;
    std::uint32_t met = any_.need;
    if (scan.ahead().digits) met |= digits_.need;
    need_.each_shared(scan.ahead(), [&](TimeClass c) { met |= classes_[c].need; });
    return first & met;
  }

 private:
  struct Rules { std::uint32_t first = 0, need = 0; };
  std::array<Rules, time_class_count> classes_;
  Rules digits_, any_;
  TimeClassSet first_{}, need_{};   ///< unions over the rules
};

template <class Result, const auto& one>
bool parse_rule(TimeCursor& at, const TimeCursor& end, Result& out) {
  return x3::parse(at, end, one, out);
}

inline constexpr auto any_reading = [](const auto&) { return true; };

/// Tries each parser that `index` lets through and keeps the reading that is longest of those that `fine` takes; the first of equals.
template <class Result, class Fine>
bool longest_by(const RuleIndex& index, bool (*const* parsers)(TimeCursor&, const TimeCursor&, Result&), TimeCursor& at, Result& out, Fine fine) {
  const TimeCursor end = at.end();
  if (at == end) return false;
  const TimeCursor start = at;
  const TimeScan& scan = start.scan();
  for (std::uint32_t rest = index.candidates(*start, scan); rest != 0 && at.place() < scan.furthest_end(); rest &= rest - 1) {
    TimeCursor here = start;
    Result result{};
    if (!parsers[std::countr_zero(rest)](here, end, result) || here.place() <= at.place() || !fine(result)) continue;
    at = here;
    out = result;
  }
  return at.place() > start.place();
}

/// The rules of one grammar.
template <class Result, const auto&... rules>
struct Rules {
  static_assert(sizeof...(rules) <= 32);
  using Parse = bool (*)(TimeCursor&, const TimeCursor&, Result&);
  static constexpr Parse parsers[] = {parse_rule<Result, rules>...};
  static const RuleIndex& index() {
    static const RuleIndex made{outline(rules)...};
    return made;
  }
  template <class Fine = decltype(any_reading)>
  static bool longest(TimeCursor& at, Result& out, Fine fine = any_reading) { return longest_by<Result>(index(), parsers, at, out, fine); }
};
template <class Result, const auto&... rules, class Fine = decltype(any_reading)>
bool longest(TimeCursor& at, Result& out, Fine fine = any_reading) {
  return Rules<Result, rules...>::longest(at, out, fine);
}

/// A rule and what completes its reading, or turns it down.
template <const auto& one, auto settle>
struct Form {
  static bool parse(TimeCursor& at, const TimeCursor& end, TimeReading& out) { return x3::parse(at, end, one, out) && settle(out); }
  static Outline outlined() { return outline(one); }
};

/// The same over forms.
template <class... Forms>
struct FormRules {
  static_assert(sizeof...(Forms) <= 32);
  using Parse = bool (*)(TimeCursor&, const TimeCursor&, TimeReading&);
  static constexpr Parse parsers[] = {Forms::parse...};
  static const RuleIndex& index() {
    static const RuleIndex made{Forms::outlined()...};
    return made;
  }
  static bool longest(TimeCursor& at, TimeReading& out) { return longest_by<TimeReading>(index(), parsers, at, out, any_reading); }
};

}  // namespace sluice::time_grammar

#endif
