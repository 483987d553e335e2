#include <algorithm>

#include "io/json_text.hpp"
#include "io/write.hpp"
#include "markup/value_text.hpp"

namespace sluice {
namespace {

constexpr std::uint32_t context_bytes = 32;  // of the text before and behind a quotation
constexpr std::string_view context =
    R"("@context":["http://www.w3.org/ns/anno.jsonld",{"sluice":"urn:sluice:ns#"}])";

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// What a URN may hold as it is; every other byte as %XX.
std::string urn_part(std::string_view id) {
  static constexpr std::string_view plain = "-._~!$'()*+,;=:@/";
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : id) {
    const auto byte = static_cast<unsigned char>(c);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || plain.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
  }
  return out;
}

class PageWriter {
 public:
  PageWriter(const InputRecord& record, const Document& document, std::string& out) : document_(document), out_(out), urn_("urn:sluice:document:" + urn_part(record.id)) {
    // The recommendation counts in code points.
    offsets_.assign(document.text(), OffsetUnit::codepoint, {});
  }

  void run(const InputRecord& record) {
    (out_ += '{') += context;
    member("id", urn_ + "#annotations");
    member("type", "AnnotationPage");
    member("sluice:document", record.id);
    if (!document_.date().empty()) member("sluice:date", document_.date());
    out_ += ",\"items\":[";
    for (std::size_t m = 0; m < document_.mentions().size(); ++m) mention(m);
    for (std::size_t f = 0; f < document_.facts().size(); ++f) fact(f);
    out_ += "]}\n";
  }

 private:
  const Document& document_;
  std::string& out_;
  std::string urn_;
  Offsets offsets_;
  bool first_ = true;

  void member(std::string_view key, std::string_view value) {
    (out_ += ",\"") += key;
    out_ += "\":";
    append_json(out_, value);
  }

  void begin_item(char kind, std::size_t index, std::string_view motivation) {
    if (!first_) out_ += ',';
    first_ = false;
    out_ += "{\"id\":";
    append_json(out_, urn_ + '#' + kind + std::to_string(index + 1));
    member("type", "Annotation");
    member("motivation", motivation);
  }

  void classifying(std::string_view type) {
    out_ += "{\"type\":\"TextualBody\",\"purpose\":\"classifying\",\"format\":\"text/plain\",\"value\":";
    append_json(out_, type);
    out_ += '}';
  }

  /// `"source":...,"selector":[...]}`: where it stands and what stands there.
  void place(Span span) {
    const std::string_view text = document_.text();
    std::uint32_t before = span.begin - std::min(span.begin, context_bytes);
    while (before > 0 && before < span.begin && is_continuation(text[before])) ++before;
    std::uint32_t behind = std::min(span.end + context_bytes, static_cast<std::uint32_t>(text.size()));
    while (behind > span.end && behind < text.size() && is_continuation(text[behind])) --behind;
    out_ += "\"source\":";
    append_json(out_, urn_);
    out_ += ",\"selector\":[{\"type\":\"TextPositionSelector\",\"start\":" + std::to_string(offsets_.from_byte(span.begin)) +
            ",\"end\":" + std::to_string(offsets_.from_byte(span.end)) + "},{\"type\":\"TextQuoteSelector\",\"exact\":";
    append_json(out_, span.of(text));
    member("prefix", text.substr(before, span.begin - before));
    member("suffix", text.substr(span.end, behind - span.end));
    out_ += "}]}";
  }

  void entity(std::uint32_t index) {
    member("sluice:entity", urn_ + "#e" + std::to_string(index + 1));
    member("sluice:name", document_.entities()[index].name);
  }

  void mention(std::size_t index) {
    const Mention& m = document_.mentions()[index];
    begin_item('m', index, "classifying");
    out_ += ",\"body\":";
    classifying(m.type);
    out_ += ",\"target\":{";
    place(m.span);
    if (m.entity != none) entity(m.entity);
    if (m.value)
      if (const std::string value = value_text(m.type, *m.value); !value.empty()) member("sluice:value", value);
    member("sluice:rule", m.rule);
    out_ += '}';
  }

  void fact(std::size_t index) {
    const Fact& f = document_.facts()[index];
    begin_item('f', index, "linking");
    out_ += ",\"body\":[";
    classifying(f.kind);
    for (const Argument& a : f.arguments) argument(a, a.role);
    if (f.attribution) argument(*f.attribution, "attribution");
    out_ += "],\"target\":{";
    place(f.trigger.empty() ? f.span() : f.trigger);
    member("sluice:polarity", name(f.polarity));
    member("sluice:modality", name(f.modality));
    member("sluice:event", urn_ + "#v" + std::to_string(f.event + 1));
    member("sluice:rule", f.rule);
    out_ += '}';
  }

  void argument(const Argument& a, std::string_view role) {
    out_ += ",{\"type\":\"SpecificResource\",\"purpose\":\"linking\",\"sluice:role\":";
    append_json(out_, role);
    if (a.mention != none) member("sluice:mention", urn_ + "#m" + std::to_string(a.mention + 1));
    if (a.entity != none) entity(a.entity);
    if (!a.value.empty()) member("sluice:value", a.value);
    out_ += ',';
    place(a.span);
  }
};

}  // namespace

void write_webannotation(const InputRecord& record, const Document& document, std::string& out) { PageWriter(record, document, out).run(record); }

}  // namespace sluice
