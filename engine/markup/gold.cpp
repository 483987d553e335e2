#include "markup/gold.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <utility>

#include "markup/gold_fact.hpp"

namespace sluice {
namespace {

constexpr std::string_view extension = ".gold";

struct Line {
  std::string_view text;  // without its newline
  std::uint32_t number;
};

/// CRLF and CR become LF, so that a file means the same on every system.
std::string with_plain_newlines(std::string_view source) {
  if (source.starts_with("\xEF\xBB\xBF")) source.remove_prefix(3);
  std::string out;
  out.reserve(source.size());
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (source[i] != '\r') out += source[i];
    else if (i + 1 == source.size() || source[i + 1] != '\n') out += '\n';
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\n\r\f\v";
  const std::size_t begin = text.find_first_not_of(blank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blank) + 1 - begin);
}

bool is_divider(std::string_view line) { return line.starts_with("---") && trimmed(line.substr(3)).empty(); }

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  std::uint32_t number = 1;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back({text.substr(0, end), number++});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

class GoldParser {
 public:
  GoldParser(std::string_view source, std::string_view file, Diagnostics& diagnostics)
      : source_(with_plain_newlines(source)), file_(file), diagnostics_(diagnostics) {}

  std::optional<GoldDocument> run() {
    const std::vector<Line> lines = lines_of(source_);
    std::vector<std::size_t> dividers;
    for (std::size_t i = 0; i < lines.size(); ++i)
      if (is_divider(lines[i].text)) dividers.push_back(i);
    if (dividers.size() != 2) {
      const std::uint32_t line = dividers.size() > 2 ? lines[dividers[2]].number : static_cast<std::uint32_t>(std::max<std::size_t>(lines.size(), 1));
      report("G001", "a gold file has three parts parted by lines of ---, this one has " + std::to_string(dividers.size() + 1), line, 1,
             "write a header, ---, the text, ---, the facts");
      return std::nullopt;
    }
    document_.file = file_;
    const std::span<const Line> all(lines);
    header(all.first(dividers[0]));
    const bool marked = text(all.subspan(dividers[0] + 1, dividers[1] - dividers[0] - 1));
    // Without its mentions a text would make every `#id` an error of its own.
    if (marked) facts(all.subspan(dividers[1] + 1));
    if (!good_ || !marked) return std::nullopt;
    return std::move(document_);
  }

 private:
  std::string source_;
  std::string_view file_;
  Diagnostics& diagnostics_;
  GoldDocument document_;
  bool good_ = true;

  void report(std::string code, std::string message, std::uint32_t line, std::uint32_t column, std::string hint = {}) {
    good_ = false;
    Diagnostic d;
    d.code = std::move(code);
    d.message = std::move(message);
    d.hint = std::move(hint);
    d.file = file_;
    d.line = line;
    d.column = column;
    diagnostics_.push_back(std::move(d));
  }

  void header(std::span<const Line> lines) {
    for (const Line& line : lines) {
      if (trimmed(line.text).empty() || line.text.starts_with('#')) continue;
      const std::size_t colon = line.text.find(':');
      if (colon == std::string_view::npos) {
        report("G002", "a header line is `key: value`", line.number, 1);
        continue;
      }
      const std::string_view key = trimmed(line.text.substr(0, colon));
      const std::string_view value = trimmed(line.text.substr(colon + 1));
      if (key == "id") document_.id = value;
      if (key == "date") document_.date = value;
    }
    if (document_.id.empty()) {
      std::string_view name = file_.substr(file_.find_last_of('/') + 1);
      if (name.ends_with(extension)) name.remove_suffix(extension.size());
      document_.id = name;
    }
  }

  bool text(std::span<const Line> lines) {
    while (!lines.empty() && lines.front().text.empty()) lines = lines.subspan(1);
    while (!lines.empty() && lines.back().text.empty()) lines = lines.first(lines.size() - 1);
    std::string marked;
    for (const Line& line : lines) (marked += line.text) += '\n';
    if (lines.empty()) marked = "\n";
    Markup markup;
    const bool good = parse_markup(marked, file_, lines.empty() ? 1 : lines.front().number, 1, markup, diagnostics_);
    document_.text = std::move(markup.text);
    document_.mentions = std::move(markup.spans);
    return good;
  }

  void facts(std::span<const Line> lines) {
    for (const Line& line : lines) {
      const std::size_t begin = line.text.find_first_not_of(" \t\f\v");
      if (begin == std::string_view::npos || line.text[begin] == '#') continue;
      GoldFact fact;
      fact.line = line.number;
      FactError error;
      if (parse_gold_fact(line.text, begin, document_, fact, error))
        document_.facts.push_back(std::move(fact));
      else
        report(std::move(error.code), std::move(error.message), line.number, static_cast<std::uint32_t>(error.at + 1), std::move(error.hint));
    }
  }
};

std::optional<std::string> bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  std::ostringstream bytes;
  bytes << in.rdbuf();
  if (in.bad()) return std::nullopt;
  return std::move(bytes).str();
}

}  // namespace

std::optional<GoldDocument> parse_gold(std::string_view source, std::string_view file, Diagnostics& diagnostics) {
  return GoldParser(source, file, diagnostics).run();
}

std::string print_gold(const GoldDocument& document) {
  std::string out = "id: " + document.id + '\n';
  if (!document.date.empty()) out += "date: " + document.date + '\n';
  out += "---\n" + print_markup({document.text, document.mentions}) + "---\n";
  for (const GoldFact& fact : document.facts) out += print_gold_fact(fact, document.text) + '\n';
  return out;
}

std::vector<GoldDocument> read_gold(const std::filesystem::path& path, Diagnostics& diagnostics) {
  namespace fs = std::filesystem;
  const auto complain = [&](const fs::path& where, std::string message) {
    Diagnostic d;
    d.code = "G003";
    d.message = std::move(message);
    d.file = where.string();
    diagnostics.push_back(std::move(d));
  };
  std::error_code error;
  std::vector<fs::path> files;
  if (fs::is_directory(path, error)) {
    auto it = fs::recursive_directory_iterator(path, fs::directory_options::skip_permission_denied, error);
    for (; !error && it != fs::recursive_directory_iterator(); it.increment(error))
      if (it->path().extension() == extension && it->is_regular_file(error)) files.push_back(it->path());
    if (files.empty()) complain(path, "there is no *.gold file under this directory");
    std::sort(files.begin(), files.end(), [](const fs::path& a, const fs::path& b) { return a.native() < b.native(); });
  } else {
    files.push_back(path);
  }
  std::vector<GoldDocument> documents;
  for (const fs::path& file : files) {
    const std::optional<std::string> bytes = bytes_of(file);
    if (!bytes) complain(file, fs::exists(file, error) ? "cannot be read" : "there is no such file");
    else if (auto document = parse_gold(*bytes, file.string(), diagnostics)) documents.push_back(std::move(*document));
  }
  return documents;
}

}  // namespace sluice
