#include "io/events.hpp"
#include "io/write.hpp"

namespace sluice {
namespace {

class EventWriter {
 public:
  EventWriter(const Document& document, const Offsets& offsets, JsonBuffer& out) : document_(document), offsets_(offsets), out_(out) {}

  void run() {
    out_ += ",\"events\":[";
    bool first = true;
    for (const JoinedEvent& event : join_events(document_)) {
      if (!first) out_ += ',';
      first = false;
      write(event);
    }
    out_ += ']';
  }

 private:
  const Document& document_;
  const Offsets& offsets_;
  JsonBuffer& out_;

  void write(const JoinedEvent& event) {
    out_ += "{\"id\":";
    reference('v', event.event);
    out_ += ",\"type\":";
    out_.string(event.type);
    facts(event.facts);
    out_ += ",\"polarity\":";
    out_.string(name(event.polarity));
    out_ += ",\"modality\":";
    out_.string(name(event.modality));
    out_ += ",\"args\":[";
    bool first = true;
    for (const JoinedRole& role : event.roles)
      for (const JoinedFiller& filler : role.fillers) {
        if (!first) out_ += ',';
        first = false;
        argument(role.role, filler);
      }
    out_ += ']';
    if (!event.attributions.empty()) {
      out_ += ",\"attributions\":[";
      for (std::size_t i = 0; i < event.attributions.size(); ++i) {
        if (i > 0) out_ += ',';
        argument({}, event.attributions[i]);
      }
      out_ += ']';
    }
    out_ += ",\"conflicts\":[";
    first = true;
    const auto conflict = [&](std::string_view of) {
      if (!first) out_ += ',';
      first = false;
      out_.string(of);
    };
    if (event.polarity_conflict) conflict("polarity");
    for (const JoinedRole& role : event.roles)
      if (role.conflict) conflict(role.role);
    out_ += "]}";
  }

  void reference(char kind, std::uint64_t index) {
    (out_ += '"') += kind;
    out_.number(index + 1);
    out_ += '"';
  }

  void facts(const std::vector<std::uint32_t>& indexes) {
    out_ += ",\"facts\":[";
    for (std::size_t i = 0; i < indexes.size(); ++i) {
      if (i > 0) out_ += ',';
      reference('f', indexes[i]);
    }
    out_ += ']';
  }

  void argument(std::string_view role, const JoinedFiller& filler) {
    const Argument& a = *filler.argument;
    const std::size_t at = out_.size();
    if (!role.empty()) {
      out_ += ",\"role\":";
      out_.string(role);
    }
    out_ += ",\"start\":";
    out_.number(offsets_.from_byte(a.span.begin));
    out_ += ",\"end\":";
    out_.number(offsets_.from_byte(a.span.end));
    out_ += ",\"text\":";
    out_.string(a.span.of(document_.text()));
    if (a.mention != none) {
      out_ += ",\"mention\":";
      reference('m', a.mention);
    }
    if (a.entity != none) {
      out_ += ",\"entity\":";
      reference('e', a.entity);
    }
    if (!a.value.empty()) {
      out_ += ",\"value\":";
      out_.string(a.value);
    }
    facts(filler.facts);
    out_.put(at, '{');
    out_ += '}';
  }
};

}  // namespace

void write_events(const Document& document, const Offsets& offsets, JsonBuffer& out) { EventWriter(document, offsets, out).run(); }

}  // namespace sluice
