#include "lexicon/pack.hpp"

#include <fstream>
#include <iterator>
#include <system_error>

namespace sluice {

namespace fs = std::filesystem;

namespace {

bool lies_under(const fs::path& path, const fs::path& root) {
  auto at = path.begin();
  for (const fs::path& part : root) {
    if (at == path.end() || *at != part) return false;
    ++at;
  }
  return true;
}

bool read_file(const fs::path& path, std::string& bytes) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return false;
  bytes.assign(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  return !in.bad();
}

}  // namespace

void Pack::add_directory(const fs::path& directory, Diagnostics& diagnostics) {
  const auto report = [&](const std::string& code, const std::string& message, const fs::path& where) {
    diagnostics.push_back({Severity::error, code, message, "", where.generic_string(), 0, 0});
  };
  std::error_code error;
  const fs::path root = fs::canonical(directory, error);
  if (error || !fs::is_directory(root, error)) return report("D001", "no such directory", directory);

  std::string prefix = directory.generic_string();
  if (!prefix.ends_with('/')) prefix += '/';
  fs::recursive_directory_iterator at(root, fs::directory_options::skip_permission_denied, error);
  if (error) return report("D001", "the directory cannot be read: " + error.message(), directory);
  for (const fs::recursive_directory_iterator end; at != end;) {
    const fs::path path = at->path();
    const std::string extension = path.extension().string();
    if (extension == ".rules" || extension == ".tsv") {
      std::error_code at_file;
      const fs::path target = fs::canonical(path, at_file);
      if (!at_file && lies_under(target, root) && fs::is_regular_file(target, at_file)) {
        const std::string name = path.lexically_relative(root).generic_string();
        std::string bytes;
        if (read_file(target, bytes)) {
          files.insert_or_assign(name, std::move(bytes));
          origins.insert_or_assign(name, prefix);
        } else {
          report("D002", "the file cannot be read", fs::path(prefix + name));
        }
      }
    }
    at.increment(error);
    if (error) return report("D001", "the directory cannot be read: " + error.message(), path);
  }
}

const std::string* Pack::find(std::string_view path) const {
  const auto found = files.find(path);
  return found == files.end() ? nullptr : &found->second;
}

}  // namespace sluice
