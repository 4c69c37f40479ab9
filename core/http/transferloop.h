// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/http/transfer.h"

#include <condition_variable>
#include <mutex>
#include <vector>

namespace plumb::http {

/// Runs the transfers of several threads over shared connections, without a thread of its own:
/// of the threads that wait for their transfers one is the driver and moves the bytes of all; when
/// its own transfer is done, another one takes over.
class TransferLoop
{
public:
    TransferLoop();
    ~TransferLoop();
    TransferLoop(const TransferLoop &) = delete;
    TransferLoop &operator=(const TransferLoop &) = delete;

    /// Runs a prepared transfer to its end, or until @p stop asks to give it up.
    Result<> run(Transfer &transfer, const std::stop_token &stop);

private:
    struct Job
    {
        Transfer *transfer = nullptr;
        bool isAdded = false;     // to curl
        bool isCancelled = false; // by its owner
        bool isDone = false;
        CURLcode code = CURLE_OK;
    };

    bool needsOwner(const Job &job, const std::stop_token &stop) const;
    void drive(std::unique_lock<std::mutex> &lock, const Job &own, const std::stop_token &stop);
    void admit(std::unique_lock<std::mutex> &lock);
    void collect();
    void finish(Job &job, CURLcode code);

    CURLM *m_multi;
    std::mutex m_mutex; // guards what follows; curl's own state belongs to the driver
    std::condition_variable m_changed;
    std::vector<Job *> m_jobs;
    bool m_hasDriver = false;
};

} // namespace plumb::http
