// The compiled tables behind ValueTables: one part for amounts, one for time expressions.
#ifndef SLUICE_VALUES_TABLES_HPP
#define SLUICE_VALUES_TABLES_HPP

#include "values/quantity_tables.hpp"
#include "values/time_tables.hpp"
#include "values/values.hpp"

namespace sluice {

/// find_values tries, at every token that no value covers yet, parse_time of grammars/time_expression.hpp (which must turn down an
/// ordinary word after one look) and the amount grammars. A time expression that is as long as the amount or longer wins.
struct ValueTables::Tables {
  QuantityTables quantity;
  TimeTables time;

  template <class A>
  void archive(A& a) {
    a(quantity, time);
  }
};

}  // namespace sluice

#endif
