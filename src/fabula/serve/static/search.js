// Search over the paragraphs of a workbench on a disk: those that hold all of the words, whatever their marks and case.
(() => {
  "use strict";
  const words = document.getElementById("words");
  const hits = document.getElementById("hits");
  const count = document.getElementById("count");
  const MOST = 100;

  // A text without case and marks, and for each of its letters the place in the text as it is.
  const fold = (text) => {
    let plain = "";
    const at = [];
    for (let i = 0; i < text.length; i += 1) {
      for (const c of text[i].normalize("NFKD").toLowerCase()) {
        if (!/\p{M}/u.test(c)) {
          plain += c;
          at.push(i);
        }
      }
    }
    at.push(text.length);
    return [plain, at];
  };
  const paragraphs = [];
  const make = (name, text, of) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (of) made.className = of;
    return made;
  };

  const marked = (text, wanted) => {
    const [plain, at] = fold(text);
    const spots = [];
    for (const w of wanted) {
      for (let i = plain.indexOf(w); i >= 0; i = plain.indexOf(w, i + w.length)) spots.push([at[i], at[i + w.length]]);
    }
    spots.sort((a, b) => a[0] - b[0]);
    const out = document.createDocumentFragment();
    let end = 0;
    for (const [a, b] of spots) {
      if (a < end) continue;
      out.append(text.slice(end, a), make("mark", text.slice(a, b)));
      end = b;
    }
    out.append(text.slice(end));
    return out;
  };

  const search = () => {
    const wanted = fold(words.value)[0].split(/\s+/).filter(Boolean);
    hits.replaceChildren();
    count.textContent = "";
    if (!wanted.length) return;
    if (!paragraphs.length) {
      for (const [file, who, lines] of FABULA_INDEX) {
        for (const [start, text] of lines) paragraphs.push([file, who, start, text, fold(text)[0]]);
      }
    }
    const found = paragraphs.filter((x) => wanted.every((w) => x[4].includes(w)));
    count.textContent = `${found.length} ${found.length === 1 ? "paragraph" : "paragraphs"}${found.length > MOST ? `, the first ${MOST} shown` : ""}`;
    for (const [file, who, start, text] of found.slice(0, MOST)) {
      const line = make("li");
      const said = make("p", "", "said");
      const link = make("a", "", "inside");
      link.href = `${file}#p${start}`;
      link.append(marked(text, wanted));
      said.append(link);
      line.append(said, make("p", who, "soft"));
      hits.append(line);
    }
  };

  words.addEventListener("input", () => {
    history.replaceState(null, "", words.value.trim() ? `#q=${encodeURIComponent(words.value.trim())}` : "#");
    search();
  });
  const asked = /^#q=(.*)$/.exec(location.hash);
  if (asked) words.value = decodeURIComponent(asked[1]);
  search();
  words.focus();
})();
