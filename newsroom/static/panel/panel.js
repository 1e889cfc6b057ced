// The form hides what overflows sideways (the folded minimap), but hidden is not fixed: opening the menu of blocks
// scrolls it there, and half of each field leaves the screen. Nothing to the side is meant to be seen, so go back.
for (const content of document.querySelectorAll(".content-wrapper")) {
  content.addEventListener("scroll", () => {
    if (content.scrollLeft) content.scrollLeft = 0;
  });
}
