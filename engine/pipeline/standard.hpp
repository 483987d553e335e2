// The rules that ship: compiled at build time and linked in, with their sources for packs that build on them.
#ifndef SLUICE_PIPELINE_STANDARD_HPP
#define SLUICE_PIPELINE_STANDARD_HPP

#include <string_view>

#include "lexicon/pack.hpp"

namespace sluice {

/// The compiled artefact; static storage.
[[nodiscard]] std::string_view standard_artefact();
/// The files that it was made from.
[[nodiscard]] Pack standard_pack();

/// A pack as bytes, and back.
[[nodiscard]] std::string write_pack(const Pack& pack);
[[nodiscard]] Pack read_pack(std::string_view bytes);

}  // namespace sluice

#endif
