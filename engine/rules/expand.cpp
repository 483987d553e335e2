#include "rules/expand.hpp"

#include <algorithm>
#include <map>
#include <string_view>

#include "rules/names.hpp"

namespace sluice {
namespace {

using Arguments = std::map<std::string_view, const ast::Pattern*>;

std::size_t count(const ast::Pattern& pattern) {
  std::size_t n = 0;
  for (const ast::Sequence& sequence : pattern.alternatives)
    for (const ast::Item& item : sequence) {
      ++n;
      for (const ast::Pattern& inner : item.patterns) n += count(inner);
    }
  return n;
}

// One template written out in one rule.
class Expansion {
 public:
  Expansion(Arguments arguments, std::size_t room, Reporter& reporter)
      : arguments_(std::move(arguments)), room_(room), reporter_(reporter) {}

  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] bool too_large() const { return room_ == 0; }
  [[nodiscard]] std::size_t room() const { return room_; }

  ast::Pattern pattern(const ast::Pattern& from) {
    ast::Pattern out;
    out.place = from.place;
    for (const ast::Sequence& sequence : from.alternatives) {
      ast::Sequence& to = out.alternatives.emplace_back();
      for (const ast::Item& one : sequence) to.push_back(item(one));
    }
    return out;
  }

  // A name where no pattern can stand, as in in(List).
  std::string name(const std::string& written, ast::Place place) {
    const auto found = arguments_.find(written);
    if (found == arguments_.end()) return written;
    const ast::Pattern& given = *found->second;
    if (given.alternatives.size() == 1 && given.alternatives[0].size() == 1) {
      const ast::Item& only = given.alternatives[0][0];
      if (only.kind == ast::Item::reference && only.capture.empty() && only.minimum == 1 && only.maximum == 1) return only.text;
    }
    reporter_.report("C057", place, {written});
    failed_ = true;
    return written;
  }

  ast::Test test(const ast::Test& from) {
    take(1);
    ast::Test out = from;
    for (std::string& argument : out.arguments) argument = name(argument, from.place);
    for (ast::Test& operand : out.operands) operand = test(operand);
    return out;
  }

  ast::FramePart part(const ast::FramePart& from) {
    ast::FramePart out = from;
    for (ast::Pattern& bind : out.binds) bind = pattern(bind);
    return out;
  }

  void take(std::size_t items) { room_ -= std::min(room_, items); }

 private:
  Arguments arguments_;
  std::size_t room_;
  Reporter& reporter_;
  bool failed_ = false;

  ast::Item item(const ast::Item& from) {
    take(1);
    ast::Item out = from;
    for (ast::Feature& feature : out.features_list)
      if (!feature.list.empty()) feature.list = name(feature.list, feature.place);
    for (ast::Pattern& inner : out.patterns) inner = pattern(inner);
    if (from.kind != ast::Item::reference) return out;
    const auto found = arguments_.find(from.text);
    if (found == arguments_.end() || too_large()) return out;
    take(count(*found->second));
    out.kind = ast::Item::group;
    out.text.clear();
    out.patterns.assign(1, *found->second);
    return out;
  }
};

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

void expand_templates(ast::Rules& rules, std::vector<bool>& used, Reporter& reporter) {
  std::map<std::string_view, std::size_t> by_name;
  for (std::size_t i = 0; i < rules.templates.size(); ++i) by_name.emplace(rules.templates[i].type, i);
  used.assign(rules.templates.size(), false);
  std::vector<std::string_view> known;
  for (const auto& [name, index] : by_name) known.push_back(name);
  Suggester suggest;
  std::size_t left = most_expanded_in_all;

  for (ast::Rule& rule : rules.rules) {
    if (rule.uses.empty()) continue;
    std::size_t room = std::min(most_expanded_items, left);
    const std::size_t before = room;
    for (const ast::Use& use : rule.uses) {
      const auto found = by_name.find(use.name);
      if (found == by_name.end()) {
        reporter.report("C054", use.place, {use.name}, suggest(use.name, known));
        rule.broken = true;
        continue;
      }
      used[found->second] = true;
      const ast::Rule& from = rules.templates[found->second];
      if (from.broken) {
        rule.broken = true;
        continue;
      }
      if (from.parameters.size() != use.arguments.size()) {
        reporter.report("C055", use.place, {use.name, std::to_string(from.parameters.size()), std::to_string(use.arguments.size())});
        rule.broken = true;
        continue;
      }
      Arguments arguments;
      for (std::size_t i = 0; i < from.parameters.size(); ++i) arguments[from.parameters[i]] = &use.arguments[i];
      Expansion expansion(std::move(arguments), room, reporter);
      for (const ast::Pattern& p : from.matches) rule.matches.push_back(expansion.pattern(p));
      for (const ast::Pattern& p : from.unless) rule.unless.push_back(expansion.pattern(p));
      for (const ast::Test& t : from.where) rule.where.push_back(expansion.test(t));
      for (const ast::FramePart& p : from.parts) rule.parts.push_back(expansion.part(p));
      expansion.take(from.sets.size() + from.aliases.size() + from.verbs.size() + from.nouns.size() + from.examples.size());
      if (expansion.too_large()) {
        reporter.report("C056", use.place, {use.name, std::to_string(most_expanded_items)});
        rule.broken = true;
        room = 0;
        continue;
      }
      append(rule.sets, from.sets);
      append(rule.aliases, from.aliases);
      append(rule.verbs, from.verbs);
      append(rule.nouns, from.nouns);
      append(rule.examples, from.examples);
      room = expansion.room();
      if (expansion.failed()) rule.broken = true;
    }
    left -= before - room;
    rule.uses.clear();
  }
}

}  // namespace sluice
