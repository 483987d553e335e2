// Rules from where a user names them: a folder that is a pack, or single rule files.
#ifndef SLUICE_PIPELINE_RULE_PATHS_HPP
#define SLUICE_PIPELINE_RULE_PATHS_HPP

#include <filesystem>

#include "lexicon/pack.hpp"

namespace sluice {

/// Adds a directory whole. A single `.rules` file takes the place of the pack's file that it is a copy of, by the end of its path
/// (`facts/visit.rules`), or else stands under its own name; the word lists that it names are taken from the nearest folder above it that has
/// them. What cannot be read is reported.
void add_rule_path(const std::filesystem::path& path, Pack& pack, Diagnostics& diagnostics);

}  // namespace sluice

#endif
