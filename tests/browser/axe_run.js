// Runs axe by some rules, or all. Words painted as others whose colours axe found right are not
// asked about theirs again, nor are the same words so painted where it could not say: `right` holds
// the hashes of both. Returns what is wrong, and the hashes of what is not to be asked again.
async ([rules, right]) => {
  const ASKED = "data-asked-about-colours";
  const COLOURS = ["color-contrast", "link-in-text-block"];
  const OFF = ":disabled, [aria-disabled=true], [aria-hidden=true], [inert]";
  const PLAIN = "rgba(0, 0, 0, 0),none,1,none,none,normal,none";
  const grounds = new Map();

  // What is painted behind a node, by itself and each node around it. What is out of the flow may
  // come to lie on anything, so its place counts, too.
  const ground = (node) => {
    if (!node) return "";
    if (!grounds.has(node)) {
      const at = getComputedStyle(node);
      const own = [at.backgroundColor, at.backgroundImage, at.opacity, at.filter, at.clipPath];
      own.push(at.mixBlendMode, at.transform);
      const inFlow = at.position === "static" && at.float === "none";
      if (!inFlow) own.push(node.tagName, node.getAttribute("class"), at.position);
      const plain = inFlow && own.join() === PLAIN;
      grounds.set(node, ground(node.parentElement) + (plain ? "" : `>${own}`));
    }
    return grounds.get(node);
  };

  // How a link stands out from the words around it, if there are any.
  const amongWords = (node) => {
    const link = node.closest("a");
    let block = link?.parentElement;
    while (block && getComputedStyle(block).display === "inline") block = block.parentElement;
    if (!block || block.textContent.trim() === node.textContent.trim()) return "";
    const at = getComputedStyle(link);
    return [getComputedStyle(block).color, at.color, at.textDecorationLine, at.borderBottom];
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
    const own = [at.color, at.fontSize, at.fontWeight, at.textShadow, at.textDecorationLine];
    return hash([ground(node), node.tagName, own, isOff, amongWords(node)].join());
  };

  const nodes = new Set(document.querySelectorAll("input, select, textarea"));
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    if (texts.currentNode.data.trim()) nodes.add(texts.currentNode.parentElement);
  }
  const looks = new Map();
  for (const node of nodes) if (node.checkVisibility()) looks.set(node, look(node));
  const known = new Set(right.split(" "));
  const same = (node) => hash(looks.get(node) + node.outerHTML);
  const isKnown = (node) => known.has(looks.get(node)) || known.has(same(node));
  const asked = new Set([...looks.keys()].filter((node) => !isKnown(node)));
  if (rules && !asked.size) return [[], ""];

  const marked = [...asked, ...[...asked].map((node) => node.closest("a")).filter(Boolean)];
  for (const node of marked) node.setAttribute(ASKED, "");
  axe.configure({
    rules: [
      { id: "color-contrast", selector: `[${ASKED}]` },
      { id: "link-in-text-block", selector: `a[href][${ASKED}]` },
    ],
  });
  const found = await axe.run(document, {
    runOnly: rules ?? undefined,
    reporter: (raw, _options, done) => done(raw),
  });
  for (const node of marked) node.removeAttribute(ASKED);

  const of = (rule, ...outcomes) =>
    outcomes.flatMap((outcome) => rule[outcome].map((one) => one.node.element));
  const ofColour = found.filter((rule) => COLOURS.includes(rule.id));
  const wrong = new Set(ofColour.flatMap((rule) => of(rule, "violations")));
  const unsure = new Set(ofColour.flatMap((rule) => of(rule, "incomplete")));
  const fresh = [...asked].filter((node) => !wrong.has(node));
  return [
    found
      .filter((rule) => rule.violations.length)
      .map((rule) => [rule.id, of(rule, "violations").map((node) => node.outerHTML.slice(0, 120))]),
    [...new Set(fresh.map((node) => (unsure.has(node) ? same(node) : looks.get(node))))].join(" "),
  ];
};
