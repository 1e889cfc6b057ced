// The form hides what overflows sideways (the folded minimap), but hidden is not fixed: opening the menu of blocks
// scrolls it there, and half of each field leaves the screen. Nothing to the side is meant to be seen, so go back.
for (const content of document.querySelectorAll(".content-wrapper")) {
  content.addEventListener("scroll", () => {
    if (content.scrollLeft) content.scrollLeft = 0;
  });
}

// When an autosave is answered, Wagtail takes the form as it stands at that moment for saved, and so forgets the words
// that were typed while the request was on its way, until the next key is pressed. Ask for another save instead.
const NOT_TYPED = new Set([
  "csrfmiddlewaretoken",
  "loaded_revision_id",
  "loaded_revision_created_at",
  "next",
  "overwrite_revision_id",
]);
const typed = (data, updated) =>
  JSON.stringify(
    [...data]
      .filter(([name]) => !NOT_TYPED.has(name) && !updated.includes(name))
      .map(([name, value]) => [name, value instanceof File ? value.name : value]),
  );
let sent = null;
let askedFor = null;

document.addEventListener("w-autosave:save", (event) => {
  sent = event.detail.formData;
});

document.addEventListener("w-autosave:success", (event) => {
  // What the server filled in by itself was typed by nobody.
  const updated = Object.keys(event.detail.response?.field_updates ?? {});
  const standing = typed(new FormData(event.target), updated);
  if (sent === null || standing === typed(sent, updated) || standing === askedFor) return;
  askedFor = standing; // once for each state of the form: asking must come to an end
  const detail = { type: "edits" };
  event.target.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true, detail }));
});
