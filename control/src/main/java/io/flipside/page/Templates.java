package io.flipside.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pages and their parts; every value in them is escaped. */
@CheckedTemplate(basePath = "page")
final class Templates {
    private Templates() {}

    static native TemplateInstance audits(AuditList page);

    static native TemplateInstance audit(AuditPageModel page);

    static native TemplateInstance rail(Rail rail);

    static native TemplateInstance choose(ChoosePage page);

    static native TemplateInstance campaigns(CampaignList page);

    static native TemplateInstance campaign(CampaignPageModel page);

    static native TemplateInstance progress(CampaignBar bar);

    static native TemplateInstance signIn(String to, boolean asked);

    static native TemplateInstance trouble(String title, String sentence);
}
