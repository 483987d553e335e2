// In which order the rules run: types that others read come first.
#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "rules/messages.hpp"
#include "rules/patterns.hpp"
#include "rules/rules.hpp"

namespace sluice {
namespace {

class Order {
 public:
  Order(const ast::Rules& rules, Reporter& reporter) : rules_(rules), reporter_(reporter) {}

  StageOrder run() {
    StageOrder order;
    for (const ast::SchemaDeclaration& schema : rules_.schemas)
      if (schema.fact) facts_.insert(schema.name);
    for (std::uint32_t i = 0; i < rules_.rules.size(); ++i) {
      const std::string_view type = rules_.rules[i].type;
      if (facts_.contains(type)) order.fact_rules.push_back(i);
      else type_index(type);
    }
    read_lets();
    read_rules();
    while (!ripe()) {}
    layers(order);
    return order;
  }

 private:
  using Types = std::set<std::size_t>;

  const ast::Rules& rules_;
  Reporter& reporter_;
  std::set<std::string_view> facts_;
  std::map<std::string_view, std::size_t> index_;   // entity types that rules make
  std::vector<std::string_view> names_;
  std::map<std::string_view, Types> lets_;
  std::vector<Types> reads_;                        // of each type, without itself
  std::vector<bool> reads_itself_;                  // of each rule
  std::vector<bool> extends_itself_;                // of each type: some rule of it reads it
  std::vector<std::size_t> layer_;                  // of each type: when its first rules run
  std::vector<std::size_t> after_;                  // of each type: the layer from which all of it is there

  static constexpr std::size_t unset = static_cast<std::size_t>(-1);

  void type_index(std::string_view type) {
    if (index_.emplace(type, names_.size()).second) names_.push_back(type);
  }

  void add(const ast::Pattern& pattern, Types& out) const {
    each_item(pattern, [&](const ast::Item& item) {
      if (item.kind != ast::Item::reference) return;
      if (const auto type = index_.find(item.text); type != index_.end()) out.insert(type->second);
      else if (const auto let = lets_.find(item.text); let != lets_.end()) out.insert(let->second.begin(), let->second.end());
    });
  }

  // Sub-patterns in an order in which each comes behind those that it names.
  void read_lets() {
    std::map<std::string_view, std::size_t> by_name;
    for (std::size_t i = 0; i < rules_.lets.size(); ++i) by_name.emplace(rules_.lets[i].name, i);
    std::vector<std::vector<std::size_t>> users(rules_.lets.size());
    std::vector<std::size_t> open(rules_.lets.size(), 0), ready;
    for (std::size_t i = 0; i < rules_.lets.size(); ++i)
      each_item(rules_.lets[i].pattern, [&](const ast::Item& item) {
        if (item.kind != ast::Item::reference) return;
        if (const auto found = by_name.find(item.text); found != by_name.end()) users[found->second].push_back(i), ++open[i];
      });
    for (std::size_t i = 0; i < rules_.lets.size(); ++i)
      if (open[i] == 0) ready.push_back(i);
    while (!ready.empty()) {
      const std::size_t i = ready.back();
      ready.pop_back();
      Types types;
      add(rules_.lets[i].pattern, types);
      lets_.emplace(rules_.lets[i].name, std::move(types));
      for (std::size_t user : users[i])
        if (--open[user] == 0) ready.push_back(user);
    }
  }

  void read_rules() {
    reads_.resize(names_.size());
    reads_itself_.resize(rules_.rules.size());
    extends_itself_.resize(names_.size());
    for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
      const ast::Rule& rule = rules_.rules[i];
      const auto type = index_.find(rule.type);
      if (type == index_.end()) continue;
      Types read;
      for (const ast::Pattern& p : rule.matches) add(p, read);
      for (const ast::Pattern& p : rule.unless) add(p, read);
      if (rule.glue) add(*rule.glue, read);
      reads_itself_[i] = read.erase(type->second) != 0;
      if (reads_itself_[i]) extends_itself_[type->second] = true;
      reads_[type->second].insert(read.begin(), read.end());
    }
    layer_.assign(names_.size(), unset);
    after_.assign(names_.size(), unset);
  }

  void settle(std::size_t type) {
    std::size_t layer = 0;
    for (std::size_t read : reads_[type])
      if (after_[read] != unset) layer = std::max(layer, after_[read]);
    layer_[type] = layer;
    after_[type] = layer + (extends_itself_[type] ? 2 : 1);
  }

  // Settles every type whose reads are settled; where none is, breaks a circle. True when all are settled.
  bool ripe() {
    bool moved = false;
    bool all = true;
    for (std::size_t t = 0; t < names_.size(); ++t) {
      if (layer_[t] != unset) continue;
      if (std::all_of(reads_[t].begin(), reads_[t].end(), [&](std::size_t r) { return after_[r] != unset; })) settle(t), moved = true;
      else all = false;
    }
    if (all || moved) return all;
    break_circle();
    return false;
  }

  void break_circle() {
    std::size_t at = 0;
    while (layer_[at] != unset) ++at;
    std::vector<std::size_t> path;
    while (std::find(path.begin(), path.end(), at) == path.end()) {
      path.push_back(at);
      at = *std::find_if(reads_[at].begin(), reads_[at].end(), [&](std::size_t r) { return after_[r] == unset; });
    }
    path.erase(path.begin(), std::find(path.begin(), path.end(), at));
    std::string shown;
    for (std::size_t type : path) shown += std::string(names_[type]) + " -> ";
    shown += names_[at];
    const auto reader = std::find_if(rules_.rules.begin(), rules_.rules.end(), [&](const ast::Rule& r) {
      if (r.type != names_[at]) return false;
      Types read;
      for (const ast::Pattern& p : r.matches) add(p, read);
      for (const ast::Pattern& p : r.unless) add(p, read);
      return read.contains(path.size() > 1 ? path[1] : at);
    });
    reporter_.report("C067", (reader == rules_.rules.end() ? rules_.rules.front() : *reader).place, {shown});
    std::size_t layer = 0, after = 0;
    for (std::size_t type : path)
      for (std::size_t read : reads_[type])
        if (after_[read] != unset) layer = std::max(layer, after_[read]);
    for (std::size_t type : path) after = std::max(after, layer + (extends_itself_[type] ? 2 : 1));
    for (std::size_t type : path) layer_[type] = layer, after_[type] = after;
  }

  void layers(StageOrder& order) const {
    std::map<std::size_t, std::vector<std::uint32_t>> stages;
    for (std::uint32_t i = 0; i < rules_.rules.size(); ++i)
      if (const auto type = index_.find(rules_.rules[i].type); type != index_.end())
        stages[layer_[type->second] + (reads_itself_[i] ? 1 : 0)].push_back(i);
    for (auto& [layer, members] : stages) order.entity_stages.push_back(std::move(members));
  }
};

}  // namespace

StageOrder order_stages(const ast::Rules& rules, Diagnostics& diagnostics) {
  Reporter reporter(rules.files, diagnostics);
  return Order(rules, reporter).run();
}

}  // namespace sluice
