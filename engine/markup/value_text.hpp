// A value as gold files write it: `14`, `>70`, `~10000 t`, `5..7 t/a`, `12000000 EUR`, `2024-10-16`.
#ifndef SLUICE_MARKUP_VALUE_TEXT_HPP
#define SLUICE_MARKUP_VALUE_TEXT_HPP

#include <string>
#include <string_view>

#include "sluice/value.hpp"

namespace sluice {

/// `value` of a mention of type `type` in the notation of span markup; empty where it has none.
[[nodiscard]] std::string value_text(std::string_view type, const Value& value);

}  // namespace sluice

#endif
