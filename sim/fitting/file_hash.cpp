#include "sim/fitting/file_hash.hpp"

#include "sim/scenario/sha256.hpp"

#include <fstream>
#include <string_view>

namespace fcr {

std::string hash_of_file(const std::filesystem::path& path) {
    Sha256 digest;
    std::ifstream file(path, std::ios::binary);
    std::string piece(std::size_t{1} << 16, '\0');
    while (file.read(piece.data(), static_cast<std::streamsize>(piece.size())) ||
           file.gcount() > 0) {
        digest.update(std::string_view(piece).substr(0, static_cast<std::size_t>(file.gcount())));
    }
    return digest.hex();
}

}  // namespace fcr
