// The lexical grammar of rule files.
#include <algorithm>
#include <array>

#include <boost/spirit/home/x3.hpp>

#include "rules/token.hpp"

namespace sluice {
namespace {

namespace x3 = boost::spirit::x3;
using Bytes = const char*;

// Length of the well-formed UTF-8 sequence at `p`, or 0.
std::size_t utf8_length(Bytes p, Bytes end) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(p[i]); };
  const auto continues = [&](std::size_t i) { return static_cast<std::size_t>(end - p) > i && (byte(i) & 0xC0) == 0x80; };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return continues(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (!continues(1) || !continues(2)) return 0;
    return (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xED && byte(1) > 0x9F) ? 0 : 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (!continues(1) || !continues(2) || !continues(3)) return 0;
    return (lead == 0xF0 && byte(1) < 0x90) || (lead == 0xF4 && byte(1) > 0x8F) ? 0 : 4;
  }
  return 0;
}

struct Marks : x3::symbols<Lexeme> {
  Marks() {
    add("(", Lexeme::open)(")", Lexeme::close)("[", Lexeme::open_bracket)("]", Lexeme::close_bracket)("{", Lexeme::open_brace)(
        "}", Lexeme::close_brace)(",", Lexeme::comma)(":", Lexeme::colon)(".", Lexeme::dot)("|", Lexeme::bar)("&", Lexeme::ampersand)(
        "!", Lexeme::exclamation)("~", Lexeme::tilde)("?", Lexeme::question)("*", Lexeme::star)("+", Lexeme::plus)("-", Lexeme::minus)(
        "...", Lexeme::dots)("->", Lexeme::arrow)("=>", Lexeme::double_arrow)("=", Lexeme::equal)("!=", Lexeme::not_equal)(
        "<", Lexeme::less)("<=", Lexeme::less_equal)(">", Lexeme::greater)(">=", Lexeme::greater_equal)("/", Lexeme::slash);
  }
};

struct Lexed {
  Lexeme kind = Lexeme::end;
  bool closed = true;   // a quoted token without its closing quote ends with its line
};

// Moves `first` behind the token that begins there. False where none does. `division`: a slash is an operator here.
bool scan(Bytes& first, Bytes last, bool division, Lexed& out) {
  static const Marks marks;
  const auto any = x3::standard::char_;
  const auto upper = any('A', 'Z');
  const auto lower = any('a', 'z') | any('\x80', '\xFF') | any('_');
  const auto digit = any('0', '9');
  const auto inner = upper | lower | digit;
  const auto line_end = x3::lit('\n') | '\r';
  const auto kind = [&out](Lexeme k) { return [&out, k](auto&) { out.kind = k; }; };
  const auto open = [&out](auto&) { out.closed = false; };
  const auto quoted = [&](char quote) {
    const auto escaped = x3::lit('\\') >> (any - line_end);
    return x3::omit[x3::lit(quote) >> *(escaped | (any - quote - line_end)) >> (x3::lit(quote) | x3::eps[open])];
  };
  const auto rest_of_word = *inner >> *(x3::lit('-') >> +inner);

  // A regular expression takes its closing slash on the same line; alone, the slash is a mark.
  const auto regex = x3::omit[x3::lit('/') >> +((x3::lit('\\') >> (any - line_end)) | (any - '/' - line_end)) >> '/'];
  const auto token = quoted('"')[kind(Lexeme::string)] | quoted('\'')[kind(Lexeme::exact)] |
                     x3::omit[upper >> rest_of_word][kind(Lexeme::name)] | x3::omit[lower >> rest_of_word][kind(Lexeme::word)] |
                     x3::omit[+digit >> -(x3::lit('.') >> +digit)][kind(Lexeme::number)] |
                     (x3::eps(!division) >> regex)[kind(Lexeme::regex)] | marks[([&out](auto& ctx) { out.kind = x3::_attr(ctx); })];
  return x3::parse(first, last, token);
}

// White space and comments.
void skip(Bytes& first, Bytes last) {
  const auto any = x3::standard::char_;
  const auto space = x3::lit(' ') | '\t' | '\r' | '\n' | '\f' | '\v';
  x3::parse(first, last, x3::omit[*(space | ('#' >> *(any - '\n')))]);
}

class Lexer {
 public:
  Lexer(std::string_view bytes, std::uint32_t file, RuleTokens& out, Reporter& reporter)
      : begin_(bytes.data()), last_(bytes.data() + bytes.size()), at_(begin_), line_begin_(begin_), counted_(begin_), file_(file),
          out_(out),
        reporter_(reporter) {}

  void run() {
    if (last_ - at_ >= 3 && std::string_view(at_, 3) == "\xEF\xBB\xBF") at_ += 3;
    for (;;) {
      skip(at_, last_);
      if (at_ == last_) break;
      one();
    }
    RuleToken end;
    end.place = place(last_);
    end.line_start = true;
    end.raw = "the end of the file";
    out_.all.push_back(end);
  }

 private:
  Bytes begin_, last_, at_;
  Bytes line_begin_, counted_;
  std::uint32_t line_ = 1, last_token_line_ = 0, unclosed_line_ = 0;
  std::uint32_t file_;
  bool in_set_ = false;
  RuleTokens& out_;
  Reporter& reporter_;

  // Places are asked for in rising order, so counting lines costs one pass.
  ast::Place place(Bytes p) {
    for (; counted_ < p; ++counted_)
      if (*counted_ == '\n') ++line_, line_begin_ = counted_ + 1;
    return {file_, line_, static_cast<std::uint32_t>(p - line_begin_) + 1};
  }

  void one() {
    const Bytes begin = at_;
    const ast::Place where = place(begin);
    Lexed lexed;
    const bool division = in_set_ || where.line == unclosed_line_;
    if (!scan(at_, last_, division, lexed)) return stray(where);
    // Its line was searched to the end: a second slash on it need not search again.
    if (lexed.kind == Lexeme::slash && !division) unclosed_line_ = where.line;
    RuleToken token;
    token.kind = lexed.kind;
    token.place = where;
    token.line_start = where.line != last_token_line_;
    last_token_line_ = where.line;
    token.raw = valid({begin, static_cast<std::size_t>(at_ - begin)}, where);
    token.text = token.raw;
    if (token.kind == Lexeme::string || token.kind == Lexeme::exact || token.kind == Lexeme::regex) {
      if (!lexed.closed) reporter_.report("S002", where, {std::string_view(begin, 1)});
      std::string_view inside = token.raw.substr(1);
      if (lexed.closed && !inside.empty()) inside.remove_suffix(1);
      token.text = unescaped(inside, token.raw[0]);
    }
    if (token.kind == Lexeme::word) note_clause(token);
    out_.all.push_back(token);
  }

  // A slash divides in a `set` clause and opens a regular expression everywhere else.
  void note_clause(const RuleToken& token) {
    static constexpr std::array<std::string_view, 24> clauses = {
        "alias", "adverbial", "complement", "entity", "fact", "frame", "let", "match", "noun", "object", "possessor", "reject",
        "resolve", "rule", "subject", "suite", "template", "test", "todo", "unless", "verb", "where", "with", "words"};
    const Lexeme before = out_.all.empty() ? Lexeme::end : out_.all.back().kind;
    if (before == Lexeme::tilde || before == Lexeme::dot) return;
    Bytes next = at_;
    while (next != last_ && (*next == ' ' || *next == '\t')) ++next;
    if (next != last_ && *next == ':') return;
    if (token.text == "set") in_set_ = true;
    else if (before != Lexeme::equal && std::find(clauses.begin(), clauses.end(), token.text) != clauses.end()) in_set_ = false;
  }

  void stray(ast::Place where) {
    // One diagnostic for a run of bytes that begin no token.
    const Bytes begin = at_;
    Lexed lexed;
    do {
      at_ += std::max<std::size_t>(1, utf8_length(at_, last_));
      Bytes probe = at_;
      if (at_ == last_ || *at_ == '\n' || *at_ == ' ' || *at_ == '#' || scan(probe, last_, true, lexed)) break;
    } while (at_ != last_);
    std::string shown;
    static constexpr char hex[] = "0123456789ABCDEF";
    for (Bytes p = begin; p != at_ && p - begin < 8; ++p) {
      const auto byte = static_cast<unsigned char>(*p);
      if (byte >= 0x20 && byte < 0x7F) {
        shown += *p;
      } else {
        shown += "\\x";
        shown += hex[byte >> 4];
        shown += hex[byte & 15];
      }
    }
    reporter_.report("S001", where, {shown});
  }

  // `bytes`, or a copy with U+FFFD in place of what is not UTF-8.
  std::string_view valid(std::string_view bytes, ast::Place where) {
    Bytes p = bytes.data();
    const Bytes end = p + bytes.size();
    while (p != end && utf8_length(p, end) != 0) p += utf8_length(p, end);
    if (p == end) return bytes;
    reporter_.report("S003", {where.file, where.line, where.column + static_cast<std::uint32_t>(p - bytes.data())}, {});
    std::string& copy = out_.decoded.emplace_back(bytes.data(), p);
    while (p != end) {
      const std::size_t length = utf8_length(p, end);
      if (length == 0) copy += "\xEF\xBF\xBD", ++p;
      else copy.append(p, length), p += length;
    }
    return copy;
  }

  // In quotes, a backslash escapes the quote and itself; in a regular expression the slash alone. Before anything else it stays, for
  // the span markup and the regular expression that read the text next.
  std::string_view unescaped(std::string_view inside, char quote) {
    if (inside.find('\\') == std::string_view::npos) return inside;
    std::string& copy = out_.decoded.emplace_back();
    for (std::size_t i = 0; i < inside.size(); ++i) {
      if (inside[i] == '\\' && i + 1 < inside.size()) {
        const char next = inside[i + 1];
        if (next == quote || (quote != '/' && next == '\\')) {
          copy += next;
        } else {
          copy += '\\';
          copy += next;
        }
        ++i;
      } else {
        copy += inside[i];
      }
    }
    return copy;
  }
};

}  // namespace

void lex_rules(std::string_view bytes, std::uint32_t file, RuleTokens& out, Reporter& reporter) {
  Lexer(bytes, file, out, reporter).run();
}

}  // namespace sluice
