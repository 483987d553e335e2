// What the names of a rule pack stand for when it is compiled: word lists, sub-patterns, schemas, captures.
#ifndef SLUICE_MATCH_DECLARATIONS_HPP
#define SLUICE_MATCH_DECLARATIONS_HPP

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "match/tables.hpp"
#include "rules/messages.hpp"
#include "sluice/diagnostic.hpp"

namespace sluice {

/// Types and rule ids as results spell them.
[[nodiscard]] std::string lower_case(std::string_view text);

/// Filled before any rule is compiled, and asked by the compilers of patterns and frames.
class Declarations {
 public:
  Declarations(const ast::Rules& rules, LexiconBuilder& lexicon, Symbols& symbols, Diagnostics& diagnostics, RuleProgram::Tables& out)
      : ast_(rules), lexicon_(lexicon), symbols_(symbols), diagnostics_(diagnostics), reporter_(rules.files, diagnostics), out_(out) {}

  /// Adds the lists to the lexicon, the schemas to the tables.
  void declare(const Pack& pack);
  /// To be called behind the last rule: a list that rules ask only of single words, with in(), needs no edges.
  void keep_read_lists();

  CaptureId capture(std::string_view name);
  /// Null where the name is none of a sub-pattern.
  [[nodiscard]] const ast::LetDeclaration* sub_pattern(std::string_view name) const;
  [[nodiscard]] ListId list(std::string_view name) const;
  /// Whether an item is a name that stands for types and lists alone.
  [[nodiscard]] bool names_only(const ast::Item& item) const;
  /// The symbols that such an item stands for.
  void add_item_symbols(const ast::Item& item, std::vector<SymbolId>& out);

  void report(std::string_view code, const ast::Place& place, std::initializer_list<std::string_view> arguments) {
    reporter_.report(code, place, arguments);
  }
  /// Notes a piece of a rule as written; its index in the program's sources.
  std::uint32_t source(const ast::Place& place, std::string text);

 private:
  const ast::Rules& ast_;
  LexiconBuilder& lexicon_;
  Symbols& symbols_;
  Diagnostics& diagnostics_;
  Reporter reporter_;
  RuleProgram::Tables& out_;
  std::map<std::string, const ast::LetDeclaration*, std::less<>> lets_;
  std::map<std::string, ListId, std::less<>> lists_;

  void declare_lists(const Pack& pack);
  void declare_schemas();
  void set_list_symbol(ListId list, SymbolId symbol);
  void add_symbols(const std::string& name, std::vector<SymbolId>& out);
};

}  // namespace sluice

#endif
