// Returns, by size of text, how wide the page is and whether its tab bar breaks into a second row or
// a word of it into a second line; in the widest of the usual fonts, where the machine has it.
(sizes) => {
  const root = document.documentElement;
  document.body.style.fontFamily = '"DejaVu Sans", Verdana, system-ui';
  const links = [...document.querySelectorAll(".tabbar a")].filter((link) => link.checkVisibility());
  const isBroken = () => {
    const tops = new Set(links.map((link) => link.getBoundingClientRect().top));
    const lines = links.map((link) => {
      const words = document.createRange();
      words.selectNodeContents(link.lastChild);
      return words.getClientRects().length;
    });
    return tops.size > 1 || Math.max(0, ...lines) > 1;
  };
  const measured = sizes.map(([per_cent, setting]) => {
    root.dataset.text = setting;
    root.style.fontSize = per_cent === 100 ? "" : per_cent * 1.0625 + "%";
    return [root.scrollWidth, isBroken()];
  });
  root.dataset.text = "normal";
  root.style.fontSize = "";
  return measured;
};
