#include "io/write.hpp"

namespace sluice {

void write_source_map(const InputRecord& record, OffsetUnit unit, const Offsets& offsets, JsonBuffer& out) {
  Offsets page;
  page.assign(record.page, unit, {});
  out += ",\"source_map\":[";
  bool first = true;
  for (const SourceRun& run : record.source_map) {
    if (!first) out += ',';
    first = false;
    out += '[';
    out.number(offsets.from_byte(run.begin));
    out += ',';
    out.number(offsets.from_byte(run.end));
    out += ',';
    out.number(page.from_byte(run.source_begin));
    out += ',';
    out.number(page.from_byte(run.source_end));
    out += ']';
  }
  out += ']';
}

}  // namespace sluice
