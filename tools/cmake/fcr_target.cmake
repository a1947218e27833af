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
set(kFilesTogether 16)

set(FCR_SANITIZE "" CACHE STRING "Sanitizers to build with, such as address,undefined")
set(FCR_OPTIMISE "-O2" CACHE STRING "How much a release build is optimised")
option(FCR_WERROR "Treat warnings as errors" ON)
if(CMAKE_BUILD_TYPE STREQUAL "Release" OR FCR_SANITIZE)
    set(FCR_TOGETHER ON)
else()
    set(FCR_TOGETHER OFF)
endif()

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
    # Checks included: FCR_CHECK is on in every build.
    set(CMAKE_CXX_FLAGS_RELEASE "${FCR_OPTIMISE} -DNDEBUG")
endif()
if(FCR_SANITIZE)
    # Line numbers are all that a sanitizer's report shows.
    set(CMAKE_CXX_FLAGS_DEBUG "-g1")
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
        # Two words that were just put apart and are then read as one let the processor wait until
        # both have reached the cache; GCC makes such pairs of keys, times and rows (a contact takes
        # 3 % longer with them, docs/evidence/performance.md).
        target_compile_options(fcr_${name} PRIVATE
            -fno-exceptions -fno-rtti $<$<CXX_COMPILER_ID:GNU>:-fno-tree-slp-vectorize>)
    endif()
    if(ARG_ONE_UNIT AND CMAKE_BUILD_TYPE STREQUAL "Release")
        list(LENGTH ARG_SOURCES all)
        fcr_together(fcr_${name} ${all} "${ARG_SOURCES}" "${ARG_ALONE}")
    elseif(NOT ARG_CORE)
        fcr_together(fcr_${name} ${kFilesTogether} "${ARG_SOURCES}" "${ARG_ALONE}")
    endif()
endfunction()

# Compiles the files of a target together, `count` at a time, but those that are to stand alone. CMake
# can do that by itself (UNITY_BUILD), but names files by their whole paths, so that no clone could
# use what a cache of objects has of another.
function(fcr_together target count sources alone)
    if(NOT FCR_TOGETHER)
        return()
    endif()
    list(FILTER sources INCLUDE REGEX "\\.cpp$")
    if(alone)
        list(REMOVE_ITEM sources ${alone})
    endif()
    set(number 0)
    while(sources)
        list(SUBLIST sources 0 ${count} batch)
        list(REMOVE_ITEM sources ${batch})
        list(LENGTH batch length)
        if(length GREATER 1)
            set(text "")
            foreach(source IN LISTS batch)
                get_filename_component(file ${source} ABSOLUTE)
                file(RELATIVE_PATH file ${CMAKE_SOURCE_DIR} ${file})
                string(APPEND text "#include \"${file}\"\n")
            endforeach()
            set(together ${CMAKE_CURRENT_BINARY_DIR}/${target}_${number}.cpp)
            file(CONFIGURE OUTPUT ${together} CONTENT "${text}" @ONLY)
            target_sources(${target} PRIVATE ${together})
            set_source_files_properties(${batch} PROPERTIES HEADER_FILE_ONLY ON)
        endif()
        math(EXPR number "${number} + 1")
    endwhile()
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
    fcr_together(${name} ${kFilesTogether} "${ARG_SOURCES}" "")
    # What one test file uses of a namespace, the next may use as a name; dev still warns.
    set_target_properties(${name} PROPERTIES FCR_MAY_SHADOW ${FCR_TOGETHER})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 600)
    endif()
    add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT})
endfunction()
