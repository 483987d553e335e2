// The engine: rules in, documents out.
//
//   sluice::Engine engine = sluice::Engine::standard();
//   sluice::Document doc = engine.extract("Sweden joined NATO in 2024.", {.date = "2024-10-16"});
#ifndef SLUICE_ENGINE_HPP
#define SLUICE_ENGINE_HPP

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sluice/diagnostic.hpp"
#include "sluice/document.hpp"
#include "sluice/result.hpp"

#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

namespace sluice {

/// What the caller knows of one document.
struct ExtractOptions {
  std::string_view date = {};   ///< ISO date of publication; without it, one is looked for in the `meta` zone
  std::string_view title = {};  ///< a title that stands outside the text; used for nothing but the document's date order
  bool keep_losers = false;     ///< fill Document::losers()
  bool month_first = false;     ///< 5/6/2024 is the 6th of May, where no date of the document tells otherwise
  unsigned fiscal_year_start = 1;  ///< month in which the year behind `last fiscal year` begins; named by the year that it ends in
};

/// A rule file or word list in memory.
struct RuleFile {
  std::string path;    ///< from the root of the rules: `facts/visit.rules`
  std::string bytes;   ///< its content
  std::string origin;  ///< what stands before the path in messages; may be empty
};

/// Every rule file and word list under a directory, by path. What cannot be read goes to `diagnostics`.
[[nodiscard]] std::vector<RuleFile> read_rule_files(const std::filesystem::path& directory, Diagnostics& diagnostics);

/// A rule test that did not come out as its file says, or the summary of those that did.
struct CheckReport {
  Diagnostics diagnostics;
  std::size_t rules = 0;
  std::size_t tests = 0;        ///< `test` and `reject` sentences run
  std::size_t failed = 0;
  std::size_t known_misses = 0; ///< `todo` sentences that still miss
  std::size_t variants = 0;     ///< sentences made of the tests of frames, run beside them
};

/// A passive, relative clause or other form of a frame's test sentence, as `check` makes it.
struct TestVariant {
  std::string rule, kind;
  std::string sentence;         ///< in span markup
  std::string problem;          ///< empty where the engine reads the same fact in it
  std::uint32_t line = 0;       ///< of the test
  bool known = false;           ///< the rule lists it as a `todo`; any other problem fails the check
};

/// Working memory of one thread. Reuse it from document to document: after the first few it no longer allocates.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(Scratch&&) noexcept;
  Scratch& operator=(Scratch&&) noexcept;

 private:
  friend class Engine;
  struct State;
  std::unique_ptr<State> state_;
};

/// A compiled set of rules and lists. Immutable, cheap to copy, shared by threads.
class Engine {
 public:
  /// The rules that ship, built into the library.
  static Engine standard();
  /// The rules at each of `paths` (a directory, or a single `.rules` file), together, on top of the standard ones unless `with_standard` is
  /// false. A file takes the place of the standard one that it is a copy of. Every diagnostic that there is goes to `diagnostics`; the result
  /// is an error only where no engine could be made.
  static Result<Engine> load(const std::vector<std::filesystem::path>& paths, bool with_standard, Diagnostics& diagnostics);

  /// The same from rules in memory, which is how rules travel to another machine. A later file takes the place of one with the same path.
  static Result<Engine> load_files(const std::vector<RuleFile>& files, bool with_standard, Diagnostics& diagnostics);

  /// Reads one document. Cannot fail on content: what is wrong with it stands in Document::issues(). UTF-8 is expected,
  /// invalid sequences are replaced. Time grows linearly with the length of `text`, which may be up to 4 GB.
  [[nodiscard]] Document extract(std::string_view text, const ExtractOptions& options = {}) const;
  /// The same into a document that is reused, with the calling thread's own working memory.
  void extract(std::string_view text, const ExtractOptions& options, Scratch& scratch, Document& document) const;

  /// Runs the tests inside the rule files that this engine was loaded from.
  [[nodiscard]] CheckReport check() const;
  /// The variants of the tests of one frame, or of every frame where `rule` is empty.
  [[nodiscard]] std::vector<TestVariant> variants(std::string_view rule) const;

  /// Hash of the rules and lists, in hex: the same rules give the same hash.
  [[nodiscard]] std::string_view rules_hash() const;

  class Program;
  explicit Engine(std::shared_ptr<const Program> program) : program_(std::move(program)) {}
  [[nodiscard]] const Program& program() const { return *program_; }
  [[nodiscard]] const std::shared_ptr<const Program>& shared_program() const { return program_; }

 private:
  std::shared_ptr<const Program> program_;
};

/// Version of the library, as `1.2.3`.
[[nodiscard]] std::string_view version();
/// Hash of the standard rules, as Engine::rules_hash gives it, read without loading them.
[[nodiscard]] std::string standard_rules_hash();

/// Text of a standard rule file or word list as diagnostics name it (`rules/facts/visit.rules`); empty where there is none.
[[nodiscard]] std::string standard_rules_file(std::string_view path);

}  // namespace sluice

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#endif
