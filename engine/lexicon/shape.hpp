// How a word is written: capitals, digits, acronyms; and which spellings a list entry's token accepts.
#ifndef SLUICE_LEXICON_SHAPE_HPP
#define SLUICE_LEXICON_SHAPE_HPP

#include <cstdint>
#include <string_view>

namespace sluice {

/// WordShape bits of a word as written.
[[nodiscard]] std::uint32_t word_shape(std::string_view surface);

/// What the case of a list entry's token asks of the text.
enum class CaseRule : std::uint8_t {
  any,      ///< in lower case, or without letters
  capital,  ///< one capital, the first letter: the text's token must begin with a capital
  upper,    ///< two or more capitals alone: all letters of the text's token must be capitals
  exact,    ///< mixed (iPhone, McDonald): this very spelling, or capitals alone
};
[[nodiscard]] CaseRule case_rule(std::string_view entry_token);

/// Whether a text's token with shape `shape` and spelling `surface` satisfies `rule`; `spelling` is the entry's, for `exact` alone.
[[nodiscard]] bool case_fits(CaseRule rule, std::uint32_t shape, std::string_view surface, std::string_view spelling);

}  // namespace sluice

#endif
