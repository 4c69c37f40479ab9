// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/text/diffdocument.h"

namespace plumb::ui {

/// The fields that the hunks of a comparison touch, read from the lines' paths. A mapping or list
/// that came or went as a whole is one field.
std::vector<DiffField> readFields(const DiffDocument &document);

/// The fields of one hunk.
std::vector<DiffField> readFields(const DiffDocument &document, const Hunk &hunk);

/// "Deployment checkout/web": the object that a line belongs to; "" outside of any object.
class ObjectNames
{
public:
    explicit ObjectNames(const AnnotatedText &text);

    QString at(int line) const;

private:
    struct Entry
    {
        int firstLine = 0;
        QString name;
    };

    std::vector<Entry> m_objects;
};

/// How a change is read aloud: "replicas, 2 to 3, Deployment web".
QString spokenField(const DiffField &field);

/// How a hunk is read aloud: its first fields, and how many more there are.
QString spokenChange(const DiffDocument &document, const Hunk &hunk);

} // namespace plumb::ui
