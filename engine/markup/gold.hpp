// Gold files: a document with what is true of it, written by hand and reviewed as text.
//
//   id: msp
//   date: 2024-10-16
//   ---
//   [Turkey|place TR #turkey] joins the [Minerals Security Partnership|organization #msp].
//   ---
//   membership(member=#turkey, body=#msp) planned by "officials"@2
//
// A header, the text in span markup, and the facts, one a line. Names of types and roles are not checked here: they belong to the rules.
#ifndef SLUICE_MARKUP_GOLD_HPP
#define SLUICE_MARKUP_GOLD_HPP

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "markup/markup.hpp"
#include "sluice/diagnostic.hpp"
#include "sluice/document.hpp"
#include "sluice/span.hpp"

namespace sluice {

/// What fills a role: an entity with all its mentions, a piece of the text, or a literal such as `up`.
struct GoldFiller {
  std::vector<Span> spans;   ///< bytes in GoldDocument::text; of an entity every mention; empty for a literal
  std::string text;          ///< the first span's text, or the literal
  std::string entity;        ///< without '#'; empty where the filler is no entity
  bool literal = false;
};

struct GoldArgument {
  std::string role;
  GoldFiller filler;
};

struct GoldFact {
  std::string type;
  std::vector<GoldArgument> arguments;
  Polarity polarity = Polarity::positive;
  Modality modality = Modality::actual;
  std::optional<GoldFiller> attribution;
  std::uint32_t line = 0;    ///< in the file, counted from 1
};

struct GoldDocument {
  std::string id;            ///< from the header, else the file's name without `.gold`
  std::string date;          ///< ISO, or empty
  std::string file;
  std::string text;          ///< without markup; ends in one newline, begins with none
  std::vector<MarkupSpan> mentions;  ///< by begin, outer before inner; `label` is the type
  std::vector<GoldFact> facts;
};

/// Parses one gold file. Every error stands in `diagnostics` with its place; empty when there was one.
std::optional<GoldDocument> parse_gold(std::string_view source, std::string_view file, Diagnostics& diagnostics);

/// The inverse of parse_gold. Mentions must nest; a filler that is no entity is written by its first span.
[[nodiscard]] std::string print_gold(const GoldDocument& document);

/// Reads a gold file, or every `*.gold` file under a directory, by path. Files with errors are left out and reported.
std::vector<GoldDocument> read_gold(const std::filesystem::path& path, Diagnostics& diagnostics);

}  // namespace sluice

#endif
