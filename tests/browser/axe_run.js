// Runs axe by some rules, or all. Words painted as others whose colours axe found right are not
// asked about theirs again: `right` holds the hashes of such paint. Returns what is wrong, and the
// hashes of what was found right.
async ([rules, right]) => {
  const ASKED = "data-colours-right";
  const COLOURS = ["color-contrast", "link-in-text-block"];
  const OFF = ":disabled, [aria-disabled=true], [aria-hidden=true], [inert]";
  const painted = new Map();

  // How a node and each node around it is painted.
  const paint = (node) => {
    if (!node) return "";
    if (!painted.has(node)) {
      const at = getComputedStyle(node);
      const own = [node.tagName, node.getAttribute("class"), at.display, at.position];
      own.push(at.color, at.backgroundColor, at.backgroundImage, at.opacity, at.filter);
      own.push(at.textDecorationLine, at.clipPath);
      painted.set(node, `${paint(node.parentElement)}>${own}`);
    }
    return painted.get(node);
  };

  // A link among words is asked about more than a link that stands alone.
  const isAmongWords = (node) => {
    let block = node.closest("a")?.parentElement;
    while (block && getComputedStyle(block).display === "inline") block = block.parentElement;
    return !!block && block.textContent.trim() !== node.textContent.trim();
  };

  const hash = (words) => {
    let high = 7;
    let low = 3;
    for (let at = 0; at < words.length; at++) {
      high = Math.imul(high ^ words.charCodeAt(at), 2654435761);
      low = Math.imul(low ^ words.charCodeAt(at), 1597334677);
    }
    return (high >>> 0).toString(36) + (low >>> 0).toString(36);
  };

  const look = (node) => {
    const at = getComputedStyle(node);
    const isOff = !!(node.closest(OFF) || node.closest("label")?.control?.disabled);
    return hash(
      [paint(node), at.fontSize, at.fontWeight, at.textShadow, isOff, isAmongWords(node)].join(),
    );
  };

  const nodes = new Set(document.querySelectorAll("input, select, textarea"));
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    if (texts.currentNode.data.trim()) nodes.add(texts.currentNode.parentElement);
  }
  const looks = new Map();
  for (const node of nodes) if (node.checkVisibility()) looks.set(node, look(node));
  const known = new Set(right.split(" "));
  const isKnown = (node) => known.has(looks.get(node));
  const asked = [...looks.keys()].filter((node) => !isKnown(node));
  if (rules && !asked.length) return [[], ""];

  for (const node of looks.keys()) if (isKnown(node)) node.setAttribute(ASKED, "");
  axe.configure({ rules: [{ id: "color-contrast", selector: `:not([${ASKED}])` }] });
  const found = await axe.run(document, {
    runOnly: rules ?? undefined,
    reporter: (raw, _options, done) => done(raw),
  });
  for (const node of looks.keys()) node.removeAttribute(ASKED);

  const of = (rule, ...outcomes) =>
    outcomes.flatMap((outcome) => rule[outcome].map((one) => one.node.element));
  const ofColour = found.filter((rule) => COLOURS.includes(rule.id));
  const unsure = new Set(ofColour.flatMap((rule) => of(rule, "violations", "incomplete")));
  const fresh = asked.filter((node) => !unsure.has(node));
  return [
    found
      .filter((rule) => rule.violations.length)
      .map((rule) => [rule.id, of(rule, "violations").map((node) => node.outerHTML.slice(0, 120))]),
    [...new Set(fresh.map((node) => looks.get(node)))].join(" "),
  ];
};
