// Spirit X3 terminals over time tokens, for the time grammars alone (grammars/*.cpp): it is no header of the engine.
#ifndef SLUICE_GRAMMARS_TIME_TERMINALS_IPP
#define SLUICE_GRAMMARS_TIME_TERMINALS_IPP

#include <boost/spirit/home/x3.hpp>
#include <array>
#include <utility>

#include "grammars/time_tokens.hpp"

namespace sluice::time_grammar {

namespace x3 = boost::spirit::x3;

using Entry = const TimeEntry*;

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

/// Another time grammar as a terminal.
template <class Result>
struct Grammar : x3::parser<Grammar<Result>> {
  using attribute_type = Result;
  static constexpr bool has_attribute = true;
  bool (*read)(TimeCursor&, Result&);
  /// What its first token may be, where that is known and short; otherwise it is always tried.
  std::array<TimeClass, 16> first{};
  std::size_t count = 0;
  bool digits = false;

  constexpr explicit Grammar(bool (*function)(TimeCursor&, Result&)) : read(function) {}
  template <class... C>
  constexpr Grammar(bool (*function)(TimeCursor&, Result&), bool with_digits, C... classes)
      : read(function), first{classes...}, count(sizeof...(C)), digits(with_digits) {}

  template <class Iterator, class Context, class RContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context&, RContext&, Attribute& attribute) const {
    if (first == last) return false;
    TimeCursor at = first;
    Result result{};
    if (!read(at, result)) return false;
    first = at;
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

/// What a rule's first token may be, worked out from the rule itself, so that most rules are passed over without being tried.
struct FirstSet {
  std::uint64_t classes[2] = {0, 0};
  bool digits = false;     ///< a token that begins with a digit, or a coded period
  bool any = false;        ///< not known: the rule must be tried
  bool nullable = false;   ///< the parser may read nothing, so what follows it may come first

  [[nodiscard]] bool takes(const TimeToken& token) const {
    return any || (token.classes[0] & classes[0]) != 0 || (token.classes[1] & classes[1]) != 0 || (digits && token.numeric());
  }
  void add(TimeClass c) { classes[c / 64] |= std::uint64_t{1} << (c % 64); }
  void merge(const FirstSet& other) {
    classes[0] |= other.classes[0], classes[1] |= other.classes[1];
    digits |= other.digits, any |= other.any;
  }
};

template <class Parser>
FirstSet first_set(const Parser&) {
  FirstSet set;
  set.any = true;
  return set;
}
template <std::size_t N>
FirstSet first_set(const EntryOf<N>& p) {
  FirstSet set;
  for (const TimeClass c : p.classes) set.add(c);
  return set;
}
inline FirstSet first_set(const NumberOf& p) {
  FirstSet set;
  set.add(p.time_class);
  return set;
}
inline FirstSet first_set(const WordOf& p) {
  FirstSet set;
  set.add(p.time_class);
  return set;
}
template <class Test>
FirstSet first_set(const Token1<Test>&) {
  FirstSet set;
  set.digits = true;
  return set;
}
template <class Result>
FirstSet first_set(const Grammar<Result>& p) {
  FirstSet set;
  if (p.count == 0) set.any = true;
  for (std::size_t i = 0; i < p.count; ++i) set.add(p.first[i]);
  set.digits = p.digits;
  return set;
}
inline FirstSet nothing_first() {
  FirstSet set;
  set.nullable = true;
  return set;
}
inline FirstSet first_set(const Glued&) { return nothing_first(); }
inline FirstSet first_set(const x3::eps_parser&) { return nothing_first(); }
template <class L, class R> FirstSet first_set(const x3::sequence<L, R>& p);
template <class L, class R> FirstSet first_set(const x3::alternative<L, R>& p);
template <class S> FirstSet first_set(const x3::optional<S>& p);
template <class S> FirstSet first_set(const x3::kleene<S>& p);
template <class S> FirstSet first_set(const x3::plus<S>& p);
template <class S> FirstSet first_set(const x3::and_predicate<S>&);
template <class S> FirstSet first_set(const x3::not_predicate<S>&);
template <class S> FirstSet first_set(const x3::omit_directive<S>& p);
template <class S, class A> FirstSet first_set(const x3::action<S, A>& p);
template <class Id, class Right, class Attribute, bool force>
FirstSet first_set(const x3::rule_definition<Id, Right, Attribute, force>& p);

template <class L, class R>
FirstSet first_set(const x3::sequence<L, R>& p) {
  FirstSet set = first_set(p.left);
  if (set.nullable) {
    const FirstSet right = first_set(p.right);
    set.merge(right);
    set.nullable = right.nullable;
  }
  return set;
}
template <class L, class R>
FirstSet first_set(const x3::alternative<L, R>& p) {
  FirstSet set = first_set(p.left);
  const FirstSet right = first_set(p.right);
  set.merge(right);
  set.nullable |= right.nullable;
  return set;
}
template <class S>
FirstSet first_set(const x3::optional<S>& p) {
  FirstSet set = first_set(p.subject);
  set.nullable = true;
  return set;
}
template <class S>
FirstSet first_set(const x3::kleene<S>& p) {
  FirstSet set = first_set(p.subject);
  set.nullable = true;
  return set;
}
template <class S> FirstSet first_set(const x3::plus<S>& p) { return first_set(p.subject); }
template <class S> FirstSet first_set(const x3::and_predicate<S>&) { return nothing_first(); }
template <class S> FirstSet first_set(const x3::not_predicate<S>&) { return nothing_first(); }
template <class S> FirstSet first_set(const x3::omit_directive<S>& p) { return first_set(p.subject); }
template <class S, class A> FirstSet first_set(const x3::action<S, A>& p) { return first_set(p.subject); }
template <class Id, class Right, class Attribute, bool force>
FirstSet first_set(const x3::rule_definition<Id, Right, Attribute, force>& p) { return first_set(p.rhs); }

/// Tries each rule at `at` and keeps the one that reads the most; the first of equals. Each rule is an object with static storage.
template <class Result, class... Rules>
bool longest(TimeCursor& at, Result& out, const Rules&... rules) {
  TimeCursor best = at;
  const TimeCursor end = at.end();
  if (at == end) return false;
  const TimeToken& first = *at;
  const auto attempt = [&](const auto& one) {
    static const FirstSet set = first_set(one);   // one instance for each rule's type
    if (!set.takes(first)) return;
    TimeCursor here = at;
    Result result{};
    if (x3::parse(here, end, one, result) && here.place() > best.place()) {
      best = here;
      out = std::move(result);
    }
  };
  (attempt(rules), ...);
  const bool found = best.place() > at.place();
  at = best;
  return found;
}

}  // namespace sluice::time_grammar

#endif
