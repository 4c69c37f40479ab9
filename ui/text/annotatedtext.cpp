// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/annotatedtext.h"

namespace plumb::ui {

AnnotatedText AnnotatedText::fromText(const QString &text)
{
    AnnotatedText result;
    result.lines = text.split(u'\n');
    if (!result.lines.isEmpty() && result.lines.constLast().isEmpty())
        result.lines.removeLast();
    for (QString &line : result.lines) {
        if (line.endsWith(u'\r'))
            line.chop(1);
    }
    return result;
}

} // namespace plumb::ui
