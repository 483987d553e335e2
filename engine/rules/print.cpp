#include "rules/print.hpp"

namespace sluice {
namespace {

constexpr std::size_t longest = 120;   // bytes of what is printed

std::string cut(std::string text) {
  if (text.size() <= longest) return text;
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  text.resize(end);
  return text + "...";
}

void write(const ast::Pattern& pattern, std::string& out);

void write_quoted(const std::string& text, char quote, std::string& out) {
  out += quote;
  for (const char c : text) {
    if (c == quote) out += '\\';
    out += c;
  }
  out += quote;
}

void write_repetition(const ast::Item& item, std::string& out) {
  if (item.minimum == 1 && item.maximum == 1) return;
  if (item.minimum == 0 && item.maximum == 1) out += '?';
  else if (item.maximum == ast::unbounded && item.minimum <= 1) out += item.minimum == 0 ? '*' : '+';
  else if (item.minimum == item.maximum) out += '{' + std::to_string(item.minimum) + '}';
  else out += '{' + std::to_string(item.minimum) + ',' + std::to_string(item.maximum) + '}';
}

void write(const ast::Item& item, std::string& out) {
  if (out.size() > longest) return;   // what follows is cut off
  if (!item.capture.empty()) out += item.capture + ':' + (item.each ? "each " : "");
  switch (item.kind) {
    case ast::Item::literal: write_quoted(item.text, '"', out); break;
    case ast::Item::exact: write_quoted(item.text, '\'', out); break;
    case ast::Item::form: out += '~' + item.text + (item.verb_form.empty() ? "" : '.' + item.verb_form); break;
    case ast::Item::reference: out += item.text; break;
    case ast::Item::features:
      out += '[';
      for (std::size_t i = 0; i < item.features_list.size(); ++i) {
        const ast::Feature& f = item.features_list[i];
        out += (i == 0 ? "" : " & ") + std::string(f.negated ? "!" : "") + f.name + (f.list.empty() ? "" : '(' + f.list + ')');
      }
      out += ']';
      break;
    case ast::Item::regex: write_quoted(item.text, '/', out); break;
    case ast::Item::gap: out += "..." + std::to_string(item.number); break;
    case ast::Item::group:
      out += '(';
      if (!item.patterns.empty()) write(item.patterns[0], out);
      out += ')';
      break;
    case ast::Item::all_within:
      out += "all within " + std::to_string(item.number) + " {";
      for (const ast::Pattern& inner : item.patterns) {
        out += ' ';
        write(inner, out);
      }
      out += " }";
      break;
    case ast::Item::followed_by:
    case ast::Item::not_followed_by:
    case ast::Item::preceded_by:
    case ast::Item::not_preceded_by: {
      static constexpr const char* names[] = {"followed_by", "not_followed_by", "preceded_by", "not_preceded_by"};
      out += std::string(names[item.kind - ast::Item::followed_by]) + '(';
      if (!item.patterns.empty()) write(item.patterns[0], out);
      out += ')';
      break;
    }
  }
  write_repetition(item, out);
}

void write(const ast::Pattern& pattern, std::string& out) {
  for (std::size_t a = 0; a < pattern.alternatives.size(); ++a) {
    if (a != 0) out += " | ";
    for (std::size_t i = 0; i < pattern.alternatives[a].size(); ++i) {
      if (i != 0) out += ' ';
      write(pattern.alternatives[a][i], out);
    }
  }
}

void write(const ast::Test& test, std::string& out, bool inside) {
  const auto arguments = [&] {
    out += '(';
    for (std::size_t i = 0; i < test.arguments.size(); ++i) out += (i == 0 ? "" : ", ") + test.arguments[i];
    out += ')';
  };
  switch (test.kind) {
    case ast::Test::call:
      out += test.name;
      arguments();
      break;
    case ast::Test::compare:
      out += test.name;
      if (!test.arguments.empty()) arguments();
      out += ' ' + test.op + ' ' + test.value;
      break;
    case ast::Test::negation:
      out += "not ";
      if (!test.operands.empty()) write(test.operands[0], out, true);
      break;
    case ast::Test::both:
    case ast::Test::either:
      if (inside) out += '(';
      for (std::size_t i = 0; i < test.operands.size(); ++i) {
        if (i != 0) out += test.kind == ast::Test::both ? " and " : " or ";
        write(test.operands[i], out, true);
      }
      if (inside) out += ')';
      break;
  }
}

}  // namespace

std::string print_item(const ast::Item& item) {
  std::string out;
  write(item, out);
  return cut(std::move(out));
}

std::string print_pattern(const ast::Pattern& pattern) {
  std::string out;
  write(pattern, out);
  return cut(std::move(out));
}

std::string print_test(const ast::Test& test) {
  std::string out;
  write(test, out, false);
  return cut(std::move(out));
}

}  // namespace sluice
