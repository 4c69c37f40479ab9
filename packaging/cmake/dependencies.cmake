# Every library that Plumbline uses is looked up here and linked by the one module that sees it (README, Dependencies).
find_package(PkgConfig REQUIRED)
pkg_check_modules(libyaml REQUIRED IMPORTED_TARGET yaml-0.1)
pkg_check_modules(libgit2 REQUIRED IMPORTED_TARGET libgit2)
pkg_check_modules(re2 REQUIRED IMPORTED_TARGET re2)
# RE2 brings some forty shared libraries of Abseil, whose loading costs a short command 1.5 ms of its 3:
# its archive is taken where the distribution has one.
find_library(RE2_ARCHIVE libre2.a)
add_library(plumb_re2 INTERFACE)
if(RE2_ARCHIVE)
    set(re2_archives ${re2_STATIC_LDFLAGS})
    list(FILTER re2_archives INCLUDE REGEX "^-l(re2|absl_)")
    target_compile_options(plumb_re2 INTERFACE ${re2_CFLAGS_OTHER})
    list(REMOVE_DUPLICATES re2_archives)
    target_link_libraries(plumb_re2 INTERFACE
        -Wl,-Bstatic -Wl,--start-group ${re2_archives} -Wl,--end-group -Wl,-Bdynamic)
else()
    target_link_libraries(plumb_re2 INTERFACE PkgConfig::re2)
endif()
find_package(yaml-cpp REQUIRED)
find_package(simdjson REQUIRED)
# Likewise: without it a short command needs no shared libstdc++.
add_library(plumb_simdjson INTERFACE)
target_link_libraries(plumb_simdjson INTERFACE
    $<IF:$<TARGET_EXISTS:simdjson::simdjson_static>,simdjson::simdjson_static,simdjson::simdjson>)
find_package(CURL REQUIRED)
find_package(CLI11 REQUIRED)
find_package(Threads REQUIRED)
find_package(benchmark REQUIRED)
find_package(Qt6 6.8 REQUIRED COMPONENTS Core Test)
if(PLUMB_GUI)
    find_package(Qt6 6.8 REQUIRED COMPONENTS Gui Widgets Svg Concurrent)
    find_package(KF6SyntaxHighlighting REQUIRED)
endif()
