// Tells what happened since the page was shown: how many comments came in, on a button that shows them; what colleagues
// decided, on the cards, which stay where they are; which colleague has a card open; and the true counts of the tabs.

import { bringBack, greyOut, parsed } from "./queue-page.js";

const EVERY = 15_000;
const SETTLED_ON_A_CARD = 3_000;
const AWAY = 60_000; // without a sign: colleagues are told no more
const MOST = 100;
const news = document.querySelector('[data-news][data-status="pending"]');
const queue = document.querySelector("form[data-queue]");
const told = document.querySelector("[data-told]");
const at = { card: null, since: 0, seen: Date.now(), timer: 0 };
let known = "";
let last = null;
let line = Promise.resolve(); // one request after the other
let decidedHere = 0; // in a conversation that is open inside a card

const shown = () =>
  [...document.querySelectorAll(".queue-card:not([data-done])")].filter(
    (card) => card.dataset.status === "pending" || "decided" in card.dataset,
  );
const counted = () => [...document.querySelectorAll("[data-count]")];
const asking = () => Number(queue?.dataset.asking ?? 0) > 0;

function question() {
  const asked = new URLSearchParams(location.search);
  asked.delete("status");
  asked.delete("after");
  asked.set("since", news.dataset.since);
  const ids = shown().map((card) => card.dataset.card);
  if (ids.length) asked.set("cards", ids.slice(0, MOST).join(","));
  const now = Date.now();
  const isHere = at.card?.isConnected && !("done" in at.card.dataset);
  if (isHere && now - at.since >= SETTLED_ON_A_CARD && now - at.seen < AWAY) asked.set("at", at.card.dataset.card);
  return asked;
}

async function look() {
  if (document.hidden) return;
  const asked = question();
  const counts = () => counted().map((count) => count.textContent).join(" ");
  const before = asking() ? null : counts();
  const decidedBefore = decidedHere;
  const headers = { Accept: "application/json" };
  if (known) headers["If-None-Match"] = known;
  const response = await fetch(`${news.dataset.news}?${asked}`, { headers });
  if (decidedHere !== decidedBefore) return; // what it says may be older than the cards
  if (response.status === 200) {
    last = await response.json();
    known = response.headers.get("ETag") ?? "";
  } else if (response.status !== 304 || !last) return;
  const cards = (asked.get("cards") ?? "").split(",");
  tellOfNew(last);
  tellOfDecided(last, cards);
  tellWhoIsWhere(last);
  // What was counted while a decision was under way may lack it: the next answer has it.
  if (before === counts() && !asking()) for (const count of counted()) count.textContent = last.counts[count.dataset.count];
}

function tellOfNew({ count, label }) {
  const button = news.querySelector("[data-news-button]");
  button.textContent = label;
  button.hidden = count === 0;
}

function tellOfDecided({ decided }, cards) {
  const by = new Map(decided.map((one) => [String(one.id), one]));
  for (const card of shown()) {
    const one = by.get(card.dataset.card);
    if (!one && cards.includes(card.dataset.card)) bringBack(card);
    else if (one && greyOut(card, one.status, one.told) && "here" in card.dataset) {
      told.textContent = card.querySelector(".queue-card__decided").textContent;
    }
  }
}

function tellWhoIsWhere({ present }) {
  const by = new Map(present.map((one) => [String(one.id), one.told]));
  for (const card of document.querySelectorAll(".queue-card")) {
    const words = "done" in card.dataset ? "" : (by.get(card.dataset.card) ?? "");
    const stands = card.querySelector(".queue-card__present");
    if ((stands?.dataset.told ?? "") === words) continue;
    stands?.remove();
    if (!words) continue;
    const note = document.createElement("span");
    note.className = "queue-card__present";
    note.dataset.told = words;
    note.append(...parsed(words).childNodes);
    card.querySelector(".queue-card__age").after(note);
  }
}

if (news) {
  // A network that fails is asked again in fifteen seconds.
  const ask = () => (line = line.then(look).catch(() => {}));
  const notice = (event) => {
    at.seen = Date.now();
    const card = event?.target.closest?.(".queue-card") ?? document.querySelector(".queue-card[data-here]");
    if (!card || card === at.card) return;
    Object.assign(at, { card, since: at.seen });
    clearTimeout(at.timer);
    at.timer = setTimeout(ask, SETTLED_ON_A_CARD + 50);
  };
  for (const kind of ["keyup", "focusin", "pointerover"]) document.addEventListener(kind, notice, { passive: true });
  setInterval(ask, EVERY);
  queue?.addEventListener("decided", () => {
    decidedHere += 1;
    ask();
  });
  document.addEventListener("visibilitychange", ask);
  notice();
}
