#include "grammars/time_count.hpp"

#include "grammars/time_rules.ipp"

namespace sluice {

using namespace time_grammar;

namespace {

/// A number word of one kind of time_numbers.tsv.
struct Cardinal : x3::parser<Cardinal> {
  using attribute_type = int;
  static constexpr bool has_attribute = true;
  char kind;
  constexpr explicit Cardinal(char k) : kind(k) {}
  static constexpr TimeClassSet starts() { return set_of(tc_cardinal); }
  template <class Iterator, class Context, class RContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context&, RContext&, Attribute& attribute) const {
    if (first == last) return false;
    const TimeHit* hit = first->hit(tc_cardinal);
    if (hit == nullptr || hit->entry->kind != kind) return false;
    x3::traits::move_to(static_cast<int>(hit->entry->number), attribute);
    first += hit->length;
    return true;
  }
};

const auto add = with([](int& sum, int n) { sum += n; });
const auto times_hundred = then([](int& sum) { sum *= 100; });

const auto unit = Cardinal('u');
const auto below_hundred = rule<struct BelowHundred, int>("below_hundred") =
    (Cardinal('n')[add] >> -((-word(tc_hyphen) >> unit)[add])) | Cardinal('t')[add] | unit[add];
}  // namespace

bool parse_small_number(TimeCursor& at, int& out) {
  if (at->numeric()) {
    if (at->digits == 0 || at->decimal || at->grouped || at->number > 100000) return false;
    out = at->number;
    ++at;
    return true;
  }
  static const auto hundreds = rule<struct Hundreds, int>("hundreds") =
      (unit[add] | word(tc_a)[then([](int& sum) { sum = 1; })]) >> Cardinal('h')[times_hundred] >>
      -(-word(tc_and) >> below_hundred[add]);
  static const auto dozen = rule<struct Dozen, int>("dozen") =
      (unit[add] | word(tc_a)[then([](int& sum) { sum = 1; })]) >> Cardinal('d')[then([](int& sum) { sum *= 12; })];
  static const auto hundred = rule<struct Hundred, int>("hundred") = Cardinal('h')[add];
  return longest<int, below_hundred, hundreds, dozen, hundred>(at, out);
}

namespace {

/// A number word between two bounds.
struct NumberWord : x3::parser<NumberWord> {
  using attribute_type = int;
  static constexpr bool has_attribute = true;
  int low, high;
  constexpr NumberWord(int l, int h) : low(l), high(h) {}
  static constexpr TimeClassSet starts() { return set_of(tc_cardinal); }
  template <class Iterator, class Context, class RContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context&, RContext&, Attribute& attribute) const {
    if (first == last) return false;
    const TimeHit* hit = first->hit(tc_cardinal);
    if (hit == nullptr || hit->entry->number < low || hit->entry->number > high) return false;
    x3::traits::move_to(static_cast<int>(hit->entry->number), attribute);
    first += hit->length;
    return true;
  }
};
const auto two_digits = rule<struct TwoDigits, int>("two_digits") =
    NumberWord(10, 19)[add] | (NumberWord(20, 90)[add] >> -(-word(tc_hyphen) >> NumberWord(1, 9)[add]));
const auto and_rest = -(-word(tc_and) >> (two_digits[add] | NumberWord(1, 9)[add]));
const auto century_and_years = rule<struct CenturyAndYears, int>("century_and_years") =
    NumberWord(10, 20)[with([](int& sum, int n) { sum = 100 * n; })] >> -word(tc_hyphen) >> two_digits[add];
const auto hundreds_of_years = rule<struct HundredsOfYears, int>("hundreds_of_years") =
    NumberWord(10, 19)[with([](int& sum, int n) { sum = 100 * n; })] >> NumberWord(100, 100) >> and_rest;
const auto thousands_of_years = rule<struct ThousandsOfYears, int>("thousands_of_years") =
    NumberWord(1, 2)[with([](int& sum, int n) { sum = 1000 * n; })] >> NumberWord(1000, 1000) >> and_rest;

}  // namespace

bool parse_year_words(TimeCursor& at, int& out) {
  const TimeCursor start = at;
  if (!longest<int, century_and_years, hundreds_of_years, thousands_of_years>(at, out)) return false;
  if (out < 1000 || out > 2199) return at = start, false;
  return true;
}

namespace {

void set_number(TimeCount& count, int n) {
  count.number = n;
  count.digits = {};
  count.digits.add_number(n);
}
void set_vague(TimeCount& count) {
  count.vague = true;
  count.digits = "X";
}
void add_half(TimeCount& count) { count.digits += ".5"; }

const Grammar<int> small_number(parse_small_number, true, tc_cardinal, tc_a);

/// Digits with a decimal point or grouping commas, as TIMEX3 writes them.
struct WrittenNumber : x3::parser<WrittenNumber> {
  using attribute_type = ShortText<16>;
  static constexpr bool has_attribute = true;
  static constexpr TimeClassSet starts() { return digits_set(); }
  template <class Iterator, class Context, class RContext, class Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context&, RContext&, Attribute& attribute) const {
    if (first == last || first->digits == 0 || !(first->decimal || first->grouped)) return false;
    ShortText<16> digits;
    for (const char c : first->text())
      if (c != ',') digits += c;
    if (digits.cut()) return false;
    x3::traits::move_to(digits, attribute);
    ++first;
    return true;
  }
};

const auto modifier = rule<struct ModifierId, TimeMod>("modifier") =
    entry(tc_about, tc_less, tc_more)[with([](TimeMod& mod, Entry read) { mod = read->mod; })];

const auto a_half = -word(tc_a) >> word(tc_half_word);
const auto fraction = entry(tc_fraction)[with([](TimeCount& count, Entry e) {
  if (count.digits.empty()) count.digits = "0";
  count.digits += e->view();
  count.half = count.digits.view() == "0.5";
})];

/// "2 1/2": halves and quarters in digits.
const auto written_part = (number(1, 1) >> word(tc_slash) >> number(2, 2))[then(add_half)] |
                          (number(1, 1) >> word(tc_slash) >> number(4, 4))[then([](TimeCount& count) { count.digits += ".25"; })] |
                          (number(3, 3) >> word(tc_slash) >> number(4, 4))[then([](TimeCount& count) { count.digits += ".75"; })];

const auto core = rule<struct Core, TimeCount>("core") =
    (small_number[with(set_number)] >> -((word(tc_and) >> a_half[then(add_half)]) | fraction | x3::omit[written_part])) | (fraction >> -word(tc_a)) |
    WrittenNumber{}[with([](TimeCount& count, const ShortText<16>& digits) {
      count.digits = digits;
      count.number = 0;
      for (const char c : digits.view()) {
        if (c == '.') break;
        count.number = count.number * 10 + (c - '0');
      }
    })] |
    word(tc_couple)[then([](TimeCount& count) { set_number(count, 2); })] |
    word(tc_vague)[then(set_vague)] |
    word(tc_half_a)[then([](TimeCount& count) { count.digits = "0.5"; count.half = true; })] |
    (word(tc_a) >> word(tc_half_word)[then([](TimeCount& count) { count.digits = "0.5"; count.half = true; })]) |
    word(tc_another)[then([](TimeCount& count) { set_number(count, 1); })] |
    word(tc_a)[then([](TimeCount& count) { set_number(count, 1); })];

void take_core(TimeCount& count, TimeCount& read) {
  read.mod = count.mod;
  count = read;
}
const auto counted = rule<struct Counted, TimeCount>("counted") =
    -modifier[with([](TimeCount& count, TimeMod mod) { count.mod = mod; })] >> core[with(take_core)];

}  // namespace

bool parse_time_count(TimeCursor& at, TimeCount& out) {
  // "another three years": the article-like word, then the number itself.
  static const auto another = rule<struct Another, TimeCount>("another") =
      -modifier[with([](TimeCount& count, TimeMod mod) { count.mod = mod; })] >> word(tc_another) >> core[with(take_core)];
  return longest<TimeCount, counted, another>(at, out);
}

}  // namespace sluice
