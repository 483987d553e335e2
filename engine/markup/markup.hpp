// Span markup: `[Turkey|place TR #turkey] joins the [MSP|organization]`. Gold files, rule tests and grammar cases are written in it.
#ifndef SLUICE_MARKUP_MARKUP_HPP
#define SLUICE_MARKUP_MARKUP_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sluice/diagnostic.hpp"
#include "sluice/span.hpp"

namespace sluice {

/// One marked span: `[surface|label value #id]`. Where no value or id is written they are empty.
struct MarkupSpan {
  Span span;               ///< bytes in Markup::text
  std::string label;       ///< a type, or a role in rule tests
  std::string value;
  std::string id;          ///< without '#'
  std::uint32_t line = 0;  ///< where the bracket opens, counted from 1
  std::uint32_t column = 0;
};

/// Plain text with its marked spans, by begin, outer before inner.
struct Markup {
  std::string text;
  std::vector<MarkupSpan> spans;
};

/// Parses markup that begins at `line` and `column` of `file`. `\[ \] \| \\` are escapes; UCUM brackets may stand in a label. Every error is
/// reported with its place (an unclosed bracket with the place where it opens), and what could be read stands in `out`. False on errors.
bool parse_markup(std::string_view source, std::string_view file, std::uint32_t line, std::uint32_t column, Markup& out, Diagnostics& diagnostics);

/// The inverse: text with its spans as markup. Spans must nest.
[[nodiscard]] std::string print_markup(const Markup& markup);

}  // namespace sluice

#endif
