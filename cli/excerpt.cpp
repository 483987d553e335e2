#include "cli/excerpt.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

#include "sluice/engine.hpp"

namespace sluice::cli {
namespace {

constexpr std::size_t longest_line = 200;   // bytes shown
constexpr std::size_t before_caret = 120;   // of a longer line

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// The part of a line around byte `at`, which is moved along: at code points, with an ellipsis where something is left out.
std::string part_around(const std::string& line, std::size_t& at) {
  if (line.size() <= longest_line) return line;
  std::size_t begin = at > before_caret ? at - before_caret : 0;
  while (begin > 0 && continues(line[begin])) --begin;
  std::size_t end = std::min(line.size(), begin + longest_line);
  while (end < line.size() && continues(line[end])) ++end;
  std::string out = begin > 0 ? "..." : "";
  at = at - begin + out.size();
  out += line.substr(begin, end - begin);
  return end < line.size() ? out + "..." : out;
}

}  // namespace


const std::vector<std::string>& Excerpts::lines_of(const std::string& file) {
  const auto [at, fresh] = files_.try_emplace(file);
  if (fresh) {
    std::string bytes;
    const bool standard = file.starts_with("standard/") || (built_in_ && file.starts_with("rules/"));
    if (standard) {
      bytes = standard_rules_file(file);
    } else if (std::ifstream disk(file, std::ios::binary); disk) {
      bytes.assign(std::istreambuf_iterator<char>(disk), std::istreambuf_iterator<char>());
    }
    std::istringstream in(std::move(bytes));
    for (std::string line; std::getline(in, line);) {
      if (line.ends_with('\r')) line.pop_back();
      at->second.push_back(std::move(line));
    }
  }
  return at->second;
}

std::string Excerpts::show(const Diagnostic& diagnostic) {
  Diagnostic bare = diagnostic;
  bare.hint.clear();
  std::ostringstream text;
  text << bare << '\n';
  const std::vector<std::string>& lines = lines_of(diagnostic.file);
  if (diagnostic.line >= 1 && diagnostic.line <= lines.size()) {
    const std::string& line = lines[diagnostic.line - 1];
    const bool inside = diagnostic.column >= 1 && diagnostic.column <= line.size() + 1;
    std::size_t at = inside ? diagnostic.column - 1 : 0;
    const std::string shown = part_around(line, at);
    const std::string number = std::to_string(diagnostic.line);
    text << "  " << number << " | " << shown << '\n';
    if (inside) {
      std::string blank;
      for (std::size_t i = 0; i < at; ++i)
        if (!continues(shown[i])) blank += shown[i] == '\t' ? '\t' : ' ';
      text << "  " << std::string(number.size(), ' ') << " | " << blank << "^\n";
    }
  }
  if (!diagnostic.hint.empty()) text << "  hint: " << diagnostic.hint << '\n';
  return std::move(text).str();
}

std::size_t Excerpts::column(const Diagnostic& diagnostic) {
  const std::vector<std::string>& lines = lines_of(diagnostic.file);
  if (diagnostic.line < 1 || diagnostic.line > lines.size() || diagnostic.column < 1) return std::max<std::size_t>(diagnostic.column, 1);
  const std::string& line = lines[diagnostic.line - 1];
  const auto end = line.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(diagnostic.column - 1, line.size()));
  return 1 + static_cast<std::size_t>(std::count_if(line.begin(), end, [](char c) { return !continues(c); }));
}

}  // namespace sluice::cli
