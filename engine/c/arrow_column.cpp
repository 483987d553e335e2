#include "c/arrow_column.hpp"

#include <cstring>
#include <limits>
#include <memory>

#include "c/handles.hpp"

namespace sluice {
namespace {

/// What an exported array owns.
struct ArrayParts {
  std::vector<std::uint8_t> present;
  std::vector<std::int32_t> ends;
  std::vector<char> bytes;
  std::vector<const void*> buffers;
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> child_pointers;
};

void release_array(ArrowArray* array) {
  auto* parts = static_cast<ArrayParts*>(array->private_data);
  for (ArrowArray& child : parts->children)
    if (child.release != nullptr) child.release(&child);
  delete parts;
  array->release = nullptr;
}

struct TypeParts {
  std::string name, metadata;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> child_pointers;
};

void release_type(ArrowSchema* schema) {
  auto* parts = static_cast<TypeParts*>(schema->private_data);
  for (ArrowSchema& child : parts->children)
    if (child.release != nullptr) child.release(&child);
  delete parts;
  schema->release = nullptr;
}

void append_length(std::string& out, std::size_t length) {
  const auto number = static_cast<std::int32_t>(length);
  out.append(reinterpret_cast<const char*>(&number), sizeof number);
}

// A buffer of no bytes must still have an address.
constexpr std::int64_t nothing = 0;

template <class Item>
const void* address(const std::vector<Item>& items) {
  return items.empty() ? static_cast<const void*>(&nothing) : items.data();
}

}  // namespace

Column::Column(Kind kind, std::string name, std::vector<Column> children) : kind_(kind), name_(std::move(name)), children_(std::move(children)) { clear(); }

Column Column::list(std::string name, Column item) {
  std::vector<Column> children;
  children.push_back(std::move(item));
  return Column(Kind::list, std::move(name), std::move(children));
}

void Column::clear() {
  length_ = nulls_ = 0;
  present_ = {};
  ends_ = {};
  bytes_ = {};
  if (kind_ == Kind::text || kind_ == Kind::list) ends_.push_back(0);
}

void Column::count(bool present) {
  const auto at = static_cast<std::size_t>(length_++);
  if (present && nulls_ == 0) return;
  if (nulls_ == 0) present_.assign(at / 8 + 1, 0xFF);
  if (present_.size() <= at / 8) present_.push_back(0);
  const auto bit = static_cast<std::uint8_t>(1u << (at % 8));
  if (present) {
    present_[at / 8] = static_cast<std::uint8_t>(present_[at / 8] | bit);
  } else {
    present_[at / 8] = static_cast<std::uint8_t>(present_[at / 8] & ~bit);
    ++nulls_;
  }
}

void Column::add_end(std::size_t end) {
  if (end > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()))
    throw BadCall{{"arrow.size", "the column '" + name_ + "' of one batch would have over 2 GB: give smaller batches"}, {}};
  ends_.push_back(static_cast<std::int32_t>(end));
}

void Column::add(std::string_view text) {
  add_end(bytes_.size() + text.size());
  bytes_.insert(bytes_.end(), text.begin(), text.end());
  count(true);
}

void Column::add(std::int64_t number) {
  const auto* bytes = reinterpret_cast<const char*>(&number);
  bytes_.insert(bytes_.end(), bytes, bytes + sizeof number);
  count(true);
}

void Column::add(double number) {
  const auto* bytes = reinterpret_cast<const char*>(&number);
  bytes_.insert(bytes_.end(), bytes, bytes + sizeof number);
  count(true);
}

void Column::end_list() {
  add_end(static_cast<std::size_t>(children_.front().length_));
  count(true);
}

void Column::end_record() { count(true); }

void Column::add_null() {
  switch (kind_) {
    case Kind::text:
    case Kind::list: ends_.push_back(ends_.back()); break;
    case Kind::integer:
    case Kind::real: bytes_.resize(bytes_.size() + 8); break;
    case Kind::record:
      for (Column& field : children_) field.add_null();
      break;
  }
  count(false);
}

const char* Column::format() const {
  switch (kind_) {
    case Kind::text: return "u";
    case Kind::integer: return "l";
    case Kind::real: return "g";
    case Kind::list: return "+l";
    case Kind::record: return "+s";
  }
  return "n";
}

void Column::give(ArrowArray& out) {
  auto parts = std::make_unique<ArrayParts>();
  parts->children.resize(children_.size());
  parts->child_pointers.reserve(children_.size());
  parts->buffers.reserve(3);
  out = ArrowArray{};
  out.length = length_;
  out.null_count = nulls_;
  parts->present = std::move(present_);
  parts->ends = std::move(ends_);
  parts->bytes = std::move(bytes_);
  parts->buffers.push_back(nulls_ == 0 ? nullptr : parts->present.data());
  if (kind_ == Kind::text || kind_ == Kind::list) parts->buffers.push_back(address(parts->ends));
  if (kind_ != Kind::list && kind_ != Kind::record) parts->buffers.push_back(address(parts->bytes));
  out.n_buffers = static_cast<std::int64_t>(parts->buffers.size());
  out.buffers = parts->buffers.data();
  out.release = release_array;
  ArrayParts* owned = parts.release();
  out.private_data = owned;
  for (std::size_t i = 0; i < children_.size(); ++i) {
    children_[i].give(owned->children[i]);
    owned->child_pointers.push_back(&owned->children[i]);
  }
  out.n_children = static_cast<std::int64_t>(owned->child_pointers.size());
  out.children = owned->child_pointers.empty() ? nullptr : owned->child_pointers.data();
  clear();
}

void Column::give_type(ArrowSchema& out, const std::vector<std::pair<std::string, std::string>>& metadata) const {
  auto parts = std::make_unique<TypeParts>();
  parts->name = name_;
  if (!metadata.empty()) append_length(parts->metadata, metadata.size());
  for (const auto& [key, value] : metadata)
    for (const std::string& text : {key, value}) {
      append_length(parts->metadata, text.size());
      parts->metadata += text;
    }
  parts->children.resize(children_.size());
  parts->child_pointers.reserve(children_.size());
  out = ArrowSchema{};
  out.format = format();
  out.name = parts->name.c_str();
  out.metadata = metadata.empty() ? nullptr : parts->metadata.c_str();
  out.flags = ARROW_FLAG_NULLABLE;
  out.release = release_type;
  TypeParts* owned = parts.release();
  out.private_data = owned;
  for (std::size_t i = 0; i < children_.size(); ++i) {
    children_[i].give_type(owned->children[i]);
    owned->child_pointers.push_back(&owned->children[i]);
  }
  out.n_children = static_cast<std::int64_t>(owned->child_pointers.size());
  out.children = owned->child_pointers.empty() ? nullptr : owned->child_pointers.data();
}

}  // namespace sluice
