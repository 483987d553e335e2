// Spirit X3 terminals over time tokens, for the time grammars alone (grammars/*.cpp): it is no header of the engine.
#ifndef SLUICE_GRAMMARS_TIME_TERMINALS_IPP
#define SLUICE_GRAMMARS_TIME_TERMINALS_IPP

#include <boost/spirit/home/x3.hpp>
#include <array>
#include <cstdint>
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

}  // namespace sluice::time_grammar

#endif
