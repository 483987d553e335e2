// An array of plain records in one piece: owned while it is made, or a view of an artefact's bytes, which then serve where they lie.
#ifndef SLUICE_LEXICON_FLAT_ARRAY_HPP
#define SLUICE_LEXICON_FLAT_ARRAY_HPP

#include <cstddef>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace sluice {

/// Reads as a const vector does, whoever owns the bytes. What changes it first takes the bytes over, so a view is never written to.
template <class T>
class FlatArray {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  using value_type = T;

  FlatArray() = default;
  FlatArray(const FlatArray&) = delete;
  FlatArray& operator=(const FlatArray&) = delete;
  FlatArray(FlatArray&& other) noexcept { *this = std::move(other); }
  FlatArray& operator=(FlatArray&& other) noexcept {
    own_ = std::move(other.own_);
    items_ = std::exchange(other.items_, nullptr);
    size_ = std::exchange(other.size_, 0);
    other.own_.clear();
    return *this;
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] const T* data() const { return items_; }
  [[nodiscard]] const T* begin() const { return items_; }
  [[nodiscard]] const T* end() const { return items_ + size_; }
  [[nodiscard]] const T& operator[](std::size_t i) const { return items_[i]; }
  [[nodiscard]] const T& front() const { return items_[0]; }
  [[nodiscard]] const T& back() const { return items_[size_ - 1]; }

  /// `items` must live as long as this array is read.
  void view(std::span<const T> items) {
    own_.clear();
    items_ = items.data();
    size_ = items.size();
  }
  /// The array as a vector, changed by `change(vector)`.
  template <class Change>
  void edit(Change change) {
    if (items_ != own_.data()) own_.assign(items_, items_ + size_);
    change(own_);
    items_ = own_.data();
    size_ = own_.size();
  }
  void push_back(const T& item) {
    edit([&](std::vector<T>& own) { own.push_back(item); });
  }
  void assign(std::span<const T> items) {
    own_.assign(items.begin(), items.end());
    items_ = own_.data();
    size_ = own_.size();
  }
  void assign(std::size_t n, const T& item) {
    own_.assign(n, item);
    items_ = own_.data();
    size_ = n;
  }

 private:
  std::vector<T> own_;
  const T* items_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace sluice

#endif
