// Spirit X3 terminals over time tokens, for the time grammars alone (grammars/*.cpp): it is no header of the engine.
#ifndef SLUICE_GRAMMARS_TIME_TERMINALS_IPP
#define SLUICE_GRAMMARS_TIME_TERMINALS_IPP

#include <boost/spirit/home/x3.hpp>
#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <initializer_list>
#include <utility>

#include "grammars/time_tokens.hpp"

namespace sluice::time_grammar {

namespace x3 = boost::spirit::x3;

using Entry = const TimeEntry*;

/// One class, or digits alone, as a set.
constexpr TimeClassSet set_of(TimeClass c) {
  TimeClassSet set{};
  set.add(c);
  return set;
}
constexpr TimeClassSet digits_set() {
  TimeClassSet set{};
  set.digits = true;
  return set;
}

/// A word of one of some classes, the longest. Gives its entry.
template <std::size_t N>
struct EntryOf : x3::parser<EntryOf<N>> {
  using attribute_type = Entry;
  static constexpr bool has_attribute = true;
  std::array<TimeClass, N> classes;
  bool weak;   ///< take words that count only beside others
  constexpr EntryOf(std::array<TimeClass, N> c, bool w) : classes(c), weak(w) {}

  template <class Iterator, class Context, class RContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context&, RContext&, Attribute& attribute) const {
    if (first == last) return false;
    const TimeHit* best = nullptr;
    for (const TimeClass c : classes)
      if (const TimeHit* hit = first->hit(c); hit != nullptr && (best == nullptr || hit->length > best->length)) best = hit;
    if (best == nullptr || (!weak && best->entry->weak)) return false;
    x3::traits::move_to(best->entry, attribute);
    first += best->length;
    return true;
  }
};
template <class... C>
constexpr auto entry(C... classes) { return EntryOf<sizeof...(C)>({classes...}, true); }
/// A word of class `c` that counts without others beside it.
constexpr auto strong(TimeClass c) { return EntryOf<1>({c}, false); }

/// A word of one class in the singular, or in the plural. Gives its entry.
struct NumberOf : x3::parser<NumberOf> {
  using attribute_type = Entry;
  static constexpr bool has_attribute = true;
  TimeClass time_class;
  bool many;
  constexpr NumberOf(TimeClass c, bool m) : time_class(c), many(m) {}

  template <class Iterator, class Context, class RContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context&, RContext&, Attribute& attribute) const {
    if (first == last) return false;
    const TimeHit* hit = first->hit(time_class);
    if (hit == nullptr || hit->entry->many != many) return false;
    x3::traits::move_to(hit->entry, attribute);
    first += hit->length;
    return true;
  }
};
constexpr NumberOf one_of(TimeClass c) { return {c, false}; }
constexpr NumberOf several_of(TimeClass c) { return {c, true}; }

/// One unit of time by its code, in the singular: D day, W week. For its presence alone.
struct UnitOf : x3::parser<UnitOf> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  char code;
  constexpr explicit UnitOf(char c) : code(c) {}
  static constexpr TimeClassSet starts() { return set_of(tc_unit); }

  template <class Iterator, class Context, class RContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context&, RContext&, Attribute&) const {
    if (first == last) return false;
    const TimeHit* hit = first->hit(tc_unit);
    if (hit == nullptr || hit->entry->many || hit->entry->text[0] != code) return false;
    first += hit->length;
    return true;
  }
};
constexpr UnitOf unit_of(char code) { return UnitOf(code); }

/// A word of class `c`, for its presence alone.
struct WordOf : x3::parser<WordOf> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  TimeClass time_class;
  constexpr explicit WordOf(TimeClass c) : time_class(c) {}

  template <class Iterator, class Context, class RContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context&, RContext&, Attribute&) const {
    if (first == last) return false;
    const TimeHit* hit = first->hit(time_class);
    if (hit == nullptr) return false;
    first += hit->length;
    return true;
  }
};
constexpr WordOf word(TimeClass c) { return WordOf(c); }

/// A token for which `test` holds. Gives a number that the test computes.
template <class Test>
struct Token1 : x3::parser<Token1<Test>> {
  using attribute_type = int;
  static constexpr bool has_attribute = true;
  Test test;
  constexpr explicit Token1(Test t) : test(t) {}

  template <class Iterator, class Context, class RContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context&, RContext&, Attribute& attribute) const {
    if (first == last) return false;
    int value = 0;
    if (!test(*first, value)) return false;
    x3::traits::move_to(value, attribute);
    ++first;
    return true;
  }
};

/// Digits alone between two bounds, without commas or a point; `digits` 0 takes any number of them.
constexpr auto number(int low, int high, int digits = 0) {
  return Token1([=](const TimeToken& t, int& value) {
    if (t.digits == 0 || t.decimal || t.grouped || (digits != 0 && t.digits != digits)) return false;
    value = t.number;
    return value >= low && value <= high;
  });
}
/// A coded period: Q3, H1, FY2024.
constexpr auto coded(char code, int low, int high) {
  return Token1([=](const TimeToken& t, int& value) { return value = t.number, t.code == code && value >= low && value <= high; });
}
/// Succeeds without moving where the next token is joined to the one before without a space.
struct Glued : x3::parser<Glued> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  template <class Iterator, class Context, class RContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context&, RContext&, Attribute&) const {
    return first != last && first->glued;
  }
};
constexpr Glued glued{};
/// Succeeds at the end of the sentence.
struct SentenceEnd : x3::parser<SentenceEnd> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  template <class Iterator, class Context, class RContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context&, RContext&, Attribute&) const {
    return first == last && first.scan().token(first.place()) == nullptr;
  }
};
constexpr SentenceEnd sentence_end{};

/// Another time grammar as a terminal. Its first token must be in `first`.
template <class Result>
struct Grammar : x3::parser<Grammar<Result>> {
  using attribute_type = Result;
  static constexpr bool has_attribute = true;
  bool (*read)(TimeCursor&, Result&);
  TimeClassSet first{};
  bool any = false;   ///< or whatever

  constexpr explicit Grammar(bool (*function)(TimeCursor&, Result&)) : read(function), any(true) {}
  template <class... C>
  constexpr Grammar(bool (*function)(TimeCursor&, Result&), bool with_digits, C... classes) : read(function) {
    (first.add(classes), ...);
    first.digits = with_digits;
  }

  template <class Iterator, class Context, class RContext, class Attribute>
  bool parse(Iterator& from, const Iterator& last, const Context&, RContext&, Attribute& attribute) const {
    if (from == last || !(any || first.meets(from->classes))) return false;
    TimeCursor at = from;
    Result result{};
    if (!read(at, result)) return false;
    from = at;
    x3::traits::move_to(std::move(result), attribute);
    return true;
  }
};

/// An action that calls `f(reading, attribute)` on the reading that the rule makes.
template <class F>
constexpr auto with(F f) {
  return [f](auto& context) { f(x3::_val(context), x3::_attr(context)); };
}
/// An action that calls `f(reading)` whatever was read.
template <class F>
constexpr auto then(F f) {
  return [f](auto& context) { f(x3::_val(context)); };
}

/// A rule that makes a TimeReading. `Id` is any type, one for each rule.
template <class Id, class Result = TimeReading>
constexpr auto rule(const char* name) { return x3::rule<Id, Result>{name}; }

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
  constexpr TimeClass common[] = {tc_the, tc_a, tc_of, tc_in, tc_on, tc_at, tc_to, tc_and, tc_or, tc_by, tc_for, tc_from, tc_comma, tc_hyphen, tc_cardinal};
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
        if (rule.need.has(static_cast<TimeClass>(c))) classes_[c].need |= bit;
      }
      first_.merge(rule.first);
      bit <<= 1;
    }
  }
  /// The rules that are worth trying at `token`, as bits.
  [[nodiscard]] std::uint32_t candidates(const TimeToken& token, const TimeScan& scan) const {
    std::uint32_t first = any_.first;
    if (first_.meets(token.classes)) {
      if (token.classes.digits) first |= digits_.first;
      for (std::size_t i = 0; i < token.hit_count; ++i) first |= classes_[token.hits[i].time_class].first;
    }
    if (first == 0) return 0;
    std::uint32_t met = any_.need;
    if (scan.ahead().digits) met |= digits_.need;
    for (const TimeClass c : scan.classes_ahead()) met |= classes_[c].need;
    return first & met;
  }

 private:
  struct Rules { std::uint32_t first = 0, need = 0; };
  std::array<Rules, time_class_count> classes_;
  Rules digits_, any_;
  TimeClassSet first_{};   ///< union over the rules
};

template <class Result, const auto& one>
bool parse_rule(TimeCursor& at, const TimeCursor& end, Result& out) {
  return x3::parse(at, end, one, out);
}

inline constexpr auto any_reading = [](const auto&) { return true; };

/// Tries each rule at `at` and keeps the one that reads the most, of those that `fine` takes; the first of equals.
template <class Result, const auto&... rules, class Fine = decltype(any_reading)>
bool longest(TimeCursor& at, Result& out, Fine fine = any_reading) {
  static_assert(sizeof...(rules) <= 32);
  using Parse = bool (*)(TimeCursor&, const TimeCursor&, Result&);
  static constexpr Parse parsers[] = {parse_rule<Result, rules>...};
  static const RuleIndex index{outline(rules)...};
  const TimeCursor end = at.end();
  if (at == end) return false;
  const TimeCursor start = at;
  for (std::uint32_t rest = index.candidates(*start, start.scan()); rest != 0; rest &= rest - 1) {
    TimeCursor here = start;
    Result result{};
    if (!parsers[std::countr_zero(rest)](here, end, result) || here.place() <= at.place() || !fine(result)) continue;
    at = here;
    out = result;
  }
  return at.place() > start.place();
}

/// A rule and what completes its reading, or turns it down.
template <const auto& one, auto settle>
struct Form {
  static bool parse(TimeCursor& at, const TimeCursor& end, TimeReading& out) { return x3::parse(at, end, one, out) && settle(out); }
  static Outline outlined() { return outline(one); }
};

/// The same over forms.
template <class... Forms>
bool longest_of(TimeCursor& at, TimeReading& out) {
  static_assert(sizeof...(Forms) <= 32);
  using Parse = bool (*)(TimeCursor&, const TimeCursor&, TimeReading&);
  static constexpr Parse parsers[] = {Forms::parse...};
  static const RuleIndex index{Forms::outlined()...};
  const TimeCursor end = at.end();
  if (at == end) return false;
  const TimeCursor start = at;
  for (std::uint32_t rest = index.candidates(*start, start.scan()); rest != 0; rest &= rest - 1) {
    TimeCursor here = start;
    TimeReading result{};
    if (!parsers[std::countr_zero(rest)](here, end, result) || here.place() <= at.place()) continue;
    at = here;
    out = result;
  }
  return at.place() > start.place();
}

}  // namespace sluice::time_grammar

#endif
