#include "rules/roles.hpp"

#include <algorithm>
#include <array>

namespace sluice {
namespace {

template <class Names>
std::string listed(const Names& names) {
  std::string out;
  for (const auto& name : names) {
    if (!out.empty()) out += ", ";
    out += name;
  }
  return out;
}

const ast::Slot* find_slot(const RuleScope& scope, std::string_view id) {
  if (scope.schema == nullptr) return nullptr;
  const auto found = std::find_if(scope.schema->slots.begin(), scope.schema->slots.end(), [&](const ast::Slot& s) { return s.id == id; });
  return found == scope.schema->slots.end() ? nullptr : &*found;
}

std::vector<std::string_view> slot_names(const RuleScope& scope) {
  std::vector<std::string_view> names;
  if (scope.schema != nullptr)
    for (const ast::Slot& slot : scope.schema->slots) names.push_back(slot.id);
  return names;
}

template <class Visit>
void each_filling_item(const ast::Rule& rule, Visit&& visit) {
  for (const ast::Pattern& match : rule.matches) each_item(match, visit);
  for (const ast::FramePart& part : rule.parts)
    for (const ast::Pattern& bind : part.binds) each_item(bind, visit);
}

}  // namespace

bool RoleChecker::captures(RuleScope& scope) {
  bool good = true;
  each_filling_item(scope.rule, [&](const ast::Item& item) {
    if (item.capture.empty()) return;
    const bool is_new = scope.captures.insert(item.capture).second;
    if (is_new && scope.captures.size() == most_captures + 1) {
      reporter_.report("C022", item.place, {std::to_string(most_captures)});
      good = false;
    }
    if (!scope.fact || item.capture[0] == '_') return;
    if (find_slot(scope, item.capture) == nullptr) {
      const auto slots = slot_names(scope);
      if (is_new) reporter_.report("C010", item.place, {item.capture, scope.rule.type, listed(slots)}, patterns_.suggest()(item.capture,
          slots));
      good = false;
    } else {
      good = role_type(scope, item) && good;
    }
  });
  return good;
}

bool RoleChecker::fits(std::string_view given, std::string_view wanted) const {
  if (given == wanted || wanted == "text") return true;
  const SymbolId g = builtin_.find(given), w = builtin_.find(wanted);
  // Lists and chunks give words, which may be read as anything; entity types are names of their own.
  if (g == no_symbol) {
    const auto known = names_.names.find(given);
    return known == names_.names.end() || known->second.kind != NameTable::entity;
  }
  if (g == sy_noun_group || g == sy_verb_group || g == sy_pronoun) return true;
  const auto measure = [](SymbolId s) { return s == sy_quantity || s == sy_count || (s >= builtin_symbols && s != no_symbol); };
  const auto period = [](SymbolId s) { return s == sy_period || s == sy_set || s == sy_duration; };
  return (measure(g) && measure(w) && (g == sy_quantity || w == sy_quantity)) || (period(g) && period(w) && (g == sy_period ||
      w == sy_period));
}

bool RoleChecker::role_type(const RuleScope& scope, const ast::Item& item) {
  const ast::Slot& slot = *find_slot(scope, item.capture);
  ast::Item bare = item;
  bare.minimum = bare.maximum = 1;
  const auto given = patterns_.types(bare);
  if (!given || slot.types.empty() || item.maximum > 1) return true;
  for (const std::string& g : *given)
    for (const std::string& w : slot.types)
      if (fits(g, w)) return true;
  reporter_.report("C013", item.place, {slot.id, listed(slot.types), listed(*given)});
  return false;
}

bool RoleChecker::filled(const RuleScope& scope, const std::vector<std::string>& wanted) const {
  const ast::Rule& rule = scope.rule;
  for (const ast::Set& set : rule.sets)
    if (std::find(wanted.begin(), wanted.end(), set.id) != wanted.end()) return true;
  for (const ast::FramePart& part : rule.parts)
    for (const ast::Pattern& bind : part.binds)
      if (surely_fills(bind, wanted)) return true;
  return !rule.matches.empty() &&
         std::all_of(rule.matches.begin(), rule.matches.end(), [&](const ast::Pattern& match) { return surely_fills(match, wanted); });
}

bool RoleChecker::coverage(const RuleScope& scope) {
  if (!scope.fact) return true;
  bool good = true;
  for (const ast::Slot& slot : scope.schema->slots) {
    const bool chosen = std::any_of(scope.schema->one_of.begin(), scope.schema->one_of.end(), [&](const auto& group) {
      return std::find(group.begin(), group.end(), slot.id) != group.end();
    });
    if (slot.optional || chosen || filled(scope, {slot.id})) continue;
    reporter_.report("C011", scope.rule.place, {slot.id});
    good = false;
  }
  // Which of a group is filled shows in the text, where a match that fills none is refused; here it only has to be possible.
  for (const auto& group : scope.schema->one_of) {
    const bool possible = std::any_of(group.begin(), group.end(), [&](const std::string& id) { return scope.captures.contains(id); });
    if (possible || filled(scope, group)) continue;
    reporter_.report("C012", scope.rule.place, {listed(group)});
    good = false;
  }
  return good;
}

// Tests.

namespace {

struct Function {
  std::string_view name;
  std::size_t captures;     // leading arguments that are captures
  bool list;                // and then a word list
  std::string_view takes;
};
constexpr std::array<Function, 14> functions = {{{"initials", 2, false, "two captures"},
                                                 {"filled", 1, false, "one capture"},
                                                 {"headline", 0, false, "nothing"},
                                                 {"title_case", 0, false, "nothing"},
                                                 {"content", 0, false, "nothing"},
                                                 {"value", 1, false, "one capture"},
                                                 {"text", 1, false, "one capture"},
                                                 {"capitalised", 1, false, "one capture"},
                                                 {"same", 2, false, "two captures"},
                                                 {"distinct", 2, false, "two captures"},
                                                 {"in", 1, true, "a capture and a word list"},
                                                 {"not_in", 1, true, "a capture and a word list"},
                                                 {"sentence_first", 1, false, "one capture"},
                                                 {"length", 1, false, "one capture"}}};
constexpr std::array<std::string_view, 5> zones = {"title", "meta", "body", "related", "boilerplate"};

struct Attribute {
  std::string_view name;
  std::array<std::string_view, 4> values;
};
constexpr std::array<Attribute, 4> attributes = {{{"modality", {"actual", "planned", "possible", "conditional"}},
                                                  {"polarity", {"positive", "negative"}},
                                                  {"voice", {"active", "passive"}},
                                                  {"tense", {"none", "past", "present", "future"}}}};

const Attribute* find_attribute(std::string_view name) {
  const auto found = std::find_if(attributes.begin(), attributes.end(), [&](const Attribute& a) { return a.name == name; });
  return found == attributes.end() ? nullptr : &*found;
}

bool has_value(const Attribute& attribute, std::string_view value) {
  return !value.empty() && std::find(attribute.values.begin(), attribute.values.end(), value) != attribute.values.end();
}

std::string values_of(const Attribute& attribute) {
  std::vector<std::string_view> values;
  for (std::string_view value : attribute.values)
    if (!value.empty()) values.push_back(value);
  return listed(values);
}

}  // namespace

bool RoleChecker::capture(const RuleScope& scope, std::string_view id, ast::Place place) {
  if (scope.captures.contains(id)) return true;
  reporter_.report("C032", place, {id}, patterns_.suggest()(id, scope.captures));
  return false;
}

bool RoleChecker::where(const RuleScope& scope) {
  bool good = true;
  for (const ast::Test& one : scope.rule.where) good = test(scope, one) && good;
  return good;
}

bool RoleChecker::test(const RuleScope& scope, const ast::Test& one) {
  if (one.kind == ast::Test::call) return call(scope, one);
  if (one.kind == ast::Test::compare) return one.arguments.empty() ? comparison(scope, one) : call(scope, one);
  bool good = true;
  for (const ast::Test& operand : one.operands) good = test(scope, operand) && good;
  return good;
}

bool RoleChecker::call(const RuleScope& scope, const ast::Test& one) {
  const bool compared = one.kind == ast::Test::compare;
  if (one.name == "zone") {
    if (compared) return reporter_.report("C035", one.place, {"zone", "zone(body)"}), false;
    if (one.arguments.size() != 1) return reporter_.report("C031", one.place, {"zone", "one kind of zone"}), false;
    const std::string& kind = one.arguments.front();
    if (std::find(zones.begin(), zones.end(), kind) != zones.end()) return true;
    reporter_.report("C034", one.place, {kind, "zone", listed(zones)}, patterns_.suggest()(kind, zones));
    return false;
  }
  const auto found = std::find_if(functions.begin(), functions.end(), [&](const Function& f) { return f.name == one.name; });
  if (found == functions.end()) {
    std::vector<std::string_view> known = {"zone"};
    for (const Function& f : functions) known.push_back(f.name);
    reporter_.report("C030", one.place, {one.name}, patterns_.suggest()(one.name, known));
    return false;
  }
  if (one.name == "content" && !scope.fact) return reporter_.report("C038", one.place, {one.name}), false;
  if (one.arguments.size() != found->captures + (found->list ? 1 : 0)) {
    reporter_.report("C031", one.place, {one.name, found->takes});
    return false;
  }
  const bool is_length = one.name == "length";
  const bool measured = is_length || one.name == "value" || one.name == "text";
  if (compared != measured || (is_length && (!one.number || one.value.find_first_of("-.") != std::string::npos))) {
    const std::string use = is_length ? "length(capture) > 2" : measured ? one.name + "(capture) = \"...\""
        : one.name + "(...) alone, or not " + one.name + "(...)";
    reporter_.report("C035", one.place, {one.name, use});
    return false;
  }
  bool good = true;
  for (std::size_t i = 0; i < found->captures; ++i) good = capture(scope, one.arguments[i], one.place) && good;
  if (found->list) good = patterns_.resolve_list(one.arguments.back(), one.place) && good;
  return good;
}

bool RoleChecker::comparison(const RuleScope& scope, const ast::Test& one) {
  if (scope.captures.contains(one.name)) return true;
  const Attribute* attribute = find_attribute(one.name);
  if (attribute == nullptr) {
    std::vector<std::string_view> known(scope.captures.begin(), scope.captures.end());
    for (const Attribute& a : attributes) known.push_back(a.name);
    reporter_.report("C030", one.place, {one.name}, patterns_.suggest()(one.name, known));
    return false;
  }
  if (!scope.fact) return reporter_.report("C038", one.place, {one.name}), false;
  if (one.op != "=" && one.op != "!=") return reporter_.report("C035", one.place, {one.name, "= or !="}), false;
  if (has_value(*attribute, one.value)) return true;
  reporter_.report("C034", one.place, {one.value, one.name, values_of(*attribute)}, patterns_.suggest()(one.value, attribute->values));
  return false;
}

// Values that are set.

bool RoleChecker::sets(RuleScope& scope) {
  bool good = true;
  for (ast::Set& set : scope.rule.sets) {
    const bool attribute = scope.fact ? set.id == "modality" || set.id == "polarity" : set.id == "country" || set.id == "name";
    if (!attribute && find_slot(scope, set.id) == nullptr) {
      std::vector<std::string_view> known = slot_names(scope);
      for (std::string_view more : scope.fact ? std::array<std::string_view, 2>{"modality", "polarity"}
                                              : std::array<std::string_view, 2>{"country", "name"})
        known.push_back(more);
      std::string near = patterns_.suggest()(set.id, known);
      reporter_.report("C036", set.place, {set.id, scope.rule.type, "it can set " + listed(known)}, std::move(near));
      good = false;
    }
    good = expression(scope, set.value) && good;
    const Attribute* fixed = scope.fact && attribute ? find_attribute(set.id) : nullptr;
    if (fixed != nullptr && set.value.kind == ast::Expression::text && !has_value(*fixed, set.value.value)) {
      reporter_.report("C034", set.value.place, {set.value.value, set.id, values_of(*fixed)}, patterns_.suggest()(set.value.value,
          fixed->values));
      good = false;
    }
  }
  return good;
}

bool RoleChecker::expression(const RuleScope& scope, ast::Expression& e) {
  bool good = true;
  switch (e.kind) {
    case ast::Expression::identifier:
      if (!scope.captures.contains(e.value)) e.kind = ast::Expression::text;
      return true;
    case ast::Expression::call:
      if (e.value != "value" && e.value != "text") {
        reporter_.report("C037", e.place, {e.value});
        good = false;
      }
      return capture(scope, e.operands.front().value, e.operands.front().place) && good;
    case ast::Expression::conditional: good = capture(scope, e.value, e.place); break;
    default: break;
  }
  for (ast::Expression& operand : e.operands) good = expression(scope, operand) && good;
  return good;
}

bool RoleChecker::aliases(const RuleScope& scope) {
  bool good = true;
  for (const std::string& alias : scope.rule.aliases) {
    if (scope.fact) {
      reporter_.report("C021", scope.rule.place, {scope.rule.type});
      return false;
    }
    if (scope.captures.contains(alias)) continue;
    reporter_.report("C020", scope.rule.place, {alias}, patterns_.suggest()(alias, scope.captures));
    good = false;
  }
  return good;
}

// Test sentences.

std::vector<std::string_view> markup_labels(std::string_view text, std::string& error) {
  struct Open {
    bool labelled = false;
    std::size_t brackets = 0;   // brackets of a unit inside the value: [lb_av]
  };
  std::vector<Open> open;
  std::vector<std::string_view> labels;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\') {
      ++i;
    } else if (c == '[') {
      if (!open.empty() && open.back().labelled) ++open.back().brackets;
      else open.push_back({});
    } else if (c == ']') {
      if (open.empty()) return error = "']' without '['", labels;
      if (open.back().brackets > 0) {
        --open.back().brackets;
      } else {
        if (!open.back().labelled) return error = "'[' without '|role'", labels;
        open.pop_back();
      }
    } else if (c == '|' && !open.empty() && !open.back().labelled) {
      open.back().labelled = true;
      const std::size_t end = std::min(text.find_first_of(" ]", i + 1), text.size());
      if (end == i + 1) return error = "'|' without a role", labels;
      labels.push_back(text.substr(i + 1, end - i - 1));
    }
  }
  if (!open.empty()) error = "'[' is not closed";
  return labels;
}

bool RoleChecker::examples(const RuleScope& scope) {
  std::vector<std::string_view> roles(scope.captures.begin(), scope.captures.end());
  for (const ast::Set& set : scope.rule.sets) roles.push_back(set.id);
  if (!scope.fact) roles.push_back("name");
  std::vector<std::string_view> expectable = slot_names(scope);
  if (scope.fact) expectable.insert(expectable.end(), {"modality", "polarity"});
  else expectable.insert(expectable.end(), {"country", "name"});

  bool good = true;
  for (const ast::Example& example : scope.rule.examples) {
    std::string error;
    for (std::string_view label : markup_labels(example.text, error)) {
      if (std::find(roles.begin(), roles.end(), label) != roles.end()) continue;
      reporter_.report("C064", example.place, {label}, patterns_.suggest()(label, roles));
      good = false;
    }
    if (!error.empty()) reporter_.report("C063", example.place, {error});
    good = good && error.empty();
    for (const ast::Example::Expectation& expectation : example.expectations) {
      const Attribute* attribute = scope.fact ? find_attribute(expectation.id) : nullptr;
      if (std::find(expectable.begin(), expectable.end(), expectation.id) == expectable.end()) {
        reporter_.report("C065", expectation.place, {expectation.id, scope.rule.type, "it can be asked for " + listed(expectable)},
                         patterns_.suggest()(expectation.id, expectable));
        good = false;
      } else if (attribute != nullptr && !has_value(*attribute, expectation.value)) {
        reporter_.report("C034", expectation.place, {expectation.value, expectation.id, values_of(*attribute)},
                         patterns_.suggest()(expectation.value, attribute->values));
        good = false;
      }
    }
  }
  return good;
}

}  // namespace sluice
