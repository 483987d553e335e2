#include "pipeline/refusal_reason.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "match/automaton.hpp"

namespace sluice {
namespace {

constexpr std::size_t most_edges = 4;   // named of those that begin at a token

constexpr std::uint32_t near_words = 6;  // as far ahead something that would do is worth a word

std::string counted(std::uint32_t n, const std::string& what) { return std::to_string(n) + ' ' + what + (n == 1 ? "" : "s"); }

class Reason {
 public:
  Reason(const Engine::Program& program, const Analysis& analysis, const Names* names, const Sentence& sentence)
      : program_(program), tables_(program.rules.tables()), analysis_(analysis), names_(names), sentence_(sentence) {}

  std::string of(const TraceRefusal& refusal) const {
    const Node& n = tables_.nodes[refusal.node];
    if (n.op == Node::look) return look(tables_.looks[n.argument]);
    if (refusal.token >= sentence_.end) return "the sentence ends here";
    std::string out = n.op == Node::edge ? edge(n, refusal.token) : condition(n.argument, refusal.token);
    const bool gap = refusal.last > refusal.token;
    if (gap) out += "; nor at " + counted(refusal.last - refusal.token, "word") + " more, as far as the gap reaches";
    const std::uint32_t next = n.wildcard == 0 || gap ? further(n, refusal.last) : none;
    if (next != none && (gap || next - refusal.last <= near_words))
      out += "; '" + words(next, next_end(n, next)) + "' would do, " + counted(next - refusal.last, "word") + (gap ? " beyond the gap" : " on");
    return out;
  }

 private:
  const Engine::Program& program_;
  const RuleProgram::Tables& tables_;
  const Analysis& analysis_;
  const Names* names_;
  const Sentence& sentence_;

  std::string words(std::uint32_t begin, std::uint32_t end) const {
    return std::string(analysis_.text.text.substr(analysis_.token(begin).begin, analysis_.token(end - 1).end - analysis_.token(begin).begin));
  }

  static std::string look(const Look& l) {
    const std::string side = l.ahead ? "behind" : "before";
    return l.negated ? "what it forbids stands " + side : "what stands " + side + " is something else";
  }

  // ---- tokens

  std::string condition(std::uint32_t index, std::uint32_t token) const {
    const Condition c = tables_.conditions[index];
    const auto first = tables_.terms.begin() + c.begin, last = tables_.terms.begin() + c.end;
    if (std::any_of(first, last, [](const ConditionTerm& t) { return t.kind == ConditionTerm::alternative; })) {
      const bool words = std::all_of(first, last, [&](const ConditionTerm& t) {
        return t.kind == ConditionTerm::alternative || (t.kind == ConditionTerm::test && program_.lexicon.tests()[t.test_id].kind == WordTest::literal);
      });
      return words ? "none of these words stands here" : "it is none of these";
    }
    std::string out;
    for (auto term = first; term != last; ++term) {
      if (holds_term(*term, token)) continue;
      if (!out.empty()) out += " and ";
      out += describe(*term, token);
    }
    return out;
  }

  bool holds_term(const ConditionTerm& term, std::uint32_t token) const {
    const bool value = term.kind == ConditionTerm::sentence_first ? (analysis_.token(token).flags & sentence_start) != 0
                                                                  : analysis_.words.passes(analysis_.word(token).symbol, term.test_id);
    return value != term.negated;
  }

  std::string describe(const ConditionTerm& term, std::uint32_t token) const {
    const std::string is = term.negated ? "it is " : "it is not ";
    if (term.kind == ConditionTerm::sentence_first) return is + "the first word of the sentence";
    const Lexicon& lexicon = program_.lexicon;
    const WordTest& test = lexicon.tests()[term.test_id];
    switch (test.kind) {
      case WordTest::literal:
        return test.fold == no_fold ? "another word stands here" : "'" + std::string(lexicon.text(test.fold)) + "' is wanted here";
      case WordTest::exact: return "the word must stand just as it is written, in its case";
      case WordTest::verb_or_noun: {
        const VerbAnalysis* verb = analysis_.words.verb(analysis_.word(token), test.fold);
        if (verb != nullptr) return "it is another form of '" + std::string(lexicon.text(test.fold)) + "'";
        return "it is no form of '" + std::string(lexicon.text(test.fold)) + "'";
      }
      case WordTest::plural: return "it is no plural of '" + std::string(lexicon.text(test.fold)) + "'";
      case WordTest::shape: return is + shape(test.mask);
      case WordTest::in_list: return is + "in the list " + std::string(lexicon.list_name(test.list));
      case WordTest::regex: return "the expression does not match the whole word";
      case WordTest::word_class: return is + "of this class of words";
    }
    return {};
  }

  static std::string shape(std::uint32_t mask) {
    static constexpr std::array<std::pair<std::uint32_t, const char*>, 9> names = {{
        {ws_capitalised, "capitalised"}, {ws_upper, "all in capitals"}, {ws_lower, "all in small letters"}, {ws_digit, "a number"},
        {ws_acronym, "an acronym"}, {ws_initial, "an initial"}, {ws_mixed, "mixed in case"}, {ws_alphabetic, "of letters alone"},
        {ws_punctuation, "a punctuation mark"}}};
    for (const auto& [bit, text] : names)
      if (mask == bit) return text;
    return "of this shape";
  }

  // ---- edges

  std::string symbol(SymbolId s) const {
    if (s == sy_pronoun) return "pronoun";
    if (s == sy_definite) return "definite noun such as 'the company'";
    return std::string(program_.symbols.name(s));
  }

  std::string edge(const Node& n, std::uint32_t token) const {
    const std::string wanted = symbol(n.id);
    std::string out = "no " + wanted + " begins here";
    std::string others;
    std::size_t count = 0;
    for (const Edge& e : analysis_.lattice.at(token)) {
      if (e.symbol == n.id) continue;   // it leads out of the sentence
      if (++count > most_edges) continue;
      if (!others.empty()) others += ", ";
      others += symbol(e.symbol) + " '" + words(e.begin, e.end) + "'";
    }
    if (count > most_edges) others += " ...";
    if (const LostName* lost = lost_name(n.id, token); lost != nullptr)
      return out + ": " + wanted + " '" + words(lost->name.begin, lost->name.end) + "', read by " + std::string(lost->name.rule) + ", lost to " +
             std::string(lost->beaten_by);
    if (const Edge* around = begun_before(n.id, token); around != nullptr)
      return out + ": '" + words(around->begin, around->end) + "' began before";
    if (!others.empty()) return out + "; what does: " + others;
    return out + ", nor does anything else that rules can name";
  }

  const LostName* lost_name(SymbolId wanted, std::uint32_t token) const {
    if (names_ == nullptr) return nullptr;
    for (const LostName& l : names_->lost)
      if (l.name.type == wanted && l.name.begin == token) return &l;
    return nullptr;
  }

  const Edge* begun_before(SymbolId wanted, std::uint32_t token) const {
    for (std::uint32_t t = token; t-- > sentence_.begin && token - t <= 12;)
      for (const Edge& e : analysis_.lattice.at(t))
        if (e.symbol == wanted && e.end > token) return &e;
    return nullptr;
  }

  // ---- further on

  std::uint32_t next_end(const Node& n, std::uint32_t token) const {
    if (n.op == Node::edge)
      for (const Edge& e : analysis_.lattice.at(token))
        if (e.symbol == n.id) return e.end;
    return token + 1;
  }

  /// The first place behind `token` where the node would go on.
  std::uint32_t further(const Node& n, std::uint32_t token) const {
    for (std::uint32_t t = token + 1; t < sentence_.end; ++t) {
      if (n.op == Node::token && meets(tables_, analysis_, n.argument, t)) return t;
      if (n.op != Node::edge) continue;
      for (const Edge& e : analysis_.lattice.at(t))
        if (e.symbol == n.id && e.end <= sentence_.end) return t;
    }
    return none;
  }
};

}  // namespace

std::string refusal_reason(const Engine::Program& program, const Analysis& analysis, const Names* names, const Sentence& sentence,
                           const TraceRefusal& refusal) {
  return Reason(program, analysis, names, sentence).of(refusal);
}

}  // namespace sluice
