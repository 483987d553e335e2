// A file for each document: what it is called, and how it comes into its place whole or not at all.
#ifndef SLUICE_IO_DOCUMENT_FILE_HPP
#define SLUICE_IO_DOCUMENT_FILE_HPP

#include <filesystem>
#include <string>
#include <string_view>

namespace sluice {

/// A relative path for a document's id: `/` parts folders; what file systems or shells may not like, a hidden or a climbing part stands as %XX.
[[nodiscard]] std::string file_name_of(std::string_view id);
/// The way back; a name that was cut because it was too long stays cut.
[[nodiscard]] std::string id_of_file_name(std::string_view name);

/// Writes beside and renames. The folder is made where it is missing. False, with `problem`, on failure; then nothing is left behind.
bool write_whole_file(const std::filesystem::path& path, std::string_view bytes, std::string& problem);
/// False, with `problem`, where it cannot be read.
bool read_whole_file(const std::filesystem::path& path, std::string& bytes, std::string& problem);

}  // namespace sluice

#endif
