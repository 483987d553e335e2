// From checked trees to a program: rules, frames, suites.
#include <algorithm>
#include <tuple>

#include "match/declarations.hpp"
#include "match/pattern_compiler.hpp"
#include "rules/print.hpp"

namespace sluice {
namespace {

class Compiler {
 public:
  Compiler(const ast::Rules& rules, const Pack& pack, LexiconBuilder& lexicon, Symbols& symbols, PhraseTables& phrases,
           Diagnostics& diagnostics, RuleProgram::Tables& out)
      : ast_(rules), pack_(pack), lexicon_(lexicon), symbols_(symbols), phrases_(phrases), diagnostics_(diagnostics), out_(out),
        names_(rules, lexicon, symbols, diagnostics, out), patterns_(names_, lexicon, symbols, out) {}

  void run() {
    out_.files = ast_.files;
    names_.declare(pack_);
    for (const ast::Rule& rule : ast_.rules) compile_rule(rule);
    for (const ast::SuiteDeclaration& suite : ast_.suites) compile_suite(suite);
    const StageOrder order = order_stages(ast_, diagnostics_);
    for (const auto& stage : order.entity_stages) {
      std::vector<Root> roots;
      for (const std::uint32_t index : stage) append_roots(index, roots);
      out_.entity_stages.push_back(std::move(roots));
    }
    for (const std::uint32_t index : order.fact_rules) append_roots(index, out_.fact_roots);
    names_.keep_read_lists();
    std::sort(out_.frame_keys.begin(), out_.frame_keys.end(), [](const FrameKey& a, const FrameKey& b) {
      return std::tie(a.lemma, a.frame, a.particle, a.nominal) < std::tie(b.lemma, b.frame, b.particle, b.nominal);
    });
  }

 private:
  const ast::Rules& ast_;
  const Pack& pack_;
  LexiconBuilder& lexicon_;
  Symbols& symbols_;
  PhraseTables& phrases_;
  Diagnostics& diagnostics_;
  RuleProgram::Tables& out_;
  Declarations names_;
  PatternCompiler patterns_;
  std::vector<std::vector<std::uint32_t>> rule_roots_;   // by RuleIndex

  void append_roots(std::uint32_t index, std::vector<Root>& out) const {
    for (const std::uint32_t root : rule_roots_.at(index)) out.push_back({index, root});
  }

  void compile_rule(const ast::Rule& rule) {
    const RuleIndex index = static_cast<RuleIndex>(out_.rules.size());
    RuleInfo info;
    info.type = lower_case(rule.type);
    info.id = info.type + "." + rule.id;
    info.priority = rule.priority;
    info.frame = rule.kind == ast::Rule::frame;
    info.file = rule.place.file;
    info.line = rule.place.line;
    info.symbol = symbols_.find(rule.type);
    const Schema* schema = nullptr;
    for (std::size_t i = 0; i < out_.schemas.size(); ++i)
      if (out_.schemas[i].type == info.type) {
        info.schema = static_cast<std::uint32_t>(i);
        info.fact = out_.schemas[i].fact;
        schema = &out_.schemas[i];
      }
    patterns_.begin_rule(schema, rule.glue ? &*rule.glue : nullptr);
    RuleBody body;
    std::vector<std::uint32_t> roots;
    if (info.frame) compile_frame(rule, index);
    else
      for (const ast::Pattern& p : rule.matches) roots.push_back(patterns_.compile(p, index));
    if (patterns_.too_large()) {
      names_.report("C058", rule.place, {info.id, std::to_string(PatternCompiler::node_limit)});
      roots.clear();
    }
    patterns_.begin_rule(schema, nullptr);
    for (const ast::Pattern& p : rule.unless) {
      body.unless.push_back(patterns_.compile(p, 0));
      body.unless_sources.push_back(names_.source(p.place, print_pattern(p)));
    }
    for (const ast::Test& t : rule.where) {
      body.where.push_back(add_test_node(t));
      body.where_sources.push_back(names_.source(t.place, print_test(t)));
    }
    for (const ast::Set& s : rule.sets) {
      if (schema != nullptr) names_.capture(s.id);
      body.sets.push_back({s.id, add_expression(s.value)});
    }
    collect_each(rule, body);
    if (!info.fact) {
      const CaptureId name = out_.capture("name");
      if (name != no_capture && uses_capture(rule, "name")) info.name_capture = name;
    }
    for (const std::string& alias : rule.aliases) info.aliases.push_back(names_.capture(alias));
    for (const ast::Example& e : rule.examples) {
      RuleExample out;
      out.rule = index;
      out.kind = static_cast<std::uint8_t>(e.kind);
      out.only = e.only;
      out.text = e.text;
      for (const auto& x : e.expectations) {
        out.expectations.push_back(x.id);
        out.expectations.push_back(x.value);
      }
      out.file = e.place.file;
      out.line = e.place.line;
      out.column = e.place.column;
      out_.examples.push_back(std::move(out));
    }
    out_.rules.push_back(std::move(info));
    out_.bodies.push_back(std::move(body));
    rule_roots_.push_back(std::move(roots));
  }

  void compile_suite(const ast::SuiteDeclaration& suite) {
    for (const ast::SuiteDeclaration::Case& one : suite.cases) {
      SuiteCase out{suite.name, one.text, {}, one.place.file, one.place.line, one.place.column};
      for (const auto& [name, number] : one.expected) {
        const std::size_t dot = name.find('.');
        out.expected.push_back({dot == std::string::npos ? lower_case(name) : lower_case(name.substr(0, dot)) + name.substr(dot), number});
      }
      out_.suite_cases.push_back(std::move(out));
    }
  }

  template <class Visit>
  static void visit_items(const ast::Pattern& p, Visit visit) {
    for (const ast::Sequence& s : p.alternatives)
      for (const ast::Item& item : s) {
        visit(item);
        for (const ast::Pattern& inner : item.patterns) visit_items(inner, visit);
      }
  }
  static bool uses_capture(const ast::Rule& rule, std::string_view name) {
    bool found = false;
    for (const ast::Pattern& p : rule.matches) visit_items(p, [&](const ast::Item& item) { found |= item.capture == name; });
    return found;
  }
  void collect_each(const ast::Rule& rule, RuleBody& body) {
    const auto note = [&](const ast::Item& item) {
      if (!item.each || item.capture.empty()) return;
      const CaptureId id = names_.capture(item.capture);
      if (std::find(body.each.begin(), body.each.end(), id) == body.each.end()) body.each.push_back(id);
    };
    for (const ast::Pattern& p : rule.matches) visit_items(p, note);
    for (const ast::FramePart& part : rule.parts)
      for (const ast::Pattern& p : part.binds) visit_items(p, note);
  }

  void compile_frame(const ast::Rule& rule, RuleIndex index) {
    Frame frame;
    frame.rule = index;
    for (const ast::FramePart& part : rule.parts) {
      Part out;
      out.kind = static_cast<std::uint8_t>(part.kind);
      for (const std::string& preposition : part.prepositions) out.prepositions.push_back(lexicon_.intern(preposition));
      for (const ast::Pattern& p : part.binds) out.binds.push_back(compile_bind(p));
      frame.parts.push_back(std::move(out));
    }
    const std::uint32_t at = static_cast<std::uint32_t>(out_.frames.size());
    const auto key = [&](const ast::Lemma& lemma, bool nominal) {
      FrameKey k;
      k.lemma = lexicon_.intern(lemma.word);
      k.particle = lemma.particle.empty() ? no_fold : lexicon_.intern(lemma.particle);
      k.frame = at;
      k.nominal = nominal;
      if (nominal) phrases_.add_predicate_noun(k.lemma);
      out_.frame_keys.push_back(k);
    };
    for (const ast::Lemma& lemma : rule.verbs) key(lemma, false);
    for (const ast::Lemma& lemma : rule.nouns) key(lemma, true);
    out_.frames.push_back(std::move(frame));
  }

  Bind compile_bind(const ast::Pattern& p) {
    Bind bind;
    bind.source = names_.source(p.place, print_pattern(p));
    if (p.alternatives.size() == 1 && p.alternatives[0].size() == 1) {
      const ast::Item& item = p.alternatives[0][0];
      bind.optional = item.minimum == 0;
      if (!item.capture.empty() && names_.names_only(item) && item.maximum == 1) {
        bind.capture = names_.capture(item.capture);
        bind.each = item.each;
        names_.add_item_symbols(item, bind.symbols);
        const auto is_text = [](SymbolId s) { return s == sy_text || s == sy_noun_group; };
        bind.takes_text = std::any_of(bind.symbols.begin(), bind.symbols.end(), is_text);
        std::erase_if(bind.symbols, is_text);
        return bind;
      }
    }
    ast::Pattern whole = p;
    if (bind.optional) whole.alternatives[0][0].minimum = 1;
    bind.root = patterns_.compile(whole, 0);
    return bind;
  }

  std::uint32_t add_test_node(const ast::Test& t) {
    TestNode n;
    n.kind = static_cast<std::uint8_t>(t.kind);
    n.name = t.name;
    n.op = t.op;
    n.value = t.value;
    n.arguments = t.arguments;
    for (const ast::Test& operand : t.operands) n.operands.push_back(add_test_node(operand));
    out_.test_nodes.push_back(std::move(n));
    return static_cast<std::uint32_t>(out_.test_nodes.size() - 1);
  }
  std::uint32_t add_expression(const ast::Expression& e) {
    ExpressionNode n;
    n.kind = static_cast<std::uint8_t>(e.kind);
    n.value = e.value;
    for (const ast::Expression& operand : e.operands) n.operands.push_back(add_expression(operand));
    out_.expression_nodes.push_back(std::move(n));
    return static_cast<std::uint32_t>(out_.expression_nodes.size() - 1);
  }
};

}  // namespace

void RuleProgram::compile(const ast::Rules& rules, const Pack& pack, LexiconBuilder& lexicon, Symbols& symbols, PhraseTables& phrases,
                          Diagnostics& diagnostics) {
  Compiler(rules, pack, lexicon, symbols, phrases, diagnostics, *tables_).run();
  tables_->index();
}

}  // namespace sluice
