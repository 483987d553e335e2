#include "io/annotation_text.hpp"
#include "io/json_text.hpp"
#include "io/write.hpp"

namespace sluice {
namespace {

/// spaCy's tokens are words and runs of white space; one space behind a word belongs to the word.
std::vector<Span> with_white_space(const Segments& segments, std::string_view text) {
  std::vector<Span> tokens;
  std::uint32_t at = 0;
  for (const Span token : segments.tokens) {
    if (token.begin > at) tokens.push_back({at, token.begin});
    tokens.push_back(token);
    at = token.end;
    if (at < text.size() && text[at] == ' ') ++at;
  }
  if (at < text.size()) tokens.push_back({at, static_cast<std::uint32_t>(text.size())});
  return tokens;
}

class JsonLine {
 public:
  JsonLine(const Document& document, std::string& out) : document_(document), out_(out) { offsets_.assign(document.text(), OffsetUnit::codepoint, {}); }

  void start_end(Span span) {
    out_ += "{\"start\":" + std::to_string(offsets_.from_byte(span.begin)) + ",\"end\":" + std::to_string(offsets_.from_byte(span.end));
  }

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

  void member(std::string_view key, std::string_view value) {
    (out_ += ",\"") += key;
    out_ += "\":";
    append_json(out_, value);
  }

 private:
  const Document& document_;
  std::string& out_;
  Offsets offsets_;
};

}  // namespace

void write_spacy(const InputRecord& record, const Document& document, const WriteOptions& options, std::string& out) {
  Segments segments;
  segment_for_mentions(document, segments);
  JsonLine line(document, out);
  out += "{\"text\":";
  append_json(out, document.text());
  line.list("ents", flat_mentions(document), [&](std::uint32_t m) {
    line.start_end(document.mentions()[m].span);
    line.member("label", document.mentions()[m].type);
    out += '}';
  });
  line.list("sents", segments.sentences, [&](Span sentence) {
    line.start_end({segments.tokens[sentence.begin].begin, segments.tokens[sentence.end - 1].end});
    out += '}';
  });
  std::size_t number = 0;
  line.list("tokens", with_white_space(segments, document.text()), [&](Span token) {
    line.start_end(token);
    out += ",\"id\":" + std::to_string(number++) + '}';
  });
  out += ",\"spans\":{\"sc\":[";
  bool first = true;
  for (const Mention& m : document.mentions()) {
    if (m.span.empty()) continue;
    if (!first) out += ',';
    first = false;
    line.start_end(m.span);
    line.member("label", m.type);
    line.member("kb_id", m.entity == none ? std::string() : 'e' + std::to_string(m.entity + 1));
    out += '}';
  }
  out += "]},\"sluice\":";
  WriteOptions inner = options;
  inner.offsets = OffsetUnit::codepoint;
  inner.with_text = false;
  Offsets offsets;
  offsets.assign(document.text(), OffsetUnit::codepoint, {});
  JsonBuffer json;
  write_json(record, document, inner, offsets, json);
  std::string_view result = json.view();
  result.remove_suffix(1);
  out += result;
  out += "}\n";
}

void write_prodigy(const InputRecord& record, const Document& document, std::string& out) {
  Segments segments;
  segment_for_mentions(document, segments);
  const std::string_view text = document.text();
  JsonLine line(document, out);
  out += "{\"text\":";
  append_json(out, text);
  out += ",\"meta\":{\"id\":";
  append_json(out, record.id);
  if (!document.date().empty()) line.member("date", document.date());
  out += '}';
  std::size_t number = 0;
  line.list("tokens", segments.tokens, [&](Span token) {
    line.start_end(token);
    out += ",\"id\":" + std::to_string(number++);
    line.member("text", token.of(text));
    // Where anything stands before the next token, it is white space.
    const bool glued = number < segments.tokens.size() ? segments.tokens[number].begin == token.end : token.end == text.size();
    out += glued ? ",\"ws\":false}" : ",\"ws\":true}";
  });
  const auto span = [&](Span where, std::string_view label) {
    const Span tokens = tokens_under(segments, where);
    line.start_end(where);
    out += ",\"token_start\":" + std::to_string(tokens.begin) + ",\"token_end\":" + std::to_string(tokens.end - 1);
    line.member("label", label);
    out += '}';
  };
  std::vector<const Mention*> mentions;
  for (const Mention& m : document.mentions())
    if (!m.span.empty()) mentions.push_back(&m);
  line.list("spans", mentions, [&](const Mention* m) { span(m->span, m->type); });
  struct Relation {
    const Fact* fact;
    const Argument* argument;
  };
  std::vector<Relation> relations;
  for (const Fact& fact : document.facts())
    for (const Argument& a : fact.arguments)
      if (!a.span.empty() && !fact.trigger.empty()) relations.push_back({&fact, &a});
  line.list("relations", relations, [&](const Relation& r) {
    const Span head = tokens_under(segments, r.fact->trigger), child = tokens_under(segments, r.argument->span);
    out += "{\"head\":" + std::to_string(head.end - 1) + ",\"child\":" + std::to_string(child.end - 1) + ",\"head_span\":";
    span(r.fact->trigger, r.fact->kind);
    out += ",\"child_span\":";
    span(r.argument->span, r.argument->mention == none ? r.argument->role : document.mentions()[r.argument->mention].type);
    line.member("label", r.argument->role);
    out += '}';
  });
  out += "}\n";
}

}  // namespace sluice
