#include "cli/excerpt.hpp"

#include <fstream>
#include <sstream>

namespace sluice::cli {
namespace {

constexpr std::size_t longest_line = 200;

}  // namespace

const std::vector<std::string>& Excerpts::lines_of(const std::string& file) {
  const auto [at, fresh] = files_.try_emplace(file);
  if (fresh) {
    std::ifstream in(file, std::ios::binary);
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
    if (line.size() <= longest_line) {
      const std::string number = std::to_string(diagnostic.line);
      text << "  " << number << " | " << line << '\n';
      if (diagnostic.column >= 1 && diagnostic.column <= line.size() + 1) {
        std::string blank;
        for (std::size_t i = 0; i + 1 < diagnostic.column; ++i)
          if ((static_cast<unsigned char>(line[i]) & 0xC0) != 0x80) blank += line[i] == '\t' ? '\t' : ' ';
        text << "  " << std::string(number.size(), ' ') << " | " << blank << "^\n";
      }
    }
  }
  if (!diagnostic.hint.empty()) text << "  hint: " << diagnostic.hint << '\n';
  return std::move(text).str();
}

}  // namespace sluice::cli
