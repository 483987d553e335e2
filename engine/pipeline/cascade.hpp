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
};

/// State of one thread and program, reused from document to document.
class Cascade {
 public:
  explicit Cascade(std::shared_ptr<const Engine::Program> program);

  void run(std::string_view text, const ExtractOptions& options, Document& document, Probe* probe = nullptr);
  [[nodiscard]] const Engine::Program& program() const { return *program_; }

  // Stages, in order; public so that a benchmark can time each alone.
  void read_text(std::string_view text);
  void read_words();
  void read_values(bool month_first = false);
  void read_names(bool keep_losers, Probe* probe);
  void read_phrases(std::string_view document_date, unsigned fiscal_start = 1);
  void read_facts(bool keep_losers, Probe* probe);
  void write(Document& document, bool keep_losers);

  [[nodiscard]] const Analysis& analysis() const { return analysis_; }
  [[nodiscard]] const Phrases& phrases() const { return phrases_; }

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
  // What `write` works with.
  struct Item { std::uint32_t begin, end, index; bool name; };
  std::vector<Item> items_;
  std::vector<std::uint32_t> mention_of_name_, mention_of_value_;
  SpareParts spare_;

  void add_value_edges();
  void supply_names(const Probe& probe);
  void answer_names(Probe& probe) const;
  void answer_facts(Probe& probe) const;
  [[nodiscard]] Span bytes(std::uint32_t begin, std::uint32_t end) const;
  [[nodiscard]] std::string probe_value(std::uint32_t begin, std::uint32_t end) const;
};

}  // namespace sluice

#endif
