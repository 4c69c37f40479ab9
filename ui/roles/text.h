// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <string>
#include <string_view>

namespace plumb::ui {

/// Core's UTF-8 as Qt's UTF-16; bytes that are no UTF-8 become U+FFFD.
inline QString toQt(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// "1 object", "1 284 objects": a count with its noun, the digits grouped as a person writes them.
inline QString counted(qsizetype count, const QString &one, const QString &many)
{
    QString digits = QString::number(count);
    for (qsizetype i = digits.size() - 3; i > 0; i -= 3)
        digits.insert(i, QChar(0x2009)); // thin space
    return digits + u' ' + (count == 1 ? one : many);
}

} // namespace plumb::ui
