#include "pipeline/rule_paths.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>

#include "rules/rules.hpp"

namespace sluice {

namespace fs = std::filesystem;

namespace {

constexpr int folders_searched = 8;   // above a rule file, for its word lists

std::optional<std::string> read_file(const fs::path& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return std::nullopt;
  std::ifstream in(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in.is_open() || in.bad()) return std::nullopt;
  return bytes;
}

/// The longest end of the path that is a file of the pack; else the file's own name.
std::string name_in_pack(const fs::path& path, const Pack& pack) {
  std::error_code error;
  const std::string whole = fs::absolute(path, error).lexically_normal().generic_string();
  for (std::size_t at = 0; at != std::string::npos && at < whole.size();) {
    const std::size_t begin = whole[at] == '/' ? at + 1 : at;
    if (pack.find(std::string_view(whole).substr(begin)) != nullptr) return whole.substr(begin);
    at = whole.find('/', begin);
  }
  return path.filename().generic_string();
}

/// A list's path counts from the root of a pack and stays under it.
bool stays_inside(const std::string& list) {
  const fs::path path(list);
  return !list.empty() && path.is_relative() && std::find(path.begin(), path.end(), fs::path("..")) == path.end();
}

void add_lists(const fs::path& file, const std::string& bytes, Pack& pack) {
  ast::Rules rules;
  Diagnostics ignored;   // the file is parsed again, with its messages, when the pack is compiled
  parse_rules(file.generic_string(), bytes, rules, ignored);
  std::error_code error;
  const fs::path folder = fs::absolute(file, error).lexically_normal().parent_path();
  for (const ast::WordsDeclaration& words : rules.words) {
    if (!stays_inside(words.from)) continue;
    fs::path root = folder;
    for (int up = 0; up < folders_searched; ++up, root = root.parent_path()) {
      std::optional<std::string> list = read_file(root / words.from);
      if (list) {
        pack.files.insert_or_assign(words.from, std::move(*list));
        pack.origins.insert_or_assign(words.from, (root / "").generic_string());
        break;
      }
      if (!root.has_relative_path()) break;
    }
  }
}

}  // namespace

void add_rule_path(const fs::path& path, Pack& pack, Diagnostics& diagnostics) {
  std::error_code error;
  if (fs::is_directory(path, error)) return pack.add_directory(path, diagnostics);
  const auto report = [&](const std::string& code, const std::string& message) {
    diagnostics.push_back({Severity::error, code, message, "", path.generic_string(), 0, 0});
  };
  if (!fs::exists(path, error)) return report("D001", "no such file or directory");
  if (path.extension() != ".rules") return report("D003", "rule files end in .rules");
  std::optional<std::string> bytes = read_file(path);
  if (!bytes) return report("D002", "the file cannot be read");
  std::string name = name_in_pack(path, pack);
  // Messages name a file by its origin and its name in the pack; together they are what the user wrote, or the whole path.
  std::string origin = path.generic_string();
  if (!origin.ends_with(name)) origin = fs::absolute(path, error).lexically_normal().generic_string();
  origin.resize(origin.size() - name.size());
  add_lists(path, *bytes, pack);
  pack.origins.insert_or_assign(name, std::move(origin));
  pack.files.insert_or_assign(std::move(name), std::move(*bytes));
}

}  // namespace sluice
