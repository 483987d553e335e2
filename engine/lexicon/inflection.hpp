// Regular forms of English verbs and nouns.
#ifndef SLUICE_LEXICON_INFLECTION_HPP
#define SLUICE_LEXICON_INFLECTION_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// How a verb treats its final consonant before -ed and -ing where its spelling does not tell.
enum class Doubling : std::uint8_t {
  by_rule,   ///< doubled in words of one syllable such as `plan`
  doubled,   ///< prefer, preferred
  either,    ///< travel, travelled, traveled
  single,    ///< although the spelling looks as if it doubled
};

/// Regular forms of the verb `base`, in lower case; two where both spellings are current.
[[nodiscard]] std::string verb_s_form(std::string_view base);
[[nodiscard]] std::vector<std::string> verb_ed_forms(std::string_view base, Doubling doubling);
[[nodiscard]] std::vector<std::string> verb_ing_forms(std::string_view base, Doubling doubling);

/// Regular plurals of `singular`; two behind a consonant and -o.
[[nodiscard]] std::vector<std::string> noun_plurals(std::string_view singular);
/// Singulars that `plural` may have by the regular rules, likelier first; empty where it has no plural ending.
[[nodiscard]] std::vector<std::string> singular_candidates(std::string_view plural);

}  // namespace sluice

#endif
