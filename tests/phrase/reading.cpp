#include "reading.hpp"

#include <fstream>
#include <iostream>

#include "lexicon/lattice.hpp"
#include "lexicon/pack.hpp"
#include "text/analyze.hpp"

namespace sluice::test {

namespace {

struct Marked {
  std::size_t begin, end;
  std::string type;
};

constexpr const char* modality_names[] = {"actual", "planned", "possible", "conditional"};

SymbolId symbol_of(const std::string& type) {
  static const Symbols symbols;
  std::string name = type;
  name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return symbols.find(name);
}

}  // namespace

Grammar::Grammar() {
  Diagnostics diagnostics;
  Pack pack;
  pack.add_directory(std::string(SLUICE_SOURCE_DIR) + "/rules", diagnostics);
  LexiconBuilder builder;
  builder.add_grammar(pack, diagnostics);
  tables.compile(pack, builder, diagnostics);
  lexicon = builder.build();
  for (const Diagnostic& d : diagnostics) std::cerr << d << '\n';
}

const Grammar& Grammar::get() {
  static const Grammar grammar;
  return grammar;
}

Reading::Reading(std::string_view marked) : analysis(Grammar::get().lexicon) {
  std::vector<Marked> open, marks;
  for (std::size_t i = 0; i < marked.size(); ++i) {
    if (marked[i] == '[') {
      open.push_back({text.size(), 0, ""});
    } else if (marked[i] == '|' && !open.empty()) {
      const std::size_t close = marked.find(']', i);
      Marked mark = open.back();
      open.pop_back();
      mark.end = text.size();
      mark.type = std::string(marked.substr(i + 1, close - i - 1));
      marks.push_back(mark);
      i = close;
    } else {
      text += marked[i];
    }
  }
  analyze_text(text, analysis.text);
  analysis.words.begin_document();
  analysis.words.look_up(analysis.text.text, analysis.text.tokens);
  find_phrases(analysis.words, analysis.text, analysis.phrases);
  analysis.lattice.reset(analysis.text.tokens.size());
  for (const Marked& mark : marks) {
    Edge edge;
    edge.symbol = symbol_of(mark.type);
    edge.begin = none;
    for (std::uint32_t t = 0; t < analysis.text.tokens.size(); ++t) {
      const Token& token = analysis.token(t);
      if (token.begin >= mark.begin && token.end <= mark.end) {
        if (edge.begin == none) edge.begin = t;
        edge.end = t + 1;
      }
    }
    if (edge.begin != none) analysis.lattice.add(edge);
  }
  parse_phrases(Grammar::get().tables, analysis, phrases);
}

std::string Reading::tokens(std::uint32_t begin, std::uint32_t end) const {
  if (begin >= end) return "";
  const std::uint32_t from = analysis.token(begin).begin;
  return text.substr(from, analysis.token(end - 1).end - from);
}

std::string Reading::word(FoldId fold) const { return fold == no_fold ? "" : std::string(analysis.words.lexicon().text(fold)); }

std::string Reading::noun(std::uint32_t n) const { return n == none ? "-" : tokens(phrases.nouns[n].start, phrases.nouns[n].end); }
std::string Reading::group(std::uint32_t n) const { return n == none ? "-" : tokens(phrases.nouns[n].begin, phrases.nouns[n].extent); }

std::string Reading::members(std::uint32_t n) const {
  std::string out = noun(n);
  for (int steps = 0; n != none && phrases.nouns[n].conjunct != none && steps < 20; ++steps) {
    n = phrases.nouns[n].conjunct;
    out += " + " + noun(n);
  }
  return out;
}

std::string Reading::verb(std::uint32_t v) const {
  const VerbGroup& group = phrases.verbs[v];
  std::string out = word(group.lemma);
  if (group.particle != no_fold) out += "_" + word(group.particle);
  out += group.voice == Voice::passive ? " passive" : " active";
  out += group.polarity == Polarity::negative ? " negative " : " positive ";
  out += modality_names[static_cast<std::size_t>(group.modality)];
  return out;
}

std::string Reading::clause(std::uint32_t c) const {
  const Clause& clause = phrases.clauses[c];
  std::string out = word(clause.predicate);
  if (clause.particle != no_fold) out += "_" + word(clause.particle);
  out += "(" + members(clause.subject) + "; " + members(clause.object);
  if (clause.second_object != none) out += "; " + members(clause.second_object);
  out += ")";
  if (clause.complement != none) out += " =" + members(clause.complement);
  for (std::uint32_t o = clause.obliques; o != none; o = phrases.obliques[o].next) {
    const Oblique& oblique = phrases.obliques[o];
    out += " " + (oblique.preposition == no_fold ? std::string("@") : word(oblique.preposition)) + ":" +
           (oblique.noun != none ? members(oblique.noun) : tokens(oblique.begin, oblique.end));
  }
  return out;
}

std::vector<Line> read_lines(const char* file) {
  std::ifstream in(std::string(SLUICE_SOURCE_DIR) + "/tests/phrase/" + file);
  std::vector<Line> lines;
  std::string text;
  for (std::size_t n = 1; std::getline(in, text); ++n)
    if (!text.empty() && text[0] != '#') lines.push_back({text, n});
  return lines;
}

std::vector<std::string> split(std::string_view text, char mark) {
  std::vector<std::string> parts;
  for (;;) {
    const std::size_t at = text.find(mark);
    std::string_view part = text.substr(0, at);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    parts.emplace_back(part);
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

}  // namespace sluice::test
