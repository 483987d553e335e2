#include "io/annotation_input.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <filesystem>
#include <utility>
#include <vector>

#include "io/byte_source.hpp"
#include "io/document_file.hpp"

namespace sluice {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t key_within = 4096;  // bytes of a line in which its kind shows

std::string_view unpacked_name(std::string_view name) {
  for (const std::string_view e : {".gz", ".zst"})
    if (name.ends_with(e)) name.remove_suffix(e.size());
  return name;
}

AnnotationForm form_by_name(std::string_view name) {
  name = unpacked_name(name);
  constexpr std::array<std::pair<std::string_view, AnnotationForm>, 11> known = {{{".gold", AnnotationForm::gold},
                                                                                 {".ann", AnnotationForm::brat},
                                                                                 {".conll", AnnotationForm::conll},
                                                                                 {".bio", AnnotationForm::conll},
                                                                                 {".iob", AnnotationForm::conll},
                                                                                 {".iob2", AnnotationForm::conll},
                                                                                 {".bioes", AnnotationForm::conll},
                                                                                 {".jsonl", AnnotationForm::jsonl},
                                                                                 {".json", AnnotationForm::jsonl},
                                                                                 {".spacy.jsonl", AnnotationForm::spacy},
                                                                                 {".conll03", AnnotationForm::conll}}};
  for (const auto& [extension, form] : known)
    if (name.ends_with(extension)) return form;
  return AnnotationForm::automatic;
}

std::string without_extension(std::string_view name) {
  name = unpacked_name(name);
  const std::size_t dot = name.rfind('.');
  return std::string(dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot));
}

/// A result says what it is; everything else is some tool's line.
bool is_result(std::string_view line) {
  return line.substr(0, key_within).find("\"schema\"") != std::string_view::npos ||
         (line.find("\"mentions\"") != std::string_view::npos && line.find("\"tokens\"") == std::string_view::npos);
}

}  // namespace

std::optional<AnnotationForm> annotation_form(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, AnnotationForm>, 6> forms = {{{"auto", AnnotationForm::automatic},
                                                                                {"gold", AnnotationForm::gold},
                                                                                {"jsonl", AnnotationForm::jsonl},
                                                                                {"brat", AnnotationForm::brat},
                                                                                {"conll", AnnotationForm::conll},
                                                                                {"spacy", AnnotationForm::spacy}}};
  for (const auto& [its_name, form] : forms)
    if (name == its_name) return form;
  return std::nullopt;
}

bool holds_gold_files(const std::string& path, AnnotationForm form) {
  if (form != AnnotationForm::automatic) return form == AnnotationForm::gold;
  std::error_code error;
  if (!fs::is_directory(path, error)) return form_by_name(path) == AnnotationForm::gold || !fs::exists(path, error);
  AnnotationForm found = AnnotationForm::automatic;
  auto it = fs::recursive_directory_iterator(path, fs::directory_options::skip_permission_denied, error);
  for (; !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
    const AnnotationForm here = form_by_name(it->path().native());
    if (here == AnnotationForm::gold) return true;
    if (here != AnnotationForm::automatic) found = here;
  }
  return found == AnnotationForm::automatic;
}

struct AnnotationInput::State {
  struct File {
    fs::path path;
    std::string name;       // from the directory, for ids
    AnnotationForm form;
  };

  std::deque<File> files;
  std::optional<Error> problem;   // of the path itself
  Diagnostics diagnostics;
  ByteSource source;
  File file;                      // that `source` reads
  std::uint64_t line_number = 0, documents = 0;
  std::string line;
  ConllReader conll;
  const std::map<std::string, std::string>* texts = nullptr;

  void fail(AnnotatedDocument& out, Error error) {
    out = {};
    out.record.id = without_extension(file.name);
    out.record.error = std::move(error);
  }

  void gather(const std::string& path, AnnotationForm form) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      if (path != "-" && !fs::exists(path, error)) {
        problem = Error{"io.open", path + ": there is no such file"};
        return;
      }
      AnnotationForm by_name = form_by_name(path);
      if (by_name == AnnotationForm::automatic && form == AnnotationForm::automatic) {
        problem = Error{"io.format", path + ": its name does not tell what it is: --from gold, jsonl, brat, conll or spacy"};
        return;
      }
      files.push_back({path, path == "-" ? "stdin" : fs::path(path).filename().string(), form == AnnotationForm::automatic ? by_name : form});
      return;
    }
    auto it = fs::recursive_directory_iterator(path, fs::directory_options::skip_permission_denied, error);
    for (; !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
      const AnnotationForm found = form_by_name(it->path().native());
      const bool wanted = found != AnnotationForm::automatic && (form == AnnotationForm::automatic || form == found || (form == AnnotationForm::spacy && found == AnnotationForm::jsonl));
      if (wanted && it->is_regular_file(error)) files.push_back({it->path(), it->path().lexically_relative(path).generic_string(), form == AnnotationForm::automatic ? found : form});
    }
    for (const AnnotationForm first : {AnnotationForm::gold, AnnotationForm::brat})
      if (form == AnnotationForm::automatic && std::any_of(files.begin(), files.end(), [&](const File& f) { return f.form == first; }))
        std::erase_if(files, [&](const File& f) { return f.form != first; });
    std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.path.native() < b.path.native(); });
    if (files.empty()) problem = Error{"io.empty-directory", path + ": there are no annotated files in this directory"};
  }

  bool whole(const fs::path& path, std::string& bytes, std::string& wrong) {
    ByteSource reader;
    if (!reader.open(path.string(), wrong)) {
      wrong = path.string() + ": cannot be opened: " + wrong;
      return false;
    }
    reader.rest(bytes);
    if (!reader.problem().empty()) wrong = path.string() + ": cannot be read: " + reader.problem();
    return reader.problem().empty();
  }

  /// True where the file gave a document, or an error in its place; false where it gives lines, or nothing but diagnostics.
  bool begin(AnnotatedDocument& out) {
    std::string bytes, wrong;
    if (file.form == AnnotationForm::gold) {
      if (!whole(file.path, bytes, wrong)) {
        fail(out, {"io.read", wrong});
        return true;
      }
      const std::optional<GoldDocument> gold = parse_gold(bytes, file.path.string(), diagnostics);
      if (!gold) return false;
      out = from_gold(*gold);
      return true;
    }
    if (file.form == AnnotationForm::brat) {
      std::string text;
      fs::path text_path = file.path;
      text_path.replace_extension(".txt");
      if (!whole(text_path, text, wrong) || !whole(file.path, bytes, wrong)) {
        fail(out, {"io.read", wrong});
        return true;
      }
      Result<AnnotatedDocument> read = read_brat(text, bytes, file.path.string());
      if (!read) fail(out, read.error());
      else out = std::move(*read);
      out.record.id = id_of_file_name(without_extension(file.name));
      out.record.source = file.path.string();
      return true;
    }
    if (!source.open(file.path.string(), wrong)) {
      fail(out, {"io.open", file.path.string() + ": cannot be opened: " + wrong});
      return true;
    }
    line_number = documents = 0;
    conll = ConllReader();
    return false;
  }

  /// The next document of an open file of lines.
  bool next_line(AnnotatedDocument& out) {
    while (line.clear(), source.line(line)) {
      ++line_number;
      if (file.form == AnnotationForm::conll) {
        const bool complete = conll.line(line, line_number, out);
        if (!conll.problem().empty()) {
          source.close();
          fail(out, {"io.conll", file.path.string() + ": " + conll.problem()});
          return true;
        }
        if (!complete) continue;
        number(out);
        return true;
      }
      if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
      const std::string where = file.path.string() + ':' + std::to_string(line_number);
      const bool result = file.form == AnnotationForm::jsonl && is_result(line);
      Result<AnnotatedDocument> read = result ? read_annotated_result(line, where, texts) : read_spacy(line, where);
      if (!read) fail(out, read.error());
      else out = std::move(*read);
      if (out.record.id.empty() || out.record.error) out.record.id = out.record.id.empty() ? file.name + ':' + std::to_string(line_number) : out.record.id;
      return true;
    }
    const std::string problem_now = source.problem();
    source.close();
    if (!problem_now.empty()) {
      fail(out, {"io.read", file.path.string() + ": cannot be read: " + problem_now});
      return true;
    }
    if (file.form != AnnotationForm::conll || !conll.end(out)) return false;
    number(out);
    return true;
  }

  /// CoNLL files do not name their documents.
  void number(AnnotatedDocument& out) {
    out.record.id = without_extension(file.name) + '-' + std::to_string(++documents);
    out.record.source = file.path.string();
  }
};

AnnotationInput::AnnotationInput(const std::string& path, AnnotationForm form) : state_(std::make_unique<State>()) { state_->gather(path, form); }
AnnotationInput::~AnnotationInput() = default;
void AnnotationInput::use_texts(const std::map<std::string, std::string>* texts) { state_->texts = texts; }
const Diagnostics& AnnotationInput::diagnostics() const { return state_->diagnostics; }

bool AnnotationInput::next(AnnotatedDocument& out) {
  State& s = *state_;
  if (s.problem) {
    out = {};
    out.record.error = *std::exchange(s.problem, std::nullopt);
    return true;
  }
  for (;;) {
    if (s.source.is_open()) {
      if (s.next_line(out)) return true;
      continue;
    }
    if (s.files.empty()) return false;
    s.file = std::move(s.files.front());
    s.files.pop_front();
    if (s.begin(out)) return true;
  }
}

}  // namespace sluice
