// From checked trees to automata and frames.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "match/tables.hpp"
#include "sluice/diagnostic.hpp"
#include "text/analyze.hpp"

namespace sluice {
namespace {

constexpr std::size_t node_limit = 40'000;  // of one rule; a pattern beyond it is refused with its place


std::string lower(std::string_view text) {
  std::string out;
  for (const char c : text) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

class Compiler {
 public:
  Compiler(const ast::Rules& rules, const Pack& pack, LexiconBuilder& lexicon, Symbols& symbols, PhraseTables& phrases,
           Diagnostics& diagnostics, RuleProgram::Tables& out)
      : ast_(rules), pack_(pack), lexicon_(lexicon), symbols_(symbols), phrases_(phrases), diagnostics_(diagnostics), out_(out) {}

  void run() {
    out_.files = ast_.files;
    declare_lists();
    for (const ast::LetDeclaration& let : ast_.lets) lets_[let.name] = &let;
    declare_schemas();
    for (const ast::Rule& rule : ast_.rules) compile_rule(rule);
    for (const ast::SuiteDeclaration& suite : ast_.suites) compile_suite(suite);
    const StageOrder order = order_stages(ast_, diagnostics_);
    for (const auto& stage : order.entity_stages) {
      std::vector<Root> roots;
      for (const std::uint32_t index : stage) append_roots(index, roots);
      out_.entity_stages.push_back(std::move(roots));
    }
    for (const std::uint32_t index : order.fact_rules) append_roots(index, out_.fact_roots);
    keep_read_lists();
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
  std::map<std::string, const ast::LetDeclaration*, std::less<>> lets_;
  std::map<std::string, ListId, std::less<>> lists_;
  std::map<std::vector<std::pair<std::uint32_t, int>>, std::uint32_t> condition_ids_;
  std::vector<std::vector<std::uint32_t>> rule_roots_;   // by RuleIndex
  const ast::Rule* rule_ = nullptr;
  const Schema* schema_ = nullptr;
  std::size_t rule_first_node_ = 0;
  bool too_large_ = false;
  // Exits are kept as (node, which) rather than pointers, since the node array grows.
  struct Exit { std::uint32_t node; bool other; };
  struct Piece { std::uint32_t start = none; std::vector<Exit> exits; };

  void report(const ast::Place& place, std::string code, std::string message, std::string hint = {}) {
    Diagnostic d;
    d.code = std::move(code);
    d.message = std::move(message);
    d.hint = std::move(hint);
    d.file = place.file < ast_.files.size() ? ast_.files[place.file] : std::string();
    d.line = place.line;
    d.column = place.column;
    diagnostics_.push_back(std::move(d));
  }

  CaptureId capture(std::string_view name) {
    const CaptureId found = out_.capture(name);
    if (found != no_capture) return found;
    out_.capture_names.emplace_back(name);
    return static_cast<CaptureId>(out_.capture_names.size() - 1);
  }

  void set_list_symbol(ListId list, SymbolId symbol) {
    if (out_.list_symbols.size() <= list) out_.list_symbols.resize(list + 1u, no_symbol);
    out_.list_symbols[list] = symbol;
  }

  void declare_lists() {
    for (const ast::WordsDeclaration& words : ast_.words) {
      ListSource source;
      source.name = words.name;
      source.path = words.from;
      source.any_case = words.any_case;
      for (const auto& filter : words.filters) source.filters.push_back({filter.column, filter.op, filter.value});
      source.declared_in = words.place.file < ast_.files.size() ? ast_.files[words.place.file] : std::string();
      source.line = words.place.line;
      for (const auto& entry : words.entries) source.inline_entries.push_back({entry.phrases, entry.value, entry.place.line});
      const ListId list = lexicon_.add_list(pack_, source, diagnostics_);
      if (list == no_list) continue;
      lists_[words.name] = list;
      set_list_symbol(list, symbols_.add(words.name));
    }
  }

  /// A list that rules ask only of single words, with in(), needs no edges.
  void keep_read_lists() {
    std::vector<char> read(symbols_.size(), 0);
    const auto reads = [&](SymbolId symbol) {
      if (symbol < read.size()) read[symbol] = 1;
    };
    for (const Node& n : out_.nodes)
      if (n.op == Node::edge) reads(n.id);
    for (const Schema& schema : out_.schemas)
      for (const SchemaSlot& slot : schema.slots)
        for (const SymbolId symbol : slot.types) reads(symbol);
    for (const Frame& frame : out_.frames)
      for (const Part& part : frame.parts)
        for (const Bind& bind : part.binds)
          for (const SymbolId symbol : bind.symbols) reads(symbol);
    for (const TestNode& test : out_.test_nodes)
      for (const std::string& argument : test.arguments) reads(symbols_.find(argument));
    for (SymbolId& symbol : out_.list_symbols)
      if (symbol != no_symbol && read[symbol] == 0) symbol = no_symbol;
  }

  void declare_schemas() {
    for (const ast::SchemaDeclaration& declaration : ast_.schemas) {
      Schema schema;
      schema.type = lower(declaration.name);
      schema.fact = declaration.fact;
      for (const ast::Slot& slot : declaration.slots) {
        SchemaSlot out;
        out.name = capture(slot.id);
        out.optional = slot.optional;
        for (const std::string& type : slot.types) {
          if (type == "text") out.types.push_back(sy_text);
          else add_symbols(type, out.types);
        }
        schema.slots.push_back(std::move(out));
      }
      for (const auto& group : declaration.one_of) {
        std::vector<CaptureId> ids;
        for (const std::string& id : group) ids.push_back(capture(id));
        schema.one_of.push_back(std::move(ids));
      }
      for (const ast::ResolveDeclaration& resolve : ast_.resolves)
        if (resolve.name == declaration.name)
          schema.policy = resolve.policy == "all" ? ResolvePolicy::all
                          : resolve.policy == "priority" ? ResolvePolicy::priority : ResolvePolicy::longest;
      if (!declaration.fact) symbols_.add(declaration.name);
      out_.schemas.push_back(std::move(schema));
    }
  }

  /// The symbols that a capitalised name stands for: itself, or those of a sub-pattern that is nothing but alternatives of names.
  void add_symbols(const std::string& name, std::vector<SymbolId>& out) {
    const auto let = lets_.find(name);
    if (let == lets_.end()) {
      const SymbolId symbol = name == "Text" ? static_cast<SymbolId>(sy_text) : symbols_.add(name);
      if (std::find(out.begin(), out.end(), symbol) == out.end()) out.push_back(symbol);
      return;
    }
    for (const ast::Sequence& sequence : let->second->pattern.alternatives)
      if (is_plain_reference(sequence)) add_symbols(sequence[0].text, out);
  }

  static bool is_plain_reference(const ast::Sequence& sequence) {
    return sequence.size() == 1 && sequence[0].kind == ast::Item::reference && sequence[0].minimum == 1 && sequence[0].maximum == 1 &&
           sequence[0].capture.empty();
  }

  /// Whether an item is a name that stands for types and lists alone.
  bool names_only(const ast::Item& item) const {
    if (item.kind == ast::Item::group) {
      for (const ast::Sequence& s : item.patterns.at(0).alternatives)
        if (s.size() != 1 || !s[0].capture.empty() || s[0].minimum != 1 || s[0].maximum != 1 || !names_only(s[0])) return false;
      return true;
    }
    if (item.kind != ast::Item::reference) return false;
    const auto let = lets_.find(item.text);
    if (let == lets_.end()) return true;
    for (const ast::Sequence& s : let->second->pattern.alternatives)
      if (!is_plain_reference(s) || !names_only(s[0])) return false;
    return true;
  }

  void add_item_symbols(const ast::Item& item, std::vector<SymbolId>& out) {
    if (item.kind == ast::Item::group)
      for (const ast::Sequence& s : item.patterns.at(0).alternatives) add_item_symbols(s.at(0), out);
    else add_symbols(item.text, out);
  }

  // ---- automata

  std::uint32_t add_node(Node node) {
    if (out_.nodes.size() - rule_first_node_ > node_limit) too_large_ = true;
    out_.nodes.push_back(node);
    return static_cast<std::uint32_t>(out_.nodes.size() - 1);
  }
  void tie(const std::vector<Exit>& exits, std::uint32_t target) {
    for (const Exit& e : exits) (e.other ? out_.nodes[e.node].other : out_.nodes[e.node].next) = target;
  }
  Piece single(Node node) {
    const std::uint32_t at = add_node(node);
    return {at, {{at, false}}};
  }
  Piece join(Piece a, Piece b) {
    if (a.start == none) return b;
    if (b.start == none) return a;
    tie(a.exits, b.start);
    return {a.start, std::move(b.exits)};
  }
  /// Whether the piece is nothing but one token node.
  bool is_one_token(const Piece& p) const {
    return p.start != none && out_.nodes[p.start].op == Node::token && p.exits.size() == 1 && p.exits[0].node == p.start && !p.exits[0].other;
  }

  Piece choice(Piece a, Piece b) {
    if (is_one_token(a) && is_one_token(b) && out_.nodes[a.start].trigger == out_.nodes[b.start].trigger &&
        out_.nodes[a.start].wildcard == out_.nodes[b.start].wildcard) {
      // "a" | "b": one node that takes either.
      std::vector<ConditionTerm> terms;
      for (const Piece* p : {&a, &b}) {
        if (p == &b) terms.push_back({0, ConditionTerm::alternative, false, {}});
        const Condition c = out_.conditions[out_.nodes[p->start].argument];
        terms.insert(terms.end(), out_.terms.begin() + c.begin, out_.terms.begin() + c.end);
      }
      Node n = out_.nodes[a.start];
      n.argument = condition(terms);
      return single(n);
    }
    Node split;
    split.op = Node::split;
    const std::uint32_t at = add_node(split);
    Piece out{at, {}};
    if (a.start == none) out.exits.push_back({at, false});
    else out_.nodes[at].next = a.start;
    if (b.start == none) out.exits.push_back({at, true});
    else out_.nodes[at].other = b.start;
    out.exits.insert(out.exits.end(), a.exits.begin(), a.exits.end());
    out.exits.insert(out.exits.end(), b.exits.begin(), b.exits.end());
    return out;
  }

  std::uint32_t condition(const std::vector<ConditionTerm>& terms) {
    std::vector<std::pair<std::uint32_t, int>> key;
    for (const ConditionTerm& t : terms) key.emplace_back(t.test_id, t.kind * 2 + (t.negated ? 1 : 0));
    if (std::none_of(terms.begin(), terms.end(), [](const ConditionTerm& t) { return t.kind == ConditionTerm::alternative; }))
      std::sort(key.begin(), key.end());
    const auto found = condition_ids_.find(key);
    if (found != condition_ids_.end()) return found->second;
    Condition c;
    c.begin = static_cast<std::uint32_t>(out_.terms.size());
    out_.terms.insert(out_.terms.end(), terms.begin(), terms.end());
    c.end = static_cast<std::uint32_t>(out_.terms.size());
    out_.conditions.push_back(c);
    return condition_ids_[key] = static_cast<std::uint32_t>(out_.conditions.size() - 1);
  }
  std::uint32_t test(const WordTest& test, std::string_view text, const ast::Place& place) {
    std::string error;
    const std::uint32_t id = lexicon_.add_test(test, text, error);
    if (!error.empty()) report(place, "C040", "bad regular expression /" + std::string(text) + "/: " + error);
    return id;
  }
  Node token_node(const WordTest& t, std::string_view text, const ast::Place& place, std::uint8_t trigger) {
    Node n;
    n.op = Node::token;
    n.argument = condition({ConditionTerm{test(t, text, place), ConditionTerm::test, false, {}}});
    n.trigger = trigger;
    return n;
  }

  Piece words(const ast::Item& item) {
    std::vector<Token> tokens;
    tokenize(item.text, 0, tokens);
    Piece out;
    for (const Token& token : tokens) {
      const std::string_view text = std::string_view(item.text).substr(token.begin, token.end - token.begin);
      WordTest t;
      if (item.kind == ast::Item::exact) t.kind = WordTest::exact;
      else {
        t.kind = WordTest::literal;
        t.fold = lexicon_.intern(text);
      }
      out = join(out, single(token_node(t, text, item.place, token.kind == TokenKind::word ? 1 : 0)));
    }
    return out;
  }

  Piece form(const ast::Item& item) {
    WordTest t;
    t.kind = item.verb_form == "plural" ? WordTest::plural : WordTest::verb_or_noun;
    t.fold = lexicon_.intern(item.text);
    static const std::map<std::string, int, std::less<>> forms = {
        {"base", vf_base}, {"s", vf_s}, {"ing", vf_ing}, {"past", vf_past}, {"participle", vf_participle}};
    if (const auto f = forms.find(item.verb_form); f != forms.end()) t.forms = static_cast<std::uint8_t>(f->second);
    return single(token_node(t, item.text, item.place, 2));
  }

  Piece features(const ast::Item& item) {
    static const std::map<std::string, std::uint32_t, std::less<>> shapes = {
        {"cap", ws_capitalised}, {"upper", ws_upper}, {"lower", ws_lower}, {"digit", ws_digit}, {"acronym", ws_acronym},
        {"initial", ws_initial}, {"mixed", ws_mixed}, {"alphabetic", ws_alphabetic}, {"punctuation", ws_punctuation}};
    std::vector<ConditionTerm> terms;
    for (const ast::Feature& f : item.features_list) {
      ConditionTerm term;
      term.negated = f.negated;
      if (f.name == "first") term.kind = ConditionTerm::sentence_first;
      else if (f.name == "in") {
        WordTest t;
        t.kind = WordTest::in_list;
        const auto list = lists_.find(f.list);
        if (list == lists_.end()) {
          report(f.place, "C041", "'" + f.list + "' is no word list", "in(...) takes the name of a `words` declaration");
          continue;
        }
        t.list = list->second;
        term.test_id = test(t, {}, f.place);
      } else if (const auto shape = shapes.find(f.name); shape != shapes.end()) {
        WordTest t;
        t.kind = WordTest::shape;
        t.mask = shape->second;
        term.test_id = test(t, {}, f.place);
      } else {
        continue;  // the checker has reported it
      }
      terms.push_back(term);
    }
    Node n;
    n.op = Node::token;
    n.wildcard = 1;
    n.argument = condition(terms);
    return single(n);
  }

  Piece edge(SymbolId symbol) {
    Node n;
    n.op = Node::edge;
    n.id = symbol;
    return single(n);
  }

  Piece reference(const ast::Item& item) {
    const auto let = lets_.find(item.text);
    if (let != lets_.end()) return pattern(let->second->pattern);
    if (item.text == "Text") return edge(sy_noun_group);
    return edge(symbols_.add(item.text));
  }

  Piece gap(std::uint32_t up_to) {
    Piece out;
    for (std::uint32_t i = 0; i < up_to; ++i) {
      Node n;
      n.op = Node::any;
      n.wildcard = 1;
      Piece inner = single(n);
      out = choice(join(inner, out), Piece{});
    }
    return out;
  }

  Piece look(const ast::Item& item) {
    Look l;
    l.ahead = item.kind == ast::Item::followed_by || item.kind == ast::Item::not_followed_by;
    l.negated = item.kind == ast::Item::not_followed_by || item.kind == ast::Item::not_preceded_by;
    l.root = closed(pattern(item.patterns.at(0)), 0);
    out_.looks.push_back(l);
    Node n;
    n.op = Node::look;
    n.argument = static_cast<std::uint32_t>(out_.looks.size() - 1);
    return single(n);
  }

  /// Items in any order, with up to `item.number` tokens between two of them.
  Piece all_within(const ast::Item& item) {
    std::vector<std::size_t> order(item.patterns.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    Piece out;
    bool first = true;
    do {
      Piece sequence;
      for (std::size_t i = 0; i < order.size(); ++i) {
        if (i != 0) sequence = join(sequence, gap(item.number));
        sequence = join(sequence, pattern(item.patterns[order[i]]));
      }
      out = first ? sequence : choice(out, sequence);
      first = false;
    } while (std::next_permutation(order.begin(), order.end()));
    return out;
  }

  Piece atom(const ast::Item& item) {
    switch (item.kind) {
      case ast::Item::literal:
      case ast::Item::exact: return words(item);
      case ast::Item::form: return form(item);
      case ast::Item::reference: return reference(item);
      case ast::Item::features: return features(item);
      case ast::Item::regex: {
        WordTest t;
        t.kind = WordTest::regex;
        Node n = token_node(t, item.text, item.place, 0);
        return single(n);
      }
      case ast::Item::gap: return gap(item.number);
      case ast::Item::group: return pattern(item.patterns.at(0));
      case ast::Item::all_within: return all_within(item);
      case ast::Item::followed_by:
      case ast::Item::not_followed_by:
      case ast::Item::preceded_by:
      case ast::Item::not_preceded_by: return look(item);
    }
    return {};
  }

  Node capture_node(Node::Op op, CaptureId id) {
    Node n;
    n.op = op;
    n.id = id;
    return n;
  }

  /// A named slot of a fact also takes what may stand for a name.
  bool takes_anaphor(const ast::Item& item, CaptureId id) {
    if (schema_ == nullptr || !schema_->fact || !names_only(item)) return false;
    std::vector<SymbolId> symbols;
    add_item_symbols(item, symbols);
    // Where the rule names common nouns itself, no other noun may stand in their place.
    const auto own_words = [](SymbolId s) { return s == sy_noun_group || s >= builtin_symbols; };
    if (std::any_of(symbols.begin(), symbols.end(), own_words)) return false;
    for (const SchemaSlot& slot : schema_->slots)
      if (slot.name == id)
        return std::any_of(slot.types.begin(), slot.types.end(),
                           [](SymbolId s) { return s == sy_person || s == sy_organization || s == sy_place; });
    return false;
  }

  Piece captured(const ast::Item& item) {
    if (item.capture.empty()) return atom(item);
    const CaptureId id = capture(item.capture);
    Piece inner = atom(item);
    if (takes_anaphor(item, id)) inner = choice(inner, choice(edge(sy_pronoun), edge(sy_definite)));
    return join(single(capture_node(Node::open, id)), join(inner, single(capture_node(Node::close, id))));
  }

  Piece literal_word(const char* text, const ast::Place& place) {
    WordTest t;
    t.kind = WordTest::literal;
    t.fold = lexicon_.intern(text);
    return single(token_node(t, text, place, 0));
  }

  /// X, or "X, X and X".
  Piece coordinated(const ast::Item& item) {
    const auto coordinator = [&] {
      Piece word = choice(literal_word("and", item.place), choice(literal_word("or", item.place), literal_word("&", item.place)));
      return join(choice(literal_word(",", item.place), Piece{}), word);
    };
    Piece more = join(literal_word(",", item.place), join(optional_article(item.place), captured(item)));
    Piece many = loop(more);
    Piece last = join(coordinator(), join(optional_article(item.place), captured(item)));
    return join(captured(item), choice(join(many, last), Piece{}));
  }
  Piece optional_article(const ast::Place& place) { return choice(literal_word("the", place), Piece{}); }

  Piece loop(Piece body) {
    Node split;
    split.op = Node::split;
    const std::uint32_t at = add_node(split);
    out_.nodes[at].next = body.start;
    tie(body.exits, at);
    return {at, {{at, true}}};
  }

  Piece repeated(const ast::Item& item) {
    const auto one = [&] { return item.each ? coordinated(item) : captured(item); };
    if (item.minimum == 1 && item.maximum == 1) return one();
    Piece out;
    const std::uint32_t copies = std::min<std::uint32_t>(item.minimum, 32);
    for (std::uint32_t i = 0; i < copies; ++i) out = join(out, one());
    if (item.maximum == ast::unbounded) return join(out, loop(one()));
    Piece tail;
    for (std::uint32_t i = item.minimum; i < std::min<std::uint32_t>(item.maximum, item.minimum + 32); ++i)
      tail = choice(join(one(), tail), Piece{});
    return join(out, tail);
  }

  Piece sequence(const ast::Sequence& items) {
    Piece out;
    for (const ast::Item& item : items) {
      if (too_large_) break;
      out = join(out, repeated(item));
    }
    return out;
  }

  Piece pattern(const ast::Pattern& p) {
    Piece out;
    bool first = true;
    for (const ast::Sequence& s : p.alternatives) {
      if (too_large_) break;
      Piece piece = sequence(s);
      out = first ? std::move(piece) : choice(std::move(out), std::move(piece));
      first = false;
    }
    return out;
  }

  std::uint32_t closed(Piece piece, std::uint32_t rule) {
    Node n;
    n.op = Node::accept;
    n.argument = rule;
    const std::uint32_t end = add_node(n);
    if (piece.start == none) return end;
    tie(piece.exits, end);
    return piece.start;
  }

  // ---- rules

  void append_roots(std::uint32_t index, std::vector<Root>& out) const {
    for (const std::uint32_t root : rule_roots_.at(index)) out.push_back({index, root});
  }

  void compile_rule(const ast::Rule& rule) {
    rule_ = &rule;
    rule_first_node_ = out_.nodes.size();
    too_large_ = false;
    const RuleIndex index = static_cast<RuleIndex>(out_.rules.size());
    RuleInfo info;
    info.type = lower(rule.type);
    info.id = info.type + "." + rule.id;
    info.priority = rule.priority;
    info.frame = rule.kind == ast::Rule::frame;
    info.file = rule.place.file;
    info.line = rule.place.line;
    info.symbol = symbols_.find(rule.type);
    schema_ = nullptr;
    for (std::size_t i = 0; i < out_.schemas.size(); ++i)
      if (out_.schemas[i].type == info.type) {
        info.schema = static_cast<std::uint32_t>(i);
        info.fact = out_.schemas[i].fact;
        schema_ = &out_.schemas[i];
      }
    RuleBody body;
    std::vector<std::uint32_t> roots;
    if (info.frame) compile_frame(rule, index);
    else
      for (const ast::Pattern& p : rule.matches) roots.push_back(closed(pattern(p), index));
    if (too_large_) {
      report(rule.place, "C050", "rule " + info.id + " compiles to over " + std::to_string(node_limit) + " automaton nodes and is left out",
             "lower its repetition counts or split it");
      roots.clear();
    }
    for (const ast::Pattern& p : rule.unless) body.unless.push_back(closed(pattern(p), 0));
    for (const ast::Test& t : rule.where) body.where.push_back(add_test_node(t));
    for (const ast::Set& s : rule.sets) {
      if (schema_ != nullptr) capture(s.id);
      body.sets.push_back({s.id, add_expression(s.value)});
    }
    collect_each(rule, body);
    if (!info.fact) {
      const CaptureId name = out_.capture("name");
      if (name != no_capture && uses_capture(rule, "name")) info.name_capture = name;
    }
    for (const std::string& alias : rule.aliases) info.aliases.push_back(capture(alias));
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
        out.expected.push_back({dot == std::string::npos ? lower(name) : lower(name.substr(0, dot)) + name.substr(dot), number});
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
      const CaptureId id = capture(item.capture);
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
    if (p.alternatives.size() == 1 && p.alternatives[0].size() == 1) {
      const ast::Item& item = p.alternatives[0][0];
      bind.optional = item.minimum == 0;
      if (!item.capture.empty() && names_only(item) && item.maximum == 1) {
        bind.capture = capture(item.capture);
        bind.each = item.each;
        add_item_symbols(item, bind.symbols);
        const auto is_text = [](SymbolId s) { return s == sy_text || s == sy_noun_group; };
        bind.takes_text = std::any_of(bind.symbols.begin(), bind.symbols.end(), is_text);
        std::erase_if(bind.symbols, is_text);
        return bind;
      }
    }
    ast::Pattern whole = p;
    if (bind.optional) whole.alternatives[0][0].minimum = 1;
    bind.root = closed(pattern(whole), 0);
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
}

}  // namespace sluice
