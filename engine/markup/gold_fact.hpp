// One line of the facts of a gold file: `type(role=#id, role="text"@2, direction=up) negative planned by #id`.
#ifndef SLUICE_MARKUP_GOLD_FACT_HPP
#define SLUICE_MARKUP_GOLD_FACT_HPP

#include <cstddef>
#include <string>
#include <string_view>

#include "markup/gold.hpp"

namespace sluice {

/// What is wrong with a line and at which byte of it.
struct FactError {
  std::string code;
  std::string message;
  std::string hint;
  std::size_t at = 0;
};

/// Parses the fact that begins at byte `begin` of `line`, against the text and mentions of `document`.
bool parse_gold_fact(std::string_view line, std::size_t begin, const GoldDocument& document, GoldFact& fact, FactError& error);

[[nodiscard]] std::string print_gold_fact(const GoldFact& fact, std::string_view text);

}  // namespace sluice

#endif
