package io.flipside.desk;

/**
 * How many steps want a worker of a queue: what a number of workers follows from. Backlog alone would not do, for it is
 * nothing while every worker is busy.
 *
 * @param queue as {@link io.flipside.audit.Queues} names it
 * @param inFlight steps that a worker is at
 * @param backlog steps that wait for one, or for the next attempt
 */
public record QueueDemand(String queue, int inFlight, int backlog) {
    /** Both. */
    public int demand() {
        return inFlight + backlog;
    }

    QueueDemand and(QueueDemand other) {
        return new QueueDemand(queue, inFlight + other.inFlight, backlog + other.backlog);
    }
}
