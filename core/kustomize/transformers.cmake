# The steps that change resources: patches, labels, images and so on.
set(transformer_sources
    associativemerge.cpp defaultfieldspecs.cpp fieldspec.cpp listitems.cpp oddlistmerge.cpp patchdirective.cpp
    settled.cpp strategicmerge.cpp)
set(transformer_headers
    associativemerge.h defaultfieldspecs.h fieldspec.h listitems.h oddlistmerge.h patchdirective.h settled.h
    strategicmerge.h)
