#include <string>
#include <string_view>

#include "io/json_text.hpp"
#include "io/write.hpp"

namespace sluice {
namespace {

/// A field as RFC 4180 has it: in quotes where it must be.
void field(std::string& out, std::string_view text) {
  std::string replaced;
  if (!is_valid_utf8(text)) {
    std::size_t count = 0;
    replaced = valid_utf8(text, count);
    text = replaced;
  }
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace

std::string_view csv_head() { return "document,date,fact,event,type,polarity,modality,zone,role,text,start,end,entity,attribution,rule\n"; }

void write_csv(const InputRecord& record, const Document& document, const Offsets& offsets, std::string& out) {
  std::size_t number = 0;
  for (const Fact& fact : document.facts()) {
    ++number;
    for (const Argument& a : fact.arguments) {
      field(out, record.id);
      out += ',';
      field(out, document.date());
      out += ",f" + std::to_string(number) + ",v" + std::to_string(fact.event + 1);
      for (const std::string_view text : {fact.kind, name(fact.polarity), name(fact.modality), name(fact.zone), a.role, a.span.of(document.text())}) {
        out += ',';
        field(out, text);
      }
      out += ',' + std::to_string(offsets.from_byte(a.span.begin)) + ',' + std::to_string(offsets.from_byte(a.span.end)) + ',';
      if (a.entity != none) field(out, document.entities()[a.entity].name);
      out += ',';
      if (fact.attribution) field(out, fact.attribution->span.of(document.text()));
      out += ',';
      field(out, fact.rule);
      out += '\n';
    }
  }
}

}  // namespace sluice
