#include "c/arrow_input.hpp"

#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <string_view>

#include "c/handles.hpp"

namespace sluice {
namespace {

constexpr std::int64_t view_bytes = 16;
constexpr std::int32_t inline_bytes = 12;   // of a text that stands in its view

bool is_null(const ArrowArray& array, std::int64_t at) {
  if (array.null_count == 0 || array.n_buffers == 0 || array.buffers[0] == nullptr) return false;
  return (static_cast<const std::uint8_t*>(array.buffers[0])[at / 8] >> (at % 8) & 1) == 0;
}

template <class Item>
Item load(const void* buffer, std::int64_t at) {
  Item out;
  std::memcpy(&out, static_cast<const char*>(buffer) + at * static_cast<std::int64_t>(sizeof out), sizeof out);
  return out;
}

template <class End>
std::string_view text_at(const ArrowArray& array, std::int64_t at) {
  const auto begin = load<End>(array.buffers[1], at), end = load<End>(array.buffers[1], at + 1);
  if (end <= begin) return {};
  return {static_cast<const char*>(array.buffers[2]) + begin, static_cast<std::size_t>(end - begin)};
}

std::string_view view_at(const ArrowArray& array, std::int64_t at) {
  const char* view = static_cast<const char*>(array.buffers[1]) + at * view_bytes;
  const auto length = load<std::int32_t>(view, 0);
  if (length <= inline_bytes) return {view + 4, static_cast<std::size_t>(length)};
  const auto buffer = load<std::int32_t>(view, 2), offset = load<std::int32_t>(view, 3);
  return {static_cast<const char*>(array.buffers[2 + buffer]) + offset, static_cast<std::size_t>(length)};
}

std::string integer_at(const ArrowArray& array, std::int64_t at, int width) {
  switch (width) {
    case -1: return std::to_string(load<std::int8_t>(array.buffers[1], at));
    case -2: return std::to_string(load<std::int16_t>(array.buffers[1], at));
    case -4: return std::to_string(load<std::int32_t>(array.buffers[1], at));
    case -8: return std::to_string(load<std::int64_t>(array.buffers[1], at));
    case 1: return std::to_string(load<std::uint8_t>(array.buffers[1], at));
    case 2: return std::to_string(load<std::uint16_t>(array.buffers[1], at));
    case 4: return std::to_string(load<std::uint32_t>(array.buffers[1], at));
    default: return std::to_string(load<std::uint64_t>(array.buffers[1], at));
  }
}

std::string iso_date(std::int64_t days) {
  const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{days}}};
  char out[32];
  std::snprintf(out, sizeof out, "%04d-%02u-%02u", static_cast<int>(day.year()), static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  return out;
}

std::int64_t floor_divide(std::int64_t number, std::int64_t by) { return number / by - (number % by < 0 ? 1 : 0); }

}  // namespace

ArrowInput::ArrowInput(const ArrowSchema& schema, const InputColumns& columns) {
  if (std::strcmp(schema.format, "+s") != 0) throw BadCall{{"arrow.type", "batches of columns were expected, and not arrays of type '" + std::string(schema.format) + "'"}, {}};
  text_ = find(schema, columns.text, true);
  title_ = find(schema, columns.title, true);
  id_ = find(schema, columns.id, false);
  date_ = find(schema, columns.date, false);
}

ArrowInput::Source ArrowInput::find(const ArrowSchema& schema, const std::string& name, bool is_text) {
  Source source;
  source.name = name;
  if (name.empty()) return source;
  std::string names;
  for (std::int64_t i = 0; i < schema.n_children && source.index < 0; ++i) {
    const char* column = schema.children[i]->name == nullptr ? "" : schema.children[i]->name;
    if (column == name) source.index = i;
    names += (i == 0 ? "" : ", ") + std::string(column);
  }
  if (source.index < 0) throw BadCall{{"arrow.column", "there is no column '" + name + "'; there are: " + names}, {}};
  const ArrowSchema& type = *schema.children[source.index];
  const std::string_view format = type.format;
  const auto refuse = [&] {
    throw BadCall{{"arrow.type", "the column '" + name + "' is of the type '" + std::string(format) + "', which is not read" + (is_text ? "; a string was expected" : "")}, {}};
  };
  if (type.dictionary != nullptr) refuse();
  if (format == "u" || format == "z") source.kind = Kind::text;
  else if (format == "U" || format == "Z") source.kind = Kind::large_text;
  else if (format == "vu" || format == "vz") source.kind = Kind::text_view;
  else if (is_text) refuse();
  else if (constexpr std::string_view integers = "cCsSiIlL"; format.size() == 1 && integers.find(format) != std::string_view::npos) {
    const auto at = static_cast<int>(integers.find(format));
    source.kind = Kind::integer;
    source.width = (1 << at / 2) * (at % 2 == 0 ? -1 : 1);
  } else if (format == "tdD") source.kind = Kind::days;
  else if (format == "tdm") source.kind = Kind::milliseconds;
  else if (format.starts_with("ts") && format.size() >= 3) {
    source.kind = Kind::timestamp;
    source.per_second = format[2] == 's' ? 1 : format[2] == 'm' ? 1'000 : format[2] == 'u' ? 1'000'000 : 1'000'000'000;
  } else refuse();
  return source;
}

bool ArrowInput::item(const ArrowArray& batch, std::int64_t row, const Source& source, std::string& out) {
  constexpr std::int64_t day = 86'400;
  if (is_null(batch, batch.offset + row)) return false;
  const ArrowArray& array = *batch.children[source.index];
  const std::int64_t at = batch.offset + row + array.offset;
  if (is_null(array, at)) return false;
  switch (source.kind) {
    case Kind::text: out = text_at<std::int32_t>(array, at); break;
    case Kind::large_text: out = text_at<std::int64_t>(array, at); break;
    case Kind::text_view: out = view_at(array, at); break;
    case Kind::integer: out = integer_at(array, at, source.width); break;
    case Kind::days: out = iso_date(load<std::int32_t>(array.buffers[1], at)); break;
    case Kind::milliseconds: out = iso_date(floor_divide(load<std::int64_t>(array.buffers[1], at), day * 1'000)); break;
    case Kind::timestamp: out = iso_date(floor_divide(load<std::int64_t>(array.buffers[1], at), day * source.per_second)); break;
  }
  return true;
}

void ArrowInput::read(const ArrowArray& batch, std::int64_t row, InputRecord& record, bool& has_id) const {
  record.clear();
  has_id = id_.index >= 0 && item(batch, row, id_, record.id);
  if (!item(batch, row, text_, record.text)) {
    record.error = Error{"io.record", "the column '" + text_.name + "' is null"};
    return;
  }
  if (date_.index >= 0) item(batch, row, date_, record.date);
  if (title_.index >= 0) item(batch, row, title_, record.title);
}

}  // namespace sluice
