#include "pipeline/standard.hpp"

// Laid into the library by standard.S.
extern "C" {
extern const char sluice_artefact_begin[];
extern const char sluice_artefact_end[];
extern const char sluice_pack_begin[];
extern const char sluice_pack_end[];
}

namespace sluice {

std::string_view standard_artefact() {
  return {sluice_artefact_begin, static_cast<std::size_t>(sluice_artefact_end - sluice_artefact_begin)};
}

Pack standard_pack() { return read_pack({sluice_pack_begin, static_cast<std::size_t>(sluice_pack_end - sluice_pack_begin)}); }

}  // namespace sluice
