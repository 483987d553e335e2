// A compiled rule program and its run over a document.
#ifndef SLUICE_MATCH_PROGRAM_HPP
#define SLUICE_MATCH_PROGRAM_HPP

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/analysis.hpp"
#include "lexicon/archive.hpp"
#include "phrase/phrases.hpp"
#include "rules/rules.hpp"

namespace sluice {

using RuleIndex = std::uint32_t;
/// Index of a role or capture name in RuleProgram::capture_names().
using CaptureId = std::uint16_t;
inline constexpr CaptureId no_capture = 0xFFFF;

/// A captured piece: tokens [begin, end) under one role. Where the pattern took a whole edge, `symbol` and `payload` are that edge's;
/// a noun phrase filler has symbol sy_noun_group and the index into Phrases::nouns.
struct Capture {
  CaptureId name = 0;
  SymbolId symbol = no_symbol;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t payload = none;
};

/// One hit of one rule. Where a role has `each`, there is one match for each member.
struct Match {
  RuleIndex rule = 0;
  std::uint32_t begin = 0;        ///< tokens
  std::uint32_t end = 0;
  std::uint32_t trigger_begin = 0, trigger_end = 0;  ///< the literal or verb that carries it; for frames the clause's trigger
  std::uint32_t sentence = 0;
  std::uint32_t clause = none;    ///< of a frame, or the clause that holds the trigger
  std::uint32_t wildcards = 0;    ///< tokens taken by gaps and negated or shape-only features: fewer is more specific
  std::uint32_t captures_begin = 0, captures_end = 0;  ///< in MatchList::captures
};

struct MatchList {
  std::vector<Match> matches;
  std::vector<Capture> captures;
  void clear() { matches.clear(); captures.clear(); }
  [[nodiscard]] std::span<const Capture> of(const Match& m) const {
    return {captures.data() + m.captures_begin, captures.data() + m.captures_end};
  }
};

/// `set id = value`, evaluated: attributes that a match gives to its mention or fact.
struct Attribute {
  std::string_view id;
  CaptureId role = no_capture;    ///< of this name
  std::string_view value;         ///< good until the next document
  bool literal = false;           ///< `value` is written so in the rule, and lives as long as the program
};

enum class ResolvePolicy : std::uint8_t { longest, priority, all };

/// What the rest of the engine knows of one rule.
struct RuleInfo {
  std::string id;                 ///< `membership.join`, as results spell it
  std::string type;               ///< `membership`
  SymbolId symbol = no_symbol;    ///< of an entity rule: the type that it makes
  std::uint32_t schema = none;    ///< of a fact rule
  std::int32_t priority = 0;
  bool frame = false;
  bool fact = false;
  CaptureId name_capture = no_capture;      ///< entity rules: capture `name`, or no_capture for the whole match
  std::vector<CaptureId> aliases;           ///< captures that become a second mention of the same entity
  std::uint32_t file = 0, line = 0;         ///< file: index into RuleProgram::files()
  template <class A> void archive(A& a) { a(id, type, symbol, schema, priority, frame, fact, name_capture, aliases, file, line); }
};

struct SchemaSlot {
  CaptureId name = 0;
  std::vector<SymbolId> types;    ///< sy_text: any tight noun group
  bool optional = false;
  template <class A> void archive(A& a) { a(name, types, optional); }
};

struct Schema {
  std::string type;               ///< `membership`
  bool fact = true;
  std::vector<SchemaSlot> slots;
  std::vector<std::vector<CaptureId>> one_of;
  ResolvePolicy policy = ResolvePolicy::longest;
  template <class A> void archive(A& a) { a(type, fact, slots, one_of, policy); }
};

/// A test sentence as compiled, with its place.
struct RuleExample {
  RuleIndex rule = 0;
  std::uint8_t kind = 0;          ///< ast::Example::Kind
  bool only = false;
  std::string text;               ///< span markup
  std::vector<std::string> expectations;    ///< id, value, id, value ...
  std::uint32_t file = 0, line = 0, column = 0;
  template <class A> void archive(A& a) { a(rule, kind, only, text, expectations, file, line, column); }
};

/// A text of a `suite`, with the number of mentions or facts that the whole engine must find of each type or by each rule.
struct SuiteCase {
  struct Count {
    std::string what;             ///< `membership` or `membership.join`
    std::uint32_t number = 0;
    template <class A> void archive(A& a) { a(what, number); }
  };
  std::string suite, text;
  std::vector<Count> expected;
  std::uint32_t file = 0, line = 0, column = 0;
  template <class A> void archive(A& a) { a(suite, text, expected, file, line, column); }
};

/// Working memory of the matcher, with its lazy DFA: one for each thread and program.
class Matcher;

/// Immutable; shared by threads.
class RuleProgram {
 public:
  RuleProgram();
  ~RuleProgram();
  RuleProgram(RuleProgram&&) noexcept;
  RuleProgram& operator=(RuleProgram&&) noexcept;

  /// Adds lists, words and tests of the checked rules to the lexicon and the symbols, nouns of frames to the phrase tables, and compiles.
  void compile(const ast::Rules& rules, const Pack& pack, LexiconBuilder& lexicon, Symbols& symbols, PhraseTables& phrases,
               Diagnostics& diagnostics);

  [[nodiscard]] std::span<const RuleInfo> rules() const;
  [[nodiscard]] std::span<const Schema> schemas() const;
  [[nodiscard]] std::span<const RuleExample> examples() const;
  [[nodiscard]] std::span<const SuiteCase> suite_cases() const;
  [[nodiscard]] std::span<const std::string> capture_names() const;
  [[nodiscard]] std::span<const std::string> files() const;
  [[nodiscard]] std::size_t entity_stages() const;
  /// Symbols whose list hits the rules read: the pipeline adds just these to the lattice. Index: ListId.
  [[nodiscard]] std::span<const SymbolId> list_symbols() const;
  /// Whether edges of this symbol are entries of a list.
  [[nodiscard]] bool is_list(SymbolId symbol) const;

  void archive(ArchiveWriter& a);
  void archive(ArchiveReader& a);

  struct Tables;
  [[nodiscard]] const Tables& tables() const { return *tables_; }

 private:
  std::unique_ptr<Tables> tables_;
};

class Matcher {
 public:
  explicit Matcher(const RuleProgram& program);
  ~Matcher();
  Matcher(Matcher&&) noexcept;

  /// Must be called before each document: what `attributes` gave for the last one is gone.
  void begin_document();
  /// Must be called where WordCache::begin_document() returned true: symbol ids mean something else now.
  void forget_words();

  /// All matches of the entity rules of one stage: for each rule leftmost-longest and not overlapping itself, before any conflict between
  /// rules is settled. Ordered by begin, then end, then rule.
  void run_entity_stage(std::size_t stage, const Analysis& analysis, MatchList& out);
  /// All matches of surface fact rules and frames.
  void run_facts(const Analysis& analysis, const Phrases& phrases, MatchList& out);
  /// The same by plain backtracking over the rule trees, for tests.
  void run_entity_stage_plain(std::size_t stage, const Analysis& analysis, MatchList& out);
  void run_facts_plain(const Analysis& analysis, const Phrases& phrases, MatchList& out);

  /// Attributes of a match by its rule's `set` clauses. `value(id)` is the list value under a capture.
  void attributes(const Match& match, const MatchList& list, const Analysis& analysis, std::vector<Attribute>& out) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sluice

#endif
