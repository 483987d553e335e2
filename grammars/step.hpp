// A grammar's terminal from a plain function over amount cursors. The parser base is a parameter, so that the library that
// grammars are written with is named in their own files alone.
#ifndef SLUICE_GRAMMARS_STEP_HPP
#define SLUICE_GRAMMARS_STEP_HPP

#include <type_traits>

#include "values/amount_text.hpp"

namespace sluice {

/// `Function` is bool(const AmountText&, std::uint32_t& at, std::uint32_t limit, Attribute&): it moves `at` past what it has read.
template <template <class> class Base, class Attribute, class Function>
struct Step : Base<Step<Base, Attribute, Function>> {
  using attribute_type = Attribute;
  static constexpr bool has_attribute = true;
  Function function;

  constexpr explicit Step(Function f) : function(f) {}

  template <class Iterator, class Context, class RContext, class Actual>
  bool parse(Iterator& first, const Iterator& last, const Context&, RContext&, Actual& actual) const {
    Attribute value{};
    std::uint32_t at = first.at();
    if (at >= last.at() || !function(first.text(), at, last.at(), value) || at > last.at()) return false;
    first.move_to(at);
    if constexpr (std::is_same_v<Actual, Attribute>) actual = value;
    return true;
  }
};

template <template <class> class Base, class Attribute, class Function>
constexpr auto step(Function function) {
  return Step<Base, Attribute, Function>(function);
}

}  // namespace sluice

#endif
