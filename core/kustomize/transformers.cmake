# The steps that change resources: patches, labels, images and so on.
set(transformer_sources
    associativemerge.cpp bonds.cpp defaultfieldspecs.cpp entrytransformer.cpp fieldspec.cpp imagereference.cpp
    imagetransformer.cpp labelselector.cpp listitems.cpp namespacetransformer.cpp oddlistmerge.cpp
    patchdirective.cpp patching.cpp patchtext.cpp patchtransformer.cpp regex.cpp replicatransformer.cpp
    resourceselector.cpp settled.cpp strategicmerge.cpp)
set(transformer_headers
    associativemerge.h bonds.h defaultfieldspecs.h entrytransformer.h fieldspec.h imagereference.h
    imagetransformer.h labelselector.h listitems.h namespacetransformer.h oddlistmerge.h
    patchdirective.h patching.h patchtext.h patchtransformer.h regex.h replicatransformer.h
    resourceselector.h settled.h strategicmerge.h)
