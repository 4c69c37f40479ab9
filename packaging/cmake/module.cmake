# Declares the library of the calling folder; core/drift becomes target core_drift.
# DEPENDS is the whole list of modules the folder may include; the layering test reads the same list.
# LINKS names the outside libraries, private to the module: no other module sees their headers.
function(plumb_add_module)
    cmake_parse_arguments(arg "" "" "SOURCES;HEADERS;DEPENDS;LINKS" ${ARGN})
    file(RELATIVE_PATH module ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
    string(REPLACE "/" "_" target ${module})

    add_library(${target} STATIC)
    target_sources(${target}
        PRIVATE ${arg_SOURCES}
        PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${arg_HEADERS})
    target_link_libraries(${target} PRIVATE ${arg_LINKS})
    if(module MATCHES "^ui/")
        set_target_properties(${target} PROPERTIES AUTOMOC ON)
        target_link_libraries(${target} PUBLIC plumb_qt_options)
    else()
        target_link_libraries(${target} PUBLIC plumb_options)
    endif()
    foreach(dependency IN LISTS arg_DEPENDS)
        string(REPLACE "/" "_" dependency ${dependency})
        target_link_libraries(${target} PUBLIC ${dependency})
    endforeach()

    list(JOIN arg_DEPENDS "," allowed)
    set_property(GLOBAL APPEND PROPERTY PLUMB_LAYERS "${module}=${CMAKE_CURRENT_SOURCE_DIR}=${allowed}")
endfunction()

# Adds the sub-folders that hold a module.
function(plumb_add_modules)
    file(GLOB present CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*/CMakeLists.txt)
    foreach(module IN LISTS ARGN)
        if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${module}/CMakeLists.txt)
            add_subdirectory(${module})
        endif()
    endforeach()
endfunction()
