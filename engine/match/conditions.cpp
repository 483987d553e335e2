#include "match/conditions.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "sluice/decimal.hpp"
#include "text/analyze.hpp"

namespace sluice {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
char to_lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

struct NameWord {
  std::string letters;   // lower case
  bool optional = false;
};

/// Letters from `letter` on against words from `word` on; `skipped` counts capitalised words left out.
bool fits(std::string_view acronym, std::size_t letter, const std::vector<NameWord>& words, std::size_t word, int skipped) {
  if (letter == acronym.size()) {
    std::size_t left = 0;
    for (std::size_t i = word; i < words.size(); ++i) left += words[i].optional ? 0 : 1;
    return left == 0 || (left + static_cast<std::size_t>(skipped) <= 1 && acronym.size() >= 3);
  }
  if (word == words.size()) return false;
  const NameWord& w = words[word];
  for (std::size_t n = 1; n <= w.letters.size() && letter + n <= acronym.size() && n <= (w.optional ? 1u : 3u); ++n) {
    if (w.letters[n - 1] != acronym[letter + n - 1]) break;
    if (fits(acronym, letter + n, words, word + 1, skipped)) return true;
  }
  if (w.optional) return fits(acronym, letter, words, word + 1, skipped);
  return skipped == 0 && letter != 0 && acronym.size() >= 4 && fits(acronym, letter, words, word + 1, 1);
}

const Capture* find_capture(const ConditionInput& input, CaptureId name) {
  if (name == no_capture) return nullptr;
  for (const Capture& c : input.captures)
    if (c.name == name) return &c;
  return nullptr;
}

/// The list that an edge symbol stands for, or no_list.
ListId list_of(const ConditionInput& input, SymbolId symbol) {
  return symbol < input.tables.list_of.size() ? input.tables.list_of[symbol] : no_list;
}

std::string_view text_of(const ConditionInput& input, const Capture& c) {
  if (c.begin >= c.end) return {};
  const auto& tokens = input.analysis.text.tokens;
  return input.analysis.text.text.substr(tokens[c.begin].begin, tokens[c.end - 1].end - tokens[c.begin].begin);
}

std::string folded_text(const ConditionInput& input, const Capture& c) {
  std::string out;
  for (std::uint32_t i = c.begin; i < c.end; ++i) {
    if (i != c.begin && !input.analysis.token(i).glued()) out += ' ';
    out += input.analysis.words.folded(input.analysis.token(i).word);
  }
  return out;
}

/// Row of the list that covers just the capture, or null.
const Edge* list_edge(const ConditionInput& input, const Capture& c, SymbolId wanted) {
  if (c.begin >= c.end) return nullptr;
  for (const Edge& e : input.analysis.lattice.at(c.begin)) {
    if (e.end != c.end || (wanted != no_symbol && e.symbol != wanted)) continue;
    if (list_of(input, e.symbol) != no_list) return &e;
  }
  return nullptr;
}

std::string_view list_value(const ConditionInput& input, const Capture& c) {
  ListId list = list_of(input, c.symbol);
  std::uint32_t row = c.payload;
  if (list == no_list) {
    const Edge* e = list_edge(input, c, no_symbol);
    if (e == nullptr) return {};
    list = list_of(input, e->symbol);
    row = e->payload;
  }
  return input.analysis.words.lexicon().list_value(list, row);
}

bool in_list(const ConditionInput& input, const Capture& c, std::string_view list_name) {
  const Lexicon& lexicon = input.analysis.words.lexicon();
  const ListId list = lexicon.find_list(list_name);
  if (list == no_list) return false;
  if (list < input.tables.list_symbols.size() && list_edge(input, c, input.tables.list_symbols[list]) != nullptr) return true;
  if (c.end != c.begin + 1) return false;
  const auto hits = input.analysis.words.hits(input.analysis.word(c.begin));
  return std::any_of(hits.begin(), hits.end(), [&](const ListHit& h) { return h.list == list; });
}

/// Whether the clause has a that-clause, or stands in a sentence with a quotation.
bool has_content(const ConditionInput& input) {
  if (input.clause == nullptr || input.phrases == nullptr) return false;
  const auto& clauses = input.phrases->clauses;
  const auto hangs_on = [&](const Clause& c) { return c.parent == input.clause_index && c.relation == ClauseRelation::content; };
  for (std::size_t i = input.clause_index; i-- > 0 && clauses[i].sentence == input.sentence;)
    if (hangs_on(clauses[i])) return true;
  for (std::size_t i = input.clause_index; i < clauses.size() && clauses[i].sentence == input.sentence; ++i)
    if (hangs_on(clauses[i])) return true;
  const Sentence& s = input.analysis.text.sentences[input.sentence];
  for (std::uint32_t t = s.begin; t < s.end; ++t) {
    const std::string_view mark = input.analysis.surface(t);
    if (mark == "\"" || mark == "\u201C" || mark == "\u201D") return true;
  }
  return false;
}

bool call(const ConditionInput& input, const TestNode& n) {
  const Capture* first = find_capture(input, n.first_capture);
  const Capture* second = find_capture(input, n.second_capture);
  if (n.name == "initials")
    return first != nullptr && second != nullptr && abbreviates(text_of(input, *second), text_of(input, *first));
  if (n.name == "same") return first != nullptr && second != nullptr && folded_text(input, *first) == folded_text(input, *second);
  if (n.name == "distinct") return first == nullptr || second == nullptr || folded_text(input, *first) != folded_text(input, *second);
  if (n.name == "capitalised") return first != nullptr && (input.analysis.word(first->begin).shape & ws_capitalised) != 0;
  if (n.name == "sentence_first") return first != nullptr && (input.analysis.token(first->begin).flags & sentence_start) != 0;
  if (n.name == "in") return first != nullptr && n.arguments.size() == 2 && in_list(input, *first, n.arguments[1]);
  if (n.name == "not_in") return first == nullptr || (n.arguments.size() == 2 && !in_list(input, *first, n.arguments[1]));
  if (n.name == "filled") return first != nullptr;
  if (n.name == "zone")
    return !n.arguments.empty() && name(input.analysis.text.sentences[input.sentence].zone) == n.arguments[0];
  if (n.name == "content") return has_content(input);
  if (n.name == "headline") return input.analysis.text.sentences[input.sentence].headline;
  if (n.name == "title_case") return input.analysis.text.sentences[input.sentence].title_case;
  return false;
}

bool ordered(int order, std::string_view op) {
  if (op == "=") return order == 0;
  if (op == "!=") return order != 0;
  if (op == "<") return order < 0;
  if (op == "<=") return order <= 0;
  if (op == ">") return order > 0;
  return order >= 0;
}

std::string clause_property(const ConditionInput& input, std::string_view name_asked) {
  if (input.clause == nullptr) return {};
  if (name_asked == "modality") return std::string(name(input.clause->modality));
  if (name_asked == "polarity") return std::string(name(input.clause->polarity));
  if (name_asked == "tense") {
    static constexpr std::array<std::string_view, 4> names = {"none", "past", "present", "future"};
    return std::string(names[static_cast<std::size_t>(input.clause->tense)]);
  }
  if (name_asked == "voice") return input.verb != nullptr && input.verb->voice == Voice::passive ? "passive" : "active";
  return {};
}

bool compare(const ConditionInput& input, const TestNode& n) {
  std::string left;
  if (n.name == "length" && !n.arguments.empty()) {
    const Capture* c = find_capture(input, n.first_capture);
    left = std::to_string(c == nullptr ? 0 : c->end - c->begin);
  } else if (n.name == "value" && !n.arguments.empty()) {
    const Capture* c = find_capture(input, n.first_capture);
    if (c != nullptr) left = list_value(input, *c);
  } else if (n.name == "text" && !n.arguments.empty()) {
    const Capture* c = find_capture(input, n.first_capture);
    if (c != nullptr) left = folded_text(input, *c);
  } else if (const Capture* c = find_capture(input, n.name_capture); c != nullptr) {
    left = folded_text(input, *c);
  } else {
    left = clause_property(input, n.name);
  }
  const auto a = Decimal::parse(left), b = Decimal::parse(n.value);
  if (a && b) return ordered(*a < *b ? -1 : *b < *a ? 1 : 0, n.op);
  return ordered(left.compare(n.value), n.op);
}

}  // namespace

bool abbreviates(std::string_view acronym, std::string_view name_text) {
  std::string letters;
  for (const char c : acronym)
    if (is_upper(c) || is_lower(c)) letters += c;
  if (letters.size() > 2 && letters.back() == 's' && is_upper(letters[letters.size() - 2])) letters.pop_back();
  if (letters.size() < 2 || letters.size() > 10) return false;
  std::transform(letters.begin(), letters.end(), letters.begin(), to_lower);
  std::vector<NameWord> words;
  bool inside = false;
  for (const char c : name_text) {
    const bool letter = is_upper(c) || is_lower(c) || (c & 0x80) != 0;
    if (!letter) {
      inside = inside && c == '\'';
      continue;
    }
    if (!inside) words.push_back({{}, is_lower(c)});
    inside = true;
    words.back().letters += to_lower(c);
  }
  return words.size() >= 2 && words.size() <= 14 && fits(letters, 0, words, 0, 0);
}

bool test_holds(const ConditionInput& input, std::uint32_t test_node) {
  const TestNode& n = input.tables.test_nodes[test_node];
  switch (static_cast<ast::Test::Kind>(n.kind)) {
    case ast::Test::call: return call(input, n);
    case ast::Test::compare: return compare(input, n);
    case ast::Test::both: return std::all_of(n.operands.begin(), n.operands.end(), [&](std::uint32_t o) { return test_holds(input, o); });
    case ast::Test::either: return std::any_of(n.operands.begin(), n.operands.end(), [&](std::uint32_t o) { return test_holds(input, o); });
    case ast::Test::negation: return !test_holds(input, n.operands.at(0));
  }
  return false;
}

Evaluated evaluate(const ConditionInput& input, std::uint32_t expression_node, std::deque<std::string>& made) {
  const ExpressionNode& n = input.tables.expression_nodes[expression_node];
  const auto operand = [&](std::size_t i) { return evaluate(input, n.operands.at(i), made); };
  const auto keep = [&](std::string text) { return Evaluated{made.emplace_back(std::move(text)), false}; };
  switch (static_cast<ast::Expression::Kind>(n.kind)) {
    case ast::Expression::text:
    case ast::Expression::number: return {n.value, true};
    case ast::Expression::identifier: {
      const Capture* c = find_capture(input, n.capture);
      if (c != nullptr) return {text_of(input, *c)};
      std::string property = clause_property(input, n.value);
      return property.empty() ? Evaluated{n.value, true} : keep(std::move(property));
    }
    case ast::Expression::call: {
      if (n.operands.empty()) return {};
      const Capture* c = find_capture(input, input.tables.expression_nodes[n.operands[0]].capture);
      if (c == nullptr) return {};
      return {n.value == "value" ? list_value(input, *c) : text_of(input, *c)};
    }
    case ast::Expression::conditional: return find_capture(input, n.capture) != nullptr ? operand(0) : operand(1);
    case ast::Expression::binary: {
      const std::string_view x = operand(0).text, y = operand(1).text;
      const auto a = Decimal::parse(x), b = Decimal::parse(y);
      if (!a || !b) return n.value == "+" ? keep(std::string(x).append(y)) : Evaluated{};
      const Decimal result = n.value == "+" ? *a + *b : n.value == "-" ? *a - *b : n.value == "*" ? *a * *b : a->divided_by(*b);
      return keep(result.to_string());
    }
  }
  return {};
}

}  // namespace sluice
