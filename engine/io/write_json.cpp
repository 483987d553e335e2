#include <string>
#include <string_view>

#include "io/write.hpp"

namespace sluice {
namespace {

class JsonDocument {
 public:
  JsonDocument(const Document& document, const Offsets& offsets, JsonBuffer& out) : document_(document), offsets_(offsets), out_(out) {}

  void zones() {
    list(",\"zones\":[", document_.zones(), [&](const Zone& zone) {
      string("{\"kind\":", name(zone.kind));
      position(",\"start\":", zone.span);
      out_ += '}';
    });
  }

  void mentions() {
    std::uint64_t number = 0;
    list(",\"mentions\":[", document_.mentions(), [&](const Mention& mention) {
      reference("{\"id\":\"m", number++);
      string(",\"type\":", mention.type);
      slice(",\"start\":", mention.span);
      if (mention.entity != none) reference(",\"entity\":\"e", mention.entity);
      string(",\"rule\":", mention.rule);
      if (mention.value) value(*mention.value);
      out_ += '}';
    });
  }

  void entities() {
    std::uint64_t number = 0;
    list(",\"entities\":[", document_.entities(), [&](const Entity& entity) {
      reference("{\"id\":\"e", number++);
      string(",\"type\":", entity.type);
      string(",\"name\":", entity.name);
      list(",\"aliases\":[", entity.aliases, [&](const std::string& alias) { out_.string(alias); });
      list(",\"mentions\":[", entity.mentions, [&](std::uint32_t mention) { reference("\"m", mention); });
      out_ += '}';
    });
  }

  void facts() {
    std::uint64_t number = 0;
    list(",\"facts\":[", document_.facts(), [&](const Fact& fact) {
      reference("{\"id\":\"f", number++);
      reference(",\"event\":\"v", fact.event);
      string(",\"type\":", fact.kind);
      string(",\"rule\":", fact.rule);
      string(",\"zone\":", name(fact.zone));
      place(",\"sentence\":{\"start\":", fact.sentence);
      piece(",\"trigger\":{\"start\":", fact.trigger);
      string(",\"polarity\":", name(fact.polarity));
      string(",\"modality\":", name(fact.modality));
      list(",\"args\":[", fact.arguments, [&](const Argument& a) {
        string("{\"role\":", a.role);
        slice(",\"start\":", a.span);
        rest_of(a);
      });
      if (fact.attribution) {
        slice(",\"attribution\":{\"start\":", fact.attribution->span);
        rest_of(*fact.attribution);
      }
      out_ += '}';
    });
  }

  void issues(const InputRecord& record) {
    out_ += ",\"issues\":[";
    bool first = true;
    const auto issue = [&](const Issue& i) {
      if (!first) out_ += ',';
      first = false;
      string("{\"code\":", i.code);
      out_.number(",\"offset\":", offsets_.from_byte(i.offset));
      string(",\"message\":", i.message);
      out_ += '}';
    };
    for (const Issue& i : record.issues) issue(i);
    for (const Issue& i : document_.issues()) issue(i);
    out_ += ']';
  }

 private:
  const Document& document_;
  const Offsets& offsets_;
  JsonBuffer& out_;

  // A fragment is all that stands before a value, so that one copy of a known size writes it.
  template <std::size_t n, class Items, class Write>
  void list(const char (&fragment)[n], const Items& items, Write write) {
    out_.literal(fragment);
    bool first = true;
    for (const auto& item : items) {
      if (!first) out_ += ',';
      first = false;
      write(item);
    }
    out_ += ']';
  }

  template <std::size_t n>
  void reference(const char (&fragment)[n], std::uint64_t index) {
    out_.number(fragment, index + 1);
    out_ += '"';
  }

  template <std::size_t n>
  void string(const char (&fragment)[n], std::string_view text) {
    out_.literal(fragment);
    out_.string(text);
  }

  template <std::size_t n>
  void present(const char (&fragment)[n], std::string_view text) {
    if (!text.empty()) string(fragment, text);
  }

  template <std::size_t n>
  void position(const char (&fragment)[n], Span span) {
    out_.number(fragment, offsets_.from_byte(span.begin));
    out_.number(",\"end\":", offsets_.from_byte(span.end));
  }

  template <std::size_t n>
  void slice(const char (&fragment)[n], Span span) {
    position(fragment, span);
    string(",\"text\":", span.of(document_.text()));
  }

  template <std::size_t n>
  void place(const char (&fragment)[n], Span span) {
    position(fragment, span);
    out_ += '}';
  }

  template <std::size_t n>
  void piece(const char (&fragment)[n], Span span) {
    slice(fragment, span);
    out_ += '}';
  }

  void rest_of(const Argument& argument) {
    if (argument.mention != none) reference(",\"mention\":\"m", argument.mention);
    if (argument.entity != none) reference(",\"entity\":\"e", argument.entity);
    if (argument.refers) place(",\"refers\":{\"start\":", *argument.refers);
    present(",\"value\":", argument.value);
    out_ += '}';
  }

  template <std::size_t n>
  void number(const char (&fragment)[n], const std::optional<Decimal>& decimal) {
    if (!decimal) return;
    out_.literal(fragment);
    out_.number(*decimal);
  }

  void value(const Value& v) {
    out_ += ",\"value\":";
    const std::size_t at = out_.size();
    number(",\"amount\":", v.amount);
    number(",\"low\":", v.low);
    number(",\"high\":", v.high);
    if (v.amount || v.low || v.high) string(",\"modifier\":", symbol(v.modifier));
    present(",\"currency\":", v.currency);
    present(",\"unit\":", v.unit);
    present(",\"dimension\":", v.dimension);
    present(",\"per\":", v.per);
    if (!v.si_unit.empty() && (v.si_amount || v.si_low || v.si_high)) {
      out_ += ",\"si\":";
      const std::size_t si = out_.size();
      number(",\"amount\":", v.si_amount);
      number(",\"low\":", v.si_low);
      number(",\"high\":", v.si_high);
      string(",\"unit\":", v.si_unit);
      out_.put(si, '{');
      out_ += '}';
    }
    present(",\"timex\":", v.timex);
    present(",\"mod\":", v.mod);
    present(",\"quant\":", v.quant);
    present(",\"freq\":", v.freq);
    present(",\"country\":", v.country);
    present(",\"reason\":", v.reason);
    if (v.of) piece(",\"of\":{\"start\":", *v.of);
    if (out_.size() == at) out_ += '{';
    out_.put(at, '{');
    out_ += '}';
  }
};

void begin(const InputRecord& record, const WriteOptions& options, JsonBuffer& out) {
  out += "{\"schema\":\"sluice/1\",\"engine\":{\"version\":";
  out.string(options.version);
  out += ",\"rules\":";
  out.string(options.rules);
  out += "},\"id\":";
  out.string(record.id);
}

}  // namespace

void write_json(const InputRecord& record, const Document& document, const WriteOptions& options, const Offsets& offsets, JsonBuffer& out) {
  begin(record, options, out);
  if (!document.date().empty()) {
    out += ",\"date\":";
    out.string(document.date());
  }
  out += ",\"offsets\":";
  out.string(name(options.offsets));
  if (!record.meta.empty()) (out += ",\"meta\":") += std::string_view(record.meta);
  if (options.with_text) {
    out += ",\"text\":";
    out.string(document.text());
  }
  if (options.source_map && !record.page.empty()) write_source_map(record, options.offsets, offsets, out);
  JsonDocument json(document, offsets, out);
  json.zones();
  json.mentions();
  json.entities();
  json.facts();
  if (options.events) write_events(document, offsets, out);
  json.issues(record);
  out += "}\n";
}

void write_json_error(const InputRecord& record, const WriteOptions& options, JsonBuffer& out) {
  begin(record, options, out);
  out += ",\"error\":{\"code\":";
  out.string(record.error ? std::string_view(record.error->code) : std::string_view());
  out += ",\"message\":";
  out.string(record.error ? std::string_view(record.error->message) : std::string_view());
  out += "}}\n";
}

}  // namespace sluice
