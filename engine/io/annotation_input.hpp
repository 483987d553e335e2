// Annotated documents out of the files of this program and of others: gold, results, brat, CoNLL, spaCy, Prodigy.
//
//   sluice::AnnotationInput input("corpus/dev", sluice::AnnotationForm::automatic);
//   sluice::AnnotatedDocument document;
//   while (input.next(document)) ...           // what could not be read stands in document.record.error
#ifndef SLUICE_IO_ANNOTATION_INPUT_HPP
#define SLUICE_IO_ANNOTATION_INPUT_HPP

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "io/annotated.hpp"
#include "sluice/diagnostic.hpp"

namespace sluice {

/// `spacy` is every line of JSON with a text and spans: spaCy's documents, Prodigy's tasks, `entities` as lists.
enum class AnnotationForm : std::uint8_t { automatic, gold, jsonl, brat, conll, spacy };

/// `auto`, `gold`, `jsonl`, `brat`, `conll`, `spacy`.
[[nodiscard]] std::optional<AnnotationForm> annotation_form(std::string_view name);

/// Whether a path is read as gold files in span markup: a .gold file, a directory that has any, whatever is named gold or does not exist.
[[nodiscard]] bool holds_gold_files(const std::string& path, AnnotationForm form);

/// A file, or the files of a directory and its folders by path; packed ones are unpacked. Of a directory with gold files these alone are read, else of one with
/// brat's these. Forms are known by the files' extensions (.gold; .ann with its .txt;
/// .conll, .bio, .iob, .bioes; .jsonl, .json), and among lines of JSON by their keys. Memory is that of the largest document, of gold and brat of the largest file.
class AnnotationInput {
 public:
  AnnotationInput(const std::string& path, AnnotationForm form);
  ~AnnotationInput();
  AnnotationInput(const AnnotationInput&) = delete;
  AnnotationInput& operator=(const AnnotationInput&) = delete;

  /// Texts by id, for results whose lines have none; they must live as long.
  void use_texts(const std::map<std::string, std::string>* texts);
  /// False at the end.
  bool next(AnnotatedDocument& out);
  /// What is wrong with gold files, with its places.
  [[nodiscard]] const Diagnostics& diagnostics() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// One document of brat: what the .ann file says of the text. Bad lines are an error with their number.
[[nodiscard]] Result<AnnotatedDocument> read_brat(std::string_view text, std::string_view annotations, std::string_view source);

/// Sentences of tokens with their tags, one document at a time: `lines` gives a line and false at the end.
class ConllReader {
 public:
  /// A line without its newline, and its number. A new document begins at -DOCSTART-: then the one before is in `out`, and the answer is true.
  bool line(std::string_view line, std::uint64_t number, AnnotatedDocument& out);
  /// The last document; false where there is none.
  bool end(AnnotatedDocument& out);
  /// What is wrong with a line; empty while all is well.
  [[nodiscard]] const std::string& problem() const { return problem_; }

 private:
  std::string text_, problem_;
  std::vector<Mention> mentions_;
  NameKeeper names_;
  std::string open_;            // type of the mention that the last token belongs to
  bool any_ = false, begun_ = false, line_start_ = true;

  void close();
  void take(AnnotatedDocument& out);
};

/// A line of JSON with a text and spans in it. `source` names the line in errors.
[[nodiscard]] Result<AnnotatedDocument> read_spacy(std::string_view line, std::string_view source);

/// A result line whose text stands in it, or in `texts` under its id. An error where its spans do not fit the text.
[[nodiscard]] Result<AnnotatedDocument> read_annotated_result(std::string_view line, std::string_view source, const std::map<std::string, std::string>* texts);

}  // namespace sluice

#endif
