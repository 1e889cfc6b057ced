// Improves what already works without it: shows the two ways of sharing that only a script can offer.

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

function offerSheet(control) {
  if (!navigator.share) return;
  show(control);
  control.addEventListener("click", () => {
    // Rejected when the reader closes the sheet: nothing to say then.
    navigator.share({ title: share.dataset.headline, url: share.dataset.url }).catch(() => {});
  });
}

if (share) {
  offerCopy(share.querySelector("[data-copy]"), share.querySelector("[role=status]"));
  offerSheet(share.querySelector("[data-sheet]"));
}
