// Runs HTML_CodeSniffer's WCAG2AA, or some rules of it, and returns what it calls an error.
(rules) => {
  const [standard] = HTMLCS_WCAG2AA.sniffs;
  const all = standard.include;
  standard.include = rules ?? all;
  HTMLCS.process("WCAG2AA", document);
  standard.include = all;
  return HTMLCS.getMessages()
    .filter((one) => one.type === HTMLCS.ERROR)
    .map(({ code, element, msg }) => [
      code.split(".").slice(3).join("."),
      (element.outerHTML ?? "").slice(0, 120),
      msg,
    ]);
};
