package io.flipside.desk;

import java.util.List;
import java.util.Optional;

/** What waits for workers. */
public interface TaskQueues {
    /** Audits that are looked at, at most; beyond it a demand is one for at least so many. */
    int MOST = 1000;

    /** What every queue has at this moment that has anything, by name. */
    List<QueueDemand> demand();

    /** The first step of an audit that no worker has taken yet, in its first attempt; empty if there is none. */
    Optional<WaitingStep> waiting(String auditId);
}
