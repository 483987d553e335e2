#include "evaluate/report.hpp"

#include <algorithm>
#include <cstdio>
#include <string_view>
#include <vector>

namespace sluice {
namespace {

constexpr std::size_t least_name_width = 14;

std::string fixed(double number) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.3f", number);
  return buffer;
}

std::string right_aligned(const std::string& text, std::size_t width) { return std::string(width - std::min(width, text.size()), ' ') + text; }

class Report {
 public:
  explicit Report(const Scores& scores) : scores_(scores) {
    width_ = least_name_width;
    for (const auto* names : {&scores.mentions, &scores.facts})
      for (const auto& [name, counts] : *names) width_ = std::max(width_, name.size());
  }

  std::string run(ReportBy by, std::size_t errors) {
    switch (by) {
      case ReportBy::type: types(); break;
      case ReportBy::rule: rules(); break;
      case ReportBy::document: documents(); break;
    }
    summary();
    disagreements(errors);
    return std::move(out_);
  }

 private:
  const Scores& scores_;
  std::size_t width_;
  std::string out_;

  void name(std::string_view text) { (out_ += text).append(width_ + 2 - std::min(width_ + 2, text.size()), ' '); }

  void head(std::string_view title) {
    name(title);
    for (const char* column : {"right", "extra", "missed"}) out_ += right_aligned(column, 8);
    for (const char* column : {"P", "R", "F1"}) out_ += right_aligned(column, 8);
    out_ += '\n';
  }

  void ratios(double precision, double recall, double f1) {
    for (const double number : {precision, recall, f1}) out_ += right_aligned(fixed(number), 8);
    out_ += '\n';
  }

  void line(std::string_view title, const Counts& counts) {
    name(title);
    for (const std::size_t n : {counts.right, counts.extra, counts.missed}) out_ += right_aligned(std::to_string(n), 8);
    ratios(counts.precision(), counts.recall(), counts.f1());
  }

  void types() {
    head("mentions");
    for (const auto& [type, counts] : scores_.mentions) line(type, counts);
    out_ += '\n';
    head("facts");
    for (const auto& [type, counts] : scores_.facts) line(type, counts);
    out_ += '\n';
    head("roles");
    for (const auto& [type, counts] : scores_.roles) line(type, counts);
    out_ += '\n';
    if (scores_.values.empty()) return;
    name("values");
    (out_ += right_aligned("right", 8) += right_aligned("of", 8)) += right_aligned("acc.", 8) + '\n';
    for (const auto& [type, accuracy] : scores_.values) {
      name(type);
      out_ += right_aligned(std::to_string(accuracy.right), 8) + right_aligned(std::to_string(accuracy.all), 8) +
              right_aligned(fixed(accuracy.value()), 8) + '\n';
    }
    out_ += '\n';
  }

  void rules() {
    for (const auto& [rule, score] : scores_.rules) width_ = std::max(width_, rule.size());
    const auto part = [&](std::string_view title, Counts RuleScore::*of) {
      name(title);
      for (const char* column : {"right", "extra", "P"}) out_ += right_aligned(column, 8);
      out_ += '\n';
      for (const auto& [rule, score] : scores_.rules) {
        const Counts& counts = score.*of;
        if (counts.right + counts.extra == 0) continue;
        name(rule.empty() ? "(no rule named)" : rule);
        out_ += right_aligned(std::to_string(counts.right), 8) + right_aligned(std::to_string(counts.extra), 8) +
                right_aligned(fixed(counts.precision()), 8) + '\n';
      }
      out_ += '\n';
    };
    part("mentions by rule", &RuleScore::mentions);
    part("facts by rule", &RuleScore::facts);
  }

  void documents() {
    for (const DocumentScore& d : scores_.by_document) width_ = std::max(width_, d.id.size());
    const auto part = [&](std::string_view title, Counts DocumentScore::*of) {
      head(title);
      for (const DocumentScore& d : scores_.by_document) line(d.id, d.*of);
      out_ += '\n';
    };
    part("mentions", &DocumentScore::mentions);
    part("facts", &DocumentScore::facts);
    part("roles", &DocumentScore::roles);
  }

  void accuracy(std::string_view title, const Accuracy& a) {
    name(title);
    out_ += fixed(a.value()) + "  (" + std::to_string(a.right) + " of " + std::to_string(a.all) + ")\n";
  }

  void summary() {
    width_ = std::max<std::size_t>(width_, 24);
    head("all documents");
    line("mentions, strict", total(scores_.mentions));
    line("  names", total_of(scores_.mentions, false));
    line("  values", total_of(scores_.mentions, true));
    line("mentions, exact span", scores_.exact);
    line("mentions, same type", scores_.overlap);
    name("mentions, partial");
    out_.append(24, ' ');
    ratios(scores_.partial.precision(), scores_.partial.recall(), scores_.partial.f1());
    line("facts", total(scores_.facts));
    line("roles", total(scores_.roles));
    line("coreference pairs", scores_.coreference);
    out_ += '\n';
    accuracy("value accuracy", total(scores_.values));
    accuracy("polarity and modality", scores_.factuality);
    accuracy("attribution", scores_.attribution);
    name("macro F1");
    out_ += "mentions " + fixed(macro_f1(scores_.mentions)) + ", facts " + fixed(macro_f1(scores_.facts)) + '\n';
    name("documents");
    out_ += std::to_string(scores_.documents);
    if (scores_.unanswered > 0) out_ += ", of which " + std::to_string(scores_.unanswered) + " without an answer";
    out_ += '\n';
  }

  void disagreements(std::size_t errors) {
    if (errors == 0 || scores_.disagreements.empty()) return;
    out_ += '\n';
    for (std::size_t i = 0; i < std::min(errors, scores_.disagreements.size()); ++i) {
      const Disagreement& d = scores_.disagreements[i];
      std::string text = d.document + '\t' + d.kind + '\t' + d.type + '\t' + d.what + (d.detail.empty() ? "" : '\t' + d.detail);
      std::replace(text.begin(), text.end(), '\n', ' ');
      out_ += text + '\n';
    }
    if (errors < scores_.disagreements.size()) out_ += "... and " + std::to_string(scores_.disagreements.size() - errors) + " more\n";
  }
};

}  // namespace

std::string report(const Scores& scores, ReportBy by, std::size_t errors) { return Report(scores).run(by, errors); }

}  // namespace sluice
