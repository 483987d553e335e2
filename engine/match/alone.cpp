#include "match/alone.hpp"

#include <unordered_map>

namespace sluice {
namespace {

class Extract {
 public:
  explicit Extract(const RuleProgram::Tables& whole) : whole_(whole) {}

  RuleAlone run(RuleIndex rule) {
    for (const auto& stage : whole_.entity_stages) roots(stage, rule);
    roots(whole_.fact_roots, rule);
    for (std::uint32_t f = 0; f < whole_.frames.size(); ++f)
      if (whole_.frames[f].rule == rule) frame(f);
    // Nodes are copied before what they lead to is known.
    while (!pending_.empty()) {
      const auto [from, to] = pending_.back();
      pending_.pop_back();
      Node n = whole_.nodes[from];
      if (n.op == Node::token) n.argument = condition(n.argument);
      if (n.op == Node::look) n.argument = look(n.argument);
      if (n.op == Node::accept) n.argument = 0;
      n.next = node(n.next);
      n.other = n.op == Node::split ? node(n.other) : none;
      out_.tables.nodes[to] = n;
    }
    out_.tables.rules.resize(1);
    out_.tables.fact_roots = out_.roots;
    return std::move(out_);
  }

 private:
  const RuleProgram::Tables& whole_;
  RuleAlone out_;
  std::unordered_map<std::uint32_t, std::uint32_t> nodes_, conditions_, looks_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pending_;

  void roots(const std::vector<Root>& all, RuleIndex rule) {
    for (const Root& root : all)
      if (root.rule == rule) out_.roots.push_back({0, node(root.node)});
  }

  void frame(std::uint32_t index) {
    Frame copy = whole_.frames[index];
    copy.rule = 0;
    for (Part& part : copy.parts)
      for (Bind& bind : part.binds) bind.root = node(bind.root);
    for (FrameKey key : whole_.frame_keys) {
      if (key.frame != index) continue;
      key.frame = static_cast<std::uint32_t>(out_.tables.frames.size());
      out_.tables.frame_keys.push_back(key);
    }
    out_.tables.frames.push_back(std::move(copy));
  }

  std::uint32_t node(std::uint32_t from) {
    if (from == none) return none;
    const auto [at, fresh] = nodes_.try_emplace(from, static_cast<std::uint32_t>(out_.tables.nodes.size()));
    if (fresh) {
      out_.tables.nodes.emplace_back();
      out_.tables.node_sources.push_back(whole_.node_sources[from]);
      pending_.emplace_back(from, at->second);
    }
    return at->second;
  }

  std::uint32_t condition(std::uint32_t from) {
    const auto [at, fresh] = conditions_.try_emplace(from, static_cast<std::uint32_t>(out_.tables.conditions.size()));
    if (fresh) {
      const Condition c = whole_.conditions[from];
      const auto begin = static_cast<std::uint32_t>(out_.tables.terms.size());
      out_.tables.terms.insert(out_.tables.terms.end(), whole_.terms.begin() + c.begin, whole_.terms.begin() + c.end);
      out_.tables.conditions.push_back({begin, static_cast<std::uint32_t>(out_.tables.terms.size())});
    }
    return at->second;
  }

  std::uint32_t look(std::uint32_t from) {
    const auto known = looks_.find(from);
    if (known != looks_.end()) return known->second;
    const auto index = static_cast<std::uint32_t>(out_.tables.looks.size());
    looks_.emplace(from, index);
    out_.tables.looks.push_back(whole_.looks[from]);
    const std::uint32_t root = node(whole_.looks[from].root);
    out_.tables.looks[index].root = root;
    return index;
  }
};

}  // namespace

RuleAlone rule_alone(const RuleProgram::Tables& whole, RuleIndex rule) { return Extract(whole).run(rule); }

}  // namespace sluice
