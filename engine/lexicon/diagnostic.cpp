#include "sluice/diagnostic.hpp"

namespace sluice {

std::ostream& operator<<(std::ostream& out, const Diagnostic& diagnostic) {
  if (!diagnostic.file.empty()) out << diagnostic.file << ':';
  if (diagnostic.line != 0) {
    out << diagnostic.line << ':';
    if (diagnostic.column != 0) out << diagnostic.column << ':';
  }
  if (!diagnostic.file.empty() || diagnostic.line != 0) out << ' ';
  switch (diagnostic.severity) {
    case Severity::error: out << "error"; break;
    case Severity::warning: out << "warning"; break;
    case Severity::note: out << "note"; break;
  }
  if (!diagnostic.code.empty()) out << ' ' << diagnostic.code;
  out << ": " << diagnostic.message;
  if (!diagnostic.hint.empty()) out << " (" << diagnostic.hint << ')';
  return out;
}

}  // namespace sluice
