#include "cli/explanation.hpp"
#include "io/json_text.hpp"

namespace sluice::cli {
namespace {

/// Members of one object, parted by commas.
class Object {
 public:
  Object(std::string& out, const ShownText& text) : out_(out), text_(text) { out_ += '{'; }
  ~Object() { out_ += '}'; }
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;

  void text(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    key(name);
    append_json(out_, value);
  }
  void flag(std::string_view name, bool value) {
    key(name);
    out_ += value ? "true" : "false";
  }
  void span(std::string_view name, Span span) {
    if (span.empty()) return;
    key(name);
    out_ += "{\"start\":" + std::to_string(text_.offset(span.begin)) + ",\"end\":" + std::to_string(text_.offset(span.end)) + ",\"text\":";
    append_json(out_, span.of(text_.text()));
    out_ += '}';
  }
  void place(const RulePlace& place) {
    if (place.file.empty()) return;
    text("file", place.file);
    key("line");
    out_ += std::to_string(place.line);
    if (place.column == 0) return;
    key("column");
    out_ += std::to_string(place.column);
  }
  /// `each(object, one)` writes one element.
  template <class All, class Each>
  void list(std::string_view name, const All& all, Each each) {
    key(name);
    out_ += '[';
    bool first = true;
    for (const auto& one : all) {
      if (!first) out_ += ',';
      first = false;
      Object inner(out_, text_);
      each(inner, one);
    }
    out_ += ']';
  }

 private:
  std::string& out_;
  const ShownText& text_;
  bool first_ = true;

  void key(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    append_json(out_, name);
    out_ += ':';
  }
};

void write(Object& o, const Binding& b) {
  o.text("name", b.name);
  o.span("span", b.span);
  o.text("value", b.value);
}

void write(Object& o, const Proposal& p) {
  static constexpr const char* fates[] = {"won", "lost", "dropped"};
  o.text("type", p.type);
  o.span("span", p.span);
  o.text("rule", p.rule);
  o.place(p.place);
  o.text("fate", fates[p.fate]);
  o.text("beaten_by", p.beaten_by);
  o.span("winner", p.winner);
  o.text("value", p.value);
  if (p.trigger) {
    o.span("trigger", *p.trigger);
    o.text("polarity", name(p.polarity));
    o.text("modality", name(p.modality));
  }
  o.list("bindings", p.bindings, [](Object& inner, const Binding& b) { write(inner, b); });
}

void write(Object& o, const Attempt& a) {
  o.span("start", a.start);
  o.text("clause", a.clause);
  o.flag("matched", a.matched);
  o.list("steps", a.steps, [](Object& inner, const Attempt::Step& s) {
    inner.text("item", s.item);
    inner.place(s.place);
    inner.span("span", s.span);
    inner.flag("filled", s.filled);
  });
  o.list("refusals", a.refusals, [](Object& inner, const Refusal& r) {
    inner.text("item", r.item);
    inner.place(r.place);
    inner.span("token", r.token);
    inner.text("reason", r.reason);
  });
  o.text("outcome", a.outcome);
}

}  // namespace

std::string json_string(std::string_view text) {
  std::string out;
  append_json(out, text);
  return out;
}

std::string as_json(const PlaceExplanation& place, const ShownText& text) {
  std::string out;
  {
    Object o(out, text);
    o.text("document", text.name());
    o.span("token", place.token);
    o.span("sentence", place.sentence);
    o.text("zone", name(place.zone));
    o.list("mentions", place.mentions, [](Object& inner, const Proposal& p) { write(inner, p); });
    o.list("facts", place.facts, [](Object& inner, const Proposal& p) { write(inner, p); });
    o.list("layers", place.layers, [](Object& inner, const LayerRecord& r) {
      inner.text("kind", r.kind);
      inner.span("span", r.span);
      inner.list("fields", r.fields, [](Object& field, const Binding& b) { write(field, b); });
    });
  }
  return out;
}

std::string as_json(const RuleExplanation& rule, const ShownText& text) {
  std::string out;
  {
    Object o(out, text);
    o.text("document", text.name());
    o.text("rule", rule.rule);
    o.text("type", rule.type);
    o.flag("frame", rule.frame);
    o.place(rule.place);
    o.list("sentences", rule.sentences, [](Object& inner, const SentenceExplanation& s) {
      inner.span("sentence", s.sentence);
      inner.text("zone", name(s.zone));
      inner.text("note", s.note);
      inner.list("attempts", s.attempts, [](Object& one, const Attempt& a) { write(one, a); });
    });
  }
  return out;
}

}  // namespace sluice::cli
