// What extraction finds in one document: zones, mentions, entities and facts, each with its span.
//
//   for (const sluice::Mention& m : doc.mentions())
//     std::cout << m.type << ' ' << m.span.of(doc.text()) << '\n';
#ifndef SLUICE_DOCUMENT_HPP
#define SLUICE_DOCUMENT_HPP

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sluice/span.hpp"
#include "sluice/value.hpp"

#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

namespace sluice {

/// Index that points at nothing.
inline constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

enum class ZoneKind : std::uint8_t { title, meta, body, related, boilerplate };
enum class Polarity : std::uint8_t { positive, negative };
enum class Modality : std::uint8_t { actual, planned, possible, conditional };  // firm to weak; the weakest wins

[[nodiscard]] std::string_view name(ZoneKind kind);
[[nodiscard]] std::string_view name(Polarity polarity);
[[nodiscard]] std::string_view name(Modality modality);

struct Zone {
  ZoneKind kind = ZoneKind::body;
  Span span;
};

/// Something that was wrong with the document itself: invalid bytes, a cap reached.
struct Issue {
  std::string code;        ///< stable: `T001` invalid UTF-8 ...
  std::uint32_t offset = 0;  ///< byte in Document::text()
  std::string message;
};

/// Invalid bytes that were replaced by U+FFFD. With these a byte offset in Document::text() is led back to the input.
struct Replacement {
  std::uint32_t offset = 0;           ///< of the U+FFFD (3 bytes) in Document::text()
  std::uint32_t original_length = 0;  ///< bytes that stood there in the input
};

/// A typed span. Strings that name types and rules belong to the engine's rules, which a Document keeps alive.
struct Mention {
  std::string_view type;               ///< `person`, `money` ...
  std::string_view rule;               ///< what made it: `place.country`, `grammar.money`
  Span span;
  std::uint32_t entity = none;         ///< index into Document::entities()
  std::optional<Value> value;
};

/// Mentions that mean the same thing.
struct Entity {
  std::string_view type;
  std::string name;                    ///< canonical surface form
  std::vector<std::string> aliases;    ///< its other surface forms, in order of appearance
  std::vector<std::uint32_t> mentions; ///< indexes into Document::mentions()
};

/// A filled role of a fact.
struct Argument {
  std::string_view role;
  Span span;
  std::uint32_t mention = none;        ///< the mention with this very span, where there is one
  std::uint32_t entity = none;         ///< what it is, or stands for
  std::optional<Span> refers;          ///< antecedent of a pronoun or definite noun that is no named mention
  std::string_view value;              ///< a literal, as `up` for a direction; else empty
};

/// A typed record that one sentence states.
struct Fact {
  std::string_view kind;               ///< `membership`
  std::string_view rule;               ///< `membership.join`
  ZoneKind zone = ZoneKind::body;
  Span sentence;
  Span trigger;
  Polarity polarity = Polarity::positive;
  Modality modality = Modality::actual;
  std::vector<Argument> arguments;
  std::optional<Argument> attribution; ///< the source that the sentence names
  std::uint32_t event = 0;             ///< facts with the same number tell the same thing

  [[nodiscard]] std::string_view type() const { return kind; }
  /// From the first to the last byte of trigger and arguments.
  [[nodiscard]] Span span() const;
  /// The first argument with this role, or null.
  [[nodiscard]] const Argument* argument(std::string_view role) const;
};

/// A candidate that was not chosen, kept for `explain`.
struct Loser {
  std::string_view type;
  std::string_view rule;
  Span span;
  std::string_view beaten_by;          ///< rule of the winner
  Span winner;
};

/// The result for one document. All spans are byte offsets into text(). Not shared between threads while it is written.
class Document {
 public:
  [[nodiscard]] std::string_view text() const { return text_; }
  /// ISO date that relative dates were counted from; empty where none was known.
  [[nodiscard]] std::string_view date() const { return date_; }
  [[nodiscard]] std::span<const Zone> zones() const { return zones_; }
  [[nodiscard]] std::span<const Mention> mentions() const { return mentions_; }
  [[nodiscard]] std::span<const Entity> entities() const { return entities_; }
  [[nodiscard]] std::span<const Fact> facts() const { return facts_; }
  [[nodiscard]] std::span<const Issue> issues() const { return issues_; }
  [[nodiscard]] std::span<const Replacement> replacements() const { return replacements_; }
  [[nodiscard]] std::span<const Loser> losers() const { return losers_; }

  void clear();

  // Written by the engine and by readers of results and gold.
  std::string text_;
  std::string date_;
  std::vector<Zone> zones_;
  std::vector<Mention> mentions_;
  std::vector<Entity> entities_;
  std::vector<Fact> facts_;
  std::vector<Issue> issues_;
  std::vector<Replacement> replacements_;
  std::vector<Loser> losers_;
  std::shared_ptr<const void> names_;  ///< keeps alive what the string_views point into
};

}  // namespace sluice

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#endif
