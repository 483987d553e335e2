#include "cli/sarif.hpp"

#include <algorithm>
#include <set>

#include "io/check_json.hpp"
#include "io/json_text.hpp"
#include "sluice/engine.hpp"

namespace sluice::cli {
namespace {

void field(std::string& out, std::string_view name, std::string_view text) {
  append_json(out, name);
  out += ':';
  append_json(out, text);
}

/// A path as the reference of a URI: what a path may hold and a URI may not is escaped.
std::string uri(std::string_view path) {
  static constexpr std::string_view plain = "-._~/!$&'()*+,;=@";
  std::string out;
  for (const char c : path) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || plain.find(c) != std::string_view::npos) {
      out += c;
    } else {
      static constexpr std::string_view digits = "0123456789ABCDEF";
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return path.starts_with('/') ? "file://" + out : out;
}

void result(std::string& out, const Diagnostic& d, Excerpts& excerpts) {
  out += '{';
  field(out, "ruleId", d.code);
  out += ',';
  field(out, "level", name(d.severity));
  out += ",\"message\":{";
  field(out, "text", d.hint.empty() ? d.message : d.message + ". Hint: " + d.hint);
  out += '}';
  if (!d.file.empty()) {
    out += ",\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{";
    field(out, "uri", uri(d.file));
    out += '}';
    if (d.line != 0) {
      out += ",\"region\":{\"startLine\":" + std::to_string(d.line);
      if (d.column != 0) out += ",\"startColumn\":" + std::to_string(excerpts.column(d));
      out += '}';
    }
    out += "}}]";
  }
  out += '}';
}

}  // namespace

std::string diagnostics_sarif(const Diagnostics& diagnostics, Excerpts& excerpts) {
  std::string out =
      "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{"
      "\"name\":\"sluice\",";
  field(out, "version", version());
  out += ",\"rules\":[";
  std::set<std::string_view> codes;
  for (const Diagnostic& d : diagnostics) {
    if (!codes.insert(d.code).second) continue;
    if (codes.size() > 1) out += ',';
    out += '{';
    field(out, "id", d.code);
    out += '}';
  }
  out += "]}},\"columnKind\":\"unicodeCodePoints\",\"results\":[";
  for (std::size_t i = 0; i < diagnostics.size(); ++i) {
    if (i != 0) out += ',';
    result(out, diagnostics[i], excerpts);
  }
  return out + "]}]}\n";
}

}  // namespace sluice::cli
