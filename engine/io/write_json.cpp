#include <string>
#include <string_view>

#include "io/write.hpp"

namespace sluice {
namespace {

class JsonDocument {
 public:
  JsonDocument(const Document& document, const Offsets& offsets, JsonBuffer& out) : document_(document), offsets_(offsets), out_(out) {}

  void zones() {
    list("zones", document_.zones(), [&](const Zone& zone) {
      out_ += "{\"kind\":";
      out_.string(name(zone.kind));
      position(zone.span);
      out_ += '}';
    });
  }

  void mentions() {
    std::uint64_t number = 0;
    list("mentions", document_.mentions(), [&](const Mention& mention) {
      out_ += "{\"id\":";
      reference('m', number++);
      string("type", mention.type);
      slice(mention.span);
      if (mention.entity != none) {
        out_ += ",\"entity\":";
        reference('e', mention.entity);
      }
      string("rule", mention.rule);
      if (mention.value) value(*mention.value);
      out_ += '}';
    });
  }

  void entities() {
    std::uint64_t number = 0;
    list("entities", document_.entities(), [&](const Entity& entity) {
      out_ += "{\"id\":";
      reference('e', number++);
      string("type", entity.type);
      string("name", entity.name);
      list("aliases", entity.aliases, [&](const std::string& alias) { out_.string(alias); });
      list("mentions", entity.mentions, [&](std::uint32_t mention) { reference('m', mention); });
      out_ += '}';
    });
  }

  void facts() {
    std::uint64_t number = 0;
    list("facts", document_.facts(), [&](const Fact& fact) {
      out_ += "{\"id\":";
      reference('f', number++);
      out_ += ",\"event\":";
      reference('v', fact.event);
      string("type", fact.kind);
      string("rule", fact.rule);
      string("zone", name(fact.zone));
      out_ += ",\"sentence\":";
      object(fact.sentence, false);
      out_ += ",\"trigger\":";
      object(fact.trigger, true);
      string("polarity", name(fact.polarity));
      string("modality", name(fact.modality));
      list("args", fact.arguments, [&](const Argument& a) { argument(a, true); });
      if (fact.attribution) {
        out_ += ",\"attribution\":";
        argument(*fact.attribution, false);
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
      out_ += "{\"code\":";
      out_.string(i.code);
      out_ += ",\"offset\":";
      out_.number(offsets_.from_byte(i.offset));
      string("message", i.message);
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

  template <class Items, class Write>
  void list(std::string_view key, const Items& items, Write write) {
    (out_ += ",\"") += key;
    out_ += "\":[";
    bool first = true;
    for (const auto& item : items) {
      if (!first) out_ += ',';
      first = false;
      write(item);
    }
    out_ += ']';
  }

  void reference(char kind, std::uint64_t index) {
    (out_ += '"') += kind;
    out_.number(index + 1);
    out_ += '"';
  }

  void string(std::string_view key, std::string_view text) {
    (out_ += ",\"") += key;
    out_ += "\":";
    out_.string(text);
  }

  void present(std::string_view key, std::string_view text) {
    if (!text.empty()) string(key, text);
  }

  void position(Span span) {
    out_ += ",\"start\":";
    out_.number(offsets_.from_byte(span.begin));
    out_ += ",\"end\":";
    out_.number(offsets_.from_byte(span.end));
  }

  void slice(Span span) {
    position(span);
    string("text", span.of(document_.text()));
  }

  void object(Span span, bool with_text) {
    const std::size_t at = out_.size();
    with_text ? slice(span) : position(span);
    out_.put(at, '{');
    out_ += '}';
  }

  void argument(const Argument& argument, bool with_role) {
    const std::size_t at = out_.size();
    if (with_role) string("role", argument.role);
    slice(argument.span);
    if (argument.mention != none) {
      out_ += ",\"mention\":";
      reference('m', argument.mention);
    }
    if (argument.entity != none) {
      out_ += ",\"entity\":";
      reference('e', argument.entity);
    }
    if (argument.refers) {
      out_ += ",\"refers\":";
      object(*argument.refers, false);
    }
    present("value", argument.value);
    out_.put(at, '{');
    out_ += '}';
  }

  void number(std::string_view key, const std::optional<Decimal>& decimal) {
    if (!decimal) return;
    (out_ += ",\"") += key;
    out_ += "\":";
    out_.number(*decimal);
  }

  void value(const Value& v) {
    out_ += ",\"value\":";
    const std::size_t at = out_.size();
    number("amount", v.amount);
    number("low", v.low);
    number("high", v.high);
    if (v.amount || v.low || v.high) string("modifier", symbol(v.modifier));
    present("currency", v.currency);
    present("unit", v.unit);
    present("dimension", v.dimension);
    present("per", v.per);
    if (!v.si_unit.empty() && (v.si_amount || v.si_low || v.si_high)) {
      out_ += ",\"si\":";
      const std::size_t si = out_.size();
      number("amount", v.si_amount);
      number("low", v.si_low);
      number("high", v.si_high);
      string("unit", v.si_unit);
      out_.put(si, '{');
      out_ += '}';
    }
    present("timex", v.timex);
    present("mod", v.mod);
    present("quant", v.quant);
    present("freq", v.freq);
    present("country", v.country);
    present("reason", v.reason);
    if (v.of) {
      out_ += ",\"of\":";
      object(*v.of, true);
    }
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
