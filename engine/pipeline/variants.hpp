// The other ways of saying what a frame's test sentence says: what the clause stage undoes, done.
#ifndef SLUICE_PIPELINE_VARIANTS_HPP
#define SLUICE_PIPELINE_VARIANTS_HPP

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "markup/markup.hpp"
#include "match/tables.hpp"
#include "phrase/phrases.hpp"
#include "pipeline/program.hpp"

namespace sluice {

enum class VariantKind : std::uint8_t { passive, relative, infinitive, participle, nominal, coordinated_verbs, coordinated_subjects };
inline constexpr std::size_t variant_kinds = 7;
[[nodiscard]] std::string_view name(VariantKind kind);

struct Variant {
  VariantKind kind = VariantKind::passive;
  Markup markup;             ///< the sentence with the same roles marked
  bool planned = false;      ///< "is set to": the fact is planned
};

/// Forms of verbs by the tables, the other way round: from a lemma to how it is written.
class VerbForms {
 public:
  explicit VerbForms(const Lexicon& lexicon);
  /// `form` is one VerbFormBit; empty where the tables know no such form.
  [[nodiscard]] std::string_view form(FoldId lemma, VerbFormBit form) const;

 private:
  const Lexicon& lexicon_;
  std::map<std::pair<FoldId, int>, FoldId> forms_;
};

/// A test sentence as the engine has read it.
struct VariantSource {
  const Engine::Program& program;
  const Analysis& analysis;
  const Phrases& phrases;
  std::uint32_t clause = none;   ///< that the frame matched
  const Frame& frame;
  const Markup& markup;
};

/// Nothing where the sentence is not one plain active clause of a name or noun, a verb without a chain and what follows: the others are
/// variants themselves.
[[nodiscard]] std::vector<Variant> variants_of(const VariantSource& source, const VerbForms& forms);

}  // namespace sluice

#endif
