// A certificate that a test makes for itself.
#pragma once

#include <filesystem>

namespace fcr {

/// A self-signed certificate of localhost for an hour, its key and another key, in a folder that
/// goes with it.
class TestCertificate {
public:
    TestCertificate();
    TestCertificate(const TestCertificate&) = delete;
    TestCertificate& operator=(const TestCertificate&) = delete;
    ~TestCertificate();

    [[nodiscard]] std::string certificate() const { return folder_ / "certificate.pem"; }
    [[nodiscard]] std::string key() const { return folder_ / "key.pem"; }
    [[nodiscard]] std::string other_key() const { return folder_ / "other_key.pem"; }
    [[nodiscard]] std::string nothing() const { return folder_ / "nothing.pem"; }

private:
    std::filesystem::path folder_;
};

}  // namespace fcr
