// What may fail without being a programmer's error returns a Result: a value, or the Error that stood in its way.
//
//   sluice::Result<sluice::Engine> engine = sluice::Engine::load("my-rules");
//   if (!engine) std::cerr << engine.error().message << '\n';
#ifndef SLUICE_RESULT_HPP
#define SLUICE_RESULT_HPP

#include <string>
#include <utility>
#include <variant>

namespace sluice {

/// One failure, ready to show to a user: the message names the file and position where there is one.
struct Error {
  std::string code;     ///< stable, such as `S012` or `io.open`
  std::string message;
};

/// A `T`, or an Error. Reading the one that is not there is a programmer's error.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }
  [[nodiscard]] T& value() { return std::get<0>(state_); }
  [[nodiscard]] const T& value() const { return std::get<0>(state_); }
  T& operator*() { return value(); }
  const T& operator*() const { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  [[nodiscard]] const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace sluice

#endif
