// Results as Python objects, made when they are asked for.
#include <array>

#include "held.hpp"
#include "sluice/engine.hpp"

namespace sluice::python {
namespace {

using Strings = std::vector<std::string_view>;
using Text = std::optional<std::string_view>;

Text present(std::string_view text) { return text.empty() ? Text() : Text(text); }

/// decimal.Decimal, exactly.
nb::object decimal(const std::optional<Decimal>& number) {
  if (!number) return nb::none();
  return nb::module_::import_("decimal").attr("Decimal")(number->to_string());
}

std::string repr_of(std::string_view text) { return nb::cast<std::string>(nb::repr(nb::str(text.data(), text.size()))); }

template <class Part, class Items>
std::vector<Handle<Part>> handles(const Shared& held, const Items& items) {
  std::vector<Handle<Part>> out;
  out.reserve(items.size());
  for (std::uint32_t i = 0; i < items.size(); ++i) out.push_back({held, i});
  return out;
}

const Mention& get(const MentionHandle& m) { return m.held->document.mentions_[m.index]; }
const Entity& get(const EntityHandle& e) { return e.held->document.entities_[e.index]; }
const Fact& get(const FactHandle& f) { return f.held->document.facts_[f.index]; }
std::string_view slice(const Shared& held, Span span) { return span.of(held->document.text_); }

std::optional<EntityHandle> entity(const Shared& held, std::uint32_t index) {
  if (index == none) return std::nullopt;
  return EntityHandle{held, index};
}

/// start, end, text, document for whatever has a span.
template <class Class, class SpanOf>
void spanned(nb::class_<Class>& type, SpanOf span) {
  type.def_prop_ro("start", [span](const Class& self) { return self.held->at(span(self).begin); }, "First code point of the text.")
      .def_prop_ro("end", [span](const Class& self) { return self.held->at(span(self).end); }, "One past the last code point.")
      .def_prop_ro("text", [span](const Class& self) { return slice(self.held, span(self)); }, "Exactly the slice of the document's text.")
      .def_prop_ro("document", [](const Class& self) { return PyDocument{self.held}; }, "The document that it is part of.");
}

template <class Class>
void comparable(nb::class_<Class>& type) {
  type.def("__eq__", [](const Class& a, nb::handle b) { return nb::isinstance<Class>(b) && a == nb::cast<const Class&>(b); }, nb::arg("other").none(),
           nb::sig("def __eq__(self, other: object, /) -> bool"));
}

void bind_piece(nb::module_& module) {
  nb::class_<Piece> type(module, "Span", "A piece of a document's text.");
  spanned(type, [](const Piece& p) { return p.span; });
  comparable(type);
  type.def("__hash__", [](const Piece& p) { return std::hash<const void*>()(p.held.get()) * 31 + p.span.begin * 7 + p.span.end; });
  type.def("__repr__", [](const Piece& p) {
    return "Span(" + std::to_string(p.held->at(p.span.begin)) + ", " + std::to_string(p.held->at(p.span.end)) + ", " + repr_of(slice(p.held, p.span)) + ")";
  });
}

std::string value_text(const Value& v) {
  if (!v.timex.empty()) return v.timex;
  if (!v.country.empty()) return v.country;
  std::string out = v.modifier == Modifier::exact ? "" : std::string(symbol(v.modifier));
  if (v.amount) out += v.amount->to_string();
  else if (v.low || v.high) out += (v.low ? v.low->to_string() : "") + ".." + (v.high ? v.high->to_string() : "");
  for (const std::string* unit : {&v.unit, &v.currency})
    if (!unit->empty()) out += ' ' + *unit;
  return v.per.empty() ? out : out + '/' + v.per;
}

void bind_value(nb::module_& module) {
  nb::class_<ValueHandle> type(module, "Value", "What a number, money, quantity, percent, date, time, duration, set, country or demonym is worth.");
  const auto number = [&](const char* name, std::optional<Decimal> Value::*part, const char* doc) {
    type.def_prop_ro(name, [part](const ValueHandle& v) { return decimal(v.get().*part); }, doc,
                     nb::for_getter(nb::sig((std::string("def ") + name + "(self) -> decimal.Decimal | None").c_str())));
  };
  const auto text = [&](const char* name, std::string Value::*part, const char* doc) {
    type.def_prop_ro(name, [part](const ValueHandle& v) { return present(v.get().*part); }, doc);
  };
  number("amount", &Value::amount, "The amount, exactly; None for a range and for what has none.");
  number("low", &Value::low, "Lower end of a range.");
  number("high", &Value::high, "Upper end of a range.");
  type.def_prop_ro("modifier", [](const ValueHandle& v) { return symbol(v.get().modifier); }, "`=`, `~`, `>`, `>=`, `<` or `<=`.");
  text("unit", &Value::unit, "UCUM code; a counted noun as `{job}`.");
  text("dimension", &Value::dimension, "`mass`, `length`, `count` ...");
  text("currency", &Value::currency, "ISO 4217 code.");
  text("per", &Value::per, "UCUM of what it is for each of.");
  number("si_amount", &Value::si_amount, "The amount in `si_unit`.");
  number("si_low", &Value::si_low, "Lower end in `si_unit`.");
  number("si_high", &Value::si_high, "Upper end in `si_unit`.");
  text("si_unit", &Value::si_unit, "SI base units.");
  text("timex", &Value::timex, "TIMEX3 value.");
  text("mod", &Value::mod, "TIMEX3 mod.");
  text("quant", &Value::quant, "TIMEX3 quant.");
  text("freq", &Value::freq, "TIMEX3 freq.");
  text("country", &Value::country, "ISO 3166-1 alpha-2 code.");
  text("reason", &Value::reason, "Why an ambiguous reading was chosen.");
  type.def_prop_ro("of", [](const ValueHandle& v) -> std::optional<Piece> {
    if (!v.get().of) return std::nullopt;
    return Piece{v.held, *v.get().of};
  }, "What is counted or measured.");
  type.def("__str__", [](const ValueHandle& v) { return value_text(v.get()); }, "As gold files write it: `>70`, `5..7 t`, `12000000 EUR`, `2024-10`.");
  type.def("__repr__", [](const ValueHandle& v) { return "Value(" + value_text(v.get()) + ")"; });
}

void bind_mention(nb::module_& module) {
  nb::class_<MentionHandle> type(module, "Mention", "A typed span: a name or a value.");
  spanned(type, [](const MentionHandle& m) { return get(m).span; });
  comparable(type);
  type.def("__hash__", &MentionHandle::hash);
  type.def_prop_ro("id", [](const MentionHandle& m) { return "m" + std::to_string(m.index + 1); }, "`m1`, `m2` ... as in the JSON.");
  type.def_prop_ro("type", [](const MentionHandle& m) { return get(m).type; }, "`person`, `organization`, `money`, `date` ...");
  type.def_prop_ro("rule", [](const MentionHandle& m) { return get(m).rule; }, "What made it.");
  type.def_prop_ro("entity", [](const MentionHandle& m) { return entity(m.held, get(m).entity); }, "What it means.");
  type.def_prop_ro("value", [](const MentionHandle& m) -> std::optional<ValueHandle> {
    if (!get(m).value) return std::nullopt;
    return ValueHandle{m.held, m.index};
  }, "What it is worth.");
  type.def("__repr__", [](const MentionHandle& m) {
    const std::string value = get(m).value ? ", " + value_text(*get(m).value) : "";
    return "Mention(" + repr_of(get(m).type) + ", " + repr_of(slice(m.held, get(m).span)) + value + ")";
  });
}

void bind_entity(nb::module_& module) {
  nb::class_<EntityHandle> type(module, "Entity", "Mentions that mean one thing.");
  comparable(type);
  type.def("__hash__", &EntityHandle::hash);
  type.def_prop_ro("id", [](const EntityHandle& e) { return "e" + std::to_string(e.index + 1); }, "`e1`, `e2` ... as in the JSON.");
  type.def_prop_ro("type", [](const EntityHandle& e) { return get(e).type; }, "`person`, `organization` ...");
  type.def_prop_ro("name", [](const EntityHandle& e) { return std::string_view(get(e).name); }, "Its full form in the text.");
  type.def_prop_ro("aliases", [](const EntityHandle& e) { return Strings(get(e).aliases.begin(), get(e).aliases.end()); }, "Its other forms in the text.");
  type.def_prop_ro("mentions", [](const EntityHandle& e) {
    std::vector<MentionHandle> out;
    for (const std::uint32_t m : get(e).mentions) out.push_back({e.held, m});
    return out;
  }, "Where it stands.");
  type.def_prop_ro("document", [](const EntityHandle& e) { return PyDocument{e.held}; }, "The document that it is part of.");
  type.def("__repr__", [](const EntityHandle& e) { return "Entity(" + repr_of(get(e).type) + ", " + repr_of(get(e).name) + ")"; });
}

void bind_argument(nb::module_& module) {
  nb::class_<ArgumentHandle> type(module, "Argument", "What fills a role of a fact.");
  spanned(type, [](const ArgumentHandle& a) { return a.get().span; });
  comparable(type);
  type.def("__hash__", [](const ArgumentHandle& a) { return std::hash<const void*>()(a.held.get()) * 31 + a.fact * 64 + a.index; });
  type.def_prop_ro("role", [](const ArgumentHandle& a) { return a.get().role; }, "`member`, `acquirer` ...; empty for an attribution.");
  type.def_prop_ro("mention", [](const ArgumentHandle& a) -> std::optional<MentionHandle> {
    if (a.get().mention == none) return std::nullopt;
    return MentionHandle{a.held, a.get().mention};
  }, "The mention with this very span.");
  type.def_prop_ro("entity", [](const ArgumentHandle& a) { return entity(a.held, a.get().entity); }, "What it is, or stands for.");
  type.def_prop_ro("refers", [](const ArgumentHandle& a) -> std::optional<Piece> {
    if (!a.get().refers) return std::nullopt;
    return Piece{a.held, *a.get().refers};
  }, "Antecedent that is no named mention.");
  type.def_prop_ro("value", [](const ArgumentHandle& a) { return present(a.get().value); }, "`up` or `down`, for a direction.");
  type.def_prop_ro("name", [](const ArgumentHandle& a) {
    return a.get().entity == none ? slice(a.held, a.get().span) : std::string_view(a.held->document.entities_[a.get().entity].name);
  }, "The name of what it stands for, else its text.");
  type.def("__repr__", [](const ArgumentHandle& a) { return "Argument(" + repr_of(a.get().role) + ", " + repr_of(slice(a.held, a.get().span)) + ")"; });
}

std::vector<ArgumentHandle> arguments(const FactHandle& f) {
  std::vector<ArgumentHandle> out;
  for (std::uint32_t i = 0; i < get(f).arguments.size(); ++i) out.push_back({f.held, f.index, i});
  return out;
}

std::optional<ArgumentHandle> argument(const FactHandle& f, std::string_view role) {
  for (const ArgumentHandle& a : arguments(f))
    if (a.get().role == role) return a;
  return std::nullopt;
}

void bind_fact(nb::module_& module) {
  nb::class_<FactHandle> type(module, "Fact", "A typed record that one sentence states. `fact[\"member\"]` is the argument in that role.");
  spanned(type, [](const FactHandle& f) { return get(f).span(); });
  comparable(type);
  type.def("__hash__", &FactHandle::hash);
  type.def_prop_ro("id", [](const FactHandle& f) { return "f" + std::to_string(f.index + 1); }, "`f1`, `f2` ... as in the JSON.");
  type.def_prop_ro("event", [](const FactHandle& f) { return "v" + std::to_string(get(f).event + 1); }, "Facts with the same event tell the same thing.");
  type.def_prop_ro("type", [](const FactHandle& f) { return get(f).kind; }, "`membership`, `acquisition` ...");
  type.def_prop_ro("rule", [](const FactHandle& f) { return get(f).rule; }, "The rule that made it.");
  type.def_prop_ro("zone", [](const FactHandle& f) { return name(get(f).zone); }, "`title`, `meta`, `body`, `related` or `boilerplate`.");
  type.def_prop_ro("polarity", [](const FactHandle& f) { return name(get(f).polarity); }, "`positive` or `negative`.");
  type.def_prop_ro("modality", [](const FactHandle& f) { return name(get(f).modality); }, "`actual`, `planned`, `possible` or `conditional`.");
  type.def_prop_ro("sentence", [](const FactHandle& f) { return Piece{f.held, get(f).sentence}; }, "The sentence that states it.");
  type.def_prop_ro("trigger", [](const FactHandle& f) { return Piece{f.held, get(f).trigger}; }, "The word that it hangs on.");
  type.def_prop_ro("arguments", arguments, "What fills its roles.");
  type.def_prop_ro("attribution", [](const FactHandle& f) -> std::optional<ArgumentHandle> {
    if (!get(f).attribution) return std::nullopt;
    return ArgumentHandle{f.held, f.index, none};
  }, "The source that the sentence names.");
  type.def("get", argument, nb::arg("role"), "The first argument in this role, or None.");
  type.def("__getitem__", [](const FactHandle& f, std::string_view role) {
    const auto found = argument(f, role);
    if (!found) throw nb::key_error(std::string(role).c_str());
    return *found;
  }, nb::arg("role"));
  type.def("__contains__", [](const FactHandle& f, std::string_view role) { return argument(f, role).has_value(); }, nb::arg("role"));
  type.def("__repr__", [](const FactHandle& f) {
    const Fact& fact = get(f);
    std::string out = "Fact(" + repr_of(fact.kind);
    for (const Argument& a : fact.arguments) out += ", " + std::string(a.role) + "=" + repr_of(slice(f.held, a.span));
    if (fact.polarity == Polarity::negative) out += ", negative";
    if (fact.modality != Modality::actual) out += ", " + std::string(name(fact.modality));
    return out + ")";
  });
}

struct PyZone : Piece {
  ZoneKind kind;
};

struct PyIssue {
  Shared held;
  Issue issue;
};

void bind_rest(nb::module_& module) {
  nb::class_<PyZone> zone(module, "Zone", "A piece of the page.");
  spanned(zone, [](const PyZone& z) { return z.span; });
  zone.def_prop_ro("kind", [](const PyZone& z) { return name(z.kind); }, "`title`, `meta`, `body`, `related` or `boilerplate`.");
  zone.def("__repr__", [](const PyZone& z) {
    return "Zone(" + repr_of(name(z.kind)) + ", " + std::to_string(z.held->at(z.span.begin)) + ", " + std::to_string(z.held->at(z.span.end)) + ")";
  });
  nb::class_<PyIssue> issue(module, "Issue", "What was wrong with a document.");
  issue.def_prop_ro("code", [](const PyIssue& i) { return std::string_view(i.issue.code); }, "Stable, such as `T001`.");
  issue.def_prop_ro("offset", [](const PyIssue& i) { return i.held->at(i.issue.offset); }, "Where, in code points.");
  issue.def_prop_ro("message", [](const PyIssue& i) { return std::string_view(i.issue.message); }, "What is wrong.");
  issue.def("__repr__", [](const PyIssue& i) { return "Issue(" + repr_of(i.issue.code) + ", " + repr_of(i.issue.message) + ")"; });
}

std::string json_of(const Held& held, bool with_text) {
  WriteOptions options;
  options.with_text = with_text;
  options.version = version();
  options.rules = held.rules;
  JsonBuffer json;
  write_json(held.record, held.document, options, held.offsets, json);
  return std::string(json.view());
}

}  // namespace

void bind_document(nb::module_& module) {
  bind_piece(module);
  bind_value(module);
  nb::class_<PyDocument> type(module, "Document", "What extraction found in one text. Offsets count code points, as Python does.");
  bind_mention(module);
  bind_entity(module);
  bind_argument(module);
  bind_fact(module);
  bind_rest(module);
  type.def_prop_ro("id", [](const PyDocument& d) { return std::string_view(d.held->record.id); }, "As it was given; empty where it was not.");
  type.def_prop_ro("text", [](const PyDocument& d) { return d.held->document.text(); }, "What the offsets count in. Bytes that are no UTF-8 are U+FFFD in it.");
  type.def_prop_ro("date", [](const PyDocument& d) { return present(d.held->document.date()); }, "ISO date that relative dates were counted from.");
  type.def_prop_ro("rules_hash", [](const PyDocument& d) { return std::string_view(d.held->rules); }, "Hash of the rules that made it.");
  type.def_prop_ro("zones", [](const PyDocument& d) {
    std::vector<PyZone> out;
    for (const Zone& z : d.held->document.zones()) out.push_back({{d.held, z.span}, z.kind});
    return out;
  }, "Pieces of the page, in order.");
  type.def_prop_ro("mentions", [](const PyDocument& d) { return handles<Mention>(d.held, d.held->document.mentions_); }, "Names and values, in the order of the text.");
  type.def_prop_ro("entities", [](const PyDocument& d) { return handles<Entity>(d.held, d.held->document.entities_); }, "What the names mean.");
  type.def_prop_ro("facts", [](const PyDocument& d) { return handles<Fact>(d.held, d.held->document.facts_); }, "Typed records, in the order of the text.");
  type.def_prop_ro("issues", [](const PyDocument& d) {
    std::vector<PyIssue> out;
    for (const Issue& i : d.held->record.issues) out.push_back({d.held, i});
    for (const Issue& i : d.held->document.issues()) out.push_back({d.held, i});
    return out;
  }, "What was wrong with the text.");
  type.def("to_json", [](const PyDocument& d, bool with_text) { return json_of(*d.held, with_text); }, nb::arg("with_text") = false,
           "One line of JSON, byte for byte what `sluice extract` writes.");
  type.def("to_dict", [](const PyDocument& d, bool with_text) { return nb::module_::import_("json").attr("loads")(json_of(*d.held, with_text)); },
           nb::arg("with_text") = false, nb::sig("def to_dict(self, with_text: bool = False) -> dict[str, typing.Any]"), "The JSON as a dictionary.");
  type.def("_repr_html_", [](nb::handle self) { return nb::module_::import_("sluice.html").attr("render")(self); },
           nb::sig("def _repr_html_(self) -> str"), "The text with its mentions marked, and its facts.");
  type.def("__len__", [](const PyDocument& d) { return d.held->at(static_cast<std::uint32_t>(d.held->document.text_.size())); }, "Code points of the text.");
  type.def("__bool__", [](const PyDocument&) { return true; });
  type.def("__eq__", [](const PyDocument& a, nb::handle b) { return nb::isinstance<PyDocument>(b) && a.held == nb::cast<const PyDocument&>(b).held; },
           nb::arg("other").none(), nb::sig("def __eq__(self, other: object, /) -> bool"));
  type.def("__hash__", [](const PyDocument& d) { return std::hash<const void*>()(d.held.get()); });
  type.def("__repr__", [](const PyDocument& d) {
    const std::string_view text = d.held->document.text();
    const nb::str whole(text.data(), text.size());
    const bool long_text = nb::len(whole) > 40;
    const nb::object start = long_text ? nb::object(whole[nb::slice(0, 40)]) + nb::object(nb::str("...")) : nb::object(whole);
    std::string out = "Document(" + nb::cast<std::string>(nb::repr(start));
    if (!d.held->record.id.empty()) out += ", id=" + repr_of(d.held->record.id);
    return out + ", mentions=" + std::to_string(d.held->document.mentions().size()) + ", facts=" + std::to_string(d.held->document.facts().size()) + ")";
  });
}

}  // namespace sluice::python
