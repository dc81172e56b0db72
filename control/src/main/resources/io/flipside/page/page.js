// What the page does beyond links and forms: asks before it steers, says what went wrong, starts audits.

const id = name => document.getElementById(name);
const JSON_TYPE = "application/json";

function notice(words) {
  const box = id("notice");
  box.textContent = words;
  box.hidden = !words;
}

/** What an answer of the service says is wrong. */
function wrong(text, status) {
  try {
    const { detail, field } = JSON.parse(text);
    return field ? field + " " + detail : detail;
  } catch {
    return "The service answered with " + status + ".";
  }
}

/** Where a session ends, a new one begins. */
function signIn() {
  location.href = "/sign-in?to=" + encodeURIComponent(location.pathname + location.search);
}

async function ask(path, options) {
  const answer = await fetch(path, options);
  if (answer.status === 401) signIn();
  const text = await answer.text();
  if (!answer.ok) throw new Error(wrong(text, answer.status));
  return JSON.parse(text);
}

const post = (path, body) =>
  ask(path, { method: "POST", headers: { "Content-Type": JSON_TYPE }, body: JSON.stringify(body) });

// --- buttons that steer

function confirmed(question) {
  const dialog = id("confirm");
  id("confirm-question").textContent = question;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise(done => dialog.addEventListener("close", () => done(dialog.returnValue === "yes"), { once: true }));
}

document.addEventListener("htmx:confirm", event => {
  if (!event.detail.question) return;
  event.preventDefault();
  confirmed(event.detail.question).then(yes => yes && event.detail.issueRequest(true));
});

// the service takes no forms: what is asked goes into the address, and a form of another page could not say this type
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.verb !== "post") return;
  const asked = new URLSearchParams();
  for (const name of Object.keys(detail.parameters)) asked.set(name, detail.parameters[name]);
  if ([...asked].length > 0) detail.path += (detail.path.includes("?") ? "&" : "?") + asked;
  detail.parameters = {};
  detail.headers["Content-Type"] = JSON_TYPE;
});

document.addEventListener("htmx:afterRequest", ({ detail, target }) => {
  if (detail.successful) notice("");
  if (detail.successful && target.dataset.then === "audit") {
    location.href = "/audits/" + encodeURIComponent(JSON.parse(detail.xhr.responseText).auditId);
  }
});
document.addEventListener("htmx:responseError", ({ detail }) => {
  if (detail.xhr.status === 401) signIn();
  notice(wrong(detail.xhr.responseText, detail.xhr.status));
});
document.addEventListener("htmx:sendError", () => notice("The service does not answer. Try again in a moment."));

// --- an audit at work

const known = new WeakSet();
let status = "";
document.addEventListener("htmx:sseOpen", ({ detail: { source } }) => {
  if (known.has(source)) return;
  known.add(source);
  source.addEventListener("point", event => {
    const point = JSON.parse(event.data);
    if (point.status !== status) {
      status = point.status;
      id("pause").hidden = status === "paused";
      id("resume").hidden = status !== "paused";
      id("said").textContent = "The audit is " + status + ".";
    }
    document.dispatchEvent(new CustomEvent("flipside:point", { detail: point }));
  });
  source.addEventListener("over", () => location.reload());
});

// --- who looks

id("sign-in")?.addEventListener("submit", async event => {
  event.preventDefault();
  const form = event.currentTarget;
  const headers = { "Content-Type": JSON_TYPE, Authorization: "Bearer " + form.token.value.trim() };
  try {
    const answer = await fetch("/session", { method: "POST", headers });
    if (answer.ok) location.href = form.dataset.to;
    else notice(answer.status === 401 ? "This token is not known here." : wrong(await answer.text(), answer.status));
  } catch {
    notice("The service does not answer, or the token has characters that none has.");
  }
});
id("sign-out")?.addEventListener("click", async () => {
  await fetch("/session", { method: "DELETE", headers: { "Content-Type": JSON_TYPE } });
  location.href = "/sign-in";
});

// --- a new audit

async function start(fields, clip, name, said) {
  notice("");
  try {
    said.textContent = "Sending the clip …";
    const extension = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? "";
    const reference = await ask("/api/inputs?name=clip" + extension, {
      method: "POST", headers: { "Content-Type": "application/octet-stream" }, body: clip,
    });
    const plan = {};
    if (fields.iterations) plan.budget = { iterations: +fields.iterations };
    if (fields.denoisingSteps) plan.schedule = { denoisingSteps: +fields.denoisingSteps };
    said.textContent = "Starting …";
    const { auditId } = await post("/api/audits", {
      clip: reference, targetClass: fields.targetClass, classifier: fields.classifier, generator: fields.generator,
      preset: fields.preset, seed: Number(fields.seed), plan,
    });
    location.href = "/audits/" + encodeURIComponent(auditId);
  } catch (trouble) {
    said.textContent = "";
    notice(trouble instanceof TypeError ? "The service does not answer. Try again in a moment." : trouble.message);
  }
}

id("ask")?.addEventListener("submit", event => {
  event.preventDefault();
  const form = event.currentTarget, clip = form.clip.files[0];
  start(Object.fromEntries(new FormData(form)), clip, clip.name, id("asking"));
});
id("demo")?.addEventListener("click", async event => {
  const clip = await (await fetch(event.currentTarget.dataset.clip)).blob();
  start({ ...Object.fromEntries(new FormData(id("ask"))), targetClass: "up" }, clip, "demo.mkv", id("asking"));
});

// --- which clip is which

id("choose")?.addEventListener("submit", async event => {
  event.preventDefault();
  const form = event.currentTarget, who = form.who.value.trim();
  try {
    const answer = await post("/api/audits/" + form.dataset.audit + "/choices", {
      question: form.dataset.question, choice: event.submitter.value, ...who && { who },
    });
    for (const button of form.querySelectorAll("button")) button.disabled = true;
    const again = Object.assign(document.createElement("a"), { href: "/audits/" + form.dataset.audit, textContent: "Back to the audit" });
    id("answered").append((answer.right ? "That is what the classifier says too." : "The classifier says it of the other one.")
      + " You chose the " + answer.chosen + " clip. ", again);
    notice("");
  } catch (trouble) {
    notice(trouble.message);
  }
});
