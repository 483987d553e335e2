// The cascade in order: one document through every stage.
#ifndef SLUICE_PIPELINE_CASCADE_HPP
#define SLUICE_PIPELINE_CASCADE_HPP

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lexicon/analysis.hpp"
#include "match/program.hpp"
#include "phrase/phrases.hpp"
#include "pipeline/program.hpp"
#include "pipeline/spare_parts.hpp"
#include "resolve/facts.hpp"
#include "resolve/names.hpp"
#include "sluice/engine.hpp"

namespace sluice {

/// What one rule made of a text: for tests inside rule files.
struct ProbeMatch {
  struct Role { std::string name; Span span; std::string value; };
  std::vector<Role> roles;
  Polarity polarity = Polarity::positive;
  Modality modality = Modality::actual;
  friend bool operator==(const ProbeMatch& a, const ProbeMatch& b) {
    const auto same = [](const Role& x, const Role& y) { return x.name == y.name && x.span == y.span && x.value == y.value; };
    return a.polarity == b.polarity && a.modality == b.modality && std::equal(a.roles.begin(), a.roles.end(), b.roles.begin(), b.roles.end(), same);
  }
};

/// Asks the cascade for the matches of one rule, before conflicts between rules are settled, with names that are supplied.
struct Probe {
  struct Supply { Span span; std::vector<SymbolId> types; };
  RuleIndex rule = 0;
  std::vector<Supply> supplies;       ///< spans that are to be names of one of these types; the first, where they are none
  std::vector<ProbeMatch> matches;    ///< the answer
  bool first = false;                 ///< one of them comes to the result under the rule's own id
  std::string_view beaten_by;         ///< where none does: a rule that gives the same in its place, or empty
};

/// Looks on while a document is read, for `explain` and `profile`. Asked a few times for each document and only where there is one.
class Watcher {
 public:
  virtual ~Watcher() = default;
  /// Word symbols mean something else from now on.
  virtual void words_forgotten() {}
  /// An entity stage has matched; no conflict is settled yet.
  virtual void names_found(std::size_t /*stage*/, const Analysis& /*analysis*/, const MatchList& /*matches*/) {}
  /// So have the rules of facts.
  virtual void facts_found(const Analysis& /*analysis*/, const Phrases& /*phrases*/, const MatchList& /*matches*/) {}
};

/// State of one thread and program, reused from document to document.
class Cascade {
 public:
  explicit Cascade(std::shared_ptr<const Engine::Program> program);

  void run(std::string_view text, const ExtractOptions& options, Document& document, Probe* probe = nullptr, Watcher* watcher = nullptr);
  [[nodiscard]] const Engine::Program& program() const { return *program_; }

  // Stages, in order; public so that a benchmark can time each alone.
  void read_text(std::string_view text);
  void read_words();
  void read_values(bool month_first = false);
  void read_names(bool keep_losers, Probe* probe);
  void read_phrases(std::string_view document_date, unsigned fiscal_start = 1);
  void read_facts(bool keep_losers, Probe* probe);
  void write(Document& document, bool keep_losers);

  // What the stages have made of the last document.
  [[nodiscard]] const Analysis& analysis() const { return analysis_; }
  [[nodiscard]] const Phrases& phrases() const { return phrases_; }
  [[nodiscard]] const Names& names() const { return names_; }
  [[nodiscard]] const std::vector<ValueMention>& values() const { return values_; }
  [[nodiscard]] const FactStore& facts() const { return facts_; }

 private:
  std::shared_ptr<const Engine::Program> program_;
  Analysis analysis_;
  ValueReader value_reader_;
  Matcher matcher_;
  std::vector<ValueMention> values_;
  Names names_;
  Phrases phrases_;
  MatchList matches_;
  FactStore facts_;
  std::string date_;
  Watcher* watcher_ = nullptr;
  // What `write` works with.
  struct Item { std::uint32_t begin, end, index; bool name; };
  std::vector<Item> items_;
  std::vector<std::uint32_t> mention_of_name_, mention_of_value_;
  SpareParts spare_;

  void add_value_edges();
  void supply_names(const Probe& probe);
  void answer_names(Probe& probe) const;
  void answer_facts(Probe& probe) const;
  void judge_names(Probe& probe) const;
  void judge_facts(const FactInput& input, Probe& probe) const;
  [[nodiscard]] Span bytes(std::uint32_t begin, std::uint32_t end) const;
  [[nodiscard]] std::string probe_value(std::uint32_t begin, std::uint32_t end) const;
};

}  // namespace sluice

#endif
