// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "app/randommask.h"

#include <random>
#include <string>

namespace plumb::ctl {

drift::Mask randomMask()
{
    std::random_device device;
    std::string key(32, '\0');
    for (char &byte : key)
        byte = static_cast<char>(device());
    return drift::Mask(std::move(key));
}

} // namespace plumb::ctl
