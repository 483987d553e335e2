// A text with what is said of it, wherever that came from: a result, gold, the file of another tool. What `sluice convert` reads and writes.
#ifndef SLUICE_IO_ANNOTATED_HPP
#define SLUICE_IO_ANNOTATED_HPP

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "io/record.hpp"
#include "markup/gold.hpp"
#include "sluice/document.hpp"
#include "sluice/result.hpp"

namespace sluice {

/// `record` has id, date, meta and source; the text is the document's. Spans are bytes of it.
struct AnnotatedDocument {
  InputRecord record;
  Document document;
};

/// A value as gold files write it, read; empty where it is none of this type.
[[nodiscard]] std::optional<Value> parse_value(std::string_view type, std::string_view text);

[[nodiscard]] AnnotatedDocument from_gold(const GoldDocument& gold);
/// What gold files cannot say is left out: see losses(). An error where the text itself cannot stand in one.
[[nodiscard]] Result<GoldDocument> to_gold(const AnnotatedDocument& annotated);
/// The same to be compared with and not to be written: the text stays as it is, and nothing is left out for the sake of the notation.
[[nodiscard]] GoldDocument as_gold(const AnnotatedDocument& annotated);

/// Gives types, rules and roles, which a document only views, the lifetime of that document.
class NameKeeper {
 public:
  NameKeeper();
  [[nodiscard]] std::string_view keep(std::string_view name);
  void give_to(Document& document) const { document.names_ = names_; }

 private:
  struct Names;
  std::shared_ptr<Names> names_;
};

/// Sets each entity's name, type and aliases from its mentions, and lists them; for readers whose formats name no entities.
void name_entities(Document& document);

}  // namespace sluice

#endif
