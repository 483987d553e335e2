#include "io/check_json.hpp"

#include "io/json_text.hpp"

namespace sluice {

std::string_view name(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::note: return "note";
  }
  return "error";
}

std::string diagnostics_json(const Diagnostics& diagnostics) {
  std::string out = "[";
  for (const Diagnostic& d : diagnostics) {
    if (out.size() > 1) out += ',';
    out += "{\"severity\":";
    append_json(out, name(d.severity));
    out += ",\"code\":";
    append_json(out, d.code);
    out += ",\"message\":";
    append_json(out, d.message);
    if (!d.hint.empty()) {
      out += ",\"hint\":";
      append_json(out, d.hint);
    }
    out += ",\"file\":";
    append_json(out, d.file);
    out += ",\"line\":";
    append_json(out, std::uint64_t{d.line});
    out += ",\"column\":";
    append_json(out, std::uint64_t{d.column});
    out += '}';
  }
  return out + ']';
}

std::string check_json(const Diagnostics& diagnostics, const CheckReport& report) {
  return "{\"rules\":" + std::to_string(report.rules) + ",\"tests\":" + std::to_string(report.tests) + ",\"variants\":" + std::to_string(report.variants) +
         ",\"failed\":" + std::to_string(report.failed) +
         ",\"known_misses\":" + std::to_string(report.known_misses) + ",\"diagnostics\":" + diagnostics_json(diagnostics) + "}\n";
}

}  // namespace sluice
