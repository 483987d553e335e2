// Hash of short byte strings and of pairs of ids, for the flat tables of this folder.
#ifndef SLUICE_LEXICON_HASH_HPP
#define SLUICE_LEXICON_HASH_HPP

#include <cstdint>
#include <cstring>
#include <string_view>

namespace sluice {

namespace hash_detail {
__extension__ typedef unsigned __int128 Wide;

inline std::uint64_t read8(const char* p) {
  std::uint64_t v = 0;
  std::memcpy(&v, p, sizeof v);
  return v;
}
inline std::uint64_t read4(const char* p) {
  std::uint32_t v = 0;
  std::memcpy(&v, p, sizeof v);
  return v;
}
inline std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}
inline constexpr std::uint64_t secret1 = 0xa0761d6478bd642fULL;
inline constexpr std::uint64_t secret2 = 0xe7037ed1a0b428dbULL;
}  // namespace hash_detail

/// 64 well-mixed bits of `bytes`. After Wang Yi's wyhash: words of up to 16 bytes cost two multiplications. The same on every run,
/// so that tables laid out by it can be archived.
inline std::uint64_t hash_bytes(std::string_view bytes) {
  using namespace hash_detail;
  const char* p = bytes.data();
  const std::size_t n = bytes.size();
  std::uint64_t a = 0;
  std::uint64_t b = 0;
  std::uint64_t seed = secret1;
  if (n <= 16) {
    if (n >= 4) {
      const std::size_t step = (n >> 3) << 2;
      a = (read4(p) << 32) | read4(p + step);
      b = (read4(p + n - 4) << 32) | read4(p + n - 4 - step);
    } else if (n > 0) {
      a = (static_cast<std::uint64_t>(static_cast<unsigned char>(p[0])) << 16) |
          (static_cast<std::uint64_t>(static_cast<unsigned char>(p[n >> 1])) << 8) | static_cast<unsigned char>(p[n - 1]);
    }
  } else {
    std::size_t left = n;
    for (; left > 16; left -= 16, p += 16) seed = mix(read8(p) ^ secret2, read8(p + 8) ^ seed);
    a = read8(p + left - 16);
    b = read8(p + left - 8);
  }
  return mix(secret2 ^ n, mix(a ^ secret2, b ^ seed));
}

/// 64 well-mixed bits of two ids.
inline std::uint64_t hash_ids(std::uint32_t a, std::uint32_t b) {
  const std::uint64_t key = (static_cast<std::uint64_t>(a) << 32) | b;
  return hash_detail::mix(key ^ hash_detail::secret1, hash_detail::secret2);
}

}  // namespace sluice

#endif
