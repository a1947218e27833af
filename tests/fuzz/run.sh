#!/usr/bin/env bash
# Fuzzes every parser for some seconds each: tests/fuzz/run.sh [SECONDS [TARGET...]]
#
# Each tests/fuzz/NAME_fuzz.cpp is a libFuzzer target, built by Clang with AddressSanitizer and
# UndefinedBehaviorSanitizer from our sources; libraries are not instrumented. It starts from the
# seeds in tests/fuzz/corpus/NAME and leaves what crashed it in build/fuzz/crashes. Exit 1 when one
# was found, 77 when there is no Clang to do it with.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

seconds=${1:-20}
targets=("${@:2}")
if ((${#targets[@]} == 0)); then
    mapfile -t targets < <(basename -a -s _fuzz.cpp tests/fuzz/*_fuzz.cpp)
fi
cxx=$(command -v clang++-14 || command -v clang++ || true)
if [[ -z $cxx ]]; then
    echo "SKIPPED: no clang++ here, so NO PARSER WAS FUZZED (Debian package clang)" >&2
    exit 77
fi
out=build/fuzz
mkdir -p "$out/crashes"
if ! "$cxx" -fsanitize=fuzzer -x c++ - -o "$out/probe" 2>/dev/null \
    <<<'extern "C" int LLVMFuzzerTestOneInput(const char*, unsigned long) { return 0; }'; then
    echo "SKIPPED: $cxx has no libFuzzer, so NO PARSER WAS FUZZED (package libclang-rt-dev)" >&2
    exit 77
fi

generated=$out/generated
mkdir -p "$generated/proto"
for message in proto/fcr/v1/*.proto; do
    code=$generated/${message%.proto}.pb.cc
    if [[ $message -nt $code ]]; then
        (cd proto && protoc --cpp_out="../$generated/proto" "${message#proto/}")
    fi
done

flags=(-std=c++20 -g -O1 -fno-omit-frame-pointer -ffp-contract=off
    -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined
    -I. -isystem "$generated" -isystem "$generated/proto" -DFMT_SHARED
    -DSPDLOG_SHARED_LIB -DSPDLOG_COMPILED_LIB -DSPDLOG_FMT_EXTERNAL
    -DBOOST_ASIO_SEPARATE_COMPILATION -DBOOST_BEAST_SEPARATE_COMPILATION)
libraries=(-lprotobuf -lcsv -lfmt -lspdlog -lz -lssl -lcrypto -lpthread)

# What every target reads with, and what one needs besides.
common=(sim/base/*.cpp sim/random/*.cpp sim/scenario/*.cpp "$generated"/proto/fcr/v1/*.pb.cc)
declare -A besides=(
    [journal]="sim/journal/crc32c.cpp sim/journal/framing.cpp sim/journal/journal_encoder.cpp
        sim/journal/recovery.cpp sim/journal/segment_header.cpp sim/journal/sha256.cpp"
    [load]="sim/analysis/csv_stream.cpp sim/analysis/load_mapping.cpp
        sim/analysis/load_reader.cpp sim/analysis/load_span.cpp"
    [import]="sim/analysis/call_table.cpp sim/analysis/call_table_names.cpp
        sim/analysis/call_table_times.cpp sim/analysis/csv_stream.cpp sim/analysis/csv_table.cpp
        sim/analysis/extract_times.cpp sim/analysis/file_feed.cpp sim/analysis/ledger_clock.cpp
        sim/analysis/ledger_mapping.cpp sim/analysis/load_mapping.cpp sim/analysis/load_span.cpp
        sim/analysis/row_fault.cpp sim/analysis/seconds_text.cpp sim/intake/column_look.cpp
        sim/intake/extract_scan.cpp sim/intake/guess_mapping.cpp sim/intake/header_words.cpp
        sim/intake/identity_key.cpp sim/intake/import_days.cpp sim/intake/import_extract.cpp
        sim/intake/import_table.cpp sim/intake/public_table.cpp sim/intake/repeats.cpp"
    [request]="sim/live/allowed_hosts.cpp sim/live/asio_impl.cpp sim/live/audit_log.cpp
        sim/live/client_socket.cpp sim/live/frame_meter.cpp sim/live/http_answer.cpp
        sim/live/http_connection.cpp sim/live/listening_address.cpp sim/live/outbox.cpp
        sim/live/server.cpp sim/live/tls_context.cpp"
)

# Compiles two at a time what is not there yet or older than a source or header.
compile() {
    local source object header
    header=$(find sim proto tests -name '*.hpp' -printf '%T@ %p\n' | sort -n | tail -1 | cut -d' ' -f2)
    objects=()
    for source in "$@"; do
        object=$out/${source//\//_}.o
        objects+=("$object")
        if [[ $source -nt $object || $header -nt $object ]]; then
            while (($(jobs -rp | wc -l) >= 2)); do wait -n; done
            "$cxx" "${flags[@]}" -c "$source" -o "$object" &
        fi
    done
    while (($(jobs -rp | wc -l) > 0)); do wait -n; done
}

failed=0
for name in "${targets[@]}"; do
    # shellcheck disable=SC2086  # the list is split into files on purpose
    compile "${common[@]}" ${besides[$name]:-} "tests/fuzz/${name}_fuzz.cpp"
    "$cxx" "${flags[@]}" -fsanitize=fuzzer "${objects[@]}" "${libraries[@]}" -o "$out/$name"
    mkdir -p "$out/corpus/$name" "tests/fuzz/corpus/$name"
    echo "== $name, $seconds s"
    if ! "$out/$name" -max_total_time="$seconds" -max_len=8192 -timeout=10 -rss_limit_mb=2048 \
        -print_final_stats=1 -artifact_prefix="$out/crashes/$name-" \
        "$out/corpus/$name" "tests/fuzz/corpus/$name" >"$out/$name.log" 2>&1; then
        failed=1
        tail -40 "$out/$name.log"
        echo "FAILED: $name; what crashed it is in $out/crashes"
    else
        grep -E 'stat::number_of_executed_units|Done ' "$out/$name.log" | tail -2
    fi
done
exit $failed
