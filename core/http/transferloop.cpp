// SPDX-FileCopyrightText: 2026 The Plumbline authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/transferloop.h"

#include <algorithm>
#include <optional>

namespace plumb::http {

TransferLoop::TransferLoop()
    : m_multi(curl_multi_init())
{
    curl_multi_setopt(m_multi, CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_MULTIPLEX));
    curl_multi_setopt(m_multi, CURLMOPT_MAX_HOST_CONNECTIONS, 8L);
    // Otherwise as many are kept open as there happen to be transfers.
    curl_multi_setopt(m_multi, CURLMOPT_MAXCONNECTS, 16L);
}

TransferLoop::~TransferLoop()
{
    curl_multi_cleanup(m_multi);
}

Result<> TransferLoop::run(Transfer &transfer, const std::stop_token &stop)
{
    const auto wake = [this] {
        {
            const std::lock_guard lock(m_mutex);
        }
        m_changed.notify_all();
        curl_multi_wakeup(m_multi);
    };
    transfer.onPieces = [this] {
        {
            const std::lock_guard lock(m_mutex);
        }
        m_changed.notify_all();
    };
    // Before the lock: when a stop has been requested already, the callback runs here and now.
    const std::stop_callback onStop(stop, wake);

    Job job = {.transfer = &transfer};
    std::optional<Error> refusal;
    std::unique_lock lock(m_mutex);
    m_jobs.push_back(&job);
    curl_multi_wakeup(m_multi);
    for (;;) {
        if (transfer.hasPieces() && !job.isCancelled) {
            lock.unlock();
            Result<> delivered = transfer.deliver();
            curl_multi_wakeup(m_multi);
            lock.lock();
            if (!delivered) {
                refusal = std::move(delivered).error();
                job.isCancelled = true;
            }
            continue;
        }
        if (job.isDone)
            break;
        job.isCancelled = job.isCancelled || stop.stop_requested();
        if (m_hasDriver) {
            if (job.isCancelled)
                curl_multi_wakeup(m_multi);
            m_changed.wait(lock);
            continue;
        }
        drive(lock, job, stop);
    }
    lock.unlock();

    if (refusal)
        return std::unexpected(std::move(*refusal));
    if (job.code != CURLE_OK)
        return std::unexpected(transfer.failure(job.code));
    return {};
}

bool TransferLoop::needsOwner(const Job &job, const std::stop_token &stop) const
{
    return job.isDone || (stop.stop_requested() && !job.isCancelled) || job.transfer->hasPieces();
}

void TransferLoop::drive(std::unique_lock<std::mutex> &lock, const Job &own,
                         const std::stop_token &stop)
{
    m_hasDriver = true;
    for (;;) {
        admit(lock);
        if (needsOwner(own, stop))
            break;
        lock.unlock();
        int running = 0;
        curl_multi_perform(m_multi, &running);
        lock.lock();
        collect();
        if (needsOwner(own, stop))
            break;
        lock.unlock();
        curl_multi_poll(m_multi, nullptr, 0, 1000, nullptr);
        lock.lock();
    }
    m_hasDriver = false;
    m_changed.notify_all();
}

void TransferLoop::admit(std::unique_lock<std::mutex> &lock)
{
    std::vector<CURL *> resumable;
    const std::vector<Job *> jobs = m_jobs;
    for (Job *job : jobs) {
        if (job->isCancelled) {
            finish(*job, CURLE_ABORTED_BY_CALLBACK);
        } else if (!job->isAdded) {
            curl_easy_setopt(job->transfer->handle(), CURLOPT_PRIVATE, job);
            job->isAdded = true;
            if (curl_multi_add_handle(m_multi, job->transfer->handle()) != CURLM_OK)
                finish(*job, CURLE_OUT_OF_MEMORY);
        } else if (job->transfer->takeResumable()) {
            resumable.push_back(job->transfer->handle());
        }
    }
    if (resumable.empty())
        return;
    // curl hands over what it held back at once, and that takes the lock. The jobs stay, since only
    // the driver ends them.
    lock.unlock();
    for (CURL *handle : resumable)
        curl_easy_pause(handle, CURLPAUSE_CONT);
    lock.lock();
}

void TransferLoop::collect()
{
    int remaining = 0;
    while (CURLMsg *message = curl_multi_info_read(m_multi, &remaining)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        void *job = nullptr;
        const CURLcode code = message->data.result;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &job);
        finish(*static_cast<Job *>(job), code);
    }
}

void TransferLoop::finish(Job &job, CURLcode code)
{
    if (job.isAdded)
        curl_multi_remove_handle(m_multi, job.transfer->handle());
    std::erase(m_jobs, &job);
    job.code = code;
    job.isDone = true;
    m_changed.notify_all();
}

} // namespace plumb::http
