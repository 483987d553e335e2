// The compiled engine: every table that the cascade reads, made from a rule pack or read from an artefact.
#ifndef SLUICE_PIPELINE_PROGRAM_HPP
#define SLUICE_PIPELINE_PROGRAM_HPP

#include <string>
#include <string_view>
#include <vector>

#include "lexicon/lattice.hpp"
#include "lexicon/lexicon.hpp"
#include "lexicon/pack.hpp"
#include "match/program.hpp"
#include "phrase/phrases.hpp"
#include "pipeline/verb_limits.hpp"
#include "resolve/anaphora.hpp"
#include "resolve/factuality.hpp"
#include "sluice/engine.hpp"
#include "values/values.hpp"

namespace sluice {

/// Immutable after `compile` or `read`; shared by threads.
class [[gnu::visibility("hidden")]] Engine::Program {
 public:
  Symbols symbols;
  Lexicon lexicon;
  ValueTables values;
  PhraseTables phrases;
  RuleProgram rules;
  EffectTables effects;
  AnaphorTables anaphors;
  VerbLimits verb_limits;
  std::vector<std::string> type_names;     ///< by SymbolId, as results spell them: "person"
  SymbolSet entity_symbols;                ///< that names may have
  SymbolSet value_symbols;                 ///< a value's type, dimension or other reading
  std::vector<ListUse> list_uses;          ///< by ListId
  std::string hash;                        ///< of the pack's files, in hex
  Diagnostics load_diagnostics;            ///< warnings and errors of the rules that were left out

  /// Compiles a pack. Rules with errors are left out and stand in `diagnostics`.
  static std::shared_ptr<const Program> compile(const Pack& pack, Diagnostics& diagnostics);

  /// The artefact: a header with magic, format version and checksum, and the tables.
  [[nodiscard]] std::string write() const;
  /// The program in an artefact, or the reason why it cannot be read: another format, damage. Bytes that are built in are not read through
  /// for damage, and are used where they lie.
  static Result<std::shared_ptr<const Program>> read(std::string_view bytes, ArchiveSource source = ArchiveSource::foreign);
};

/// Hash of the pack that an artefact was made from; empty where the bytes are none.
[[nodiscard]] std::string artefact_hash(std::string_view bytes);

/// Hash of a pack's paths and contents.
[[nodiscard]] std::string hash_pack(const Pack& pack);

}  // namespace sluice

#endif
