// Improves what works without it: answers a comment in place, and brings older comments without leaving the page.

const list = document.querySelector("#comments-list");
const form = document.querySelector("form#comment-form");

// A refusal is a new page, which nobody reads aloud from its middle: the reader stands in the first wrong field. Not at
// once: the address leads to the form, and where a browser follows it, it takes the focus away.
function standInWhatIsWrong() {
  const wrong = ["[aria-invalid=true]", "[role=alert]"].map((sign) => document.querySelector(`#comment-form ${sign}`));
  if (document.activeElement === document.body) wrong.find(Boolean)?.focus();
}

window.addEventListener("load", () => requestAnimationFrame(() => setTimeout(standInWhatIsWrong)));

// As the server decides it for a comment that is shown: by the share of letters, not by the first one.
function turn(field) {
  const rtl = field.value.match(/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/g)?.length ?? 0;
  const letters = field.value.match(/\p{L}/gu)?.length ?? 0;
  field.dir = letters && rtl < 0.3 * letters ? "ltr" : "rtl";
}

function answer(link) {
  const line = form.querySelector("[data-answers]");
  const comment = link.closest("article");
  let parent = form.querySelector("input[name=parent]");
  if (!parent) {
    parent = Object.assign(document.createElement("input"), { type: "hidden", name: "parent" });
    line.append(parent);
  }
  parent.value = link.dataset.answer;
  line.querySelector("[data-answers-name]").textContent = comment.querySelector(".comment__name").textContent;
  line.hidden = false;
  form.scrollIntoView();
  const empty = [...form.elements].find((field) => field.required && !field.value);
  (empty ?? form.elements.body).focus({ preventScroll: true });
}

function answerNobody() {
  form.querySelector("input[name=parent]")?.remove();
  form.querySelector("[data-answers]").hidden = true;
  form.elements.body.focus();
}

async function bringMore(link) {
  link.setAttribute("aria-busy", "true");
  const page = await fetch(link.href, { credentials: "omit" });
  if (!page.ok) throw new Error(page.statusText);
  const brought = new DOMParser().parseFromString(await page.text(), "text/html");
  const comments = [...brought.querySelectorAll("#comments-list > li")];
  // A comment approved a moment ago may have moved the border between two pages: none stands here twice.
  list.append(...comments.filter((comment) => !document.getElementById(comment.firstElementChild.id)));
  const next = brought.querySelector("[data-more]");
  if (next) link.replaceWith(next);
  else link.parentElement.remove();
  document.getElementById(comments[0]?.firstElementChild.id)?.querySelector("a")?.focus();
}

document.querySelector("#comments")?.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const reply = event.target.closest("[data-answer]");
  const cancel = event.target.closest("[data-answers-cancel]");
  const more = event.target.closest("[data-more]");
  if (reply && form) {
    event.preventDefault();
    answer(reply);
  } else if (cancel) {
    event.preventDefault();
    answerNobody();
  } else if (more && list) {
    event.preventDefault();
    bringMore(more).catch(() => location.assign(more.href));
  }
});

// What guards the form is fetched when it is touched: the page itself may have been kept for days.
let asked;

async function fetchTicket() {
  const answer = await fetch(new URL("token/", form.action), { credentials: "omit", cache: "no-store" });
  if (!answer.ok) throw new Error(answer.statusText);
  const field = Object.assign(document.createElement("input"), { type: "hidden", name: "ticket" });
  field.value = await answer.text();
  form.append(field);
}

form?.addEventListener("focusin", () => {
  if (asked || form.querySelector("input[name=ticket]")) return;
  asked = true;
  fetchTicket().catch(() => { asked = false; });
});

// A page that comes back out of the browser's memory shows a ticket that was used.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  form?.querySelector("input[name=ticket]")?.remove();
  asked = false;
});

form?.addEventListener("input", (event) => {
  if (event.target.name === "name" || event.target.name === "body") turn(event.target);
});
