// Working memories that calls borrow, so that one document at a time costs no more than many.
#ifndef SLUICE_C_SCRATCHES_HPP
#define SLUICE_C_SCRATCHES_HPP

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "io/json_buffer.hpp"
#include "io/offsets.hpp"
#include "sluice/engine.hpp"

namespace sluice {

/// What one thread needs while it reads a document.
struct Workspace {
  Scratch scratch;
  Document document;
  Offsets offsets;
  JsonBuffer json;
};

/// Any number of threads. Holds as many workspaces as were ever in use at once.
class Scratches {
 public:
  /// A workspace that goes back when it is let go.
  class Loan {
   public:
    explicit Loan(Scratches& owner) : owner_(owner), workspace_(owner.take()) {}
    ~Loan() { owner_.give(std::move(workspace_)); }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    Workspace& operator*() const { return *workspace_; }
    Workspace* operator->() const { return workspace_.get(); }

   private:
    Scratches& owner_;
    std::unique_ptr<Workspace> workspace_;
  };

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<Workspace>> idle_;

  std::unique_ptr<Workspace> take() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) {
      idle_.reserve(++made_);   // so that giving back never allocates
      return std::make_unique<Workspace>();
    }
    std::unique_ptr<Workspace> out = std::move(idle_.back());
    idle_.pop_back();
    return out;
  }
  void give(std::unique_ptr<Workspace> workspace) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(workspace));
  }

  std::size_t made_ = 0;
};

}  // namespace sluice

#endif
