#include "tests/live/certificate.hpp"

#include "sim/base/check.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stdlib.h>

#include <cstdio>
#include <memory>
#include <string>

namespace fcr {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

File open_for_writing(const std::string& path) {
    File file(std::fopen(path.c_str(), "w"), &std::fclose);
    FCR_CHECK(file != nullptr, "the folder of the test can be written to");
    return file;
}

Key write_key(const std::string& path) {
    Key key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
    FCR_CHECK(
        PEM_write_PrivateKey(
            open_for_writing(path).get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1,
        "a key is written");
    return key;
}

}  // namespace

TestCertificate::TestCertificate() {
    std::string name = std::filesystem::temp_directory_path() / "fcr_certificate_XXXXXX";
    FCR_CHECK(::mkdtemp(name.data()) != nullptr, "a folder for the test can be made");
    folder_ = name;

    const Key key = write_key(this->key());
    static_cast<void>(write_key(other_key()));
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), &X509_free);
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -60);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME* const subject = X509_get_subject_name(certificate.get());
    const unsigned char host[] = "localhost";
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, host, -1, -1, 0);
    X509_set_issuer_name(certificate.get(), subject);
    FCR_CHECK(X509_sign(certificate.get(), key.get(), EVP_sha256()) > 0, "it is signed");
    FCR_CHECK(PEM_write_X509(open_for_writing(this->certificate()).get(), certificate.get()) == 1,
              "a certificate is written");
}

TestCertificate::~TestCertificate() {
    std::filesystem::remove_all(folder_);
}

}  // namespace fcr
