// Why a document came out as it did: what was read at a place, and where a rule stopped.
//
//   sluice::Explainer explainer(engine, text, {.date = "2024-10-16"});
//   for (const auto& fact : explainer.at(120).facts) std::cout << fact.rule << '\n';
//   if (const auto rule = explainer.rule("membership.join")) ...
#ifndef SLUICE_EXPLAIN_HPP
#define SLUICE_EXPLAIN_HPP

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sluice/document.hpp"
#include "sluice/engine.hpp"
#include "sluice/span.hpp"

namespace sluice {

/// A place in a rule file; lines and columns count from 1, 0 where none is known.
struct RulePlace {
  std::string file;
  std::uint32_t line = 0, column = 0;
};

/// A piece of text under a name: a capture, a role, a field of a record. A literal has an empty span.
struct Binding {
  std::string name;
  Span span;
  std::string value;     ///< of a value or literal; for fields of records their text
};

/// A mention or fact that some rule proposed here, and what became of it.
struct Proposal {
  enum Fate : std::uint8_t {
    won,                 ///< it is in the result
    lost,                ///< to `beaten_by`, which claims `winner`
    dropped,             ///< a required role stands for nothing, or the document's evidence speaks against it
  };
  std::string type, rule;
  RulePlace place;
  Span span;             ///< of a fact from its first to its last word
  Fate fate = won;
  std::string beaten_by;
  Span winner;
  std::vector<Binding> bindings;
  std::string value;     ///< of a value or a name with a country
  // Of facts:
  std::optional<Span> trigger;
  Polarity polarity = Polarity::positive;
  Modality modality = Modality::actual;
};

/// A lexeme, chunk or clause, field by field.
struct LayerRecord {
  std::string kind;      ///< `word`, `noun group`, `verb group`, `clause`
  Span span;
  std::vector<Binding> fields;
};

/// All that lies over one byte of the text.
struct PlaceExplanation {
  Span token, sentence;
  ZoneKind zone = ZoneKind::body;
  std::vector<Proposal> mentions, facts;
  std::vector<LayerRecord> layers;   ///< from the word up
};

/// An item that was asked and refused.
struct Refusal {
  std::string item;      ///< as the rule file writes it
  RulePlace place;
  Span token;            ///< what stood there; empty at the end of the sentence
  std::string reason;
};

/// A surface rule from one word on, or a frame in one clause.
struct Attempt {
  struct Step {
    std::string item;
    RulePlace place;
    Span span;           ///< empty where a part of a frame found nothing, or a lookaround held
    bool filled = true;
  };
  Span start;            ///< the first word, or the predicate
  std::string clause;    ///< of a frame: what the clause has, field by field, on one line; else empty
  bool matched = false;
  std::vector<Step> steps;
  std::vector<Refusal> refusals;
  std::string outcome;   ///< what became of a match, or why the whole was refused though its items fit
};

struct SentenceExplanation {
  Span sentence;
  ZoneKind zone = ZoneKind::body;
  std::vector<Attempt> attempts;     ///< those that came furthest first
  std::string note;      ///< why there is none: `nothing in it begins the rule`
  bool silent = false;   ///< nothing of the rule stands in it at all
};

struct RuleExplanation {
  std::string rule, type;
  RulePlace place;
  bool frame = false;
  std::vector<SentenceExplanation> sentences;
};

/// One document, read once and kept with all that was proposed. Offsets are bytes of the text. Slow beside `extract`: for people.
class Explainer {
 public:
  Explainer(const Engine& engine, std::string_view text, const ExtractOptions& options = {});
  ~Explainer();
  Explainer(Explainer&&) noexcept;

  [[nodiscard]] const Document& document() const;
  /// What lies at a byte; at the end of the text, at its last word. Nothing in it where there is no word at all.
  [[nodiscard]] PlaceExplanation at(std::uint32_t offset) const;
  /// Where a rule stops in each sentence that overlaps `within` (all, without it). Nothing where there is no such rule.
  [[nodiscard]] std::optional<RuleExplanation> rule(std::string_view id, std::optional<Span> within = std::nullopt) const;
  [[nodiscard]] bool has_rule(std::string_view id) const;
  [[nodiscard]] std::vector<Span> sentences() const;
  /// Ids of the rules of one type, in file order.
  [[nodiscard]] std::vector<std::string> rules_of(std::string_view type) const;
  /// "did you mean 'membership.join'?" for an id that no rule has, or nothing.
  [[nodiscard]] std::string similar_rule(std::string_view id) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sluice

#endif
