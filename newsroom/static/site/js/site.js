// Improves what already works without it: shows the two ways of sharing that only a script can offer, and brings the
// frames of other sites into the page, each once a reader has pressed its button and not before.

const share = document.querySelector("[data-share]");

function show(control) {
  control.closest("li").hidden = false;
}

function offerCopy(control, said) {
  if (!navigator.clipboard) return; // plain http on another machine: the address bar still has the link
  show(control);
  control.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(share.dataset.url);
      said.textContent = control.dataset.said;
    } catch {
      said.textContent = share.dataset.url; // refused: the reader can still take it by hand
    }
  });
}

function openSheet(event) {
  event.preventDefault();
  // Rejected when the reader closes the sheet: nothing to say then.
  navigator.share({ title: share.dataset.headline, url: share.dataset.url }).catch(() => {});
}

function offerSheet(control, jump) {
  if (!navigator.share) return;
  show(control);
  control.addEventListener("click", openSheet);
  jump?.addEventListener("click", openSheet);
}

if (share) {
  offerCopy(share.querySelector("[data-copy]"), share.querySelector("[role=status]"));
  offerSheet(share.querySelector("[data-sheet]"), document.querySelector("[data-share-jump]"));
}

// What a frame may do: play and be looked at large. It may not take the reader away from the page.
const ALLOWED = "autoplay; encrypted-media; fullscreen; picture-in-picture; web-share";
const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-forms allow-presentation";

function bring(place) {
  const frame = document.createElement("iframe");
  frame.src = place.dataset.frame;
  frame.title = place.dataset.title;
  frame.className = "embed__frame";
  frame.allow = ALLOWED;
  frame.allowFullscreen = true;
  frame.setAttribute("sandbox", SANDBOX);
  place.querySelector("[data-embed-stage]").replaceChildren(frame);
  place.classList.add("embed--open");
  frame.focus();
}

for (const place of document.querySelectorAll("[data-embed]")) {
  const button = place.querySelector("[data-embed-open]");
  button.hidden = place.querySelector("[data-embed-note]").hidden = false;
  button.addEventListener("click", () => bring(place));
}

// A post says how high it is, each site in its own words; only a frame that stands here is heard, from its own site.
function height(said) {
  let word = said;
  try {
    word = JSON.parse(said);
  } catch {
    // no JSON: an object, or nothing that says a height
  }
  return word?.["twttr.embed"]?.params?.[0]?.height ?? word?.details?.height ?? word?.height;
}

window.addEventListener("message", ({ source, origin, data }) => {
  for (const frame of document.querySelectorAll(".embed--post .embed__frame")) {
    if (frame.contentWindow !== source || new URL(frame.src).origin !== origin) continue;
    const pixels = Number(height(data));
    if (pixels > 50 && pixels < 5000) frame.style.blockSize = `${Math.ceil(pixels)}px`;
  }
});
