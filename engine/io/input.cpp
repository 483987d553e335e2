#include "io/input.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <limits>
#include <system_error>
#include <utility>

#include "io/byte_source.hpp"
#include "io/jsonl.hpp"
#include "io/read_html.hpp"
#include "io/seen_ids.hpp"

namespace sluice {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t html_within = 4096;                  // bytes of a file in which a page shows itself
constexpr std::size_t id_within = std::size_t{1} << 16;  // bytes of a line that is too long, where its id is looked for

constexpr std::array<std::string_view, 5> extensions = {".txt", ".jsonl", ".html", ".gz", ".zst"};

std::string_view extension_of(std::string_view name) {
  for (const std::string_view e : extensions)
    if (name.size() > e.size() && name.ends_with(e) && name[name.size() - e.size() - 1] != '/') return e;
  return {};
}

std::string_view without_extensions(std::string_view name) {
  for (std::string_view e = extension_of(name); !e.empty(); e = extension_of(name)) name.remove_suffix(e.size());
  return name;
}

/// Of `news.jsonl.gz` it is `.jsonl`.
std::string_view inner_extension(std::string_view name) {
  while (compression_by_name(name) != Compression::none) name.remove_suffix(extension_of(name).size());
  return extension_of(name);
}

/// Whether a file of a directory is meant: `a.txt`, `a.jsonl.gz`, `a.gz`, but not `a.csv.gz`.
bool is_document(std::string_view name) {
  if (extension_of(name).empty()) return false;
  return !inner_extension(name).empty() || without_extensions(name).find('.') == std::string_view::npos;
}

std::string megabytes(std::size_t bytes) {
  constexpr std::size_t mega = std::size_t{1} << 20;
  return bytes % mega == 0 ? std::to_string(bytes / mega) + " MB" : std::to_string(bytes) + " bytes";
}

bool is_html_start(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  while (!bytes.empty() && (bytes[0] == ' ' || bytes[0] == '\t' || bytes[0] == '\r' || bytes[0] == '\n')) bytes.remove_prefix(1);
  for (const std::string_view start : {"<!doctype html", "<html", "<head", "<body"}) {
    const std::string_view begin = bytes.substr(0, start.size());
    if (std::equal(begin.begin(), begin.end(), start.begin(), start.end(), [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; })) return true;
  }
  return false;
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
      else if (it->is_regular_file(ignored) && is_document(entry)) listing.files.push_back(std::move(entry));
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
  if (name == "html") return InputFormat::html;
  return std::nullopt;
}

std::uint64_t input_size(const std::vector<std::string>& paths) {
  constexpr std::size_t most_files = 100000;
  std::uint64_t bytes = 0;
  std::size_t files = 0;
  const auto add = [&](const std::string& path) {
    std::error_code error;
    const std::uintmax_t size = fs::file_size(path, error);
    if (!error) bytes += size;
    return ++files <= most_files;
  };
  for (const std::string& path : paths) {
    std::error_code error;
    if (path == "-") return 0;
    if (!fs::is_directory(path, error)) {
      if (!fs::is_regular_file(path, error)) return 0;
      add(path);
      continue;
    }
    Walk walk(path);
    std::string problem;
    for (File file; walk.next(file, problem);)
      if (problem.empty() && !add(file.path)) return 0;
  }
  return bytes;
}

struct Input::State {
  std::vector<std::string> paths;
  InputOptions options;
  std::size_t next_path = 0;
  std::optional<Walk> walk;
  std::string walk_root;
  bool walk_found = false;
  ByteSource source;
  JsonlParser parser;
  File file;                 // that `source` reads as JSONL
  std::uint64_t line = 0;
  std::string line_text, page;
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
    const std::string_view extension = inner_extension(from.name);
    std::string problem;
    if (!source.open(from.path, problem)) {
      fail(record, "io.open", "cannot be opened: " + problem);
      return true;
    }
    const InputFormat as = options.format == InputFormat::automatic ? form_of(extension) : options.format;
    if (as == InputFormat::jsonl) {
      file = from;
      line = 0;
      return false;
    }
    const bool whole = source.rest(record.text, options.largest);
    if (!source.problem().empty()) fail(record, "io.read", "cannot be read: " + source.problem());
    else if (!whole) refuse(record);
    source.close();
    if (as == InputFormat::html && !record.error) {
      page.swap(record.text);
      record.text.clear();
      read_html(page, record);
      if (!options.keep_page) record.page.clear();
    }
    return true;
  }

  InputFormat form_of(std::string_view extension) {
    if (extension == ".jsonl") return InputFormat::jsonl;
    if (extension == ".txt") return InputFormat::text;
    if (extension == ".html") return InputFormat::html;
    const int mark = source.first_mark();
    if (mark == '<' && is_html_start(source.peek(html_within))) return InputFormat::html;
    return mark == '{' ? InputFormat::jsonl : InputFormat::text;
  }

  void refuse(InputRecord& record) {
    // Its memory is not kept for the next one.
    std::string().swap(record.text);
    fail(record, "io.size", "the document is larger than " + megabytes(options.largest));
  }

  /// The next line that is not blank of the open file.
  bool next_line(InputRecord& record) {
    bool too_long = false;
    while (line_text.clear(), source.line(line_text, options.largest, too_long)) {
      ++line;
      std::string_view bytes = line_text;
      if (line == 1 && bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
      if (bytes.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      const std::string number = ':' + std::to_string(line);
      record.source = (file.path == "-" ? file.name : file.path) + number;
      if (too_long) {
        record.id = jsonl_id(bytes.substr(0, id_within));
        refuse(record);
        std::string().swap(line_text);
      } else {
        parser.parse(bytes, record);
      }
      if (record.id.empty() || (record.error && !too_long)) record.id = file.name + number;
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
          fail(record, "io.empty-directory", "there are no documents (.txt, .jsonl, .html) in this directory");
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
      if (source.interrupted() || !next_file(from, record)) return false;
      if (record.error || begin(from, record)) return true;
    }
  }
};

Input::Input(std::vector<std::string> paths, const InputOptions& options) : state_(std::make_unique<State>()) {
  state_->paths = std::move(paths);
  state_->options = options;
  state_->options.largest = std::min<std::size_t>(options.largest, std::numeric_limits<std::uint32_t>::max() - 1);
  state_->source.stop_on(options.stop);
}

Input::~Input() = default;

bool Input::next(InputRecord& record) {
  if (!state_->next(record) || state_->source.interrupted()) return false;
  if (!record.id.empty() && state_->seen.add(record.id) && !record.error)
    record.issues.push_back({"I001", 0, "a document with the id '" + record.id + "' came before"});
  return true;
}

std::uint64_t Input::bytes() const { return state_->source.bytes(); }

}  // namespace sluice
