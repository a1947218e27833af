# How every folder becomes a target: one folder, one library, with declared dependencies.
#
#   fcr_library(kernel CORE SOURCES calendar.cpp DEPENDS fcr::base)
#   fcr_test(kernel_test SOURCES calendar_test.cpp DEPENDS fcr::kernel LABELS unit)
#
# DEPENDS lists our own targets and is what tools/check_layers.py compares with the includes.
# LIBRARIES lists other people's. CORE marks the embedded folders: they compile without
# exceptions and without run-time type information, in every build.
#
# Most of the time of a build goes into reading the same headers again and again, so every build but
# dev compiles files of a folder together, kFilesTogether at a time; dev compiles each alone and so
# finds missing includes. Names in the unnamed namespaces of a folder must therefore differ, but in
# the files listed after ALONE and in CORE folders, whose files stay apart. ONE_UNIT makes the folder
# one translation unit in release builds, so that the room's sub-processes inline each other.
set(kFilesTogether 8)

set(FCR_SANITIZE "" CACHE STRING "Sanitizers to build with, such as address,undefined")
option(FCR_WERROR "Treat warnings as errors" ON)

add_library(fcr_options INTERFACE)
target_compile_features(fcr_options INTERFACE cxx_std_20)
target_include_directories(fcr_options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(fcr_options INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion
    $<$<NOT:$<BOOL:$<TARGET_PROPERTY:FCR_MAY_SHADOW>>>:-Wshadow> -Wswitch-enum
    $<$<BOOL:${FCR_WERROR}>:-Werror>
    # The same bits from every compiler and CPU: no fused multiply-add behind our back.
    -ffp-contract=off)
if(CMAKE_BUILD_TYPE STREQUAL "Release")
    # -O2, checks included: FCR_CHECK is on in every build.
    set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
endif()
if(FCR_SANITIZE)
    target_compile_options(fcr_options INTERFACE
        -fsanitize=${FCR_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer
        $<$<CXX_COMPILER_ID:GNU>:-Wno-tsan>)
    target_link_options(fcr_options INTERFACE -fsanitize=${FCR_SANITIZE})
    if(FCR_SANITIZE MATCHES "undefined")
        # The core has no type information, which this one check needs.
        target_compile_options(fcr_options INTERFACE -fno-sanitize=vptr)
    endif()
endif()

function(fcr_library name)
    cmake_parse_arguments(ARG "CORE;ONE_UNIT" "" "SOURCES;ALONE;DEPENDS;LIBRARIES" ${ARGN})
    add_library(fcr_${name} STATIC ${ARG_SOURCES})
    add_library(fcr::${name} ALIAS fcr_${name})
    target_link_libraries(fcr_${name} PUBLIC fcr_options ${ARG_DEPENDS} ${ARG_LIBRARIES})
    if(ARG_CORE)
        target_compile_options(fcr_${name} PRIVATE -fno-exceptions -fno-rtti)
    endif()
    if(ARG_ONE_UNIT AND CMAKE_BUILD_TYPE STREQUAL "Release")
        set_target_properties(fcr_${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 0)
    elseif(NOT ARG_CORE)
        fcr_together(fcr_${name} "${ARG_SOURCES}" "${ARG_ALONE}")
    endif()
endfunction()

# Compiles the files of a target together, but those that are to stand alone.
function(fcr_together target sources alone)
    set_source_files_properties(${alone} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    list(REMOVE_ITEM sources ${alone})
    list(LENGTH sources count)
    if(count GREATER 1 AND (CMAKE_BUILD_TYPE STREQUAL "Release" OR FCR_SANITIZE))
        set_target_properties(${target} PROPERTIES
            UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE ${kFilesTogether})
    endif()
endfunction()

function(fcr_program name)
    cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;LIBRARIES" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE fcr_options ${ARG_DEPENDS} ${ARG_LIBRARIES})
endfunction()

# One test program a folder; CTest sees one entry a program, so that a run starts few processes.
function(fcr_test name)
    cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;DEPENDS;LIBRARIES;LABELS" ${ARGN})
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE fcr_options ${ARG_DEPENDS} ${ARG_LIBRARIES}
        GTest::gmock GTest::gtest_main)
    fcr_together(${name} "${ARG_SOURCES}" "")
    # What one test file uses of a namespace, the next may use as a name; dev still warns.
    get_target_property(together ${name} UNITY_BUILD)
    set_target_properties(${name} PROPERTIES FCR_MAY_SHADOW "${together}")
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 600)
    endif()
    add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT})
endfunction()
