// Cuts a rule file into declarations and clauses, has the grammar read each, and goes on behind one that is wrong.
#include <algorithm>
#include <array>

#include "rules/grammar.hpp"
#include "rules/names.hpp"
#include "rules/rules.hpp"
#include "rules/token.hpp"

namespace sluice {
namespace {

constexpr std::size_t deepest = 64;
constexpr std::array<std::string_view, 9> declaration_keywords = {"words", "let",   "entity",  "fact", "template",
                                                                  "rule",  "frame", "resolve", "suite"};
constexpr std::array<std::string_view, 16> clause_keywords = {"match",  "where", "set",     "alias",  "unless",    "test",       "reject",
    "todo",
                                                              "verb",   "noun",  "subject", "object", "adverbial", "complement",
                                                              "possessor", "with"};

class FileParser {
 public:
  FileParser(const RuleTokens& tokens, ast::Rules& out, Reporter& reporter) : tokens_(tokens.all), out_(out), reporter_(reporter) {}

  void run() {
    while (token().kind != Lexeme::end) declaration();
  }

 private:
  const std::vector<RuleToken>& tokens_;
  ast::Rules& out_;
  Reporter& reporter_;
  Suggester suggest_;
  std::size_t at_ = 0;
  std::size_t next_declaration_ = 0;   // cached end of the declaration that holds at_
  std::size_t shallow_until_ = 0;      // tokens before this one are known to nest well

  const RuleToken& token(std::size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }
  TokenCursor cursor(std::size_t i) const { return tokens_.data() + i; }

  // Whether the token is a word with this use, and not a capture or slot (`text:`) that is called the same.
  bool keyword_at(std::size_t i, bool (*known)(std::string_view)) const {
    return tokens_[i].kind == Lexeme::word && known(tokens_[i].text) && tokens_[i + 1].kind != Lexeme::colon;
  }

  // Declarations.

  bool declaration_starts(std::size_t i) const {
    if (!tokens_[i].line_start) return false;
    if (!keyword_at(i, is_declaration_keyword)) return misspelt(i);
    const RuleToken& before = tokens_[i - 1];
    const bool lemma = before.kind == Lexeme::comma || (before.kind == Lexeme::word && (before.text == "verb" || before.text == "noun"));
    return !lemma || tokens_[i + 1].kind == Lexeme::name || tokens_[i + 1].kind == Lexeme::string;
  }

  // A word in the first column with what follows a declaration's keyword: `ruel Visit.to {`.
  bool misspelt(std::size_t i) const {
    if (tokens_[i].kind != Lexeme::word || tokens_[i].place.column != 1 || is_clause_keyword(tokens_[i].text)) return false;
    if (tokens_[i + 1].kind != Lexeme::name) return false;
    const Lexeme after = tokens_[i + 2].kind;
    return after == Lexeme::dot || after == Lexeme::open_brace || after == Lexeme::equal || after == Lexeme::colon;
  }

  std::size_t declaration_end() {
    if (next_declaration_ > at_) return next_declaration_;
    next_declaration_ = at_ + 1;
    while (tokens_[next_declaration_].kind != Lexeme::end && !declaration_starts(next_declaration_)) ++next_declaration_;
    return next_declaration_;
  }

  void declaration() {
    const std::size_t end = declaration_end();
    const std::size_t begin = at_;
    const std::string_view word = token().text;
    if (!keyword_at(at_, is_declaration_keyword)) {
      std::string hint = token().kind == Lexeme::word ? suggest_(word, declaration_keywords) : std::string();
      reporter_.report("S006", token().place, {shown(token())}, std::move(hint));
      at_ = end;
      return;
    }
    if (word == "rule" || word == "frame" || word == "template") return rule(end);
    if (word == "words") out_.words.push_back(simple<ast::WordsDeclaration>(end, read_words));
    else if (word == "let") out_.lets.push_back(simple<ast::LetDeclaration>(end, read_let));
    else if (word == "resolve") one_line<ast::ResolveDeclaration>(end, read_resolve, out_.resolves);
    else if (word == "suite") one_line<ast::SuiteDeclaration>(end, read_suite, out_.suites);
    else out_.schemas.push_back(simple<ast::SchemaDeclaration>(end, read_schema));
    if (begin == at_) at_ = end;
  }

  // A declaration that has a name others may use: when it is wrong, the name stays known.
  template <class Declaration, class Read>
  Declaration simple(std::size_t end, Read read) {
    Declaration declared;
    if (parse(end, declared, read)) return declared;
    Declaration broken;
    broken.broken = true;
    if (token(1).kind == Lexeme::name) broken.name = token(1).text;
    broken.place = token(1).place;
    at_ = end;
    return broken;
  }

  template <class Declaration, class Read>
  void one_line(std::size_t end, Read read, std::vector<Declaration>& out) {
    Declaration declared;
    if (parse(end, declared, read)) out.push_back(std::move(declared));
    else at_ = end;
  }

  // Behind a declaration stands the next, be it on the same line; anything else is reported as what the declaration could not take.
  template <class Declaration, class Read>
  bool parse(std::size_t end, Declaration& declared, Read read) {
    if (too_deep(at_, end)) return false;
    SyntaxRefusal refusal;
    TokenCursor c = cursor(at_);
    if (!read(c, cursor(end), declared, refusal)) {
      refused(refusal, {});
      return false;
    }
    const auto stop = static_cast<std::size_t>(c - tokens_.data());
    if (stop != end && !keyword_at(stop, is_declaration_keyword)) {
      if (refusal.at >= c) refused(refusal, refusal.at == c ? "the next declaration" : "");
      else reporter_.report("S006", c->place, {shown(*c)});
      at_ = end;
      return true;
    }
    at_ = stop;
    return true;
  }

  // Rules, frames, templates.

  void rule(std::size_t end) {
    ast::Rule rule;
    const RuleToken& opened = token();
    SyntaxRefusal refusal;
    TokenCursor c = cursor(at_);
    const std::size_t body = head_end(end);
    if (!too_deep(at_, body) && read_rule_head(c, cursor(body), rule, refusal)) {
      at_ = static_cast<std::size_t>(c - tokens_.data());
    } else {
      if (refusal.at != nullptr) refused(refusal, {});
      rule.broken = true;
      rule.kind = opened.text == "frame" ? ast::Rule::frame : opened.text == "template" ? ast::Rule::template_ : ast::Rule::surface;
      if (token(1).kind == Lexeme::name) rule.type = token(1).text;
      rule.place = token(1).place;
      at_ = body;
    }
    clauses(end, rule, opened);
    (rule.kind == ast::Rule::template_ ? out_.templates : out_.rules).push_back(std::move(rule));
  }

  // Behind the `{` that opens the body: the first brace before a clause keyword, or that keyword.
  std::size_t head_end(std::size_t end) const {
    std::size_t round = 0;
    for (std::size_t i = at_ + 1; i < end; ++i) {
      if (tokens_[i].kind == Lexeme::open) ++round;
      if (tokens_[i].kind == Lexeme::close && round > 0) --round;
      if (tokens_[i].kind == Lexeme::open_brace && (round == 0 || keyword_at(i + 1, is_clause_keyword))) return i + 1;
      if (tokens_[i].line_start && keyword_at(i, is_clause_keyword)) return i;
    }
    return end;
  }

  void clauses(std::size_t end, ast::Rule& rule, const RuleToken& opened) {
    std::size_t slice = at_;
    while (at_ < end && token().kind != Lexeme::close_brace) {
      if (slice <= at_) slice = clause_end(end, rule);
      if (!keyword_at(at_, is_clause_keyword)) {
        unknown_clause();
        rule.broken = true;
        at_ = slice;
        continue;
      }
      if (too_deep(at_, slice)) {
        rule.broken = true;
        at_ = slice;
        continue;
      }
      SyntaxRefusal refusal;
      TokenCursor c = cursor(at_);
      if (!read_clause(c, cursor(slice), rule, refusal)) {
        refused(refusal, {});
        rule.broken = true;
        at_ = slice;
        continue;
      }
      at_ = static_cast<std::size_t>(c - tokens_.data());
      if (at_ == slice || keyword_at(at_, is_clause_keyword)) continue;
      if (refusal.at >= c) refused(refusal, refusal.at == c ? "the next clause" : "");
      else reporter_.report("S005", c->place, {c->raw});
      rule.broken = true;
      at_ = slice;
    }
    if (at_ < end && token().kind == Lexeme::close_brace) {
      ++at_;
      return;
    }
    const std::string what = std::string(opened.text) + " " + rule.type + (rule.id.empty() ? "" : "." + rule.id);
    reporter_.report("S008", opened.place, {what});
    rule.broken = true;
  }

  // First token behind the clause at at_: a word that begins a line and can be no part of this clause, or the body's closing brace.
  std::size_t clause_end(std::size_t end, const ast::Rule& rule) const {
    const bool lemmas = token().text == "verb" || token().text == "noun";
    std::size_t depth = 0, braces = 0;
    for (std::size_t i = at_; i < end; ++i) {
      const RuleToken& t = tokens_[i];
      if (t.kind == Lexeme::open_brace) ++braces;
      if (t.kind == Lexeme::close_brace && braces-- == 0) return i;
      if (t.kind == Lexeme::open || t.kind == Lexeme::open_bracket) ++depth;
      if ((t.kind == Lexeme::close || t.kind == Lexeme::close_bracket) && depth > 0) --depth;
      if (i == at_ || !t.line_start || t.kind != Lexeme::word || tokens_[i + 1].kind == Lexeme::colon) continue;
      const Lexeme before = tokens_[i - 1].kind;
      const bool lemma = lemmas && (before == Lexeme::comma || i == at_ + 1);
      if (lemma) continue;
      if (is_clause_keyword(t.text)) return i;
      const bool inside = depth > 0 || braces > 0 || before == Lexeme::comma || before == Lexeme::equal || is_inner_keyword(t.text) ||
                          std::find(rule.parameters.begin(), rule.parameters.end(), t.text) != rule.parameters.end();
      if (!inside) return i;
    }
    return end;
  }

  void unknown_clause() {
    const RuleToken& t = token();
    if (t.kind != Lexeme::word) return reporter_.report("S004", t.place, {"a clause or '}'", shown(t)});
    reporter_.report("S007", t.place, {t.text}, suggest_(t.text, clause_keywords));
  }

  // Messages.

  static std::string shown(const RuleToken& t) {
    if (t.kind == Lexeme::end) return std::string(t.raw);
    std::string_view raw = t.raw;
    if (raw.size() <= 40) return "'" + std::string(raw) + "'";
    std::size_t cut = 37;
    while (cut > 0 && (static_cast<unsigned char>(raw[cut]) & 0xC0) == 0x80) --cut;
    return "'" + std::string(raw.substr(0, cut)) + "...'";
  }

  void refused(const SyntaxRefusal& refusal, std::string_view also) {
    std::vector<std::string_view> expected = refusal.expected;
    if (!also.empty()) expected.push_back(also);
    std::string list;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      if (i > 0) list += i + 1 == expected.size() ? " or " : ", ";
      list += expected[i];
    }
    std::string hint;
    if (refusal.at->kind == Lexeme::name && list.find("a lower-case name") != std::string::npos)
      hint = "ids, roles and captures begin with a small letter";
    else if (refusal.at->kind == Lexeme::word && list == "a capitalised name")
      hint = "types, lists and sub-patterns begin with a capital";
    reporter_.report("S004", refusal.at->place, {list, shown(*refusal.at)}, std::move(hint));
  }

  // What the grammar would have to descend for: brackets, and in `where` and `set` each operator too. Each token is asked once.
  bool too_deep(std::size_t begin, std::size_t end) {
    if (end <= shallow_until_) return false;
    std::size_t depth = 0, chain = 0;
    bool chained = false;
    for (std::size_t i = begin; i < end; ++i) {
      const RuleToken& t = tokens_[i];
      if (t.kind == Lexeme::open || t.kind == Lexeme::open_bracket || t.kind == Lexeme::open_brace) ++depth;
      if ((t.kind == Lexeme::close || t.kind == Lexeme::close_bracket || t.kind == Lexeme::close_brace) && depth > 0) --depth;
      if (keyword_at(i, is_clause_keyword)) chain = 0, chained = t.text == "where" || t.text == "set";
      if (chained && (t.kind == Lexeme::plus || t.kind == Lexeme::minus || t.kind == Lexeme::star || t.kind == Lexeme::slash ||
                      (t.kind == Lexeme::word && (t.text == "not" || t.text == "else"))))
        ++chain;
      if (depth + chain > deepest) {
        reporter_.report("S009", t.place, {std::to_string(deepest)});
        return true;
      }
    }
    shallow_until_ = end;
    return false;
  }
};

}  // namespace

void parse_rules(std::string_view path, std::string_view bytes, ast::Rules& out, Diagnostics& diagnostics) {
  const auto file = static_cast<std::uint32_t>(out.files.size());
  out.files.emplace_back(path);
  Reporter reporter(out.files, diagnostics);
  RuleTokens tokens;
  lex_rules(bytes, file, tokens, reporter);
  FileParser(tokens, out, reporter).run();
}

ast::Rules parse_rules(const Pack& pack, Diagnostics& diagnostics) {
  ast::Rules rules;
  for (const auto& [path, bytes] : pack.files) {
    if (!path.ends_with(".rules")) continue;
    const auto origin = pack.origins.find(path);
    parse_rules((origin == pack.origins.end() ? std::string() : origin->second) + path, bytes, rules, diagnostics);
  }
  return rules;
}

}  // namespace sluice
