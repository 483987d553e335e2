// What is wrong with a rule file, word list or gold file, with its place.
//
//   for (const sluice::Diagnostic& d : engine.diagnostics()) std::cerr << d << '\n';
//   // rules/facts/visit.rules:12:9: error S014: unknown type 'Plaec' (did you mean 'Place'?)
#ifndef SLUICE_DIAGNOSTIC_HPP
#define SLUICE_DIAGNOSTIC_HPP

#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

namespace sluice {

enum class Severity : std::uint8_t { error, warning, note };

/// One finding. `line` and `column` count from 1, columns in bytes; 0 where the whole file is meant.
struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;     ///< stable: `S` syntax, `C` check, `L` lint, `T` failed test, `D` data file, followed by three digits
  std::string message;
  std::string hint;     ///< what to do about it, or empty
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

using Diagnostics = std::vector<Diagnostic>;

[[nodiscard]] inline bool has_errors(const Diagnostics& all) {
  for (const Diagnostic& d : all)
    if (d.severity == Severity::error) return true;
  return false;
}

/// `file:line:column: error CODE: message (hint)`, without a line end.
std::ostream& operator<<(std::ostream& out, const Diagnostic& diagnostic);

}  // namespace sluice

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#endif
