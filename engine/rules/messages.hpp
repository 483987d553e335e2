// Every message of the rule language in one table: code, severity, text and hint. `docs/diagnostics.md` lists the same table.
#ifndef SLUICE_RULES_MESSAGES_HPP
#define SLUICE_RULES_MESSAGES_HPP

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/ast.hpp"
#include "sluice/diagnostic.hpp"

namespace sluice {

/// `text` and `hint` are templates: `{0}`, `{1}`, `{2}` are the arguments of report(). A code is never given a second meaning.
struct Message {
  std::string_view code;
  Severity severity = Severity::error;
  std::string_view text;
  std::string_view hint;
};

[[nodiscard]] std::span<const Message> messages();
/// Null where there is none.
[[nodiscard]] const Message* find_message(std::string_view code);

/// Collects the diagnostics of rule files; after `most_per_file` of one file it adds a last one that says so and drops the rest.
class Reporter {
 public:
  static constexpr std::size_t most_per_file = 1000;

  Reporter(const std::vector<std::string>& files, Diagnostics& out) : files_(files), out_(out) {}

  /// A hint given here takes the place of the table's.
  void report(std::string_view code, ast::Place place, std::initializer_list<std::string_view> arguments, std::string hint = {});
  [[nodiscard]] std::size_t errors() const { return errors_; }

 private:
  const std::vector<std::string>& files_;
  Diagnostics& out_;
  std::vector<std::size_t> reported_;   // by file
  std::size_t errors_ = 0;
};

}  // namespace sluice

#endif
