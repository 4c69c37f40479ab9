# The steps that change resources: patches, labels, images and so on.
set(transformer_sources
    associativemerge.cpp blocktext.cpp bonds.cpp crdconfig.cpp defaultfieldspecs.cpp entrytransformer.cpp fieldspec.cpp imagereference.cpp
    imagetransformer.cpp labelselector.cpp listitems.cpp namespacetransformer.cpp nodepath.cpp
    oddlistmerge.cpp patchdirective.cpp patching.cpp patchtext.cpp patchtransformer.cpp pathmatcher.cpp
    regex.cpp replacement.cpp replacementtransformer.cpp replicatransformer.cpp resourceselector.cpp
    scalarassignment.cpp settled.cpp strategicmerge.cpp structuredtext.cpp valueaddtransformer.cpp)
set(transformer_headers
    associativemerge.h blocktext.h bonds.h crdconfig.h defaultfieldspecs.h entrytransformer.h fieldspec.h imagereference.h
    imagetransformer.h inresource.h labelselector.h listitems.h namespacetransformer.h nodepath.h
    oddlistmerge.h patchdirective.h patching.h patchtext.h patchtransformer.h pathmatcher.h
    regex.h replacement.h replacementtransformer.h replicatransformer.h resourceselector.h
    scalarassignment.h settled.h strategicmerge.h structuredtext.h valueaddtransformer.h)
