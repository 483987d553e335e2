// What a format cannot hold of a document.
#ifndef SLUICE_IO_LOSSES_HPP
#define SLUICE_IO_LOSSES_HPP

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "io/annotated.hpp"

namespace sluice {

/// The formats that documents are converted to, by what they hold.
enum class HolderFormat : std::uint8_t { jsonl, gold, brat, conll, spacy, prodigy, webannotation, sqlite, csv, html, table };

/// Counts by what was lost: `values` 12, `facts` 3. Sums up over documents.
using Losses = std::map<std::string, std::size_t>;

/// Adds what `format` leaves out of this document.
void count_losses(const AnnotatedDocument& annotated, HolderFormat format, Losses& losses);

}  // namespace sluice

#endif
