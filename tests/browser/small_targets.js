// Returns the controls a thumb has less than 44 by 44 px for. What is folded is asked, too.
() => {
  const LEAST = 44;
  const CONTROLS = "a[href], button, input, select, textarea, summary";
  // Seven days side by side have less room on a narrow phone; they are far higher than wide.
  const NARROW = ".cal td a";

  // What stands in a sentence is as high as its line, be it a link or a word that is explained;
  // words around it that are no target themselves make a sentence.
  const isInline = (control) => {
    if (!control.matches(".term") && getComputedStyle(control).display !== "inline") return false;
    let block = control.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const around = block.cloneNode(true);
    around.querySelectorAll("a, button, svg").forEach((one) => one.remove());
    return /\p{L}/u.test(around.textContent);
  };

  const folded = [...document.querySelectorAll("details:not([open])")];
  folded.forEach((details) => (details.open = true));
  // What waits for the keyboard, or leaves its place to its label, is clipped away.
  const isSeen = (node) => node.checkVisibility() && getComputedStyle(node).clipPath === "none";
  const small = [...document.querySelectorAll(CONTROLS)].filter((control) => {
    const parts = [control, ...(control.labels ?? [])].filter(isSeen);
    if (!parts.length || control.matches(NARROW) || isInline(control)) return false;
    const boxes = parts.map((part) => part.getBoundingClientRect());
    const width = Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left));
    const height = Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top));
    return Math.min(width, height) < LEAST - 0.5;
  });
  const told = small.map((control) => {
    const { width, height } = control.getBoundingClientRect();
    return `${Math.round(width)} x ${Math.round(height)} ${control.outerHTML.slice(0, 140)}`;
  });
  folded.forEach((details) => (details.open = false));
  return told;
};
