#include "io/input.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <limits>
#include <system_error>
#include <utility>

#include "io/byte_source.hpp"
#include "io/jsonl.hpp"
#include "io/seen_ids.hpp"

namespace sluice {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 5> extensions = {".txt", ".jsonl", ".html", ".gz", ".zst"};
constexpr std::array<std::string_view, 3> unread = {".html", ".gz", ".zst"};

std::string_view extension_of(std::string_view name) {
  for (const std::string_view e : extensions)
    if (name.size() > e.size() && name.ends_with(e) && name[name.size() - e.size() - 1] != '/') return e;
  return {};
}

std::string_view without_extensions(std::string_view name) {
  for (std::string_view e = extension_of(name); !e.empty(); e = extension_of(name)) name.remove_suffix(e.size());
  return name;
}

struct File {
  std::string path;   // to open
  std::string name;   // for ids: the file's name, or under a directory its path from there
};

/// Walks one directory in the order of names, files before folders, holding only the listings between the root and where it stands.
class Walk {
 public:
  explicit Walk(const std::string& root) : root_(root) { enter(root, ""); }

  /// False at the end; `problem` is set where a folder could not be read.
  bool next(File& file, std::string& problem) {
    while (!open_.empty()) {
      Listing& listing = open_.back();
      if (!listing.problem.empty()) {
        file = {listing.path, listing.name};
        problem = std::exchange(listing.problem, {});
        return true;
      }
      if (!listing.files.empty()) {
        std::string name = std::move(listing.files.back());
        listing.files.pop_back();
        file = {listing.path + '/' + name, listing.name + name};
        return true;
      }
      if (listing.folders.empty()) {
        open_.pop_back();
        continue;
      }
      const std::string name = std::move(listing.folders.back());
      listing.folders.pop_back();
      enter(listing.path + '/' + name, listing.name + name + '/');
    }
    return false;
  }

 private:
  struct Listing {
    std::string path, name, problem;
    std::vector<std::string> files, folders;  // from last to first
  };

  std::string root_;
  std::vector<Listing> open_;

  void enter(std::string path, std::string name) {
    while (path.size() > 1 && path.ends_with('/')) path.pop_back();
    Listing listing{std::move(path), std::move(name), {}, {}, {}};
    std::error_code error;
    fs::directory_iterator it(listing.path, error);
    for (; !error && it != fs::directory_iterator(); it.increment(error)) {
      std::string entry = it->path().filename().native();
      if (entry.starts_with('.')) continue;
      std::error_code ignored;
      // A link to a folder is not followed: it might lead round in a circle.
      if (it->is_directory(ignored) && !it->is_symlink(ignored)) listing.folders.push_back(std::move(entry));
      else if (it->is_regular_file(ignored) && !extension_of(entry).empty()) listing.files.push_back(std::move(entry));
    }
    if (error) listing.problem = error.message();
    std::sort(listing.files.rbegin(), listing.files.rend());
    std::sort(listing.folders.rbegin(), listing.folders.rend());
    open_.push_back(std::move(listing));
  }
};

}  // namespace

std::optional<InputFormat> input_format(std::string_view name) {
  if (name == "auto") return InputFormat::automatic;
  if (name == "text") return InputFormat::text;
  if (name == "jsonl") return InputFormat::jsonl;
  return std::nullopt;
}

struct Input::State {
  std::vector<std::string> paths;
  InputFormat format;
  std::size_t next_path = 0;
  std::optional<Walk> walk;
  std::string walk_root;
  bool walk_found = false;
  ByteSource source;
  JsonlParser parser;
  File file;                 // that `source` reads as JSONL
  std::uint64_t line = 0;
  std::string line_text;
  SeenIds seen;

  void fail(InputRecord& record, std::string code, std::string message) {
    record.error = Error{std::move(code), record.source + ": " + std::move(message)};
  }

  void name(InputRecord& record, const File& from) {
    record.source = from.path == "-" ? from.name : from.path;
    record.id = without_extensions(from.name);
  }

  /// Opens a file: true where it gave a record, false where its lines are still to be read.
  bool begin(const File& from, InputRecord& record) {
    name(record, from);
    const std::string_view extension = extension_of(from.name);
    if (std::find(unread.begin(), unread.end(), extension) != unread.end()) {
      fail(record, "io.format", "this build does not read " + std::string(extension) + " files");
      return true;
    }
    std::string problem;
    std::error_code error;
    if (!source.open(from.path, problem)) {
      fail(record, "io.open", "cannot be opened: " + problem);
      return true;
    }
    InputFormat as = format;
    if (as == InputFormat::automatic)
      as = extension == ".jsonl" || (extension != ".txt" && source.first_mark() == '{') ? InputFormat::jsonl : InputFormat::text;
    if (as == InputFormat::jsonl) {
      file = from;
      line = 0;
      return false;
    }
    source.rest(record.text);
    if (!source.problem().empty()) fail(record, "io.read", "cannot be read: " + source.problem());
    else check_size(record);
    source.close();
    return true;
  }

  void check_size(InputRecord& record) {
    if (record.text.size() < std::numeric_limits<std::uint32_t>::max()) return;
    record.text.clear();
    fail(record, "io.size", "a document may have up to 4 GB");
  }

  /// The next line that is not blank of the open file.
  bool next_line(InputRecord& record) {
    while (line_text.clear(), source.line(line_text)) {
      ++line;
      std::string_view bytes = line_text;
      if (line == 1 && bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
      if (bytes.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      const std::string number = ':' + std::to_string(line);
      record.source = (file.path == "-" ? file.name : file.path) + number;
      parser.parse(bytes, record);
      if (record.id.empty() || record.error) record.id = file.name + number;
      if (!record.error) check_size(record);
      return true;
    }
    const std::string problem = source.problem();
    source.close();
    if (problem.empty()) return false;
    name(record, file);
    fail(record, "io.read", "cannot be read: " + problem);
    return true;
  }

  bool next_file(File& out, InputRecord& record) {
    for (;;) {
      if (walk) {
        std::string problem;
        if (walk->next(out, problem)) {
          walk_found = true;
          if (problem.empty()) return true;
          record.source = out.path;
          fail(record, "io.open", "cannot be read: " + problem);
          return true;
        }
        walk.reset();
        if (!walk_found) {
          record.source = walk_root;
          fail(record, "io.empty-directory", "there are no documents (.txt, .jsonl) in this directory");
          return true;
        }
      }
      if (next_path == paths.size()) return false;
      const std::string& path = paths[next_path++];
      std::error_code error;
      if (path == "-") {
        out = {"-", "stdin"};
        return true;
      }
      if (!fs::is_directory(path, error)) {
        out = {path, path.substr(path.find_last_of('/') + 1)};
        return true;
      }
      walk_root = path;
      walk_found = false;
      walk.emplace(path);
    }
  }

  bool next(InputRecord& record) {
    for (;;) {
      record.clear();
      if (source.is_open()) {
        if (next_line(record)) return true;
        continue;
      }
      File from;
      if (!next_file(from, record)) return false;
      if (record.error || begin(from, record)) return true;
    }
  }
};

Input::Input(std::vector<std::string> paths, InputFormat format) : state_(std::make_unique<State>()) {
  state_->paths = std::move(paths);
  state_->format = format;
}

Input::~Input() = default;

bool Input::next(InputRecord& record) {
  if (!state_->next(record)) return false;
  if (!record.id.empty() && state_->seen.add(record.id) && !record.error)
    record.issues.push_back({"I001", 0, "a document with the id '" + record.id + "' came before"});
  return true;
}

std::uint64_t Input::bytes() const { return state_->source.bytes(); }

}  // namespace sluice
