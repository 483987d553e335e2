// The rule language as parsed: plain trees with positions. Made by rules/parse, checked by rules/check, compiled by rules/compile.
#ifndef SLUICE_RULES_AST_HPP
#define SLUICE_RULES_AST_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sluice/diagnostic.hpp"

namespace sluice::ast {

/// Where something stands; line and column count from 1.
struct Place {
  std::uint32_t file = 0;    ///< index into Rules::files
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// One feature of `[cap & !in(Country)]`.
struct Feature {
  bool negated = false;
  std::string name;          ///< cap upper lower digit acronym initial first in
  std::string list;          ///< of in(...)
  Place place;
};

struct Pattern;

/// One atom with its capture and repetition.
struct Item {
  enum Kind : std::uint8_t {
    literal,          ///< "words" in any case
    exact,            ///< 'words' in this case
    form,             ///< ~join or ~join.past
    reference,        ///< a capitalised name: type, list, sub-pattern, chunk
    features,         ///< [ ... ]
    regex,            ///< /RE2/
    gap,              ///< ...N
    group,            ///< ( pattern )
    all_within,       ///< all within N { items }: any order
    followed_by, not_followed_by, preceded_by, not_preceded_by,
  };
  Kind kind = literal;
  Place place;
  std::string capture;             ///< role or capture id, or empty
  bool each = false;
  std::uint32_t minimum = 1, maximum = 1;   ///< repetition; maximum `unbounded` for * and +
  std::string text;                ///< literal, exact, lemma, name, RE2
  std::string verb_form;           ///< base s ing past participle plural, or empty
  std::uint32_t number = 0;        ///< of a gap or all within
  std::vector<Feature> features_list;
  std::vector<Pattern> patterns;   ///< group and lookarounds: one; all_within: one for each item
};
inline constexpr std::uint32_t unbounded = 0xFFFFFFFF;

using Sequence = std::vector<Item>;

/// Alternatives of sequences.
struct Pattern {
  std::vector<Sequence> alternatives;
  Place place;
};

/// `word(id, ...)`, `id op value`, and/or/not.
struct Test {
  enum Kind : std::uint8_t { call, compare, both, either, negation };
  Kind kind = call;
  Place place;
  std::string name;                  ///< function, or the id compared
  std::vector<std::string> arguments;
  std::string op;                    ///< = != < <= > >=
  std::string value;                 ///< text of the value
  bool number = false;
  std::vector<Test> operands;
};

/// Value of `set id = expr`.
struct Expression {
  enum Kind : std::uint8_t { text, number, identifier, binary, conditional, call };
  Kind kind = text;
  Place place;
  std::string value;                 ///< text, number, identifier, operator or function name
  std::vector<Expression> operands;  ///< binary: 2; conditional: value, else; its `value` is the id asked
};

struct Set {
  std::string id;
  Expression value;
  Place place;
};

/// A `test`, `reject` or `todo` sentence.
struct Example {
  enum Kind : std::uint8_t { test, reject, todo };
  Kind kind = test;
  bool only = false;
  std::string text;                  ///< span markup, as written
  struct Expectation { std::string id, value; Place place; };
  std::vector<Expectation> expectations;   ///< modality=planned
  Place place;                       ///< of the string
};

struct Lemma {
  std::string word;
  std::string particle;              ///< preposition or particle, or empty
  Place place;
};

/// `subject`, `object`, `adverbial`, `complement`, `possessor`, or `with "prep"` of a frame.
struct FramePart {
  enum Kind : std::uint8_t { subject, object, adverbial, complement, with, possessor };
  Kind kind = subject;
  std::vector<std::string> prepositions;   ///< of `with`: one or more
  std::vector<Pattern> binds;        ///< each one a pattern whose items capture roles
  Place place;
};

/// `use Template(pattern, ...)` in the options.
struct Use {
  std::string name;
  std::vector<Pattern> arguments;
  Place place;
};

/// A rule, frame or template body.
struct Rule {
  enum Kind : std::uint8_t { surface, frame, template_ };
  Kind kind = surface;
  std::string type;                  ///< `Membership`; a template's name
  std::string id;                    ///< `join`
  std::int32_t priority = 0;
  std::optional<Pattern> glue;
  std::vector<Use> uses;
  std::vector<std::string> parameters;     ///< of a template
  std::vector<Pattern> matches;
  std::vector<Pattern> unless;
  std::vector<Test> where;
  std::vector<Set> sets;
  std::vector<std::string> aliases;
  std::vector<Lemma> verbs, nouns;
  std::vector<FramePart> parts;
  std::vector<Example> examples;
  Place place;
  bool broken = false;
};

struct WordsDeclaration {
  std::string name;
  std::string from;                  ///< TSV, or empty
  /// Rows of `from` that count: those whose column (1 is the first) compares so. Several must all hold.
  struct Filter { std::uint32_t column = 2; std::string op; std::string value; };
  std::vector<Filter> filters;
  bool any_case = false;             ///< capitals of the entries mean nothing
  struct Entry { std::vector<std::string> phrases; std::string value; Place place; };
  std::vector<Entry> entries;
  Place place;
  bool broken = false;               ///< had a syntax error: check_rules keeps the name known and drops the declaration
};

struct LetDeclaration {
  std::string name;
  Pattern pattern;
  Place place;
  bool broken = false;
};

struct Slot {
  std::string id;
  std::vector<std::string> types;    ///< capitalised names, or `text`
  bool optional = false;
  Place place;
};

/// `entity Name { ... }` or `fact Name { ... }`.
struct SchemaDeclaration {
  bool fact = true;
  std::string name;
  std::vector<Slot> slots;
  std::vector<std::vector<std::string>> one_of;
  Place place;
  bool broken = false;
};

struct ResolveDeclaration {
  std::string name;
  std::string policy;                ///< longest priority all
  Place place;
};

struct SuiteDeclaration {
  std::string name;
  struct Case { std::string text; std::vector<std::pair<std::string, std::uint32_t>> expected; Place place; };
  std::vector<Case> cases;
  Place place;
};

/// Everything that a pack's rule files declare, in file order.
struct Rules {
  std::vector<std::string> files;
  std::vector<WordsDeclaration> words;
  std::vector<LetDeclaration> lets;
  std::vector<SchemaDeclaration> schemas;
  std::vector<Rule> templates;
  std::vector<Rule> rules;           ///< surface rules and frames
  std::vector<ResolveDeclaration> resolves;
  std::vector<SuiteDeclaration> suites;
};

}  // namespace sluice::ast

#endif
