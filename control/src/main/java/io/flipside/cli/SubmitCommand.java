package io.flipside.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flipside.client.ClientJson;
import io.flipside.client.model.AuditRequest;
import io.flipside.client.model.Submitted;
import io.flipside.record.AuditJson;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code flipside submit}. */
@Command(
        name = "submit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Starts an audit on a running service and prints its id.",
            "Several answers are a campaign: 'flipside campaign show ID' and '... results ID' take its id."
        },
        footer = {"", "Example:", "  flipside submit clip.mp4 --target left"})
final class SubmitCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private QuestionOptions question = new QuestionOptions();

    @Mixin
    private AnswersOption answers = new AnswersOption();

    @Mixin
    private Api api = new Api();

    @Override
    public Integer call() {
        ObjectNode request = Api.mapper().createObjectNode();
        request.put("targetClass", question.target());
        request.put("classifier", question.classifier()).put("generator", question.generator());
        request.put("seed", question.seed());
        request.set("plan", AuditJson.tree(question.plan()));
        AuditRequest asked = ClientJson.body(request, AuditRequest.class).clip(api.upload(question.clip()));
        question.adapter().ifPresent(file -> asked.setAdapter(api.upload(file)));
        if (answers.areSeveral()) {
            asked.setAnswers(answers.count());
        }
        Submitted answer = api.ask(service -> service.audits().submitAudit(asked, null));
        String id = answers.areSeveral() ? answer.getCampaignId() : answer.getAuditId();
        spec.commandLine().getOut().println(id);
        spec.commandLine().getOut().flush();
        return 0;
    }
}
