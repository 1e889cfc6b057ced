// Tells how many comments came in since the page was shown, on a button that shows them. Nothing moves by itself.

const EVERY = 15_000;
const news = document.querySelector('[data-news][data-status="pending"]');
let known = "";

async function look() {
  if (document.hidden) return;
  const asked = new URLSearchParams(location.search);
  asked.delete("status");
  asked.delete("after");
  asked.set("since", news.dataset.since);
  const headers = { Accept: "application/json" };
  if (known) headers["If-None-Match"] = known;
  const response = await fetch(`${news.dataset.news}?${asked}`, { headers });
  if (response.status !== 200) return;
  const { count, label } = await response.json();
  known = response.headers.get("ETag") ?? "";
  const button = news.querySelector("[data-news-button]");
  button.textContent = label;
  button.hidden = count === 0;
}

if (news) {
  // A network that fails is asked again in fifteen seconds.
  const ask = () => look().catch(() => {});
  setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
}
