// Writes compiled tables to bytes and reads them back: the compiled artefact. Tables are vectors and flat arrays of plain records, strings
// and other tables with an `archive` member, so one function serves both directions:
//
//   template <class A> void archive(A& a) { a(states, edges, names); }
#ifndef SLUICE_LEXICON_ARCHIVE_HPP
#define SLUICE_LEXICON_ARCHIVE_HPP

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "lexicon/flat_array.hpp"

namespace sluice {

namespace archive_detail {
template <class T>
struct is_vector : std::false_type {};
template <class T>
struct is_vector<std::vector<T>> : std::true_type {};
template <class T>
struct is_vector<FlatArray<T>> : std::true_type {};
template <class T>
struct is_flat : std::false_type {};
template <class T>
struct is_flat<FlatArray<T>> : std::true_type {};
}  // namespace archive_detail

/// Where an artefact's bytes come from.
enum class ArchiveSource : std::uint8_t {
  foreign,   ///< anywhere: they are checked and copied
  built_in,  ///< linked into this program, which checked them when it was built: flat arrays are views of them
};

class ArchiveWriter {
 public:
  explicit ArchiveWriter(std::string& out) : out_(out) {}

  template <class... T>
  void operator()(T&... fields) {
    (one(fields), ...);
  }

 private:
  std::string& out_;

  void raw(const void* data, std::size_t size) {
    if (size != 0) out_.append(static_cast<const char*>(data), size);
  }
  void count(std::size_t n) {
    const std::uint64_t wide = n;
    raw(&wide, sizeof wide);
    out_.append((8 - out_.size() % 8) % 8, '\0');
  }

  template <class T>
  void one(T& field) {
    if constexpr (std::is_same_v<T, std::string>) {
      count(field.size());
      raw(field.data(), field.size());
      out_.append((8 - out_.size() % 8) % 8, '\0');
    } else if constexpr (archive_detail::is_vector<T>::value) {
      using Item = typename T::value_type;
      count(field.size());
      if constexpr (std::is_trivially_copyable_v<Item>) {
        raw(field.data(), field.size() * sizeof(Item));
        out_.append((8 - out_.size() % 8) % 8, '\0');
      } else {
        for (Item& item : field) one(item);
      }
    } else if constexpr (std::is_trivially_copyable_v<T>) {
      raw(&field, sizeof field);
      out_.append((8 - out_.size() % 8) % 8, '\0');
    } else {
      field.archive(*this);
    }
  }
};

/// Reads what ArchiveWriter wrote. Never reads past `bytes`: on damage `failed()` turns true and the rest stays empty. Bytes that are built
/// in must be aligned to 8 and live as long as what was read.
class ArchiveReader {
 public:
  explicit ArchiveReader(std::string_view bytes, ArchiveSource source = ArchiveSource::foreign) : bytes_(bytes), source_(source) {}

  template <class... T>
  void operator()(T&... fields) {
    (one(fields), ...);
  }
  [[nodiscard]] bool failed() const { return failed_; }
  /// For a table that finds what it has read unusable.
  void fail() { failed_ = true; }
  /// Whether a table must look at what it has read before it trusts it.
  [[nodiscard]] bool checks() const { return source_ == ArchiveSource::foreign; }
  [[nodiscard]] bool at_end() const { return position_ == bytes_.size(); }

 private:
  std::string_view bytes_;
  ArchiveSource source_;
  std::size_t position_ = 0;
  bool failed_ = false;

  bool raw(void* data, std::size_t size) {
    if (failed_ || size > bytes_.size() - position_) return failed_ = true, false;
    if (size != 0) std::memcpy(data, bytes_.data() + position_, size);
    position_ += size;
    return true;
  }
  void align() { position_ += (8 - position_ % 8) % 8; if (position_ > bytes_.size()) failed_ = true, position_ = bytes_.size(); }
  std::size_t count(std::size_t item) {
    std::uint64_t n = 0;
    if (!raw(&n, sizeof n) || n > (bytes_.size() - position_) / item) return failed_ = true, 0;
    align();
    return static_cast<std::size_t>(n);
  }

  /// Fills a string or vector with the next `n` items, of which `count` has seen that they are there.
  template <class T>
  void copy(T& field, std::size_t n) {
    using Item = typename T::value_type;
    const char* from = bytes_.data() + position_;
    // Where the bytes are aligned, which they are in an embedded artefact, one pass fills the memory instead of two.
    const bool aligned = reinterpret_cast<std::uintptr_t>(from) % alignof(Item) == 0;
    const Item* items = reinterpret_cast<const Item*>(from);
    if constexpr (archive_detail::is_flat<T>::value) {
      if (aligned && source_ == ArchiveSource::built_in) {
        field.view({items, n});
        position_ += n * sizeof(Item);
        return;
      }
      field.edit([&](std::vector<Item>& own) { copy(own, n); });
    } else if (aligned) {
      field.assign(items, items + n);
      position_ += n * sizeof(Item);
    } else {
      field.resize(n);
      raw(field.data(), n * sizeof(Item));
    }
  }

  template <class T>
  void one(T& field) {
    if constexpr (std::is_same_v<T, std::string>) {
      copy(field, count(1));
      align();
    } else if constexpr (archive_detail::is_vector<T>::value) {
      using Item = typename T::value_type;
      if constexpr (std::is_trivially_copyable_v<Item>) {
        copy(field, count(sizeof(Item)));
        align();
      } else {
        field.resize(count(1));
        for (Item& item : field) one(item);
      }
    } else if constexpr (std::is_trivially_copyable_v<T>) {
      raw(&field, sizeof field);
      align();
    } else {
      field.archive(*this);
    }
  }
};

}  // namespace sluice

#endif
