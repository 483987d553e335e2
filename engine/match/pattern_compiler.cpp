#include "match/pattern_compiler.hpp"

#include <algorithm>
#include <utility>

#include "rules/print.hpp"
#include "text/analyze.hpp"

namespace sluice {
namespace {

Node capture_node(Node::Op op, CaptureId id) {
  Node n;
  n.op = op;
  n.id = id;
  return n;
}

}  // namespace

void PatternCompiler::begin_rule(const Schema* schema, const ast::Pattern* glue) {
  schema_ = schema;
  glue_ = glue;
  first_node_ = out_.nodes.size();
  too_large_ = false;
}

std::uint32_t PatternCompiler::compile(const ast::Pattern& whole, std::uint32_t rule) {
  if (open_patterns_++ == 0) sources_.clear();
  const Piece piece = pattern(whole);
  --open_patterns_;
  Node n;
  n.op = Node::accept;
  n.argument = rule;
  const std::uint32_t end = add_node(n);
  if (piece.start == none) return end;
  tie(piece.exits, end);
  return piece.start;
}

// ---- nodes put together

std::uint32_t PatternCompiler::add_node(Node node) {
  if (out_.nodes.size() - first_node_ > node_limit) too_large_ = true;
  out_.nodes.push_back(node);
  out_.node_sources.push_back(source_);
  return static_cast<std::uint32_t>(out_.nodes.size() - 1);
}

void PatternCompiler::tie(const std::vector<Exit>& exits, std::uint32_t target) {
  for (const Exit& e : exits) (e.other ? out_.nodes[e.node].other : out_.nodes[e.node].next) = target;
}

PatternCompiler::Piece PatternCompiler::single(Node node) {
  const std::uint32_t at = add_node(node);
  return {at, {{at, false}}};
}

PatternCompiler::Piece PatternCompiler::join(Piece a, Piece b) {
  if (a.start == none) return b;
  if (b.start == none) return a;
  tie(a.exits, b.start);
  return {a.start, std::move(b.exits)};
}

/// Whether the piece is nothing but one token node.
bool PatternCompiler::is_one_token(const Piece& p) const {
  return p.start != none && out_.nodes[p.start].op == Node::token && p.exits.size() == 1 && p.exits[0].node == p.start && !p.exits[0].other;
}

PatternCompiler::Piece PatternCompiler::choice(Piece a, Piece b) {
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

PatternCompiler::Piece PatternCompiler::loop(Piece body) {
  Node split;
  split.op = Node::split;
  const std::uint32_t at = add_node(split);
  out_.nodes[at].next = body.start;
  tie(body.exits, at);
  return {at, {{at, true}}};
}

PatternCompiler::Piece PatternCompiler::gap(std::uint32_t up_to) {
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

PatternCompiler::Piece PatternCompiler::edge(SymbolId symbol) {
  Node n;
  n.op = Node::edge;
  n.id = symbol;
  return single(n);
}

std::uint32_t PatternCompiler::condition(const std::vector<ConditionTerm>& terms) {
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

std::uint32_t PatternCompiler::test(const WordTest& test, std::string_view text, const ast::Place& place) {
  std::string error;
  const std::uint32_t id = lexicon_.add_test(test, text, error);
  if (!error.empty()) names_.report("C049", place, {error});   // RE2 refuses here what the check let pass
  return id;
}

Node PatternCompiler::token_node(const WordTest& t, std::string_view text, const ast::Place& place, std::uint8_t trigger) {
  Node n;
  n.op = Node::token;
  n.argument = condition({ConditionTerm{test(t, text, place), ConditionTerm::test, false, {}}});
  n.trigger = trigger;
  return n;
}

PatternCompiler::Piece PatternCompiler::literal_word(const char* text, const ast::Place& place) {
  WordTest t;
  t.kind = WordTest::literal;
  t.fold = lexicon_.intern(text);
  return single(token_node(t, text, place, 0));
}

PatternCompiler::Piece PatternCompiler::pattern(const ast::Pattern& p) {
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

PatternCompiler::Piece PatternCompiler::sequence(const ast::Sequence& items) {
  Piece out;
  const std::uint32_t outside = source_;
  for (const ast::Item& item : items) {
    if (too_large_) break;
    if (glue_ != nullptr && out.start != none) out = join(out, choice(sub_pattern(*glue_), Piece{}));
    source_ = source(item);
    out = join(out, repeated(item));
  }
  source_ = outside;
  return out;
}

std::uint32_t PatternCompiler::source(const ast::Item& item) {
  const auto [at, fresh] = (in_sub_pattern_ ? shared_sources_ : sources_).try_emplace(&item, none);
  if (fresh) at->second = names_.source(item.place, print_item(item));
  return at->second;
}

/// A pattern that stands elsewhere: the rule's glue does not reach into it.
PatternCompiler::Piece PatternCompiler::sub_pattern(const ast::Pattern& p) {
  const ast::Pattern* const glue = std::exchange(glue_, nullptr);
  const bool inside = std::exchange(in_sub_pattern_, true);
  Piece out = pattern(p);
  glue_ = glue;
  in_sub_pattern_ = inside;
  return out;
}

PatternCompiler::Piece PatternCompiler::repeated(const ast::Item& item) {
  const auto one = [&] { return item.each ? coordinated(item) : captured(item); };
  if (item.minimum == 1 && item.maximum == 1) return one();
  Piece out;
  for (std::uint32_t i = 0; i < item.minimum && !too_large_; ++i) out = join(out, one());
  if (item.maximum == ast::unbounded) return join(out, loop(one()));
  Piece tail;
  for (std::uint32_t i = item.minimum; i < item.maximum && !too_large_; ++i)
    tail = choice(join(one(), tail), Piece{});
  return join(out, tail);
}

/// X, or "X, X and X".
PatternCompiler::Piece PatternCompiler::coordinated(const ast::Item& item) {
  const auto coordinator = [&] {
    Piece word = choice(literal_word("and", item.place), choice(literal_word("or", item.place), literal_word("&", item.place)));
    return join(choice(literal_word(",", item.place), Piece{}), word);
  };
  const auto article = [&] { return choice(literal_word("the", item.place), Piece{}); };
  Piece more = join(literal_word(",", item.place), join(article(), captured(item)));
  Piece many = loop(more);
  Piece last = join(coordinator(), join(article(), captured(item)));
  return join(captured(item), choice(join(many, last), Piece{}));
}

PatternCompiler::Piece PatternCompiler::captured(const ast::Item& item) {
  if (item.capture.empty()) return atom(item);
  const CaptureId id = names_.capture(item.capture);
  Piece inner = atom(item);
  if (takes_anaphor(item, id)) inner = choice(inner, choice(edge(sy_pronoun), edge(sy_definite)));
  return join(single(capture_node(Node::open, id)), join(inner, single(capture_node(Node::close, id))));
}

/// A named slot of a fact also takes what may stand for a name.
bool PatternCompiler::takes_anaphor(const ast::Item& item, CaptureId id) {
  if (schema_ == nullptr || !schema_->fact || !names_.names_only(item)) return false;
  std::vector<SymbolId> symbols;
  names_.add_item_symbols(item, symbols);
  // Where the rule names common nouns itself, no other noun may stand in their place.
  const auto own_words = [](SymbolId s) { return s == sy_noun_group || s >= builtin_symbols; };
  if (std::any_of(symbols.begin(), symbols.end(), own_words)) return false;
  for (const SchemaSlot& slot : schema_->slots)
    if (slot.name == id)
      return std::any_of(slot.types.begin(), slot.types.end(),
                         [](SymbolId s) { return s == sy_person || s == sy_organization || s == sy_place; });
  return false;
}

PatternCompiler::Piece PatternCompiler::atom(const ast::Item& item) {
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

PatternCompiler::Piece PatternCompiler::words(const ast::Item& item) {
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

PatternCompiler::Piece PatternCompiler::form(const ast::Item& item) {
  WordTest t;
  t.kind = item.verb_form == "plural" ? WordTest::plural : WordTest::verb_or_noun;
  t.fold = lexicon_.intern(item.text);
  static const std::map<std::string, int, std::less<>> forms = {
      {"base", vf_base}, {"s", vf_s}, {"ing", vf_ing}, {"past", vf_past}, {"participle", vf_participle}};
  if (const auto f = forms.find(item.verb_form); f != forms.end()) t.forms = static_cast<std::uint8_t>(f->second);
  return single(token_node(t, item.text, item.place, 2));
}

PatternCompiler::Piece PatternCompiler::features(const ast::Item& item) {
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
      t.list = names_.list(f.list);
      if (t.list == no_list) continue;   // one that could not be read, which is reported
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

PatternCompiler::Piece PatternCompiler::reference(const ast::Item& item) {
  if (const ast::LetDeclaration* let = names_.sub_pattern(item.text); let != nullptr) return sub_pattern(let->pattern);
  if (item.text == "Text") return edge(sy_noun_group);
  return edge(symbols_.add(item.text));
}

PatternCompiler::Piece PatternCompiler::look(const ast::Item& item) {
  Look l;
  l.ahead = item.kind == ast::Item::followed_by || item.kind == ast::Item::not_followed_by;
  l.negated = item.kind == ast::Item::not_followed_by || item.kind == ast::Item::not_preceded_by;
  const ast::Pattern* const glue = std::exchange(glue_, nullptr);
  l.root = compile(item.patterns.at(0), 0);
  glue_ = glue;
  out_.looks.push_back(l);
  Node n;
  n.op = Node::look;
  n.argument = static_cast<std::uint32_t>(out_.looks.size() - 1);
  return single(n);
}

/// Items in any order, with up to `item.number` tokens between two of them.
PatternCompiler::Piece PatternCompiler::all_within(const ast::Item& item) {
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

}  // namespace sluice
