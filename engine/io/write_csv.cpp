#include <string>
#include <string_view>

#include "io/events.hpp"
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

class CsvWriter {
 public:
  CsvWriter(const InputRecord& record, const Document& document, const Offsets& offsets, std::string& out)
      : record_(record), document_(document), offsets_(offsets), out_(out) {}

  void facts() {
    std::size_t number = 0;
    for (const Fact& fact : document_.facts()) {
      ++number;
      for (const Argument& a : fact.arguments) {
        begin();
        out_ += ",f" + std::to_string(number) + ",v" + std::to_string(fact.event + 1);
        for (const std::string_view text : {fact.kind, name(fact.polarity), name(fact.modality), name(fact.zone)}) more(text);
        filler(a.role, a);
        more(fact.attribution ? fact.attribution->span.of(document_.text()) : std::string_view());
        more(fact.rule);
        out_ += '\n';
      }
    }
  }

  void events() {
    for (const JoinedEvent& event : join_events(document_))
      for (const JoinedRole& role : event.roles)
        for (const JoinedFiller& filled : role.fillers) {
          begin();
          out_ += ",v" + std::to_string(event.event + 1);
          for (const std::string_view text : {event.type, name(event.polarity), name(event.modality)}) more(text);
          filler(role.role, *filled.argument);
          std::string facts;
          for (const std::uint32_t f : filled.facts) facts += (facts.empty() ? "f" : " f") + std::to_string(f + 1);
          more(facts);
          more(role.conflict ? "yes" : "");
          more(event.polarity_conflict ? "yes" : "");
          out_ += '\n';
        }
  }

 private:
  const InputRecord& record_;
  const Document& document_;
  const Offsets& offsets_;
  std::string& out_;

  void begin() {
    field(out_, record_.id);
    more(document_.date());
  }

  void more(std::string_view text) {
    out_ += ',';
    field(out_, text);
  }

  void filler(std::string_view role, const Argument& a) {
    more(role);
    more(a.span.of(document_.text()));
    out_ += ',' + std::to_string(offsets_.from_byte(a.span.begin)) + ',' + std::to_string(offsets_.from_byte(a.span.end));
    more(a.entity != none ? std::string_view(document_.entities()[a.entity].name) : std::string_view());
  }
};

}  // namespace

std::string_view csv_head(bool events) {
  return events ? "document,date,event,type,polarity,modality,role,text,start,end,entity,facts,conflict,polarity_conflict\n"
                : "document,date,fact,event,type,polarity,modality,zone,role,text,start,end,entity,attribution,rule\n";
}

void write_csv(const InputRecord& record, const Document& document, bool events, const Offsets& offsets, std::string& out) {
  CsvWriter writer(record, document, offsets, out);
  events ? writer.events() : writer.facts();
}

}  // namespace sluice
