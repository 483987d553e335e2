// The compiled form of a rule program: one array of automaton nodes, and flat records for frames, conditions and attributes.
#ifndef SLUICE_MATCH_TABLES_HPP
#define SLUICE_MATCH_TABLES_HPP

#include <cstdint>
#include <string>
#include <vector>

#include "match/program.hpp"

namespace sluice {


/// One node of a Thompson automaton over a lattice. `next` and `other` are node indexes.
struct Node {
  enum Op : std::uint8_t {
    token,          ///< one token that meets condition `argument`
    edge,           ///< a lattice edge of symbol `id`
    any,            ///< one token, whatever it is: a gap
    split,          ///< `next` is preferred to `other`
    open,           ///< capture `id` begins
    close,          ///< capture `id` ends
    look,           ///< goes on where lookaround `argument` holds
    accept,         ///< rule `argument` has matched
  };
  Op op = accept;
  std::uint8_t wildcard = 0;      ///< 1: says little of the token it takes
  std::uint8_t trigger = 0;       ///< 1: a literal word, 2: a form of a lemma; what a match is hung on
  std::uint8_t pad = 0;
  std::uint16_t id = 0;
  std::uint16_t pad2 = 0;
  std::uint32_t argument = 0;
  std::uint32_t next = none;
  std::uint32_t other = none;
};

/// Tests on one token: terms [begin, end), conjunctions parted by `alternative` terms, of which one must hold.
struct Condition { std::uint32_t begin = 0, end = 0; };
struct ConditionTerm {
  enum Kind : std::uint8_t { test, sentence_first, alternative };
  std::uint32_t test_id = 0;
  Kind kind = test;
  bool negated = false;
  std::uint8_t pad[2] = {};
};

/// followed_by, preceded_by and their negations.
struct Look {
  std::uint32_t root = none;
  bool ahead = true;
  bool negated = false;
  std::uint8_t shortest = 0, longest = 0;   ///< by Tables::index: tokens that its pattern may take, look_behind_limit where there is no end
};
inline constexpr std::uint8_t look_behind_limit = 12;   ///< tokens

/// A piece of a rule file as written. Only `explain` and `profile` read it: to name what a node, a bind or a test belongs to.
struct RuleSource {
  std::uint32_t file = 0, line = 0, column = 0;
  std::string text;
  template <class A> void archive(A& a) { a(file, line, column, text); }
};

struct Root { RuleIndex rule = 0; std::uint32_t node = none; };

/// A sequence pattern of a frame's part.
struct Bind {
  std::uint32_t root = none;          ///< automaton of the pattern; accepts with argument 0
  CaptureId capture = no_capture;     ///< where the pattern is a single captured type: its capture
  bool each = false;
  bool optional = false;
  bool takes_text = false;            ///< any noun group fits
  std::vector<SymbolId> symbols;      ///< of a single captured type: what may fill it
  std::uint64_t kinds = 0;            ///< by Tables::index: Lattice::kind of its symbols
  std::uint32_t source = none;        ///< index into sources
  template <class A> void archive(A& a) { a(root, capture, each, optional, takes_text, symbols, source); }
};

struct Part {
  std::uint8_t kind = 0;              ///< ast::FramePart::Kind
  std::vector<FoldId> prepositions;
  std::vector<Bind> binds;
  template <class A> void archive(A& a) { a(kind, prepositions, binds); }
};

struct Frame {
  RuleIndex rule = 0;
  std::vector<Part> parts;
  template <class A> void archive(A& a) { a(rule, parts); }
};

/// A predicate that a frame answers to; sorted by lemma.
struct FrameKey {
  FoldId lemma = no_fold;
  FoldId particle = no_fold;
  std::uint32_t frame = 0;
  bool nominal = false;
  std::uint8_t pad[3] = {};
};

/// `where` and `set`, as trees in one array.
struct TestNode {
  std::uint8_t kind = 0;              ///< ast::Test::Kind
  std::string name, op, value;
  std::vector<std::string> arguments;
  std::vector<std::uint32_t> operands;
  CaptureId name_capture = no_capture, first_capture = no_capture, second_capture = no_capture;   ///< by Tables::index: of these names
  template <class A> void archive(A& a) { a(kind, name, op, value, arguments, operands); }
};
struct ExpressionNode {
  std::uint8_t kind = 0;              ///< ast::Expression::Kind
  std::string value;
  std::vector<std::uint32_t> operands;
  CaptureId capture = no_capture;     ///< by Tables::index: of this name
  template <class A> void archive(A& a) { a(kind, value, operands); }
};
struct SetClause {
  std::string id;
  std::uint32_t expression = 0;
  CaptureId role = no_capture;        ///< by Tables::index: of this name
  template <class A> void archive(A& a) { a(id, expression); }
};

/// What only the matcher needs of a rule.
struct RuleBody {
  std::vector<std::uint32_t> where;   ///< roots in test_nodes; all must hold
  std::vector<SetClause> sets;
  std::vector<std::uint32_t> unless;  ///< automaton roots
  std::vector<CaptureId> each;        ///< captures that are taken apart
  std::vector<std::uint32_t> where_sources, unless_sources;   ///< indexes into sources, of `where` and `unless`
  template <class A> void archive(A& a) { a(where, sets, unless, each, where_sources, unless_sources); }
};

struct RuleProgram::Tables {
  std::vector<Node> nodes;
  std::vector<Condition> conditions;
  std::vector<ConditionTerm> terms;
  std::vector<Look> looks;
  std::vector<std::vector<Root>> entity_stages;
  std::vector<Root> fact_roots;
  std::vector<Frame> frames;
  std::vector<FrameKey> frame_keys;
  std::vector<TestNode> test_nodes;
  std::vector<ExpressionNode> expression_nodes;
  std::vector<RuleBody> bodies;       ///< by RuleIndex
  std::vector<RuleInfo> rules;
  std::vector<Schema> schemas;
  std::vector<RuleExample> examples;
  std::vector<SuiteCase> suite_cases;
  std::vector<std::string> capture_names;
  std::vector<std::string> files;
  std::vector<SymbolId> list_symbols; ///< by ListId
  std::vector<RuleSource> sources;
  std::vector<std::uint32_t> node_sources;   ///< by node: index into sources, or none
  std::vector<ListId> list_of;        ///< by Tables::index: by SymbolId, no_list where no list has the symbol

  /// Fills what follows from the rest. To be called once the rest is complete.
  void index();
  void measure(Look& look) const;

  template <class A>
  void archive(A& a) {
    a(nodes, conditions, terms, looks, entity_stages, fact_roots, frames, frame_keys, test_nodes, expression_nodes, bodies, rules, schemas,
      examples, suite_cases, capture_names, files, list_symbols, sources, node_sources);
  }

  [[nodiscard]] CaptureId capture(std::string_view name) const {
    for (std::size_t i = 0; i < capture_names.size(); ++i)
      if (capture_names[i] == name) return static_cast<CaptureId>(i);
    return no_capture;
  }
};

}  // namespace sluice

#endif
