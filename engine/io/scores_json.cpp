#include "io/scores_json.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <string_view>

#include "io/json_text.hpp"

namespace sluice {
namespace {

class JsonScores {
 public:
  std::string run(const Scores& scores, ReportBy by, std::size_t errors) {
    open();
    number("documents", scores.documents);
    number("unanswered", scores.unanswered);
    object("mentions", [&] {
      counts("strict", total(scores.mentions));
      counts("names", total_of(scores.mentions, false));
      counts("values", total_of(scores.mentions, true));
      counts("exact", scores.exact);
      counts("type", scores.overlap);
      object("partial", [&] { ratios(scores.partial.precision(), scores.partial.recall(), scores.partial.f1()); });
      real("macro_f1", macro_f1(scores.mentions));
    });
    accuracy("value_accuracy", total(scores.values));
    counts("facts", total(scores.facts));
    real("facts_macro_f1", macro_f1(scores.facts));
    counts("roles", total(scores.roles));
    accuracy("factuality", scores.factuality);
    accuracy("attribution", scores.attribution);
    counts("coreference", scores.coreference);
    switch (by) {
      case ReportBy::type: types(scores); break;
      case ReportBy::rule: rules(scores); break;
      case ReportBy::document: documents(scores); break;
    }
    if (errors > 0) disagreements(scores, errors);
    close();
    return std::move(out_) + '\n';
  }

 private:
  std::string out_;

  void open() { out_ += '{'; }
  void close() { out_ += '}'; }

  void key(std::string_view name) {
    if (!out_.ends_with('{')) out_ += ',';
    append_json(out_, name);
    out_ += ':';
  }
  void number(std::string_view name, std::size_t value) {
    key(name);
    append_json(out_, std::uint64_t{value});
  }
  void real(std::string_view name, double value) {
    key(name);
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.6g", value);
    out_ += buffer;
  }
  template <class Inside>
  void object(std::string_view name, Inside inside) {
    key(name);
    open();
    inside();
    close();
  }
  void ratios(double precision, double recall, double f1) {
    real("precision", precision);
    real("recall", recall);
    real("f1", f1);
  }
  void counts(std::string_view name, const Counts& c) {
    object(name, [&] {
      number("right", c.right);
      number("extra", c.extra);
      number("missed", c.missed);
      ratios(c.precision(), c.recall(), c.f1());
    });
  }
  void accuracy(std::string_view name, const Accuracy& a) {
    object(name, [&] {
      number("right", a.right);
      number("of", a.all);
      real("accuracy", a.value());
    });
  }

  void types(const Scores& scores) {
    object("by_type", [&] {
      const auto part = [&](std::string_view name, const CountsByName& of) {
        object(name, [&] {
          for (const auto& [type, c] : of) counts(type, c);
        });
      };
      part("mentions", scores.mentions);
      part("facts", scores.facts);
      part("roles", scores.roles);
      object("values", [&] {
        for (const auto& [type, a] : scores.values) accuracy(type, a);
      });
    });
  }

  void rules(const Scores& scores) {
    object("by_rule", [&] {
      for (const auto& [rule, score] : scores.rules)
        object(rule, [&] {
          const bool of_facts = score.facts.right + score.facts.extra > 0;
          const Counts& c = of_facts ? score.facts : score.mentions;
          key("of");
          append_json(out_, std::string_view(of_facts ? "facts" : "mentions"));
          number("right", c.right);
          number("extra", c.extra);
          real("precision", c.precision());
        });
    });
  }

  void documents(const Scores& scores) {
    object("by_document", [&] {
      for (const DocumentScore& d : scores.by_document)
        object(d.id, [&] {
          counts("mentions", d.mentions);
          counts("facts", d.facts);
          counts("roles", d.roles);
        });
    });
  }

  void disagreements(const Scores& scores, std::size_t errors) {
    key("errors");
    out_ += '[';
    for (std::size_t i = 0; i < std::min(errors, scores.disagreements.size()); ++i) {
      const Disagreement& d = scores.disagreements[i];
      out_ += i == 0 ? "{" : ",{";
      const auto text = [&](std::string_view name, std::string_view value) {
        key(name);
        append_json(out_, value);
      };
      text("document", d.document);
      text("kind", d.kind);
      text("type", d.type);
      text("what", d.what);
      text("detail", d.detail);
      close();
    }
    out_ += ']';
  }
};

}  // namespace

std::string scores_json(const Scores& scores, ReportBy by, std::size_t errors) { return JsonScores().run(scores, by, errors); }

}  // namespace sluice
