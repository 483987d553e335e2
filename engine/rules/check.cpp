// Checks what was parsed: declarations first, in the order in which they build on each other, then rule by rule.
#include <algorithm>

#include "rules/expand.hpp"
#include "rules/lint.hpp"
#include "rules/patterns.hpp"
#include "rules/roles.hpp"
#include "rules/rules.hpp"

namespace sluice {
namespace {

constexpr std::size_t most_slots = 64;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool is_name_type(SymbolId symbol) { return symbol >= sy_person && symbol <= sy_commodity; }

class Checker {
 public:
  Checker(ast::Rules& rules, const Symbols& builtin, Reporter& reporter, const CheckOptions& options)
      : rules_(rules), builtin_(builtin), reporter_(reporter), options_(options), lets_(rules.lets.size()), patterns_(names_, lets_,
          reporter),
        roles_(builtin, names_, patterns_, reporter) {}

  void run() {
    std::vector<bool> used_templates;
    duplicate_templates();
    expand_templates(rules_, used_templates, reporter_);
    declare();
    word_lists();
    sub_patterns();
    schemas();
    duplicate_rules();
    for (ast::Rule& rule : rules_.rules) check_rule(rule);
    resolves();
    suites();
    unused(used_templates);
    lint_rules(rules_, options_, reporter_);
    drop();
  }

 private:
  struct Type {
    bool fact = false;
    std::size_t schema = 0;          // index into Rules::schemas, where declared
    bool declared = false;
    std::size_t rules = 0;           // that make it
  };

  ast::Rules& rules_;
  const Symbols& builtin_;
  Reporter& reporter_;
  const CheckOptions& options_;
  NameTable names_;
  std::vector<LetFacts> lets_;
  PatternChecker patterns_;
  RoleChecker roles_;
  std::map<std::string, Type, std::less<>> types_;   // what rules can make
  std::vector<std::string> type_names_;

  std::string place_text(ast::Place place) const { return rules_.files[place.file] + ":" + std::to_string(place.line); }

  // Names.

  void duplicate_templates() {
    std::map<std::string_view, ast::Place> seen;
    for (ast::Rule& rule : rules_.templates) {
      if (rule.type.empty()) continue;
      const auto [first, is_new] = seen.emplace(rule.type, rule.place);
      if (!is_new) reporter_.report("C003", rule.place, {rule.type, place_text(first->second)});
    }
  }

  void declare() {
    std::map<std::string_view, ast::Place> places;
    for (SymbolId s = 0; s < builtin_.size(); ++s) {
      const std::string name(builtin_.name(s));
      if (name.empty() || name[0] < 'A' || name[0] > 'Z') continue;
      names_.names[name] = {NameTable::builtin, s, false, true};
      if (is_name_type(s)) types_[name] = {};
    }
    const auto add = [&](const std::string& name, ast::Place place, NameTable::Kind kind, std::size_t index, bool& broken) {
      if (name.empty()) return;
      const auto found = names_.names.find(name);
      if (found == names_.names.end()) {
        names_.names[name] = {kind, index, broken, false};
        places.emplace(name, place);
        return;
      }
      if (kind == NameTable::entity && found->second.kind == NameTable::builtin && is_name_type(static_cast<SymbolId>(found->second.index))
          &&
          !types_[name].declared) {
        places.emplace(name, place);
        return;
      }
      const auto first = places.find(name);
      reporter_.report("C003", place, {name, first == places.end() ? "the built-in types" : place_text(first->second)});
      broken = true;
    };
    for (std::size_t i = 0; i < rules_.words.size(); ++i)
      add(rules_.words[i].name, rules_.words[i].place, NameTable::list, i, rules_.words[i].broken);
    for (std::size_t i = 0; i < rules_.lets.size(); ++i)
      add(rules_.lets[i].name, rules_.lets[i].place, NameTable::sub_pattern, i, rules_.lets[i].broken);
    std::map<std::string_view, ast::Place> facts;
    for (std::size_t i = 0; i < rules_.schemas.size(); ++i) {
      ast::SchemaDeclaration& schema = rules_.schemas[i];
      if (schema.name.empty()) continue;
      if (!schema.fact) add(schema.name, schema.place, NameTable::entity, i, schema.broken);
      const auto found = types_.find(schema.name);
      if (found != types_.end() && (found->second.declared || schema.fact)) {
        const auto first = facts.find(schema.name);
        if (schema.fact || found->second.fact)
          reporter_.report("C003", schema.place, {schema.name, first == facts.end() ? "the built-in types" : place_text(first->second)});
        schema.broken = true;
        continue;
      }
      facts.emplace(schema.name, schema.place);
      types_[schema.name] = {schema.fact, i, true, 0};
      if (schema.fact) names_.facts.insert(schema.name);
    }
    for (const auto& [name, known] : names_.names) names_.sorted.push_back(name);
    for (const auto& [name, type] : types_) type_names_.push_back(name);
    for (const ast::Rule& rule : rules_.rules) {
      const auto made = types_.find(rule.type);
      if (made != types_.end()) ++made->second.rules;
    }
  }

  void word_lists() {
    for (ast::WordsDeclaration& words : rules_.words) {
      if (words.broken) continue;
      if (!words.from.empty() && options_.has_file && !options_.has_file(words.from)) {
        reporter_.report("C066", words.place, {words.from});
        words.broken = true;
        names_.names.find(words.name)->second.broken = true;
      }
      std::map<std::string, ast::Place> seen;
      for (const auto& entry : words.entries)
        for (const std::string& phrase : entry.phrases) {
          if (patterns_.token_count(phrase) == 0) {
            reporter_.report("C047", entry.place, {phrase});
            continue;
          }
          const auto [first, is_new] = seen.emplace(phrase, entry.place);
          if (!is_new) reporter_.report("L009", entry.place, {phrase, place_text(first->second)});
        }
    }
  }

  // Sub-patterns are checked after those that they name, without recursion: a chain of them may be as long as a file.
  void sub_patterns() {
    const std::size_t n = rules_.lets.size();
    std::map<std::string_view, std::size_t> by_name;
    for (std::size_t i = 0; i < n; ++i)
      if (!rules_.lets[i].broken) by_name.emplace(rules_.lets[i].name, i);
    std::vector<std::vector<std::size_t>> needs(n), needed_by(n);
    std::vector<std::size_t> open(n, 0), ready;
    for (std::size_t i = 0; i < n; ++i) {
      if (rules_.lets[i].broken) continue;
      each_item(rules_.lets[i].pattern, [&](const ast::Item& item) {
        const auto found = item.kind == ast::Item::reference ? by_name.find(item.text) : by_name.end();
        if (found == by_name.end()) return;
        needs[i].push_back(found->second);
        needed_by[found->second].push_back(i);
      });
      open[i] = needs[i].size();
      if (open[i] == 0) ready.push_back(i);
    }
    std::vector<bool> done(n, false);
    while (!ready.empty()) {
      const std::size_t i = ready.back();
      ready.pop_back();
      done[i] = true;
      sub_pattern(i);
      for (std::size_t user : needed_by[i])
        if (--open[user] == 0) ready.push_back(user);
    }
    circles(by_name, needs, done);
  }

  void sub_pattern(std::size_t i) {
    ast::LetDeclaration& let = rules_.lets[i];
    PatternChecker::Role role;
    role.captures = role.each = false;
    if (!patterns_.check(let.pattern, role)) {
      let.broken = true;
      names_.names.find(let.name)->second.broken = true;
      return;
    }
    lets_[i].positions = patterns_.positions(let.pattern);
    lets_[i].nullable = patterns_.nullable(let.pattern);
    lets_[i].types = patterns_.types(let.pattern);
  }

  void circles(const std::map<std::string_view, std::size_t>& by_name, const std::vector<std::vector<std::size_t>>& needs,
               const std::vector<bool>& done) {
    std::vector<std::size_t> seen(needs.size(), 0);   // number of the walk that came by
    std::size_t walk = 0;
    for (const auto& [name, first] : by_name) {
      if (done[first]) continue;
      ++walk;
      std::vector<std::size_t> path;
      std::size_t at = first;
      while (seen[at] == 0) {
        seen[at] = walk;
        path.push_back(at);
        at = *std::find_if(needs[at].begin(), needs[at].end(), [&](std::size_t next) { return !done[next]; });
      }
      if (seen[at] == walk) {
        const auto begin = std::find(path.begin(), path.end(), at);
        std::string shown;
        std::size_t count = 0;
        for (auto p = begin; p != path.end() && count < 8; ++p, ++count) shown += rules_.lets[*p].name + " -> ";
        if (static_cast<std::size_t>(path.end() - begin) > count) shown += "... -> ";
        reporter_.report("C005", rules_.lets[at].place, {shown + rules_.lets[at].name});
      }
    }
    for (const auto& [name, index] : by_name)
      if (!done[index]) {
        rules_.lets[index].broken = true;
        names_.names.find(name)->second.broken = true;
        each_item(rules_.lets[index].pattern, [&](const ast::Item& item) {
          if (const auto found = names_.names.find(item.text); item.kind == ast::Item::reference && found != names_.names.end())
            found->second.used = true;
        });
      }
  }

  // Schemas.

  void schemas() {
    for (ast::SchemaDeclaration& schema : rules_.schemas) {
      if (schema.broken) continue;
      if (schema.slots.size() > most_slots) {
        reporter_.report("C023", schema.slots[most_slots].place, {std::to_string(most_slots)});
        schema.broken = true;
        continue;
      }
      std::set<std::string_view> ids;
      for (ast::Slot& slot : schema.slots) {
        if (!ids.insert(slot.id).second) {
          reporter_.report("C015", slot.place, {slot.id});
          schema.broken = true;
        }
        slot_types(slot, schema.broken);
      }
      for (const auto& group : schema.one_of)
        for (const std::string& id : group)
          if (!ids.contains(id)) {
            reporter_.report("C016", schema.place, {id}, patterns_.suggest()(id, ids));
            schema.broken = true;
          }
    }
  }

  // A sub-pattern among the types is written out, so that a slot names symbols alone.
  void slot_types(ast::Slot& slot, bool& broken) {
    std::vector<std::string> types;
    for (const std::string& name : slot.types) {
      if (name == "text") {
        types.push_back(name);
        continue;
      }
      const NameTable::Known* known = patterns_.resolve(name, slot.place);
      if (known == nullptr) {
        broken = true;
        continue;
      }
      if (known->kind == NameTable::sub_pattern) {
        const auto& inside = lets_[known->index].types;
        if (!inside) {
          reporter_.report("C024", slot.place, {name});
          broken = true;
          continue;
        }
        types.insert(types.end(), inside->begin(), inside->end());
      } else if (known->kind == NameTable::entity && types_.find(name)->second.rules == 0) {
        reporter_.report("C014", slot.place, {slot.id, name});
        broken = true;
      } else {
        types.push_back(name);
      }
    }
    slot.types.clear();
    for (std::string& name : types)
      if (std::find(slot.types.begin(), slot.types.end(), name) == slot.types.end()) slot.types.push_back(std::move(name));
  }

  // Rules.

  void duplicate_rules() {
    std::map<std::string, ast::Place> seen;
    for (ast::Rule& rule : rules_.rules) {
      if (rule.type.empty() || rule.id.empty()) continue;
      const auto [first, is_new] = seen.emplace(lower(rule.type + "." + rule.id), rule.place);
      if (is_new) continue;
      reporter_.report("C004", rule.place, {first->first, place_text(first->second)});
      rule.broken = true;
    }
  }

  void check_rule(ast::Rule& rule) {
    if (rule.type.empty()) return;
    const auto made = types_.find(rule.type);
    if (made == types_.end()) {
      reporter_.report("C002", rule.place, {rule.type}, patterns_.suggest()(rule.type, type_names_));
      rule.broken = true;
      return;
    }
    const Type& type = made->second;
    RuleScope scope{rule, type.declared ? &rules_.schemas[type.schema] : nullptr, type.fact, {}};
    const std::string id = rule.type + "." + rule.id;
    bool good = !rule.broken;
    // A rule that could not be read whole would only give follow-on errors about what is missing in it.
    if (rule.broken) return use_names(rule);
    if (rule.kind == ast::Rule::frame && !type.fact) {
      reporter_.report("C053", rule.place, {rule.type});
      rule.broken = true;
      return use_names(rule);
    }
    good = shape(rule, id) && good;
    good = check_patterns(rule, type.fact) && good;
    if (scope.schema != nullptr && scope.schema->broken) {
      rule.broken = true;
      return;
    }
    good = roles_.captures(scope) && good;
    if (good) good = roles_.coverage(scope);
    good = roles_.where(scope) && good;
    good = roles_.sets(scope) && good;
    good = roles_.aliases(scope) && good;
    good = roles_.examples(scope) && good;
    rule.broken = !good;
  }

  // Names in a rule that is not checked further still count as used.
  void use_names(const ast::Rule& rule) {
    const auto use = [&](const std::string& name) {
      if (const auto found = names_.names.find(name); found != names_.names.end()) found->second.used = true;
    };
    const auto visit = [&](const ast::Item& item) {
      if (item.kind == ast::Item::reference) use(item.text);
      for (const ast::Feature& feature : item.features_list) use(feature.list);
    };
    for (const ast::Pattern& p : rule.matches) each_item(p, visit);
    for (const ast::Pattern& p : rule.unless) each_item(p, visit);
    for (const ast::FramePart& part : rule.parts)
      for (const ast::Pattern& p : part.binds) each_item(p, visit);
    std::vector<const ast::Test*> tests;
    for (const ast::Test& test : rule.where) tests.push_back(&test);
    while (!tests.empty()) {
      const ast::Test* test = tests.back();
      tests.pop_back();
      for (const std::string& argument : test->arguments) use(argument);
      for (const ast::Test& operand : test->operands) tests.push_back(&operand);
    }
  }

  bool shape(const ast::Rule& rule, const std::string& id) {
    const auto wrong = [&](ast::Place place, std::string_view what, std::string_view clause, std::string_view hint) {
      reporter_.report("C050", place, {what, clause, hint});
      return false;
    };
    bool good = true;
    if (rule.kind == ast::Rule::surface) {
      if (rule.matches.empty()) reporter_.report("C051", rule.place, {id}), good = false;
      if (!rule.verbs.empty()) good = wrong(rule.verbs[0].place, "rule", "verb", "write a frame, or ~lemma in the pattern");
      if (!rule.nouns.empty()) good = wrong(rule.nouns[0].place, "rule", "noun", "write a frame, or ~lemma in the pattern");
      if (!rule.parts.empty()) good = wrong(rule.parts[0].place, "rule", "subject, object or other part", "write a frame");
    } else {
      if (!rule.matches.empty()) good = wrong(rule.matches[0].place, "frame", "match", "write a rule for a surface pattern");
      if (rule.glue) good = wrong(rule.glue->place, "frame", "glue", "a clause is matched by its parts, not by its tokens");
      if (rule.verbs.empty() && rule.nouns.empty()) reporter_.report("C052", rule.place, {id}), good = false;
    }
    for (const std::vector<ast::Lemma>* lemmas : {&rule.verbs, &rule.nouns})
      for (const ast::Lemma& lemma : *lemmas)
        for (std::string_view word : {std::string_view(lemma.word), std::string_view(lemma.particle)}) {
          const std::size_t count = word.empty() ? 1 : patterns_.token_count(word);
          if (count != 1) reporter_.report("L012", lemma.place, {word, std::to_string(count)});
        }
    return good;
  }

  bool check_patterns(const ast::Rule& rule, bool fact) {
    PatternChecker::Role keeps, plain;
    keeps.each = fact;
    keeps.owner = plain.owner = rule.type;
    plain.captures = plain.each = false;
    bool good = true;
    for (const ast::Pattern& match : rule.matches) {
      const bool fine = patterns_.check(match, keeps);
      if (fine && patterns_.nullable(match)) reporter_.report("C046", match.place, {});
      good = good && fine && !patterns_.nullable(match);
    }
    for (const ast::Pattern& unless : rule.unless) {
      const bool fine = patterns_.check(unless, plain);
      if (fine && patterns_.nullable(unless)) reporter_.report("C046", unless.place, {});
      good = good && fine && !patterns_.nullable(unless);
    }
    if (rule.glue) {
      const bool fine = patterns_.check(*rule.glue, plain);
      if (fine && patterns_.nullable(*rule.glue)) reporter_.report("C046", rule.glue->place, {});
      good = good && fine && !patterns_.nullable(*rule.glue);
    }
    for (const ast::FramePart& part : rule.parts) {
      for (const std::string& preposition : part.prepositions)
        if (patterns_.token_count(preposition) == 0) reporter_.report("C047", part.place, {preposition}), good = false;
      for (const ast::Pattern& bind : part.binds) good = patterns_.check(bind, keeps) && good;
    }
    return good;
  }

  // The rest.

  void resolves() {
    std::map<std::string_view, ast::Place> seen;
    std::vector<ast::ResolveDeclaration> kept;
    for (const ast::ResolveDeclaration& resolve : rules_.resolves) {
      const auto [first, is_new] = seen.emplace(resolve.name, resolve.place);
      if (!types_.contains(resolve.name)) reporter_.report("C060", resolve.place, {resolve.name}, patterns_.suggest()(resolve.name,
          type_names_));
      else if (!is_new) reporter_.report("C061", resolve.place, {resolve.name, place_text(first->second)});
      else kept.push_back(resolve);
    }
    rules_.resolves = std::move(kept);
  }

  void suites() {
    std::set<std::string, std::less<>> ids;
    for (const ast::Rule& rule : rules_.rules) ids.insert(rule.type + "." + rule.id);
    for (ast::SuiteDeclaration& suite : rules_.suites)
      std::erase_if(suite.cases, [&](const ast::SuiteDeclaration::Case& one) {
        bool bad = false;
        for (const auto& [name, count] : one.expected) {
          const bool dotted = name.find('.') != std::string::npos;
          if (dotted ? ids.contains(name) : types_.contains(name) || names_.names.contains(name)) continue;
          bad = true;
          if (dotted) reporter_.report("C062", one.place, {name}, patterns_.suggest()(name, ids));
          else reporter_.report("C060", one.place, {name}, patterns_.suggest()(name, type_names_));
        }
        return bad;
      });
  }

  void unused(const std::vector<bool>& used_templates) {
    const auto used = [&](const std::string& name) { return names_.names.find(name)->second.used; };
    for (const ast::WordsDeclaration& words : rules_.words)
      if (!words.broken && !used(words.name)) reporter_.report("L006", words.place, {words.name});
    for (const ast::LetDeclaration& let : rules_.lets)
      if (!let.broken && !used(let.name)) reporter_.report("L007", let.place, {let.name});
    for (std::size_t i = 0; i < rules_.templates.size(); ++i)
      if (!rules_.templates[i].broken && !used_templates[i]) reporter_.report("L008", rules_.templates[i].place,
          {rules_.templates[i].type});
    for (const auto& [name, type] : types_)
      if (type.declared && type.rules == 0 && builtin_.find(name) == no_symbol && !rules_.schemas[type.schema].broken)
        reporter_.report("L011", rules_.schemas[type.schema].place, {name});
  }

  void drop() {
    std::erase_if(rules_.rules, [](const ast::Rule& r) { return r.broken; });
    std::erase_if(rules_.lets, [](const ast::LetDeclaration& d) { return d.broken; });
    std::erase_if(rules_.words, [](const ast::WordsDeclaration& d) { return d.broken; });
    std::erase_if(rules_.schemas, [](const ast::SchemaDeclaration& d) { return d.broken; });
    rules_.templates.clear();
  }
};

}  // namespace

void check_rules(ast::Rules& rules, const Symbols& builtin, Diagnostics& diagnostics, const CheckOptions& options) {
  Reporter reporter(rules.files, diagnostics);
  Checker(rules, builtin, reporter, options).run();
}

}  // namespace sluice
