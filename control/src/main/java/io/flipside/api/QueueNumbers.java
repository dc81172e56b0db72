package io.flipside.api;

import io.flipside.desk.QueueDemand;

/**
 * What a queue has, for whoever scales its workers.
 *
 * @param queue its name in Temporal
 * @param inFlight steps that a worker is at
 * @param backlog steps that wait
 * @param demand both: how many workers have something to do
 */
record QueueNumbers(String queue, int inFlight, int backlog, int demand) {
    static QueueNumbers of(QueueDemand queue) {
        return new QueueNumbers(queue.queue(), queue.inFlight(), queue.backlog(), queue.demand());
    }
}
