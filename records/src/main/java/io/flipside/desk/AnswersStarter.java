package io.flipside.desk;

/** Starts several answers to one question: a campaign whose rows differ in their seeds. */
@FunctionalInterface
public interface AnswersStarter {
    /**
     * Starts it unless there is one of this id; returns when it is known to run.
     *
     * @throws io.flipside.audit.InvalidRequest if it names an object that is not in our bucket
     * @throws RequestConflict if there is one of this id that was asked for with other content
     */
    void start(String campaignId, Question question);
}
